using System.Collections.Concurrent;
using IoEngine.Accounts;
using IoEngine.Runs.Configuration;
using IoEngine.Validation;

namespace IoEngine.Runs.Inputs;

/// <summary>
/// The tables of a run, validated with the configuration's roles. Of those that were read it remembers output, which prices are
/// made from.
/// </summary>
internal sealed class ValidatedTables(IYearTables source, TablesConfig config)
{
    private readonly ConcurrentDictionary<int, LabelledVector<Industry>> outputs = new();

    /// <summary>The tables as published.</summary>
    public IYearTables Source { get; } = source;

    /// <summary>Years that were read so far, ascending.</summary>
    public IEnumerable<int> YearsRead => outputs.Keys.Order();

    /// <summary>Reads and validates the table of a year.</summary>
    public ValidatedTable Read(int year, CancellationToken cancellation)
    {
        var table = TableValidator.Validate(Source.Read(year, cancellation), config.Roles, config.Validation);
        outputs[year] = table.Output;
        return table;
    }

    /// <summary>x of a year, n; its table is read where it has not been.</summary>
    public LabelledVector<Industry> Output(int year, CancellationToken cancellation) =>
        outputs.TryGetValue(year, out var known) ? known : Read(year, cancellation).Output;
}
