using System.Text.Json.Nodes;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Studies;

namespace IoEngine.Tests.Runs;

/// <summary>The main job in memory, on the demonstration: identities between the results.</summary>
public class RunTests
{
    private static readonly Lazy<RunResults> Demonstration = new(() => Execute("orders.years=2008-2009", "demo.orders=3000"));

    private static RunResults Results => Demonstration.Value;

    [Test]
    public void Value_added_and_leaks_are_the_mapped_orders()
    {
        foreach (var year in Results.Years.NotEmpty())
        {
            var typeOne = year.ValueAdded.Total(Channel.Direct) + year.ValueAdded.Total(Channel.Indirect);
            Near.Equal(typeOne + year.Leaks.Total, (double)year.Demand.Reconciliation.Mapped, $"{year.Assignment.Year}", 1e-10);
            Assert.That(year.Demand.Reconciliation.Mapped + year.Demand.Reconciliation.Unmapped, Is.EqualTo(year.Demand.Reconciliation.Orders));
        }
    }

    [Test]
    public void Money_does_not_depend_on_the_exchange_rate_but_employment_does()
    {
        // Francs at half their value: the dollars for the same orders halve, and go back at the same rate.
        using var folder = new ScratchFolder();
        var shipped = Path.Combine(SharedData.Repository(), "data", "reference", "fx.csv");
        var halved = File.ReadLines(shipped).Select((line, i) =>
        {
            var cells = line.Split(',');
            if (i > 0 && cells[1] == "CHF") cells[2] = $"{2 * decimal.Parse(cells[2])}";
            return string.Join(',', cells);
        });
        var orders = folder.Write("orders.csv", "date,supplier_country,purchase_code,nace,value,currency\n2008-01-02,CHE,41,,1000000,CHF\n2008-02-03,DEU,61,,500000,CHF\n");
        var rates = folder.Write("fx.csv", string.Join('\n', halved));
        var a = Execute($"orders.path={orders}", "orders.columns={}").Years[0];
        var b = Execute($"orders.path={orders}", "orders.columns={}", $"currency.rates={rates}").Years[0];
        Near.Equal(b.TableMoneyPerUnit, a.TableMoneyPerUnit / 2, "dollars for a franc", 1e-12);
        Assert.That(a.Demand.Reconciliation.Mapped, Is.EqualTo(1_500_000m));
        foreach (var channel in Enum.GetValues<Channel>())
        {
            Near.Equal(b.ValueAdded.ByRegion(channel), a.ValueAdded.ByRegion(channel), $"{channel} value added", 1e-10);
            Near.Equal(b.Find("employment")!.Total(channel), a.Find("employment")!.Total(channel) / 2, $"{channel} jobs", 1e-10);
        }
    }

    [Test]
    public void Groups_are_sums_of_their_countries_and_all_years_are_sums_of_years()
    {
        var tables = Results.Tables().ToDictionary(t => t.Name);
        var (countries, groups) = (tables["countries"], tables["groups"]);
        foreach (var column in new[] { "orders", "direct", "indirect", "induced", "total", "contribution", "order_share", "share" })
        {
            var expected = Sum(countries, column, ["year", "group"]);
            var found = Sum(groups, column, ["year", "group"]);

            // Over all years a country may have been in several groups, so only the single years compare.
            foreach (var (key, value) in found.NotEmpty()) Near.Equal(value, expected.GetValueOrDefault(key), $"{column} {key}", 1e-12);
            if (column is "order_share" or "share") Near.Equal(Sum(tables["groups_all"], column, ["scenario"])["baseline"], 1, column, 1e-12);
            else Near.Equal(Sum(tables["countries_all"], column, ["scenario"])["baseline"], Sum(countries, column, ["year"]).Sum(y => y.Value), column, 1e-12);
        }
    }

    [Test]
    public void Retention_and_pull_in_come_from_the_attribution()
    {
        var year = Results.Years[0];
        var countries = Results.Tables().First(t => t.Name == "countries");
        var row = Enumerable.Range(0, countries.Rows).First(i => countries["year"].Integers[i] == 2008 && countries["country"].Texts[i] == "DEU");
        var (region, source) = (year.Regions.IndexOf(new("DEU")), year.Demand.Sources.ToList().IndexOf("DEU"));
        double V(int r, int s) => Enum.GetValues<Channel>().Sum(c => year.ValueAdded.Attribution(c, r, s));
        var caused = Enumerable.Range(0, year.Regions.Count).Sum(r => V(r, source));
        Near.Equal(countries["retention"].Numbers[row], V(region, source) / caused, "retention", 1e-12);
        var pullIn = Enumerable.Range(0, year.Demand.Sources.Count).Where(s => s != source).Sum(s => V(region, s));
        Near.Equal(countries["pull_in"].Numbers[row], pullIn, "pull-in", 1e-10);
    }

    [Test]
    public void Without_closure_nothing_is_induced_and_the_rest_is_unchanged()
    {
        var open = Execute("orders.years=2008-2009", "demo.orders=3000", "closure.kind=none");
        Assert.That(open.All.ValueAdded[(int)Channel.Induced], Is.Zero);
        Near.Equal(open.All.ValueAdded[(int)Channel.Indirect], Results.All.ValueAdded[(int)Channel.Indirect], "indirect", 1e-12);
    }

    [Test]
    public void With_everybody_outside_all_is_exactly_the_share_of_non_members_in_every_year()
    {
        using var folder = new ScratchFolder();
        var membership = folder.Write("membership.csv", "country,group,from,to\nCHE,observer,,\n");
        var results = Execute("orders.years=2006-2010", "demo.orders=3000", $"groups.membership={membership}", "groups.contributions=null");
        Assert.That(results.Summary.Select(s => s.NonMemberShare).NotEmpty(), Is.All.EqualTo(1.0).Within(0), "not 0.9999999999999999");
        Assert.That(results.Summary.Select(s => s.NonMemberOrderShare).NotEmpty(), Is.All.EqualTo(1.0).Within(0));
        foreach (var row in Results.Summary.NotEmpty())
        {
            // The shares are of the totals that are printed, too.
            Near.Equal(row.NonMemberShare!.Value, row.NonMemberValueAdded / row.Total, $"{row.Year}", 1e-12);
            Near.Equal(row.NonMemberOrderShare!.Value, row.NonMemberOrders / (double)row.Orders, $"{row.Year}", 1e-12);
        }
    }

    [Test]
    public void Extrapolated_years_are_marked_and_use_the_last_earlier_table_or_the_first()
    {
        var results = Execute("orders.years=2003,2008,2009", "demo.orders=3000", "tables.years=2004,2007");
        Assert.That(results.Years.Select(y => (y.Assignment.Year, y.Assignment.TableYear, y.Assignment.Extrapolated)),
            Is.EqualTo(new[] { (2003, 2004, true), (2008, 2007, true), (2009, 2007, true) }));
        Assert.That(results.Findings.Count(f => f.Code == "TABLE-EXTRAPOLATED"), Is.EqualTo(1));
        Assert.That(results.Summary.Append(results.All).Select(s => (s.Years, s.ExtrapolatedYears)), Is.EqualTo(new[] { (1, 1), (1, 1), (1, 1), (3, 3) }));
    }

    [Test]
    public void Little_memory_changes_nothing_but_the_time()
    {
        var results = Execute("orders.years=2008-2009", "demo.orders=3000", "tables.memoryMiB=64");
        Assert.That(results.All.ValueAdded, Is.EqualTo(Results.All.ValueAdded));
    }

    [TestCase("solve.threads=1", "tables.memoryMiB=4096", ExpectedResult = 1)]
    [TestCase("solve.threads=2", "tables.memoryMiB=4096", ExpectedResult = 2)]
    [TestCase("solve.threads=8", "tables.memoryMiB=4096", ExpectedResult = 5)]
    [TestCase("solve.threads=8", "tables.memoryMiB=64", ExpectedResult = 4)]
    public int Years_side_by_side_give_the_same_files_as_years_in_turn(string threads, string memory)
    {
        // Seven years on five tables: 2006 and 2008 serve two each.
        string[] years = ["orders.years=2003-2009", "demo.orders=2000", "tables.years=2003-2006,2008", "analyses.decomposition=false", "output.formats=[\"csv\"]"];
        var found = Execute([.. years, threads, memory]);
        Assert.That(Texts(found), Is.EqualTo(Texts(Execute([.. years, "solve.threads=1"]))));
        return found.Timings.YearsAtOnce;
    }

    [Test]
    public void A_decomposition_has_its_years_in_turn()
    {
        var results = Execute("orders.years=2008-2009", "demo.orders=500", "solve.threads=2", "analyses.decomposition=true");
        Assert.That(results.Timings.YearsAtOnce, Is.EqualTo(1));
    }

    [Test]
    public void The_timings_of_the_manifest_add_up_to_the_run()
    {
        using var folder = new ScratchFolder();
        using var target = ResultsFolder.Create(folder["results"]);
        Execute("orders.years=2004-2006", "demo.orders=2000", "analyses.decomposition=false", "solve.threads=1").Write(target);
        var timings = JsonNode.Parse(File.ReadAllText(folder["results/manifest.json"]))!["timings"]!;
        var phases = timings["phases"]!.AsObject().ToDictionary(p => p.Key, p => (double)p.Value!);
        Assert.That(phases.Keys, Is.EqualTo(new[] { "inputs", "years", "results", "writing" }));
        Assert.That(phases.Values.Sum(), Is.EqualTo((double)timings["seconds"]!).Within(5).Percent);
        Assert.That((double)timings["processSeconds"]!, Is.GreaterThanOrEqualTo((double)timings["seconds"]!));

        // One after the other years are solved within their phase, and at least one was prepared before any was solved.
        string[] parts = ["factoriseSeconds", "solveSeconds", "scenariosSeconds", "analysesSeconds"];
        var years = timings["years"]!.AsArray();
        Assert.That(years.Select(y => (int)y!["year"]!), Is.EqualTo(new[] { 2004, 2005, 2006 }));
        var solved = years.Sum(y => parts.Sum(p => (double)y![p]!));
        Assert.That(solved, Is.GreaterThan(0).And.LessThanOrEqualTo(phases["years"] + 0.01));
    }

    [Test]
    public void The_decomposition_adds_up_to_the_change_of_every_country_and_channel()
    {
        var results = Execute("orders.years=2008-2010", "demo.orders=3000", "tables.years=2008-2009", "analyses.decomposition=true");
        Assert.That(results.Changes!.Steps.Select(s => (s.From, s.To)), Is.EqualTo(new[] { (2008, 2009), (2009, 2010) }));
        var (table, effects) = (results.Tables().Single(t => t.Name == "decomposition"), results.Tables().Single(t => t.Name == "effects"));
        var parts = Sum(table, "value", ["year", "channel", "country"]);
        var values = Sum(effects, "value", ["indicator", "year", "channel", "country"]);
        var scale = results.All.Total;
        foreach (var ((from, to), country) in new[] { ("2008", "2009"), ("2009", "2010") }.SelectMany(y => results.Years[0].Regions.Select(r => (y, r.Code))))
        {
            foreach (var channel in new[] { "direct", "indirect", "induced" })
            {
                var change = values.GetValueOrDefault($"valueAdded {to} {channel} {country}") - values.GetValueOrDefault($"valueAdded {from} {channel} {country}");
                Assert.That(parts.GetValueOrDefault($"{to} {channel} {country}"), Is.EqualTo(change).Within(1e-12 * scale), $"{country} {channel} {to}");
            }
        }

        // 2010 has the table of 2009: nothing but the orders may change, and the row says so.
        var last = Enumerable.Range(0, table.Rows).Where(i => table["year"].Integers[i] == 2010).ToArray();
        foreach (var i in last.NotEmpty())
        {
            Assert.That((table["extrapolated"].Texts[i], table["synthetic"].Texts[i], table["prices"].Texts[i], table["unit"].Texts[i]), Is.EqualTo(("yes", "yes", "constant: demonstration", "CHF")));
            if (table["factor"].Texts[i] is "technology" or "trade-shares" or "closure" or "prices" or "exchange-rates") Assert.That(table["value"].Numbers[i], Is.Zero);
        }

        Assert.That(last.Select(i => table["factor"].Texts[i]).Distinct(), Is.EquivalentTo(new[] { "technology", "trade-shares", "closure", "prices", "exchange-rates", "order-level", "supplier-mix", "product-mix" }),
            "household parameters are of a year each");
        foreach (var (key, sum) in Sum(table, "value", ["factor", "channel", "country"]).NotEmpty())
        {
            var end = last.Single(i => $"{table["factor"].Texts[i]} {table["channel"].Texts[i]} {table["country"].Texts[i]}" == key);
            Assert.That(table["cumulated_value"].Numbers[end], Is.EqualTo(sum).Within(1e-12 * scale), key);
        }
    }

    [Test]
    public void A_decomposition_that_does_not_add_up_is_an_error_that_names_the_region()
    {
        var step = Execute("orders.years=2008-2009", "demo.orders=500", "analyses.decomposition=true").Changes!.Steps[0];
        var (before, after) = (step.Before().Values.ToArray(), step.After().Values.ToArray());
        Assert.That(YearChanges.Check(step, before, after), Is.Empty);
        after[3] += 1e-6 * after.Sum();
        var finding = YearChanges.Check(step, before, after).Single();
        Assert.That((finding.Code, finding.Severity), Is.EqualTo(("DECOMPOSITION-SUM", Severity.Error)));
        Assert.That(finding.Place, Is.EqualTo($"2008-2009, {step.Regions[3]}"));
    }

    [Test]
    public void One_year_alone_has_no_change_and_the_file_is_there_without_rows()
    {
        var results = Execute("orders.years=2008", "demo.orders=500", "analyses.decomposition=true");
        Assert.That(results.Tables().Single(t => t.Name == "decomposition").Rows, Is.Zero);
        Assert.That(Execute("orders.years=2008", "demo.orders=500", "analyses.decomposition=false").Tables().Select(t => t.Name), Has.No.Member("decomposition"));
    }

    [Test]
    public void An_indicator_that_the_tables_lack_is_named()
    {
        var found = Assert.Throws<InvalidDataFindingsException>(() => Execute("orders.years=2008", "demo.orders=500", "indicators=[\"happiness\"]"))!.Findings;
        Assert.That(found.Single(f => f.Severity == Severity.Error), Has.Property("Code").EqualTo("INDICATOR-UNKNOWN").And.Property("Found").EqualTo("'happiness'"));
    }

    [TestCase("indicators=[\"valueadded\"]", "INDICATOR-UNKNOWN", "Did you mean \"valueAdded\"?")]
    [TestCase("indicators=[\"taxesOnProducts\"]", "INDICATOR-UNKNOWN", "Did you mean \"productTaxes\"?")]
    [TestCase("indicators=[\"happiness\"]", "INDICATOR-UNKNOWN", "tables.roles")]
    [TestCase("closure.regions=[\"CHE\",\"XYZ\"]", "CLOSURE-REGION", "codes")]
    public void A_check_refuses_what_a_run_refuses(string assignment, string code, string cure)
    {
        foreach (var refuses in new Action<LoadedConfig>[] { c => Run.Check(c), c => Run.Execute(c) })
        {
            var fault = Assert.Throws<InvalidDataFindingsException>(() => refuses(Load("orders.years=2008", "demo.orders=500", assignment)))!;
            Assert.That(fault.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.Code), Is.EqualTo(new[] { code }));
            Assert.That(fault.Message, Does.Contain(cure));
        }
    }

    [Test]
    public void Cancelled_it_stops()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Reporter(p =>
        {
            if (p.Stage == RunStage.Solving) stop.Cancel();
        });
        Assert.That(() => Run.Execute(Load("demo.orders=500"), progress, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void Written_results_are_hashed_and_whole()
    {
        using var folder = new ScratchFolder();
        using var target = ResultsFolder.Create(folder["results"]);
        Results.Write(target);
        Assert.That(Directory.GetFiles(folder["results"]).Select(Path.GetFileName), Is.EquivalentTo(target.Files.Select(f => f.Name)));
        Assert.That(target.Files.Select(f => f.Name), Is.SupersetOf(new[]
        {
            "effects.csv", "attribution.csv", "countries.csv", "groups.csv", "summary.csv", "orders_profile.csv", "mapping.csv", "findings.csv", "manifest.json",
        }));
    }

    private static IEnumerable<string> Texts(RunResults results) => results.Tables().Select(t =>
    {
        using var stream = new MemoryStream();
        ResultWriters.For("csv").Write(t, stream);
        return $"{t.Name}: {System.Text.Encoding.UTF8.GetString(stream.ToArray())}";
    });

    internal static RunResults Execute(params string[] overrides) => Run.Execute(Load(overrides));

    private static LoadedConfig Load(params string[] overrides) =>
        ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"), overrides);

    private static Dictionary<string, double> Sum(ResultTable table, string column, string[] keys)
    {
        var sums = new Dictionary<string, double>();
        for (var i = 0; i < table.Rows; i++)
        {
            var key = string.Join(' ', keys.Select(k => table[k] is { Kind: ColumnKind.Integer } whole ? $"{whole.Integers[i]}" : table[k].Texts[i]));
            var value = table[column].Numbers[i];
            sums[key] = sums.GetValueOrDefault(key) + (double.IsNaN(value) ? 0 : value);
        }

        return sums;
    }

    private sealed class Reporter(Action<RunProgress> report) : IProgress<RunProgress>
    {
        public void Report(RunProgress value) => report(value);
    }
}
