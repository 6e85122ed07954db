using IoEngine.Impact;

namespace IoEngine.Studies;

/// <summary>What a comparison is broken down by.</summary>
public enum ComparedBy
{
    /// <summary>Receiving country.</summary>
    Country,

    /// <summary>Group of the receiving country, each world by its own membership.</summary>
    Group,

    /// <summary>Receiving sector.</summary>
    Sector,

    /// <summary>Nothing: the world.</summary>
    World,
}

/// <summary>One number of two worlds. Immutable.</summary>
/// <param name="Year">Calendar year; null: all years.</param>
/// <param name="Indicator">Indicator.</param>
/// <param name="Channel">Channel; null: all channels.</param>
/// <param name="Key">Country, group or sector; empty for the world.</param>
/// <param name="Baseline">In the world as it is.</param>
/// <param name="Value">In the scenario.</param>
/// <param name="Unit">Unit.</param>
public sealed record ComparedValue(int? Year, string Indicator, Channel? Channel, string Key, double Baseline, double Value,
    string Unit)
{
    /// <summary>Scenario − baseline; exactly 0 where nothing differs.</summary>
    public double Difference => Value - Baseline;

    /// <summary>Difference / |baseline|; null where the baseline is 0.</summary>
    public double? Relative => Baseline == 0 ? null : Difference / Math.Abs(Baseline);
}

/// <summary>Two worlds side by side: differences that add up over countries, groups, sectors, years and channels. Pure.</summary>
public static class Comparison
{
    /// <summary>Compares every year, indicator and channel.</summary>
    /// <param name="baseline">The world as it is.</param>
    /// <param name="scenario">The other one, over the same years.</param>
    /// <param name="by">Country, group, sector, or the world.</param>
    /// <param name="totals">
    /// Whether rows for all channels and for all years follow; they are sums of the others, over years of what every year has.
    /// </param>
    /// <returns>Rows in the order of year, indicator, channel and key.</returns>
    /// <exception cref="ArgumentException">The two have different years.</exception>
    public static IReadOnlyList<ComparedValue> Of(ScenarioResult baseline, ScenarioResult scenario,
        ComparedBy by = ComparedBy.Country, bool totals = false)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(scenario);
        if (!baseline.Years.Select(y => y.Assignment.Year).SequenceEqual(scenario.Years.Select(y => y.Assignment.Year)))
            throw new ArgumentException("The two scenarios have different years.", nameof(scenario));
        var rows = new List<ComparedValue>();
        for (var i = 0; i < baseline.Years.Count; i++)
        {
            var year = baseline.Years[i];
            foreach (var indicator in year.Indicators)
            {
                var other = scenario.Years[i].Find(indicator.Name)!;
                foreach (var channel in Enum.GetValues<Channel>())
                {
                    var (a, b) = (Values(baseline, i, indicator, channel, by), Values(scenario, i, other, channel, by));
                    foreach (var key in a.Keys.Union(b.Keys).Order(StringComparer.Ordinal))
                        rows.Add(new ComparedValue(year.Assignment.Year, indicator.Name, channel, key, a.GetValueOrDefault(key),
                            b.GetValueOrDefault(key), indicator.Unit));
                }
            }
        }

        if (!totals) return rows;
        var inAll = rows.Where(r => baseline.Years.All(y => y.Find(r.Indicator) is not null)).ToList();
        return [.. rows, .. Sums(rows, r => (r.Year, null)), .. Sums(inAll, r => (null, r.Channel)),
            .. Sums(inAll, _ => (null, null))];
    }

    private static IEnumerable<ComparedValue> Sums(List<ComparedValue> rows, Func<ComparedValue, (int?, Channel?)> keys) => rows
        .GroupBy(r => (Keys: keys(r), r.Indicator, r.Key, r.Unit))
        .Select(g => new ComparedValue(g.Key.Keys.Item1, g.Key.Indicator, g.Key.Keys.Item2, g.Key.Key, g.Sum(r => r.Baseline),
            g.Sum(r => r.Value), g.Key.Unit));

    private static SortedDictionary<string, double> Values(ScenarioResult world, int year, IndicatorResult indicator,
        Channel channel, ComparedBy by)
    {
        var result = world.Years[year];
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (by == ComparedBy.Sector)
        {
            for (var j = 0; j < result.Industries.Count; j++) Add(result.Industries[j].Sector.Code, indicator.Value(channel, j));
            var onSpending = Enumerable.Range(0, result.Regions.Count).Sum(r => indicator.OnSpending(channel, r));
            if (onSpending != 0) Add(FinalUse, onSpending);
            return sums;
        }

        var byRegion = indicator.ByRegion(channel);
        var names = new RegionCountries(result.Regions, result.Demand);
        for (var r = 0; r < byRegion.Length; r++)
            Add(by == ComparedBy.World ? "" : by == ComparedBy.Country ? names.NameOf(r)
                : world.Countries[year].GroupOf(names.NameOf(r)), byRegion[r]);
        return sums;

        void Add(string key, double value) => sums[key] = sums.GetValueOrDefault(key) + value;
    }

    /// <summary>Sector of product taxes on what households buy: they accrue in a region, in no industry.</summary>
    public const string FinalUse = "final use";
}
