using System.Diagnostics;
using IoEngine.Analysis;
using IoEngine.Runs.Configuration;

namespace IoEngine.Runs;

/// <summary>The main job: orders → demand → effects → groups, for every year.</summary>
public static class Run
{
    /// <summary>Indicators reported where the configuration names none, as far as the tables have them.</summary>
    public static IReadOnlyList<string> DefaultIndicators { get; } = ["valueAdded", "gdp", "compensation", "employment", "fte"];

    /// <summary>Runs a configuration; nothing is written.</summary>
    /// <param name="loaded">The configuration, see <see cref="ConfigReader.Read"/>.</param>
    /// <param name="progress">What is being done; reports may come from other threads.</param>
    /// <param name="cancellation">Cancels within a factorisation.</param>
    /// <returns>Results of every year, ready for <see cref="RunResults.Write"/>.</returns>
    /// <exception cref="ConfigException">The configuration contradicts itself.</exception>
    /// <exception cref="InvalidDataFindingsException">Input can't be used; every fault is listed.</exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunResults Execute(LoadedConfig loaded, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        return new RunExecution(RunInputs.Read(loaded, progress, cancellation), progress, cancellation).Execute(clock);
    }

    /// <summary>Reads and validates everything and maps the orders, but solves nothing.</summary>
    /// <inheritdoc cref="Execute" path="/param"/>
    /// <param name="loaded">The configuration.</param>
    /// <param name="progress">What is being done.</param>
    /// <param name="cancellation">Cancels while inputs are read.</param>
    /// <param name="unknownTo">
    /// File for spellings of countries that nothing knows, to be filled in and given as <c>mapping.countries</c>; written even where the check then fails, and
    /// not at all where every spelling is known. Null: none.
    /// </param>
    /// <inheritdoc cref="Execute" path="/exception"/>
    public static RunPlan Check(LoadedConfig loaded, IProgress<RunProgress>? progress = null, string? unknownTo = null, CancellationToken cancellation = default) =>
        new RunExecution(RunInputs.Read(loaded, progress, cancellation), progress, cancellation).Plan(unknownTo);

    /// <summary>Refuses a file for unknown spellings before anything is read.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="replace">Whether what is there may be replaced; it is then removed.</param>
    /// <exception cref="ConfigException">The file exists, or is a folder.</exception>
    public static void RequireUnknownFile(string file, bool replace = false)
    {
        UnknownSpellings.RequireWritable(file, replace);
        File.Delete(file);
    }

    /// <summary>The indicators to report with one table and closure.</summary>
    /// <exception cref="InvalidDataFindingsException">One that the configuration names is not offered by the table.</exception>
    internal static IReadOnlyList<string> IndicatorsOf(RunConfig config, IndicatorSet offered, string table)
    {
        if (config.Indicators is null) return DefaultIndicators.Where(name => offered.Find(name) is not null).ToArray();
        var names = offered.All.Select(i => i.Name).ToArray();
        var findings = config.Indicators.Where(name => offered.Find(name) is null).Select(name => Finding.Error("INDICATOR-UNKNOWN",
            "$.indicators", $"The table '{table}' does not offer this indicator.", $"'{name}'", "one of " + string.Join(", ", names), CureOf(name, names)));
        if (findings.ToArray() is { Length: > 0 } unknown) throw new InvalidDataFindingsException("The indicators can't be reported", unknown);
        return config.Indicators.Prepend(IndicatorNames.ValueAdded).Distinct(StringComparer.Ordinal).ToArray();
    }

    // The role of product taxes is not called as its indicator.
    private static string CureOf(string name, string[] offered) => name == "taxesOnProducts" ? $"Did you mean \"{IndicatorNames.ProductTaxes}\"?"
        : Spelling.Suggest(name, offered, "Correct or remove it, or name its rows in tables.roles.");
}
