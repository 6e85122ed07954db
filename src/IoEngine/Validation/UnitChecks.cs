using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>
/// Checks that rows count what their place and role need: V the money of the table, employment persons, fte full-time
/// equivalents.
/// </summary>
internal static class UnitChecks
{
    public static void Run(MrioTable table, TableRoles roles, List<Finding> findings)
    {
        var others = table.V.Rows.Where(r => r.Unit.In(table.Identity.Unit) is not 1.0).ToList();
        if (others.Count > 0)
        {
            findings.Add(Finding.Error("UNIT-MIXED", table.V.Rows.Name, "Rows of V are not in the unit of the table.",
                Names(others), table.Identity.Unit.ToString(),
                "Convert these rows; where a table is read from files and only the scale differs, that is done."));
        }

        foreach (var role in TableRole.All)
        {
            if (role.Unit is { } unit) Counts(role, role.Of(roles), unit, table, findings);
        }

        if (roles.Employment is { Count: > 0 } || roles.Fte is { Count: > 0 }) return;
        var labour = table.F.Rows.Where(r => r.Unit.Kind is UnitKind.Persons or UnitKind.FullTimeEquivalents or UnitKind.Hours)
            .ToList();
        if (labour.Count == 0) return;
        findings.Add(Finding.Info("ROLE-MISSING", "tables.roles.employment",
            "No row is said to be employment, though rows count labour: no jobs are computed. Hours are no persons.",
            Names(labour), "",
            "Name rows of persons under tables.roles.employment, of full-time equivalents under tables.roles.fte."));
    }

    /// <summary>Rows of one role are added, so each must count what the role is about, in whatever scale.</summary>
    private static void Counts(TableRole role, IReadOnlyList<string>? names, Unit unit, MrioTable table, List<Finding> findings)
    {
        var rows = table.F.Rows.Where(r => names?.Contains(r.Name) ?? false).ToList();
        var wrong = rows.FindAll(r => r.Unit.In(unit) is null);
        var hours = wrong.Exists(r => r.Unit.Kind == UnitKind.Hours)
            ? "Hours are no persons: they stay indicators by the names of their rows. " : "";
        if (wrong.Count > 0)
        {
            findings.Add(Finding.Error("ROLE-UNITS", $"tables.roles.{role.Name}",
                $"Rows of the role '{role.Name}' do not count {unit}.", Names(wrong), role.Declared.Units,
                $"{hours}Take these rows out of the role, or correct their units in the source."));
        }

        var bare = rows.FindAll(r => r.Unit.IsBare);
        if (bare.Count > 0)
        {
            findings.Add(Finding.Warning("ROLE-UNITS", $"tables.roles.{role.Name}",
                $"Rows of the role '{role.Name}' do not say what they count; {unit} are assumed.", Names(bare),
                role.Declared.Units, "State the units of these rows in the source."));
        }
    }

    private static string Names(List<FlowRow> rows) =>
        string.Join(", ", rows.Take(8).Select(r => $"{r.Name} [{r.Unit}]"))
            + (rows.Count > 8 ? $" and {rows.Count - 8} more" : "");
}
