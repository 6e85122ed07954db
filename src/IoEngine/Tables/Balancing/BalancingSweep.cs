using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>
/// The multipliers of all families and the sweep that sets one family after the other: a cell a becomes a m for a &gt; 0 and
/// a / m for a &lt; 0, where m is the product of the multipliers of its classes.
/// </summary>
/// <remarks>
/// The multiplier λ of a class with positive cells p and negative cells n under the other multipliers is the root of
/// p λ − n / λ = u; a soft target adds κ to both. The family of columns needs its own column only, so the sums of the next family
/// are taken in the same pass: rows and columns cost one read of the matrix. Columns are worked on in fixed blocks, whose sums
/// are added up in order: the same bits for any number of threads.
/// </remarks>
internal sealed class BalancingSweep
{
    private const int Blocks = 8;
    private const int ManyClasses = 1 << 17;

    private readonly DenseMatrix a;
    private readonly double[] diagonal;
    private readonly SumFamily[] families;
    private readonly double scale;

    public BalancingSweep(DenseMatrix a, double[] diagonal, IReadOnlyList<SumFamily> families)
    {
        (this.a, this.diagonal) = (a, diagonal);
        // The family with most classes first: it follows from the others, which are the state that is accelerated.
        this.families = [.. families];
        First = families.Count == 0 ? 0 : Enumerable.Range(0, families.Count)
            .MaxBy(f => (families[f].Count, families[f].IsColumns ? 1 : 0));
        Multipliers = [.. families.Select(f => Enumerable.Repeat(1.0, f.Count).ToArray())];
        scale = families.SelectMany(f => f.Targets.ToArray()).Where(t => !double.IsNaN(t)).Select(Math.Abs).DefaultIfEmpty(0)
            .Max();
        if (scale == 0) scale = 1;
    }

    /// <summary>Position of the family that is set first and follows from the others.</summary>
    public int First { get; }

    /// <summary>Multipliers, a vector a family.</summary>
    public double[][] Multipliers { get; }

    /// <summary>Sets every family once.</summary>
    /// <returns>The largest residual met, as a share of the largest target.</returns>
    public double Run()
    {
        var others = Enumerable.Range(0, families.Length).Where(f => f != First).ToList();
        var worst = 0.0;
        if (families[First].IsColumns && others.Count > 0)
        {
            var (p, n) = Together(First, others[0]);
            worst = Set(others[0], p, n);
            others.RemoveAt(0);
        }
        else
        {
            var (p, n) = Sums(First);
            _ = Set(First, p, n);
        }

        foreach (var f in others)
        {
            var (p, n) = Sums(f);
            worst = Math.Max(worst, Set(f, p, n));
        }

        return worst;
    }

    /// <summary>The product of the multipliers of a column's cells, but those of some families.</summary>
    public void Products(int column, Span<double> m, int without = -1, int orWithout = -1)
    {
        m.Fill(1);
        for (var f = 0; f < families.Length; f++)
        {
            var family = families[f];
            if (f == without || f == orWithout || !family.IsActive(column)) continue;
            var λ = Multipliers[f];
            var classes = family.ClassesOf(column);
            var groups = family.RowGroups;
            for (var i = family.FirstRow; i < family.EndRow; i++)
            {
                var c = classes[groups[i]];
                if (c >= 0) m[i] *= λ[c];
            }
        }
    }

    /// <summary>The same of a cell of the second diagonal.</summary>
    public double OnDiagonal(int i, int without = -1)
    {
        var m = 1.0;
        for (var f = 0; f < families.Length; f++)
        {
            if (f != without && families[f].OnDiagonal(i) is >= 0 and var c) m *= Multipliers[f][c];
        }

        return m;
    }

    /// <summary>The root of p λ − n / λ = u that is above zero; 1 where there are no cells.</summary>
    public static double Root(double p, double n, double u)
    {
        if (p == 0 && n == 0) return 1;
        var root = Math.Sqrt((u * u) + (4 * p * n));
        return u >= 0 && p > 0 ? (u + root) / (2 * p) : 2 * n / (root - u);
    }

    private double Set(int f, double[] p, double[] n)
    {
        var (family, λ, worst) = (families[f], Multipliers[f], 0.0);
        for (var c = 0; c < λ.Length; c++)
        {
            var u = family.Targets[c];
            if (double.IsNaN(u) || (p[c] == 0 && n[c] == 0)) continue;
            var κ = family.Kappa(c);
            worst = Math.Max(worst, Math.Abs(((p[c] + κ) * λ[c]) - ((n[c] + κ) / λ[c]) - u));
            λ[c] = Root(p[c] + κ, n[c] + κ, u);
        }

        return worst / scale;
    }

    private (double[] P, double[] N) Sums(int f)
    {
        var family = families[f];
        var (p, n) = InBlocks(family.Count, (from, to, p, n) =>
        {
            var m = new double[a.Rows];
            for (var j = from; j < to; j++)
            {
                if (!family.IsActive(j)) continue;
                Products(j, m, f);
                var column = a.Column(j);
                var classes = family.ClassesOf(j);
                var groups = family.RowGroups;
                for (var i = family.FirstRow; i < family.EndRow; i++)
                {
                    var c = classes[groups[i]];
                    if (c < 0) continue;
                    if (column[i] > 0) p[c] += column[i] * m[i];
                    else if (column[i] < 0) n[c] -= column[i] / m[i];
                }
            }
        });
        AddDiagonal(f, p, n);
        return (p, n);
    }

    /// <summary>Sets the columns and takes the sums of another family in the same pass.</summary>
    private (double[] P, double[] N) Together(int columns, int second)
    {
        var (family, simple) = (families[second], families.Length == 2 && families[second].IsRows);
        var r = Multipliers[second];
        var inverse = simple ? Array.ConvertAll(r, x => 1 / x) : [];
        var (p, n) = InBlocks(family.Count, (from, to, p, n) =>
        {
            var (m, v, rest) = simple ? (r, inverse, r) : (new double[a.Rows], new double[a.Rows], new double[a.Rows]);
            for (var j = from; j < to; j++)
            {
                var column = a.Column(j);
                if (!simple)
                {
                    Products(j, rest, columns, second);
                    Products(j, m, columns);
                    for (var i = 0; i < m.Length; i++) v[i] = 1 / m[i];
                }

                var s = SetColumn(columns, j, SignedSums.Of(column, m, v));
                if (simple) SignedSums.Spread(column, s, p, n);
                else Add(column, rest, s, family, j, p, n);
            }
        });
        AddDiagonal(second, p, n);
        return (p, n);
    }

    private double SetColumn(int columns, int j, (double P, double N) sums)
    {
        var family = families[columns];
        var c = family.ClassesOf(j)[0];
        if (c < 0) return 1;
        var (p, n) = sums;
        if (j < diagonal.Length && diagonal[j] != 0 && family.OnDiagonal(j) >= 0)
        {
            var m = OnDiagonal(j, columns);
            if (diagonal[j] > 0) p += diagonal[j] * m;
            else n -= diagonal[j] / m;
        }

        if (p == 0 && n == 0) return Multipliers[columns][c];
        return Multipliers[columns][c] = Root(p + family.Kappa(c), n + family.Kappa(c), family.Targets[c]);
    }

    private static void Add(ReadOnlySpan<double> column, double[] rest, double s, SumFamily family, int j, double[] p, double[] n)
    {
        if (!family.IsActive(j)) return;
        var classes = family.ClassesOf(j);
        var groups = family.RowGroups;
        for (var i = family.FirstRow; i < family.EndRow; i++)
        {
            var c = classes[groups[i]];
            if (c < 0) continue;
            if (column[i] > 0) p[c] += column[i] * (rest[i] * s);
            else if (column[i] < 0) n[c] -= column[i] / (rest[i] * s);
        }
    }

    private void AddDiagonal(int f, double[] p, double[] n)
    {
        for (var i = 0; i < diagonal.Length; i++)
        {
            var c = diagonal[i] == 0 ? SumFamily.None : families[f].OnDiagonal(i);
            if (c < 0) continue;
            if (diagonal[i] > 0) p[c] += diagonal[i] * OnDiagonal(i, f);
            else n[c] -= diagonal[i] / OnDiagonal(i, f);
        }
    }

    private (double[] P, double[] N) InBlocks(int classes, Action<int, int, double[], double[]> work)
    {
        var blocks = classes > ManyClasses ? 1 : Math.Min(Blocks, a.Columns);
        var parts = new (double[] P, double[] N)[Math.Max(1, blocks)];
        for (var b = 0; b < parts.Length; b++) parts[b] = (new double[classes], new double[classes]);
        Parallel.For(0, blocks, b =>
            work((int)((long)a.Columns * b / blocks), (int)((long)a.Columns * (b + 1) / blocks), parts[b].P, parts[b].N));
        var (p, n) = parts[0];
        foreach (var part in parts.AsSpan(1))
        {
            for (var c = 0; c < classes; c++)
            {
                p[c] += part.P[c];
                n[c] += part.N[c];
            }
        }

        return (p, n);
    }
}
