using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>
/// One family of constraints on the sums of cells: every cell is in at most one class, and the cells of a class add up to its
/// target. Rows are a family, columns another, "every old cell is the sum of its parts" and blocks of trade further ones.
/// Immutable.
/// </summary>
/// <remarks>
/// The class of cell (i, j) is looked up by the group of its row and the group of its column. A weight 1/κ makes a target soft:
/// it may be missed, κ = 0 may not. Lenzen, Wood &amp; Gallego (2007); <c>METHOD.md</c>, § 16.
/// </remarks>
public sealed class SumFamily
{
    /// <summary>The class of a cell that is in none.</summary>
    public const int None = -1;

    private readonly int[] rowGroup;
    private readonly int[] columnGroup;
    private readonly int rowGroups;
    private readonly int[] classOf;
    private readonly double[] targets;
    private readonly double[]? kappa;
    private readonly int[]? diagonal;
    private readonly Func<int, string> label;
    private readonly bool[] active;

    private SumFamily(string name, int[] rowGroup, int[] columnGroup, int rowGroups, int[] classOf, double[] targets,
        IReadOnlyList<double>? kappa, Func<int, string>? label, int[]? diagonal)
    {
        if (kappa is not null && (kappa.Count != targets.Length || kappa.Any(k => !(k >= 0))))
            throw new ArgumentException("There is one κ ≥ 0 for each target.", nameof(kappa));
        Name = name;
        (this.rowGroup, this.columnGroup, this.rowGroups, this.classOf) = (rowGroup, columnGroup, rowGroups, classOf);
        (this.targets, this.kappa, this.diagonal) = (targets, kappa?.ToArray(), diagonal);
        this.label = label ?? (c => $"{name} {c + 1}");
        for (var c = 0; c < classOf.Length; c++)
        {
            if (classOf[c] >= 0 && double.IsNaN(targets[classOf[c]])) classOf[c] = None;
        }

        var groups = rowGroups == 0 ? 0 : classOf.Length / rowGroups;
        active = [.. Enumerable.Range(0, groups).Select(g => classOf.AsSpan(g * rowGroups, rowGroups).ContainsAnyExcept(None))];
        var used = new bool[rowGroups];
        for (var k = 0; k < classOf.Length; k++) used[k % rowGroups] |= classOf[k] >= 0;
        FirstRow = Math.Max(0, Array.FindIndex(rowGroup, g => used[g]));
        EndRow = 1 + Array.FindLastIndex(rowGroup, g => used[g]);
        IsColumns = rowGroups == 1 && columnGroup.Length == groups;
        IsRows = groups == 1 && rowGroup.Length == rowGroups;
    }

    /// <summary>What its constraints are called, in the singular: row, column.</summary>
    public string Name { get; }

    /// <summary>Number of constraints.</summary>
    public int Count => targets.Length;

    /// <summary>The targets; NaN: none.</summary>
    public ReadOnlySpan<double> Targets => targets;

    /// <summary>What class <paramref name="c"/> is called.</summary>
    public string Label(int c) => label(c);

    internal bool IsRows { get; }

    internal bool IsColumns { get; }

    internal int FirstRow { get; }

    internal int EndRow { get; }

    internal int Rows => rowGroup.Length;

    internal int Columns => columnGroup.Length;

    /// <summary>Every row adds up to its target.</summary>
    /// <param name="targets">A target a row; NaN: none.</param>
    /// <param name="columns">Number of columns of the matrix.</param>
    /// <param name="kappa">κ of soft targets, 0 of hard ones; null: all are hard.</param>
    /// <param name="label">Names of rows; null: by number, from one.</param>
    /// <exception cref="ArgumentException">Not one κ ≥ 0 for each target.</exception>
    public static SumFamily OfRows(IReadOnlyList<double> targets, int columns, IReadOnlyList<double>? kappa = null,
        Func<int, string>? label = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        int[] each = [.. Enumerable.Range(0, targets.Count)];
        return new("row", each, new int[columns], targets.Count, [.. each], [.. targets], kappa, label, each);
    }

    /// <summary>Every column adds up to its target.</summary>
    /// <inheritdoc cref="OfRows"/>
    /// <param name="targets">A target a column; NaN: none.</param>
    /// <param name="rows">Number of rows of the matrix.</param>
    /// <param name="kappa">κ of soft targets, 0 of hard ones; null: all are hard.</param>
    /// <param name="label">Names of columns; null: by number, from one.</param>
    public static SumFamily OfColumns(IReadOnlyList<double> targets, int rows, IReadOnlyList<double>? kappa = null,
        Func<int, string>? label = null)
    {
        ArgumentNullException.ThrowIfNull(targets);
        int[] each = [.. Enumerable.Range(0, targets.Count)];
        return new("column", new int[rows], each, 1, [.. each], [.. targets], kappa, label, each);
    }

    /// <summary>Every cell of an old matrix is the sum of its parts.</summary>
    /// <param name="rowParents">For each row, the old row that it is a part of.</param>
    /// <param name="columnParents">For each column, the old column.</param>
    /// <param name="old">The old matrix.</param>
    public static SumFamily OfParts(IReadOnlyList<int> rowParents, IReadOnlyList<int> columnParents, DenseMatrix old)
    {
        ArgumentNullException.ThrowIfNull(old);
        var values = new double[checked(old.Rows * old.Columns)];
        for (var j = 0; j < old.Columns; j++) old.Column(j).CopyTo(values.AsSpan(j * old.Rows));
        return new("old cell", [.. rowParents], [.. columnParents], old.Rows, [.. Enumerable.Range(0, values.Length)], values,
            null, c => $"old cell, row {(c % old.Rows) + 1}, column {(c / old.Rows) + 1}", null);
    }

    /// <summary>Blocks of cells add up to targets.</summary>
    /// <param name="name">What they are called, in the singular.</param>
    /// <param name="rowGroups">For each row its group, from zero.</param>
    /// <param name="columnGroups">For each column its group, from zero.</param>
    /// <param name="classOf">The class of a pair of groups, or <see cref="None"/>.</param>
    /// <param name="targets">A target for each class.</param>
    /// <param name="kappa">κ of soft targets, 0 of hard ones; null: all are hard.</param>
    /// <param name="label">Names of classes.</param>
    /// <param name="diagonal">Class of each cell of the second diagonal; null: it is not part of the family.</param>
    /// <exception cref="ArgumentException">Not one κ ≥ 0 for each target.</exception>
    public static SumFamily OfBlocks(string name, IReadOnlyList<int> rowGroups, IReadOnlyList<int> columnGroups,
        Func<int, int, int> classOf, IReadOnlyList<double> targets, IReadOnlyList<double>? kappa = null,
        Func<int, string>? label = null, IReadOnlyList<int>? diagonal = null)
    {
        ArgumentNullException.ThrowIfNull(classOf);
        ArgumentNullException.ThrowIfNull(targets);
        var (rows, columns) = (rowGroups.DefaultIfEmpty(-1).Max() + 1, columnGroups.DefaultIfEmpty(-1).Max() + 1);
        var classes = new int[rows * columns];
        for (var k = 0; k < classes.Length; k++) classes[k] = classOf(k % rows, k / rows);
        return new(name, [.. rowGroups], [.. columnGroups], rows, classes, [.. targets], kappa, label, diagonal?.ToArray());
    }

    internal double Kappa(int c) => kappa?[c] ?? 0;

    internal bool IsHard => kappa is null || Array.TrueForAll(kappa, k => k == 0);

    internal bool IsActive(int column) => active[columnGroup[column]];

    /// <summary>The classes of a column by group of rows; look up with <see cref="RowGroups"/>.</summary>
    internal ReadOnlySpan<int> ClassesOf(int column) => classOf.AsSpan(columnGroup[column] * rowGroups, rowGroups);

    internal ReadOnlySpan<int> RowGroups => rowGroup;

    internal int OnDiagonal(int i) =>
        diagonal is null || diagonal[i] < 0 || double.IsNaN(targets[diagonal[i]]) ? None : diagonal[i];
}
