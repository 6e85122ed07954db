using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>Income rows per unit of output: wages after tax, mixed income, capital used up, government revenue.</summary>
internal sealed class LabourIncome
{
    private readonly Coefficients coefficients;
    private readonly Closure closure;
    private readonly ClosureRule rule;
    private readonly List<Finding> findings;
    private readonly double[] wage;
    private readonly double[] surplus;
    private readonly MrioTable table;

    public LabourIncome(Coefficients coefficients, Closure closure, List<Finding> findings)
    {
        this.coefficients = coefficients;
        this.closure = closure;
        rule = closure.Rule;
        this.findings = findings;
        table = coefficients.Source.Table;
        wage = WagePerUnit(coefficients, closure.Households);
        surplus = Surplus(coefficients, coefficients.ValueAdded.Values.ToArray(), wage);
    }

    /// <summary>
    /// w: compensation per unit of output, or labour share · v in regions, or tables, that have value added and no compensation.
    /// </summary>
    public static double[] WagePerUnit(Coefficients coefficients, HouseholdParameters households)
    {
        var source = coefficients.Source;
        var wage = (source.Compensation is { } paid ? coefficients.PerUnit(paid) : coefficients.ValueAdded).Values.ToArray();
        for (var j = 0; j < wage.Length; j++)
        {
            if (source.WithoutCompensation[source.Table.RegionOf[j]])
                wage[j] = coefficients.ValueAdded[j] * households.For(coefficients.Industries[j].Region).LabourShare;
        }

        return wage;
    }

    /// <summary>Collects what is missing for closing accounts of this kind.</summary>
    public void Require(AccountKind kind)
    {
        if (kind == AccountKind.Capital && coefficients.Source.FixedCapital is null)
            findings.Add(NoFixedCapital());
    }

    /// <summary>The fault that a table has no consumption of fixed capital.</summary>
    public static Finding NoFixedCapital() => Finding.Error("CLOSURE-NEEDS-CAPITAL", "tables.roles.fixedCapital",
        "Closing capital needs consumption of fixed capital, and the table has no such row.", "", "a row of V",
        "Name it in roles.fixedCapital, or attach the industries' consumption of fixed capital (P51C) under tables.accounts.");

    /// <summary>Writes the income row of an account, one value an industry.</summary>
    public void Fill(Account account, DenseMatrix residence, Span<double> row)
    {
        var region = table.Regions.IndexOf(account.Region);
        for (var j = 0; j < row.Length; j++)
        {
            var home = account.Kind == AccountKind.Household ? residence[region, table.RegionOf[j]]
                : table.RegionOf[j] == region ? 1 : 0;
            if (home != 0) row[j] = home * PerUnit(account.Kind, j);
        }
    }

    /// <summary>
    /// Writes which share of each industry's operating surplus is income of an account; households alone have such a share.
    /// </summary>
    public void FillMixedShare(Account account, DenseMatrix residence, Span<double> row)
    {
        if (account.Kind != AccountKind.Household) return;
        var region = table.Regions.IndexOf(account.Region);
        for (var j = 0; j < row.Length; j++)
            row[j] = residence[region, table.RegionOf[j]] * MixedIncomeShare(j);
    }

    private double PerUnit(AccountKind kind, int j) => kind switch
    {
        AccountKind.Capital => Row(coefficients.Source.FixedCapital, j),
        AccountKind.Household => Household(j),
        AccountKind.Government => Government(j),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Share of pay · w + share of surplus · s.</summary>
    private double Household(int j)
    {
        var pay = rule.PayShare is { } share ? share(Parameter(j)) * wage[j] : wage[j];
        return rule.SurplusShare is null ? pay : pay + (MixedIncomeShare(j) * surplus[j]);
    }

    private double MixedIncomeShare(int j) => rule.SurplusShare is { } share ? share(Parameter(j)) : 0;

    private HouseholdParameter Parameter(int j) => closure.Households.For(coefficients.Industries[j].Region);

    /// <summary>(1 − share of pay) w + other production taxes + τ.</summary>
    private double Government(int j)
    {
        var wedge = rule.PayShare is { } share ? 1 - share(Parameter(j)) : 0;
        return (wedge * wage[j]) + Row(coefficients.Source.OtherTaxes, j) + coefficients.TaxesOnProducts[j];
    }

    private double Row(LabelledVector<Industry>? row, int j) =>
        row is null || !coefficients.HasOutput(j) ? 0 : row[j] / coefficients.Source.Output[j];

    /// <summary>
    /// Net operating surplus and mixed income per unit of output: v less compensation, other production taxes and capital used
    /// up.
    /// </summary>
    internal static double[] Surplus(Coefficients coefficients, double[] v, double[] wage)
    {
        var other = coefficients.Source.OtherTaxes is { } taxes ? coefficients.PerUnit(taxes) : null;
        var capital = coefficients.Source.FixedCapital is { } cfc ? coefficients.PerUnit(cfc) : null;
        return v.Select((value, j) => value - wage[j] - (other?[j] ?? 0) - (capital?[j] ?? 0)).ToArray();
    }
}
