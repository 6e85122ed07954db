using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tables.Naming;

namespace IoEngine.Tests.Tables;

public class SectorListTests
{
    [TestCase("nace-sections", 21)]
    [TestCase("wiod2013", 35)]
    [TestCase("wiod2016", 56)]
    [TestCase("lrwiod", 23)]
    [TestCase("adb", 35)]
    [TestCase("icio2016", 34)]
    [TestCase("icio2018", 36)]
    [TestCase("icio2021", 45)]
    [TestCase("icio2023", 45)]
    [TestCase("icio2025", 50)]
    [TestCase("figaro", 64)]
    [TestCase("figaro-products", 64)]
    [TestCase("eurostat-a64", 64)]
    [TestCase("eora26", 26)]
    public void Lists_have_their_published_length_and_are_known_again(string list, int count)
    {
        var codes = SectorLists.Codes(list);
        Assert.That(codes, Has.Count.EqualTo(count));
        Assert.That(codes.Distinct().Count(), Is.EqualTo(count));
        Assert.That(SectorLists.Detect(codes.Select(c => new Sector(c))), Is.EqualTo(list));
        Assert.That(SectorLists.ToSections(list).Pairs.Select(p => p.To).Distinct(), Is.SubsetOf(SectorLists.Codes("nace-sections")));
    }

    [Test]
    public void Names_are_those_of_the_list_that_the_table_is_from()
    {
        foreach (var list in SectorLists.Names.NotEmpty())
        {
            var codes = SectorLists.Codes(list);
            var names = codes.Select(c => SectorLists.NameOf(list, c)).ToList();
            Assert.That(names, Is.Unique.And.None.Empty, list);
            var meanings = SectorNames.For(codes.Select(c => new Sector(c)));
            Assert.That(meanings.Count(m => m.Value.Name != m.Key), Is.EqualTo(list == "eora26" ? 0 : codes.Count), $"{list}: Eora's codes are names");
            Assert.That(meanings, Has.Count.EqualTo(codes.Count));
            foreach (SectorActivity activity in meanings.Values.Select(m => m.Activity).NotEmpty()) Assert.That(activity.Section, Does.Match("^[A-U]$"), list);
        }

        static string? Name(string list, string code) => SectorNames.For(SectorLists.Codes(list).Select(c => new Sector(c))).GetValueOrDefault(code).Name;
        Assert.That((Name("nace-sections", "C"), Name("wiod2013", "C")), Is.EqualTo(("Manufacturing", "Mining and quarrying")));
        Assert.That((Name("icio2023", "C26"), Name("wiod2013", "30t33")), Is.EqualTo(("Computers, electronic and optical products", "Electrical and optical equipment")));
        var joined = SectorNames.For([new("C19"), new("C20+C21")])["C20+C21"];
        Assert.That((joined.Name, joined.Activity.Section), Is.EqualTo(("Chemicals + Pharmaceuticals", "C")));
        Assert.That(joined.Activity.Divisions, Is.EqualTo(new[] { 20, 21 }));
        Assert.That(SectorNames.For([new("C19"), new("mine")]), Is.Empty);
        Assert.Throws<UnknownLabelException>(() => SectorLists.NameOf("figaro", "mine"));
    }

    [Test]
    public void Sections_are_where_the_divisions_are()
    {
        var map = SectorLists.ToSections("wiod2016");
        Assert.That(new[] { "A01", "C10-C12", "J62_J63", "M74_M75", "R_S" }.Select(c => map.Find(c)![0].To), Is.EqualTo(new[] { "A", "C", "J", "M", "R" }));
        ConcordancePair other = map.Pairs.Single(p => p.From == "R_S");
        Assert.That((other.To, other.Weight, other.Reason.Length > 0), Is.EqualTo(("R", 1.0, true)));
        var old = SectorLists.ToSections("wiod2013");
        Assert.That(new[] { "J", "64", "H", "L" }.Select(c => old.Find(c)![0].To), Is.EqualTo(new[] { "K", "J", "I", "O" }));
    }

    [TestCase("icio2023", "nace-sections", 45)]
    [TestCase("icio2025", "icio2023", 50)]
    [TestCase("icio2021", "icio2023", 45)]
    [TestCase("figaro", "wiod2016", 64)]
    [TestCase("eurostat-a64", "figaro", 64)]
    [TestCase("eurostat-a64", "wiod2016", 64)]
    [TestCase("icio2023", "icio2018", 45)]
    public void Nested_lists_need_no_weights(string from, string to, int count)
    {
        var map = SectorLists.Between(from, to);
        Assert.That(map.Pairs, Has.Count.EqualTo(count));
        Assert.That(map.Pairs.Select(p => p.Weight).NotEmpty(), Is.All.EqualTo(1));
        Assert.That(map.Pairs.Select(p => p.To).Distinct().Except(SectorLists.Codes(to)), Is.Empty);
    }

    [Test]
    public void Lists_that_do_not_nest_are_refused_by_sector_and_split_by_sizes()
    {
        var refused = Assert.Throws<InvalidDataFindingsException>(() => SectorLists.Between("wiod2016", "icio2023"))!;
        Assert.That(refused.Findings.Select(f => f.Place), Does.Contain("wiod2016 to icio2023, B"));
        Assert.That(refused.Findings.Single(f => f.Place.EndsWith(", B", StringComparison.Ordinal)).Found, Is.EqualTo("B05_06, B07_08, B09"));
        var map = SectorLists.Between("wiod2016", "icio2023", Sized(SectorLists.Codes("icio2023"), c => c == "B05_06" ? 6 : c == "B07_08" ? 3 : 1));
        Assert.That(map.Find("B"), Is.EqualTo(new[] { ("B05_06", 0.6), ("B07_08", 0.3), ("B09", 0.1) }).Using<(string, double)>((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 1e-15));
        Assert.That(map.Find("C16"), Is.EqualTo(new[] { ("C16", 1.0) }));
    }

    [TestCase("wiod2013", "wiod2016")]
    [TestCase("wiod2016", "icio2023")]
    [TestCase("figaro", "eora26")]
    [TestCase("icio2016", "icio2025")]
    public void Common_sectors_are_the_same_from_both_sides(string first, string second)
    {
        var (a, b) = SectorLists.Common(first, second);
        var targets = a.Pairs.Select(p => p.To).Distinct().ToList();
        Assert.That(targets, Has.Count.GreaterThan(8));
        // Re-exports, which are no activity, and extraterritorial bodies may be in one list only.
        Assert.That(b.Pairs.Select(p => p.To).Distinct().Except(targets).Count(), Is.LessThanOrEqualTo(1));
        Assert.That(a.Pairs.Select(p => p.From), Is.EqualTo(SectorLists.Codes(first)));
        Assert.That(b.Pairs.Select(p => p.From), Is.EqualTo(SectorLists.Codes(second)));
    }

    [Test]
    public void A_real_table_goes_to_sections()
    {
        var table = TableReader.Read(SharedData.Path("data/lrwiod2000.zip"));
        var list = SectorLists.Detect(table.Sectors);
        Assert.That(list, Is.EqualTo("lrwiod"));
        var sections = TableAggregation.Apply(table, SectorLists.ToSections(list!));
        Assert.That(sections.Regions.Count, Is.EqualTo(table.Regions.Count));
        Assert.That(sections.Sectors.Count, Is.LessThan(15));
        Near.Equal(Goldens.Golden.Flat(sections.Z.Values).Sum(), Goldens.Golden.Flat(table.Z.Values).Sum(), "Z", 1e-12);
    }

    private static MrioTable Sized(IReadOnlyList<string> codes, Func<string, double> size)
    {
        var industries = new Axis<Industry>("industries", codes.Select(c => new Industry("X", c)));
        var n = industries.Count;
        return new MrioTable(new TableIdentity { Name = "sizes", Unit = Unit.Money("USD", 1e6) }, new(industries, industries, new DenseMatrix(n, n)),
            new(industries, new("demand columns", [new DemandColumn("X", "HH")]), DenseMatrix.Create(n, 1, (i, _) => size(codes[i]))),
            new(new("primary inputs", [new FlowRow("VA", "MUSD")]), industries, DenseMatrix.Create(1, n, (_, i) => size(codes[i]))));
    }
}
