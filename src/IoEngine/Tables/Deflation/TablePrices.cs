using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Texts;

namespace IoEngine.Tables.Deflation;

/// <summary>
/// Prices of the tables of any two years, from price indices by region (and sector) and exchange rates. Immutable.
/// </summary>
/// <remarks>
/// METHOD.md, section 7. Of the shipped series a region that is no country takes the geometric mean of the countries inside it
/// that have both, a country without a price index that of the United States. What a user's file lacks is an error.
/// </remarks>
public sealed class TablePrices
{
    /// <summary>In a configuration: the shipped series.</summary>
    public const string Shipped = "shipped";

    internal const string IndexFile = "gdp_deflator.csv";
    internal const string RateFile = "exchange.csv";
    private const string IndexColumn = "index";
    private const string RateColumn = "per_unit";

    // Whose rate tells what a unit of the table's money is worth in the dollars of the shipped rates.
    private static readonly Dictionary<string, string> CountryOfMoney = new(StringComparer.Ordinal)
    {
        ["USD"] = "USA", ["EUR"] = "DEU", ["CHF"] = "CHE", ["JPY"] = "JPN", ["GBP"] = "GBR", ["CNY"] = "CHN",
    };

    private static readonly Lazy<YearSeries> ShippedIndices = new(() => YearSeries.Shipped(IndexFile, IndexColumn));
    private static readonly Lazy<YearSeries> ShippedRates = new(() => YearSeries.Shipped(RateFile, RateColumn));

    private readonly YearSeries? indices;
    private readonly YearSeries? rates;
    private readonly bool indicesShipped;
    private readonly bool ratesShipped;

    private TablePrices(YearSeries? indices, YearSeries? rates, bool indicesShipped, bool ratesShipped, string source)
    {
        (this.indices, this.rates, Source) = (indices, rates, source);
        (this.indicesShipped, this.ratesShipped) = (indicesShipped, ratesShipped);
    }

    /// <summary>No prices: everything is in money.</summary>
    public static TablePrices None { get; } = new(null, null, false, false, "none");

    /// <summary>What results call the source: file, shipped, demonstration.</summary>
    public string Source { get; }

    private IReadOnlyDictionary<string, YearSeries> Accounts { get; init; } = new Dictionary<string, YearSeries>();

    /// <summary>Names of the rows that have an index of productivity.</summary>
    public IEnumerable<string> ProductiveAccounts => Accounts.Keys;

    /// <summary>Whether there are any.</summary>
    public bool AreKnown => indices is not null;

    /// <summary>Whether a shipped series is among them.</summary>
    public bool UseShipped => indicesShipped || ratesShipped;

    /// <summary>Prices and rates given in code: of a synthetic world.</summary>
    /// <param name="indices">Price index in local currency, any base, by region, sector (empty: all) and year.</param>
    /// <param name="rates">Table currency per unit of local currency, by region and year.</param>
    /// <param name="source">What results call it.</param>
    public static TablePrices Of(IEnumerable<(string Region, string Sector, int Year, double Index)> indices,
        IEnumerable<(string Region, int Year, double PerUnit)> rates, string source) =>
        new(YearSeries.Of(source, indices), YearSeries.Of(source, rates.Select(r => (r.Region, "", r.Year, r.PerUnit))), false,
            false, source);

    /// <summary>Prices as configured.</summary>
    /// <param name="indices">File region[,sector],year,index; "shipped"; null: none, and everything is in money.</param>
    /// <param name="rates">File region,year,per_unit; "shipped"; null: the indices are in table currency.</param>
    /// <param name="productivity">File account,region[,sector],year,index; null: none.</param>
    /// <param name="findings">Takes the faults of files.</param>
    public static TablePrices Read(string? indices, string? rates, string? productivity, List<Finding> findings)
    {
        if (indices is null) return None;
        var (indexShipped, rateShipped) = (indices == Shipped, rates == Shipped);
        return new TablePrices(
            indexShipped ? ShippedIndices.Value : YearSeries.Read(indices, IndexColumn, findings),
            rates is null ? null : rateShipped ? ShippedRates.Value : YearSeries.Read(rates, RateColumn, findings),
            indexShipped, rateShipped, indexShipped ? Shipped : "file").WithProductivity(productivity, findings);
    }

    /// <summary>The same with indices of productivity from a file.</summary>
    /// <param name="path">account,region[,sector],year,index; null: none.</param>
    /// <param name="findings">Takes the faults of the file.</param>
    public TablePrices WithProductivity(string? path, List<Finding> findings) => path is null ? this
        : new TablePrices(indices, rates, indicesShipped, ratesShipped, Source)
        {
            Accounts = YearSeries.ReadByAccount(path, IndexColumn, findings),
        };

    /// <summary>
    /// g, n: real output per unit of a row, relative to an earlier year; null where the row has no index at all, and 1 is taken.
    /// </summary>
    /// <param name="account">Name of the indicator.</param>
    /// <param name="table">A table, for its industries.</param>
    /// <param name="from">Where it is 1.</param>
    /// <param name="to">The other year.</param>
    /// <exception cref="InvalidDataFindingsException">The index lacks an industry in one of the years.</exception>
    public LabelledVector<Industry>? Productivity(string account, MrioTable table, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!Accounts.TryGetValue(account, out var series)) return null;
        var findings = new List<Finding>();
        Lacking(series, table, [from, to], "prices.productivity", findings);
        if (findings.Count > 0) throw new InvalidDataFindingsException($"The productivity of {account} can't be used", findings);
        return new LabelledVector<Industry>(table.Industries, table.Industries
            .Select(i => Change(series, YearSeries.Key(i.Region.Code), i.Sector.Code, from, to)!.Value).ToArray());
    }

    /// <summary>The same without what is shipped: synthetic tables never take it.</summary>
    public TablePrices For(TableIdentity table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Synthetic && UseShipped ? None : this;
    }

    /// <summary>
    /// p of the later table's industries relative to the earlier one; null where a price or a rate is not known.
    /// </summary>
    /// <param name="table">A table, for its industries and its money.</param>
    /// <param name="from">The year where prices are 1.</param>
    /// <param name="to">The other year.</param>
    public RelativePrices? Between(MrioTable table, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (indices is null) return null;
        if (from == to) return Unchanged(table);
        var map = new RegionMap(table.Regions);
        var q = table.Industries.Select(i => Index(map, i.Region, i.Sector.Code, from, to)).ToArray();
        var e = table.Regions.Select(r => Rate(map, table.Identity.Unit.Currency, r, from, to)).ToArray();
        if (q.Contains(null) || (rates is not null && e.Contains(null))) return null;
        return new RelativePrices(new LabelledVector<Industry>(table.Industries, q.Select(v => v!.Value).ToArray()),
            rates is null ? null : new LabelledVector<Region>(table.Regions, e.Select(v => v!.Value).ToArray()), Source);
    }

    /// <summary>
    /// What the user's files lack for years of a table: errors; and which rule stands in for what the shipped lack.
    /// </summary>
    /// <param name="table">A table, for its regions and sectors.</param>
    /// <param name="years">Years whose prices are needed.</param>
    /// <param name="outside">
    /// Of these, years outside the tables and the years of their tables: productivity is needed too.
    /// </param>
    public IReadOnlyList<Finding> Check(MrioTable table, IReadOnlyCollection<int> years,
        IReadOnlyCollection<int>? outside = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(years);
        if (indices is null || years.Count == 0) return [];
        var findings = new List<Finding>();
        if (!indicesShipped) Lacking(indices, table, years, "prices.indices", findings);
        if (outside is { Count: > 0 })
        {
            foreach (var series in Accounts.Values) Lacking(series, table, outside, "prices.productivity", findings);
        }

        if (rates is not null && !ratesShipped) Lacking(rates, table, years, "prices.exchange", findings);
        if (indicesShipped) Rules(table, findings);
        return findings;
    }

    private RelativePrices Unchanged(MrioTable table) => new(
        new LabelledVector<Industry>(table.Industries, table.Industries.Select(_ => 1.0).ToArray()),
        rates is null ? null : new LabelledVector<Region>(table.Regions, table.Regions.Select(_ => 1.0).ToArray()), Source);

    private static void Lacking(YearSeries series, MrioTable table, IReadOnlyCollection<int> years, string key,
        List<Finding> findings)
    {
        foreach (var region in table.Regions)
        {
            var code = YearSeries.Key(region.Code);
            var sectors = table.Industries.Where(i => i.Region == region).Select(i => i.Sector.Code).ToArray();
            var lacking = years.Where(y => sectors.Any(s => series.Find(code, s, y) is null)).Order().ToArray();
            if (lacking.Length == 0) continue;
            findings.Add(Finding.Error("PRICE-MISSING", $"{series.Name}, region {region.Code}",
                series.Has(code) ? "A region lacks years, or sectors of them." : "A region has no row.",
                $"none for {YearSpans.Of(lacking)}", $"every region and sector of the table in {YearSpans.Of(years.Order())}",
                $"Add the rows, or set {key} to \"shipped\" or null."));
        }
    }

    private void Rules(MrioTable table, List<Finding> findings)
    {
        var map = new RegionMap(table.Regions);
        var rests = table.Regions.Where(r => !IsCountry(map, r)).Select(r => (Region: r, Inside: Inside(map, r))).ToArray();
        if (rests.Length > 0)
            findings.Add(Finding.Info("PRICE-RULE", "prices.indices",
                "Regions that are no country take the geometric mean, unweighted, of the countries inside them that have both "
                    + "shipped series.",
                string.Join("; ", rests.Select(r => $"{r.Region.Code}: {string.Join(", ", r.Inside)}"))));
        var without = table.Regions.Where(r => IsCountry(map, r) && !indices!.Has(YearSeries.Key(r.Code)))
            .Select(r => r.Code).ToArray();
        if (without.Length > 0)
            findings.Add(Finding.Info("PRICE-RULE", "prices.indices",
                "Countries without a shipped price index take the United States' and their own currency's rate.",
                string.Join(", ", without)));
    }

    private double? Index(RegionMap map, Region region, string sector, int from, int to)
    {
        var code = YearSeries.Key(region.Code);
        if (indicesShipped && !IsCountry(map, region)) return Mean(map, region, c => Change(indices!, c, "", from, to));
        if (indicesShipped && !indices!.Has(code)) code = "USA";
        return Change(indices!, code, sector, from, to);
    }

    private double? Rate(RegionMap map, string money, Region region, int from, int to)
    {
        if (rates is null) return null;
        var of = ratesShipped && !IsCountry(map, region) ? Mean(map, region, c => Change(rates, c, "", from, to))
            : Change(rates, YearSeries.Key(region.Code), "", from, to);
        return !ratesShipped ? of
            : CountryOfMoney.TryGetValue(money, out var issuer) ? of / Change(rates, issuer, "", from, to) : null;
    }

    private static double? Change(YearSeries series, string code, string sector, int from, int to) =>
        series.Find(code, sector, to) / series.Find(code, sector, from);

    private static bool IsCountry(RegionMap map, Region region) => map.CountryOf(At(map, region)) is not null;

    private static int At(RegionMap map, Region region) =>
        Enumerable.Range(0, map.Regions.Count).First(r => map.Regions[r].Equals(region));

    // Where rates are not shipped too, all with a price index.
    private string[] Inside(RegionMap map, Region region)
    {
        var at = At(map, region);
        return [.. indices!.Regions.Where(c => (rates is null || !ratesShipped || rates.Has(c)) && map.Find(c).Region == at)
            .Order(StringComparer.Ordinal)];
    }

    private double? Mean(RegionMap map, Region region, Func<string, double?> change)
    {
        var (logarithms, count) = (0.0, 0);
        foreach (var country in Inside(map, region))
        {
            if (change(country) is not { } ratio) continue;
            logarithms += PortableMath.Log(ratio);
            count++;
        }

        return count == 0 ? null : PortableMath.Exp(logarithms / count);
    }
}
