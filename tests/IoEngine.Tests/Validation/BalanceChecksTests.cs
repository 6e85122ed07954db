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
