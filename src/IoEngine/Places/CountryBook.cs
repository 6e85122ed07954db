using System.Text;
using IoEngine.Files;

namespace IoEngine.Places;

/// <summary>A country of ISO 3166 with its spellings. Immutable.</summary>
/// <param name="Iso3">Alpha-3 code (XKX for Kosovo, user-assigned).</param>
/// <param name="Iso2">Alpha-2 code.</param>
/// <param name="Name">Short English name.</param>
/// <param name="Continent">Africa, Americas, Asia, Europe, Middle East or Oceania: which rest of the world takes it where a table has several.</param>
public sealed record Country(string Iso3, string Iso2, string Name, string Continent);

/// <summary>Countries by any usual spelling: ISO 2, ISO 3, names, and codes in use elsewhere (UK, EL, ROM, GER, SUI …). Immutable.</summary>
/// <remarks>Spellings are compared without case, accents and punctuation. Source: data/concordances/countries_iso3166.csv.</remarks>
public sealed class CountryBook
{
    private readonly Dictionary<string, Country> bySpelling;

    private CountryBook(IReadOnlyList<Country> countries, Dictionary<string, Country> bySpelling)
    {
        Countries = countries;
        this.bySpelling = bySpelling;
    }

    /// <summary>The built-in list.</summary>
    public static CountryBook Default { get; } = Load();

    /// <summary>All countries, by alpha-3.</summary>
    public IReadOnlyList<Country> Countries { get; }

    /// <summary>The country of a spelling.</summary>
    public bool TryFind(string spelling, out Country country)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        return bySpelling.TryGetValue(Fold(spelling), out country!);
    }

    /// <summary>Alpha-3 of a spelling; what is no known country is given back trimmed, as found.</summary>
    public string Normalise(string spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        return TryFind(spelling, out var country) ? country.Iso3 : spelling.Trim();
    }

    // Letters and digits only, upper case, accents off: "Côte d'Ivoire" and "COTE D IVOIRE" are one spelling.
    // By an own table, because Unicode decomposition is not at hand where globalisation is invariant.
    internal static string Fold(string text)
    {
        const string accented = "ÀÁÂÃÄÅĀĂĄÇĆČĎÐÈÉÊËĒĖĘĚĞÌÍÎÏĪİŁĹĽÑŃŇÒÓÔÕÖØŌŐŔŘŚŞŠȘŤŢȚÙÚÛÜŪŮŰÝŸŹŻŽ";
        const string plain = "AAAAAAAAACCCDDEEEEEEEEGIIIIIILLLNNNOOOOOOOORRSSSSTTTUUUUUUUYYZZZ";
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            var upper = char.ToUpperInvariant(c);
            var at = accented.IndexOf(upper, StringComparison.Ordinal);
            folded.Append(at >= 0 ? plain[at] : upper);
        }

        return folded.ToString();
    }

    private static CountryBook Load()
    {
        using var stream = typeof(CountryBook).Assembly.GetManifestResourceStream("IoEngine.countries_iso3166.csv")!;
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(stream, "countries_iso3166.csv", ["iso3", "iso2", "name", "continent", "other_spellings"], findings);
        var countries = new List<Country>(csv.Rows.Count);
        var spellings = new Dictionary<string, Country>(StringComparer.Ordinal);
        foreach (var row in csv.Rows)
        {
            var country = new Country(csv.Text(row, "iso3"), csv.Text(row, "iso2"), csv.Text(row, "name"), csv.Text(row, "continent"));
            countries.Add(country);
            foreach (var spelling in csv.Text(row, "other_spellings").Split('|').Append(country.Iso3).Append(country.Iso2).Append(country.Name))
            {
                if (spelling.Length > 0) spellings.TryAdd(Fold(spelling), country);
            }
        }

        return new CountryBook(countries, spellings);
    }
}
