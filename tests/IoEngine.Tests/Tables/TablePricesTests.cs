using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Numerics;
using IoEngine.Tables.Deflation;

namespace IoEngine.Tests.Tables;

/// <summary>Prices between two years: shipped series with their rules, and users' files with their faults.</summary>
public class TablePricesTests
{
    private static MrioTable Table(string currency, params string[] regions)
    {
        var industries = new Axis<Industry>("industries", regions.SelectMany(r => new[] { new Industry(r, "A"), new Industry(r, "B") }));
        var columns = new Axis<DemandColumn>("demand columns", regions.Select(r => new DemandColumn(r, "HH")));
        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "")]);
        var n = industries.Count;
        return new MrioTable(new TableIdentity { Name = "test", Unit = Unit.Money(currency, 1e6) },
            new LabelledMatrix<Industry, Industry>(industries, industries, new DenseMatrix(n, n)),
            new LabelledMatrix<Industry, DemandColumn>(industries, columns, new DenseMatrix(n, columns.Count)),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, new DenseMatrix(1, n)));
    }

    private static TablePrices Shipped()
    {
        var findings = new List<Finding>();
        var prices = TablePrices.Read("shipped", "shipped", null, findings);
        Assert.That(findings, Is.Empty);
        return prices;
    }

    [Test]
    public void The_shipped_series_are_those_that_were_read()
    {
        foreach (var (file, column, name) in new[] { ("gdp_deflator_index_2010.csv", "index", "gdp_deflator.csv"), ("exchange_usd_per_local.csv", "per_unit", "exchange.csv") })
        {
            var series = YearSeries.Shipped(name, column);
            var rows = File.ReadLines(SharedData.Path("data", "reference", file)).Skip(1).Select(l => l.Split(',')).Where(r => r[0] is not ("EA19" or "EU27_2020")).ToArray();
            Assert.That(rows, Has.Length.GreaterThan(1500));
            foreach (var row in rows.NotEmpty())
            {
                var value = double.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture);
                Assert.That(series.Find(row[0], "", int.Parse(row[1])), Is.EqualTo(value), string.Join(' ', row));
            }
        }
    }

    [Test]
    public void A_dearer_franc_and_local_prices_are_told_apart()
    {
        var prices = Shipped().Between(Table("USD", "CHE", "USA"), 2000, 2010)!;
        Assert.That(prices.Source, Is.EqualTo("shipped"));
        Assert.That(prices.Exchange![0], Is.EqualTo(1.62).Within(0.01), "1.69 francs per dollar, then 1.04");
        Assert.That(prices.Exchange[1], Is.EqualTo(1));
        Assert.That(prices.Local[0], Is.InRange(1.05, 1.15));
        Assert.That(prices.Local[0], Is.EqualTo(prices.Local[1]), "all sectors of a region");
        Assert.That(prices.InTableMoney[0], Is.EqualTo(prices.Local[0] * prices.Exchange[0]));
        var inEuro = Shipped().Between(Table("EUR", "CHE", "DEU"), 2000, 2010)!;
        Assert.That(inEuro.Exchange![1], Is.EqualTo(1).Within(1e-12), "a table in euro");
    }

    [Test]
    public void What_the_shipped_series_lack_follows_named_rules()
    {
        var table = Table("USD", "DEU", "TWN", "ROW", "ECU", "KAZ");
        var prices = Shipped();
        var change = prices.Between(table, 2004, 2005)!;
        var usa = prices.Between(Table("USD", "USA"), 2004, 2005)!;
        Assert.That(change.Local[2], Is.EqualTo(usa.Local[0]), "Taiwan takes the United States' index");
        Assert.That(change.Exchange![1], Is.Not.EqualTo(1), "and its own rate");
        Assert.That((change.Local[6] == usa.Local[0], change.Exchange[3]), Is.EqualTo((false, 1.0)), "Ecuador pays in dollars and has its own index");
        Assert.That((change.Local[8], change.Exchange[4]), Is.EqualTo((usa.Local[0], 1.0)), "no rate of the tenge is shipped: dollars");
        var rules = prices.Check(table, [(2004, 2005)]);
        Assert.That(rules.Select(f => f.Code), Is.EqualTo(new[] { "PRICE-RULE", "PRICE-RULE", "PRICE-RULE" }));
        Assert.That(rules[0].Found, Does.Contain("ROW: ").And.Contain("CHE").And.Not.Contain("DEU"));
        Assert.That(rules.Skip(1).Select(f => f.Found), Is.EqualTo(new[] { "TWN", "KAZ" }));
        Assert.That(prices.Between(table, 2024, 2031), Is.Null, "a year past the end");
        Assert.That(prices.Unknown(table, 2024, 2031), Does.Contain("DEU").And.Contain("price index"));
        Assert.That(prices.Between(table, 2031, 2031)!.InTableMoney.Values.ToArray(), Is.All.EqualTo(1), "one table is at its own prices");
        Assert.That(prices.Between(Table("XAU", "DEU"), 2004, 2005), Is.Null, "money without a shipped rate");
        var (russia, others) = (Table("USD", "RUS", "DEU"), Table("USD", "DEU"));
        Assert.That((prices.Between(russia, 2020, 2021) is null, prices.Between(russia, 2021, 2022) is null, prices.Between(others, 2021, 2022) is null),
            Is.EqualTo((false, true, false)), "Russia's index ends in 2021: that pair is refused, others are not");
        Assert.That(prices.Unknown(russia, 2021, 2022), Is.EqualTo("no price index: RUS"));
    }

    [Test]
    public void A_rest_of_the_world_is_the_mean_of_the_countries_inside_weighted_by_their_product()
    {
        var weights = File.ReadLines(Path.Combine(SharedData.Repository(), "data", "reference", "gdp_2015.csv")).Skip(1).Select(l => l.Split(','))
            .ToDictionary(c => c[0], c => double.Parse(c[2], System.Globalization.CultureInfo.InvariantCulture));
        string[] inside = ["CHE", "NOR", "ISR"];
        string[] named = [.. weights.Keys.Except(inside)];
        var prices = Shipped();
        var rest = prices.Between(Table("USD", [.. named, "ROW"]), 2000, 2010)!;
        var alone = prices.Between(Table("USD", inside), 2000, 2010)!;
        var sum = inside.Sum(c => weights[c]);
        double Mean(Func<int, double> of) => Math.Exp(inside.Select((c, r) => weights[c] * Math.Log(of(r))).Sum() / sum);
        Near.Equal(rest.Exchange!.Values[^1], Mean(r => alone.Exchange![r]), "e", 1e-12);
        Near.Equal(rest.Local.Values[^1], Mean(r => alone.Local[2 * r]), "q", 1e-12);
        Assert.That(rest.Exchange.Values[^1], Is.Not.EqualTo(alone.Exchange!.Values.ToArray().Average()).Within(1e-3), "not the mean without weights");
        var back = prices.Between(Table("USD", [.. named, "ROW"]), 2010, 2000)!;
        Near.Equal(back.InTableMoney.Values[^1] * rest.InTableMoney.Values[^1], 1, "there and back", 1e-12);
    }

    [Test]
    public void Synthetic_tables_never_take_what_is_shipped()
    {
        var synthetic = Table("USD", "CHE").Identity with { Synthetic = true };
        Assert.That(Shipped().For(synthetic).AreKnown, Is.False);
        Assert.That(DemonstrationWorld.Prices.For(synthetic), Is.SameAs(DemonstrationWorld.Prices));
        var table = DemonstrationWorld.Create().Table(2005);
        var p = DemonstrationWorld.Prices.Between(table, 2004, 2005)!;
        Assert.That(p.InTableMoney.Values.ToArray(), Is.All.InRange(0.7, 1.4));
        Assert.That(DemonstrationWorld.Prices.Check(table, [(1999, 2024)]), Is.Empty);
    }

    [Test]
    public void All_faults_of_users_files_are_told_at_once_with_place_and_cure()
    {
        using var folder = new ScratchFolder();
        var indices = folder.Write("prices.csv", "region,sector,year,index\nAUT,,2000,100\nAUT,,2001,102\nAUT,,2001,103\nDEU,,2000,100\nDEU,,2001,2\nDEU,,2002,2.1\nCHE,A,2000,100\nCHE,A,2002,101\n");
        var rates = folder.Write("exchange.csv", "region,year,per_unit\nAUT,2000,1\nAUT,2001,0\nDEU,2000,1\nDEU,2001,1\nCHE,2000,x\n");
        var findings = new List<Finding>();
        var prices = TablePrices.Read(indices, rates, null, findings);
        findings.AddRange(prices.Check(Table("USD", "AUT", "DEU", "CHE", "FRA"), [(2000, 2001)]));
        Assert.That(findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code).Distinct(),
            Is.SupersetOf(new[] { "PRICE-DUPLICATE", "PRICE-BASE", "PRICE-HOLE", "PRICE-VALUE", "PRICE-MISSING" }));
        Assert.That(findings.Single(f => f.Code == "PRICE-DUPLICATE").Place, Does.Contain("prices.csv").And.Contain("4"));
        Assert.That(findings.Single(f => f.Code == "PRICE-BASE").Place, Does.Contain("DEU, 2001"));
        Assert.That(findings.Single(f => f.Code == "PRICE-HOLE").Found, Does.Contain("2001"));
        Assert.That(findings.Single(f => f.Code == "PRICE-VALUE").Place, Does.Contain("exchange.csv").And.Contain("per_unit"));
        Assert.That(findings.Where(f => f.Code == "PRICE-MISSING").Select(f => f.Place), Has.Some.Contains("FRA").And.Some.Contains("CHE").And.Some.Contains("AUT"));
        Assert.That(findings.Where(f => f.Severity == Severity.Error && f.Code.StartsWith("PRICE", StringComparison.Ordinal)).Select(f => f.Cure), Is.All.Not.Empty);
    }

    [Test]
    public void The_base_of_an_index_does_not_matter_and_sectors_come_before_regions()
    {
        using var folder = new ScratchFolder();
        var indices = folder.Write("prices.csv", "region,sector,year,index\nAustria,,2000,100\nAustria,,2001,110\nAUT,B,2000,2\nAUT,B,2001,1.9\n");
        var productivity = folder.Write("productivity.csv", "account,region,year,index\nemployment,AUT,2000,50\nemployment,AUT,2001,51\n");
        var findings = new List<Finding>();
        var prices = TablePrices.Read(indices, null, productivity, findings);
        Assert.That(findings, Is.Empty);
        var table = Table("USD", "AUT");
        Near.Equal(prices.Between(table, 2000, 2001)!.InTableMoney.Values.ToArray(), [1.1, 0.95], "p", 1e-12);
        Assert.That(prices.Between(table, 2000, 2001)!.Exchange, Is.Null, "indices in table currency");
        Near.Equal(prices.Productivity("employment", table, 2000, 2001)!.Values.ToArray(), [1.02, 1.02], "g", 1e-12);
        Assert.That(prices.Productivity("co2", table, 2000, 2001), Is.Null, "labour productivity is none for emissions");
        Assert.That(prices.Check(table, [(2000, 2001)]), Is.Empty);
        Assert.That(prices.Check(table, [(2000, 2002)]).Select(f => f.Severity).NotEmpty(), Is.All.EqualTo(Severity.Error));
    }
}
