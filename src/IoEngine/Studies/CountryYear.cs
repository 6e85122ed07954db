using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement.Demand;

namespace IoEngine.Studies;

/// <summary>
/// Orders, value added by channel, and the value added that its own orders caused, of one country or group; sums of such are
/// such. Immutable to callers of the library.
/// </summary>
/// <remarks>Report currency.</remarks>
public sealed class CountryAccount
{
    private readonly double[] received = new double[Enum.GetValues<Channel>().Length];

    /// <summary>Value of all orders, unmapped ones included.</summary>
    public double Orders { get; internal set; }

    /// <summary>Value added received, by channel.</summary>
    public IReadOnlyList<double> Received => received;

    /// <summary>Whether the tables show this country by itself, so that what it receives is known.</summary>
    public bool IsRegion { get; internal set; }

    /// <summary>Whether compensation, and so the incomes that are spent, is imputed in part or all, not published.</summary>
    public bool HasImputedIncome { get; internal set; }

    /// <summary>Value added anywhere caused by its orders.</summary>
    public double Caused { get; internal set; }

    /// <summary>Value added at home caused by its orders.</summary>
    public double CausedAtHome { get; internal set; }

    /// <summary>Contribution.</summary>
    public double Contribution { get; internal set; }

    /// <summary>Taxes that the orders bring it; null: its rates are not known.</summary>
    public double? Taxes { get; internal set; }

    /// <summary>Social contributions that the orders bring it; null: its rates are not known.</summary>
    public double? SocialContributions { get; internal set; }

    /// <summary>Employment that the orders bring it, persons; null: it is not among the indicators.</summary>
    public double? Persons { get; internal set; }

    /// <summary>The same in full-time equivalents.</summary>
    public double? Fte { get; internal set; }

    /// <summary>All channels.</summary>
    public double Total => Received.Sum();

    /// <summary>Home share of the value added caused; undefined without any.</summary>
    public double? Retention => IsRegion && Caused != 0 ? CausedAtHome / Caused : null;

    /// <summary>Value added received from orders placed elsewhere.</summary>
    public double? PullIn => IsRegion ? Total - CausedAtHome : null;

    /// <summary>The sum of some accounts, of several countries or years.</summary>
    /// <remarks>
    /// The home share of a sum of countries is that of their separate homes; a group's own is in
    /// <see cref="CountryYear.Groups"/>.
    /// </remarks>
    public static CountryAccount Sum(IEnumerable<CountryAccount> accounts)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        var sum = new CountryAccount();
        foreach (var account in accounts) sum.Add(account);
        return sum;
    }

    internal void Receive(Channel channel, double value) => received[(int)channel] += value;

    internal void Add(CountryAccount other)
    {
        Orders += other.Orders;
        for (var c = 0; c < received.Length; c++) received[c] += other.received[c];
        IsRegion |= other.IsRegion;
        HasImputedIncome |= other.HasImputedIncome;
        Caused += other.Caused;
        CausedAtHome += other.CausedAtHome;
        Contribution += other.Contribution;
        Taxes = Sum(Taxes, other.Taxes);
        SocialContributions = Sum(SocialContributions, other.SocialContributions);
        Persons = Sum(Persons, other.Persons);
        Fte = Sum(Fte, other.Fte);
    }

    // What is known of either; that some is not is a finding.
    private static double? Sum(double? a, double? b) => a is null ? b : a + (b ?? 0);
}

/// <summary>One year by country and by group: who got the orders, who earned on them, who paid. Immutable.</summary>
public sealed class CountryYear
{
    /// <summary>Group of a table region that holds members and non-members together.</summary>
    public const string Mixed = MembershipRegister.Mixed;

    /// <summary>
    /// Orders without a known country that were not distributed, and the group of all orders that can't be placed: it is neither
    /// inside nor outside.
    /// </summary>
    public const string Unknown = MembershipRegister.Unknown;

    /// <summary>Over all years, the group of a country whose group changed.</summary>
    public const string Several = MembershipRegister.Several;

    private readonly SortedDictionary<string, CountryAccount> byCountry = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CountryAccount> byGroup = new(StringComparer.Ordinal);
    private readonly YearResult year;
    private readonly MembershipRegister register;
    private readonly RegionCountries countries;

    private CountryYear(YearResult year, MembershipRegister register, ContributionLedger contributions)
    {
        this.year = year;
        this.register = register;
        countries = new RegionCountries(year.Regions, year.Demand);
        Year = year.Assignment.Year;
        MembersInside = countries.MembersInside(register, Year);
        foreach (var total in year.Demand.SourceTotals) Of(Name(total.Country)).Orders += (double)total.Value;
        for (var r = 0; r < year.Regions.Count; r++)
        {
            Of(countries.NameOf(r)).IsRegion = true;
            Of(countries.NameOf(r)).HasImputedIncome |= year.HasImputedIncome[r];
        }

        foreach (var channel in Enum.GetValues<Channel>())
        {
            var received = year.ValueAdded.ByRegion(channel);
            for (var r = 0; r < received.Length; r++) Of(countries.NameOf(r)).Receive(channel, received[r]);
        }

        var (persons, fte) = (year.Find(IndicatorNames.Employment), year.Find(IndicatorNames.Fte));
        for (var r = 0; r < year.Regions.Count; r++)
        {
            Of(countries.NameOf(r)).Add(new CountryAccount
            {
                Taxes = year.Fiscal.Taxes(r), SocialContributions = year.Fiscal.SocialContributions(r),
                Persons = persons?.Total(r), Fte = fte?.Total(r),
            });
        }

        foreach (var payer in contributions.Payers(Year)) Of(payer).Contribution = contributions.Of(payer, Year);
        Cause(name => name, byCountry);
        if (!register.HasGroups) return;
        foreach (var (name, account) in Countries) Group(GroupOf(name)).Add(WithoutCause(account));
        Cause(GroupOf, byGroup);
    }

    /// <summary>Calendar year.</summary>
    public int Year { get; }

    /// <summary>By country: alpha-3 code, or the table's code where a region is no single country.</summary>
    public IReadOnlyDictionary<string, CountryAccount> Countries => byCountry;

    /// <summary>By group; empty where no groups are known.</summary>
    public IReadOnlyDictionary<string, CountryAccount> Groups => byGroup;

    /// <summary>Members that the table shows only within a composite region.</summary>
    public IReadOnlyList<(string Country, string Region)> MembersInside { get; }

    /// <summary>The statement of a year, with the groups of that year.</summary>
    public static CountryYear Of(YearResult year, MembershipRegister register, ContributionLedger contributions) =>
        new(year, register, contributions);

    /// <summary>Whether any group is known.</summary>
    public bool HasGroups => register.HasGroups;

    /// <summary>Whether the countries of a group count as non-members.</summary>
    public bool IsOutside(string group) => register.IsOutside(group);

    /// <summary>
    /// Group of a country or of a composite region in this year; <see cref="Unknown"/> for a name that is no country and no
    /// region of the table, and empty where no groups are known.
    /// </summary>
    /// <remarks>
    /// A country that the table shows only within a region is in the group of that region: its value added can't be told from the
    /// region's, and orders and value added of a group must be those of the same countries.
    /// </remarks>
    public string GroupOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!register.HasGroups) return "";
        if (!register.Names(name) && !countries.Has(name) && !CountryBook.Default.TryFind(name, out _)) return Unknown;
        var region = countries.CompositeOf(name) ?? name;
        return MembersInside.Any(m => m.Region == region) ? Mixed : register.GroupIn(region, Year);
    }

    private static string Name(string country) => country.Length == 0 ? Unknown : country;

    private CountryAccount Of(string name) =>
        byCountry.TryGetValue(name, out var account) ? account : byCountry[name] = new CountryAccount();

    private CountryAccount Group(string name) =>
        byGroup.TryGetValue(name, out var account) ? account : byGroup[name] = new CountryAccount();

    // What a group's orders cause at home is not the sum of what its countries' cause at home: it is taken from the attribution
    // again.
    private static CountryAccount WithoutCause(CountryAccount account)
    {
        var copy = new CountryAccount();
        copy.Add(account);
        (copy.Caused, copy.CausedAtHome) = (0, 0);
        return copy;
    }

    private void Cause(Func<string, string> keyOf, SortedDictionary<string, CountryAccount> accounts)
    {
        for (var s = 0; s < year.Demand.Sources.Count; s++)
        {
            var source = keyOf(Name(year.Demand.Sources[s]));
            if (!accounts.TryGetValue(source, out var account)) accounts[source] = account = new CountryAccount();
            for (var r = 0; r < year.Regions.Count; r++)
            {
                var value = 0.0;
                foreach (var channel in Enum.GetValues<Channel>()) value += year.ValueAdded.Attribution(channel, r, s);
                account.Caused += value;
                if (keyOf(countries.NameOf(r)) == source) account.CausedAtHome += value;
            }
        }
    }
}

/// <summary>
/// What a table's regions are called in results: the country's alpha-3 code, or the table's own code for a region of several
/// countries.
/// </summary>
internal sealed class RegionCountries
{
    private readonly string[] names;
    private readonly int rest;

    public RegionCountries(IReadOnlyList<Accounts.Region> regions, YearDemand demand)
    {
        var map = new RegionMap(regions);
        names = Enumerable.Range(0, regions.Count).Select(map.NameOf).ToArray();

        // A country without a region of its own: the demand says where its orders went, else the only region that is no country.
        Sources = demand.Sources.Select((country, s) => (country, Region: demand.RegionOfSource[s])).Where(p => p.Region >= 0)
            .ToDictionary(p => p.country, p => p.Region, StringComparer.Ordinal);
        var composites = Enumerable.Range(0, names.Length).Where(r => map.CountryOf(r) is null).ToArray();
        rest = composites.Length == 1 ? composites[0] : -1;
    }

    private Dictionary<string, int> Sources { get; }

    /// <summary>Name of a region.</summary>
    public string NameOf(int region) => names[region];

    /// <summary>Whether a name is a region, or a country whose orders have one.</summary>
    public bool Has(string name) => Array.IndexOf(names, name) >= 0 || Sources.ContainsKey(name);

    /// <summary>Countries of groups inside that stand only within a composite region, in a year.</summary>
    public IReadOnlyList<(string Country, string Region)> MembersInside(MembershipRegister register, int year) =>
        [.. register.Countries.Where(c => !register.IsOutside(register.GroupIn(c, year)))
            .Select(c => (Country: c, Region: CompositeOf(c)))
            .Where(p => p.Region is not null).Select(p => (p.Country, p.Region!))];

    /// <summary>The composite region that holds a country; null where the country is a region by itself, or nowhere.</summary>
    public string? CompositeOf(string country)
    {
        if (Array.IndexOf(names, country) >= 0) return null;
        var region = Sources.GetValueOrDefault(country, rest);
        return region < 0 ? null : names[region];
    }
}
