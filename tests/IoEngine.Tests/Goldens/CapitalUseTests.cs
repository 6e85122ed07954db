using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E22: capital that is really used.</summary>
public class CapitalUseTests
{
    [TestCase("capital_use_matrix")]
    [TestCase("one_row_one_mix")]
    public void E22_levels_with_a_capital_use_matrix(string what)
    {
        var e = Read("E22");
        var table = e.Validated();
        var coefficients = new Coefficients(table);
        var k = new LabelledMatrix<Industry, Industry>(table.Table.Industries, table.Table.Industries, DenseMatrix.FromRows(e.Rows($"expected/{what}/K")));
        var used = CapitalFlows.OfShares(k).In(coefficients);
        Near.Equal([.. used.Placed], e.Vector($"expected/{what}/column_sums"), "1'K");
        Near.Equal([.. used.Placed.Select((p, j) => coefficients.PerUnit(table.FixedCapital!)[j] - p)], e.Vector($"expected/{what}/unplaced_coefficients"), "unplaced");
        var model = ImpactModel.Build(table, NetLabour with { Capital = CapitalFlows.OfShares(k) });
        var boundaries = new SystemBoundaries(model);
        var f = e.Demand(model.Table);
        var effects = boundaries.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        foreach (var (level, name) in new[] { (2, "level_2"), (3, "level_3"), (4, "level_4_plus_households"), (5, "level_5_plus_government") })
        {
            Near.Equal(effects.Closing(SystemBoundaries.ClosedAt(level)).AllOutput(), e.Vector($"expected/{what}/{name}/output"), $"{name} output");
            Near.Equal(effects.AtLevel(va, level).Values.ToArray(), e.Vector($"expected/{what}/{name}/va_by_region"), $"{name} by region");
            var closed = SystemBoundaries.ClosedAt(level);
            var statement = LeakageStatement.Of(model, effects.Closing(closed), level == 2 ? null : boundaries.System(closed).Accounts);
            Near.Equal(statement.Total, f.Sum(), $"{name} leaks");
        }

        Near.Equal(effects.AtLevel(va, 3).Sum() - effects.AtLevel(va, 2).Sum(), e.Number($"expected/{what}/increment_of_capital"), "increment");
        var account = $"expected/{what}/account_of_level_3";
        var output = effects.Closing(AccountKinds.Capital).AllOutput();
        var leaks = LeakageStatement.Of(model, effects.Closing(AccountKinds.Capital), boundaries.System(AccountKinds.Capital).Accounts).Items;
        Near.Equal(output.Select((x, j) => x * used.Placed[j]).Sum(), e.Number($"{account}/capital_placed"), "placed");
        Near.Equal(leaks["fixedCapital"] + leaks["productTaxesOnSpending"], e.Number($"{account}/cfc_unplaced_leak"), "leak");
        Near.Equal(leaks["productTaxesOnInputs"], e.Number($"{account}/product_taxes_on_intermediates"), "taxes");
        var shapley = Enum.GetValues<AccountKind>().Sum(a => effects.Shapley(va, a).Sum());
        Near.Equal(shapley, effects.AtLevel(va, 5).Sum() - effects.AtLevel(va, 2).Sum(), "Shapley adds up");
    }

    [Test]
    public void E22_flows_of_a_year_are_its_shares_and_more_than_is_used_up_is_refused()
    {
        var e = Read("E22");
        var coefficients = new Coefficients(e.Validated());
        using var folder = new ScratchFolder();
        CapitalUse Of(string flows)
        {
            var findings = new List<Finding>();
            var read = CapitalFlows.Read(folder.Write("capital.csv", Flows(e, flows)), findings);
            Assert.That(findings, Is.Empty);
            return read.In(coefficients);
        }

        Near.Equal(Of("capital_use_flows").Matrix.Column(1).ToArray(), e.Rows("expected/capital_use_matrix/K").Select(r => r[1]).ToArray(), "K");
        var refused = Assert.Throws<InvalidDataFindingsException>(() => Of("capital_use_flows_refused"))!.Findings.Single();
        var expected = e["expected/refused"];
        Assert.That((refused.Code, refused.Found), Is.EqualTo(("CAPITAL-EXCEEDS-CFC", $"{expected.GetProperty("industry").GetString()}: "
            + $"{expected.GetProperty("placed").GetDouble()} placed of {expected.GetProperty("cfc").GetDouble()}")));
    }

    [ForAll]
    public void One_row_and_one_mix_are_the_levels_without_a_matrix(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        var (coefficients, f) = (new Coefficients(table), shape.Orders(table.Table));
        var invested = table.Investment!;
        var n = table.Table.Industries.Count;
        var k = DenseMatrix.Create(n, n, (i, j) => coefficients.PerUnit(table.FixedCapital!)[j]
            * invested.Purchases[i, table.Table.RegionOf[j]] / invested.Totals[table.Table.RegionOf[j]]);
        if (Enumerable.Range(0, n).Any(j => k.Column(j).ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon))) return;
        var closure = new Closure { Households = HouseholdParameters.Uniform(new HouseholdParameter(0.6, 0.7, 0.6, "test")) };
        var matrix = new LabelledMatrix<Industry, Industry>(table.Table.Industries, table.Table.Industries, k);
        var plain = ImpactModel.Build(table, closure);
        var placed = ImpactModel.Build(table, closure with { Capital = CapitalFlows.OfShares(matrix) });
        var va = plain.Indicators["valueAdded"];
        var (one, other) = (new SystemBoundaries(plain).Evaluate(f), new SystemBoundaries(placed).Evaluate(f));
        for (var level = 1; level <= SystemBoundaries.Levels; level++)
            Near.Equal(other.AtLevel(va, level).Values.ToArray(), one.AtLevel(va, level).Values.ToArray(), $"level {level}", 1e-9);
        foreach (var kind in Enum.GetValues<AccountKind>())
            Near.Equal(other.Shapley(va, kind).Values.ToArray(), one.Shapley(va, kind).Values.ToArray(), $"{kind}", 1e-9);
    }

    [Test]
    public void Faults_of_a_file_are_told_at_once_with_their_lines()
    {
        using var folder = new ScratchFolder();
        var findings = new List<Finding>();
        CapitalFlows.Read(folder.Write("capital.csv", "region,sector,using_region,using_sector,value,unit,year\n"
            + "ALP,M,ALP,S,0.1,1,\nALP,M,ALP,S,0.2,1,\nALP,M,NEI,S,5,million CHF,\nALP,S,NEI,S,5,tonnes,2010\nALP,S,NEI,M,x,1,\n"), findings);
        Assert.That(findings.Select(f => f.Code), Is.EquivalentTo(new[] { "CAPITAL-DUPLICATE", "CAPITAL-YEAR", "CAPITAL-UNIT", "CSV-NUMBER" }));
        Assert.That(findings.NotEmpty().Select(f => f.Place), Has.All.Contains("capital.csv, line "));
        var coefficients = new Coefficients(Read("E22").Validated());
        IReadOnlyList<Finding> Refused(string rows) => Assert.Throws<InvalidDataFindingsException>(() => CapitalFlows.Read(
            folder.Write("capital.csv", "region,sector,using_region,using_sector,value,unit,year\n" + rows), []).In(coefficients))!.Findings;
        Assert.That(Refused("ALP,M,ALP,S,-0.01,1,\n").Single().Code, Is.EqualTo("CAPITAL-NEGATIVE"));
        Assert.That(Refused("ALP,M,ALP,S,1,million CHF,2010\n").Single().Code, Is.EqualTo("CAPITAL-YEAR"), "the table's year is not 2010");
        Assert.That(Refused("ALP,M,XXX,S,0.01,1,\nALP,Q,ALP,S,0.01,1,\n").Single().Found, Does.Contain("line 2").And.Contain("line 3"));
    }

    // The golden's table has no year, so that its flows are given as shares: value / output, to the last digit.
    private static string Flows(Golden e, string flows)
    {
        var industries = e.Strings("input/table/index").Select(i => i.Split('.')).ToArray();
        var (values, output) = (e.Rows($"input/{flows}"), e.Vector("input/table/output"));
        return "region,sector,using_region,using_sector,value,unit\n" + string.Concat(industries.SelectMany((from, i) => industries.Select((to, j) =>
            FormattableString.Invariant($"{from[0]},{from[1]},{to[0]},{to[1]},{values[i][j] / output[j]:R},1\n"))));
    }
}
