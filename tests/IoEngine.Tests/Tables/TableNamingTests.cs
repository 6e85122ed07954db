using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Naming;

namespace IoEngine.Tests.Tables;

public class TableNamingTests
{
    [Test]
    public void Codes_of_published_tables_are_named_where_they_are_read()
    {
        using var scratch = new ScratchFolder();
        var written = FigaroText.Table(["AT", "EL", "FIGW1"], FigaroText.Industries64).Build();
        FigaroText.WriteMatrix(written, File.Create(scratch["matrix_eu-ic-io_ind-by-ind_24ed_2022.csv"]));
        var table = TableReader.Read(scratch["matrix_eu-ic-io_ind-by-ind_24ed_2022.csv"]);
        Assert.That(table.Names.Regions, Is.EquivalentTo(new Dictionary<Region, RegionName>
        {
            [new("AT")] = new("Austria", "AUT"), [new("EL")] = new("Greece", "GRC"), [new("FIGW1")] = new("Rest of the world"),
        }));
        Assert.That(table.Names.Sectors, Has.Count.EqualTo(64));
        Assert.That(table.Names.Of(new Sector("C26")), Is.EqualTo("Computers, electronic and optical products"));
    }

    [TestCase("A,B,C", "C", null, Description = "anything")]
    [TestCase("C,D,E,F,G,H", "C", null)]
    [TestCase("A,B,C,D,E,F,G,H,I,J,K", "C", "Manufacturing", Description = "half of the sections")]
    [TestCase("A01,C26,C27,C28,F", "C26", "Computers, electronic and optical products", Description = "divisions say what they are")]
    public void A_few_letters_are_of_no_list(string codes, string code, string? name)
    {
        var names = TableNaming.Shipped([], [.. codes.Split(',').Select(c => new Sector(c))]).Sectors;
        Assert.That(names.GetValueOrDefault(new Sector(code)), Is.EqualTo(name));
        if (name is null) Assert.That(names, Is.Empty);
    }

    [Test]
    public void Rests_of_continents_are_no_countries_of_the_same_code()
    {
        var exiobase = TableNaming.Shipped([new("FR"), new("WA"), new("WF"), new("WE"), new("WL"), new("WM")], []);
        Assert.That(exiobase.Regions[new("WF")], Is.EqualTo(new RegionName("Rest of Africa")));
        Assert.That(exiobase.Regions[new("WA")], Is.EqualTo(new RegionName("Rest of Asia, Oceania")));
        Assert.That(TableNaming.Shipped([new("FR"), new("WF")], []).Regions[new("WF")].Iso3, Is.EqualTo("WLF"), "alone it is Wallis and Futuna");
        Assert.That(TableNaming.Shipped([new("R1")], [new("S1")]).Regions, Is.Empty);
    }

    [Test]
    public void Names_stay_with_the_table_in_its_folder_and_own_names_win()
    {
        using var scratch = new ScratchFolder();
        var table = DemonstrationWorld.Create(1).Table(2010);
        Assert.That(table.Names.Sectors, Has.Count.EqualTo(table.Sectors.Count), "the demonstration names its sectors");
        var own = table.With(new TableNames(new Dictionary<Region, RegionName> { [new("CHE")] = new("Schweiz", "CHE") },
            new Dictionary<Sector, string> { [new("F")] = "Bau" }));
        MrioFolder.Write(own, scratch["t.mrio"]);
        Assert.That(File.ReadAllText(scratch["t.mrio/table.json"]), Does.Contain("\"Schweiz\"").And.Contain("\"iso3\": \"CHE\""));
        var read = TableReader.Read(scratch["t.mrio"]);
        Assert.That((read.Names.Of(new Region("CHE")), read.Names.Of(new Region("DEU")), read.Names.Of(new Sector("F")), read.Names.Of(new Sector("G46"))),
            Is.EqualTo(("Schweiz", "Germany", "Bau", "G46")));
    }

    [Test]
    public void A_sector_code_of_another_list_does_not_keep_its_name()
    {
        using var scratch = new ScratchFolder();
        var known = new KnownTable
        {
            Regions = ["AUT", "FRA"], Sectors = SectorLists.Codes("wiod2013"), Categories = ["HH"], PrimaryInputs = ["VA"],
            Unit = Unit.Money("USD", 1e6), Decimals = 1, Seed = 3,
        }.Build();
        var table = TableNaming.Complete(known);
        Assert.That(table.Names.Of(new Sector("C")), Is.EqualTo("Mining and quarrying"));
        var sections = TableAggregation.Apply(table, SectorLists.ToSections("wiod2013"));
        Assert.That(sections.Names.Of(new Sector("C")), Is.EqualTo("Manufacturing"));
        Assert.That(sections.Names.Of(new Region("FRA")), Is.EqualTo("France"));
        Assert.That(TableAggregation.Apply(table, Concordance.Of(ConcordanceAxis.Sectors, "own", SectorLists.Codes("wiod2013").Select(c => (c, c == "C" ? "C" : "rest")))).Names.Sectors, Is.Empty);
    }
}
