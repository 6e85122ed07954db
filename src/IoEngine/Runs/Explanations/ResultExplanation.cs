using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Reporting;
using IoEngine.Reporting.Layouts;

namespace IoEngine.Runs.Explanations;

/// <summary>A named part of a sum. Immutable.</summary>
/// <param name="Name">Name or code, as in the result files.</param>
/// <param name="Value">Value.</param>
/// <param name="Label">What people call it, where the name is a code; empty otherwise.</param>
public sealed record NamedValue(string Name, double Value, string Label = "");

/// <summary>
/// How one number of stored results is made up: the same total by channel, by whose orders cause it, and by sector. Immutable.
/// </summary>
public sealed record CountryExplanation
{
    /// <summary>Country.</summary>
    public required string Country { get; init; }

    /// <summary>Name of the country for people; empty where it is not known.</summary>
    public string CountryName { get; init; } = "";

    /// <summary>Indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>Unit of every value.</summary>
    public required string Unit { get; init; }

    /// <summary>By channel.</summary>
    public required IReadOnlyList<NamedValue> Channels { get; init; }

    /// <summary>By supplier country whose orders cause it, largest first.</summary>
    public required IReadOnlyList<NamedValue> Sources { get; init; }

    /// <summary>By sector in which it arises, largest first.</summary>
    public required IReadOnlyList<NamedValue> Sectors { get; init; }
}

/// <summary>The identity of a run: orders = mapped + unmapped; mapped = value added + taxes + leaks. Immutable.</summary>
public sealed record RunIdentity
{
    /// <summary>Year, or <c>all</c>.</summary>
    public required string Year { get; init; }

    /// <summary>Report currency.</summary>
    public required string Unit { get; init; }

    /// <summary>Closure.</summary>
    public required string Closure { get; init; }

    /// <summary>Orders.</summary>
    public required double Orders { get; init; }

    /// <summary>Orders without a rule.</summary>
    public required double Unmapped { get; init; }

    /// <summary>Value added and leaks at Type I: they add up to the mapped orders.</summary>
    public required IReadOnlyList<NamedValue> Parts { get; init; }

    /// <summary>Induced value added, on top.</summary>
    public required double Induced { get; init; }
}

/// <summary>Explains numbers of stored results from their own tables.</summary>
public static class ResultExplanation
{
    /// <summary>What is asked for in place of a year: the sum of all.</summary>
    public const string AllYears = "all";

    /// <summary>Name, years and synthetic mark of the results, and the report currency.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="verify">Whether the results are compared with their manifest.</param>
    /// <exception cref="ConfigException">The folder holds no results.</exception>
    /// <exception cref="InvalidDataFindingsException">The results were changed.</exception>
    public static (string Name, IReadOnlyList<string> Years, bool Synthetic, string Currency, string Closure) Describe(
        string folder, bool verify = true) =>
            StoredResults.Read(folder, verify, results =>
            {
                var manifest = results.Manifest;
                return ((string?)manifest["name"] ?? "results", (IReadOnlyList<string>)new StoredYears(results).Names.ToArray(),
                    (bool?)manifest["synthetic"] ?? false,
                    (string?)manifest["orders"]?["currency"] ?? "", (string?)manifest["closure"]?["kind"] ?? "");
            });

    /// <summary>The identity of a year, or of all years.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="year">Year, or <c>all</c>.</param>
    /// <param name="verify">Whether the results are compared with their manifest.</param>
    /// <exception cref="ConfigException">The folder holds no results, or not this year.</exception>
    /// <exception cref="InvalidDataFindingsException">The results were changed.</exception>
    public static RunIdentity Identity(string folder, string year, bool verify = true) =>
        StoredResults.Read(folder, verify, results => Identity(results, year));

    private static RunIdentity Identity(StoredResults results, string year)
    {
        var name = year == AllYears ? "summary_all" : "summary";
        if (results.Find(name) is not { } table) throw Missing(name);
        var rows = Enumerable.Range(0, table.Rows).Where(i => table["scenario"].Texts[i] == ResultTerms.Baseline).ToArray();
        var row = year == AllYears ? rows[0] : rows.FirstOrDefault(i => $"{table["year"].Integers[i]}" == year, -1);
        if (row < 0)
        {
            throw new ConfigException([Finding.Error("EXPLAIN-YEAR", "--year", "The results have no such year.", year,
                string.Join(", ", rows.Select(i => $"{table["year"].Integers[i]}").Append(AllYears)), "Ask for one of these.")]);
        }

        (string Name, string Column)[] parts =
        [
            ("value added, direct", "direct"), ("value added, indirect", "indirect"), ("taxes on the orders", "leak_order_taxes"),
            ("product taxes along the chain", "leak_product_taxes"), ("other items of the table", "leak_other_items"),
            ("imbalance of the table", "leak_table_residual"), ("unexplained (no output)", "leak_unexplained"),
        ];
        return new RunIdentity
        {
            Year = year,
            Unit = table["unit"].Texts[row],
            Closure = table["closure"].Texts[row],
            Orders = table["orders"].Numbers[row],
            Unmapped = table["unmapped"].Numbers[row],
            Parts = parts.Select(p => new NamedValue(p.Name, table[p.Column].Numbers[row])).ToArray(),
            Induced = table["induced"].Numbers[row],
        };
    }

    /// <summary>How what a country receives is made up.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="country">Receiving country, by any spelling.</param>
    /// <param name="year">Year, or <c>all</c>.</param>
    /// <param name="indicator">Indicator.</param>
    /// <param name="verify">Whether the results are compared with their manifest.</param>
    /// <exception cref="ConfigException">The folder holds no results, or not this country, year or indicator.</exception>
    /// <exception cref="InvalidDataFindingsException">The results were changed.</exception>
    public static CountryExplanation Country(string folder, string country, string year, string indicator = "valueAdded",
        bool verify = true) =>
            StoredResults.Read(folder, verify, results => Country(results, country, year, indicator));

    private static CountryExplanation Country(StoredResults results, string country, string year, string indicator)
    {
        if (results.Find("effects") is not { } effects) throw Missing("effects");
        if (results.Find("attribution") is not { } attribution) throw Missing("attribution");
        var known = effects["country"].Texts.Concat(attribution["source"].Texts).Distinct(StringComparer.Ordinal).ToArray();
        if (new RegionMap([.. known.Select(k => new Region(k))]).Named(country)?.Code is not { } code)
            throw AskedCountry.Missing(results, "--country", country, known);
        var rows = Rows(effects, code, year, indicator);
        if (rows.Length == 0)
        {
            throw new ConfigException([Finding.Error("EXPLAIN-COUNTRY", "--country", "The results have no such number.",
                $"{indicator} of {code} in {year}",
                string.Join(", ", effects["country"].Texts.Distinct().Order(StringComparer.Ordinal)) + "; "
                    + string.Join(", ", effects["indicator"].Texts.Distinct()),
                "Ask for one of these countries and indicators.")]);
        }

        return new CountryExplanation
        {
            Country = code,
            CountryName = results.RegionName(code),
            Indicator = indicator,
            Unit = effects["unit"].Texts[rows[0]],
            Channels = Sums(effects, rows, "channel"),
            Sectors = Sums(effects, rows, "sector").Select(v => v with { Label = results.SectorName(v.Name) })
                .OrderByDescending(v => v.Value).ToArray(),
            Sources = Sums(attribution, Rows(attribution, code, year, indicator), "source")
                .Select(v => v with { Label = results.RegionName(v.Name) }).OrderByDescending(v => v.Value).ToArray(),
        };
    }

    private static int[] Rows(ResultTable table, string country, string year, string indicator)
    {
        var (scenarios, years, indicators, countries) = (table["scenario"].Texts, table["year"].Integers,
            table["indicator"].Texts, table["country"].Texts);
        var wanted = int.TryParse(year, out var number) ? number : year == AllYears ? (long?)null : -1;
        return EventFiles.RowsOfOrders(table)
            .Where(i => scenarios[i] == ResultTerms.Baseline && countries[i] == country && indicators[i] == indicator
                && (wanted is null || years[i] == wanted)).ToArray();
    }

    private static NamedValue[] Sums(ResultTable table, IEnumerable<int> rows, string column) =>
        rows.GroupBy(i => table[column].Texts[i]).Select(g => new NamedValue(g.Key, g.Sum(i => table["value"].Numbers[i])))
            .ToArray();

    private static ConfigException Missing(string table) =>
        new([Finding.Error("RESULTS-TABLE", table, "The results lack this table.", "nothing", $"{table}.csv or {table}.parquet",
            "Run with csv or parquet in output.formats.")]);
}
