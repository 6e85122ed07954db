using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>Seeded systems for the solver's tests.</summary>
internal static class RandomSystems
{
    /// <summary>
    /// A ≥ 0 with column sums between 0.2 and 0.9, heavier within blocks of unequal size; every tenth column has a sum above 1
    /// made good elsewhere.
    /// </summary>
    public static DenseMatrix Productive(int n, int seed, out int[] blockOf, int blocks = 5)
    {
        var random = new Random(seed);
        var of = blockOf = [.. Enumerable.Range(0, n).Select(i => Math.Min(blocks - 1, (int)(blocks * Math.Pow((i + 0.5) / n, 0.7))))];
        var a = DenseMatrix.Create(n, n, (i, j) =>
            random.NextDouble() * random.NextDouble() < 0.3 ? 0 : random.NextDouble() * (of[i] == of[j] ? 1 : 0.15));
        for (var j = 0; j < n; j++)
        {
            var target = 0.2 + (0.7 * random.NextDouble());
            var sum = 0.0;
            foreach (var v in a.Column(j)) sum += v;
            if (sum == 0) continue;
            for (var i = 0; i < n; i++) a[i, j] *= target / sum;
        }

        return a;
    }

    public static DenseMatrix RightHandSides(int n, int m, int seed)
    {
        var random = new Random(seed);
        return DenseMatrix.Create(n, m, (_, _) => random.NextDouble() < 0.2 ? 0 : random.NextDouble() * 100);
    }

    /// <summary>The largest |b − (I − A) x| of a column relative to ‖b‖∞, by plain loops.</summary>
    public static double RelativeResidual(DenseMatrix a, DenseMatrix x, DenseMatrix b, bool transposed)
    {
        var worst = 0.0;
        for (var c = 0; c < b.Columns; c++)
        {
            double max = 0, scale = 0;
            for (var i = 0; i < a.Rows; i++)
            {
                var s = b[i, c] - x[i, c];
                for (var j = 0; j < a.Rows; j++) s += (transposed ? a[j, i] : a[i, j]) * x[j, c];
                max = Math.Max(max, Math.Abs(s));
                scale = Math.Max(scale, Math.Abs(b[i, c]));
            }

            worst = Math.Max(worst, max / scale);
        }

        return worst;
    }

    /// <summary>The largest difference of two matrices relative to the largest element of its column.</summary>
    public static double Difference(DenseMatrix x, DenseMatrix y)
    {
        var worst = 0.0;
        for (var c = 0; c < x.Columns; c++)
        {
            double max = 0, scale = 0;
            for (var i = 0; i < x.Rows; i++)
            {
                max = Math.Max(max, Math.Abs(x[i, c] - y[i, c]));
                scale = Math.Max(scale, Math.Abs(y[i, c]));
            }

            worst = Math.Max(worst, scale == 0 ? max : max / scale);
        }

        return worst;
    }
}
