using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Studies;

namespace IoEngine.Reporting;

/// <summary>The run, or one year of it, in one row. Immutable.</summary>
/// <remarks>Money in the report currency.</remarks>
public sealed record SummaryRow
{
    /// <summary>The world: <c>baseline</c>, or the name of a scenario.</summary>
    public required string Scenario { get; init; }

    /// <summary>What "induced" assumes in that world.</summary>
    public required ClosureKind Closure { get; init; }

    /// <summary>Unit of the money.</summary>
    public required string Unit { get; init; }

    /// <summary>Year; null for the sum over years.</summary>
    public required int? Year { get; init; }

    /// <summary>Year of the table; null for the sum over years.</summary>
    public required int? TableYear { get; init; }

    /// <summary>Years in the row; 1 for a year.</summary>
    public required int Years { get; init; }

    /// <summary>Of these, the years that use another year's table.</summary>
    public required int ExtrapolatedYears { get; init; }

    /// <summary>Number of orders.</summary>
    public required double OrdersNumber { get; init; }

    /// <summary>Value of orders.</summary>
    public required decimal Orders { get; init; }

    /// <summary>Mapped part.</summary>
    public required decimal Mapped { get; init; }

    /// <summary>Unmapped part.</summary>
    public required decimal Unmapped { get; init; }

    /// <summary>Value added by channel.</summary>
    public required IReadOnlyList<double> ValueAdded { get; init; }

    /// <summary>GDP effect; null where it is not among the indicators.</summary>
    public required double? Gdp { get; init; }

    /// <summary>Persons; null where the tables have none.</summary>
    public required double? Persons { get; init; }

    /// <summary>Full-time equivalents; null where the tables have none.</summary>
    public required double? Fte { get; init; }

    /// <summary>
    /// Taxes on products, production and wages, where their rates are known; null where they are known nowhere.
    /// </summary>
    public double? Taxes { get; init; }

    /// <summary>Employers' and employees' social contributions, likewise.</summary>
    public double? SocialContributions { get; init; }

    /// <summary>The part of the contributions that funds the orders.</summary>
    public double FundedContributions { get; init; }

    /// <summary>Taxes, those on the orders themselves among them, and social contributions.</summary>
    public double? Fiscal => Taxes + SocialContributions + Leaks.OrderTaxes;

    /// <summary>The same per unit ordered; null where nothing is known, or ordered.</summary>
    public double? FiscalPerUnit => Orders == 0 ? null : Fiscal / (double)Orders;

    /// <summary>The same per unit of the contributions that fund the orders: the fiscal return.</summary>
    public double? FiscalReturn => FundedContributions == 0 ? null : Fiscal / FundedContributions;

    /// <summary>Leaks.</summary>
    public required YearLeaks Leaks { get; init; }

    /// <summary>Order value of non-members.</summary>
    public required double NonMemberOrders { get; init; }

    /// <summary>Value added of non-members.</summary>
    public required double NonMemberValueAdded { get; init; }

    /// <summary>Order value of all groups, summed as that of non-members is: so that all of it is exactly 1.</summary>
    internal double GroupedOrders { get; init; }

    /// <summary>Value added of all groups, summed likewise.</summary>
    internal double GroupedValueAdded { get; init; }

    /// <summary>Value added of regions that hold members and non-members together.</summary>
    public required double MixedValueAdded { get; init; }

    /// <summary>Order value of the countries inside such regions.</summary>
    public double MixedOrders { get; init; }

    /// <summary>All channels.</summary>
    public double Total => ValueAdded.Sum();

    /// <summary>Value added per unit ordered; 0 without orders.</summary>
    public double PerUnit => Orders == 0 ? 0 : Total / (double)Orders;

    /// <summary>Order value that is in no known country: neither that of members nor that of non-members.</summary>
    public double UnknownOrders { get; init; }

    /// <summary>Share of non-members in orders; null where the run has no groups.</summary>
    public double? NonMemberOrderShare => !HasGroups ? null : GroupedOrders == 0 ? 0 : NonMemberOrders / GroupedOrders;

    /// <summary>Share of non-members in value added; null where the run has no groups.</summary>
    public double? NonMemberShare => !HasGroups ? null : GroupedValueAdded == 0 ? 0 : NonMemberValueAdded / GroupedValueAdded;

    internal bool HasGroups { get; init; }

    /// <summary>One row a year of a world.</summary>
    public static IReadOnlyList<SummaryRow> Of(ScenarioResult world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Years.Zip(world.Countries, (year, countries) => new SummaryRow
        {
            Scenario = world.Name,
            Closure = world.Closure,
            Unit = world.Priced.Currency,
            Year = year.Assignment.Year,
            TableYear = year.Assignment.TableYear,
            Years = 1,
            ExtrapolatedYears = year.Assignment.Extrapolated ? 1 : 0,
            OrdersNumber = year.Demand.SourceTotals.Sum(s => s.Number),
            Orders = year.Demand.Reconciliation.Orders,
            Mapped = year.Demand.Reconciliation.Mapped,
            Unmapped = year.Demand.Reconciliation.Unmapped,
            ValueAdded = year.ValueAdded.ByChannel,
            Gdp = year.Find("gdp")?.Total(),
            Persons = year.Find("employment")?.Total(),
            Fte = year.Find("fte")?.Total(),
            Taxes = year.Fiscal.IsKnown.Contains(true) ? countries.Countries.Values.Sum(a => a.Taxes ?? 0) : null,
            SocialContributions = year.Fiscal.IsKnown.Contains(true)
                ? countries.Countries.Values.Sum(a => a.SocialContributions ?? 0) : null,
            FundedContributions = world.Contributions.Total(year.Assignment.Year)
                * world.FundedShare(year.Assignment.Year, year.Demand.Reconciliation.Orders),
            Leaks = year.Leaks,
            NonMemberOrders = countries.Groups.Where(g => countries.IsOutside(g.Key)).Sum(g => g.Value.Orders),
            NonMemberValueAdded = countries.Groups.Where(g => countries.IsOutside(g.Key)).Sum(g => g.Value.Total),
            UnknownOrders = countries.Groups.TryGetValue(CountryYear.Unknown, out var unknown) ? unknown.Orders : 0,
            HasGroups = countries.HasGroups,
            GroupedOrders = countries.Groups.Sum(g => g.Value.Orders),
            GroupedValueAdded = countries.Groups.Sum(g => g.Value.Total),
            MixedValueAdded = countries.Groups.TryGetValue(CountryYear.Mixed, out var mixed) ? mixed.Total : 0,
            MixedOrders = mixed?.Orders ?? 0,
        }).ToArray();
    }

    /// <summary>The sum over a world's years; a share is that of the sums, a number that some years lack is null.</summary>
    /// <param name="world">The world.</param>
    /// <param name="rows">Its rows, one a year.</param>
    public static SummaryRow Sum(ScenarioResult world, IReadOnlyList<SummaryRow> rows)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(rows);
        return new SummaryRow
        {
            Scenario = world.Name,
            Closure = world.Closure,
            Unit = world.Priced.Currency,
            Year = null,
            TableYear = null,
            Years = rows.Count,
            ExtrapolatedYears = rows.Sum(r => r.ExtrapolatedYears),
            OrdersNumber = rows.Sum(r => r.OrdersNumber),
            Orders = rows.Sum(r => r.Orders),
            Mapped = rows.Sum(r => r.Mapped),
            Unmapped = rows.Sum(r => r.Unmapped),
            ValueAdded = Enum.GetValues<Channel>().Select(c => rows.Sum(r => r.ValueAdded[(int)c])).ToArray(),
            Gdp = SumOrNull(rows, r => r.Gdp),
            Persons = SumOrNull(rows, r => r.Persons),
            Fte = SumOrNull(rows, r => r.Fte),
            Taxes = SumOrNull(rows, r => r.Taxes),
            SocialContributions = SumOrNull(rows, r => r.SocialContributions),
            FundedContributions = rows.Sum(r => r.FundedContributions),
            Leaks = new YearLeaks(rows.Sum(r => r.Leaks.OrderTaxes), rows.Sum(r => r.Leaks.ProductTaxes),
                rows.Sum(r => r.Leaks.OtherItems), rows.Sum(r => r.Leaks.TableResidual), rows.Sum(r => r.Leaks.Unexplained)),
            NonMemberOrders = rows.Sum(r => r.NonMemberOrders),
            NonMemberValueAdded = rows.Sum(r => r.NonMemberValueAdded),
            UnknownOrders = rows.Sum(r => r.UnknownOrders),
            HasGroups = rows.Any(r => r.HasGroups),
            GroupedOrders = rows.Sum(r => r.GroupedOrders),
            GroupedValueAdded = rows.Sum(r => r.GroupedValueAdded),
            MixedValueAdded = rows.Sum(r => r.MixedValueAdded),
            MixedOrders = rows.Sum(r => r.MixedOrders),
        };
    }

    // A sum over years of which some lack the number would look complete and be too small.
    private static double? SumOrNull(IReadOnlyList<SummaryRow> rows, Func<SummaryRow, double?> of) =>
        rows.All(r => of(r) is not null) ? rows.Sum(r => of(r)!.Value) : null;
}
