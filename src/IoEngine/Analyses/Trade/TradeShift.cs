using IoEngine.Accounts;
using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>
/// A table in which some users buy a share of some products from another region. Technology, v and product sums stay. Pure.
/// </summary>
public static class TradeShift
{
    /// <summary>Moves deliveries from one region to another, product by product.</summary>
    /// <param name="table">The table as it is.</param>
    /// <param name="from">Region that loses the deliveries.</param>
    /// <param name="to">Region that takes them over.</param>
    /// <param name="share">0 … 1 of the deliveries.</param>
    /// <param name="users">Which buying regions, industries and final users alike.</param>
    /// <param name="products">Which products; those that only one of the two regions makes stay.</param>
    /// <returns>The new table: columns balance as before, rows do not (outputs are the old ones).</returns>
    /// <remarks>Inventories (final uses without a role) stay as they are.</remarks>
    public static ValidatedTable Apply(ValidatedTable table, Region from, Region to, double share, Func<Region, bool> users,
        Func<Sector, bool> products)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(users);
        ArgumentNullException.ThrowIfNull(products);
        if (!(share is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(share), share, "Must be 0 to 1.");
        var t = table.Table;
        var moves = t.Sectors.Where(products)
            .Select(s => (From: Position(new Industry(from, s)), To: Position(new Industry(to, s))))
            .Where(m => m.From >= 0 && m.To >= 0).ToArray();
        if (moves.Length == 0 || share == 0 || from == to) return table;
        var (z, y) = (t.Z.Values.Copy(), t.Y.Values.Copy());
        for (var j = 0; j < z.Columns; j++)
        {
            if (users(t.Industries[j].Region)) Move(z.WritableColumn(j));
        }

        var used = StructuralFreeze.CategoriesWithRole(table);
        for (var c = 0; c < y.Columns; c++)
        {
            if (users(t.DemandColumns[c].Region) && used.Contains(t.DemandColumns[c].Category)) Move(y.WritableColumn(c));
        }

        var changed = new MrioTable(
            t.Identity with { Name = $"{t.Identity.Name}, deliveries from {from} shifted to {to}", Format = "counterfactual" },
            new LabelledMatrix<Industry, Industry>(t.Industries, t.Industries, z),
            new LabelledMatrix<Industry, DemandColumn>(t.Industries, t.DemandColumns, y),
            t.V, t.VY, t.F, t.FY, table.Output, table.Roles, names: t.Names, attached: t.Attached);
        return TableValidator.Validate(changed, options: StructuralFreeze.ColumnsOnly);

        int Position(Industry industry) => t.Industries.TryIndexOf(industry, out var i) ? i : -1;

        void Move(Span<double> column)
        {
            foreach (var (i, k) in moves)
            {
                var amount = column[i] * share;
                column[i] -= amount;
                column[k] += amount;
            }
        }
    }
}
