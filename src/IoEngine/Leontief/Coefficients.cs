using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Leontief;

/// <summary>
/// A = Z x̂⁻¹, v = va/x, τ = t/x, ω = (o + residual)/x: inputs per unit of output. 1'A + v' + τ' + ω' = 1' for every industry
/// with output. Immutable.
/// </summary>
/// <remarks>Where x ≤ 0 every coefficient is 0: never a NaN, never an epsilon. Miller &amp; Blair (2009), § 2.2.</remarks>
public sealed class Coefficients
{
    /// <summary>Computes the coefficients of a validated table.</summary>
    public Coefficients(ValidatedTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Source = table;
        var x = table.Output;
        reciprocal = new double[x.Axis.Count];
        for (var j = 0; j < reciprocal.Length; j++) reciprocal[j] = x[j] > 0 ? 1 / x[j] : 0;
        ValueAdded = PerUnit(table.ValueAdded);
        TaxesOnProducts = PerUnit(table.TaxesOnProducts);
        OtherItems = PerUnit(table.OtherItems);
        Residual = PerUnit(table.ColumnResidual);
    }

    private Coefficients(Coefficients other, LabelledVector<Industry> valueAdded)
    {
        (Source, reciprocal, ValueAdded) = (other.Source, other.reciprocal, valueAdded);
        (TaxesOnProducts, OtherItems, Residual) = (other.TaxesOnProducts, other.OtherItems, other.Residual);
    }

    private readonly double[] reciprocal;

    /// <summary>The table.</summary>
    public ValidatedTable Source { get; }

    /// <summary>The industries.</summary>
    public Axis<Industry> Industries => Source.Output.Axis;

    /// <summary>v: value added per unit of output, n.</summary>
    public LabelledVector<Industry> ValueAdded { get; }

    /// <summary>τ: taxes less subsidies on intermediate inputs per unit of output, n.</summary>
    public LabelledVector<Industry> TaxesOnProducts { get; }

    /// <summary>The published part of ω: other column items per unit of output, n.</summary>
    public LabelledVector<Industry> OtherItems { get; }

    /// <summary>The rest of ω: what the published column misses, per unit of output, n.</summary>
    public LabelledVector<Industry> Residual { get; }

    /// <summary>The same industries where inputs cost otherwise and leave another value added per unit of output, n.</summary>
    internal Coefficients With(LabelledVector<Industry> valueAdded) => new(this, valueAdded);

    /// <summary>Whether industry <paramref name="j"/> has output; orders placed where it has none can't be explained.</summary>
    public bool HasOutput(int j) => reciprocal[j] > 0;

    /// <summary>row / x: any flow of industries per unit of output, 0 where there is no output.</summary>
    public LabelledVector<Industry> PerUnit(LabelledVector<Industry> row)
    {
        ArgumentNullException.ThrowIfNull(row);
        row.Require(Industries);
        var values = row.Values.ToArray();
        for (var j = 0; j < values.Length; j++) values[j] *= reciprocal[j];
        return new LabelledVector<Industry>(row.Axis, values);
    }

    /// <summary>A = Z x̂⁻¹, n × n; a new matrix at each call, since a table of 10,000 industries takes 800 MB.</summary>
    public DenseMatrix A()
    {
        var z = Source.Table.Z.Values;
        var a = new DenseMatrix(z.Rows, z.Columns, zeroed: false);
        for (var j = 0; j < z.Columns; j++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(z.Column(j), reciprocal[j], a.WritableColumn(j));
        return a;
    }
}
