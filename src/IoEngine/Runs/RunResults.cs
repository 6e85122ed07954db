using System.Diagnostics;
using IoEngine.Membership;
using IoEngine.Reporting;
using IoEngine.Runs.Outputs;
using IoEngine.Scenarios;

namespace IoEngine.Runs;

/// <summary>What a run found, in memory; <see cref="Write"/> puts it on disk. Immutable.</summary>
public sealed class RunResults
{
    private readonly IReadOnlyList<CountryYear> countries;
    private readonly Stopwatch clock;

    internal RunResults(RunInputs inputs, IReadOnlyList<YearResult> years, IReadOnlyList<Finding> findings, IReadOnlyList<InputFile> files, Stopwatch clock)
    {
        Inputs = inputs;
        Years = years;
        Files = files;
        this.clock = clock;
        countries = years.Select(y => CountryYear.Of(y, inputs.Membership, inputs.Contributions)).ToArray();
        Findings = [.. findings, .. GroupFindings.Of(countries, inputs)];
        var rows = years.Zip(countries, SummaryRow.Of).ToArray();
        Summary = [.. rows, SummaryRow.Sum(rows)];
    }

    /// <summary>The inputs.</summary>
    public RunInputs Inputs { get; }

    /// <summary>Results by year.</summary>
    public IReadOnlyList<YearResult> Years { get; }

    /// <summary>Warnings and notes of the whole run.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Every input file by content.</summary>
    public IReadOnlyList<InputFile> Files { get; }

    /// <summary>One row a year, the last for all years.</summary>
    public IReadOnlyList<SummaryRow> Summary { get; }

    /// <summary>All years in one row.</summary>
    public SummaryRow All => Summary[^1];

    /// <summary>Wall time since the run began.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>The result tables under their file names.</summary>
    public IEnumerable<ResultTable> Tables()
    {
        var byCountry = new CountryTables(countries, Inputs.Currency);
        yield return EffectTables.Effects(Years);
        yield return EffectTables.Attribution(Years);
        yield return byCountry.Countries();
        yield return byCountry.Groups();
        yield return SummaryTable.Of(Summary, Inputs);
        yield return OverTimeTable.Of([.. Summary.SkipLast(1)], Inputs.Deflator, Inputs.Currency);
        if (Inputs.Config.Groups.Alternative is not null) yield return NetTable.Of(Years);
        if (Inputs.Config.Closure.Levels)
        {
            yield return BoundaryTables.Levels(Years);
            yield return BoundaryTables.Leakages(Years);
        }

        yield return EffectTables.Mapping(Years);
        yield return OrderTables.Profile(Inputs);
        yield return OrderTables.Rejected(Inputs.Orders);
        yield return ResultLayouts.Findings(Findings);
    }

    /// <summary>Writes the results folder, whole or not at all.</summary>
    /// <param name="folder">Prepared by <see cref="ResultsFolder.Create"/>; committed here.</param>
    /// <param name="progress">What is being written.</param>
    /// <param name="cancellation">Cancels between files; nothing stays.</param>
    public void Write(ResultsFolder folder, IProgress<RunProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var writers = Inputs.Config.Output.Formats.Distinct(StringComparer.Ordinal).Select(ResultWriters.For).ToArray();
        foreach (var table in Tables())
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress(RunStage.Writing, null, 0, 0, $"writing {table.Name}"));
            folder.Write(table, writers);
        }

        folder.Write("manifest.json", stream => Manifest.Write(this, folder.Files, stream));
        cancellation.ThrowIfCancellationRequested();
        folder.Commit();
    }
}
