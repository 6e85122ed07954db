using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>N (G × G): where the people live who earn a region's wages; columns sum to 1.</summary>
internal static class ResidenceMatrix
{
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
