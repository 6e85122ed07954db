using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>Checks that the rows and categories that roles name exist, once each, and that the needed roles are there.</summary>
internal static class RoleChecks
{
    public static void Run(MrioTable table, TableRoles roles, List<Finding> findings)
    {
        var rows = table.V.Rows.Select(r => r.Name).ToList();
        var satellites = table.F.Rows.Select(r => r.Name).ToList();
        var categories = table.DemandColumns.Select(c => c.Category).Distinct().ToList();
        Exists("valueAdded", roles.ValueAdded, rows, "rows of V", findings);
        Exists("taxesOnProducts", roles.TaxesOnProducts, rows, "rows of V", findings);
        Exists("compensation", roles.Compensation, rows, "rows of V", findings);
        Exists("otherTaxes", roles.OtherTaxes, rows, "rows of V", findings);
        Exists("fixedCapital", roles.FixedCapital, rows, "rows of V", findings);
        Exists("employment", roles.Employment, satellites, "satellite rows", findings);
        Exists("fte", roles.Fte, satellites, "satellite rows", findings);
        Exists("household", roles.Household, categories, "categories of Y", findings);
        Exists("government", roles.Government, categories, "categories of Y", findings);
        Exists("investment", roles.Investment, categories, "categories of Y", findings);
        UnitChecks.Run(table, roles, findings);
        Overlap(roles, findings);
        if (roles.ValueAdded is not { Count: > 0 })
            findings.Add(Finding.Error("ROLE-MISSING", "tables.roles.valueAdded", "No row of V is said to be value added.",
                $"rows of V: {string.Join(", ", rows)}", "at least one row", "Name the rows: --role valueAdded=ROW on the command line, \"roles\": { \"valueAdded\": [ … ] } in a file."));
        if (roles.TaxesOnProducts is not { Count: > 0 })
            findings.Add(Finding.Info("ROLE-MISSING", "tables.roles.taxesOnProducts",
                "No row of V is said to be taxes on products: they are taken as zero, or are inside another row."));
        if (roles.Compensation is not { Count: > 0 })
            findings.Add(Finding.Info("ROLE-MISSING", "tables.roles.compensation",
                "The table has no compensation of employees: closures use the labour share of value added of each region."));
        if (roles.Household is not { Count: > 0 })
            findings.Add(Finding.Info("ROLE-MISSING", "tables.roles.household",
                "No category of final demand is said to be household consumption: no induced effects can be computed."));
    }

    private static void Exists(string role, IReadOnlyList<string>? names, List<string> known, string where, List<Finding> findings)
    {
        foreach (var name in names ?? [])
        {
            if (known.Contains(name)) continue;
            findings.Add(Finding.Error("ROLE-UNKNOWN", $"tables.roles.{role}", $"A role names one of the {where} that the table does not have.",
                $"'{name}'", string.Join(", ", known.Take(12)) + (known.Count > 12 ? ", …" : ""), "Use a name as the table spells it."));
        }

        foreach (var twice in (names ?? []).GroupBy(n => n).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("ROLE-TWICE", $"tables.roles.{role}", "A role names the same row twice.", $"'{twice.Key}'", "each name once", "Remove one."));
    }

    private static void Overlap(TableRoles roles, List<Finding> findings)
    {
        foreach (var both in (roles.ValueAdded ?? []).Intersect(roles.TaxesOnProducts ?? []))
            findings.Add(Finding.Error("ROLE-OVERLAP", "tables.roles", "A row can't be value added and taxes on products.", $"'{both}'",
                "one role of the two", "Value added at basic prices excludes taxes on products."));
        foreach (var (name, parts) in new[]
                 {
                     ("compensation", roles.Compensation), ("otherTaxes", roles.OtherTaxes), ("fixedCapital", roles.FixedCapital),
                 })
        {
            foreach (var part in (parts ?? []).Intersect(roles.TaxesOnProducts ?? []))
                findings.Add(Finding.Error("ROLE-OVERLAP", $"tables.roles.{name}", "A row can't be a component of value added and taxes on products.",
                    $"'{part}'", "one role of the two", "Value added at basic prices excludes taxes on products."));
        }

        foreach (var (a, b, names) in new[]
                 {
                     ("household", "government", (roles.Household ?? []).Intersect(roles.Government ?? [])),
                     ("household", "investment", (roles.Household ?? []).Intersect(roles.Investment ?? [])),
                     ("government", "investment", (roles.Government ?? []).Intersect(roles.Investment ?? [])),
                 })
        {
            foreach (var both in names)
                findings.Add(Finding.Error("ROLE-OVERLAP", "tables.roles", $"A category can't be {a} and {b}.", $"'{both}'", "one role of the two", "Remove one."));
        }
    }
}
