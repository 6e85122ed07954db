using System.Collections.Concurrent;
using IoEngine.Accounts;
using IoEngine.Runs.Configuration;
using IoEngine.Tables.Attached;
using IoEngine.Validation;

namespace IoEngine.Runs.Inputs;

/// <summary>
/// The tables of a run with the accounts that are attached to them, validated with the configuration's roles. Of those that were
/// read it remembers output, which prices are made from.
/// </summary>
/// <param name="source">The tables as published.</param>
/// <param name="config">Roles and limits.</param>
/// <param name="accounts">Accounts from elsewhere; null: none.</param>
internal sealed class ValidatedTables(IYearTables source, TablesConfig config, IReadOnlyList<AttachedAccounts>? accounts = null)
{
    private readonly ConcurrentDictionary<int, LabelledVector<Industry>> outputs = new();

    /// <summary>The tables as published.</summary>
    public IYearTables Source { get; } = source;

    /// <summary>Years that were read so far, ascending.</summary>
    public IEnumerable<int> YearsRead => outputs.Keys.Order();

    /// <summary>Reads and validates the table of a year.</summary>
    public ValidatedTable Read(int year, CancellationToken cancellation)
    {
        var (read, roles) = AccountsOfTables.Attach(Source.Read(year, cancellation), accounts ?? [], config.Roles);
        var table = TableValidator.Validate(read, roles, config.Validation);
        outputs[year] = table.Output;
        return table;
    }

    /// <summary>x of a year, n; its table is read where it has not been.</summary>
    public LabelledVector<Industry> Output(int year, CancellationToken cancellation) =>
        outputs.TryGetValue(year, out var known) ? known : Read(year, cancellation).Output;
}
