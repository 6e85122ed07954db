using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>A row that is not an industry. Immutable.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Place">File and line.</param>
/// <param name="Values">n values under industries, then d under final demand.</param>
internal sealed record FlowLine(CellLabel Label, string Place, double[] Values);

/// <summary>What a labelled file gave, before it is put together. Immutable.</summary>
internal sealed record TableParts
{
    /// <summary>The file, for messages.</summary>
    public required string Place { get; init; }

    /// <summary>The n industries.</summary>
    public required Axis<Industry> Industries { get; init; }

    /// <summary>The rows of Z and Y: the industries, or the products of a supply or use table.</summary>
    public required Axis<Industry> RowAxis { get; init; }

    /// <summary>The d columns of final demand.</summary>
    public required Axis<DemandColumn> Demand { get; init; }

    /// <summary>n × n.</summary>
    public required DenseMatrix Z { get; init; }

    /// <summary>n × d.</summary>
    public required DenseMatrix Y { get; init; }

    /// <summary>The column of output, where the file has one.</summary>
    public double[]? OutputColumn { get; init; }

    /// <summary>Rows of primary inputs, satellites and totals, in the order of the file.</summary>
    public required IReadOnlyList<FlowLine> Rows { get; init; }

    /// <summary>The row of output: n values, then d totals of final demand; null where there is none.</summary>
    public double[]? OutputRow => Rows.FirstOrDefault(r => r.Label.Kind == LabelKind.Output)?.Values;
}
