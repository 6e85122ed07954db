using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>What is wrong with targets, before the first sweep and after the last.</summary>
internal static class Feasibility
{
    private const int Most = 20;

    /// <summary>
    /// Refuses targets of classes without cells or of the wrong sign, and totals that differ; empties classes of one sign with
    /// target 0.
    /// </summary>
    /// <param name="prior">The prior.</param>
    /// <param name="x">Its copy, in which classes are emptied.</param>
    /// <param name="diagonal">The second diagonal, emptied likewise.</param>
    /// <param name="families">The constraints.</param>
    /// <returns>What has been emptied.</returns>
    public static IReadOnlyList<string> Require(DenseMatrix prior, DenseMatrix x, double[] diagonal,
        IReadOnlyList<SumFamily> families)
    {
        var emptied = new List<string>();
        var (p, n) = (new double[families.Count][], new double[families.Count][]);
        for (var again = true; again;)
        {
            again = false;
            for (var f = 0; f < families.Count; f++) (p[f], n[f]) = ClassSums.Of(families[f], x, diagonal);
            for (var f = 0; f < families.Count && !again; f++)
            {
                var empty = Enumerable.Range(0, families[f].Count).Where(c => families[f].Targets[c] == 0
                    && families[f].Kappa(c) == 0 && (p[f][c] == 0) != (n[f][c] == 0)).ToHashSet();
                if (empty.Count == 0) continue;
                emptied.AddRange(empty.Order().Select(families[f].Label));
                Empty(families[f], empty, x, diagonal);
                again = true;
            }
        }

        var nearest = new Lazy<string>(() => Nearest(prior, diagonal, families));
        var faults = families.SelectMany((f, k) => Unreachable(f, p[k], n[k], () => nearest.Value)).ToList();
        if (faults.Count == 0) faults.AddRange(Totals(prior, diagonal, families, () => nearest.Value));
        return faults.Count == 0 ? emptied : throw Refused(faults);
    }

    /// <summary>The targets that no sweep has met.</summary>
    public static InvalidDataFindingsException NotMet(DenseMatrix prior, DenseMatrix x, double[] diagonal,
        IReadOnlyList<SumFamily> families, BalancingSweep sweep, int sweeps)
    {
        var worst = families
            .SelectMany((f, k) => Missed(f, k, x, diagonal, sweep).Select((r, c) => (Family: f, Class: c, Residual: r)))
            .Where(r => r.Residual != 0).OrderByDescending(r => double.IsNaN(r.Residual) ? double.MaxValue : Math.Abs(r.Residual))
            .Take(Most);
        var nearest = Nearest(prior, diagonal, families);
        return Refused([.. worst.Select(w => Finding.Error("TARGETS-UNMET", w.Family.Label(w.Class),
            "The target can't be met together with the others.",
            $"missed by {w.Residual:G6} after {Plural.Of(sweeps, "sweep")}{nearest}", $"{w.Family.Targets[w.Class]:G10}",
            "Targets contradict each other: correct one, or give some of them a weight, so that they may be missed."))]);
    }

    private static double[] Missed(SumFamily family, int k, DenseMatrix x, double[] diagonal, BalancingSweep sweep)
    {
        var sums = new double[family.Count];
        var m = new double[x.Rows];
        for (var j = 0; j < x.Columns; j++)
        {
            if (!family.IsActive(j)) continue;
            sweep.Products(j, m);
            var column = x.Column(j);
            var classes = family.ClassesOf(j);
            var groups = family.RowGroups;
            for (var i = family.FirstRow; i < family.EndRow; i++)
            {
                if (classes[groups[i]] is >= 0 and var c) sums[c] += column[i] > 0 ? column[i] * m[i] : column[i] / m[i];
            }
        }

        for (var i = 0; i < diagonal.Length; i++)
        {
            if (family.OnDiagonal(i) is >= 0 and var c)
                sums[c] += diagonal[i] > 0 ? diagonal[i] * sweep.OnDiagonal(i) : diagonal[i] / sweep.OnDiagonal(i);
        }

        return ClassSums.Residuals(family, sums, sweep.Multipliers[k]);
    }

    private static string Nearest(DenseMatrix prior, double[] diagonal, IReadOnlyList<SumFamily> families) =>
        NearestFeasible.Distance(prior, diagonal, families) is { } d ? $"; nearest feasible distance {d:G10}" : "";

    private static InvalidDataFindingsException Refused(List<Finding> faults) => new("The targets can't be met", faults);

    private static IEnumerable<Finding> Totals(DenseMatrix prior, double[] diagonal, IReadOnlyList<SumFamily> families,
        Func<string> nearest) =>
        families.Count == 2 ? new Components(prior, diagonal, families).Conflicts(nearest) : [];

    private static IEnumerable<Finding> Unreachable(SumFamily family, double[] p, double[] n, Func<string> nearest)
    {
        for (var c = 0; c < family.Count; c++)
        {
            var u = family.Targets[c];
            if (double.IsNaN(u) || family.Kappa(c) > 0 || (p[c] > 0 && n[c] > 0)) continue;
            var (wrong, cells, sign) = (p[c] > 0, n[c] > 0) switch
            {
                (false, false) => (u != 0, "only zeros", "0"),
                (true, false) => (u < 0, "positive cells only", "a positive target"),
                _ => (u > 0, "negative cells only", "a negative target"),
            };
            if (!wrong) continue;
            yield return Finding.Error("TARGET-UNREACHABLE", family.Label(c),
                "No cells with the signs of the prior add up to the target.", $"{cells}, target {u:G10}{nearest()}",
                sign, "Correct the target, or bring a prior that has such cells.");
        }
    }

    private static void Empty(SumFamily family, HashSet<int> empty, DenseMatrix x, double[] diagonal)
    {
        for (var j = 0; j < x.Columns; j++)
        {
            if (!family.IsActive(j)) continue;
            var column = x.WritableColumn(j);
            var classes = family.ClassesOf(j);
            var groups = family.RowGroups;
            for (var i = family.FirstRow; i < family.EndRow; i++)
            {
                if (empty.Contains(classes[groups[i]])) column[i] = 0;
            }
        }

        for (var i = 0; i < diagonal.Length; i++)
        {
            if (empty.Contains(family.OnDiagonal(i))) diagonal[i] = 0;
        }
    }
}
