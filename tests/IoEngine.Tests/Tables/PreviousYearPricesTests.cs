using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Demonstration;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Tables.Deflation;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tests.Runs;
using IoEngine.Validation;

namespace IoEngine.Tests.Tables;

/// <summary>Tables at the prices of the year before: chains, holes, industries without output, and whole runs on them.</summary>
public class PreviousYearPricesTests
{
    private static readonly Axis<Industry> Industries = new("industries", [new Industry("R0", "A"), new Industry("R0", "B"), new Industry("R1", "A"), new Industry("R1", "B")]);
    private static readonly string[] Settings = ["orders.years=2008-2010", "demo.orders=3000", "tables.years=2008-2010", "analyses.decomposition=true"];

    private static LabelledVector<Industry> Vector(params double[] values) => new(Industries, values);

    [Test]
    public void Prices_are_chained_from_year_to_year_forth_and_back()
    {
        var previous = new PreviousYearPrices(y => Vector(y, 2 * y, 3 * y, y), y => Vector(y / 1.1, 2 * y / 1.2, 3 * y / 0.9, y), [2001, 2002, 2004]);
        Near.Equal(previous.Change(Industries, 2000, 2002), [1.21, 1.44, 0.81, 1], "two years", 1e-12);
        Near.Equal(previous.Change(Industries, 2002, 2000), [1 / 1.21, 1 / 1.44, 1 / 0.81, 1], "back", 1e-12);
        Assert.That(previous.Change(Industries, 2001, 2001), Is.All.EqualTo(1));
        Assert.That(previous.Missing(2000, 2002), Is.Empty);
        Assert.That(previous.Missing(2005, 2001), Is.EqualTo(new[] { 2003, 2005 }));
    }

    [Test]
    public void An_industry_without_output_takes_its_regions_prices_and_else_1()
    {
        var previous = new PreviousYearPrices(_ => Vector(0, 110, 0, 0), _ => Vector(0, 100, 5, 0), [2001]);
        Near.Equal(previous.Change(Industries, 2000, 2001), [1.1, 1.1, 1, 1], "p", 1e-14);
    }

    [Test]
    public void A_table_that_does_not_fit_is_an_error_with_place_and_cure()
    {
        var other = new Axis<Industry>("industries", Industries.Reverse());
        (Func<int, LabelledVector<Industry>> Previous, string Code, string Found)[] cases =
        [
            (_ => new LabelledVector<Industry>(other, [1, 1, 1, 1]), "PREVIOUS-YEAR-LABELS", "labels"),
            (_ => Vector(1, 0, 1, 1), "PREVIOUS-YEAR-OUTPUT", "R0.B"),
            (_ => Vector(1, -1, 1, 0), "PREVIOUS-YEAR-OUTPUT", "R1.B"),
        ];
        foreach (var (of, code, found) in cases.NotEmpty())
        {
            var fault = Assert.Throws<InvalidDataFindingsException>(() => new PreviousYearPrices(_ => Vector(1, 1, 1, 1), of, [2001]).Change(Industries, 2000, 2001))!;
            var only = fault.Findings.Single();
            Assert.That((only.Code, only.Severity), Is.EqualTo((code, Severity.Error)));
            Assert.That(only.Place, Does.Contain("tables.previousYearPrices").And.Contain("2001"));
            Assert.That(only.Found, Does.Contain(found));
            Assert.That(only.Cure, Is.Not.Empty);
        }
    }

    [Test]
    public void A_run_on_tables_made_at_the_years_before_decomposes_as_one_on_the_prices_they_were_made_with()
    {
        using var folder = new ScratchFolder();
        Write(folder, 2009, 2010);
        var expected = Parts(RunTests.Execute(Settings));
        var found = Parts(RunTests.Execute([.. Settings, Option(folder)]));
        Assert.That(found.Keys, Is.EquivalentTo(expected.Keys));
        var size = expected.Values.Max(Math.Abs);
        foreach (var (key, value) in expected.NotEmpty()) Assert.That(found[key], Is.EqualTo(value).Within(1e-9 * size), key);
        Assert.That(expected.Where(p => p.Key.Contains("exchange-rates", StringComparison.Ordinal)).Sum(p => Math.Abs(p.Value)), Is.GreaterThan(1e-3 * size));
        var one = RunTests.Execute([.. Settings, Option(folder), "prices.exchange=null"]);
        Assert.That(one.Changes!.Factors.Select(f => f.ToString()), Has.Member("PricesAndExchangeRates").And.No.Member("ExchangeRates"));
        Assert.That(one.Tables().Single(t => t.Name == "decomposition")["prices"].Texts.Distinct(), Is.EqualTo(new[] { "constant: previous-year-prices" }));
        Assert.That(one.Files.Where(f => f.Role.Contains("year before", StringComparison.Ordinal)).Select(f => f.Path), Has.Some.Contains("2009").And.Some.Contains("2010"));
    }

    [Test]
    public void What_such_tables_lack_is_told_all_at_once_before_anything_is_solved()
    {
        using var folder = new ScratchFolder();
        Write(folder, 2009);
        var missing = Errors(Option(folder)).Single();
        Assert.That((missing.Code, missing.Place), Is.EqualTo(("PRICE-MISSING", "tables.previousYearPrices")));
        Assert.That(missing.Found, Is.EqualTo("none for 2010"));
        Assert.That(missing.Cure, Does.Contain("null"));
        var none = Errors("""tables.previousYearPrices={"path":"nowhere/{year}.mrio"}""").Single();
        Assert.That((none.Code, none.Place), Is.EqualTo(("TABLE-YEARS", "$.tables.previousYearPrices.path")));
        var fault = Assert.Throws<ConfigException>(() => RunTests.Execute([.. Settings, Option(folder, "current"), "prices.exchange=null"]));
        Assert.That(fault!.Findings.Single().Code, Is.EqualTo("CONFIG-PRICES"));
        Assert.That(Assert.Throws<ConfigException>(() => RunTests.Execute([.. Settings, "prices.exchange=null"]))!.Findings.Single().Place, Is.EqualTo("$.prices.exchange"));
    }

    private static Finding[] Errors(string option) => [.. Assert.Throws<InvalidDataFindingsException>(() => RunTests.Execute([.. Settings, option]))!
        .Findings.Where(f => f.Severity == Severity.Error)];

    private static string Option(ScratchFolder folder, string rates = "previous") =>
        $$"""tables.previousYearPrices={"path":{{System.Text.Json.JsonSerializer.Serialize(folder["{year}.mrio"])}},"rates":"{{rates}}"}""";

    private static void Write(ScratchFolder folder, params int[] years)
    {
        foreach (var year in years.NotEmpty())
        {
            var table = DemonstrationWorld.Create().Table(year);
            var p = DemonstrationWorld.Prices.Between(table, year - 1, year)!.InTableMoney;
            var before = TableRevaluation.At(TableValidator.Validate(table), new LabelledVector<Industry>(p.Axis, p.Values.ToArray().Select(price => 1 / price).ToArray()));
            MrioFolder.Write(before.Table, folder[$"{year}.mrio"]);
        }
    }

    private static Dictionary<string, double> Parts(RunResults results) => results.Changes!.Steps
        .SelectMany(s => s.Factors.SelectMany(f => s.Regions.Select((r, i) => ($"{s.To} {Studies(f)} {r}", s.Contribution(f)[i])))).ToDictionary(p => p.Item1, p => p.Item2);

    private static string Studies(IoEngine.Analyses.Decompositions.DecompositionFactor factor) => IoEngine.Studies.DecompositionSentences.NameOf(factor);
}
