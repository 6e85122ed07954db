using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>(I − A − U V') over another complement, without forming A + U V' as a whole.</summary>
internal sealed unsafe class LowRankComplement : Complement
{
    private const int PanelColumns = 64;

    public required Complement Base { get; init; }

    public required DenseMatrix U { get; init; }

    public required DenseMatrix V { get; init; }

    public required DenseKernels<double> Kernels { get; init; }

    /// <summary>Forms A + U V' panel by panel for its norms and signs.</summary>
    /// <exception cref="NumericalException">An element is not finite; row and column are named.</exception>
    public static LowRankComplement Scan(ThreadTeam team, Complement original, DenseMatrix u, DenseMatrix v,
        KernelVariant variant, Func<int, string> label)
    {
        var n = original.Size;
        double[] rows = new double[n], columns = new double[n], absoluteRows = new double[n];
        var (absoluteColumn, negative) = (0.0, false);
        var kernels = DenseKernels<double>.For(variant);
        using var panel = new ScratchMatrix(n, Math.Min(n, PanelColumns));
        for (var start = 0; start < n; start += PanelColumns)
        {
            var count = Math.Min(PanelColumns, n - start);
            Form(team, kernels, original, u, v, start, count, panel);
            for (var j = 0; j < count; j++)
            {
                var column = panel.Column(j);
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    var size = Math.Abs(column[i]);
                    if (!double.IsFinite(size))
                        throw new NumericalException(
                            $"The changed A is {column[i]} in row {label(i)}, column {label(start + j)}: every element "
                                + "must be finite.");
                    var ofIdentity = i == start + j ? Math.Abs(1 - column[i]) : size;
                    sum += size;
                    absoluteRows[i] += size;
                    rows[i] += ofIdentity;
                    columns[start + j] += ofIdentity;
                    negative |= column[i] < 0;
                }

                absoluteColumn = Math.Max(absoluteColumn, sum);
            }
        }

        return new LowRankComplement
        {
            Base = original,
            U = u,
            V = v,
            Kernels = kernels,
            Size = n,
            RowNorm = rows.Max(),
            ColumnNorm = columns.Max(),
            AbsoluteRowNorm = absoluteRows.Max(),
            AbsoluteColumnNorm = absoluteColumn,
            Nonnegative = !negative,
        };
    }

    public override void Residual(ThreadTeam team, bool transposed, double* x, double* b, double* r, nint m)
    {
        Base.Residual(team, transposed, x, b, r, m);
        var (left, right) = transposed ? (V, U) : (U, V);
        nint n = Size, k = U.Columns;
        using var inner = new ScratchMatrix(U.Columns, (int)m, zeroed: true);
        fixed (double* l = left, v = right)
        {
            Kernels.Gemm(team, k, m, n, 1, v, n, 1, x, 1, n, inner.Pointer, k);
            Kernels.Gemm(team, n, m, k, 1, l, 1, n, inner.Pointer, 1, k, r, n);
        }
    }

    public override void AbsoluteProduct(ThreadTeam team, bool transposed, double[] w, double[] y)
    {
        var n = Size;
        Array.Clear(y);
        using var panel = new ScratchMatrix(n, Math.Min(n, PanelColumns));
        for (var start = 0; start < n; start += PanelColumns)
        {
            var count = Math.Min(PanelColumns, n - start);
            CopyColumns(team, start, count, panel);
            for (var j = 0; j < count; j++)
            {
                var column = panel.Column(j);
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    if (transposed) sum += Math.Abs(column[i]) * w[i];
                    else y[i] += Math.Abs(column[i]) * w[start + j];
                }

                if (transposed) y[start + j] = sum;
            }
        }
    }

    public override void CopyColumns(ThreadTeam team, int start, int count, ScratchMatrix panel) =>
        Form(team, Kernels, Base, U, V, start, count, panel);

    private static void Form(
        ThreadTeam team, DenseKernels<double> kernels, Complement original, DenseMatrix u, DenseMatrix v, int start, int count,
        ScratchMatrix panel)
    {
        nint n = original.Size;
        original.CopyColumns(team, start, count, panel);
        fixed (double* left = u, right = v)
            kernels.Gemm(team, n, count, u.Columns, 1, left, 1, n, right + start, n, 1, panel.Pointer, n);
    }
}
