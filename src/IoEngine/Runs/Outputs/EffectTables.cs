using IoEngine.Analysis;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>effects</c>, <c>attribution</c> and <c>mapping</c>.</summary>
internal static class EffectTables
{
    private static readonly (Channel Channel, string Name)[] Channels =
        Enum.GetValues<Channel>().Select(c => (c, c.ToString().ToLowerInvariant())).ToArray();

    public static ResultTable Effects(IReadOnlyList<ScenarioResult> worlds)
    {
        var table = ResultLayouts.Effects();
        foreach (var (world, year) in worlds.SelectMany(w => w.Years.Select(y => (w.Name, y))))
        {
            var countries = new RegionCountries(year.Regions, year.Demand);
            var names = year.Industries.Select(i => countries.NameOf(year.Regions.IndexOf(i.Region))).ToArray();
            foreach (var indicator in year.Indicators)
            {
                foreach (var (channel, name) in Channels)
                {
                    for (var j = 0; j < year.Industries.Count; j++)
                        Add(names[j], year.Industries[j].Sector.Code, indicator.Value(channel, j), indicator, name);
                    for (var r = 0; r < year.Regions.Count; r++)
                        Add(countries.NameOf(r), ResultLayouts.FinalUse, indicator.OnSpending(channel, r), indicator, name);
                }
            }

            void Add(string country, string sector, double value, IndicatorResult indicator, string channel)
            {
                if (value != 0)
                    table.Add(world, year.Assignment.Year, indicator.Name, channel, country, sector, value, indicator.Unit);
            }
        }

        return table;
    }

    public static ResultTable Attribution(IReadOnlyList<ScenarioResult> worlds)
    {
        var table = ResultLayouts.Attribution();
        foreach (var (world, year) in worlds.SelectMany(w => w.Years.Select(y => (w.Name, y))))
        {
            var countries = new RegionCountries(year.Regions, year.Demand);
            foreach (var indicator in year.Indicators)
            {
                foreach (var (channel, name) in Channels)
                {
                    for (var s = 0; s < year.Demand.Sources.Count; s++)
                    {
                        var source = year.Demand.Sources[s] is { Length: > 0 } known ? known : CountryYear.Unknown;
                        for (var r = 0; r < year.Regions.Count; r++)
                        {
                            var value = indicator.Attribution(channel, r, s);
                            if (value != 0)
                                table.Add(world, year.Assignment.Year, indicator.Name, name, source, countries.NameOf(r), value, indicator.Unit);
                        }
                    }
                }
            }
        }

        return table;
    }

    public static ResultTable Mapping(IReadOnlyList<YearResult> years)
    {
        var table = ResultLayouts.Mapping();
        foreach (var year in years)
        {
            foreach (var row in year.Demand.Mapping)
                table.Add(year.Assignment.Year, row.Rule, row.Scheme, row.Code, row.Sector, ResultLayouts.Count(row.Number), (double)row.Value, year.Demand.Currency);
        }

        return table;
    }
}
