using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Validation;

/// <summary>Adds rows and columns up by role.</summary>
internal static class RoleResolver
{
    public static Resolution Resolve(MrioTable table, TableRoles roles)
    {
        var n = table.Industries.Count;
        var output = table.PublishedOutput ?? new LabelledVector<Industry>(table.Industries, MrioTotals.Output(table));
        var valueAdded = Rows(table, roles.ValueAdded)!;
        var taxes = Rows(table, roles.TaxesOnProducts) ?? new LabelledVector<Industry>(table.Industries, new double[n]);

        // Components that are named but are not part of the value-added rows (a table may publish VA and its components side by
        // side) are "of which" rows: they are neither added to value added nor counted as leaks.
        var known = new HashSet<string>((string[])
            [.. roles.ValueAdded ?? [], .. roles.TaxesOnProducts ?? [], .. roles.Compensation ?? [], .. roles.OtherTaxes ?? [], .. roles.FixedCapital ?? []]);
        var rest = table.V.Rows.Where(r => !known.Contains(r.Name)).Select(r => r.Name).ToList();
        var other = Rows(table, rest) ?? new LabelledVector<Industry>(table.Industries, new double[n]);
        return new Resolution(
            output,
            valueAdded,
            taxes,
            other,
            Residual(table, output, valueAdded, taxes, other),
            Rows(table, roles.Compensation),
            Rows(table, roles.OtherTaxes),
            Rows(table, roles.FixedCapital),
            Use(table, roles.Household, roles, rest),
            Use(table, roles.Government, roles, rest),
            Use(table, roles.Investment, roles, rest));
    }

    private static LabelledVector<Industry> Residual(MrioTable table, LabelledVector<Industry> x, params LabelledVector<Industry>[] inputs)
    {
        var residual = new double[x.Axis.Count];
        for (var j = 0; j < residual.Length; j++)
        {
            var sum = 0.0;
            foreach (var cell in table.Z.Values.Column(j)) sum += cell;
            foreach (var row in inputs) sum += row[j];
            residual[j] = x[j] - sum;
        }

        return new LabelledVector<Industry>(x.Axis, residual);
    }

    private static LabelledVector<Industry>? Rows(MrioTable table, IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 }) return null;
        var sum = new double[table.Industries.Count];
        foreach (var name in names)
        {
            var row = table.V.Rows.IndexOf(new FlowRow(name, ""));
            for (var j = 0; j < sum.Length; j++) sum[j] += table.V.Values[row, j];
        }

        return new LabelledVector<Industry>(table.Industries, sum);
    }

    private static FinalUse? Use(MrioTable table, IReadOnlyList<string>? categories, TableRoles roles, List<string> otherRows)
    {
        if (categories is not { Count: > 0 }) return null;
        var regions = table.Regions.Count;
        var purchases = new DenseMatrix(table.Industries.Count, regions);
        var taxes = new double[regions];
        var other = new double[regions];
        for (var c = 0; c < table.DemandColumns.Count; c++)
        {
            if (!categories.Contains(table.DemandColumns[c].Category)) continue;
            var r = table.Regions.IndexOf(table.DemandColumns[c].Region);
            var from = table.Y.Values.Column(c);
            var to = purchases.WritableColumn(r);
            for (var i = 0; i < from.Length; i++) to[i] += from[i];
            foreach (var name in roles.TaxesOnProducts ?? []) taxes[r] += table.VY.Values[table.V.Rows.IndexOf(new FlowRow(name, "")), c];
            foreach (var name in otherRows) other[r] += table.VY.Values[table.V.Rows.IndexOf(new FlowRow(name, "")), c];
        }

        return new FinalUse(categories, purchases, taxes, other);
    }
}
