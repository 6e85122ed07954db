using IoEngine.Analyses.Decompositions;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Reporting.Html;
using IoEngine.Reporting.Layouts;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Runs.Outputs;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>What a run found, in memory; <see cref="Write"/> puts it on disk. Immutable.</summary>
public sealed class RunResults
{
    internal RunResults()
    {
    }

    /// <summary>The inputs.</summary>
    public required RunInputs Inputs { get; init; }

    /// <summary>Results of the baseline by year.</summary>
    public IReadOnlyList<YearResult> Years => Study.Baseline.Years;

    /// <summary>The baseline and every scenario.</summary>
    public required StudyResults Study
    {
        get;
        init
        {
            field = value;
            Summary = SummaryRow.Of(value.Baseline);
            All = SummaryRow.Sum(value.Baseline, Summary);
        }
    }

    /// <summary>Warnings and notes of the whole run.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Every input file by content.</summary>
    public required IReadOnlyList<InputFile> Files { get; init; }

    /// <summary>One row a year.</summary>
    public IReadOnlyList<SummaryRow> Summary { get; private init; } = [];

    /// <summary>What contracts bring where, by year of the table; empty unless the page is asked for.</summary>
    public IReadOnlyDictionary<int, ContractMultipliers> Contracts { get; internal init; } =
        new SortedDictionary<int, ContractMultipliers>();

    /// <summary>
    /// What changed value added from each year to the next, nominal, report currency; null unless <c>analyses.decomposition</c>
    /// asks for it.
    /// </summary>
    public Decomposition? Changes { get; internal init; }

    /// <summary>What a unit ordered brings to each receiver, by year; empty unless orders are asked for one by one.</summary>
    internal IReadOnlyDictionary<int, ReceiverMultipliers> Receivers { get; init; } =
        new SortedDictionary<int, ReceiverMultipliers>();

    /// <summary>All years in one row.</summary>
    public SummaryRow All { get; private init; } = null!;

    /// <summary>Wall time since the run began.</summary>
    public TimeSpan Elapsed => Timings.Elapsed;

    internal RunTimings Timings { get; init; } = new();

    /// <summary>The result tables under their file names.</summary>
    public IEnumerable<ResultTable> Tables()
    {
        IReadOnlyList<ScenarioResult> worlds = [Study.Baseline, .. Study.Scenarios];
        IReadOnlyList<SummaryRow>[] summaries = [Summary, .. Study.Scenarios.Select(SummaryRow.Of)];
        yield return EffectFiles.EffectsOf(worlds);
        yield return EffectFiles.AttributionOf(worlds);
        if (Inputs.Config.Attribution.By.Count > 0) yield return OrderGroupFiles.OrdersByOf(worlds);
        foreach (var table in Accounts(worlds)) yield return table;
        yield return SummaryFile.Layout.Fill(summaries.SelectMany(rows => rows));
        yield return SummaryFile.OverYears.Fill(worlds.Zip(summaries, SummaryRow.Sum));
        yield return OverTimeFile.Of(Summary, Inputs.Deflator, Inputs.Currency);
        yield return FiscalFile.Of(worlds);
        if (Inputs.Config.Events is not null) yield return EventFiles.Of(worlds);
        if (Inputs.Config.Groups.Alternative is not null) yield return NetFile.Of(worlds);
        if (Study.Scenarios.Count > 0)
        {
            foreach (var table in ComparisonFile.Of(Study)) yield return table;
        }

        if (Inputs.Config.Closure.Levels)
        {
            yield return BoundaryFiles.LevelsOf(worlds);
            yield return BoundaryFiles.LeakagesOf(worlds);
        }

        if (Changes is { } changes) yield return DecompositionFile.Of(changes.Steps, Study.Baseline);
        if (Inputs.Config.Tables.Accounts.Count > 0) yield return AttachedFile.Of(Years);
        yield return EffectFiles.MappingOf(Years);
        yield return OrderFiles.ProfileOf(worlds);
        yield return OrderFiles.Rejected.Fill(Inputs.Orders.Rejected);
        if (Contracts.Count > 0) yield return ContractTable.ToTable(Contracts);
        yield return FindingsFile.Layout.Fill(PathsInFolder.Relative(Findings, Inputs.Loaded.BaseFolder));
    }

    /// <summary>
    /// The result tables that are too large for memory, under their paths without extension: in parts with the same columns, made
    /// when they are taken.
    /// </summary>
    public IEnumerable<(string File, IEnumerable<ResultTable> Parts)> LargeTables()
    {
        IReadOnlyList<ScenarioResult> worlds = [Study.Baseline, .. Study.Scenarios];
        if (Inputs.Config.Attribution.By.Count > 0)
            yield return (OrderGroupFiles.AttributionBy.Name, OrderGroupFiles.AttributionByOf(worlds));
        foreach (var year in OrderEffectFiles.Of(Study.Baseline, Receivers)) yield return year;
    }

    private IEnumerable<ResultTable> Accounts(IReadOnlyList<ScenarioResult> worlds)
    {
        yield return AccountFiles.CountriesOf(worlds, Inputs.Currency);
        yield return AccountFiles.CountriesOverYearsOf(worlds, Inputs.Currency);
        if (Inputs.Membership.HasGroups)
        {
            yield return AccountFiles.GroupsOf(worlds, Inputs.Currency);
            yield return AccountFiles.GroupsOverYearsOf(worlds, Inputs.Currency);
        }
    }

    /// <summary>Writes the results folder, whole or not at all.</summary>
    /// <param name="folder">Prepared by <see cref="ResultsFolder.Create"/>; committed here.</param>
    /// <param name="progress">What is being written.</param>
    /// <param name="cancellation">Cancels between files; nothing stays.</param>
    /// <returns>What could not be tidied away afterwards; the results are in their place all the same.</returns>
    public IReadOnlyList<Finding> Write(ResultsFolder folder, IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        Timings.Begin("writing");
        var writers = Inputs.Config.Output.Formats.Distinct(StringComparer.Ordinal).Where(f => f != OutputConfig.HtmlFormat)
            .Select(ResultWriters.For).ToArray();
        var tables = Tables().ToArray();
        var total = tables.Length + (Inputs.Config.Output.Html ? 1 : 0);
        for (var i = 0; i < tables.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress(RunStage.Writing, null, i, total, $"writing {tables[i].Name}"));
            folder.Write(tables[i], writers);
        }

        foreach (var (file, parts) in LargeTables())
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Report(new RunProgress(RunStage.Writing, null, tables.Length, total, $"writing {file}"));
            folder.Write(file, parts, writers);
        }

        if (Inputs.Config.Output.Html)
        {
            progress?.Report(new RunProgress(RunStage.Writing, null, tables.Length, total, $"writing {HtmlReport.FileName}"));
            folder.Write(HtmlReport.FileName,
                stream => HtmlReport.Write(StoredResults.Of(Manifest.Create(this), tables), stream));
        }

        cancellation.ThrowIfCancellationRequested();
        return folder.Commit(Manifest.WithTimings(this));
    }
}
