namespace IoEngine.Membership;

/// <summary>A country belongs to a group from one day to another. Immutable.</summary>
/// <param name="Country">ISO 3166 alpha-3 code.</param>
/// <param name="Group">member, host, associate, pre-stage, observer, other … as the register names it.</param>
/// <param name="From">First day, included; <see cref="DateOnly.MinValue"/>: always.</param>
/// <param name="To">Last day, included; null: still.</param>
/// <param name="Place">Where it is written, for messages.</param>
public sealed record MembershipPeriod(string Country, string Group, DateOnly From, DateOnly? To = null, string Place = "");

/// <summary>Who belonged to which group when. Immutable.</summary>
/// <remarks>
/// By the year a country counts in one group: of its periods that cover any day of the year, the one that began last. So it is a
/// member in the calendar year of accession, and still one in the year in which its membership ends, unless another period begins
/// in that year. The dates are kept, <see cref="DaysIn"/> gives shares of the year for pro-rata analysis. Names of groups are
/// compared without case and kept as they are spelled first; the groups of <see cref="DefaultOutside"/> keep the spelling given
/// there.
/// </remarks>
public sealed class MembershipRegister
{
    /// <summary>The group of countries that the register does not name.</summary>
    public const string NonMember = "non-member";

    /// <summary>What orders and countries that can't be placed are called in results.</summary>
    public const string Unknown = "unknown";

    /// <summary>What a region that holds members and non-members together is called in results.</summary>
    public const string Mixed = "mixed";

    /// <summary>What countries are called over all years whose group changed.</summary>
    public const string Several = "several";

    private static readonly string[] Reserved = [Unknown, Mixed, Several];

    private readonly Dictionary<string, MembershipPeriod[]> periods;
    private readonly Dictionary<string, string> spellings = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> outside;

    /// <summary>Puts the periods together.</summary>
    /// <param name="periods">Who belonged to what when.</param>
    /// <param name="outside">
    /// Groups whose countries are no members; null: <see cref="DefaultOutside"/>. <see cref="NonMember"/> always is one.
    /// </param>
    /// <exception cref="InvalidDataFindingsException">
    /// Periods of a country overlap or end before they begin, or a name is empty or stands for something else in results; all are
    /// listed.
    /// </exception>
    public MembershipRegister(IEnumerable<MembershipPeriod> periods, IEnumerable<string>? outside = null)
        : this(periods, outside, grouped: false)
    {
    }

    private MembershipRegister(IEnumerable<MembershipPeriod> periods, IEnumerable<string>? outside, bool grouped)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var findings = new List<Finding>();
        foreach (var known in DefaultOutside) spellings.Add(known, known);
        this.outside = OutsideOf(outside);
        var spelled = periods.Select(p => spellings.TryAdd(p.Group, p.Group) ? p : p with { Group = spellings[p.Group] })
            .ToArray();
        this.periods = spelled.GroupBy(p => p.Country, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(p => p.From).ToArray(), StringComparer.Ordinal);
        HasGroups = grouped || spelled.Length > 0;
        foreach (var country in this.periods.Values) Check(country, findings);
        if (findings.Count > 0) throw new InvalidDataFindingsException("The membership can't be used", findings);
        Groups = this.periods.Values.SelectMany(p => p).Select(p => p.Group).Append(NonMember).Distinct(StringComparer.Ordinal)
            .ToArray();
    }

    /// <summary>
    /// Groups whose countries are no members unless it is said otherwise: non-members, observers (a seat without a vote or a
    /// contribution) and others (a mere agreement).
    /// </summary>
    public static IReadOnlyList<string> DefaultOutside { get; } = [NonMember, "observer", "other"];

    /// <summary>A register without entries: there are no groups, and whoever is asked for is a non-member.</summary>
    public static MembershipRegister Empty { get; } = new([]);

    /// <summary>Whether any group is known: without one, results say nothing of groups.</summary>
    public bool HasGroups { get; }

    /// <summary>Every group, in order of appearance; the non-members last unless the register names them.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Every period, by country and date.</summary>
    public IReadOnlyList<MembershipPeriod> Periods =>
        periods.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value).ToArray();

    /// <summary>Countries with at least one period.</summary>
    public IReadOnlyCollection<string> Countries => periods.Keys;

    /// <summary>Whether the countries of a group count as non-members; all other groups are inside. Case is ignored.</summary>
    public bool IsOutside(string group) => outside.Contains(group);

    /// <summary>A group as this register spells it; as given where it has none of that name.</summary>
    public string Spelled(string group) => spellings.GetValueOrDefault(group, group);

    /// <summary>
    /// The groups outside, of the same names whatever their case; null: <see cref="DefaultOutside"/>. <see cref="NonMember"/>
    /// always is one.
    /// </summary>
    internal static HashSet<string> OutsideOf(IEnumerable<string>? named) =>
        new(named ?? DefaultOutside, StringComparer.OrdinalIgnoreCase) { NonMember };

    /// <summary>The same groups, inside and outside, with other periods.</summary>
    /// <exception cref="InvalidDataFindingsException">As of the constructor.</exception>
    internal MembershipRegister With(IEnumerable<MembershipPeriod> others) =>
        new(others.Select(p => p with { Group = Spelled(p.Group) }), outside, HasGroups);

    /// <summary>Whether the register has a period of a country.</summary>
    internal bool Names(string country) => periods.ContainsKey(country);

    /// <summary>The group of a country in a calendar year: of the periods that touch the year, the one that began last.</summary>
    /// <param name="country">ISO 3166 alpha-3 code.</param>
    /// <param name="year">Calendar year.</param>
    /// <returns>The group; <see cref="NonMember"/> where no period touches the year.</returns>
    public string GroupIn(string country, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return Of(country).LastOrDefault(p => p.From <= last && (p.To ?? DateOnly.MaxValue) >= first)?.Group ?? NonMember;
    }

    /// <summary>The group of a country on a day.</summary>
    public string GroupOn(string country, DateOnly day) =>
        Of(country).LastOrDefault(p => p.From <= day && (p.To ?? DateOnly.MaxValue) >= day)?.Group ?? NonMember;

    /// <summary>Share of the days of a year that a country spent in each group; they sum to 1.</summary>
    public IReadOnlyDictionary<string, double> DaysIn(string country, int year)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var all = last.DayNumber - first.DayNumber + 1;
        var days = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var period in Of(country))
        {
            var from = Math.Max(first.DayNumber, period.From.DayNumber);
            var to = Math.Min(last.DayNumber, (period.To ?? DateOnly.MaxValue).DayNumber);
            if (to >= from) days[period.Group] = days.GetValueOrDefault(period.Group) + to - from + 1;
        }

        var outside = all - days.Values.Sum();
        if (outside > 0) days[NonMember] = days.GetValueOrDefault(NonMember) + outside;
        return days.ToDictionary(d => d.Key, d => (double)d.Value / all, StringComparer.Ordinal);
    }

    private MembershipPeriod[] Of(string country) => periods.GetValueOrDefault(country, []);

    private static void Check(MembershipPeriod[] country, List<Finding> findings)
    {
        for (var i = 0; i < country.Length; i++)
        {
            var p = country[i];
            if (string.IsNullOrWhiteSpace(p.Country) || string.IsNullOrWhiteSpace(p.Group))
                findings.Add(Finding.Error("MEMBERSHIP-EMPTY", p.Place, "Country or group is empty.",
                    $"'{p.Country}', '{p.Group}'", "an ISO 3166 alpha-3 code and a group", "Fill both cells."));
            if (Reserved.Contains(p.Group, StringComparer.OrdinalIgnoreCase))
                findings.Add(Finding.Error("MEMBERSHIP-RESERVED", p.Place,
                    "The group's name stands for something else in the results.", $"'{p.Group}'",
                    $"another name than {string.Join(", ", Reserved)}", "Rename the group."));
            if (p.To < p.From)
                findings.Add(Finding.Error("MEMBERSHIP-DATES", p.Place, $"A period of {p.Country} ends before it begins.",
                    $"{p.From:yyyy-MM-dd} to {p.To:yyyy-MM-dd}", "from ≤ to", "Correct the dates."));
            if (i > 0 && (country[i - 1].To ?? DateOnly.MaxValue) >= p.From)
                findings.Add(Finding.Error("MEMBERSHIP-OVERLAP", p.Place, $"Two periods of {p.Country} overlap.",
                    $"{country[i - 1].Group} until {country[i - 1].To?.ToString("yyyy-MM-dd") ?? "now"}, {p.Group} "
                        + $"{(p.From == DateOnly.MinValue ? "always" : $"from {p.From:yyyy-MM-dd}")}",
                    "one group at a time", "End the earlier period the day before the later one begins."));
        }
    }
}
