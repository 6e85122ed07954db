using IoEngine.Accounts;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>What a reader of group shares should know, collected year by year before anything is solved.</summary>
internal sealed class GroupFindings(RunInputs inputs)
{
    private readonly SortedDictionary<int, IReadOnlyList<(string Country, string Region)>> inside = [];

    /// <summary>Looks at a year.</summary>
    public void Add(IReadOnlyList<Region> regions, YearDemand demand) =>
        inside[demand.Year] = new RegionCountries(regions, demand).MembersInside(inputs.Membership, demand.Year);

    /// <summary>What was found in all years.</summary>
    public IEnumerable<Finding> All()
    {
        if (!inputs.Membership.HasGroups)
        {
            yield return Finding.Info("GROUPS-NONE", "$.groups.membership",
                "No membership is given, so there are no groups: nothing is said of members and non-members.",
                cure: "Give groups.membership.");
            yield break;
        }

        foreach (var region in inside.Values.SelectMany(m => m).GroupBy(m => m.Region))
        {
            yield return Finding.Warning("GROUPS-MIXED", $"region {region.Key}",
                $"The table shows countries of groups inside (members, hosts, associates …) only within the region {region.Key}: "
                    + $"its value added, and the orders and contributions of all countries inside, stand in the group "
                    + $"'{CountryYear.Mixed}', neither with members nor with non-members.",
                string.Join(", ", region.Select(m => m.Country).Distinct().Order(StringComparer.Ordinal)),
                "these countries as regions of their own",
                "Use a table that shows these countries, or read group shares of value added with care.");
        }

        var paid = inside.Keys.Where(y => inputs.Contributions.Payers(y).Count > 0).ToArray();
        if (paid.Length > 0 && paid.Length < inside.Count)
        {
            yield return Finding.Info("GROUPS-WINDOW", "$.groups.contributions",
                "Returns over all years cover the years with contributions only.",
                Configuration.YearSelection.Of(paid).Text, Configuration.YearSelection.Of(inside.Keys).Text,
                "Give contributions for every year for returns over all of them.");
        }
    }
}
