using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Places;

/// <summary>The user's word on countries: which country or region a spelling is, before any other rule. Immutable.</summary>
/// <remarks>
/// In this order: the user's <c>countries.csv</c>, whose targets are regions of the table or countries, the table's region of the
/// same code or of the same country (ROM is ROU, GR is GRC), then the table's rest of the world (the one of its continent, where
/// there are several) if the spelling is a country.
/// </remarks>
public sealed class CountryConcordance
{
    private const string Others = "*";

    private readonly Dictionary<string, string> targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> continents = new(StringComparer.Ordinal);
    private readonly List<(int Line, string Code, string Region)> lines = [];

    private CountryConcordance(string path) => Path = path;

    /// <summary>No file: codes and countries decide.</summary>
    public static CountryConcordance Default { get; } = new("");

    /// <summary>Region that takes countries the table lacks; null: found by its code.</summary>
    public string? RestOfWorld { get; private init; }

    internal string Path { get; }

    /// <summary>Lines of the file as they stand, the rest of the world left out.</summary>
    internal IReadOnlyList<(int Line, string Code, string Region)> Lines => lines;

    /// <summary>Pairs given in code, and the code of the rest of the world where the usual spellings don't find it.</summary>
    public static CountryConcordance Of(IEnumerable<(string Code, string Region)> pairs, string? restOfWorld = null)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var concordance = new CountryConcordance("memory") { RestOfWorld = restOfWorld };
        foreach (var (code, region) in pairs)
        {
            if (concordance.Add(0, code, region) is { } other)
                throw new ArgumentException($"'{code}' is given two regions, '{other}' and '{region}'.", nameof(pairs));
        }

        return concordance;
    }

    /// <summary>
    /// Reads <c>code,region</c>, where a row <c>*,region</c> names the rest of the world; or a list in the layout of the shipped
    /// countries_iso3166.csv, whose spellings and continents then hold.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">The file can't be used; every fault is listed.</exception>
    public static CountryConcordance Read(string path)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, [], findings);
        var isList = csv.Has("iso3") && !csv.Has("code");
        if (!isList && findings.Count == 0) csv = TidyCsv.Read(path, ["code", "region"], findings);
        var rest = csv.Rows.Where(r => csv.Text(r, "code") == Others).Select(r => csv.Text(r, "region")).LastOrDefault();
        var concordance = new CountryConcordance(path) { RestOfWorld = rest };
        if (isList) concordance.TakeList(csv, findings);
        else concordance.TakePairs(csv, findings);
        return findings.Count == 0
            ? concordance : throw new InvalidDataFindingsException("The concordance of countries can't be used", findings);
    }

    /// <summary>
    /// What a spelling is called in results: alpha-3 where it is a country, or where the user says which country it is; empty
    /// where it stands for no data; else trimmed, as found.
    /// </summary>
    internal string CountryOf(string spelling)
    {
        spelling = spelling.Trim();
        var found = CountryBook.Default.InCell(spelling);
        if (found.Count == 1) return found[0].Iso3;
        return TryTarget(spelling, out var target) ? Named(spelling, target) : NoData.Is(spelling) ? "" : spelling;
    }

    /// <summary>The same of <c>NA</c> in a column where it stands for no data.</summary>
    internal string CountryOfNa() => targets.TryGetValue(Literal("NA"), out var target) ? Named("NA", target) : "";

    /// <summary>Whether a spelling is one country, or one that this concordance places.</summary>
    internal bool Knows(string spelling) => TryTarget(spelling, out _) || CountryBook.Default.InCell(spelling).Count == 1;

    /// <summary>Which of several rests of the world takes a country.</summary>
    internal string ContinentOf(Country country) => continents.GetValueOrDefault(country.Iso3, country.Continent);

    /// <summary>The one map of a table's regions.</summary>
    internal RegionMap For(IReadOnlyList<Region> tableRegions) => new(tableRegions, this);

    /// <summary>The region or country that the user gives a spelling.</summary>
    internal bool TryTarget(string spelling, out string target) => targets.TryGetValue(Key(spelling), out target!);

    // A spelling given to a rest of the world is no country by that; WF alone may be the rest of Africa.
    private static string Named(string spelling, string target) =>
        !RestRegions.IsRest(target) && CountryBook.Default.TryFind(target, out var country) ? country.Iso3 : spelling;

    private void TakePairs(TidyCsv csv, List<Finding> findings)
    {
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "code", out var code) | !csv.TryText(row, "region", out var region)) continue;
            if (code != Others && Add(row.Line, code, region) is { } other)
                findings.Add(Finding.Error("COUNTRY-DUPLICATE", csv.Place(row), $"'{code}' is given two regions.",
                    $"'{other}' and '{region}'", "one region a country", "Remove one of the two rows."));
        }
    }

    // What such a list says is that its spellings are its countries; most of that is known.
    private void TakeList(TidyCsv csv, List<Finding> findings)
    {
        foreach (var row in csv.Rows)
        {
            if (!csv.TryText(row, "iso3", out var iso3)) continue;
            if (csv.Text(row, "continent") is { Length: > 0 } continent) TakeContinent(csv, row, iso3, continent, findings);
            foreach (var spelling in csv.Text(row, "other_spellings").Split('|').Append(csv.Text(row, "iso2"))
                .Append(csv.Text(row, "name")))
            {
                if (spelling.Length > 0 && !IsKnownAs(spelling, iso3) && Add(row.Line, spelling, iso3) is { } other)
                    findings.Add(Finding.Error("COUNTRY-DUPLICATE", csv.Place(row),
                        $"'{spelling}' is a spelling of two countries.", $"{other} and {iso3}", "one country a spelling",
                        "Remove it from one of the two rows."));
            }
        }
    }

    private void TakeContinent(TidyCsv csv, TidyRow row, string iso3, string continent, List<Finding> findings)
    {
        if (!RestRegions.ContinentNames.Contains(continent))
            findings.Add(Finding.Error("COUNTRY-CONTINENT", csv.Place(row, "continent"), "There is no such continent.",
                $"'{continent}'", string.Join(", ", RestRegions.ContinentNames), "Use one of these."));
        else if (CountryBook.Default.TryFind(iso3, out var country) && country.Continent != continent)
            continents[country.Iso3] = continent;
    }

    private static bool IsKnownAs(string spelling, string iso3) =>
        CountryBook.Default.TryFind(spelling, out var known) && known.Iso3 == iso3;

    // The other region, where the spelling has one already. NA is Namibia and, in columns of no two-letter codes, no data.
    private string? Add(int line, string code, string region)
    {
        if (NoData.IsNa(code)) targets.TryAdd(Literal(code), region);
        if (!targets.TryAdd(Key(code), region) && targets[Key(code)] is var other && other != region) return other;
        lines.Add((line, code, region));
        return null;
    }

    private static string Key(string spelling)
    {
        if (CountryBook.Default.InCell(spelling) is [var country]) return country.Iso3;
        return NoData.Is(spelling) || SpellingKeys.Fold(spelling) is not { Length: > 0 } folded ? Literal(spelling) : folded;
    }

    private static string Literal(string spelling) => $"\0{NoData.Key(spelling)}";
}
