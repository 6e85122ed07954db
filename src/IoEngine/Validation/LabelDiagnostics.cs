using IoEngine.Accounts;
using static IoEngine.Validation.CellChecks;

namespace IoEngine.Validation;

/// <summary>Regions, sectors and industries that seem to be in a table twice, or to be totals of the others.</summary>
internal static class LabelDiagnostics
{
    private static readonly string[] Totals = ["TOT", "TOTAL", "WORLD", "WLD", "WRL", "ALL", "SUM", "EU27", "EU28", "OECD",
        "G20"];

    public static void Run(MrioTable table, LabelledVector<Industry> x, int worst, List<Finding> findings)
    {
        foreach (var twice in table.Regions.GroupBy(r => RegionKey(r.Code)).Where(g => g.Count() > 1))
        {
            findings.Add(Finding.Warning("REGION-TWICE", string.Join(", ", twice.Select(r => r.Code)),
                "Regions seem to be the same under two codes.",
                string.Join(", ", twice.Select(r => $"output {Text(Sum(table, x, r))}")), "one code a region",
                "Join them with a map: ioe aggregate --map."));
        }

        SumOfOthers(table, x, findings);
        Copies(table, x, worst, findings);
    }

    /// <summary>A code without spelling: case, ROM for ROU, the many names of the rest of the world.</summary>
    internal static string RegionKey(string code) => code.ToUpperInvariant() switch
    {
        "ROM" => "ROU",
        "ROW" or "XROW" or "FIGW1" or "WRL_REST" or "WROW" => "ROW",
        var other => other,
    };

    private static double Sum(MrioTable table, LabelledVector<Industry> x, Region region)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Axis.Count; i++) sum += x.Axis[i].Region == region ? x[i] : 0;
        return sum;
    }

    private static void SumOfOthers(MrioTable table, LabelledVector<Industry> x, List<Finding> findings)
    {
        var all = x.Sum();
        foreach (var region in table.Regions)
        {
            var own = Sum(table, x, region);
            var equal = table.Regions.Count > 2 && own != 0 && Math.Abs((2 * own) - all) <= 1e-6 * all;
            if (equal || Totals.Contains(region.Code.ToUpperInvariant())) Report("region", region.Code, own, all - own, equal);
        }

        foreach (var sector in table.Sectors)
        {
            var (own, others) = (0.0, 0.0);
            for (var i = 0; i < x.Axis.Count; i++)
            {
                if (x.Axis[i].Sector == sector) own += x[i];
                else others += x[i];
            }

            var equal = table.Sectors.Count > 2 && own != 0 && Math.Abs(own - others) <= 1e-6 * all;
            if (equal || Totals.Contains(sector.Code.ToUpperInvariant())) Report("sector", sector.Code, own, others, equal);
        }

        void Report(string what, string code, double own, double others, bool equal) =>
            findings.Add(Finding.Warning("LABEL-TOTAL", code,
                $"A {what} {(equal ? "has the output of all others together" : "is called like a total")}: everything may be "
                    + "counted twice.", $"output {Text(own)}, the others {Text(others)}",
                $"a {what} of its own", "If it is a total, take it out of the table before reading."));
    }

    /// <summary>
    /// Industries with the same inputs, cell by cell, as another that produces the same: a column copied, or a file pasted twice.
    /// </summary>
    private static void Copies(MrioTable table, LabelledVector<Industry> x, int worst, List<Finding> findings)
    {
        var first = new Dictionary<(double, int), List<int>>();
        var copies = new List<(int Copy, int Original)>();
        for (var j = 0; j < x.Axis.Count; j++)
        {
            if (x[j] == 0) continue;
            var hash = default(HashCode);
            var column = table.Z.Values.Column(j);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(column));
            var key = (x[j], hash.ToHashCode());
            if (!first.TryGetValue(key, out var same)) first[key] = same = [];
            var original = -1;
            foreach (var k in same)
            {
                if (!column.SequenceEqual(table.Z.Values.Column(k))) continue;
                original = k;
                break;
            }

            if (original >= 0 && column.ContainsAnyExcept(0.0)) copies.Add((j, original));
            else same.Add(j);
        }

        if (copies.Count == 0) return;
        findings.Add(Finding.Warning("COLUMN-COPY", x.Axis[copies[0].Copy].ToString(),
            $"{Plural.Of(copies.Count, "industry")} {Plural.Noun(copies.Count, "has", "have")} exactly the inputs and the output "
                + "of another.",
            string.Join("; ", copies.Take(worst).Select(c => $"{x.Axis[c.Copy]} = {x.Axis[c.Original]}")),
            "industries that differ", "Check that no part of the file was pasted twice."));
    }
}
