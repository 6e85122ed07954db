using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Studies;
using IoEngine.Tables.Deflation;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>E18: decomposition and freezes at constant prices, in money, and with prices and rates as one.</summary>
public class ConstantPriceTests
{
    private static readonly Golden E = Golden.Read("E18");
    private static readonly Axis<Industry> Industries = new("industries", E.Strings("input/index").Select(Golden.Parse));
    private static readonly Axis<Region> Regions = new("regions", E.Strings("input/regions").Select(r => new Region(r)));

    private static LabelledVector<Industry> Vector(string path) => new(Industries, E.Vector(path));

    private static ValidatedTable Table(string year)
    {
        var path = $"input/{year}";
        DemandColumn[] columns = [.. Regions.Select(r => new DemandColumn(r, "HH")), new(Regions[0], "OTHER")];
        double[][] demand = [.. Regions.Select(r => E.Vector($"{path}/households/{r.Code}")), E.Vector($"{path}/other_final_demand")];
        string[] rows = ["COE", "VA", "TLS", "OTHER"];
        double[][] v = [E.Vector($"{path}/compensation_of_employees"), E.Vector($"{path}/value_added"),
            E.Vector($"{path}/taxes_less_subsidies_on_products_intermediate"), E.Vector($"{path}/other_column_items")];
        var (flows, axis) = (new Axis<FlowRow>("primary inputs", rows.Select(r => new FlowRow(r, ""))), new Axis<DemandColumn>("demand columns", columns));
        return TableValidator.Validate(new MrioTable(
            new TableIdentity { Name = year, Unit = Unit.Money("EUR", 1e6) },
            new LabelledMatrix<Industry, Industry>(Industries, Industries, DenseMatrix.FromRows(E.Rows($"{path}/Z"))),
            new LabelledMatrix<Industry, DemandColumn>(Industries, axis, DenseMatrix.Create(4, 3, (i, c) => demand[c][i])),
            new LabelledMatrix<FlowRow, Industry>(flows, Industries, DenseMatrix.FromRows(v)),
            new LabelledMatrix<FlowRow, DemandColumn>(flows, axis,
                DenseMatrix.Create(4, 3, (r, c) => r == 2 && c < 2 ? E.Number($"{path}/household_product_taxes/{Regions[c].Code}") : 0)),
            x: Vector($"{path}/output"),
            roles: new TableRoles { ValueAdded = ["VA"], Compensation = ["COE"], TaxesOnProducts = ["TLS"], Household = ["HH"] }));
    }

    private static Closure Closure(string type, string year) => type == "type1" ? Households.Closure.None : new Closure
    {
        Households = new HouseholdParameters(Enumerable.Range(0, 2).ToDictionary(r => Regions[r],
            r => new HouseholdParameter(E.Vector($"parameters/theta/{year}")[r], E.Vector($"parameters/mpc/{year}")[r], 0.6, "E18"))),
    };

    private static RelativePrices Prices(string rates = "parameters/exchange_rate_e", string? q = "parameters/price_index_q") =>
        new(q is null ? new LabelledVector<Industry>(Industries, [1, 1, 1, 1]) : Vector(q), new LabelledVector<Region>(Regions, E.Vector(rates)), "E18");

    private static DecompositionStep Step(string type, RelativePrices? prices, string year = "year1", string orders = "input/orders/year1",
        string parameters = "year1") => StructuralDecomposition.Between(
            new(2000, Table("year0"), Closure(type, "year0"), Vector("input/orders/year0")),
            new(2001, Table(year), Closure(type, parameters), Vector(orders), Prices: prices));

    private static void Check(DecompositionStep step, string path, bool parts = true)
    {
        var node = parts ? path + "/parts" : path;
        Assert.That(step.Factors.Select(DecompositionSentences.NameOf), Is.EquivalentTo(E[node].EnumerateObject().Select(p => p.Name)));
        // All parts as one vector: a part of zero is judged by the size of the others.
        Near.Equal(step.Factors.SelectMany(f => step.Contribution(f).Values.ToArray()).ToArray(),
            step.Factors.SelectMany(f => E.Vector($"{node}/{DecompositionSentences.NameOf(f)}")).ToArray(), path);
        Assert.That(step.Residual(), Is.LessThan(1e-12));
    }

    [TestCase("type1")]
    [TestCase("net_labour")]
    public void E18_eight_factors_at_constant_prices(string type)
    {
        var step = Step(type, Prices());
        Check(step, $"expected/decomposition/{type}");
        Assert.That(step.Method, Is.EqualTo(DecompositionMethod.Shapley), "eight factors changed, and the mean over all orders is taken");
        Near.Equal(step.Before().Values.ToArray(), E.Vector($"expected/decomposition/{type}/va_0"), "before");
        Near.Equal(step.After().Values.ToArray(), E.Vector($"expected/decomposition/{type}/va_1"), "after");
    }

    [TestCase("type1")]
    [TestCase("net_labour")]
    public void E18_in_money_the_factors_are_called_so(string type) => Check(Step(type, null), $"expected/decomposition_in_money/{type}");

    [TestCase("type1")]
    [TestCase("net_labour")]
    public void E18_prices_and_rates_that_are_not_told_apart_are_one_factor(string type) =>
        Check(Step(type, new RelativePrices(Prices().InTableMoney, null, "E18")), $"expected/prices_and_exchange_rates_as_one_factor/{type}", parts: false);

    [TestCase("type1")]
    [TestCase("net_labour")]
    public void E18_a_currency_that_is_dearer_is_exchange_rates_and_nothing_else(string type)
    {
        const string reval = "revaluation/year1";
        Near.Equal(new Coefficients(Table(reval)).ValueAdded.Values.ToArray(), E.Vector("expected/revaluation/value_added_coefficients"), "v");
        var step = Step(type, Prices("input/revaluation/exchange_rate_e", null), reval, "input/revaluation/orders", "year0");
        Check(step, $"expected/revaluation/decomposition/{type}");
        Check(Step(type, null, reval, "input/revaluation/orders", "year0"), $"expected/revaluation/decomposition_in_money/{type}");
    }

    [Test]
    public void E18_a_table_at_other_prices_is_the_golden_one()
    {
        var p = new LabelledVector<Industry>(Industries, [1.2, 1.2, 1, 1]);
        var (dearer, golden) = (TableRevaluation.At(Table("year0"), p), Table("revaluation/year1"));
        Near.Equal(Golden.Flat(dearer.Table.Z.Values), Golden.Flat(golden.Table.Z.Values), "Z");
        Near.Equal(dearer.ValueAdded.Values.ToArray(), golden.ValueAdded.Values.ToArray(), "value added");
        Near.Equal(dearer.Compensation!.Values.ToArray(), golden.Compensation!.Values.ToArray(), "wages");
        Near.Equal(dearer.Households!.Taxes.ToArray(), golden.Households!.Taxes.ToArray(), "taxes of households");
        Near.Equal(dearer.ColumnResidual.Values.ToArray().Select(v => 1 + v).ToArray(), [1, 1, 1, 1], "columns balance");
    }

    [Test]
    public void E18_coefficients_shares_and_technology_in_volumes()
    {
        var volumes = TableRevaluation.At(Table("year1"), TableRevaluation.Inverse(Prices().InTableMoney));
        Near.Equal(Prices().InTableMoney.Values.ToArray(), E.Vector("expected/prices"), "p");
        Near.Equal(Golden.Flat(new Coefficients(volumes).A()), Golden.Flat(E.Rows("expected/A_constant_prices_year1")), "A");
        var structure = new TradeStructure(volumes);
        Near.Equal(Golden.Flat(structure.TradeShares().Values), Golden.Flat(E.Rows("expected/trade_shares_constant_prices_year1")), "T");
        Near.Equal(Golden.Flat(structure.Technology.Values), Golden.Flat(E.Rows("expected/technology_constant_prices_year1")), "H");
    }

    [TestCase("type1")]
    [TestCase("net_labour")]
    public void E18_the_freeze_of_trade_keeps_volumes_and_goes_back_to_the_years_prices(string type)
    {
        var (old, now) = (Table("year0"), Table("year1"));
        var frozen = StructuralFreeze.TradeShares(now, old, Prices());
        Near.Equal(new Coefficients(frozen).ValueAdded.Values.ToArray(), E.Vector("expected/trade_freeze/value_added_coefficients_under_the_freeze"), "v");
        Near.Equal(ValueAdded(frozen), E.Vector($"expected/trade_freeze/{type}/va_trade_frozen"), "frozen");
        Near.Equal(ValueAdded(StructuralFreeze.TradeShares(now, old)), E.Vector($"expected/trade_freeze/{type}/va_trade_frozen_in_money"), "in money");

        double[] ValueAdded(ValidatedTable table)
        {
            var model = ImpactModel.Build(table, Closure(type, "year1"));
            var effects = model.Evaluate(Vector("input/orders/year1"));
            return [.. Enumerable.Range(0, 2).Select(r => Enum.GetValues<Channel>().Sum(c => effects.ByRegion(model.Indicators["valueAdded"], c)[r]))];
        }
    }

    /// <summary>Tables of E18 and, made from them, at last year's prices: at last year's rates as given, or at the year's own.</summary>
    private static RelativePrices? FromTables(bool current, bool rates)
    {
        var x = Vector("input/year1/output");
        var pyp = current ? new LabelledVector<Industry>(Industries, x.Values.ToArray().Zip(E.Vector("parameters/price_index_q"), (a, q) => a / q).ToArray())
            : Vector("input/output_year1_at_previous_year_prices");
        var previous = new PreviousYearPrices(_ => x, _ => pyp, [2001], current);
        var e = rates ? Regions.SelectMany((r, i) => new[] { (r.Code, 2000, 1.0), (r.Code, 2001, E.Vector("parameters/exchange_rate_e")[i]) }) : [];
        return TablePrices.Of([], e, "E18").With(previous).Between(Table("year1").Table, 2000, 2001);
    }

    [TestCase(false)]
    [TestCase(true)]
    public void E18_output_at_last_years_prices_tells_prices_and_with_rates_both(bool current)
    {
        var prices = FromTables(current, rates: true)!;
        Near.Equal(prices.InTableMoney.Values.ToArray(), E.Vector("expected/previous_year_prices/p"), "p");
        Near.Equal(prices.Local.Values.ToArray(), E.Vector("expected/previous_year_prices/q"), "q");
        Assert.That(prices.Source, Is.EqualTo("previous-year-prices"));
        foreach (var type in new[] { "type1", "net_labour" }) Check(Step(type, prices), $"expected/decomposition/{type}");
    }

    [Test]
    public void E18_output_at_last_years_prices_and_rates_alone_tells_both_as_one()
    {
        var prices = FromTables(current: false, rates: false)!;
        Assert.That(prices.Exchange, Is.Null);
        foreach (var type in new[] { "type1", "net_labour" }) Check(Step(type, prices), $"expected/prices_and_exchange_rates_as_one_factor/{type}", parts: false);
        Assert.That(FromTables(current: true, rates: false), Is.Null, "prices in local money are none of the table's money");
    }
}
