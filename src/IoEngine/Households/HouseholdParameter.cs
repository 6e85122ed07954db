using IoEngine.Accounts;

namespace IoEngine.Households;

/// <summary>How the labour income of one region becomes consumption. Immutable.</summary>
/// <param name="DisposableShare">θ: disposable share of labour cost, 1 − tax wedge; 0 to 1.</param>
/// <param name="PropensityToConsume">mpc: share of disposable income that is consumed; 0 to 1.</param>
/// <param name="LabourShare">Labour share of value added, used where the table has no compensation of employees; 0 to 1.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="MixedIncomeShare">
/// Share of net operating surplus that households receive as mixed income (closure <c>labour-mixed</c>); 0 to 1.
/// </param>
/// <param name="HouseholdIncome">
/// All household income of the region in <paramref name="IncomeUnit"/> (closure <c>income-share</c>); null: not known.
/// </param>
/// <param name="ConsumptionShare">
/// Household spending as a share of all household income (closure <c>income-share</c>, where the income itself is not given);
/// null: not known, <see cref="AssumedConsumptionShare"/> is taken.
/// </param>
/// <param name="Fiscal">How the wage wedge splits, and the tax on profits; null: not known.</param>
/// <param name="IncomeUnit">
/// The money that the household income is stated in, of the table's currency in any scale; null: the table's money.
/// </param>
/// <param name="CompulsoryPayments">
/// What workers and employers must pay besides taxes and contributions (pension funds, health insurers), share of labour cost,
/// part of θ; null: not known. See <see cref="HouseholdParameters.LessCompulsoryPayments"/>.
/// </param>
public sealed record HouseholdParameter(
    double DisposableShare,
    double PropensityToConsume,
    double LabourShare,
    string Source,
    double MixedIncomeShare = 0,
    double? HouseholdIncome = null,
    double? ConsumptionShare = null,
    FiscalRate? Fiscal = null,
    Unit? IncomeUnit = null,
    double? CompulsoryPayments = null)
{
    /// <summary>
    /// Household spending as a share of all household income (primary incomes and transfers, before taxes) where neither is
    /// given: 0.70, a round assumption.
    /// </summary>
    public const double AssumedConsumptionShare = 0.70;

    /// <summary>Whether the closure income-share has to assume which share of all income is spent.</summary>
    internal bool AssumesConsumptionShare => HouseholdIncome is null && ConsumptionShare is null;

    /// <summary>All household income in a table's money, else spending by its share of income.</summary>
    /// <param name="spending">What the region's households spend, in the table's money.</param>
    /// <param name="money">The table's money.</param>
    /// <returns>Null where the share is zero, or the income is in another currency.</returns>
    internal double? IncomeIn(double spending, Unit money) => HouseholdIncome is { } income
        ? IncomeUnit is { } unit ? income * unit.In(money) : income
        : (ConsumptionShare ?? AssumedConsumptionShare) is > 0 and var share ? spending / share : null;
}
