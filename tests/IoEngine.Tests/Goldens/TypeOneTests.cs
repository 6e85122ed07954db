using IoEngine.Accounts;
using IoEngine.Analyses.Paths;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Validation;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E01, E02, E03, E08, E13: open and closed textbook models, Type I with taxes and sources, zero output.</summary>
public class TypeOneTests
{
    [Test]
    public void E01_closed_two_sector_model()
    {
        var e = Read("E01");
        var sectors = e.Strings("sectors").Select(s => new Industry("R", s)).ToArray();
        var x = e.Vector("input/x");
        var a = e.Rows("input/Z").Select(row => row.Select((z, j) => z / x[j]).ToArray()).ToArray();
        Near.Equal(Flat(a), Flat(e.Rows("expected/A")), "A");
        var open = new LeontiefSystem(new Axis<Industry>("industries", sectors), DenseMatrix.FromRows(a));
        var inverse = open.Inverse().Values;
        Near.Equal(Flat(inverse), Flat(e.Rows("expected/L_type1")), "L");
        var xNew = open.Solve(new LabelledVector<Industry>(open.Industries, e.Vector("input/f_new")));
        Near.Equal(xNew.Values.ToArray(), e.Vector("expected/x_new"), "x_new");

        var households = new Axis<Account>("accounts", [new Account(AccountKind.Household, new Region("R"))]);
        var r = e.Vector("input/household_row_coefficients");
        var closed = new ClosedSystem(open,
            new InstitutionAccounts(households, open.Industries, DenseMatrix.FromVector(r),
                DenseMatrix.FromVector(e.Vector("input/household_column_coefficients")),
                DenseMatrix.FromRows([[e.Number("input/household_household_coefficient")]])),
            "textbook");
        var extended = e.Rows("expected/L_closed");
        var k = closed.K()[0, 0];
        Near.Equal(k, extended[2][2], "K");
        var simple = open.Multiplier(new LabelledVector<Industry>(open.Industries, [1.0, 1.0])).Values.ToArray();
        Near.Equal(simple, e.Vector("expected/simple_output_multipliers"), "simple output multipliers");
        var m1 = DenseMatrix.FromVector(simple);
        var truncated = simple.Zip(closed.InducedMultipliers(m1).Column(0).ToArray(), (s, i) => s + i).ToArray();
        Near.Equal(truncated, e.Vector("expected/truncated_type2_output_multipliers_excl_household_row"), "truncated");
        var income1 = closed.IncomeMultipliers.Column(0).ToArray();
        Near.Equal(income1, e.Vector("expected/simple_household_income_multipliers"), "simple income multipliers");
        var income2 = income1.Select(v => v * k).ToArray();
        Near.Equal(income2, e.Vector("expected/total_household_income_multipliers"), "total income multipliers");
        Near.Equal(truncated.Zip(income2, (t, i) => t + i).ToArray(), e.Vector("expected/total_output_multipliers_incl_household_row"), "total");
        Near.Equal(income1.Zip(r, (m, c) => m / c).ToArray(), e.Vector("expected/type1_income_multipliers"), "Type I income multipliers");
        Near.Equal(income2.Zip(r, (m, c) => m / c).ToArray(), e.Vector("expected/type2_income_multipliers"), "Type II income multipliers");
        Near.Equal(income2.Zip(income1, (t, o) => t / o).ToArray(), e.Vector("expected/ratio_type2_to_type1"), "Type II / Type I");
        var full = closed.InducedOutput(closed.Income(inverse));
        for (var j = 0; j < 2; j++)
            Near.Equal([inverse[0, j] + full[0, j], inverse[1, j] + full[1, j]], [extended[0][j], extended[1][j]], $"L_closed column {j}");
        Near.Equal([closed.InducedOutput(DenseMatrix.FromVector([k]))[0, 0], closed.InducedOutput(DenseMatrix.FromVector([k]))[1, 0]],
            [extended[0][2], extended[1][2]], "L_closed household column");
    }

    [Test]
    public void E02_interregional_model_with_unequal_regions()
    {
        var e = Read("E02");
        Industry[] labels = [.. e.Strings("sectors_by_region/r").Select(s => new Industry("r", s)), .. e.Strings("sectors_by_region/s").Select(s => new Industry("s", s))];
        var z = e.Rows("input/Z");
        var f = e.Vector("input/f");
        var x = z.Select((row, i) => row.Sum() + f[i]).ToArray();
        Near.Equal(x, e.Vector("expected/x"), "x");
        var a = z.Select(row => row.Select((c, j) => c / x[j]).ToArray()).ToArray();
        Near.Equal(Flat(a), Flat(e.Rows("expected/A")), "A");
        var system = new LeontiefSystem(new Axis<Industry>("industries", labels), DenseMatrix.FromRows(a));
        Near.Equal(Flat(system.Inverse().Values), Flat(e.Rows("expected/L")), "L");
        var df = new LabelledVector<Industry>(system.Industries, e.Vector("input/df"));
        var dx = system.Solve(df).Values.ToArray();
        Near.Equal(dx, e.Vector("expected/dx_for_100_in_r1"), "dx");
        var single = new LeontiefSystem(new Axis<Industry>("industries", labels[..3]), DenseMatrix.FromRows(a[..3].Select(r => r[..3]).ToArray()));
        var dxSingle = single.Solve(new LabelledVector<Industry>(single.Industries, e.Vector("input/df").AsSpan(0, 3))).Values.ToArray();
        Near.Equal(dxSingle, e.Vector("expected/dx_single_region_model_r"), "single region");
        Near.Equal(dx[..3].Zip(dxSingle, (m, s) => m - s).ToArray(), e.Vector("expected/interregional_feedback_r"), "feedback");
        Near.Equal(dx[3..], e.Vector("expected/spillover_s"), "spillover");
        Near.Equal(dx.Sum() / 100, e.Number("expected/total_output_multiplier_r1"), "total multiplier");
        Near.Equal(dx[..3].Sum() / 100, e.Number("expected/intraregional_r1"), "intraregional");
        Near.Equal(dx[3..].Sum() / 100, e.Number("expected/interregional_r1"), "interregional");
    }

    [Test]
    public void E03_type_one_with_taxes_sources_and_jobs()
    {
        var e = Read("E03");
        var model = ImpactModel.Build(e.Validated(), Closure.None);
        var table = model.Table;
        var f = e.Demand(table);
        Near.Equal(Flat(model.System.A), Flat(e.Rows("expected/A")), "A");
        Near.Equal(Flat(model.System.Inverse().Values), Flat(e.Rows("expected/L")), "L");
        Near.Equal(model.Coefficients.ValueAdded.Values.ToArray(), e.Vector("expected/va_coefficients"), "v");
        Near.Equal(model.Coefficients.TaxesOnProducts.Values.ToArray(), e.Vector("expected/net_product_tax_coefficients"), "τ");
        var va = model.Indicators["valueAdded"];
        var persons = model.Indicators["employment"];
        Near.Equal(persons.PerOutput.ToArray(), e.Vector("expected/employment_coefficients_persons_per_MCHF"), "ε");
        var effects = model.Evaluate(f);
        double[] Both(Indicator i) => Enumerable.Range(0, 4).Select(j => effects.Value(i, Channel.Direct, j) + effects.Value(i, Channel.Indirect, j)).ToArray();
        Near.Equal(Enumerable.Range(0, 4).Select(j => effects.Output(Channel.Direct)[j] + effects.Output(Channel.Indirect)[j]).ToArray(),
            e.Vector("expected/output_type1"), "x1");
        Near.Equal(Enumerable.Range(0, 4).Select(j => effects.Value(va, Channel.Direct, j)).ToArray(), e.Vector("expected/va_direct"), "direct");
        Near.Equal(Enumerable.Range(0, 4).Select(j => effects.Value(va, Channel.Indirect, j)).ToArray(), e.Vector("expected/va_indirect"), "indirect");
        Near.Equal(Both(va), e.Vector("expected/va_type1"), "type 1");
        Near.Equal(effects.Total(va, Channel.Direct), e.Number("expected/totals/va_direct"), "total direct");
        Near.Equal(effects.Total(va, Channel.Indirect), e.Number("expected/totals/va_indirect"), "total indirect");
        Near.Equal(effects.Leaks.TaxesOnProducts.Sum(), e.Number("expected/totals/net_product_taxes"), "taxes");
        Near.Equal(Both(model.Indicators["productTaxes"]), e.Vector("expected/net_product_taxes_type1"), "taxes by industry");
        Near.Equal(effects.Total(va, Channel.Direct) + effects.Total(va, Channel.Indirect) + effects.Leaks.Total, e.Number("expected/totals/check_sum"), "orders");
        Near.Equal(effects.ByRegion(va, Channel.Direct).Values.ToArray(), e.Vector("expected/va_direct_by_region"), "direct by region");
        Near.Equal(effects.ByRegion(va, Channel.Indirect).Values.ToArray(), e.Vector("expected/va_indirect_by_region"), "indirect by region");
        Near.Equal(Both(persons), e.Vector("expected/employment_persons_type1"), "persons");
        Near.Equal(Both(model.Indicators["fte"]), e.Vector("expected/employment_fte_type1"), "fte");
        Near.Equal(Enumerable.Range(0, 4).Select(j => effects.Value(persons, Channel.Direct, j)).ToArray(), e.Vector("expected/employment_persons_direct"), "persons direct");

        var bySource = DenseMatrix.Create(4, 2, (j, s) => table.RegionOf[j] == s ? f[j] : 0);
        var multipliers = model.Multipliers(va);
        var direct = multipliers.Attribute(Channel.Direct, bySource);
        var indirect = multipliers.Attribute(Channel.Indirect, bySource);
        var both = DenseMatrix.Create(2, 2, (r, s) => direct[r, s] + indirect[r, s]);
        Near.Equal(Flat(both), Flat(e.Rows("expected/va_type1_by_receiving_region_and_source_region")), "attribution");
        Near.Equal(Flat(direct), Flat(e.Rows("expected/va_direct_by_receiving_region_and_source_region")), "direct attribution");
        Near.Equal(Enumerable.Range(0, 2).Select(s => both[s, s] / (both[0, s] + both[1, s])).ToArray(), e.Vector("expected/domestic_va_share_of_order_by_source"), "retention");
        Near.Equal(Flat(DenseMatrix.Create(2, 4, multipliers.Total)), Flat(e.Rows("expected/regional_va_multiplier_matrix_rows_receiving_region_cols_supplier_country_sector")), "M1");
        var taxes = model.Multipliers(model.Indicators["productTaxes"]);
        Near.Equal(Enumerable.Range(0, 4).Select(j => taxes.Total(0, j) + taxes.Total(1, j)).ToArray(), e.Vector("expected/net_product_tax_multipliers"), "tax multipliers");
        Near.Equal(Flat(DenseMatrix.Create(2, 2, (r, s) => taxes.Attribute(Channel.Direct, bySource)[r, s] + taxes.Attribute(Channel.Indirect, bySource)[r, s])),
            Flat(e.Rows("expected/net_taxes_by_region_and_source")), "taxes by source");
        Near.Equal(model.System.Multiplier(new LabelledVector<Industry>(table.Industries, persons.PerOutput)).Values.ToArray(),
            e.Vector("expected/employment_multiplier_per_MCHF"), "employment multipliers");
        Near.Equal(effects.ByRegion(persons, Channel.Direct).Values.ToArray().Zip(effects.ByRegion(persons, Channel.Indirect).Values.ToArray(), (d, i) => d + i).ToArray(),
            e.Vector("expected/employment_persons_type1_by_region"), "persons by region");
        var rounds = ProductionRounds.Of(model.System, model.Coefficients.ValueAdded, f, 10);
        Near.Equal(rounds, e.Vector("expected/va_by_production_round_0_to_10"), "rounds");
    }

    [Test]
    public void E08_members_and_non_members()
    {
        var e = Read("E08");
        var table = FromCoefficients(e.Strings("index").Select(Parse).ToArray(), e.Rows("input/A"), e.Vector("input/net_product_tax_coefficients"));
        var model = ImpactModel.Build(TableValidator.Validate(table), Closure.None);
        Near.Equal(model.Coefficients.ValueAdded.Values.ToArray(), e.Vector("expected/va_coefficients"), "v");
        Near.Equal(Flat(model.System.Inverse().Values), Flat(e.Rows("expected/L")), "L");
        var va = model.Indicators["valueAdded"];
        var f = e.Demand(table);
        var effects = model.Evaluate(f);
        var byRegion = effects.ByRegion(va, Channel.Direct).Values.ToArray().Zip(effects.ByRegion(va, Channel.Indirect).Values.ToArray(), (d, i) => d + i).ToArray();
        Near.Equal(byRegion, e.Vector("expected/va_type1_by_region"), "va by region");
        Near.Equal(byRegion.Select(v => v / byRegion.Sum()).ToArray(), e.Vector("expected/va_share"), "va share");
        var bySource = DenseMatrix.Create(6, 3, (j, s) => table.RegionOf[j] == s ? f[j] : 0);
        var m = model.Multipliers(va);
        var direct = m.Attribute(Channel.Direct, bySource);
        var indirect = m.Attribute(Channel.Indirect, bySource);
        Near.Equal(Flat(DenseMatrix.Create(3, 3, (r, s) => direct[r, s] + indirect[r, s])), Flat(e.Rows("expected/va_by_receiving_and_source")), "attribution");
    }

    [Test]
    public void E13_zero_output_negative_inventory_and_subsidy()
    {
        var e = Read("E13");
        var industries = new Axis<Industry>("industries", e.Strings("index").Select(Parse));
        var columns = new Axis<DemandColumn>("demand columns", [new DemandColumn("ALP", "HH"), new DemandColumn("ALP", "INV")]);
        var households = e.Vector("input/households");
        var inventories = e.Vector("input/inventory_change");
        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "MCHF"), new FlowRow("TLS", "MCHF")]);
        var table = new MrioTable(
            new TableIdentity { Name = "E13", Unit = Unit.Money("CHF", 1e6) },
            new LabelledMatrix<Industry, Industry>(industries, industries, DenseMatrix.FromRows(e.Rows("input/Z"))),
            new LabelledMatrix<Industry, DemandColumn>(industries, columns, DenseMatrix.Create(4, 2, (i, c) => c == 0 ? households[i] : inventories[i])),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, DenseMatrix.FromRows([e.Vector("expected/va"), e.Vector("input/taxes_less_subsidies_intermediate")])),
            roles: new TableRoles { ValueAdded = ["VA"], TaxesOnProducts = ["TLS"] });
        var validated = TableValidator.Validate(table);
        Assert.That(validated.Findings.Single(f => f.Code == "OUTPUT-ZERO").Place, Is.EqualTo("ALP.S"));
        Near.Equal(validated.Output.Values.ToArray(), e.Vector("expected/output"), "x");
        var model = ImpactModel.Build(validated, Closure.None);
        Near.Equal(Flat(model.System.A), Flat(e.Rows("expected/A")), "A");
        Near.Equal(Flat(model.System.Inverse().Values), Flat(e.Rows("expected/L")), "L");
        Near.Equal(model.Coefficients.ValueAdded.Values.ToArray(), e.Vector("expected/va_coeff"), "v");
        Near.Equal(model.Coefficients.TaxesOnProducts.Values.ToArray(), e.Vector("expected/tax_coeff"), "τ");

        var strict = model.Evaluate(e.Demand(table, "input/orders"));
        Check(strict, "expected/strict_va", "expected/strict_taxes");
        Near.Equal(strict.Leaks.Unexplained, e.Number("expected/unexplained_orders"), "unexplained");
        Near.Equal(Total(strict), e.Number("expected/sum_va_tax_unexplained"), "sum");

        var moved = ZeroOutput.Reallocate(DemandTable.Of(table, validated.Output.Values.ToArray()), e.Demand(table, "input/orders"), WithoutOutputRule.Region);
        Near.Equal(moved.Values.ToArray(), e.Vector("expected/reallocated_to_other_sectors_same_region/f"), "f");
        var reallocated = model.Evaluate(moved);
        Check(reallocated, "expected/reallocated_to_other_sectors_same_region/va", "expected/reallocated_to_other_sectors_same_region/taxes");
        Near.Equal(Total(reallocated), e.Number("expected/reallocated_to_other_sectors_same_region/total"), "sum");

        void Check(Effects effects, string va, string taxes)
        {
            Near.Equal(Sum(effects, "valueAdded"), e.Vector(va), va);
            Near.Equal(Sum(effects, "productTaxes"), e.Vector(taxes), taxes);
        }

        double[] Sum(Effects effects, string name) => Enumerable.Range(0, 4)
            .Select(j => effects.Value(model.Indicators[name], Channel.Direct, j) + effects.Value(model.Indicators[name], Channel.Indirect, j)).ToArray();

        double Total(Effects effects) => Sum(effects, "valueAdded").Sum() + effects.Leaks.Total;
    }
}
