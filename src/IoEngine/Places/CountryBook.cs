using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Places;

/// <summary>A country of ISO 3166 with its spellings. Immutable.</summary>
/// <param name="Iso3">Alpha-3 code (XKX for Kosovo, user-assigned).</param>
/// <param name="Iso2">Alpha-2 code.</param>
/// <param name="Name">Short English name.</param>
/// <param name="Continent">
/// Africa, Americas, Asia, Europe, Middle East or Oceania: which rest of the world takes it where a table has several.
/// </param>
public sealed record Country(string Iso3, string Iso2, string Name, string Continent);

/// <summary>
/// Countries by any usual spelling: ISO 2, ISO 3, short and official names, names in English, French, German, Italian and
/// Spanish, those of the United Nations and the World Bank, and codes in use elsewhere (UK, EL, ROM, GER, SUI …). Immutable.
/// </summary>
/// <remarks>
/// Spellings are compared without case, accents, punctuation, articles and the order of words. Names that are said of several
/// countries, and states that are now several, are no country. Sources: data/concordances/countries_iso3166.csv and
/// country_names.csv.
/// </remarks>
public sealed class CountryBook
{
    // Below that many letters a name is a code, and no word of a longer name.
    private const int LongestCode = 3;

    private static readonly string[] Separators = ["---", "--", "|", ";", "/", ",", "(", ")", "[", "]", ":", " - ", " – ", " — ",
        "+", "&"];

    // Codes of the nomenclature of territorial units for statistics begin with these: DE212 is Munich.
    private const string Nuts = "AL AT BE BG CH CY CZ DE DK EE EL ES FI FR HR HU IE IS IT LI LT LU LV ME MK MT NL NO PL PT RO RS "
        + "SE SI SK TR UK XK";

    private readonly Dictionary<string, Country[]> bySpelling = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Country> byIso3 = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, Country[]>> byWords;

    private CountryBook(IReadOnlyList<Country> countries, IReadOnlyList<(Country[] Countries, string Spelling)> spellings)
    {
        Countries = countries;
        foreach (var country in countries) byIso3[country.Iso3] = country;
        foreach (var (named, spelling) in spellings)
        {
            bySpelling.TryAdd(SpellingKeys.Fold(spelling), named);
            if (SpellingKeys.WrittenOut(spelling) is { } writtenOut) bySpelling.TryAdd(writtenOut, named);
        }

        byWords = new Lazy<Dictionary<string, Country[]>>(() =>
        {
            var words = new Dictionary<string, Country[]>(StringComparer.Ordinal);
            foreach (var (named, spelling) in spellings)
            {
                if (spelling.Length > LongestCode && SpellingKeys.Words(spelling) is { } key) words.TryAdd(key, named);
            }

            return words;
        });
    }

    /// <summary>The built-in list.</summary>
    public static CountryBook Default { get; } = Load();

    /// <summary>All countries, by alpha-3.</summary>
    public IReadOnlyList<Country> Countries { get; }

    /// <summary>The country of a code or name.</summary>
    public bool TryFind(string spelling, out Country country)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        var found = Named(spelling);
        country = found.Length == 1 ? found[0] : null!;
        return found.Length == 1;
    }

    /// <summary>Alpha-3 of a spelling; what is no known country is given back trimmed, as found.</summary>
    public string Normalise(string spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        return TryFind(spelling, out var country) ? country.Iso3 : spelling.Trim();
    }

    /// <summary>
    /// The countries that a cell of an order names. Beyond names and codes: the same country said several times ("DE---DE", "CH -
    /// Switzerland") is one, and the code of a territorial unit for statistics is its country ("DE212"). Several where the cell
    /// names several, or a name that is said of several; empty where none is known.
    /// </summary>
    internal IReadOnlyList<Country> InCell(string cell)
    {
        if (Unit(cell) is { Length: > 0 } named) return named;
        var parts = cell.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2) return [];
        var all = Array.ConvertAll(parts, Unit);
        return Array.TrueForAll(all, p => p.Length == 1) ? [.. all.Select(p => p[0]).Distinct()] : [];
    }

    /// <summary>A spelling for messages, with the countries that it may be where it is not one.</summary>
    internal string Shown(string spelling) => InCell(spelling) is { Count: > 1 } several
        ? $"'{spelling}' ({string.Join(", ", several.SkipLast(1).Select(c => c.Iso3))} or {several[^1].Iso3})" : $"'{spelling}'";

    private Country[] Unit(string text)
    {
        var found = Named(text);
        if (found.Length > 0) return found;
        text = text.Trim();
        var isNuts = text.Length is >= 3 and <= 5 && text.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            && text.AsSpan(2).IndexOfAnyInRange('0', '9') >= 0
            && Nuts.Split(' ').Contains(text[..2]);
        return isNuts ? Named(text[..2]) : [];
    }

    private Country[] Named(string spelling) => !NoData.Is(spelling)
        && (bySpelling.TryGetValue(SpellingKeys.Fold(spelling), out var found)
        || (SpellingKeys.Words(spelling) is { } words && byWords.Value.TryGetValue(words, out found))) ? found! : [];

    private static CountryBook Load()
    {
        var countries = new List<Country>();
        var spellings = new List<(Country[], string)>();
        var (codes, names) = (
            ShippedCsv.Read("countries_iso3166.csv", ["iso3", "iso2", "name", "continent", "other_spellings"]),
            ShippedCsv.Read("country_names.csv", ["iso3", "name", "source"]));
        foreach (var row in codes.Rows)
        {
            var country = new Country(codes.Text(row, "iso3"), codes.Text(row, "iso2"), codes.Text(row, "name"),
                codes.Text(row, "continent"));
            countries.Add(country);
            foreach (var spelling in codes.Text(row, "other_spellings").Split('|').Prepend(country.Name).Prepend(country.Iso2)
                .Prepend(country.Iso3))
            {
                if (spelling.Length > 0) spellings.Add(([country], spelling));
            }
        }

        var byIso3 = countries.ToDictionary(c => c.Iso3, StringComparer.Ordinal);
        foreach (var row in names.Rows)
            spellings.Add((Array.ConvertAll(names.Text(row, "iso3").Split('|'), iso3 => byIso3[iso3]), names.Text(row, "name")));
        return new CountryBook(countries, spellings);
    }
}
