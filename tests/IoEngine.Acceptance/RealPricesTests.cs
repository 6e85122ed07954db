using System.Globalization;

namespace IoEngine.Acceptance;

/// <summary>
/// Tables of 2013 and 2014 with Switzerland and Norway: members, hosts, others and their jobs; prices shipped and by sector.
/// </summary>
[NonParallelizable]
public class RealPricesTests
{
    private const string Header = "date,supplier_country,purchase_code,value,currency\n";
    private static readonly (string Country, string Sector, int Value)[] Lots =
    [
        ("CHE", "C26", 4_000_000), ("FRA", "F", 3_000_000), ("DEU", "C28", 5_000_000), ("ITA", "C25", 2_000_000), ("CHN", "C26", 1_000_000),
        ("USA", "J62_J63", 1_000_000), ("HRV", "C27", 500_000), ("NOR", "M72", 500_000),
    ];

    private static TempFolder Folder(string tables, string years, params int[] ordered)
    {
        var folder = new TempFolder();
        folder.Write("orders.csv", Header + string.Concat(ordered.SelectMany(y => Lots.Select(l => $"{y}-05-05,{l.Country},{l.Sector},{l.Value},CHF\n"))));
        folder.Write("codes.csv", "scheme,code,sector,weight\n" + string.Concat(Lots.Select(l => l.Sector).Distinct().Select(s => $"own,{s},{s},1\n")));
        folder.Write("run.json", $$"""
            { "tables": { "path": "{{tables.Replace('\\', '/')}}/{year}.zip", "years": "{{years}}",
                "roles": { "valueAdded": ["VA"], "compensation": ["COMP"], "taxesOnProducts": ["TXSP"], "household": ["CONS_h", "CONS_np"], "employment": ["employment/persons"] } },
              "orders": { "path": "orders.csv", "columns": { "nace": null, "supplier": null, "id": null } },
              "mapping": { "codes": "codes.csv" }, "valuation": { "wholesale": { "sectors": [] } },
              "currency": { "rates": "shipped", "report": "CHF" },
              "groups": { "membership": "{{Path.Combine(SharedData.Repository(), "models", "demo", "membership.csv").Replace('\\', '/')}}" },
              "indicators": ["valueAdded", "employment"] }
            """);
        return folder;
    }

    [Test]
    public void A_table_with_Switzerland_and_Norway_carries_members_hosts_others_and_jobs()
    {
        using var folder = Folder(SharedData.Path("data", "wiod2016"), "2014", 2014, 2016);
        var (code, _, error) = Ioe.RunProgram(folder.Path, "run", "run.json");
        Assert.That(code, Is.Zero, error);
        var groups = Csv.Read(folder["results", "groups.csv"]).Where(r => r["year"] == "2014").ToDictionary(r => r["group"]);
        Assert.That(groups["host"].Number("orders"), Is.EqualTo(7_000_000), "France and Switzerland");
        Assert.That(groups["member"].Number("orders"), Is.EqualTo(7_500_000), "Norway among them");
        Assert.That(groups["non-member"].Number("orders"), Is.EqualTo(1_500_000), "China; Croatia not yet");
        foreach (var group in new[] { "host", "member", "non-member", "mixed" }) Assert.That(groups[group].Number("total"), Is.Positive, group);
        var effects = Csv.Read(folder["results", "effects.csv"]);
        double Sum(string year, string indicator, params string[] countries) => effects.Where(r => r["year"] == year && r["indicator"] == indicator
            && (countries.Length == 0 || countries.Contains(r["country"]))).Sum(r => r.Number("value"));
        foreach (var country in new[] { "CHE", "NOR", "HRV", "FRA", "CHN" }) Assert.That(Sum("2014", "employment", country), Is.Positive, country);
        Assert.That(Sum("2014", "employment"), Is.InRange(200, 600), "17 million francs");
        Assert.That(Sum("2016", "valueAdded"), Is.EqualTo(Sum("2014", "valueAdded")).Within(1e-6).Percent, "the same orders in francs on the same table");
        // The dollar rose by a fifth against the euro: a franc of 2016 buys more of what the table's dollars were worth, for prices rose less.
        Assert.That(Sum("2016", "employment") / Sum("2014", "employment"), Is.InRange(1.0, 1.15));
        var findings = Csv.Read(folder["results", "findings.csv"]);
        Assert.That(findings.Select(f => f["code"]), Has.Member("PHYSICAL-PRICED").And.Member("PRICE-RULE").And.No.Member("PRICES-UNKNOWN"));
        Assert.That(findings.Single(f => f["code"] == "PRICE-RULE" && f["found"].StartsWith("ROW", StringComparison.Ordinal))["found"], Does.Not.Contain("CHE").And.Contain("SGP"));
    }

    /// <summary>The table of 2013 has estimated trading partners: that it runs is tested, its figures mean nothing.</summary>
    [Test]
    public void Two_years_with_prices_by_sector_are_decomposed_in_volumes()
    {
        using var folder = Folder("tables", "2013-2014", 2013, 2014);
        Directory.CreateDirectory(folder["tables"]);
        File.CreateSymbolicLink(folder["tables", "2013.zip"], SharedData.Path("data", "wiod2016_estimated", "2013.zip"));
        File.CreateSymbolicLink(folder["tables", "2014.zip"], SharedData.Path("data", "wiod2016", "2014.zip"));
        var prices = Csv.Read(SharedData.Path("data", "wiod2016_sea", "prices.csv"));
        // The accounts know nothing of the rest of the world, and no price where nothing is made: 100 stands in, as in 2010.
        static string Index(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > 0 ? text : "100";
        folder.Write("prices.csv", "region,sector,year,index\n" + string.Concat(prices.SelectMany(r => new[] { "2013", "2014" }
            .Select(y => $"{r["region"]},{r["sector"]},{y},{Index(r[y])}\n"))) + "ROW,,2013,100\nROW,,2014,100\n");
        folder.Write("exchange.csv", "region,year,per_unit\nROW,2013,1\nROW,2014,1\n" + string.Concat(Csv.Read(SharedData.Path("data", "wiod2016_sea", "exchange.csv"))
            .SelectMany(r => new[] { "2013", "2014" }.Select(y => FormattableString.Invariant($"{r["region"]},{y},{1 / r.Number(y)}\n")))));
        var (code, _, error) = Ioe.RunProgram(folder.Path, "run", "run.json", "--set", "analyses.decomposition=true",
            "--set", "prices.indices=prices.csv", "--set", "prices.exchange=exchange.csv", "--set", """scenarios=[{"name":"frozen","changes":[{"kind":"freeze","baseYear":2013}]}]""");
        Assert.That(code, Is.Zero, error);
        var parts = Csv.Read(folder["results", "decomposition.csv"]);
        Assert.That(parts.Select(r => r["prices"]).Distinct(), Is.EqualTo(new[] { "constant: file" }));
        Assert.That(parts.Select(r => r["factor"]).Distinct(), Is.SupersetOf(new[] { "trade-shares", "technology", "closure", "prices", "exchange-rates" }));
        var summary = Csv.Read(folder["results", "summary.csv"]).Where(r => r["scenario"] == "baseline").ToDictionary(r => r["year"], r => r.Number("total"));
        Assert.That(parts.Sum(r => r.Number("value")), Is.EqualTo(summary["2014"] - summary["2013"]).Within(1e-6 * summary["2014"]), "the parts add up");
        Assert.That(Csv.Read(folder["results", "findings.csv"]).Select(f => f["code"]), Has.No.Member("PRICES-UNKNOWN"));
    }
}
