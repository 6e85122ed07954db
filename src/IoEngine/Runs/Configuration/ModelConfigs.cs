using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Membership;

namespace IoEngine.Runs.Configuration;

/// <summary>The household closure. Immutable.</summary>
public sealed record ClosureConfig
{
    /// <summary>Household closure. none gives direct and indirect effects only.</summary>
    [Option("Household closure. none gives direct and indirect effects only.")]
    public ClosureKind Kind { get; init; } = ClosureKind.NetLabour;

    /// <summary>
    /// CSV region, disposable_share, propensity_to_consume, labour_share, source[, year, mixed_income_share, household_income,
    /// household_income_unit, consumption_share, compulsory_payments, employers_social, employees_social, wage_tax, profit_tax,
    /// compulsory_in_wedge, cash_benefits, kind]; the region * stands for all others. A cell is that of the table's year, else
    /// that of a row with an empty year, else that of the nearest year. A household income has a unit such as million CHF. Rows
    /// of kind "assumption" are said to be so. Regions that have no row, and null: the shipped rows of the country, else the
    /// average country.
    /// </summary>
    [Option(
        "CSV region,disposable_share,propensity_to_consume,labour_share,source[,year,"
            + "mixed_income_share,household_income,household_income_unit,consumption_share,compulsory_payments,"
            + "employers_social,employees_social,wage_tax,profit_tax,compulsory_in_wedge,cash_benefits,kind]; the region * "
            + "stands for all others. A cell is that of the table's year, else that of a row with an empty year, else that of "
            + "the nearest year. A household income has a unit such as million CHF. Rows of kind \"assumption\" are said to "
            + "be so. Regions that have no row, and null: the shipped rows of the country, else the average country.")]
    public string? Households { get; init; }

    /// <summary>
    /// Whether what must be paid besides taxes and contributions (pension funds, health insurers) is saved, not spent, where
    /// households give it: the propensity to consume times (disposable share − compulsory payments) / disposable share.
    /// </summary>
    [Option("Whether what must be paid besides taxes and contributions (pension funds, health insurers) is saved, not spent, "
        + "where households give it: the propensity to consume times (disposable share − compulsory payments) / disposable "
        + "share.")]
    public bool CompulsoryPayments { get; init; }

    /// <summary>Regions whose households are closed: "all" or a list.</summary>
    [Option("Regions whose households are closed: \"all\" or a list.")]
    public RegionSelection Regions { get; init; } = RegionSelection.All;

    /// <summary>In place of a path of residence: the shares that the library carries.</summary>
    public const string Shipped = "shipped";

    /// <summary>
    /// CSV workplace,residence,share[,year]: where income earned in a region lives; "shipped": cross-border workers of
    /// Switzerland, 2011 to 2024; null: no commuting.
    /// </summary>
    [Option("CSV workplace,residence,share and, where shares differ by year, year: where income earned in a region lives; "
        + "\"shipped\": cross-border workers of Switzerland, 2011 to 2024; null: no commuting.")]
    public string? Residence { get; init; }

    /// <summary>
    /// Share of its revenue that government spends again, 0 to 1: level 5 of the nested boundaries, and closure sam. 1: a
    /// budget that balances.
    /// </summary>
    [Option("Share of its revenue that government spends again, 0 to 1: level 5 of the nested boundaries, and closure sam. 1: "
        + "a budget that balances.", Minimum = 0, Maximum = 1)]
    public double GovernmentSpending { get; init; } = 1;

    /// <summary>
    /// CSV region,sector,using_region,using_sector,value,unit[,year]: capital goods used up by industry, as flows of a year in
    /// money, or with the unit 1 and no year as shares of output. Level 3 then solves with (I − A − K); null: capital used up is
    /// replaced by the mix of the region's investment.
    /// </summary>
    [Option("CSV region,sector,using_region,using_sector,value,unit[,year]: capital goods used up by industry, as flows of a "
        + "year in money, or with the unit 1 and no year as shares of output. Level 3 then solves with (I - A - K); null: "
        + "capital used up is replaced by the mix of the region's investment.")]
    public string? Capital { get; init; }

    /// <summary>
    /// Whether the nested boundaries 1 direct, 2 indirect, 3 capital, 4 households, 5 government are reported: files levels and
    /// leakages.
    /// </summary>
    [Option("Whether the nested boundaries 1 direct, 2 indirect, 3 capital, 4 households, 5 government are reported: files "
        + "levels and leakages.")]
    public bool Levels { get; init; }
}

/// <summary>Membership and contributions. Immutable.</summary>
public sealed record GroupsConfig
{
    /// <summary>
    /// CSV country,group,from,to: dated membership, both days included; an empty from means always, an empty to still. In a year
    /// a country counts in the group of the period that began last among those that cover any day of the year. Countries without
    /// one are "non-member"; case of group names is ignored. null: no groups, no file groups, and the column group is empty.
    /// </summary>
    [Option("CSV country,group,from,to: dated membership, both days included; an empty from means always, an empty to still. In "
        + "a year a country counts in the group of the period that began last among those that cover any day of the year. "
        + "Countries without one are \"non-member\"; case of group names is ignored. null: no groups, no file groups, and the "
        + "column group is empty.")]
    public string? Membership { get; init; }

    /// <summary>
    /// Groups whose countries count as non-members in shares, scenarios and the page; "non-member" always does. All other groups
    /// are members.
    /// </summary>
    [Option("Groups whose countries count as non-members in shares, scenarios and the page; \"non-member\" always does. All "
        + "other groups are members.")]
    public IReadOnlyList<string> Outside { get; init; } = MembershipRegister.DefaultOutside;

    /// <summary>CSV year,country,amount,currency: contributions; null: no return coefficients.</summary>
    [Option("CSV year,country,amount,currency: contributions; null: no return coefficients.")]
    public string? Contributions { get; init; }

    /// <summary>CSV year,amount,currency: all that is spent in a year; null: the contributions are all of it.</summary>
    [Option("CSV year,amount,currency: all that is spent in a year, of which orders and events are parts; null: the "
        + "contributions are all of it.")]
    public string? Budget { get; init; }

    /// <summary>
    /// What the contributions would have bought otherwise: the mix of government consumption, of households or of investment,
    /// each country's own. The text alone, or { "mix", "amount" }: funded takes the part of the contributions that funds what is
    /// counted (contributions × counted spending / all spending), all the whole of them. Writes the file net; null: gross effects
    /// only.
    /// </summary>
    [Option("What the contributions would have bought otherwise: the mix of government consumption, of households or of "
        + "investment, each country's own. The text alone, or { \"mix\", \"amount\" }: funded takes the part of the "
        + "contributions that funds what is counted (contributions × counted spending / all spending), all the whole of "
        + "them. Writes the file net; null: gross effects only.")]
    public AlternativeSelection? Alternative { get; init; }
}

/// <summary>By which columns of the orders effects are told apart. Immutable.</summary>
public sealed record AttributionConfig
{
    /// <summary>Columns of the orders: each alone, and all of them crossed.</summary>
    [Option("Columns of the orders, by their names in the file or their keys in orders.columns; \"band\" is the size band where "
        + "the file has no such column. Effects are told apart by each of them and, of several, by all of them crossed: "
        + "attribution_by, orders_by.")]
    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>Whether the effects of every single order are written.</summary>
    [Option("Whether the effects of every single order are written, by country group (or country, without groups) and channel: "
        + "order_effects, a file a year. Parquet suits it best.")]
    public bool OrderEffects { get; init; }
}

/// <summary>Further questions to the baseline. Immutable.</summary>
public sealed record AnalysesConfig
{
    /// <summary>
    /// Whether the change of value added from each year to the next is split among technology, trade shares, consumption, level
    /// of the orders, supplier mix and product mix: file decomposition. Two more factorisations a year.
    /// </summary>
    [Option("Whether the change of value added from each year to the next is split among technology, trade shares, consumption, "
        + "level of the orders, supplier mix and product mix: file decomposition. Two more factorisations a year.")]
    public bool Decomposition { get; init; }
}

/// <summary>Results. Immutable.</summary>
public sealed record OutputConfig
{
    /// <summary>The format that is a page for people: report.html, and multipliers for its calculator.</summary>
    internal const string HtmlFormat = "html";

    /// <summary>Folder of the results, written whole or not at all.</summary>
    [Option("Folder of the results, written whole or not at all.")]
    public string Path { get; init; } = "results";

    /// <summary>Formats of the result tables.</summary>
    [Option("Formats of the result tables.", Choices = ["csv", "parquet", HtmlFormat])]
    public IReadOnlyList<string> Formats { get; init; } = ["csv"];

    /// <summary>Whether the page is asked for.</summary>
    internal bool Html => Formats.Contains(HtmlFormat);
}

/// <summary>The synthetic world. Immutable.</summary>
public sealed record DemoConfig
{
    /// <summary>Seed of the synthetic world; the same seed gives the same world.</summary>
    [Option("Seed of the synthetic world; the same seed gives the same world.", Minimum = 0)]
    public int Seed { get; init; } = (int)DemonstrationWorld.DefaultSeed;

    /// <summary>Number of synthetic orders.</summary>
    [Option("Number of synthetic orders.", Minimum = 1, Maximum = 10_000_000)]
    public int Orders { get; init; } = DemonstrationWorld.DefaultOrders;
}
