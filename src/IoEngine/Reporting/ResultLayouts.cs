namespace IoEngine.Reporting;

/// <summary>Columns of every result file, the same in every format. Names are a contract with those who read the files.</summary>
public static class ResultLayouts
{
    /// <summary>Name of the run without changes in the column <c>scenario</c>.</summary>
    public const string Baseline = "baseline";

    /// <summary>The value of <c>year</c> for the sum of all years.</summary>
    public const string AllYears = "all";

    /// <summary>The value of <c>sector</c> for product taxes on what households buy: they accrue in a region, in no industry.</summary>
    public const string FinalUse = "final use";

    /// <summary>A number of orders for a file: parts of orders add up to whole ones only but for rounding.</summary>
    internal static double Count(double orders) => Math.Round(orders, 6);

    private const ColumnKind Text = ColumnKind.Text;
    private const ColumnKind Integer = ColumnKind.Integer;
    private const ColumnKind Number = ColumnKind.Number;

    private static readonly (string, ColumnKind)[] Channels =
        [("orders", Number), ("order_share", Number), ("direct", Number), ("indirect", Number), ("induced", Number), ("total", Number), ("share", Number)];

    private static readonly (string, ColumnKind)[] Returns =
        [("retention", Number), ("pull_in", Number), ("contribution", Number), ("return_coefficient", Number), ("value_chain_return", Number)];

    /// <summary>Effects by receiving country and sector; cells that are exactly zero are left out.</summary>
    public static ResultTable Effects() => new("effects", ("scenario", Text), ("year", Integer), ("indicator", Text), ("channel", Text),
        ("country", Text), ("sector", Text), ("value", Number), ("unit", Text));

    /// <summary>Effects by supplier country and receiving country; cells that are exactly zero are left out.</summary>
    public static ResultTable Attribution() => new("attribution", ("scenario", Text), ("year", Integer), ("indicator", Text), ("channel", Text),
        ("source", Text), ("country", Text), ("value", Number), ("unit", Text));

    /// <summary>Orders, value added and returns by country.</summary>
    public static ResultTable Countries() => new("countries",
        [("scenario", Text), ("year", Text), ("country", Text), ("group", Text), .. Channels, .. Returns, ("unit", Text)]);

    /// <summary>The same by group.</summary>
    public static ResultTable Groups() => new("groups",
        [("scenario", Text), ("year", Text), ("group", Text), .. Channels, .. Returns, ("unit", Text)]);

    /// <summary>The run in one row a year, and one for all years.</summary>
    public static ResultTable Summary() => new("summary", ("scenario", Text), ("year", Text), ("table_year", Text), ("extrapolated", Text),
        ("closure", Text), ("orders_number", Number), ("orders", Number), ("mapped", Number), ("unmapped", Number), ("direct", Number),
        ("indirect", Number), ("induced", Number), ("total", Number), ("value_added_per_unit_ordered", Number), ("gdp", Number),
        ("jobs_persons", Number), ("jobs_fte", Number), ("leak_order_taxes", Number), ("leak_product_taxes", Number), ("leak_other_items", Number),
        ("leak_table_residual", Number), ("leak_unexplained", Number), ("non_member_order_share", Number), ("non_member_share", Number), ("unit", Text));

    /// <summary>Scenarios against the baseline, by receiving country; rows that are zero in both are left out.</summary>
    public static ResultTable Comparison() => new("comparison", ("scenario", Text), ("year", Text), ("indicator", Text), ("channel", Text), ("country", Text),
        ("baseline", Number), ("value", Number), ("difference", Number), ("relative", Number), ("unit", Text));

    /// <summary>Name of the table of multipliers.</summary>
    internal const string MultiplierTable = "multipliers";

    /// <summary>
    /// Value added in each receiving country (a column a country) and in the world, in millionths of the value ordered at basic prices from a sector of
    /// a supplier country; channel <c>product_taxes</c>: taxes less subsidies on products along the chain.
    /// </summary>
    internal static ResultTable Multipliers(IEnumerable<string> countries) => new(MultiplierTable,
        [("table_year", Integer), ("channel", Text), ("supplier_country", Text), ("sector", Text), ("unit", Text), ("world", Integer),
            .. countries.Select(c => (c, Integer))]);

    /// <summary>The multipliers of one table, a row a number: what <c>ioe multipliers</c> writes.</summary>
    internal static ResultTable LongMultipliers() => new(MultiplierTable, ("indicator", Text), ("channel", Text), ("country", Text), ("supplier_country", Text),
        ("sector", Text), ("value", Number), ("unit", Text));

    /// <summary>Rows of orders that can't be used.</summary>
    internal static ResultTable RejectedOrders() => new("rejected_orders", ("file", Text), ("line", Integer), ("reason", Text), ("value", Number),
        ("currency", Text), ("text", Text));

    /// <summary>How procurement itself looks.</summary>
    public static ResultTable OrdersProfile() => new("orders_profile", ("scenario", Text), ("year", Integer), ("band", Text), ("group", Text),
        ("number", Number), ("value", Number), ("cumulated_value", Number), ("unit", Text));

    /// <summary>
    /// Effects within the nested boundaries 1 direct, 2 indirect, 3 capital, 4 households, 5 government; <c>value</c> is everything within,
    /// <c>increment</c> what the level adds, <c>shapley</c> the account's share whatever the order of closing.
    /// </summary>
    public static ResultTable Levels() => new("levels", ("scenario", Text), ("year", Integer), ("indicator", Text), ("level", Integer), ("boundary", Text),
        ("country", Text), ("value", Number), ("increment", Number), ("shapley", Number), ("unit", Text));

    /// <summary>What is not spent again within a boundary; the items of a level add up to the mapped orders at basic prices.</summary>
    public static ResultTable Leakages() => new("leakages", ("scenario", Text), ("year", Integer), ("level", Integer), ("boundary", Text), ("item", Text),
        ("value", Number), ("unit", Text));

    /// <summary>The years nominal and, with a deflator, at constant prices, with running sums; persons are person-years.</summary>
    public static ResultTable OverTime() => new("over_time", ("scenario", Text), ("year", Integer), ("prices", Text), ("orders", Number), ("direct", Number),
        ("indirect", Number), ("induced", Number), ("total", Number), ("cumulated_orders", Number), ("cumulated_total", Number), ("jobs_persons", Number),
        ("cumulated_person_years", Number), ("unit", Text));

    /// <summary>Gross effect, effect of the contributions spent otherwise, and their difference; a net effect may be negative.</summary>
    public static ResultTable Net() => new("net", ("scenario", Text), ("year", Integer), ("indicator", Text), ("country", Text), ("contribution", Number),
        ("gross", Number), ("alternative", Number), ("net", Number), ("unit", Text));

    /// <summary>
    /// The change from <c>from_year</c> to <c>year</c> by what caused it: <c>technology</c> (with value added and all else per unit of output),
    /// <c>trade-shares</c>, <c>closure</c> (consumption), <c>order-level</c>, <c>supplier-mix</c>, <c>product-mix</c>. The factors add up to the change;
    /// <c>cumulated_value</c> is the running sum. <c>group</c> is that of the last year, so that groups can be followed; rows that are zero are left out.
    /// </summary>
    public static ResultTable Decomposition() => new(DecompositionTable, ("scenario", Text), ("from_year", Integer), ("year", Integer), ("indicator", Text),
        ("prices", Text), ("factor", Text), ("channel", Text), ("country", Text), ("group", Text), ("value", Number), ("cumulated_value", Number), ("unit", Text),
        ("extrapolated", Text), ("synthetic", Text));

    /// <summary>Name of the table of changes.</summary>
    internal const string DecompositionTable = "decomposition";

    /// <summary>Which rule mapped what.</summary>
    public static ResultTable Mapping() => new("mapping", ("year", Integer), ("rule", Text), ("scheme", Text), ("code", Text), ("sector", Text),
        ("number", Number), ("value", Number), ("unit", Text));

    /// <summary>Everything noticed.</summary>
    public static ResultTable Findings() => new("findings", ("code", Text), ("severity", Text), ("place", Text), ("message", Text), ("found", Text),
        ("expected", Text), ("tolerance", Text), ("cure", Text));

    /// <summary>The findings as a table.</summary>
    public static ResultTable Findings(IEnumerable<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var table = Findings();
        foreach (var f in findings)
            table.Add(f.Code, f.Severity.ToString().ToLowerInvariant(), f.Place, f.Message, f.Found, f.Expected, f.Tolerance, f.Cure);
        return table;
    }

    /// <summary>What the columns of a stored table hold: as its layout says, text where no layout knows them.</summary>
    internal static ColumnKind[] KindsOf(string table, IReadOnlyList<string> columns)
    {
        var known = (Stored(table)?.Columns ?? []).ToDictionary(c => c.Name, c => c.Kind, StringComparer.Ordinal);
        return columns.Select(c => known.TryGetValue(c, out var kind) ? kind : table == MultiplierTable ? Integer : AlwaysNumbers.Contains(c) ? Number : Text).ToArray();
    }

    // Columns of these names hold numbers in every table.
    private static readonly string[] AlwaysNumbers = ["value", "baseline", "difference", "relative"];

    private static ResultTable? Stored(string table) => table switch
    {
        "effects" => Effects(),
        "attribution" => Attribution(),
        "countries" => Countries(),
        "groups" => Groups(),
        "summary" => Summary(),
        "orders_profile" => OrdersProfile(),
        "mapping" => Mapping(),
        "comparison" => Comparison(),
        "over_time" => OverTime(),
        "net" => Net(),
        "findings" => Findings(),
        "levels" => Levels(),
        "leakages" => Leakages(),
        DecompositionTable => Decomposition(),
        MultiplierTable => Multipliers([]),
        _ => null,
    };
}
