using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.Validation;

public class TableDiagnosticsTests
{
    private static readonly MrioTable Base = new RandomTable(1).Build();

    private static IReadOnlyList<Finding> Examine(MrioTable table) => TableDiagnostics.Examine(TableValidator.Validate(table, options: new(MaxImbalance: 10)), threads: 1);

    private static Finding One(MrioTable table, string code) => Examine(table).Single(f => f.Code == code);

    private static MrioTable With(MrioTable t, DenseMatrix? z = null, DenseMatrix? y = null, TableIdentity? identity = null, double[]? x = null,
        IEnumerable<Industry>? industries = null, DenseMatrix? v = null)
    {
        var axis = industries is null ? t.Industries : new Axis<Industry>("industries", industries);
        return new MrioTable(identity ?? t.Identity, new(axis, axis, z ?? t.Z.Values), new(axis, t.DemandColumns, y ?? t.Y.Values), new(t.V.Rows, axis, v ?? t.V.Values), t.VY,
            x: x is null ? null : new LabelledVector<Industry>(axis, x), roles: t.Roles with { Employment = null, Fte = null });
    }

    [ForAll]
    public void A_good_table_has_only_notes(RandomTable shape)
    {
        var table = shape.Build();
        var findings = Examine(table);
        Assert.That(findings.Where(f => f.Severity != Severity.Info), Is.Empty);
        var radius = findings.Single(f => f.Code == "SPECTRAL-RADIUS").Found;
        Assert.That(double.Parse(radius[..radius.IndexOf(',')], System.Globalization.CultureInfo.InvariantCulture), Is.LessThan(1));
    }

    [Test]
    public void Imbalances_are_named_by_label_in_order()
    {
        var x = MrioTotals.Output(Base);
        x[5] += 40;
        x[2] -= 30;
        var table = With(Base, x: x);
        Assert.That(One(table, "BALANCE-WORST-ROWS").Found, Does.Match(@"^R1\.S1 40 \(\S+ %\); R0\.S2 -30 "));
        Assert.That(One(table, "BALANCE-WORST-COLUMNS").Place, Is.EqualTo("R1.S1"));
        Assert.That((One(table, "OUTPUT-STALE").Found, One(table, "OUTPUT-STALE").Place), Is.EqualTo(("2 of 12", "R1.S1")));
    }

    [Test]
    public void Negative_cells_are_counted_by_kind()
    {
        var y = Base.Y.Values.Copy();
        y[3, Base.DemandColumns.IndexOf(new DemandColumn("R1", "HH"))] = -2;
        var findings = Examine(With(Base, y: y));
        var household = findings.Single(f => f.Code == "CELL-NEGATIVE");
        Assert.That((household.Severity, household.Place, household.Found), Is.EqualTo((Severity.Warning, "Y, HH", "R0.S3 for R1.HH -2")));
        Assert.That(findings.Where(f => f.Code == "CELL-NEGATIVE-USUAL").Select(f => f.Place), Is.EqualTo(new[] { "Y, INV" }));
    }

    [Test]
    public void An_unproductive_table_is_named()
    {
        var z = Base.Z.Values.Copy();
        z[4, 4] = 3 * MrioTotals.Output(Base)[4];
        var findings = Examine(With(Base, z: z, x: MrioTotals.Output(Base)));
        Assert.That(findings.Single(f => f.Code == "SPECTRAL-RADIUS"), Has.Property("Severity").EqualTo(Severity.Warning).And.Property("Place").EqualTo("R1.S0"));
        Assert.That(findings.Single(f => f.Code == "COLUMN-OVER-ONE").Place, Is.EqualTo("R1.S0"));
    }

    [TestCase(1.0, "UNIT-PLAUSIBLE", "")]
    [TestCase(0.96, "UNIT-PLAUSIBLE", "")]
    [TestCase(0.9, "UNIT-IMPLAUSIBLE", "does not cover the world")]
    [TestCase(1000.0, "UNIT-IMPLAUSIBLE", "10^3")]
    [TestCase(1e-6, "UNIT-IMPLAUSIBLE", "10^-6")]
    public void Units_are_held_against_the_GDP_of_the_world(double factor, string code, string cure)
    {
        var gdp = 0.0;
        for (var j = 0; j < Base.Industries.Count; j++) gdp += Base.V.Values.Column(j).ToArray().Sum();
        gdp += Base.VY.Values.Row(Base.V.Rows.IndexOf(new FlowRow("TLS", ""))).Sum();
        var scale = factor * 79.89e6 / gdp;
        var table = With(Base);
        var scaled = new MrioTable(new TableIdentity { Name = "world", Year = 2014, Unit = Unit.Money("USD", 1e6) },
            new(table.Industries, table.Industries, Times(table.Z.Values, scale)), new(table.Industries, table.DemandColumns, Times(table.Y.Values, scale)),
            new(table.V.Rows, table.Industries, Times(table.V.Values, scale)), new(table.V.Rows, table.DemandColumns, Times(table.VY.Values, scale)), roles: table.Roles);
        Assert.That(One(scaled, code).Cure, Does.Contain(cure));
    }

    [Test]
    public void An_unknown_year_is_said() =>
        Assert.That(One(With(Base, identity: new TableIdentity { Name = "t", Year = 1959, Unit = Unit.Money("USD", 1e6) }), "UNIT-UNCHECKED").Found, Is.EqualTo("1959, million USD"));

    [Test]
    public void Same_region_under_two_codes_and_totals_are_found()
    {
        string Name(string region) => region switch { "R0" => "ROM", "R1" => "ROU", _ => "WORLD" };
        var columns = new Axis<DemandColumn>("demand columns", Base.DemandColumns.Select(c => c with { Region = new Region(Name(c.Region.Code)) }));
        var industries = new Axis<Industry>("industries", Base.Industries.Select(i => i with { Region = new Region(Name(i.Region.Code)) }));
        var table = new MrioTable(Base.Identity, new(industries, industries, Base.Z.Values), new(industries, columns, Base.Y.Values), new(Base.V.Rows, industries, Base.V.Values),
            new(Base.V.Rows, columns, Base.VY.Values), roles: Base.Roles with { Employment = null, Fte = null });
        Assert.That(One(table, "REGION-TWICE").Place, Is.EqualTo("ROM, ROU"));
        Assert.That(One(table, "LABEL-TOTAL").Place, Is.EqualTo("WORLD"));
    }

    [Test]
    public void A_sector_that_is_the_sum_of_the_others_is_a_total_whatever_its_name()
    {
        var table = new RandomTable(3, 2, 3).Build();
        var x = MrioTotals.Output(table);
        for (var r = 0; r < 2; r++) x[(3 * r) + 2] = x[3 * r] + x[(3 * r) + 1];
        Assert.That(One(With(table, x: x), "LABEL-TOTAL").Place, Is.EqualTo("S2"));
    }

    [Test]
    public void A_copied_column_is_found()
    {
        var z = Base.Z.Values.Copy();
        var x = MrioTotals.Output(Base);
        for (var i = 0; i < z.Rows; i++) z[i, 7] = z[i, 1];
        x[7] = x[1];
        Assert.That(One(With(Base, z: z, x: x), "COLUMN-COPY").Found, Is.EqualTo("R1.S3 = R0.S1"));
    }

    [Test]
    public void A_real_tables_are_productive_and_their_unit_is_true([Values(1995, 2009)] int year)
    {
        var table = TableReader.Read(SharedData.Path($"data/wiod2013/{year}.zip"));
        var roles = new TableRoles { ValueAdded = [table.V.Rows[0].Name] };
        var findings = TableDiagnostics.Examine(TableValidator.Validate(table, roles));
        Assert.That(findings.Single(f => f.Code == "SPECTRAL-RADIUS").Severity, Is.EqualTo(Severity.Info));
        Assert.That(findings.Where(f => f.Code.StartsWith("UNIT-", StringComparison.Ordinal)).Select(f => f.Code), Is.EqualTo(new[] { "UNIT-PLAUSIBLE" }));
        Assert.That(findings.Select(f => f.Code), Has.None.EqualTo("REGION-TWICE").And.None.EqualTo("LABEL-TOTAL").And.None.EqualTo("COLUMN-COPY"));
    }

    [Test]
    public void Editions_are_compared_by_label_and_in_one_scale()
    {
        var second = With(Base, z: Times(Base.Z.Values, 1000), y: Times(Base.Y.Values, 1000), identity: Base.Identity with { Unit = Unit.Money("CHF", 1e3) });
        var z = second.Z.Values;
        z[2, 3] += 5000;
        var comparison = EditionComparison.Of(Base, second, worst: 2);
        EditionDifference flow = comparison.Flows[0];
        Assert.That(flow.Label, Is.EqualTo("R0.S2 → R0.S3"));
        Assert.That(flow.Second - flow.First, Is.EqualTo(5).Within(1e-9));
        Assert.That(flow.Relative, Is.EqualTo(5 / flow.First).Within(1e-9));
        Assert.That(comparison.Industries[0].Label, Is.EqualTo("R0.S2"));
        Assert.That(comparison.Regions[0].Label, Is.EqualTo("R0"));
        var renamed = With(Base, industries: Base.Industries.Select((i, p) => p == 11 ? new Industry("R2", "X") : i));
        Assert.That(EditionComparison.Of(Base, renamed).Findings.Where(f => f.Code == "EDITION-LABELS").Select(f => f.Found), Is.EqualTo(new[] { "1: R2.S3", "1: R2.X" }));
        Assert.That(EditionComparison.Of(Base, Base).Findings.Select(f => f.Code), Is.EqualTo(new[] { "EDITION-EQUAL" }));
        var euros = With(Base, identity: Base.Identity with { Unit = Unit.Money("EUR", 1e6) });
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => EditionComparison.Of(Base, euros))!.Findings.Single().Code, Is.EqualTo("EDITION-CURRENCY"));
    }

    private static DenseMatrix Times(DenseMatrix m, double factor) => DenseMatrix.Create(m.Rows, m.Columns, (i, j) => factor * m[i, j]);
}
