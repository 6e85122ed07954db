using System.Globalization;
using IoEngine.Places;

namespace IoEngine.Procurement.Demand;

/// <summary>Spellings of orders that are no country and no region of the table, as one finding.</summary>
internal static class UnknownCountries
{
    /// <summary>Code of the finding.</summary>
    public const string Code = "COUNTRY-UNKNOWN";

    private const int MostNamed = 30;

    /// <summary>The finding, the largest values first; null where there are none.</summary>
    /// <param name="place">Where they stand.</param>
    /// <param name="unknown">Each spelling once, with its orders.</param>
    /// <param name="currency">Report currency.</param>
    public static Finding? Finding(string place, IEnumerable<SourceTotal> unknown, string currency)
    {
        var all = unknown.OrderByDescending(u => u.Value).ThenBy(u => u.Country, StringComparer.Ordinal).ToArray();
        if (all.Length == 0) return null;
        var found = Named.Some(all.Select(u => string.Create(CultureInfo.InvariantCulture,
            $"{CountryBook.Default.Shown(u.Country)} {u.Number:0.##} {Plural.Noun(u.Number, "order")}, "
                + $"{u.Value:0.##} {currency}")), MostNamed, "; ");
        return IoEngine.Finding.Warning(Code, place,
            $"{Plural.Of(all.Length, "spelling")} "
                + Plural.Noun(all.Length,
                    "is no country and no region of the table; its", "are no country and no region of the table; their")
                + " orders are unmapped.",
            found, "ISO 3166, a usual name, or a region of the table",
            "Add lines 'spelling,country' to the file of mapping.countries; ioe check with --write-unknown FILE writes the lines "
                + "to fill in.");
    }
}
