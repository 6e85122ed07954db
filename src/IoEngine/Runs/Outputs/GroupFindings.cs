using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>What a reader of group shares should know.</summary>
internal static class GroupFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<CountryYear> years, RunInputs inputs)
    {
        if (!inputs.Membership.HasGroups)
        {
            yield return Finding.Info("GROUPS-NONE", "$.groups.membership", "No membership is given, so there are no groups: nothing is said of members and non-members.",
                cure: "Give groups.membership.");
            yield break;
        }

        foreach (var inside in years.SelectMany(y => y.MembersInside.Select(m => (m.Region, m.Country))).GroupBy(m => m.Region))
        {
            yield return Finding.Warning("GROUPS-MIXED", $"region {inside.Key}",
                $"The table shows countries of groups inside (members, hosts, associates …) only within the region {inside.Key}: its value added stands in the group '{CountryYear.Mixed}', "
                + "neither with members nor with non-members.", string.Join(", ", inside.Select(m => m.Country).Distinct().Order(StringComparer.Ordinal)),
                "these countries as regions of their own", "Use a table that shows these countries, or read group shares of value added with care.");
        }

        var paid = years.Where(y => y.Countries.Values.Any(a => a.Contribution != 0)).Select(y => y.Year).ToArray();
        if (paid.Length > 0 && paid.Length < years.Count)
        {
            yield return Finding.Info("GROUPS-WINDOW", "$.groups.contributions", "Returns over all years cover the years with contributions only.",
                Configuration.YearSelection.Of(paid).Text, Configuration.YearSelection.Of(years.Select(y => y.Year)).Text,
                "Give contributions for every year for returns over all of them.");
        }
    }
}
