using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>
/// Turns a table as read into a table that can be trusted: all findings are collected before anything is refused.
/// </summary>
public static class TableValidator
{
    /// <summary>Checks cells, roles and balances and resolves the roles.</summary>
    /// <param name="table">As read.</param>
    /// <param name="overrides">Roles said by the user; what they leave open comes from the format.</param>
    /// <param name="options">Limits.</param>
    /// <returns>The table with its findings; warnings and notes are among them.</returns>
    /// <exception cref="InvalidDataFindingsException">There are errors; every one is listed.</exception>
    public static ValidatedTable Validate(MrioTable table, TableRoles? overrides = null, ValidationOptions? options = null)
    {
        var (validated, findings) = Examine(table, overrides, options);
        return validated ?? throw new InvalidDataFindingsException($"Table '{table.Identity.Name}' can't be used", findings);
    }

    /// <summary>
    /// As <see cref="Validate"/>, but hands the findings back instead of throwing; the table is null where it is invalid.
    /// </summary>
    public static (ValidatedTable? Table, IReadOnlyList<Finding> Findings) Examine(
        MrioTable table, TableRoles? overrides = null, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        var limits = options ?? ValidationOptions.Default;
        var roles = (overrides ?? new TableRoles()).Or(table.Roles);
        var findings = new List<Finding>(table.Findings);
        CellChecks.Run(table, limits, findings);
        RoleChecks.Run(table, roles, findings);
        if (findings.Any(f => f.Severity == Severity.Error)) return (null, findings);
        var parts = new RoleResolver(table, roles);
        var imbalance = BalanceChecks.Run(parts, limits, findings);
        return findings.Any(f => f.Severity == Severity.Error)
            ? (null, findings)
            : (new ValidatedTable(parts, findings, imbalance), findings);
    }
}
