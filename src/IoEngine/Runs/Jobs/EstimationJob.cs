using IoEngine.Accounts;
using IoEngine.Runs.Inputs;
using IoEngine.Tables;
using IoEngine.Tables.Balancing;
using IoEngine.Tables.Formats.Own;
using IoEngine.Validation;

namespace IoEngine.Runs.Jobs;

/// <summary>What a table is estimated from, and where it goes.</summary>
/// <param name="Source">File, folder or zip of the table at hand.</param>
/// <param name="Targets">
/// CSV files <c>what,region,sector[,partner],value[,weight]</c> (see <see cref="TargetReader"/>).
/// </param>
/// <param name="Target">The <c>*.mrio</c> folder to write.</param>
public sealed record EstimationInputs(string Source, IReadOnlyList<string> Targets, string Target)
{
    /// <summary>Whether a table that is there, as the engine wrote it, may be replaced.</summary>
    public bool Replace { get; init; }

    /// <summary>Roles that the format does not say, stored with the table; null: none.</summary>
    public TableRoles? Roles { get; init; }

    /// <summary>Format, year, region of a national table; null: the defaults.</summary>
    public TableReadOptions? Options { get; init; }
}

/// <summary>An estimated table, and all findings about it.</summary>
/// <param name="Estimated">The table with what it took.</param>
/// <param name="Findings">What its examination found.</param>
public sealed record EstimationResult(EstimatedTable Estimated, IReadOnlyList<Finding> Findings);

/// <summary>Tables that nobody has published, made from those at hand and from totals, as the engine's own folders.</summary>
public static class EstimationJob
{
    /// <summary>What targets may be of.</summary>
    public static IReadOnlyList<string> TargetKinds => TableTarget.Kinds;

    /// <summary><see cref="TableBalancing.Balance"/> of a file.</summary>
    /// <param name="inputs">Table, targets, folder to write.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Table or targets can't be used, or targets not met: every fault.
    /// </exception>
    /// <exception cref="ConfigException">Something is in the way at the target, or it can't be written.</exception>
    public static EstimationResult Balance(EstimationInputs inputs, CancellationToken cancellation = default) =>
        Run(inputs, (table, roles, targets) => TableBalancing.Balance(table, targets, roles, null, cancellation), cancellation);

    /// <summary><see cref="TableBalancing.Nowcast"/> of a file.</summary>
    /// <inheritdoc cref="Balance"/>
    /// <param name="inputs">Table, targets, folder to write.</param>
    /// <param name="year">The later year.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    public static EstimationResult Nowcast(EstimationInputs inputs, int year, CancellationToken cancellation = default) =>
        Run(inputs, (table, roles, targets) => TableBalancing.Nowcast(table, year, targets, roles, null, cancellation),
            cancellation);

    /// <summary><see cref="TableBalancing.Split"/> of a file.</summary>
    /// <inheritdoc cref="Balance"/>
    /// <param name="inputs">Table, targets, folder to write.</param>
    /// <param name="axis">Whether a region or a sector is split.</param>
    /// <param name="of">Its code.</param>
    /// <param name="into">Codes of the parts.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    public static EstimationResult Split(EstimationInputs inputs, ConcordanceAxis axis, string of, IReadOnlyList<string> into,
        CancellationToken cancellation = default) =>
        Run(inputs, (table, roles, targets) => TableBalancing.Split(table, axis, of, into, targets, roles, null, cancellation),
            cancellation);

    private static EstimationResult Run(EstimationInputs inputs,
        Func<MrioTable, TableRoles, IReadOnlyList<TableTarget>, EstimatedTable> estimate, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        using var folder = MrioFolder.Stage(inputs.Target, inputs.Replace);
        var targets = TargetReader.Read(inputs.Targets);
        var table = ImportJob.WithRoles(TableReader.Read(inputs.Source, inputs.Options, cancellation), inputs.Roles);
        var made = estimate(table, TableValidator.Validate(table).Roles, targets);
        var record = made.Table.Identity.Estimate! with
        {
            Inputs = [Input("table", inputs.Source), .. inputs.Targets.Select(t => Input("targets", t))],
        };
        made = made with { Table = made.Table.With(record) };
        var leftovers = MrioFolder.Write(made.Table, folder, cancellation);
        return new EstimationResult(made, [.. TableValidator.Examine(made.Table).Findings, .. leftovers]);
    }

    private static EstimateInput Input(string role, string path) => new(path, InputFile.Of(role, path, path).Sha256);
}
