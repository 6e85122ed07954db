using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>Sums of the cells of each class of a family.</summary>
internal static class ClassSums
{
    /// <summary>Positive cells and the sizes of negative ones.</summary>
    public static (double[] Positive, double[] Negative) Of(SumFamily family, DenseMatrix a, IReadOnlyList<double> diagonal)
    {
        var (p, n) = (new double[family.Count], new double[family.Count]);
        for (var j = 0; j < a.Columns; j++)
        {
            if (!family.IsActive(j)) continue;
            var column = a.Column(j);
            var classes = family.ClassesOf(j);
            var groups = family.RowGroups;
            for (var i = family.FirstRow; i < family.EndRow; i++) Add(column[i], classes[groups[i]]);
        }

        for (var i = 0; i < diagonal.Count; i++) Add(diagonal[i], family.OnDiagonal(i));
        return (p, n);

        void Add(double value, int c)
        {
            if (c < 0) return;
            if (value > 0) p[c] += value;
            else n[c] -= value;
        }
    }

    /// <summary>Sum + slack − target of each class.</summary>
    public static double[] Residuals(SumFamily family, DenseMatrix x, IReadOnlyList<double> diagonal, double[] multipliers)
    {
        var (p, n) = Of(family, x, diagonal);
        return Residuals(family, p.Select((sum, c) => sum - n[c]), multipliers);
    }

    /// <summary>The same of sums that are known; 0 where a class has no target.</summary>
    public static double[] Residuals(SumFamily family, IEnumerable<double> sums, double[] multipliers) =>
        [.. sums.Select((sum, c) => double.IsNaN(family.Targets[c])
            ? 0 : sum + (family.Kappa(c) * (multipliers[c] - (1 / multipliers[c]))) - family.Targets[c])];
}
