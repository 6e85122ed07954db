using IoEngine.Accounts;
using IoEngine.Runs.Jobs;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tests.Runs;

/// <summary>What ioe inspect knows of a table: totals by region, findings, another edition beside it.</summary>
public class TableInspectionTests
{
    [Test]
    public void Totals_of_regions_add_up_to_the_table()
    {
        using var folder = new ScratchFolder();
        var table = new RandomTable(5, 3, 4) { ZeroOutput = true }.Build();
        MrioFolder.Write(table, folder["t.mrio"]);
        TableInspection inspection = TableInspection.Of(folder["t.mrio"]);
        var validated = inspection.Validated!;
        Assert.That(inspection.Regions.Select(r => r.Region), Is.EqualTo(table.Regions.Select(r => r.Code)));
        for (var r = 0; r < table.Regions.Count; r++)
        {
            RegionTotals totals = inspection.Regions[r];
            var industries = Enumerable.Range(0, table.Industries.Count).Where(j => table.RegionOf[j] == r).ToArray();
            var columns = Enumerable.Range(0, table.DemandColumns.Count).Where(c => table.DemandColumns[c].Region == table.Regions[r]);
            Near.Equal([totals.Output, totals.ValueAdded!.Value], [industries.Sum(j => validated.Output[j]), industries.Sum(j => validated.ValueAdded[j])], totals.Region, 1e-12);
            Near.Equal(totals.FinalDemand, columns.Sum(c => Enumerable.Range(0, table.Industries.Count).Sum(i => table.Y.Values[i, c])), totals.Region, 1e-12);
            Assert.That((totals.Industries, totals.ZeroOutput), Is.EqualTo((industries.Length, industries.Count(j => validated.Output[j] == 0))));
        }

        Assert.That(inspection.Regions.Sum(r => r.ZeroOutput), Is.EqualTo(1));
        Assert.That(inspection.Findings.Count(f => f.Code == "OUTPUT-ZERO"), Is.EqualTo(1));
    }

    [Test]
    public void A_table_that_can_not_be_used_is_shown_all_the_same()
    {
        using var folder = new ScratchFolder();
        var table = new RandomTable(5, 2, 2).Build();
        MrioFolder.Write(table, folder["t.mrio"]);
        TableInspection inspection = TableInspection.Of(folder["t.mrio"], roles: new TableRoles { ValueAdded = ["NOPE"] });
        Assert.That(inspection.Validated, Is.Null);
        Assert.That(inspection.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Found), Has.Some.Contains("NOPE"));
        Assert.That(inspection.Regions.Select(r => (r.Industries, r.ValueAdded)), Is.EqualTo(new (int, double?)[] { (2, null), (2, null) }));
    }

    [Test]
    public void Another_edition_is_compared_with_it()
    {
        using var folder = new ScratchFolder();
        MrioFolder.Write(new RandomTable(5, 2, 3).Build(), folder["first.mrio"]);
        MrioFolder.Write(new RandomTable(6, 2, 3).Build(), folder["second.mrio"]);
        var inspection = TableInspection.Of(folder["first.mrio"]);
        Assert.That(inspection.Against(folder["first.mrio"]).Select(f => f.Code), Is.EqualTo(new[] { "EDITION-EQUAL" }));
        Assert.That(inspection.Against(folder["second.mrio"]).Select(f => f.Code).NotEmpty(), Has.None.EqualTo("EDITION-EQUAL"));
    }
}
