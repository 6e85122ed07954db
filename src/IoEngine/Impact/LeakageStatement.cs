using IoEngine.Households;

namespace IoEngine.Impact;

/// <summary>
/// Where the money of the orders ends up: everything that no closed account spends again. The items add up to the orders.
/// Immutable.
/// </summary>
/// <remarks>
/// At Type I: orders = value added + taxes + other leaks, value added split into its components. At the last level with balanced
/// tables, only household saving and net operating surplus remain (circular flow).
/// </remarks>
public sealed class LeakageStatement
{
    private readonly Dictionary<string, double> items;

    private LeakageStatement(Dictionary<string, double> items) => this.items = items;

    /// <summary>The items by name, world, table currency; those that are closed are 0.</summary>
    public IReadOnlyDictionary<string, double> Items => items;

    /// <summary>Sum of all items: equals the orders.</summary>
    public double Total => items.Values.Sum();

    /// <summary>Draws up the statement for effects of a model in which <paramref name="accounts"/> are closed.</summary>
    /// <param name="model">The model that the effects came from.</param>
    /// <param name="effects">Effects of the orders.</param>
    /// <param name="accounts">The accounts that were closed; null: none (Type I).</param>
    public static LeakageStatement Of(ImpactModel model, Effects effects, InstitutionAccounts? accounts)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(effects);
        var items = new Dictionary<string, double>
        {
            ["labourIncomeNotClosed"] = 0, ["wageTaxes"] = 0, ["otherTaxes"] = 0, ["fixedCapital"] = 0,
            ["netOperatingSurplus"] = 0, ["productTaxesOnInputs"] = 0, ["productTaxesOnSpending"] = 0, ["otherItems"] = 0,
            ["tableResidual"] = 0, ["unexplained"] = 0, ["householdSaving"] = 0, ["governmentSurplus"] = 0,
            ["capitalNotSpent"] = 0, ["purchasesAbroad"] = 0,
        };
        Production(model, effects, accounts, items);
        if (accounts is not null) Spending(model, effects, accounts, items);
        return new LeakageStatement(items);
    }

    private static void Production(ImpactModel model, Effects effects, InstitutionAccounts? accounts,
        Dictionary<string, double> items)
    {
        var c = model.Coefficients;
        var wage = LabourIncome.WagePerUnit(c, model.Closure.Households);
        var surplus = LabourIncome.Surplus(c, c.ValueAdded.Values.ToArray(), wage);
        var other = c.Source.OtherTaxes is { } taxes ? c.PerUnit(taxes) : null;
        var capital = c.Source.FixedCapital is { } cfc ? c.PerUnit(cfc) : null;
        var rule = model.Closure.Rule;
        for (var j = 0; j < wage.Length; j++)
        {
            var x = effects.Output(Channel.Direct)[j] + effects.Output(Channel.Indirect)[j] + effects.Output(Channel.Induced)[j];
            var p = model.Closure.Households.For(c.Industries[j].Region);
            var theta = rule.PayShare?.Invoke(p) ?? 1;
            var mixed = rule.SurplusShare is { } share ? share(p) * surplus[j] : 0;
            var toHouseholds = Income(accounts, AccountKind.Household, j);
            var government = accounts?.Accounts.Contains(new Account(AccountKind.Government, c.Industries[j].Region)) ?? false;
            items["labourIncomeNotClosed"] += ((theta * wage[j]) + mixed - toHouseholds) * x;
            items["netOperatingSurplus"] += (surplus[j] - mixed) * x;
            items["fixedCapital"] += ((capital?[j] ?? 0) - (accounts?.CapitalPlaced?[j] ?? 0)
                - Income(accounts, AccountKind.Capital, j)) * x;
            items["otherItems"] += c.OtherItems[j] * x;
            items["tableResidual"] += c.Residual[j] * x;
            if (!c.HasOutput(j)) items["unexplained"] += x;
            if (government) continue;
            items["wageTaxes"] += (1 - theta) * wage[j] * x;
            items["otherTaxes"] += (other?[j] ?? 0) * x;
            items["productTaxesOnInputs"] += c.TaxesOnProducts[j] * x;
        }
    }

    /// <summary>Income of all accounts of a kind per unit of output of industry j.</summary>
    private static double Income(InstitutionAccounts? accounts, AccountKind kind, int j)
    {
        var sum = 0.0;
        for (var a = 0; a < (accounts?.Accounts.Count ?? 0); a++)
        {
            if (accounts!.Accounts[a].Kind == kind) sum += accounts.IncomeRows[j, a];
        }

        return sum;
    }

    private static void Spending(ImpactModel model, Effects effects, InstitutionAccounts accounts,
        Dictionary<string, double> items)
    {
        for (var a = 0; a < accounts.Accounts.Count; a++)
        {
            var account = accounts.Accounts[a];
            var y = effects.Income[a];
            var spent = 0.0;
            foreach (var cell in accounts.Spending.Column(a)) spent += cell;
            var abroad = AbroadPerUnit(model, accounts, a, spent);
            var closed = accounts.Accounts.Contains(new Account(AccountKind.Government, account.Region));
            if (!closed) items["productTaxesOnSpending"] += accounts.ProductTaxes[a] * y;
            items["purchasesAbroad"] += abroad * y;
            var kept = account.Kind switch
            {
                AccountKind.Household => "householdSaving",
                AccountKind.Government => "governmentSurplus",
                _ => "capitalNotSpent",
            };
            items[kept] += (1 - spent - accounts.ProductTaxes[a] - abroad) * y;
        }
    }

    /// <summary>The other column items of the final use, in the proportion in which its purchases are made.</summary>
    private static double AbroadPerUnit(ImpactModel model, InstitutionAccounts accounts, int a, double spent)
    {
        var source = model.Coefficients.Source;
        var use = accounts.Accounts[a].Kind switch
        {
            AccountKind.Household => source.Households,
            AccountKind.Government => source.Government,
            _ => source.Investment,
        };
        var r = model.Table.Regions.IndexOf(accounts.Accounts[a].Region);
        var basic = use!.Totals[r] - use.Taxes[r] - use.Other[r];
        return basic == 0 ? 0 : spent * use.Other[r] / basic;
    }
}
