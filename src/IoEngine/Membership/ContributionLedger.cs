namespace IoEngine.Membership;

/// <summary>A contribution of a country for a year. Immutable.</summary>
/// <param name="Year">Calendar year.</param>
/// <param name="Country">ISO 3166 alpha-3 code.</param>
/// <param name="Amount">Amount, in the report currency.</param>
public sealed record Contribution(int Year, string Country, double Amount);

/// <summary>Contributions by year and country, in one currency. Immutable.</summary>
public sealed class ContributionLedger
{
    private readonly Dictionary<(int Year, string Country), double> amounts;

    /// <summary>Adds up what is given for the same year and country.</summary>
    public ContributionLedger(IEnumerable<Contribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        amounts = contributions.GroupBy(c => (c.Year, c.Country)).ToDictionary(g => g.Key, g => g.Sum(c => c.Amount));
        Years = amounts.Keys.Select(k => k.Year).Distinct().Order().ToArray();
    }

    /// <summary>No contributions.</summary>
    public static ContributionLedger Empty { get; } = new([]);

    /// <summary>Years with at least one contribution, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>The contribution of a country in a year; 0 where there is none.</summary>
    public double Of(string country, int year) => amounts.GetValueOrDefault((year, country));

    /// <summary>All contributions of a year.</summary>
    public double Total(int year) => Payers(year).Sum(country => Of(country, year));

    /// <summary>Countries that pay in a year.</summary>
    public IReadOnlyList<string> Payers(int year) =>
        amounts.Where(a => a.Key.Year == year && a.Value != 0).Select(a => a.Key.Country).Order(StringComparer.Ordinal).ToArray();
}
