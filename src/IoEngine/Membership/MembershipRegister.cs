namespace IoEngine.Membership;

/// <summary>A country belongs to a group from one day to another. Immutable.</summary>
/// <param name="Country">ISO 3166 alpha-3 code.</param>
/// <param name="Group">member, host, associate, pre-stage, observer, other … as the register names it.</param>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included; null: still.</param>
/// <param name="Place">Where it is written, for messages.</param>
public sealed record MembershipPeriod(string Country, string Group, DateOnly From, DateOnly? To = null, string Place = "");

/// <summary>Who belonged to which group when. Immutable.</summary>
/// <remarks>
/// By the year a country counts in the group it last entered by the end of that year: a member in the calendar year of accession.
/// The dates are kept, <see cref="DaysIn"/> gives shares of the year for pro-rata analysis.
/// </remarks>
public sealed class MembershipRegister
{
    /// <summary>The group of countries that the register does not name.</summary>
    public const string NonMember = "non-member";

    // Observers have a seat without a vote or a contribution; "other" is a country with a mere agreement. Both count as non-members.
    private static readonly HashSet<string> Outside = new(StringComparer.OrdinalIgnoreCase) { NonMember, "observer", "other" };

    private readonly Dictionary<string, MembershipPeriod[]> periods;

    /// <summary>Puts the periods together.</summary>
    /// <exception cref="InvalidDataFindingsException">Periods of a country overlap or end before they begin, or a name is empty; all are listed.</exception>
    public MembershipRegister(IEnumerable<MembershipPeriod> periods)
    {
        ArgumentNullException.ThrowIfNull(periods);
        var findings = new List<Finding>();
        this.periods = periods.GroupBy(p => p.Country, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.OrderBy(p => p.From).ToArray(), StringComparer.Ordinal);
        foreach (var country in this.periods.Values) Check(country, findings);
        if (findings.Count > 0) throw new InvalidDataFindingsException("The membership can't be used", findings);
        Groups = this.periods.Values.SelectMany(p => p).Select(p => p.Group).Append(NonMember).Distinct(StringComparer.Ordinal).ToArray();
    }

    /// <summary>A register without entries: everybody is a non-member.</summary>
    public static MembershipRegister Empty { get; } = new([]);

    /// <summary>Every group, in order of appearance; the non-members last unless the register names them.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>Every period, by country and date.</summary>
    public IReadOnlyList<MembershipPeriod> Periods => periods.OrderBy(p => p.Key, StringComparer.Ordinal).SelectMany(p => p.Value).ToArray();

    /// <summary>Countries with at least one period.</summary>
    public IReadOnlyCollection<string> Countries => periods.Keys;

    /// <summary>Whether a group stands outside: non-members, observers and others. Members, hosts and associates of any stage stand inside.</summary>
    public static bool IsOutside(string group) => Outside.Contains(group);

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
                findings.Add(Finding.Error("MEMBERSHIP-EMPTY", p.Place, "Country or group is empty.", $"'{p.Country}', '{p.Group}'",
                    "an ISO 3166 alpha-3 code and a group", "Fill both cells."));
            if (p.To < p.From)
                findings.Add(Finding.Error("MEMBERSHIP-DATES", p.Place, $"A period of {p.Country} ends before it begins.", $"{p.From:yyyy-MM-dd} to {p.To:yyyy-MM-dd}",
                    "from ≤ to", "Correct the dates."));
            if (i > 0 && (country[i - 1].To ?? DateOnly.MaxValue) >= p.From)
                findings.Add(Finding.Error("MEMBERSHIP-OVERLAP", p.Place, $"Two periods of {p.Country} overlap.",
                    $"{country[i - 1].Group} until {country[i - 1].To?.ToString("yyyy-MM-dd") ?? "now"}, {p.Group} from {p.From:yyyy-MM-dd}",
                    "one group at a time", "End the earlier period the day before the later one begins."));
        }
    }
}
