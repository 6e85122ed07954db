using IoEngine.Accounts;
using IoEngine.Membership;
using IoEngine.Procurement;

namespace IoEngine.Scenarios;

/// <summary>Regions of a table by any spelling, and by group.</summary>
internal static class TableLabels
{
    /// <summary>The region of a code or of a country's spelling.</summary>
    /// <exception cref="UnknownLabelException">There is none; scenarios were checked against these labels before.</exception>
    public static Region Region(string label, Axis<Region> regions)
    {
        if (regions.Contains(new Region(label))) return new Region(label);
        var iso = CountryBook.Default.Normalise(label);
        foreach (var region in regions)
        {
            if (CountryBook.Default.TryFind(region.Code, out var country) && country.Iso3 == iso) return region;
        }

        throw new UnknownLabelException(label, regions.Name, regions.Select(r => r.Code));
    }

    /// <summary>Regions that are a country of the group in a year; a rest of the world is none.</summary>
    public static IEnumerable<Region> OfGroup(string group, int year, MembershipRegister register, Axis<Region> regions) =>
        regions.Where(r => CountryBook.Default.TryFind(r.Code, out var country) && GroupRule.Holds(register, group, country.Iso3, year));
}
