using IoEngine.Tests;

namespace IoEngine.Acceptance;

/// <summary>Files <c>over_time</c> and <c>net</c>: nominal, constant and cumulated; gross, alternative and net.</summary>
public class GrossAndNetTests
{
    private static readonly string Demo = Path.Combine(SharedData.Repository(), "models", "demo");

    [Test]
    public void Net_is_gross_less_the_alternative_and_constant_prices_follow_the_index()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Path.Combine(Demo, "run.json"), "--out", "results", "--years", "2017-2018", "--quiet",
            "--set", "groups.alternative=government");
        Assert.That(code, Is.Zero, error);
        var countries = Csv.Read(folder["results", "countries.csv"]).Where(r => r["year"] == "2018").ToDictionary(r => r["country"]);
        var net = Csv.Read(folder["results", "net.csv"]).Where(r => r["year"] == "2018" && r["indicator"] == "valueAdded").ToList();
        Assert.That(net, Has.Count.EqualTo(30));
        foreach (var row in net)
        {
            Assert.That(row.Number("net"), Is.EqualTo(row.Number("gross") - row.Number("alternative")).Within(1e-6), row["country"]);
            if (countries.TryGetValue(row["country"], out var gross) && gross["total"].Length > 0)
                Assert.That(row.Number("gross"), Is.EqualTo(gross.Number("total")).Within(1e-9).Percent, row["country"]);
        }

        Assert.That(net.Sum(r => r.Number("contribution")), Is.EqualTo(countries.Values.Sum(r => r.Number("contribution"))).Within(1e-9).Percent);
        var index = Csv.Read(Path.Combine(Demo, "deflator.csv")).ToDictionary(r => r["year"], r => r.Number("index"));
        var rows = Csv.Read(folder["results", "over_time.csv"]);
        foreach (var constant in rows.Where(r => r["prices"] == "constant 2024"))
        {
            var nominal = rows.Single(r => r["prices"] == "nominal" && r["year"] == constant["year"]);
            Assert.That(constant.Number("total"), Is.EqualTo(nominal.Number("total") * index["2024"] / index[constant["year"]]).Within(1e-9).Percent);
            Assert.That(constant.Number("cumulated_total"),
                Is.EqualTo(rows.Where(r => r["prices"] == "constant 2024" && string.CompareOrdinal(r["year"], constant["year"]) <= 0).Sum(r => r.Number("total"))).Within(1e-9).Percent);
        }
    }

    [Test]
    public void A_net_effect_needs_contributions_and_a_deflator_every_year()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Path.Combine(Demo, "run.json"), "--out", "r",
            "--set", "groups.alternative=government", "--set", "groups.contributions=null");
        Assert.That((code, error.Contains("CONFIG-ALTERNATIVE", StringComparison.Ordinal)), Is.EqualTo((2, true)), error);
        folder.Write("deflator.csv", "year,index\n2018,100\n");
        (code, _, error) = Ioe.Run(folder.Path, "run", Path.Combine(Demo, "run.json"), "--out", "r", "--years", "2017-2018",
            "--set", $"currency.deflator={folder["deflator.csv"].Replace('\\', '/')}");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(error, Does.Contain("DEFLATOR-YEAR").And.Contain("2017").And.Contain("currency.deflator"));
        Assert.That(Directory.Exists(folder["r"]), Is.False);
    }
}
