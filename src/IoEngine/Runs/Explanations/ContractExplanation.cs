using IoEngine.Accounts;
using IoEngine.Analyses.Paths;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Places;
using IoEngine.Reporting;
using IoEngine.Reporting.Layouts;
using IoEngine.Runs.Inputs;

namespace IoEngine.Runs.Explanations;

/// <summary>A contract that somebody asks about. Immutable.</summary>
/// <param name="Year">Year of the run.</param>
/// <param name="Country">Supplier country, by any spelling.</param>
/// <param name="Sector">Sector of the table.</param>
/// <param name="Amount">Value at basic prices, report currency.</param>
/// <param name="Induced">Whether supply paths go through the spending of incomes too, by the closure of the results.</param>
public sealed record ContractQuestion(string Year, string Country, string Sector, decimal Amount, bool Induced = false);

/// <summary>
/// How the effects of one contract come about: spend = value added + taxes + leaks, and the strongest supply paths. Immutable.
/// </summary>
public sealed class ContractExplanation
{
    private readonly StoredResults results;

    private ContractExplanation(StoredResults results, ContractQuestion question, int tableYear, ContractMultipliers multipliers,
        Industry industry)
    {
        this.results = results;
        Question = question;
        TableYear = tableYear;
        Multipliers = multipliers;
        Industry = industry;
        Answer = new ContractAnswer(multipliers, industry, question.Amount);
        var rate = new StoredYears(results).TableMoneyPerUnit(question.Year);
        var own = question.Year == tableYear.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Effects = [.. multipliers.Indicators.Where(i => own || i.IsMoney).Select(i =>
            new ContractEffects(i, industry, question.Amount, rate))];
    }

    /// <summary>What was asked.</summary>
    public ContractQuestion Question { get; }

    /// <summary>Year of the table; another than the year asked for where that is extrapolated.</summary>
    public int TableYear { get; }

    /// <summary>The multipliers, in millionths.</summary>
    public ContractMultipliers Multipliers { get; }

    /// <summary>The industry that gets the order.</summary>
    public Industry Industry { get; }

    /// <summary>Name of its sector for people; empty where it is not known.</summary>
    public string SectorName { get; private init; } = "";

    /// <summary>Name of a region for people; empty where it is not known.</summary>
    public string NameOf(Region region) => results.RegionName(region.Code);

    /// <summary>The position among the multipliers' regions of a receiving country, by any spelling.</summary>
    /// <exception cref="ConfigException">The results have no such country.</exception>
    public int RegionOf(string country) => new RegionMap(Multipliers.Regions).Named(country) is { } region
        ? Multipliers.Regions.IndexOf(region)
        : throw AskedCountry.Missing(results, "--country", country, Multipliers.Regions.Select(r => r.Code));

    /// <summary>Amounts, printed as the page's calculator prints them.</summary>
    public ContractAnswer Answer { get; }

    /// <summary>
    /// The effects by indicator: value added, then the others of the run. What is no money is answered in the table's own year
    /// alone: in another it depends on how prices have changed.
    /// </summary>
    public IReadOnlyList<ContractEffects> Effects { get; }

    /// <summary>
    /// The supply paths behind direct and indirect, and if asked for induced, value added; null where the table can't be had.
    /// </summary>
    public StructuralPathAnalysis? Paths { get; private init; }

    /// <summary>Why there are no paths; empty where there are.</summary>
    public string PathsMissing { get; private init; } = "";

    /// <summary>Explains a contract from stored results.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="question">The contract.</param>
    /// <param name="config">The configuration file, beside which the tables are; null: they are looked for.</param>
    /// <param name="options">Cut-off of the path analysis.</param>
    /// <param name="verify">Whether the results are compared with their manifest.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="ConfigException">
    /// The folder holds no results, or the question names a year or industry that they do not have.
    /// </exception>
    public static ContractExplanation Of(string folder, ContractQuestion question, string? config = null,
        PathOptions? options = null, bool verify = true, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return StoredResults.Read(folder, verify, results => Of(results, folder, question, config, options, cancellation));
    }

    private static ContractExplanation Of(StoredResults results, string folder, ContractQuestion question, string? config,
        PathOptions? options, CancellationToken cancellation)
    {
        var tableYear = TableYearOf(results, question.Year);
        var tables = new StoredTables(results, folder, config);
        var loaded = tables.Find(tableYear, out var missing);
        var multipliers = MultipliersOf(results, loaded, tableYear, missing, cancellation);
        var industry = Resolve(results, question, multipliers);
        var name = results.SectorName(industry.Sector.Code);
        if (loaded is null)
            return new ContractExplanation(results, question, tableYear, multipliers, industry)
            {
                SectorName = name, PathsMissing = missing,
            };
        var table = StoredTables.Read(loaded, tableYear, cancellation);
        var model = ImpactModel.Build(table,
            question.Induced ? StoredClosure.Of(results, table.Table.Regions, tableYear) : Closure.None, null, cancellation);
        var map = new RegionMap(model.Table.Regions);
        var inTable = model.Table.Industries.First(
            i => map.NameOf(i.Region) == industry.Region.Code && i.Sector == industry.Sector);
        return new ContractExplanation(results, question, tableYear, multipliers, industry)
        {
            SectorName = name,
            Paths = StructuralPathAnalysis.Of(model, model.Indicators["valueAdded"], inTable, options, cancellation),
        };
    }

    private static int TableYearOf(StoredResults results, string year)
    {
        var years = new StoredYears(results);
        return years.TableOf(year)
            ?? throw new ConfigException([Finding.Error("EXPLAIN-YEAR", "--year", "The results have no such year.", year,
                string.Join(", ", years.Names), "Ask for one of these.")]);
    }

    // Of an older table value added alone may be stored; the others are computed where the inputs can be read.
    private static ContractMultipliers MultipliersOf(StoredResults results, Configuration.LoadedConfig? loaded, int tableYear,
        string missing, CancellationToken cancellation)
    {
        var stored = results.Find(MultiplierFiles.Name) is { } table
            ? ContractTable.FromTable(table).GetValueOrDefault(tableYear) : null;
        if (stored is not null && (loaded is null || stored.Indicators.Count >= IndicatorsOf(results).Length)) return stored;
        try
        {
            return Computed(results, loaded, tableYear, missing, cancellation);
        }
        catch (ConfigException) when (stored is not null)
        {
            return stored;
        }
    }

    private static string[] IndicatorsOf(StoredResults results) =>
        [.. results.Find("effects")!["indicator"].Texts.Distinct(StringComparer.Ordinal)];

    // The same numbers once more from the inputs; in the results' own names of countries.
    private static ContractMultipliers Computed(StoredResults results, Configuration.LoadedConfig? loaded, int tableYear,
        string missing, CancellationToken cancellation)
    {
        if (loaded is null)
            throw new ConfigException(
                [Finding.Error("EXPLAIN-MULTIPLIERS", "multipliers.csv",
                    $"The results hold no multipliers of the table of {tableYear}, and it can't be read again. {missing}",
                    "nothing", "multipliers or tables",
                    "Run with \"html\" in output.formats, or name the configuration with --config.")]);
        var inputs = Inputs(loaded, tableYear, cancellation);
        var table = inputs.ReadTable(tableYear, cancellation);
        var model = ImpactModel.Build(table, inputs.Closure, inputs.Solve, cancellation);
        var stored = ContractTable.ToTable(new Dictionary<int, ContractMultipliers>
        {
            [tableYear] = ContractMultipliers.Of(model, IndicatorsOf(results), cancellation),
        });
        return ContractTable.FromTable(stored)[tableYear];
    }

    // Results that stand elsewhere than their configuration name files that are not there.
    private static RunInputs Inputs(Configuration.LoadedConfig loaded, int tableYear, CancellationToken cancellation)
    {
        try
        {
            return RunInputs.Read(loaded, null, cancellation);
        }
        catch (InvalidDataFindingsException fault) when (fault.Findings.Where(f => f.Severity == Severity.Error)
            .All(f => f.Code == "FILE-MISSING"))
        {
            throw new ConfigException(
                [Finding.Error("EXPLAIN-MULTIPLIERS", "multipliers.csv",
                    $"The results hold no multipliers of the table of {tableYear}, and the inputs of the run are not found.",
                    string.Join(", ", fault.Findings.Where(f => f.Severity == Severity.Error).Select(f => $"no {f.Place}")),
                    "multipliers, or the run's inputs",
                    "Name the configuration that was run with --config, or run with \"html\" in output.formats.")]);
        }
    }

    private static Industry Resolve(StoredResults results, ContractQuestion question, ContractMultipliers multipliers)
    {
        var countries = multipliers.Industries.Select(i => i.Region).Distinct().ToArray();
        if (new RegionMap(countries).Named(question.Country) is not { } country)
            throw AskedCountry.Missing(results, "--supplier", question.Country, countries.Select(c => c.Code));
        var industry = multipliers.Industries.FirstOrDefault(
            i => i.Region == country && string.Equals(i.Sector.Code, question.Sector, StringComparison.OrdinalIgnoreCase));
        return industry != default
            ? industry
            : throw new ConfigException(
                [Finding.Error("EXPLAIN-SECTOR", "--sector", $"The table has no such sector in {country}.",
                    question.Sector,
                    string.Join(", ", multipliers.Industries.Where(i => i.Region == country).Select(i => i.Sector)),
                    "Ask for one of these.")]);
    }
}
