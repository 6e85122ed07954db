using System.Diagnostics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>The part that reuses a preparation for a changed A.</summary>
public sealed unsafe partial class LinearSystem
{
    // With more changed rows and columns than this share of n the k solves cost as much as a new factorisation.
    private const int UpdateShare = 4;

    /// <summary>(I − A − U V'), from this preparation: for changes of low rank k.</summary>
    /// <param name="u">U, n × k.</param>
    /// <param name="v">V, n × k.</param>
    /// <param name="cancellation">Cancels between solves.</param>
    /// <returns>
    /// A system that shares this one's factors and residuals of which are computed with A + U V'; this one itself if U V' is
    /// nothing.
    /// </returns>
    /// <exception cref="ArgumentException">The shapes don't fit.</exception>
    /// <exception cref="NumericalException">
    /// As <see cref="Prepare(DenseMatrix, IReadOnlyList{int}, SolveOptions, CancellationToken)"/>, for the changed system.
    /// </exception>
    public LinearSystem Update(DenseMatrix u, DenseMatrix v, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(u);
        ArgumentNullException.ThrowIfNull(v);
        if (u.Rows != Size || v.Rows != Size || u.Columns != v.Columns)
            throw new ArgumentException($"U and V must be {Size} × k, not {u.Rows} × {u.Columns} and {v.Rows} × {v.Columns}.",
                nameof(u));
        CheckFinite(u, (i, c) => $"U, {label(i)}, column {c + 1}");
        CheckFinite(v, (i, c) => $"V, {label(i)}, column {c + 1}");
        var kept = Enumerable.Range(0, u.Columns).Where(j => !IsZero(u.Column(j)) && !IsZero(v.Column(j))).ToArray();
        if (kept.Length == 0) return this;
        var watch = Stopwatch.StartNew();
        using var team = new ThreadTeam(Options.Threads, cancellation);
        var (left, right) = (Select(u, kept), Select(v, kept));
        var changed = LowRankComplement.Scan(team, complement, left, right, Options.Variant, label);
        return Changed(team, changed, left, right, watch);
    }

    /// <summary>The system with some rows of A replaced.</summary>
    /// <param name="rows">k different indices.</param>
    /// <param name="values">k × n: the new rows.</param>
    /// <param name="cancellation">Cancels between solves.</param>
    /// <inheritdoc cref="Update(DenseMatrix, DenseMatrix, CancellationToken)" path="/exception"/>
    public LinearSystem UpdateRows(IReadOnlyList<int> rows, DenseMatrix values, CancellationToken cancellation = default)
    {
        CheckIndices(rows, nameof(rows));
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rows != rows.Count || values.Columns != Size)
            throw new ArgumentException($"The new rows must be {rows.Count} × {Size}, not {values.Rows} × {values.Columns}.",
                nameof(values));
        CheckFinite(values, (r, j) => $"row {label(rows[r])}, column {label(j)} of the changed A");
        using var panel = new ScratchMatrix(Size, 1);
        var before = panel.Column(0);
        using var team = new ThreadTeam(1, cancellation);
        var v = new DenseMatrix(Size, rows.Count, zeroed: false);
        for (var j = 0; j < Size; j++)
        {
            complement.CopyColumns(team, j, 1, panel);
            for (var r = 0; r < rows.Count; r++) v[j, r] = values[r, j] - before[rows[r]];
        }

        var u = DenseMatrix.Create(Size, rows.Count, (i, r) => i == rows[r] ? 1 : 0);
        return Update(u, v, cancellation);
    }

    /// <summary>The system with some columns of A replaced.</summary>
    /// <param name="columns">k different indices.</param>
    /// <param name="values">n × k: the new columns.</param>
    /// <param name="cancellation">Cancels between solves.</param>
    /// <inheritdoc cref="Update(DenseMatrix, DenseMatrix, CancellationToken)" path="/exception"/>
    public LinearSystem UpdateColumns(IReadOnlyList<int> columns, DenseMatrix values, CancellationToken cancellation = default)
    {
        CheckIndices(columns, nameof(columns));
        ArgumentNullException.ThrowIfNull(values);
        if (values.Rows != Size || values.Columns != columns.Count)
            throw new ArgumentException($"The new columns must be {Size} × {columns.Count}, not {values.Rows} × "
                + $"{values.Columns}.", nameof(values));
        CheckFinite(values, (i, c) => $"row {label(i)}, column {label(columns[c])} of the changed A");
        using var panel = new ScratchMatrix(Size, 1);
        var before = panel.Column(0);
        using var team = new ThreadTeam(1, cancellation);
        var u = values.Copy();
        for (var c = 0; c < columns.Count; c++)
        {
            complement.CopyColumns(team, columns[c], 1, panel);
            for (var i = 0; i < Size; i++) u[i, c] -= before[i];
        }

        var v = DenseMatrix.Create(Size, columns.Count, (i, c) => i == columns[c] ? 1 : 0);
        return Update(u, v, cancellation);
    }

    /// <summary>
    /// The system for a changed A: an update where few rows or few columns differ, prepared anew where more than a quarter do.
    /// </summary>
    /// <param name="changed">n × n; referred to, not copied.</param>
    /// <param name="cancellation">Cancels inside a factorisation and between solves.</param>
    /// <returns>This system itself if nothing differs.</returns>
    /// <inheritdoc cref="Update(DenseMatrix, DenseMatrix, CancellationToken)" path="/exception"/>
    public LinearSystem Update(DenseMatrix changed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changed);
        if (changed.Rows != Size || changed.Columns != Size)
            throw new ArgumentException($"The changed A must be {Size} × {Size}, not {changed.Rows} × {changed.Columns}.",
                nameof(changed));
        var watch = Stopwatch.StartNew();
        using var team = new ThreadTeam(Options.Threads, cancellation);
        var (rows, columns) = Differences(team, changed);
        if (rows.Length == 0) return this;
        if (Math.Min(rows.Length, columns.Length) > Size / UpdateShare)
            return Prepare(changed, pattern, Options, label, blockLabel, cancellation);
        var dense = DenseComplement.Scan(team, changed, Options.Variant, label);
        var (u, v) = rows.Length < columns.Length ? RowFactors(team, changed, rows) : ColumnFactors(team, changed, columns);
        return Changed(team, dense, u, v, watch);
    }

    private LinearSystem Changed(ThreadTeam team, Complement changed, DenseMatrix u, DenseMatrix v, Stopwatch watch)
    {
        var updated = LowRankMethod.Prepare(team, method, complement, u, v, Options, label);
        var reason = $"{Reason}; {u.Columns} rows or columns changed, the factors are reused";
        return new LinearSystem(team, changed, updated, Options, pattern, label, blockLabel, reason, watch);
    }

    private (int[] Rows, int[] Columns) Differences(ThreadTeam team, DenseMatrix changed)
    {
        using var panel = new ScratchMatrix(Size, 1);
        var before = panel.Column(0);
        var rows = new bool[Size];
        var columns = new List<int>();
        for (var j = 0; j < Size; j++)
        {
            complement.CopyColumns(team, j, 1, panel);
            var after = changed.Column(j);
            if (after.SequenceEqual(before)) continue;
            columns.Add(j);
            for (var i = 0; i < Size; i++) rows[i] |= after[i] != before[i];
        }

        return ([.. Enumerable.Range(0, Size).Where(i => rows[i])], [.. columns]);
    }

    private (DenseMatrix U, DenseMatrix V) RowFactors(ThreadTeam team, DenseMatrix changed, int[] rows)
    {
        using var panel = new ScratchMatrix(Size, 1);
        var before = panel.Column(0);
        var v = new DenseMatrix(Size, rows.Length, zeroed: false);
        for (var j = 0; j < Size; j++)
        {
            complement.CopyColumns(team, j, 1, panel);
            for (var r = 0; r < rows.Length; r++) v[j, r] = changed[rows[r], j] - before[rows[r]];
        }

        return (DenseMatrix.Create(Size, rows.Length, (i, r) => i == rows[r] ? 1 : 0), v);
    }

    private (DenseMatrix U, DenseMatrix V) ColumnFactors(ThreadTeam team, DenseMatrix changed, int[] columns)
    {
        using var panel = new ScratchMatrix(Size, 1);
        var before = panel.Column(0);
        var u = new DenseMatrix(Size, columns.Length, zeroed: false);
        for (var c = 0; c < columns.Length; c++)
        {
            complement.CopyColumns(team, columns[c], 1, panel);
            for (var i = 0; i < Size; i++) u[i, c] = changed[i, columns[c]] - before[i];
        }

        return (u, DenseMatrix.Create(Size, columns.Length, (i, c) => i == columns[c] ? 1 : 0));
    }

    private void CheckIndices(IReadOnlyList<int> indices, string name)
    {
        ArgumentNullException.ThrowIfNull(indices, name);
        if (indices.Any(i => i < 0 || i >= Size))
            throw new ArgumentOutOfRangeException(name, $"Indices must be from 0 to {Size - 1}.");
        if (indices.Distinct().Count() != indices.Count) throw new ArgumentException("Every index may be given once.", name);
    }

    private static bool IsZero(ReadOnlySpan<double> x) => !x.ContainsAnyExcept(0.0);

    private static DenseMatrix Select(DenseMatrix m, int[] columns)
    {
        var copy = new DenseMatrix(m.Rows, columns.Length, zeroed: false);
        for (var j = 0; j < columns.Length; j++) m.Column(columns[j]).CopyTo(copy.WritableColumn(j));
        return copy;
    }
}
