using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Tests.Runs;

/// <summary>Prices in runs: what they change, what is told in money without them, and jobs of years outside the tables.</summary>
public class PricesInRunsTests
{
    private static readonly string[] Outside = ["orders.years=2009-2010", "demo.orders=3000", "tables.years=2009"];

    [Test]
    public void Without_prices_the_decomposition_is_in_money_and_with_them_a_freeze_is_of_volumes()
    {
        string[] settings = ["orders.years=2008-2010", "demo.orders=3000", "tables.years=2008-2009", "analyses.decomposition=true"];
        var money = RunTests.Execute([.. settings, "prices.indices=null"]);
        Assert.That(money.Changes!.Factors.Select(DecompositionSentences.NameOf), Has.Member("trade-shares-in-money").And.No.Member("trade-shares").And.No.Member("prices"));
        var constant = RunTests.Execute(settings);
        Assert.That(constant.Changes!.Factors.Select(DecompositionSentences.NameOf), Has.Member("trade-shares").And.Member("exchange-rates").And.No.Member("trade-shares-in-money"));
        Assert.That(constant.All.ValueAdded, Is.EqualTo(money.All.ValueAdded), "the results themselves are the same");
    }

    [Test]
    public void Jobs_of_years_outside_the_tables_are_told_at_their_prices_left_out_or_as_they_are()
    {
        var priced = RunTests.Execute(Outside);
        var left = RunTests.Execute([.. Outside, "prices.indices=null"]);
        var asIs = RunTests.Execute([.. Outside, "prices.indices=null", "tables.extrapolation.physical=as-is"]);
        double? Jobs(RunResults results, int year) => results.Years.Single(y => y.Assignment.Year == year).Find("employment")?.Total();
        Assert.That((Jobs(priced, 2009), Jobs(asIs, 2009)), Is.EqualTo((Jobs(left, 2009), Jobs(left, 2009))), "a table's own year is as it was");
        Assert.That(Jobs(left, 2010), Is.Null);
        Assert.That(Jobs(priced, 2010), Is.Positive.And.Not.EqualTo(Jobs(asIs, 2010)));
        Assert.That(left.Years[1].Find("valueAdded")!.Total(), Is.EqualTo(asIs.Years[1].Find("valueAdded")!.Total()));
        foreach (var (results, code) in new[] { (priced, "PHYSICAL-PRICED"), (left, "PHYSICAL-LEFT-OUT"), (asIs, "PHYSICAL-AS-IS") })
            Assert.That(results.Findings.Count(f => f.Code.StartsWith("PHYSICAL", StringComparison.Ordinal) && f.Code == code), Is.EqualTo(1), code);
    }

    [TestCase("as the run has them")]
    [TestCase("as-is", "tables.extrapolation.physical=as-is")]
    public void Every_file_of_a_year_outside_the_tables_tells_the_same_jobs(string _, params string[] settings)
    {
        var results = RunTests.Execute([.. Outside, "attribution.orderEffects=true", "attribution.by=[\"band\"]", .. settings]);
        var year = results.Years.Single(y => y.Assignment.Extrapolated);
        var files = results.Tables().Concat(results.LargeTables().Where(t => t.File == "attribution_by").SelectMany(t => t.Parts)).ToLookup(t => t.Name);
        var orders = OrderEffects.Of(results.Study.Baseline.Priced, year.Demand, results.Receivers[2010]).ToArray();
        foreach (var indicator in year.Indicators.NotEmpty())
        {
            foreach (var channel in Enum.GetValues<Channel>())
            {
                var effect = indicator.Total(channel);
                Assert.That(effect, Is.Not.Zero);
                foreach (var file in new[] { "effects", "attribution", "attribution_by" })
                    Near.Equal(files[file].Sum(part => Sum(part, indicator.Name, channel)), effect, $"{file} {indicator.Name} {channel}", 1e-9);
                var receivers = results.Receivers[2010].Receivers.Count;
                Near.Equal(orders.Where(o => o.Indicator.Name == indicator.Name).Sum(o => Enumerable.Range(0, receivers).Sum(r => o[(r * 3) + (int)channel])), effect,
                    $"order effects {indicator.Name} {channel}", 1e-9);
            }

            var orderGroups = files["orders_by"].Single();
            var by = Enumerable.Range(0, orderGroups.Rows).Where(i => orderGroups["year"].Integers[i] == 2010 && orderGroups["indicator"].Texts[i] == indicator.Name)
                .Sum(i => orderGroups["total"].Numbers[i]);
            Near.Equal(by, indicator.Total(), $"orders_by {indicator.Name}", 1e-9);
        }

        double Sum(ResultTable file, string indicator, Channel channel) => Enumerable.Range(0, file.Rows).Where(i => file["scenario"].Texts[i] == "baseline"
            && file["year"].Integers[i] == 2010 && file["indicator"].Texts[i] == indicator
            && file["channel"].Texts[i].Equals(channel.ToString(), StringComparison.OrdinalIgnoreCase)).Sum(i => file["value"].Numbers[i]);
    }

    [Test]
    public void Sums_over_years_that_lack_jobs_are_not_told_or_say_of_how_many_years_they_are()
    {
        using var folder = new ScratchFolder();
        string[] scenario = [.. Outside, """scenarios=[{"name":"twice","changes":[{"kind":"scale","orders":{},"factor":2}]}]""", "attribution.by=[\"band\"]", "output.formats=[\"csv\",\"html\"]"];
        var (all, some) = (RunTests.Execute(scenario), RunTests.Execute([.. scenario, "prices.indices=null"]));
        Assert.That(Indicators(all), Is.SupersetOf(new[] { "valueAdded", "employment", "fte" }));
        Assert.That(Indicators(some), Is.SupersetOf(new[] { "valueAdded", "gdp" }).And.No.Member("employment").And.No.Member("fte"));
        Assert.That(Page(all, "all"), Does.Not.Contain("in 1 of 2 years"));
        Assert.That(Page(some, "some"), Does.Contain("full-time person-years, in 1 of 2 years").And.Contain(", in 1 of 2 years"));

        static string[] Indicators(RunResults results) => [.. results.Tables().Single(t => t.Name == "comparison_all")["indicator"].Texts.Distinct()];

        string Page(RunResults results, string name)
        {
            using var target = ResultsFolder.Create(folder[name]);
            results.Write(target);
            return File.ReadAllText(Path.Combine(folder[name], "report.html"));
        }
    }

    [Test]
    public void An_indicator_told_per_volume_keeps_all_else()
    {
        var model = ImpactModel.Build(TableValidator.Validate(new RandomTable(3).Build()), new Closure());
        double[] units = [.. model.Table.Industries.Select((_, j) => 1 + (j / 8.0))];
        bool[] imputed = [.. units.Select((_, j) => j % 2 == 0)];
        foreach (var taxed in new[] { true, false })
        {
            foreach (var indicator in model.Indicators.All.NotEmpty())
            {
                var given = new Indicator(indicator.Name, indicator.Unit, indicator.IsMoney, [.. indicator.PerOutput], taxed, imputed);
                var told = given.Per(units);
                Assert.That((told.Name, told.Unit, told.IsMoney, told.CountsSpendingTaxes), Is.EqualTo((given.Name, given.Unit, given.IsMoney, taxed)));
                Assert.That(Enumerable.Range(0, units.Length).Select(told.IsImputed), Is.EqualTo(imputed));
                Near.Equal(told.PerOutput.ToArray().Zip(units, (e, u) => e * u).ToArray(), given.PerOutput.ToArray(), given.Name, 1e-14);
            }
        }
    }

    [TestCase("employment,*,2009,1\nemployment,*,2010,1.01\n", null, "")]
    [TestCase("employment,*,2009,1\n", "PRICE-MISSING", "a year")]
    [TestCase("employment,*,2008,1\nemployment,*,2009,1.01\n", "PRICE-MISSING", "the year itself")]
    [TestCase("employment,CHE,2009,1\nemployment,CHE,2010,1.01\n", "PRICE-MISSING", "29 regions")]
    [TestCase("employment,*,2009,1\nemployment,*,2010,1.01\nemployment,CHE,2009,1\n", "PRICE-MISSING", "a year of one region")]
    [TestCase("persons,*,2009,1\npersons,*,2010,1.01\n", "PRICE-ACCOUNT", "called as no row")]
    [TestCase("employment,*,2009,1\nemployment,*,2010,0\n", "PRICE-VALUE", "zero")]
    public void Productivity_that_lacks_anything_is_an_error_and_never_1(string rows, string? code, string what)
    {
        using var folder = new ScratchFolder();
        var regions = DemonstrationRegions();
        var text = string.Concat(rows.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(row => row.Contains('*', StringComparison.Ordinal) ? regions.Where(r => !(r == "CHE" && rows.Contains("CHE", StringComparison.Ordinal)))
                .Select(r => row.Replace("*", r, StringComparison.Ordinal)) : [row]).Select(row => row + "\n"));
        var file = folder.Write("productivity.csv", "account,region,year,index\n" + text);
        string[] settings = [.. Outside, $"prices.productivity={file}"];
        if (code is null)
        {
            var (with, without) = (RunTests.Execute(settings).Years[1], RunTests.Execute(Outside).Years[1]);
            Near.Equal(with.Find("employment")!.Total(), without.Find("employment")!.Total() / 1.01, "jobs", 1e-12);
            Near.Equal(with.Find("fte")!.Total(), without.Find("fte")!.Total(), "another row", 1e-12);
            return;
        }

        var fault = Assert.Throws<InvalidDataFindingsException>(() => RunTests.Execute(settings), what);
        var errors = fault!.Findings.Where(f => f.Severity == Severity.Error).ToArray();
        Assert.That(errors.Select(f => f.Code), Has.Member(code).And.All.StartsWith("PRICE-"), what);
        Assert.That(errors.Select(f => f.Place), Is.All.Contains("productivity.csv"));
        Assert.That(errors.Select(f => f.Cure), Is.All.Not.Empty);
    }

    [TestCase("trade-shares")]
    [TestCase("technology")]
    [TestCase("table")]
    public void A_freeze_without_prices_says_that_it_is_one_of_money(string part)
    {
        var scenario = $$"""scenarios=[{"name":"frozen","changes":[{"kind":"freeze","part":"{{part}}","baseYear":2008}]}]""";
        string[] settings = ["orders.years=2008-2010", "demo.orders=3000", scenario];
        var told = Unknown(RunTests.Execute([.. settings, "prices.indices=null"]));
        Assert.That(told.Single().Place, Does.Contain("frozen").And.Contain("2009-2010"), "not the base year itself");
        Assert.That(told.Single().Cure, Does.Contain("prices.indices"));
        Assert.That(Unknown(RunTests.Execute(settings)), Is.Empty);

        static Finding[] Unknown(RunResults results) => [.. results.Findings.Where(f => f.Code == "PRICES-UNKNOWN")];
    }

    [Test]
    public void A_region_a_hole_another_base_and_a_rate_of_zero_are_told_all_at_once()
    {
        using var folder = new ScratchFolder();
        string Rows(Func<string, int, double?> value, string comma) => string.Concat(DemonstrationRegions().SelectMany(r => Enumerable.Range(2007, 4)
            .Select(y => value(r, y) is { } v ? FormattableString.Invariant($"{r}{comma}{y},{v}\n") : "")));
        var indices = folder.Write("prices.csv", "region,sector,year,index\n" + Rows((r, y) => (r, y) switch
        {
            ("JPN", _) or ("KOR", _) or ("AUT", 2009) => null,
            ("BEL", >= 2009) => 100 + y - 2007,
            _ => 1 + ((y - 2007) / 50.0),
        }, ",,"));
        var rates = folder.Write("exchange.csv", "region,year,per_unit\n" + Rows((r, y) => (r, y) is ("CHE", 2009) ? 0 : 1, ","));
        string[] settings = ["orders.years=2008-2010", "demo.orders=3000", "analyses.decomposition=true", $"prices.indices={indices}", $"prices.exchange={rates}"];
        var errors = Assert.Throws<InvalidDataFindingsException>(() => RunTests.Execute(settings))!.Findings.Where(f => f.Severity == Severity.Error).ToArray();
        Assert.That(errors.Select(f => f.Code), Is.EquivalentTo(new[] { "PRICE-HOLE", "PRICE-BASE", "PRICE-VALUE", "PRICE-MISSING" }), "each once, and none follows from another");
        (string Code, string File, string Place, string Found)[] expected =
        [
            ("PRICE-HOLE", "prices.csv", "AUT", "none for 2009"), ("PRICE-BASE", "prices.csv", "BEL, 2009", "1.02 and then 102"),
            ("PRICE-VALUE", "exchange.csv", "per_unit", "0"), ("PRICE-MISSING", "prices.csv", "regions JPN, KOR", "none for 2008-2010"),
        ];
        foreach (var (code, file, place, found) in expected.NotEmpty())
        {
            var error = errors.Single(e => e.Code == code);
            Assert.That(error.Place, Does.Contain(file).And.Contain(place));
            Assert.That(error.Found, Is.EqualTo(found));
            Assert.That(error.Cure, Is.Not.Empty);
        }

        File.WriteAllText(indices, "region,sector,year,index\n" + Rows((r, y) => r is "JPN" ? null : 1, ",,"));
        File.WriteAllText(rates, "region,year,per_unit\n" + Rows((_, _) => 1, ","));
        var only = Assert.Throws<InvalidDataFindingsException>(() => RunTests.Execute(settings))!.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((only.Code, only.Found), Is.EqualTo(("PRICE-MISSING", "none for 2008-2010")), "alone it is told with the tables");
    }

    private static string[] DemonstrationRegions() => [.. IoEngine.Demonstration.DemonstrationWorld.Create().Table(2009).Regions.Select(r => r.Code)];
}
