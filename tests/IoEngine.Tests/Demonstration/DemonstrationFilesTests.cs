using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Demonstration;

public class DemonstrationFilesTests
{
    private static readonly string Folder = Path.Combine(SharedData.Repository(), "models", "demo");
    private static readonly MrioTable Table = DemonstrationWorld.Create().Table(2010);

    [Test]
    public void Embedded_files_are_those_of_the_repository()
    {
        Assert.That(DemonstrationFiles.Names, Is.SupersetOf(new[]
        {
            "codes.csv", "contributions.csv", "countries.csv", "deflator.csv", "membership.csv", "nace.csv", "run.json",
        }));
        foreach (var name in DemonstrationFiles.Names.NotEmpty())
            Assert.That(DemonstrationFiles.ReadText(name), Is.EqualTo(File.ReadAllText(Path.Combine(Folder, name))), name);
        Assert.That(() => DemonstrationFiles.Open("nothing.csv"), Throws.InstanceOf<UnknownLabelException>());
    }

    [Test]
    public void Every_purchase_code_has_sectors_of_the_table()
    {
        var codes = CodeConcordance.Read(Path.Combine(Folder, "codes.csv"));
        Assert.That(codes.Schemes, Is.EqualTo(new[] { "activity", "purchase-family" }));
        foreach (var group in PurchaseFamily.All.SelectMany(f => f.Groups).NotEmpty())
        {
            Assert.That(codes.Find("", group.OldCode, 2011), Is.Not.Null, group.OldCode);
            Assert.That(codes.Find("", group.Code, 2012), Is.Not.Null, group.Code);
            Assert.That(codes.Find("", group.Code, 2011), Is.Null, $"{group.Code} before its scheme");
        }

        Assert.That(codes.Lines.Select(l => l.Sector).Distinct().Where(s => !Table.Sectors.Contains(new Sector(s))), Is.Empty);
    }

    [Test]
    public void Every_NACE_and_country_has_a_place_in_the_table()
    {
        var nace = NaceConcordance.Read(Path.Combine(Folder, "nace.csv"));
        foreach (var code in PurchaseFamily.All.SelectMany(f => f.Groups).SelectMany(g => g.Nace).Append("46.69").Distinct().NotEmpty())
            Assert.That(nace.Find(code), Is.Not.Null, code);
        Assert.That(nace.Lines.Select(l => l.Sector).Distinct().Where(s => !Table.Sectors.Contains(new Sector(s))), Is.Empty);
        var countries = CountryConcordance.Read(Path.Combine(Folder, "countries.csv"));
        foreach (var country in SupplierCountry.All.NotEmpty())
        {
            Assert.That(countries.TryTarget(country.Code, out var region), Is.True, country.Code);
            Assert.That(Table.Regions.Contains(new Region(region)), Is.True, country.Code);
        }

        Assert.That(countries.RestOfWorld, Is.EqualTo("ROW"));
    }

    [Test]
    public void Every_currency_has_a_rate_in_every_year()
    {
        var rates = CurrencyRates.Shipped;
        for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
        {
            foreach (var currency in SupplierCountry.All.Select(c => c.Currency).Append("USD").Distinct().NotEmpty())
            {
                Assert.That(rates.TryRate(currency, "CHF", year, out var rate), Is.True, $"{currency} {year}");
                Assert.That(1 / (double)rate, Is.EqualTo(ExchangeRates.Embedded.PerFranc(currency, year)).Within(1e-6 / (double)rate));
            }
        }

        var deflator = Deflator.Read(Path.Combine(Folder, "deflator.csv"));
        Assert.That(deflator.BaseYear, Is.EqualTo(2024));
        Assert.That(deflator.Factor(1999), Is.InRange(1.0, 1.5));
    }

    [Test]
    public void Membership_follows_the_accessions()
    {
        var register = Register();
        Assert.That(register.Groups, Is.EquivalentTo(new[] { "host", "member", "associate-pre-stage", "associate", "observer", "non-member" }));
        Assert.That(register.GroupIn("CHE", 2010), Is.EqualTo("host"));
        Assert.That(register.GroupIn("ROU", 2009), Is.EqualTo("non-member"));
        Assert.That(register.GroupIn("ROU", 2012), Is.EqualTo("associate-pre-stage"));
        Assert.That(register.GroupIn("ROU", 2016), Is.EqualTo("member"));
        Assert.That(register.GroupIn("ISR", 2014), Is.EqualTo("member"));
        Assert.That(register.GroupIn("IND", 2018), Is.EqualTo("associate"));
        Assert.That(register.GroupIn("USA", 2018), Is.EqualTo("observer"));
        Assert.That(register.GroupIn("RUS", 2023), Is.EqualTo("non-member"));
        var members = register.Countries.Count(c => register.GroupIn(c, 1999) is "member" or "host");
        Assert.That(members, Is.EqualTo(20), "member states at the end of 1999");
        Assert.That(register.Countries.Count(c => register.GroupIn(c, 2024) is "member" or "host"), Is.EqualTo(24), "and of 2024");
    }

    [Test]
    public void Every_member_pays_every_year_and_published_shares_stand()
    {
        var register = Register();
        var rows = Rows("contributions.csv");
        var paid = rows.ToDictionary(c => (int.Parse(c[0], CultureInfo.InvariantCulture), c[1]), c => double.Parse(c[2], CultureInfo.InvariantCulture));
        for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
        {
            foreach (var member in register.Countries.Where(c => register.GroupIn(c, year) is "member" or "host").NotEmpty())
                Assert.That(paid.GetValueOrDefault((year, member)), Is.GreaterThan(0), $"{member} {year}");
        }

        var of2009 = paid.Where(p => p.Key.Item1 == 2009).Sum(p => p.Value);
        Assert.That(paid[(2009, "DEU")] / of2009, Is.EqualTo(0.1988).Within(1e-4));
        Assert.That(rows.All(c => c[4].Length > 0 && c[3] == "CHF"), Is.True, "every row says where it comes from");
    }

    [Test]
    public void The_configuration_is_accepted()
    {
        var config = ConfigReader.Read(Path.Combine(Folder, "run.json")).Config;
        Assert.That(config.Tables.Path, Is.EqualTo("demo"));
        Assert.That(config.Demo.Seed, Is.EqualTo(DemonstrationWorld.DefaultSeed));
        Assert.That(config.Demo.Orders, Is.EqualTo(DemonstrationWorld.DefaultOrders));
        Assert.That(config.Closure.Kind, Is.EqualTo(ClosureKind.NetLabour));
    }

    /// <summary>Rows of an embedded file without its header; the last column may be quoted.</summary>
    internal static IReadOnlyList<string[]> Rows(string name)
    {
        var lines = DemonstrationFiles.ReadText(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var columns = lines[0].Split(',').Length;
        return lines.Skip(1).Select(l => l.Split(',', columns).Select(c => c.Trim('"')).ToArray()).ToArray();
    }

    /// <summary>The delivered membership; without a first day always.</summary>
    internal static MembershipRegister Register() => new(Rows("membership.csv").Select(c => new MembershipPeriod(c[0], c[1],
        c[2].Length == 0 ? DateOnly.MinValue : Day(c[2]), c[3].Length == 0 ? null : Day(c[3]))));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
