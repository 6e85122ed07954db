using IoEngine.Membership;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>countries</c> and <c>groups</c>.</summary>
/// <remarks>
/// Rows <c>all</c> are sums over the years; returns there cover the years for which contributions are known, since a return compares shares of
/// the same window. The group of such a row of <c>countries</c> is <see cref="CountryYear.Several"/> where it changed over the years.
/// </remarks>
internal sealed class CountryTables(ScenarioResult world, string currency)
{
    private readonly IReadOnlyList<CountryYear> years = world.Countries;

    public static ResultTable Countries(IReadOnlyList<ScenarioResult> worlds, string currency)
    {
        var table = ResultLayouts.Countries();
        foreach (var world in worlds) new CountryTables(world, currency).FillCountries(table);
        return table;
    }

    public static ResultTable Groups(IReadOnlyList<ScenarioResult> worlds, string currency)
    {
        var table = ResultLayouts.Groups();
        foreach (var world in worlds) new CountryTables(world, currency).FillGroups(table);
        return table;
    }

    private void FillCountries(ResultTable table)
    {
        foreach (var year in years)
            Fill(table, $"{year.Year}", year.Countries, year.Countries, name => [name, year.GroupOf(name)]);
        if (years.Count > 0)
            Fill(table, ResultLayouts.AllYears, Sum(years, y => y.Countries), Sum(Paid(), y => y.Countries), name => [name, GroupOverYears(name)]);
    }

    // The last group would put into it what earlier years count in another: the sums by group would not be those of the file groups.
    private string GroupOverYears(string name)
    {
        var groups = years.Where(y => y.Countries.ContainsKey(name)).Select(y => y.GroupOf(name)).Distinct(StringComparer.Ordinal).ToArray();
        return groups is [var only] ? only : CountryYear.Several;
    }

    private void FillGroups(ResultTable table)
    {
        foreach (var year in years) Fill(table, $"{year.Year}", year.Groups, year.Groups, name => [name]);
        if (years.Count > 0) Fill(table, ResultLayouts.AllYears, Sum(years, y => y.Groups), Sum(Paid(), y => y.Groups), name => [name]);
    }

    private CountryYear[] Paid() => years.Where(y => y.Countries.Values.Any(a => a.Contribution != 0)).ToArray();

    private void Fill(ResultTable table, string year, IReadOnlyDictionary<string, CountryAccount> accounts, IReadOnlyDictionary<string, CountryAccount> window,
        Func<string, object?[]> keys)
    {
        var shares = Returns(accounts);
        var returns = Returns(window);
        foreach (var (name, a) in accounts)
        {
            var paid = returns.GetValueOrDefault(name);
            object?[] row =
            [
                world.Name, year, .. keys(name), a.Orders, shares[name].OrderShare,
                a.IsRegion ? a.Received[0] : null, a.IsRegion ? a.Received[1] : null, a.IsRegion ? a.Received[2] : null, a.IsRegion ? a.Total : null,
                a.IsRegion ? shares[name].ValueAddedShare : null, a.Retention, a.PullIn,
                paid?.ContributionShare is null ? null : a.Contribution, paid?.ReturnCoefficient, a.IsRegion ? paid?.ValueChainReturn : null, currency,
            ];
            table.Add(row);
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
