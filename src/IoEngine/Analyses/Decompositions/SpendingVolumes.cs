using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>What the accounts of one state buy, told in volumes, and what that costs at any prices. Immutable.</summary>
/// <remarks>
/// Cᶜ = p̂⁻¹ C with the origins of the trade shares in force. An account that spends a share of its income spends that share at
/// any prices: C = s · p̂ Cᶜ / (p'Cᶜ), s = 1'C of its own state. One that spends an amount over its income in local money:
/// C = p̂ Cᶜ · e_own / e.
/// </remarks>
internal sealed class SpendingVolumes
{
    private readonly ImpactModel model;
    private readonly double[] exchange;
    private readonly double[] shares;
    private readonly double[] real;
    private readonly double[] perPurchase;
    private readonly bool[] amounts;
    private readonly int[] regions;

    /// <param name="model">The state's own model.</param>
    /// <param name="volumes">Its table in volumes.</param>
    /// <param name="exchange">e of the state, G.</param>
    public SpendingVolumes(ImpactModel model, ValidatedTable volumes, double[] exchange)
    {
        (this.model, this.exchange) = (model, exchange);
        Accounts = model.Closed?.Accounts;
        var count = Accounts?.Accounts.Count ?? 0;
        (shares, perPurchase, real) = (new double[count], new double[count], new double[count]);
        (amounts, regions) = (new bool[count], new int[count]);
        for (var a = 0; a < count; a++)
        {
            var (kind, region) = Accounts!.Accounts[a];
            regions[a] = model.Table.Regions.IndexOf(region);
            shares[a] = Sum(Accounts.Spending.Column(a));
            var bought = Sum(SpendingPatterns.UseOf(model.Coefficients.Source, kind)!.Purchases.Column(regions[a]));
            perPurchase[a] = bought != 0 ? shares[a] / bought : 0;
            real[a] = perPurchase[a] * exchange[regions[a]]
                * Sum(SpendingPatterns.UseOf(volumes, kind)!.Purchases.Column(regions[a]));
            amounts[a] = kind == AccountKind.Household
                && model.Closure.Rule.SpendsAnAmount(model.Closure.Households.For(region));
        }
    }

    /// <summary>R, C, D of the state; null: nothing is closed.</summary>
    public InstitutionAccounts? Accounts { get; }

    /// <summary>The state's closure.</summary>
    public Closure Closure => model.Closure;

    /// <summary>Whether two states spend another amount of their incomes, beyond what is in closure and table.</summary>
    public static bool Differ(SpendingVolumes one, SpendingVolumes other) =>
        one.shares.Length != other.shares.Length || Enumerable.Range(0, one.shares.Length).Any(a => one.amounts[a]
            && !(Math.Abs(one.real[a] - other.real[a]) <= 1e-13 * Math.Abs(one.real[a])));

    /// <summary>Cᶜ, n × a, with the purchases of a table in volumes.</summary>
    /// <param name="table">The products of this state, with the origins of the trade shares in force.</param>
    public DenseMatrix InVolumes(ValidatedTable table)
    {
        var accounts = Accounts!.Accounts;
        var c = new DenseMatrix(table.Table.Industries.Count, accounts.Count, zeroed: false);
        for (var a = 0; a < accounts.Count; a++)
            System.Numerics.Tensors.TensorPrimitives.Multiply(
                SpendingPatterns.UseOf(table, accounts[a].Kind)!.Purchases.Column(regions[a]), perPurchase[a],
                c.WritableColumn(a));
        return c;
    }

    /// <summary>What turns p̂ Cᶜ of an account into C.</summary>
    /// <param name="account">Its position.</param>
    /// <param name="cost">p'Cᶜ of it.</param>
    /// <param name="rates">e in force, G.</param>
    public double Factor(int account, double cost, double[] rates) =>
        amounts[account] ? exchange[regions[account]] / rates[regions[account]] : cost != 0 ? shares[account] / cost : 0;

    /// <summary>Product taxes per unit of income: they keep their rate on purchases.</summary>
    /// <param name="account">Its position.</param>
    /// <param name="spent">1'C in force.</param>
    public double Taxes(int account, double spent) =>
        shares[account] != 0 ? Accounts!.ProductTaxes[account] * (spent / shares[account]) : Accounts!.ProductTaxes[account];

    /// <summary>Position of the region of an account.</summary>
    public int RegionOf(int account) => regions[account];

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
