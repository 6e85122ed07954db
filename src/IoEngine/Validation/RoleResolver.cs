using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Validation;

/// <summary>Adds the rows and columns of a table up by role. Immutable.</summary>
internal sealed class RoleResolver
{
    private readonly List<string> rest;

    public RoleResolver(MrioTable table, TableRoles roles)
    {
        (Table, Roles) = (table, roles);
        Output = table.PublishedOutput ?? new LabelledVector<Industry>(table.Industries, MrioTotals.Output(table));
        ValueAdded = Rows(roles.ValueAdded)!;
        Taxes = Rows(roles.TaxesOnProducts) ?? new LabelledVector<Industry>(table.Industries, new double[table.Industries.Count]);

        // Components that are named but are not part of the value-added rows (a table may publish VA and its components side by
        // side) are "of which" rows: they are neither added to value added nor counted as leaks.
        var known = TableRole.All.Where(r => r.IsPrimaryInput).SelectMany(r => r.Of(roles) ?? [])
            .ToHashSet(StringComparer.Ordinal);
        rest = table.V.Rows.Where(r => !known.Contains(r.Name)).Select(r => r.Name).ToList();
        Other = Rows(rest) ?? new LabelledVector<Industry>(table.Industries, new double[table.Industries.Count]);
        Residual = ResidualOf(table, Output, ValueAdded, Taxes, Other);
        (Compensation, Households) = (Rows(roles.Compensation), Use(roles.Household));
        WithoutCompensation = RegionsWithoutCompensation();
    }

    /// <summary>The table.</summary>
    public MrioTable Table { get; }

    /// <summary>The roles in force.</summary>
    public TableRoles Roles { get; }

    /// <summary>x, as published where given, else Z1 + Y1.</summary>
    public LabelledVector<Industry> Output { get; }

    /// <summary>va.</summary>
    public LabelledVector<Industry> ValueAdded { get; }

    /// <summary>t; zeros where no row has the role.</summary>
    public LabelledVector<Industry> Taxes { get; }

    /// <summary>o: the rows of V that have no role.</summary>
    public LabelledVector<Industry> Other { get; }

    /// <summary>x' − 1'Z − t' − o' − va'.</summary>
    public LabelledVector<Industry> Residual { get; }

    /// <summary>w; null where the table has none. It is checked, as <see cref="Households"/> are.</summary>
    public LabelledVector<Industry>? Compensation { get; }

    /// <summary>Household consumption; null where no category is known.</summary>
    public FinalUse? Households { get; }

    /// <summary>For each region whether it has value added and no compensation; all of them where the table has none.</summary>
    public IReadOnlyList<bool> WithoutCompensation { get; }

    private bool[] RegionsWithoutCompensation()
    {
        var (paid, added) = (new bool[Table.Regions.Count], new double[Table.Regions.Count]);
        for (var j = 0; j < ValueAdded.Axis.Count; j++)
        {
            added[Table.RegionOf[j]] += ValueAdded[j];
            paid[Table.RegionOf[j]] |= Compensation is { } w && w[j] != 0;
        }

        return [.. paid.Zip(added, (isPaid, sum) => Compensation is null || (!isPaid && sum > 0))];
    }

    private static LabelledVector<Industry> ResidualOf(MrioTable table, LabelledVector<Industry> x,
        params LabelledVector<Industry>[] inputs)
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

    /// <summary>The sum of rows of V, n; null where there is none.</summary>
    public LabelledVector<Industry>? Rows(IReadOnlyList<string>? names)
    {
        if (names is not { Count: > 0 }) return null;
        var sum = new double[Table.Industries.Count];
        foreach (var name in names)
        {
            var row = Table.V.Rows.IndexOf(new FlowRow(name, ""));
            for (var j = 0; j < sum.Length; j++) sum[j] += Table.V.Values[row, j];
        }

        return new LabelledVector<Industry>(Table.Industries, sum);
    }

    /// <summary>What the final users of these categories buy, region by region; null where there is none.</summary>
    public FinalUse? Use(IReadOnlyList<string>? categories)
    {
        if (categories is not { Count: > 0 }) return null;
        var regions = Table.Regions.Count;
        var purchases = new DenseMatrix(Table.Industries.Count, regions);
        var taxes = new double[regions];
        var other = new double[regions];
        for (var c = 0; c < Table.DemandColumns.Count; c++)
        {
            if (!categories.Contains(Table.DemandColumns[c].Category)) continue;
            var r = Table.Regions.IndexOf(Table.DemandColumns[c].Region);
            var from = Table.Y.Values.Column(c);
            var to = purchases.WritableColumn(r);
            for (var i = 0; i < from.Length; i++) to[i] += from[i];
            foreach (var name in Roles.TaxesOnProducts ?? [])
                taxes[r] += Table.VY.Values[Table.V.Rows.IndexOf(new FlowRow(name, "")), c];
            foreach (var name in rest) other[r] += Table.VY.Values[Table.V.Rows.IndexOf(new FlowRow(name, "")), c];
        }

        return new FinalUse(categories, purchases, taxes, other);
    }
}
