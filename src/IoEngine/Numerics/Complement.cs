using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>(I − A) as the solver needs it: its norms, its residuals, |A| for bounds. Not stored, A is enough.</summary>
internal abstract unsafe class Complement
{
    /// <summary>n.</summary>
    public required int Size { get; init; }

    /// <summary>‖I − A‖∞.</summary>
    public required double RowNorm { get; init; }

    /// <summary>‖I − A‖₁.</summary>
    public required double ColumnNorm { get; init; }

    /// <summary>‖A‖∞.</summary>
    public required double AbsoluteRowNorm { get; init; }

    /// <summary>‖A‖₁.</summary>
    public required double AbsoluteColumnNorm { get; init; }

    /// <summary>A ≥ 0, all elements.</summary>
    public required bool Nonnegative { get; init; }

    /// <summary>R := B − (I − A) X, or with A'.</summary>
    public abstract void Residual(ThreadTeam team, bool transposed, double* x, double* b, double* r, nint m);

    /// <summary>y := |A| w, or |A'| w.</summary>
    public abstract void AbsoluteProduct(ThreadTeam team, bool transposed, double[] w, double[] y);

    /// <summary>Columns start … start + count of A into the first columns of a panel.</summary>
    public abstract void CopyColumns(ThreadTeam team, int start, int count, ScratchMatrix panel);

    /// <summary>The norm in ∞ of (I − A), or of its transpose.</summary>
    public double Norm(bool transposed) => transposed ? ColumnNorm : RowNorm;
}

/// <summary>(I − A) for a dense A, which is referred to and not copied.</summary>
internal sealed unsafe class DenseComplement : Complement
{
    private const int ScanColumns = 256;

    private readonly Lock making = new();
    private readonly SampledResidual?[] samples = new SampledResidual?[2];

    public required DenseMatrix A { get; init; }

    public required DenseKernels<double> Kernels { get; init; }

    /// <summary>Largest and smallest row sums of |I − A| and where they are, to tell bad scaling.</summary>
    public required (int Largest, int Smallest, double Ratio) Rows { get; init; }

    /// <summary>One pass over A: everything finite? negative? the norms.</summary>
    /// <exception cref="NumericalException">An element is not finite; row and column are named.</exception>
    public static DenseComplement Scan(ThreadTeam team, DenseMatrix a, KernelVariant variant, Func<int, string> label)
    {
        var n = a.Rows;
        var tasks = (n + ScanColumns - 1) / ScanColumns;
        var rowSums = new double[tasks][];
        var columnSums = new double[n];
        var negative = new bool[tasks];
        team.Run(tasks, (t, _) =>
        {
            var sums = rowSums[t] = new double[n];
            for (var j = t * ScanColumns; j < Math.Min(n, (t + 1) * ScanColumns); j++)
                columnSums[j] = FixedOrder.Magnitudes(a.Column(j), sums, ref negative[t]);
        });

        var rows = rowSums[0];
        foreach (var part in rowSums.Skip(1))
            for (var i = 0; i < n; i++) rows[i] += part[i];
        for (var j = 0; j < n; j++)
        {
            if (!double.IsFinite(columnSums[j])) ThrowNotFinite(a, j, label);
        }

        var (absoluteRow, absoluteColumn) = (rows.Max(), columnSums.Max());
        int largest = 0, smallest = 0;
        for (var i = 0; i < n; i++)
        {
            var diagonal = a[i, i];
            var change = Math.Abs(1 - diagonal) - Math.Abs(diagonal);
            rows[i] = Math.Max(0, rows[i] + change);
            columnSums[i] = Math.Max(0, columnSums[i] + change);
            if (rows[i] > rows[largest]) largest = i;
            if (rows[i] < rows[smallest]) smallest = i;
        }

        return new DenseComplement
        {
            A = a,
            Kernels = DenseKernels<double>.For(variant),
            Size = n,
            RowNorm = rows.Max(),
            ColumnNorm = columnSums.Max(),
            AbsoluteRowNorm = absoluteRow,
            AbsoluteColumnNorm = absoluteColumn,
            Nonnegative = !negative.Contains(true),
            Rows = (largest, smallest, rows[largest] / rows[smallest]),
        };
    }

    public override void Residual(ThreadTeam team, bool transposed, double* x, double* b, double* r, nint m)
    {
        nint n = Size;
        for (nint i = 0; i < n * m; i++) r[i] = b[i] - x[i];
        fixed (double* a = A) Kernels.Gemm(team, n, m, n, 1, a, transposed ? n : 1, transposed ? 1 : n, x, 1, n, r, n);
    }

    /// <summary>
    /// The scaled residual of X without the pass over A that it would take to know it, where that is cheaper: for more columns
    /// than are sampled with.
    /// </summary>
    public SolveEffort Judge(in SolveTask task, int steps, double passes)
    {
        if (task.M <= SampledResidual.Vectors) return new SolveEffort(task.UpdateResidual(), steps, passes + 1);
        SampledResidual sampling;
        lock (making) sampling = samples[task.Transposed ? 1 : 0] ??= SampledResidual.Of(this, task.Team, task.Transposed);
        var norms = sampling.Norms(task);
        return new SolveEffort(task.Largest(norms), steps, passes) { SampledNorms = norms };
    }

    public override void AbsoluteProduct(ThreadTeam team, bool transposed, double[] w, double[] y)
    {
        var n = Size;
        if (Nonnegative)
        {
            Array.Clear(y);
            fixed (double* a = A, pw = w, py = y)
                Kernels.Gemm(team, n, 1, n, 1, a, transposed ? n : 1, transposed ? 1 : n, pw, 1, n, py, n);
            return;
        }

        // Rare and only for bounds: rows (or columns) are shared out, each sum stays in one thread.
        const int each = 512;
        team.Run((n + each - 1) / each, (t, _) =>
        {
            var (start, end) = (t * each, Math.Min(n, (t + 1) * each));
            if (!transposed) y.AsSpan(start, end - start).Clear();
            if (transposed)
            {
                for (var j = start; j < end; j++) y[j] = AbsoluteDot(A.Column(j), w);
                return;
            }

            for (var j = 0; j < n; j++)
            {
                var column = A.Column(j)[start..end];
                for (var i = 0; i < column.Length; i++) y[start + i] += Math.Abs(column[i]) * w[j];
            }
        });
    }

    public override void CopyColumns(ThreadTeam team, int start, int count, ScratchMatrix panel)
    {
        for (var j = 0; j < count; j++) A.Column(start + j).CopyTo(panel.Column(j));
    }

    private static double AbsoluteDot(ReadOnlySpan<double> x, double[] w)
    {
        var s = 0.0;
        for (var i = 0; i < x.Length; i++) s += Math.Abs(x[i]) * w[i];
        return s;
    }

    private static void ThrowNotFinite(DenseMatrix a, int column, Func<int, string> label)
    {
        var values = a.Column(column);
        var row = 0;
        while (row < values.Length && double.IsFinite(values[row])) row++;
        throw new NumericalException(row < values.Length
            ? $"A is {values[row]} in row {label(row)}, column {label(column)}: every element must be finite."
            : $"The column of {label(column)} sums to more than a double can hold: the units are too far apart.");
    }
}
