using IoEngine.Accounts;
using IoEngine.Files.Staging;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Eora;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Validation;

namespace IoEngine.Runs.Jobs;

/// <summary>Official or saved tables into the engine's own folders, or into files that pymrio loads.</summary>
public static class ImportJob
{
    /// <summary>What to ask of a source, spelt as on the command line.</summary>
    /// <param name="format">Format; null: detected.</param>
    /// <param name="year">Year; null: as the source says.</param>
    /// <param name="model">A, B, C or D: from supply and use to a square table.</param>
    /// <param name="discrepancy">keep, move or drop Eora's statistical discrepancy.</param>
    /// <param name="force">
    /// Whether the year is taken although the source states another, with a warning; else that is an error.
    /// </param>
    /// <param name="verify">Whether an engine's own table is compared with its SHA-256.</param>
    /// <param name="region">The region of a national table whose labels name none; null: they do.</param>
    /// <exception cref="ArgumentException">A spelling is none of these.</exception>
    public static TableReadOptions Options(string? format = null, int? year = null, string model = "D",
        string discrepancy = "keep", bool force = false, bool verify = true, string? region = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model is not [>= 'A' and <= 'D']) throw new ArgumentException($"'{model}' is none of A, B, C, D.", nameof(model));
        return new TableReadOptions
        {
            Format = format, Year = year, YearMustAgree = !force, VerifyHashes = verify, Model = (SupplyUseModel)(model[0] - 'A'),
            Region = region is null ? null : new Region(region),
            Discrepancy = Enum.Parse<EoraDiscrepancy>(discrepancy, ignoreCase: true),
        };
    }

    /// <summary>Reads, examines and writes one table.</summary>
    /// <param name="source">File, folder or zip.</param>
    /// <param name="target">The <c>*.mrio</c> folder to write.</param>
    /// <param name="options">Format, year, model for supply and use; null: the defaults.</param>
    /// <param name="replace">Whether an earlier import, as it was written, may be replaced.</param>
    /// <param name="roles">Roles that the format does not say, stored with the table; null: none.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    /// <returns>
    /// The table and everything noticed. A table that is invalid as it stands (a role to be named, say) is still imported; its
    /// errors are among the findings.
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The source can't be read, or a role names what the table does not have.
    /// </exception>
    /// <exception cref="ConfigException">
    /// Something is in the way at the target (every reason), or it can't be written.
    /// </exception>
    public static (MrioTable Table, IReadOnlyList<Finding> Findings) Import(
        string source, string target, TableReadOptions? options = null, bool replace = false, TableRoles? roles = null,
        CancellationToken cancellation = default)
    {
        using var folder = MrioFolder.Stage(target, replace);
        var table = WithRoles(TableReader.Read(source, options, cancellation), roles);
        var leftovers = MrioFolder.Write(table, folder, cancellation);
        return (table, [.. TableValidator.Examine(table).Findings, .. leftovers]);
    }

    /// <summary>Reads, examines and writes one table as pymrio saves it; roles and price basis have no place there.</summary>
    /// <param name="source">File, folder or zip.</param>
    /// <param name="target">The <c>*.zip</c> file to write.</param>
    /// <param name="options">Format, year, model for supply and use; null: the defaults.</param>
    /// <param name="replace">Whether a file that is there may be replaced.</param>
    /// <param name="roles">Roles that the format does not say, for the examination; null: none.</param>
    /// <param name="cancellation">Cancels; nothing stays.</param>
    /// <returns>The table and everything noticed.</returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The source can't be read, a role names what the table does not have, or a label can't be written.
    /// </exception>
    /// <exception cref="ConfigException">The target exists and may not be replaced, or can't be written.</exception>
    public static (MrioTable Table, IReadOnlyList<Finding> Findings) ToPymrio(
        string source, string target, TableReadOptions? options = null, bool replace = false, TableRoles? roles = null,
        CancellationToken cancellation = default)
    {
        StagedFile.Require(target, replace);
        var table = WithRoles(TableReader.Read(source, options, cancellation), roles);
        var leftovers = PymrioWriter.Write(table, target, replace, cancellation);
        return (table, [.. TableValidator.Examine(table).Findings, .. leftovers]);
    }

    /// <summary>
    /// The table with roles that a user said. Roles that are wrong in themselves are refused, since they would be stored.
    /// </summary>
    internal static MrioTable WithRoles(MrioTable table, TableRoles? roles)
    {
        if (roles is null) return table;
        var said = table.With(roles);
        var wrong = TableValidator.Examine(said).Findings
            .Where(f => f.Severity == Severity.Error && f.Code.StartsWith("ROLE-", StringComparison.Ordinal)
                && f.Code != "ROLE-MISSING").ToArray();
        return wrong.Length == 0
            ? said : throw new InvalidDataFindingsException($"The roles don't fit table '{table.Identity.Name}'", wrong);
    }
}
