using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>Where the value of a year's orders goes besides value added at Type I, in the report currency. Immutable.</summary>
/// <param name="OrderTaxes">Product taxes on the orders themselves.</param>
/// <param name="ProductTaxes">Taxes less subsidies on products along the chain.</param>
/// <param name="OtherItems">The other column items of the table.</param>
/// <param name="TableResidual">What the published columns miss.</param>
/// <param name="Unexplained">Orders to industries without output.</param>
public sealed record YearLeaks(double OrderTaxes, double ProductTaxes, double OtherItems, double TableResidual,
    double Unexplained)
{
    /// <summary>All of them.</summary>
    public double Total => OrderTaxes + ProductTaxes + OtherItems + TableResidual + Unexplained;
}

/// <summary>One year: demand, effects by indicator, leaks, and how it was solved. Immutable.</summary>
public sealed class YearResult
{
    /// <summary>Year and table.</summary>
    public required YearAssignment Assignment { get; init; }

    /// <summary>The table's identity.</summary>
    public required TableIdentity Table { get; init; }

    /// <summary>Regions of the table.</summary>
    public required Axis<Region> Regions { get; init; }

    /// <summary>Industries of the table.</summary>
    public required Axis<Industry> Industries { get; init; }

    /// <summary>For each region whether compensation, and so the incomes that are spent, is imputed in part or all.</summary>
    public required IReadOnlyList<bool> HasImputedIncome { get; init; }

    /// <summary>What the table's codes mean, as far as it is known.</summary>
    public TableNames Names { get; init; } = TableNames.None;

    /// <summary>Demand by source and industry.</summary>
    public required YearDemand Demand { get; init; }

    /// <summary>The indicators, in the order asked for.</summary>
    public required IReadOnlyList<IndicatorResult> Indicators { get; init; }

    /// <summary>Leaks at Type I.</summary>
    public required YearLeaks Leaks { get; init; }

    /// <summary>Value added + leaks − mapped orders, in the report currency: rounding only, checked.</summary>
    public required double AuditDifference { get; init; }

    /// <summary>The table's money for one unit of report currency, in the table's scale.</summary>
    public required double TableMoneyPerUnit { get; init; }

    /// <summary>Effects by columns of the orders; null unless some are named, see <see cref="YearDemand.Dimensions"/>.</summary>
    public OrderAttribution? ByOrders { get; init; }

    /// <summary>
    /// Effects within the nested boundaries; null unless <c>closure.levels</c> asks for them, and in a world without a household
    /// closure.
    /// </summary>
    public YearBoundaries? Boundaries { get; init; }

    /// <summary>The accounts that were attached to the table, by quality; empty where none were.</summary>
    public IReadOnlyList<YearAccount> Accounts { get; init; } = [];

    /// <summary>What is spent besides orders, and what it brings; null: nothing is.</summary>
    public YearEvents? Events { get; init; }

    /// <summary>All that is spent, orders and events, report currency.</summary>
    internal decimal Spent => Demand.Reconciliation.Orders + (Events?.Amount ?? 0);

    /// <summary>Taxes and social contributions.</summary>
    public required YearFiscal Fiscal { get; init; }

    /// <summary>Gross against net; null unless an alternative use of the contributions is named.</summary>
    public YearNet? Net { get; init; }

    /// <summary>ρ of the household rounds; null without closure.</summary>
    public required double? ClosureRadius { get; init; }

    /// <summary>What each solve did and how well.</summary>
    public required IReadOnlyList<SolveReport> Reports { get; init; }

    /// <summary>Seconds that reading and checking the table took; 0 where a table served before.</summary>
    public required double ReadSeconds { get; init; }

    /// <summary>Seconds that demand, effects and attribution took.</summary>
    public required double SolveSeconds { get; init; }

    /// <summary>Value added, the headline; always there.</summary>
    public required IndicatorResult ValueAdded { get; init; }

    /// <summary>The indicator of a name, or null.</summary>
    public IndicatorResult? Find(string name) => Indicators.FirstOrDefault(i => i.Name == name);
}
