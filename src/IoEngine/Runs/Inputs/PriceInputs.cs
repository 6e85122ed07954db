using IoEngine.Demonstration;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Tables.Deflation;

namespace IoEngine.Runs.Inputs;

/// <summary>Reads prices as configured: series of files, the shipped ones, and tables at the prices of the year before.</summary>
internal sealed class PriceInputs(LoadedConfig loaded, List<Finding> findings, List<InputFile> files)
{
    private readonly PricesConfig config = loaded.Config.Prices;
    private ValidatedTables? previous;

    /// <summary>The prices; none before they are read.</summary>
    public TablePrices Prices { get; private set; } = TablePrices.None;

    /// <summary>Tables at the prices of the year before that were needed so far.</summary>
    public IEnumerable<InputFile> FilesRead => previous is null ? []
        : previous.YearsRead.Select(previous.Source.Input).OfType<InputFile>()
            .Select(f => f with { Role = "table at the prices of the year before" });

    private PreviousYearPricesConfig? PreviousYears => loaded.Config.Tables.PreviousYearPrices;

    /// <summary>What a configuration can't mean.</summary>
    public static IEnumerable<Finding> Contradictions(RunConfig config)
    {
        if (config.Prices is { Indices: TablePrices.Shipped, Exchange: null } && config.Tables.PreviousYearPrices is null)
            yield return Finding.Error("CONFIG-PRICES", "$.prices.exchange",
                "The shipped price indices are in local money, and need exchange rates.", "null", "\"shipped\", or a file",
                "Leave the key out, or set prices.indices to null for everything in money.");
        if (config.Tables.PreviousYearPrices is { Rates: PreviousYearRates.Current } && config.Prices.Exchange is null)
            yield return Finding.Error("CONFIG-PRICES", "$.prices.exchange",
                "Tables at the prices of the year before and the exchange rates of the year tell prices in local money alone.",
                "null", "\"shipped\", or a file",
                "Name exchange rates, or set tables.previousYearPrices.rates to previous if the tables are at those.");
    }

    /// <summary>Reads them.</summary>
    /// <param name="tables">The tables of the run; null: there are none.</param>
    /// <param name="cancellation">Cancels while tables are read, later.</param>
    public void Read(ValidatedTables? tables, CancellationToken cancellation)
    {
        Note("price indices", config.Indices, ShippedPrices.IndexFile);
        Note("exchange rates", config.Exchange, ShippedPrices.RateFile);
        Note("productivity", config.Productivity, "");
        // The built-in world has prices of its own in place of the shipped ones.
        Prices = TablePrices.Read(PathOf(config.Indices), PathOf(config.Exchange), PathOf(config.Productivity), findings,
            IsDemonstration ? DemonstrationWorld.Prices : null).With(PreviousYearsOf(tables, cancellation));
    }

    /// <summary>Where files of prices have faults, regions of the tables that they do not name are told with them.</summary>
    /// <param name="tables">The tables of the run; null: there are none.</param>
    /// <param name="years">Years of the run.</param>
    /// <param name="cancellation">Cancels while the first table is read.</param>
    public void NoteRegions(ValidatedTables? tables, IReadOnlyList<YearAssignment> years, CancellationToken cancellation)
    {
        if (tables is null || years.Count == 0
            || !findings.Exists(f => f.Severity == Severity.Error && f.Code.StartsWith("PRICE-", StringComparison.Ordinal)))
        {
            return;
        }

        try
        {
            findings.AddRange(Prices.CheckRegions(tables.Source.Read(years[0].TableYear, cancellation),
                [.. years.Select(y => y.TableYear).Distinct()]));
        }
        catch (IoEngineException)
        {
            // A table that can't be read is told when the inputs are right, with all other tables.
        }
    }

    private bool IsDemonstration => loaded.Config.Tables.Path == TablesConfig.Demo;

    private PreviousYearPrices? PreviousYearsOf(ValidatedTables? tables, CancellationToken cancellation)
    {
        if (tables is null || PreviousYears is not { } given) return null;
        var options = loaded.Config.Tables with { Path = given.Path, Years = null };
        if (FileTables.Find(options, loaded.Resolve, findings, "$.tables.previousYearPrices.path") is not { } found) return null;
        previous = new ValidatedTables(found, options);
        return new PreviousYearPrices(year => tables.Output(year, cancellation), year => previous.Output(year, cancellation),
            found.Years.Intersect(tables.Source.Years), given.Rates == PreviousYearRates.Current);
    }

    private void Note(string role, string? path, string shipped)
    {
        if (path is null || (path == TablePrices.Shipped && IsDemonstration)) return;
        if (path == TablePrices.Shipped) files.Add(InputFile.OfShipped(role, shipped));
        else if (File.Exists(loaded.Resolve(path))) files.Add(InputFile.Of(role, loaded.Resolve(path), path));
    }

    private string? PathOf(string? path) => path is null or TablePrices.Shipped ? path : loaded.Resolve(path);
}
