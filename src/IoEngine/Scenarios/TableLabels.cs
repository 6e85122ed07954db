using IoEngine.Accounts;
using IoEngine.Countries;
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

    /// <summary>Regions of a group in a year; a region of several countries counts outside, as in the results.</summary>
    public static IEnumerable<Region> OfGroup(string group, int year, MembershipRegister register, Axis<Region> regions) =>
        regions.Where(r => GroupRule.Holds(register, group, CountryBook.Default.Normalise(r.Code), year));
}
