using IoEngine.Accounts;

namespace IoEngine.Tables.Deflation;

/// <summary>
/// Prices of the tables of any two years: from tables at the prices of the year before where they are given, else from price
/// indices by region (and sector) and exchange rates. Immutable.
/// </summary>
/// <remarks>METHOD.md, section 7. What a user's file lacks is an error; what the shipped series lack follows a rule.</remarks>
public sealed class TablePrices
{
    /// <summary>In a configuration: the shipped series.</summary>
    public const string Shipped = "shipped";

    private enum Origin
    {
        None,
        File,
        Shipped,
        Code,
    }

    private TablePrices()
    {
    }

    /// <summary>No prices: everything is in money.</summary>
    public static TablePrices None { get; } = new();

    /// <summary>What results call the source of the indices: file, shipped, demonstration; none.</summary>
    public string Source { get; private init; } = "none";

    // Series of files and of code; the shipped ones are in ShippedPrices.
    private (Origin From, YearSeries? Series) Indices { get; init; }

    private (Origin From, YearSeries? Series) Rates { get; init; }

    private PreviousYearPrices? Previous { get; init; }

    private IReadOnlyDictionary<string, YearSeries> Accounts { get; init; } = new Dictionary<string, YearSeries>();

    /// <summary>Names of the rows that have an index of productivity.</summary>
    public IEnumerable<string> ProductiveAccounts => Accounts.Keys;

    /// <summary>Whether there are any.</summary>
    public bool AreKnown => Indices.From != Origin.None || Previous is not null;

    /// <summary>Whether a shipped series is among them.</summary>
    public bool UseShipped => Indices.From == Origin.Shipped || Rates.From == Origin.Shipped;

    /// <summary>Prices and rates given in code: of a synthetic world.</summary>
    /// <param name="indices">Price index in local currency, any base, by region, sector (empty: all) and year.</param>
    /// <param name="rates">Table currency per unit of local currency, by region and year.</param>
    /// <param name="source">What results call it.</param>
    public static TablePrices Of(IEnumerable<(string Region, string Sector, int Year, double Index)> indices,
        IEnumerable<(string Region, int Year, double PerUnit)> rates, string source) => new()
        {
            Indices = (Origin.Code, YearSeries.Of(source, indices)),
            Rates = (Origin.Code, YearSeries.Of(source, rates.Select(r => (r.Region, "", r.Year, r.PerUnit)))),
            Source = source,
        };

    /// <summary>Prices as configured.</summary>
    /// <param name="indices">File region[,sector],year,index; "shipped"; null: none.</param>
    /// <param name="rates">File region,year,per_unit; "shipped"; null: the indices are in table currency.</param>
    /// <param name="productivity">File account,region[,sector],year,index; null: none.</param>
    /// <param name="findings">Takes the faults of files.</param>
    /// <param name="own">What "shipped" means to a synthetic world; null: the shipped series.</param>
    public static TablePrices Read(string? indices, string? rates, string? productivity, List<Finding> findings,
        TablePrices? own = null)
    {
        var index = Series(indices, own?.Indices, ShippedPrices.IndexColumn, findings);
        return new TablePrices
        {
            Indices = index,
            Rates = Series(rates, own?.Rates, ShippedPrices.RateColumn, findings),
            Accounts = productivity is null ? new Dictionary<string, YearSeries>()
                : YearSeries.ReadByAccount(productivity, ShippedPrices.IndexColumn, findings),
            Source = index.From switch
            {
                Origin.Shipped => Shipped,
                Origin.Code => own!.Source,
                Origin.File => "file",
                _ => "none",
            },
        };
    }

    /// <summary>The same with tables at the prices of the year before, which go first.</summary>
    public TablePrices With(PreviousYearPrices? previous) => new()
    {
        Indices = Indices, Rates = Rates, Accounts = Accounts, Source = Source, Previous = previous,
    };

    /// <summary>The same without what is shipped: synthetic tables never take it.</summary>
    public TablePrices For(TableIdentity table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Synthetic || !UseShipped) return this;
        // Indices without the rates that they came with would be called prices in table currency.
        return new TablePrices { Previous = Previous, Accounts = Accounts };
    }

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
            .Select(i => series.Change(YearSeries.Key(i.Region.Code), i.Sector.Code, from, to)!.Value).ToArray());
    }

    /// <summary>
    /// p of the later table's industries relative to the earlier one; null where a price or a rate is not known.
    /// </summary>
    /// <param name="table">A table, for its industries and its money.</param>
    /// <param name="from">The year where prices are 1.</param>
    /// <param name="to">The other year.</param>
    /// <exception cref="InvalidDataFindingsException">A table at the prices of the year before can't be used.</exception>
    public RelativePrices? Between(MrioTable table, int from, int to) => Find(table, from, to).Prices;

    /// <summary>What is not known of two years, for people; empty where all is.</summary>
    public string Unknown(MrioTable table, int from, int to) => Find(table, from, to).Unknown;

    /// <summary>
    /// What the user's files lack for changes between years of a table: errors; and which rules stand in for what the shipped
    /// lack.
    /// </summary>
    /// <param name="table">A table, for its regions and sectors.</param>
    /// <param name="changes">Pairs of years whose prices are needed.</param>
    /// <param name="outside">Pairs of a table's year and a year outside the tables: productivity is needed too.</param>
    public IReadOnlyList<Finding> Check(MrioTable table, IReadOnlyCollection<(int From, int To)> changes,
        IReadOnlyCollection<(int From, int To)>? outside = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(changes);
        var findings = new List<Finding>();
        if (Previous is not null) MissingTables(Previous, changes, findings);
        var beyond = outside ?? [];
        var years = Years(Previous is null ? changes.Concat(beyond) : beyond);
        if (Indices is (Origin.File, { } indices)) Lacking(indices, table, years, "prices.indices", findings);
        if (Rates is (Origin.File, { } rates) && AreKnown)
            Lacking(rates, table, Years(changes.Concat(beyond)), "prices.exchange", findings);
        foreach (var series in Accounts.Values) Lacking(series, table, Years(beyond), "prices.productivity", findings);
        if (years.Length > 0 && Indices.From == Origin.Shipped) findings.AddRange(ShippedOf(table).Rules());
        return findings;
    }

    /// <summary>Regions of a table that a user's file of indices or rates does not name at all.</summary>
    internal IReadOnlyList<Finding> CheckRegions(MrioTable table, IReadOnlyCollection<int> years)
    {
        var findings = new List<Finding>();
        if (Indices is (Origin.File, { } indices)) Lacking(indices, table, years, "prices.indices", findings, unnamed: true);
        if (Rates is (Origin.File, { } rates)) Lacking(rates, table, years, "prices.exchange", findings, unnamed: true);
        return findings;
    }

    private static (Origin From, YearSeries? Series) Series(string? given, (Origin From, YearSeries? Series)? own, string column,
        List<Finding> findings) => given switch
        {
            null => (Origin.None, null),
            Shipped => own ?? (Origin.Shipped, null),
            _ => (Origin.File, YearSeries.Read(given, column, findings)),
        };

    private static int[] Years(IEnumerable<(int From, int To)> changes) =>
        [.. changes.SelectMany(c => new[] { c.From, c.To }).Distinct()];

    private static ShippedPrices ShippedOf(MrioTable table) => new(table.Regions, table.Identity.Unit.Currency);

    private (RelativePrices? Prices, string Unknown) Find(MrioTable table, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!AreKnown) return (null, "no source of prices");
        if (from == to) return (Unchanged(table), "");
        var shipped = UseShipped ? ShippedOf(table) : null;
        var rates = RatesOf(table, shipped, from, to);
        if (Previous is not null && Previous.Missing(from, to).Count == 0) return FromTables(Previous, table, rates, from, to);
        if (Indices.From == Origin.None) return (null, "no price index, and no tables at the prices of the years before");
        var indices = IndicesOf(table, shipped, from, to);
        var lacking = Enumerable.Range(0, indices.Length).Where(j => indices[j] is null).Select(j => table.RegionOf[j])
            .ToHashSet();
        var unknown = Unknown(table, "price index", lacking.Contains)
            .Concat(rates is null ? [] : Unknown(table, "exchange rate", r => rates[r] is null)).ToArray();
        return unknown.Length > 0 ? (null, string.Join("; ", unknown))
            : (new RelativePrices(new LabelledVector<Industry>(table.Industries, indices.Select(q => q!.Value).ToArray()),
                Known(table, rates), Source), "");
    }

    private RelativePrices Unchanged(MrioTable table) => new(
        new LabelledVector<Industry>(table.Industries, table.Industries.Select(_ => 1.0).ToArray()),
        Rates.From == Origin.None ? null : new LabelledVector<Region>(table.Regions, table.Regions.Select(_ => 1.0).ToArray()),
        Previous is null ? Source : PreviousYearPrices.Source);

    // Where their rates are those of the year before, p is known without e.
    private static (RelativePrices? Prices, string Unknown) FromTables(PreviousYearPrices previous, MrioTable table,
        double?[]? rates, int from, int to)
    {
        var ratio = previous.Change(table.Industries, from, to);
        var e = rates is not null && !rates.Contains(null) ? Known(table, rates) : null;
        if (e is null && previous.AtCurrentRates)
            return (null, rates is null ? "no exchange rates" : Unknown(table, "exchange rate", r => rates[r] is null).Single());
        for (var j = 0; j < ratio.Length; j++) ratio[j] /= e is null || previous.AtCurrentRates ? 1 : e[table.RegionOf[j]];
        return (new RelativePrices(new LabelledVector<Industry>(table.Industries, ratio), e, PreviousYearPrices.Source), "");
    }

    private double?[] IndicesOf(MrioTable table, ShippedPrices? shipped, int from, int to)
    {
        if (Indices.From != Origin.Shipped)
        {
            return [.. table.Industries
                .Select(i => Indices.Series!.Change(YearSeries.Key(i.Region.Code), i.Sector.Code, from, to))];
        }

        var regions = Enumerable.Range(0, table.Regions.Count).Select(r => shipped!.Index(r, from, to)).ToArray();
        return [.. table.RegionOf.ToArray().Select(r => regions[r])];
    }

    private double?[]? RatesOf(MrioTable table, ShippedPrices? shipped, int from, int to) => Rates.From switch
    {
        Origin.None => null,
        Origin.Shipped => [.. Enumerable.Range(0, table.Regions.Count)
            .Select(r => shipped!.Rate(r, from, to, Indices.From == Origin.Shipped))],
        _ => [.. table.Regions.Select(r => Rates.Series!.Change(YearSeries.Key(r.Code), "", from, to))],
    };

    private static LabelledVector<Region>? Known(MrioTable table, double?[]? rates) =>
        rates is null ? null : new LabelledVector<Region>(table.Regions, rates.Select(e => e!.Value).ToArray());

    private static IEnumerable<string> Unknown(MrioTable table, string what, Func<int, bool> lacks)
    {
        string[] regions = [.. Enumerable.Range(0, table.Regions.Count).Where(lacks).Select(r => table.Regions[r].Code)];
        return regions.Length == 0 ? [] : [$"no {what}: {string.Join(", ", regions)}"];
    }

    // What several regions lack alike is one fault.
    private static void Lacking(YearSeries series, MrioTable table, IReadOnlyCollection<int> years, string key,
        List<Finding> findings, bool unnamed = false)
    {
        var sectors = table.Industries.ToLookup(i => i.Region, i => i.Sector.Code);
        var lacking = from region in table.Regions
                      let code = YearSeries.Key(region.Code)
                      let missing = years.Where(y => sectors[region].Any(s => series.Find(code, s, y) is null)).Order().ToArray()
                      where missing.Length > 0 && !(unnamed && series.Has(code))
                      group region.Code by (Has: series.Has(code), Found: YearSpans.Of(missing));
        foreach (var regions in lacking)
        {
            string[] all = [.. regions];
            findings.Add(Finding.Error("PRICE-MISSING", $"{series.Name}, {Plural.Noun(all.Length, "region")} "
                + string.Join(", ", all.Take(12)) + (all.Length > 12 ? $" and {all.Length - 12} more" : ""),
                regions.Key.Has ? "Regions lack years, or sectors of them." : "Regions of the table have no row.",
                $"none for {regions.Key.Found}", $"every region and sector of the table in {YearSpans.Of(years.Order())}",
                key == "prices.productivity" ? $"Add the rows, or set {key} to null."
                    : $"Add the rows, or set {key} to \"shipped\"."));
        }
    }

    private static void MissingTables(PreviousYearPrices previous, IEnumerable<(int From, int To)> changes,
        List<Finding> findings)
    {
        int[] missing = [.. changes.SelectMany(c => previous.Missing(c.From, c.To)).Distinct().Order()];
        if (missing.Length == 0) return;
        findings.Add(Finding.Error("PRICE-MISSING", "tables.previousYearPrices",
            "Tables, or tables at the prices of the year before, are missing: their prices are chained from year to year.",
            $"none for {YearSpans.Of(missing)}", "both of every year that is compared with another, and of those between",
            "Add them, or set tables.previousYearPrices to null, so that prices.indices is used."));
    }
}
