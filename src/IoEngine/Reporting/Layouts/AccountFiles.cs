using IoEngine.Membership;
using IoEngine.Scenarios;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>The account of a country or group in a year, or over all years.</summary>
/// <remarks>
/// Shares are those of the row's own years, what is paid is of the years with contributions; null: no contribution is known.
/// </remarks>
internal readonly record struct AccountRow(string Scenario, string Year, string Name, string Group, CountryAccount Account, CountryReturn Shares,
    CountryReturn? Paid, string Unit);

/// <summary><c>countries</c> and <c>groups</c>.</summary>
/// <remarks>
/// Rows <c>all</c> are sums over the years; returns there cover the years for which contributions are known, since a return
/// compares shares of the same window. The group of such a row of <c>countries</c> is <see cref="CountryYear.Several"/> where it
/// changed over the years.
/// </remarks>
internal static class AccountFiles
{
    public static ResultLayout<AccountRow> Countries { get; } = new ResultLayout<AccountRow>("countries",
            "A row a country and year, and a row `all`. Countries that ordered, earned or paid; those that the table does not show by itself have orders "
            + "and contributions but no value added.")
    {
        Notes = "In `all`, the returns cover the years with contributions only, for orders and value added too, so that both shares are of the same years.",
    }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Text("year", ResultTerms.YearOrAll, r => r.Year)
        .Text("country", "where the supplier is (orders) and where value added arises", r => r.Name)
        .Text("group", "group in that year; in `all` `several` where it changed over the years. `unknown`: neither a country nor a region. Empty without groups",
            r => r.Group)
        .With(Accounts(
            orders: "value of orders to suppliers there, unmapped ones too",
            indirect: "value added there, in supply chains of orders anywhere",
            share: "its part of the `total` of all countries: a share of value added, not of orders",
            retention: "of the value added anywhere that its own orders cause, the part that stays there",
            pullIn: "of its `total`, what orders placed elsewhere bring",
            contribution: "what it pays; 0: nothing; empty where no contribution is known. In `all`: the sum",
            orderReturn: "`order_share` / share of contributions; empty where it pays nothing",
            chainReturn: "`share` / share of contributions: the same with value added in place of orders"));

    public static ResultLayout<AccountRow> Groups { get; } = new ResultLayout<AccountRow>("groups",
            "The same by group. `retention` and `pull_in` take the group as one home. The group `mixed` is a region of the table that holds members and "
            + "non-members, `unknown` orders in no known country, neither of members nor of non-members.")
    { Written = "where there is `groups.membership`" }
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Text("year", ResultTerms.YearOrAll, r => r.Year)
        .Text("group", "the countries that were in it in that year, by the membership that began last among those of any day of the year; case is ignored",
            r => r.Name)
        .With(Accounts(
            orders: "value of orders to suppliers there",
            indirect: "value added there, in supply chains",
            share: "its part of the `total` of all groups",
            retention: "of the value added that the group's orders cause, the part that stays in the group",
            pullIn: "of its `total`, what orders to other groups bring",
            contribution: "what its countries pay",
            orderReturn: "`order_share` / share of contributions",
            chainReturn: "`share` / share of contributions"));

    public static ResultTable CountriesOf(IReadOnlyList<ScenarioResult> worlds, string currency) => Countries.Fill(
        worlds.SelectMany(w => Rows(w, y => y.Countries, (year, name) => year.GroupOf(name), currency)));

    public static ResultTable GroupsOf(IReadOnlyList<ScenarioResult> worlds, string currency) => Groups.Fill(
        worlds.SelectMany(w => Rows(w, y => y.Groups, (_, name) => name, currency)));

    private static IEnumerable<Column<AccountRow>> Accounts(string orders, string indirect, string share, string retention, string pullIn,
        string contribution, string orderReturn, string chainReturn) =>
    [
        new("orders", In.Money, orders, r => r.Account.Orders),
        new("order_share", In.Share, "its part of all orders", r => r.Shares.OrderShare),
        new("direct", In.Money, "value added there, at suppliers", r => r.Account.IsRegion ? r.Account.Received[0] : null),
        new("indirect", In.Money, indirect, r => r.Account.IsRegion ? r.Account.Received[1] : null),
        new("induced", In.Money, "value added there, through the spending of incomes", r => r.Account.IsRegion ? r.Account.Received[2] : null),
        new("total", In.Money, "direct + indirect + induced", r => r.Account.IsRegion ? r.Account.Total : null),
        new("share", In.Share, share, r => r.Account.IsRegion ? r.Shares.ValueAddedShare : null),
        new("retention", In.Share, retention, r => r.Account.Retention),
        new("pull_in", In.Money, pullIn, r => r.Account.PullIn),
        new("contribution", In.Money, contribution, r => r.Paid?.ContributionShare is null ? null : r.Account.Contribution),
        new("return_coefficient", In.Ratio, orderReturn, r => r.Paid?.ReturnCoefficient),
        new("value_chain_return", In.Ratio, chainReturn, r => r.Account.IsRegion ? r.Paid?.ValueChainReturn : null),
        new("unit", "of the money columns", r => r.Unit),
    ];

    private static IEnumerable<AccountRow> Rows(ScenarioResult world, Func<CountryYear, IReadOnlyDictionary<string, CountryAccount>> of,
        Func<CountryYear, string, string> groupOf, string currency)
    {
        var years = world.Countries;
        var rows = years.SelectMany(y => Of($"{y.Year}", of(y), of(y), name => groupOf(y, name)));
        if (years.Count == 0) return rows;
        var paid = years.Where(y => y.Countries.Values.Any(a => a.Contribution != 0));
        return rows.Concat(Of(ResultTerms.AllYears, Sum(years, of), Sum(paid, of), GroupOverYears));

        // The last group would put into it what earlier years count in another: the sums by group would not be those of the file
        // groups.
        string GroupOverYears(string name) =>
            years.Where(y => of(y).ContainsKey(name)).Select(y => groupOf(y, name)).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : CountryYear.Several;

        IEnumerable<AccountRow> Of(string year, IReadOnlyDictionary<string, CountryAccount> accounts, IReadOnlyDictionary<string, CountryAccount> window,
            Func<string, string> group)
        {
            var shares = Returns(accounts);
            var returns = Returns(window);
            return accounts.Select(a => new AccountRow(world.Name, year, a.Key, group(a.Key), a.Value, shares[a.Key], returns.GetValueOrDefault(a.Key), currency));
        }
    }

    private static Dictionary<string, CountryReturn> Returns(IReadOnlyDictionary<string, CountryAccount> accounts) =>
        ReturnStatement.Of(accounts.Select(a => new ReturnInput(a.Key, a.Value.Orders, a.Value.Total, a.Value.Contribution)).ToArray())
            .ToDictionary(r => r.Country, StringComparer.Ordinal);

    private static SortedDictionary<string, CountryAccount> Sum(IEnumerable<CountryYear> years, Func<CountryYear, IReadOnlyDictionary<string, CountryAccount>> of)
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
