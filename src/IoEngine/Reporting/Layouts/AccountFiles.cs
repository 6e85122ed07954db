using IoEngine.Membership;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>The account of a country or group in a year, or over all years (no year).</summary>
/// <remarks>
/// Shares are those of the row's own years, what is paid is of the years with contributions; null: no contribution is known.
/// </remarks>
internal readonly record struct AccountRow(string Scenario, int? Year, string Name, string Group, CountryAccount Account,
    CountryReturn Shares, CountryReturn? Paid, string Unit);

/// <summary><c>countries</c> and <c>groups</c>, and their sums over years <c>countries_all</c> and <c>groups_all</c>.</summary>
/// <remarks>
/// Returns in the sums cover the years for which contributions are known, since a return compares shares of the same window. The
/// group of a row of <c>countries_all</c> is <see cref="CountryYear.Several"/> where it changed over the years.
/// </remarks>
internal static class AccountFiles
{
    private const string WithGroups = "where there is `groups.membership`";
    private const string Window = "The returns cover the years with contributions only, for orders and value added too, so that "
        + "both shares are of the same years.";

    // A group has some of each.
    private static Column<AccountRow>[] Imputed { get; } =
    [
        new("imputed", "`yes` where compensation, and so the incomes that are spent there, is imputed in part or all, not "
            + "published. Empty where the tables do not show the country by itself",
            r => r.Account.IsRegion ? ResultTerms.YesNo(r.Account.HasImputedIncome) : ""),
    ];

    public static ResultLayout<AccountRow> Countries { get; } = new ResultLayout<AccountRow>("countries",
            "A row a country and year. Countries that ordered, earned or paid; those that the table does not show by itself "
                + "have orders and contributions but no value added.")
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year!.Value)
        .Text("country", "where the supplier is (orders) and where value added arises", r => r.Name)
        .Text("group", "group in that year; of a country that the table shows only within a region that of the region. "
            + "`unknown`: neither a country nor a region. Empty without groups", r => r.Group)
        .With(OfCountries()).With(Imputed);

    public static ResultLayout<AccountRow> CountriesOverYears { get; } = new ResultLayout<AccountRow>("countries_all",
        "The sums over the years of `countries`, a row a country.")
    { Notes = Window }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Text("country", "as in `countries`", r => r.Name)
        .Text("group", "`several` where it changed over the years: sums by group are in `groups_all`", r => r.Group)
        .With(OfCountries()).With(Imputed);

    public static ResultLayout<AccountRow> Groups { get; } = new ResultLayout<AccountRow>("groups",
            "The same by group. `retention` and `pull_in` take the group as one home. The group `mixed` is a region of the table "
                + "that holds members and non-members, with the orders and contributions of the countries inside; `unknown` are "
                + "orders in no known country, neither of members nor of non-members.")
    { Written = WithGroups }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year!.Value)
        .Text("group", "the countries that were in it in that year, by the membership that began last among those of any day of "
            + "the year; case is ignored",
            r => r.Name)
        .With(OfGroups());

    public static ResultLayout<AccountRow> GroupsOverYears { get; } = new ResultLayout<AccountRow>("groups_all",
        "The sums over the years of `groups`, a row a group.")
    { Written = WithGroups, Notes = Window }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Text("group", "the countries that were in it, each in its years", r => r.Name)
        .With(OfGroups());

    public static ResultTable CountriesOf(IReadOnlyList<ScenarioResult> worlds, string currency) => Countries.Fill(
        worlds.SelectMany(w => Rows(w, y => y.Countries, (year, name) => year.GroupOf(name), currency)));

    public static ResultTable CountriesOverYearsOf(IReadOnlyList<ScenarioResult> worlds, string currency) =>
        CountriesOverYears.Fill(
            worlds.SelectMany(w => SumRows(w, y => y.Countries, (year, name) => year.GroupOf(name), currency)));

    public static ResultTable GroupsOf(IReadOnlyList<ScenarioResult> worlds, string currency) => Groups.Fill(
        worlds.SelectMany(w => Rows(w, y => y.Groups, (_, name) => name, currency)));

    public static ResultTable GroupsOverYearsOf(IReadOnlyList<ScenarioResult> worlds, string currency) => GroupsOverYears.Fill(
        worlds.SelectMany(w => SumRows(w, y => y.Groups, (_, name) => name, currency)));

    private static IEnumerable<Column<AccountRow>> OfCountries() => Accounts(
        orders: "value of orders to suppliers there, unmapped ones too",
        indirect: "value added there, in supply chains of orders anywhere",
        share: "its part of the `total` of all countries: a share of value added, not of orders",
        retention: "of the value added anywhere that its own orders cause, the part that stays there",
        pullIn: "of its `total`, what orders placed elsewhere bring",
        contribution: "what it pays; 0: nothing; empty where no contribution is known",
        orderReturn: "`order_share` / share of contributions; empty where it pays nothing",
        chainReturn: "`share` / share of contributions: the same with value added in place of orders");

    private static IEnumerable<Column<AccountRow>> OfGroups() => Accounts(
        orders: "value of orders to suppliers there",
        indirect: "value added there, in supply chains",
        share: "its part of the `total` of all groups",
        retention: "of the value added that the group's orders cause, the part that stays in the group",
        pullIn: "of its `total`, what orders to other groups bring",
        contribution: "what its countries pay",
        orderReturn: "`order_share` / share of contributions",
        chainReturn: "`share` / share of contributions");

    private static IEnumerable<Column<AccountRow>> Accounts(string orders, string indirect, string share, string retention,
        string pullIn, string contribution, string orderReturn, string chainReturn) =>
    [
        new("orders", In.Money, orders, r => r.Account.Orders),
        new("order_share", In.Share, "its part of all orders", r => r.Shares.OrderShare),
        new("direct", In.Money, "value added there, at suppliers", r => r.Account.IsRegion ? r.Account.Received[0] : null),
        new("indirect", In.Money, indirect, r => r.Account.IsRegion ? r.Account.Received[1] : null),
        new("induced", In.Money, "value added there, through the spending of incomes",
            r => r.Account.IsRegion ? r.Account.Received[2] : null),
        new("total", In.Money, "direct + indirect + induced", r => r.Account.IsRegion ? r.Account.Total : null),
        new("share", In.Share, share, r => r.Account.IsRegion ? r.Shares.ValueAddedShare : null),
        new("retention", In.Share, retention, r => r.Account.Retention),
        new("pull_in", In.Money, pullIn, r => r.Account.PullIn),
        new("contribution", In.Money, contribution, r => r.Paid?.ContributionShare is null ? null : r.Account.Contribution),
        new("return_coefficient", In.Ratio, orderReturn, r => r.Paid?.ReturnCoefficient),
        new("value_chain_return", In.Ratio, chainReturn, r => r.Account.IsRegion ? r.Paid?.ValueChainReturn : null),
        new("taxes", In.Money, "taxes on products, production and wages there, all channels (`fiscal`); empty where the rates of "
            + "wage tax are not known", r => r.Account.Taxes),
        new("social_contributions", In.Money, "employers' and employees' social contributions there; empty where not known",
            r => r.Account.SocialContributions),
        new("jobs_persons", "persons for a year", "employment there, all channels; empty where the tables have none",
            r => r.Account.Persons),
        new("jobs_fte", "FTE for a year", "the same in full-time equivalents", r => r.Account.Fte),
        new("unit", "of the money columns", r => r.Unit),
    ];

    private static IEnumerable<AccountRow> Rows(ScenarioResult world,
        Func<CountryYear, IReadOnlyDictionary<string, CountryAccount>> of,
        Func<CountryYear, string, string> groupOf, string currency) =>
        world.Countries.SelectMany(y => Rows(world.Name, y.Year, of(y), of(y), name => groupOf(y, name), currency));

    private static IEnumerable<AccountRow> SumRows(ScenarioResult world,
        Func<CountryYear, IReadOnlyDictionary<string, CountryAccount>> of,
        Func<CountryYear, string, string> groupOf, string currency)
    {
        var years = world.Countries;
        var paid = years.Where(y => y.Countries.Values.Any(a => a.Contribution != 0));
        return Rows(world.Name, null, Sum(years, of), Sum(paid, of), GroupOverYears, currency);

        // The last group would put into it what earlier years count in another: the sums by group would not be those of the file
        // groups.
        string GroupOverYears(string name) =>
            years.Where(y => of(y).ContainsKey(name)).Select(y => groupOf(y, name)).Distinct(StringComparer.Ordinal)
                .ToArray() is [var only] ? only : CountryYear.Several;
    }

    private static IEnumerable<AccountRow> Rows(string world, int? year, IReadOnlyDictionary<string, CountryAccount> accounts,
        IReadOnlyDictionary<string, CountryAccount> window, Func<string, string> group, string currency)
    {
        var shares = Returns(accounts);
        var returns = Returns(window);
        return accounts.Select(a => new AccountRow(world, year, a.Key, group(a.Key), a.Value, shares[a.Key],
            returns.GetValueOrDefault(a.Key), currency));
    }

    private static Dictionary<string, CountryReturn> Returns(IReadOnlyDictionary<string, CountryAccount> accounts) =>
        ReturnStatement.Of(accounts.Select(a => new ReturnInput(a.Key, a.Value.Orders, a.Value.Total, a.Value.Contribution))
            .ToArray())
            .ToDictionary(r => r.Country, StringComparer.Ordinal);

    private static SortedDictionary<string, CountryAccount> Sum(IEnumerable<CountryYear> years,
        Func<CountryYear, IReadOnlyDictionary<string, CountryAccount>> of)
    {
        var sum = new SortedDictionary<string, CountryAccount>(StringComparer.Ordinal);
        foreach (var (name, account) in years.SelectMany(of))
        {
            if (!sum.TryGetValue(name, out var total)) sum[name] = total = new CountryAccount();
            total.Add(account);
        }

        return sum;
    }
}
