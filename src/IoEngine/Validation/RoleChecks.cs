using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>Checks that the rows and categories that roles name exist, once each, and that the needed roles are there.</summary>
internal static class RoleChecks
{
    public static void Run(MrioTable table, TableRoles roles, List<Finding> findings)
    {
        foreach (var role in TableRole.All)
        {
            var (names, where) = Place(table, role);
            Exists(role, role.Of(roles), names, where, findings);
        }

        UnitChecks.Run(table, roles, findings);
        Overlap(roles, findings);
        foreach (var role in TableRole.All.Where(r => r.Declared.Missing.Length > 0 && r.Of(roles) is not { Count: > 0 }))
            Missing(table, role, findings);
    }

    /// <summary>Among what the rows or categories of a role must be.</summary>
    private static (List<string> Names, string Where) Place(MrioTable table, TableRole role) =>
        role.IsPrimaryInput ? (table.V.Rows.Select(r => r.Name).ToList(), "rows of V")
        : role.Declared.Kind == RoleKind.Satellite ? (table.F.Rows.Select(r => r.Name).ToList(), "satellite rows")
        : (table.DemandColumns.Select(c => c.Category).Distinct().ToList(), "categories of Y");

    private static void Missing(MrioTable table, TableRole role, List<Finding> findings)
    {
        var key = $"tables.roles.{role.Name}";
        var (names, where) = Place(table, role);
        findings.Add(role.Declared.Needed
            ? Finding.Error("ROLE-MISSING", key, role.Declared.Missing, $"{where}: {string.Join(", ", names)}",
                "at least one row",
                $"Name the rows: --role {role.Name}=ROW on the command line, \"roles\": {{ \"{role.Name}\": [ … ] }} in a file.")
            : Finding.Info("ROLE-MISSING", key, role.Declared.Missing));
    }

    private static void Exists(TableRole role, IReadOnlyList<string>? names, List<string> known, string where,
        List<Finding> findings)
    {
        foreach (var name in names ?? [])
        {
            if (known.Contains(name)) continue;
            findings.Add(Finding.Error("ROLE-UNKNOWN", $"tables.roles.{role.Name}",
                $"A role names one of the {where} that the table does not have.",
                $"'{name}'", string.Join(", ", known.Take(12)) + (known.Count > 12 ? ", …" : ""),
                "Use a name as the table spells it."));
        }

        foreach (var twice in (names ?? []).GroupBy(n => n).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("ROLE-TWICE", $"tables.roles.{role.Name}", "A role names the same row twice.",
                $"'{twice.Key}'", "each name once", "Remove one."));
    }

    private static void Overlap(TableRoles roles, List<Finding> findings)
    {
        foreach (var both in (roles.ValueAdded ?? []).Intersect(roles.TaxesOnProducts ?? []))
            findings.Add(Finding.Error("ROLE-OVERLAP", "tables.roles", "A row can't be value added and taxes on products.",
                $"'{both}'", "one role of the two", "Value added at basic prices excludes taxes on products."));
        foreach (var role in TableRole.All.Where(r => r.Declared.Kind == RoleKind.ValueAddedPart))
        {
            foreach (var part in (role.Of(roles) ?? []).Intersect(roles.TaxesOnProducts ?? []))
                findings.Add(Finding.Error("ROLE-OVERLAP", $"tables.roles.{role.Name}",
                    "A row can't be a component of value added and taxes on products.",
                    $"'{part}'", "one role of the two", "Value added at basic prices excludes taxes on products."));
        }

        var uses = TableRole.All.Where(r => r.Declared.Kind == RoleKind.FinalUse).ToList();
        foreach (var (a, b) in uses.SelectMany((a, i) => uses.Skip(i + 1).Select(b => (a, b))))
        {
            foreach (var both in (a.Of(roles) ?? []).Intersect(b.Of(roles) ?? []))
                findings.Add(Finding.Error("ROLE-OVERLAP", "tables.roles", $"A category can't be {a.Name} and {b.Name}.",
                    $"'{both}'", "one role of the two", "Remove one."));
        }
    }
}
