using System.Diagnostics;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;

namespace IoEngine.Runs;

/// <summary>The main job: orders → demand → effects → groups, for every year.</summary>
public static class Run
{
    /// <summary>Runs a configuration; nothing is written.</summary>
    /// <param name="loaded">The configuration, see <see cref="ConfigReader.Read"/>.</param>
    /// <param name="progress">What is being done; reports may come from other threads.</param>
    /// <param name="cancellation">Cancels within a factorisation.</param>
    /// <returns>Results of every year, ready for <see cref="RunResults.Write"/>.</returns>
    /// <exception cref="ConfigException">The configuration contradicts itself.</exception>
    /// <exception cref="InvalidDataFindingsException">Input can't be used; every fault is listed.</exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunResults Execute(LoadedConfig loaded, IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
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
    /// File for spellings of countries that nothing knows, to be filled in and given as <c>mapping.countries</c>; written even
    /// where the check then fails, and not at all where every spelling is known. Null: none.
    /// </param>
    /// <inheritdoc cref="Execute" path="/exception"/>
    public static RunPlan Check(LoadedConfig loaded, IProgress<RunProgress>? progress = null, string? unknownTo = null,
        CancellationToken cancellation = default) =>
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
}
