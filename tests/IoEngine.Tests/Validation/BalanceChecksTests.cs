using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Tests.Validation;

public class BalanceChecksTests
{
    private static readonly string[] Codes = ["TABLE-ROW-BALANCE", "TABLE-COLUMN-BALANCE"];

    private static Finding[] Of(MrioTable table) => TableValidator.Validate(table).Findings.Where(f => Codes.Contains(f.Code)).ToArray();

    [Test]
    public void Rounding_is_measured_and_no_finding()
    {
        var table = DemonstrationWorld.Create().Table(2018);
        var validated = TableValidator.Validate(table);
        Assert.That(Math.Max(validated.Imbalance.RowMax, validated.Imbalance.ColumnMax), Is.GreaterThan(0).And.LessThan(1e-8));
        Assert.That(Of(table), Is.Empty);
    }

    [TestCase(1e-13, false)]
    [TestCase(1e-11, true)]
    [TestCase(0.01, true)]
    public void A_gap_of_one_industry_counts_by_its_own_size(double share, bool told)
    {
        // The smallest industry of the world: of all output even a hundredth of it is next to nothing.
        var table = DemonstrationWorld.Create().Table(2018);
        var x = TableValidator.Validate(table).Output.Values.ToArray();
        var i = Array.IndexOf(x, x.Where(v => v > 0).Min());
        x[i] *= 1 + share;
        var findings = Of(With(table, x, table.Y.Values));
        Assert.That(findings.Select(f => (f.Code, f.Severity, f.Place)),
            told ? Is.EqualTo(Codes.Select(c => (c, Severity.Info, $"table 2018, {table.Industries[i]}"))) : Is.Empty);
    }

    [TestCase(0.009, Severity.Info)]
    [TestCase(0.011, Severity.Warning)]
    [TestCase(0.45, Severity.Warning)]
    public void An_industry_that_misses_much_of_its_output_is_a_warning_however_small_it_is(double share, Severity severity)
    {
        var table = DemonstrationWorld.Create().Table(2018);
        var x = TableValidator.Validate(table).Output.Values.ToArray();
        var i = Array.IndexOf(x, x.Where(v => v > 0).Min());
        x[i] /= 1 - share; // its cells miss that share of its output
        var findings = Of(With(table, x, table.Y.Values));
        Assert.That(findings.Select(f => (f.Code, f.Severity)), Is.EqualTo(Codes.Select(c => (c, severity))));
        var named = $"1 industry is off by more than 1 % of its own output: {table.Industries[i]} ";
        Assert.That(findings.Select(f => f.Found.Contains(named, StringComparison.Ordinal)), Has.All.EqualTo(severity == Severity.Warning));
        if (severity == Severity.Warning) Assert.That(findings[0].Found, Does.EndWith(FormattableString.Invariant($"({100 * share:G3} %)")));
    }

    [Test]
    public void The_published_world_of_2014_is_told_of_the_industry_that_misses_almost_half()
    {
        var finding = TableValidator.Validate(IoEngine.Tables.TableReader.Read(SharedData.Path("data/wiod2016/2014.zip"))).Findings.Single(f => f.Code == "TABLE-COLUMN-BALANCE");
        Assert.That((finding.Severity, finding.Place), Is.EqualTo((Severity.Warning, "table 2014, ROU.R_S")));
        Assert.That(finding.Found, Does.Contain("8 industries are off by more than 1 % of their own output: ROU.R_S -3852.79 (44.9 %)"));
    }

    [TestCase(0.04, 0.05, true)]
    [TestCase(0.06, 0.05, false)]
    [TestCase(0.06, 0.07, true)]
    [TestCase(0.06, 0.0, false)]
    public void A_table_is_refused_over_the_limit_that_is_said(double gap, double limit, bool accepted)
    {
        var table = new RandomTable(1).Build();
        var x = MrioTotals.Output(table).Select(v => v * (1 + gap)).ToArray();
        var (validated, findings) = TableValidator.Examine(With(table, x, table.Y.Values), options: new ValidationOptions(MaxImbalance: limit));
        Assert.That(validated is not null, Is.EqualTo(accepted));
        Assert.That(findings.Where(f => f.Code == Codes[0]).Select(f => f.Cure.Contains("tables.maxImbalance", StringComparison.Ordinal)), Is.EqualTo(new[] { !accepted }));
    }

    [Test]
    public void A_region_with_value_added_and_no_compensation_is_told()
    {
        var table = Without(new RandomTable(1) { Regions = 3 }.Build(), 2);
        var validated = TableValidator.Validate(table);
        Assert.That(validated.WithoutCompensation, Is.EqualTo(new[] { false, false, true }));
        var finding = validated.Findings.Single(f => f.Code == "COMPENSATION-NONE");
        Assert.That((finding.Severity, finding.Place.EndsWith(table.Regions[2].Code, StringComparison.Ordinal)), Is.EqualTo((Severity.Warning, true)));
        Assert.That(TableValidator.Validate(new RandomTable(1) { Regions = 3 }.Build()).WithoutCompensation, Has.All.False);
    }

    [TestCase(0, 0)]
    [TestCase(1, 2)]
    [TestCase(3, 0)]
    public void A_region_without_jobs_is_told_of_each_row_that_counts_them(int regions, int told)
    {
        var t = DemonstrationWorld.Create().Table(2018);
        var f = t.F.Values.Copy();
        var blank = regions == 3 ? t.Regions.Count : regions; // jobs nowhere are no hole
        for (var j = 0; j < t.Industries.Count; j++)
        {
            for (var q = 0; q < t.F.Rows.Count; q++)
                if (t.RegionOf[j] < blank) f[q, j] = 0;
        }

        var table = new MrioTable(t.Identity, t.Z, t.Y, t.V, t.VY, new(t.F.Rows, t.Industries, f), t.FY, t.PublishedOutput, t.Roles);
        var findings = TableValidator.Validate(table).Findings.Where(x => x.Code == "EMPLOYMENT-NONE").ToArray();
        Assert.That(findings.Select(x => x.Place), Is.EqualTo(Enumerable.Repeat($"table 2018, {t.Regions[0].Code}", told)));
    }

    /// <summary>The table without the compensation of a region.</summary>
    internal static MrioTable Without(MrioTable t, int region)
    {
        var v = t.V.Values.Copy();
        var pay = t.V.Rows.IndexOf(new FlowRow(t.Roles.Compensation!.Single(), ""));
        var surplus = t.V.Rows.IndexOf(new FlowRow("NOS", ""));
        for (var j = 0; j < t.Industries.Count; j++)
        {
            if (t.RegionOf[j] != region) continue;
            v[surplus, j] += v[pay, j];
            v[pay, j] = 0;
        }

        return new MrioTable(t.Identity, t.Z, t.Y, new(t.V.Rows, t.Industries, v), t.VY, t.F, t.FY, t.PublishedOutput, t.Roles);
    }

    [Test]
    public void Cells_that_cancel_count_by_their_size_not_by_their_sum()
    {
        var table = new RandomTable(1).Build();
        var y = table.Y.Values.Copy();
        var x = MrioTotals.Output(table);

        // What the first row lacks is within the rounding of its cells of 1e9; what the second lacks is more than that of its
        // cells of 1e6.
        y[0, 0] += 1e9;
        y[0, 1] -= 1e9 + 1e-5;
        Assert.That(Of(With(table, x, y)).Where(f => f.Code == Codes[0]), Is.Empty);
        y[1, 0] += 1e6;
        y[1, 1] -= 1e6 + 1e-5;
        Assert.That(Of(With(table, x, y)).Single(f => f.Code == Codes[0]).Place, Does.EndWith(table.Industries[1].ToString()));
    }

    private static MrioTable With(MrioTable t, double[] x, DenseMatrix y) => new(t.Identity, t.Z, new(t.Industries, t.DemandColumns, y), t.V, t.VY,
        x: new LabelledVector<Industry>(t.Industries, x), roles: t.Roles with { Employment = null, Fte = null });
}
