using IoEngine.Accounts;
using IoEngine.Demonstration;

namespace IoEngine.Acceptance;

/// <summary>Files <c>over_time</c> and <c>net</c>: nominal, constant and cumulated; gross, alternative and net.</summary>
public class GrossAndNetTests
{
    private static readonly string Demo = Path.Combine(SharedData.Repository(), "models", "demo");

    [Test]
    public void Gross_is_the_effect_of_the_orders_and_the_alternative_what_the_contributions_would_have_done()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Path.Combine(Demo, "run.json"), "--out", "results", "--years", "2018", "--quiet",
            "--set", "groups.alternative={\"mix\":\"government\",\"amount\":\"all\"}", "--set", "closure.kind=none");
        Assert.That(code, Is.Zero, error);
        var countries = Csv.Read(folder["results", "countries.csv"]).Where(r => r["year"] == "2018").ToDictionary(r => r["country"]);
        var net = Csv.Read(folder["results", "net.csv"]).Where(r => r["year"] == "2018" && r["indicator"] == "valueAdded").ToDictionary(r => r["country"]);
        Assert.That(net.Keys, Is.EquivalentTo(countries.Values.Where(r => r["total"].Length > 0).Select(r => r["country"])), "the regions of the table");
        Assert.That(net, Has.Count.EqualTo(30));
        var table = DemonstrationWorld.Create().Table(2018);
        var alternative = ValueAddedOfGovernment(table, [.. table.Regions.Select(r => net[r.Code].Number("contribution"))]);
        Assert.That(alternative.Sum(), Is.GreaterThan(100));
        for (var r = 0; r < alternative.Length; r++)
        {
            var row = net[table.Regions[r].Code];
            var rounding = 1e-12 * Math.Max(Math.Abs(row.Number("gross")), Math.Abs(alternative[r]));
            Assert.That(row.Number("gross"), Is.EqualTo(countries[row["country"]].Number("total")).Within(1e-9).Percent, row["country"]);
            Assert.That(row.Number("alternative"), Is.EqualTo(alternative[r]).Within(1e-8).Percent, row["country"]);
            Assert.That(row.Number("net"), Is.EqualTo(row.Number("gross") - alternative[r]).Within(rounding), row["country"]);
        }

        Assert.That(net.Values.Sum(r => r.Number("contribution")), Is.EqualTo(countries.Values.Sum(r => r.Number("contribution"))).Within(1e-9).Percent);
    }

    // Another way than the engine's: each contribution on its government's purchases at purchasers' prices, then round after
    // round of inputs.
    private static double[] ValueAddedOfGovernment(MrioTable table, double[] contributions)
    {
        var n = table.Industries.Count;
        var indices = Enumerable.Range(0, n).ToArray();
        var (z, y) = (table.Z.Values, table.Y.Values);
        var output = indices.Select(i => indices.Sum(j => z[i, j]) + Enumerable.Range(0, table.DemandColumns.Count).Sum(c => y[i, c])).ToArray();
        var round = new double[n];
        foreach (var (column, c) in table.DemandColumns.Select((column, c) => (column, c)).Where(g => g.column.Category == "GOV"))
        {
            var spent = indices.Sum(i => y[i, c]) + Enumerable.Range(0, table.VY.Rows.Count).Sum(v => table.VY.Values[v, c]);
            for (var i = 0; i < n; i++) round[i] += contributions[table.Regions.IndexOf(column.Region)] * y[i, c] / spent;
        }

        var produced = new double[n];
        for (var step = 0; step < 200; step++)
        {
            var next = new double[n];
            for (var j = 0; j < n; j++)
            {
                produced[j] += round[j];
                if (round[j] == 0) continue;
                for (var i = 0; i < n; i++) next[i] += z[i, j] / output[j] * round[j];
            }

            round = next;
        }

        var valueAdded = Enumerable.Range(0, table.V.Rows.Count).Where(v => table.Roles.ValueAdded!.Contains(table.V.Rows[v].Name)).ToArray();
        var byRegion = new double[table.Regions.Count];
        for (var j = 0; j < n; j++) byRegion[table.RegionOf[j]] += produced[j] * valueAdded.Sum(v => table.V.Values[v, j]) / output[j];
        return byRegion;
    }

    [Test]
    public void Constant_prices_follow_the_index_and_sums_run_on()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Path.Combine(Demo, "run.json"), "--out", "results", "--years", "2017-2018", "--quiet");
        Assert.That(code, Is.Zero, error);
        var index = Csv.Read(Path.Combine(Demo, "deflator.csv")).ToDictionary(r => r["year"], r => r.Number("index"));
        var summary = Csv.Read(folder["results", "summary.csv"]).ToDictionary(r => r["year"], r => r.Number("total"));
        var rows = Csv.Read(folder["results", "over_time.csv"]).ToDictionary(r => (r["prices"], r["year"]));
        Assert.That(rows.Keys, Is.EquivalentTo(new[] { ("nominal", "2017"), ("nominal", "2018"), ("constant 2024", "2017"), ("constant 2024", "2018") }));
        double[] constant = [.. new[] { "2017", "2018" }.Select(year => summary[year] * index["2024"] / index[year])];
        for (var y = 0; y < 2; y++)
        {
            var (nominal, real) = (rows[("nominal", $"{2017 + y}")], rows[("constant 2024", $"{2017 + y}")]);
            Assert.That(nominal.Number("total"), Is.EqualTo(summary[nominal["year"]]).Within(1e-9).Percent);
            Assert.That(real.Number("total"), Is.EqualTo(constant[y]).Within(1e-9).Percent);
            Assert.That(real.Number("cumulated_total"), Is.EqualTo(constant[..(y + 1)].Sum()).Within(1e-9).Percent);
            Assert.That(nominal.Number("cumulated_total"), Is.EqualTo(summary["2017"] + (y * summary["2018"])).Within(1e-9).Percent);
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
