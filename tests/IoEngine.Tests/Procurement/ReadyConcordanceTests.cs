using System.Globalization;
using IoEngine.Files.Lines;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Tests.Procurement;

/// <summary>The concordances of data/: each reads, is complete, and is the product of its master and the sector list.</summary>
public class ReadyConcordanceTests
{
    private static readonly Dictionary<string, int> Sectors = new() { ["wiod2013"] = 35, ["wiod2016"] = 56, ["icio45"] = 45, ["figaro64"] = 64 };

    [Test]
    public void Purchase_codes_times_sector_lists_give_the_ready_files([Values("cpv", "families")] string master, [Values("wiod2013", "wiod2016", "icio45", "figaro64")] string list)
    {
        var nace = NaceConcordance.Read(Data($"nace_{list}.csv"));
        var expected = new SortedDictionary<(string, string), double>();
        foreach (var (code, division, weight) in Rows($"{master}_nace.csv").NotEmpty())
        {
            var weights = nace.Find(division);
            Assert.That(weights, Is.Not.Null, $"NACE {division} in nace_{list}.csv");
            foreach (var (sector, share) in weights!.Items)
                expected[(code, sector)] = expected.GetValueOrDefault((code, sector)) + (weight * share);
        }

        var found = new SortedDictionary<(string, string), double>();
        foreach (var (code, sector, weight) in Rows($"{master}_{list}.csv")) found.Add((code, sector), weight);
        Assert.That(found.Keys, Is.EqualTo(expected.Keys));
        Near.Equal(found.Values.ToArray(), expected.Values.ToArray(), "weights", 1e-5);
        Assert.That(() => CodeConcordance.Read(Data($"{master}_{list}.csv")), Throws.Nothing);
    }

    [Test]
    public void Sector_lists_are_complete([Values("wiod2013", "wiod2016", "icio45", "figaro64")] string list)
    {
        var lines = NaceConcordance.Read(Data($"nace_{list}.csv")).Lines;
        var used = lines.Select(l => l.Sector).Distinct().Count();
        Assert.That(used, Is.EqualTo(Sectors[list]), "every sector of the list is reached");
        int[] divisions = [.. Enumerable.Range(1, 3), .. Enumerable.Range(5, 5), .. Enumerable.Range(10, 24), .. Enumerable.Range(35, 5), 41, 42, 43, 45, 46, 47,
            .. Enumerable.Range(49, 5), 55, 56, .. Enumerable.Range(58, 6), 64, 65, 66, 68, .. Enumerable.Range(69, 7), .. Enumerable.Range(77, 6), 84, 85, 86, 87, 88,
            .. Enumerable.Range(90, 10)];
        var missing = divisions.Select(d => d.ToString("00", CultureInfo.InvariantCulture)).Except(lines.Select(l => l.Code));
        Assert.That(missing, Is.Empty, "every division of NACE Rev. 2");
    }

    [Test]
    public void Every_row_has_a_reason([Values("cpv_nace", "cpv_wiod2013", "families_nace", "nace_wiod2013")] string file)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(Data($"{file}.csv"), ["reason"], findings);
        Assert.That(csv.Rows.Select(r => csv.Text(r, "reason")), Has.All.Not.Empty.And.Not.Empty);
    }

    [Test]
    public void Cpv_has_every_division_and_group()
    {
        var known = Rows("cpv_nace.csv").Select(r => r.Code).ToHashSet();
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(SharedData.Path("data", "reference", "cpvdata.csv"), ["CPV_ID", "level"], findings);
        var all = csv.Rows.Where(r => csv.Text(r, "level") is "division" or "group")
            .Select(r => csv.Text(r, "CPV_ID")[..(csv.Text(r, "level") == "group" ? 3 : 2)]).ToHashSet();
        Assert.That(all, Has.Count.EqualTo(45 + 272));
        Assert.That(known, Is.EquivalentTo(all));
    }

    internal static string Data(string file) => Path.Combine(SharedData.Repository(), "data", "concordances", file);

    private static IEnumerable<(string Code, string Sector, double Weight)> Rows(string file)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(Data(file), ["code", "sector", "weight"], findings);
        Assert.That(findings, Is.Empty);
        foreach (var row in csv.Rows.NotEmpty())
        {
            Assert.That(csv.TryNumber(row, "weight", out var weight));
            yield return (csv.Text(row, "code"), csv.Text(row, "sector"), weight);
        }
    }
}
