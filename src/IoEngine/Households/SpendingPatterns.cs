using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Validation;

namespace IoEngine.Households;

/// <summary>C: what an account buys per unit of its income, at basic prices, with the product taxes that go with it.</summary>
internal sealed class SpendingPatterns(ValidatedTable source, Closure closure, List<Finding> findings)
{
    private readonly MrioTable table = source.Table;
    private readonly ClosureRule rule = closure.Rule;

    /// <summary>Collects what is missing for closing accounts of this kind.</summary>
    public void Require(AccountKind kind, Region[] regions)
    {
        if (Use(kind) is not { } use)
        {
            var role = kind switch
            {
                AccountKind.Capital => "investment",
                AccountKind.Household => "household",
                _ => "government",
            };
            findings.Add(Finding.Error("CLOSURE-NEEDS-DEMAND", $"tables.roles.{role}",
                $"Closing {kind} accounts needs a category of final demand, and none is named.",
                "", $"one of {string.Join(", ", table.DemandColumns.Select(c => c.Category).Distinct())}",
                $"Name it in roles.{role}."));
            return;
        }

        foreach (var region in regions)
        {
            if (kind == AccountKind.Household && closure.Kind == ClosureKind.IncomeShare
                && closure.Households.For(region) is { HouseholdIncome: not null, IncomeUnit: { } unit }
                && unit.In(table.Identity.Unit) is null)
            {
                findings.Add(Finding.Error("HOUSEHOLD-INCOME-UNIT", $"households, region {region.Code}, household_income",
                    "The household income is not in the money of the table.", $"'{unit.Published}'",
                    $"{table.Identity.Unit}, or another scale of {table.Identity.Unit.Currency}",
                    "Convert it at the rate of its year, and state the unit in household_income_unit."));
                continue;
            }

            var r = table.Regions.IndexOf(region);
            if (Income(kind, region, r, use) is not > 0)
                findings.Add(Finding.Error("CLOSURE-SPENDING", $"region {region.Code}", Reason(kind),
                    Income(kind, region, r, use)?.ToString("G6", CultureInfo.InvariantCulture) ?? "none", "> 0",
                    "Leave the region out with closure.regions, or correct the table or the parameter."));
        }
    }

    /// <summary>Patterns of users who spend all that they have, at purchasers' prices.</summary>
    public static SpendingPatterns EverythingSpent(ValidatedTable source, List<Finding> findings) =>
        new(source, new Closure { Households = WithoutSaving }, findings);

    /// <summary>Writes the purchases of an account and returns its product taxes, both per unit of income.</summary>
    public double Fill(Account account, Span<double> column)
    {
        var r = table.Regions.IndexOf(account.Region);
        var use = Use(account.Kind)!;
        return Spend(use, r, Share(account) / Income(account.Kind, account.Region, r, use)!.Value, column);
    }

    /// <summary>Writes the purchases of a region's final users and returns their product taxes, both times a factor.</summary>
    public static double Spend(FinalUse use, int region, double factor, Span<double> column)
    {
        var purchases = use.Purchases.Column(region);
        for (var i = 0; i < column.Length; i++) column[i] = purchases[i] * factor;
        return use.Taxes[region] * factor;
    }

    /// <summary>Whose purchases accounts of a kind follow; null where the table names none.</summary>
    public static FinalUse? UseOf(ValidatedTable table, AccountKind kind) => kind switch
    {
        AccountKind.Capital => table.Investment,
        AccountKind.Household => table.Households,
        AccountKind.Government => table.Government,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static HouseholdParameters WithoutSaving { get; } =
        HouseholdParameters.Uniform(HouseholdParameters.Average with { PropensityToConsume = 1 });

    /// <summary>Whose purchases accounts of a kind follow; null where the table names none.</summary>
    public FinalUse? Use(AccountKind kind) => UseOf(source, kind);

    private double Share(Account account) => account.Kind switch
    {
        AccountKind.Household => rule.Propensity?.Invoke(closure.Households.For(account.Region)) ?? 1,
        AccountKind.Government => closure.GovernmentSpending(account.Region),
        _ => 1,
    };

    /// <summary>What spending is divided by: spending itself, or the income that the closure names.</summary>
    private double? Income(AccountKind kind, Region region, int r, FinalUse use) => kind == AccountKind.Household
        ? rule.Divisor(new HouseholdSums(closure.Households.For(region), table.Identity.Unit, use.Totals[r],
            () => Compensation(region, r)))
        : use.Totals[r];

    private double Compensation(Region region, int r)
    {
        var sum = 0.0;
        for (var j = 0; j < table.Industries.Count; j++)
        {
            if (table.RegionOf[j] != r) continue;
            sum += source.WithoutCompensation[r] ? source.ValueAdded[j] * closure.Households.For(region).LabourShare
                : source.Compensation![j];
        }

        return sum;
    }

    private string Reason(AccountKind kind) =>
        kind == AccountKind.Household
            ? rule.NoDivisor : $"{kind} spending of the region is not positive, so it gives no spending pattern.";
}
