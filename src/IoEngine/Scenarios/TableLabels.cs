using IoEngine.Accounts;
using IoEngine.Membership;
using IoEngine.Places;

namespace IoEngine.Scenarios;

/// <summary>Regions of a table by any spelling, and by group.</summary>
internal static class TableLabels
{
    /// <summary>The region of a code or of a country's spelling.</summary>
    /// <exception cref="UnknownLabelException">There is none; scenarios were checked against these labels before.</exception>
    public static Region Region(string label, Axis<Region> regions) => new RegionMap(regions).Named(label)
        ?? throw new UnknownLabelException(label, regions.Name, regions.Select(r => r.Code));

    /// <summary>Regions of a group in a year; a region of several countries counts outside, as in the results.</summary>
    public static IEnumerable<Region> OfGroup(string group, int year, MembershipRegister register, Axis<Region> regions)
    {
        var map = new RegionMap(regions);
        return regions.Where(r => GroupRule.Holds(register, group, map.NameOf(r), year));
    }
}
