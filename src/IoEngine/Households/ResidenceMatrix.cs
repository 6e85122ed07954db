using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>N (G × G): where the people live who earn a region's wages; columns sum to 1.</summary>
internal static class ResidenceMatrix
{
    /// <summary>The shares of a year: its own workplaces, the others as without a year.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// A workplace has shares of other years alone, or the table has no year.
    /// </exception>
    public static LabelledMatrix<Region, Region>? In(int? year, LabelledMatrix<Region, Region>? always,
        IReadOnlyDictionary<int, LabelledMatrix<Region, Region>> byYear)
    {
        if (year is not { } known) throw NoShares("the table has no year", "a table with its year", "");
        var own = byYear.GetValueOrDefault(known);
        var lacking = byYear.SelectMany(y => y.Value.Columns.Select(w => (Workplace: w, Year: y.Key)))
            .Where(s => !(own?.Columns.Contains(s.Workplace) ?? false) && !(always?.Columns.Contains(s.Workplace) ?? false))
            .GroupBy(s => s.Workplace.Code, s => s.Year).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (lacking.Length > 0)
            throw NoShares(string.Join("; ", lacking.Select(g => $"{g.Key}: {YearSpans.Of(g)}")),
                $"rows of {known}, or rows without a year for all others", $"{known}");
        if (own is null) return always;
        if (always is null) return own;
        var homes = new Axis<Region>("residences", own.Rows.Union(always.Rows));
        var workplaces = new Axis<Region>("workplaces", own.Columns.Union(always.Columns));
        return new LabelledMatrix<Region, Region>(homes, workplaces, DenseMatrix.Create(homes.Count, workplaces.Count,
            (h, w) => Share(own.Columns.Contains(workplaces[w]) ? own : always, homes[h], workplaces[w])));
    }

    private static double Share(LabelledMatrix<Region, Region> shares, Region home, Region workplace) =>
        shares.Rows.Contains(home) ? shares[home, workplace] : 0;

    private static InvalidDataFindingsException NoShares(string found, string expected, string year) =>
        new("The residence of incomes can't be used",
            Finding.Error("RESIDENCE-YEAR", "closure.residence" + (year.Length > 0 ? $", year {year}" : ""),
                "Workplaces have shares of other years alone: none is guessed for this one.", found, expected,
                "Add the rows of the year, or rows with an empty year for all years without one."));

    /// <summary>N over all regions of the table; identity where nothing is said.</summary>
    public static DenseMatrix Resolve(Axis<Region> regions, LabelledMatrix<Region, Region>? given, List<Finding> findings)
    {
        var n = DenseMatrix.Create(regions.Count, regions.Count, (i, j) => i == j ? 1 : 0);
        if (given is null) return n;
        foreach (var region in given.Rows.Concat(given.Columns).Distinct())
        {
            if (!regions.Contains(region))
                findings.Add(Finding.Error("RESIDENCE-REGION", "closure.residence",
                    "The residence matrix names a region that is not in the table.",
                    $"'{region.Code}'", string.Join(", ", regions.Take(12)) + (regions.Count > 12 ? ", …" : ""),
                    "Use the table's codes."));
        }

        for (var w = 0; w < given.Columns.Count; w++)
        {
            var sum = 0.0;
            foreach (var cell in given.Values.Column(w))
            {
                sum += cell;
                if (!(cell >= 0))
                    findings.Add(Finding.Error("RESIDENCE-NEGATIVE", $"closure.residence, workplace {given.Columns[w].Code}",
                        "A share is negative.", cell.ToString("G6", CultureInfo.InvariantCulture), "0 to 1"));
            }

            if (!(Math.Abs(sum - 1) <= 1e-9))
                findings.Add(Finding.Error("RESIDENCE-SUM", $"closure.residence, workplace {given.Columns[w].Code}",
                    "The shares of the homes of a workplace's earners don't sum to 1.",
                    sum.ToString("G12", CultureInfo.InvariantCulture), "1", "Correct the shares.", "1e-9"));
            if (!regions.TryIndexOf(given.Columns[w], out var to)) continue;
            n.WritableColumn(to).Clear();
            for (var h = 0; h < given.Rows.Count; h++)
            {
                if (regions.TryIndexOf(given.Rows[h], out var home)) n[home, to] = given.Values[h, w];
            }
        }

        return n;
    }
}
