using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Trade;

/// <summary>
/// Tables of a world that did not happen: this year's technology with another year's trade shares, or the other way round. Pure.
/// </summary>
/// <remarks>
/// A = T ∘ H; the same for what households, government and investors buy (so C is frozen with A). Everything per unit of output
/// (v, τ, ω, wages, jobs) stays with H. An industry without output in the table of the technology keeps that of the trade shares.
/// With prices T and H are those of volumes, Aᶜ = p̂⁻¹ A p̂, put back at the prices of the year; v is then the residual of each
/// column. Without prices they are those of money, and a dearer currency looks like other trade.
/// The table of a freeze does not balance by rows (x is not L Y); its columns do, and they are all that effects need.
/// </remarks>
public static class StructuralFreeze
{
    internal static readonly ValidationOptions ColumnsOnly = new(NoteImbalance: double.PositiveInfinity,
        MaxImbalance: double.PositiveInfinity)
    { TellNegative = false };

    /// <summary>
    /// "No further integration": the technology of <paramref name="year"/> with the trade shares of <paramref name="baseYear"/>.
    /// </summary>
    /// <param name="year">The table of the year.</param>
    /// <param name="baseYear">The table whose trade shares are taken.</param>
    /// <param name="prices">Those of the year relative to the base year; null: the shares are those of money.</param>
    /// <returns><paramref name="year"/> itself where the two are the same table.</returns>
    /// <exception cref="InvalidDataFindingsException">The tables have different labels; each difference is listed.</exception>
    public static ValidatedTable TradeShares(ValidatedTable year, ValidatedTable baseYear, RelativePrices? prices = null) =>
        InVolumes(year, baseYear, prices, (now, old) => Recombine(trade: old, technology: now));

    /// <summary>
    /// "Constant technology": the trade shares of <paramref name="year"/> with the technology (and v, τ, ω, consumption mix) of
    /// <paramref name="baseYear"/>.
    /// </summary>
    /// <param name="year">The table of the year.</param>
    /// <param name="baseYear">The table whose technology is taken.</param>
    /// <param name="prices">Those of the year relative to the base year; null: the technology is that of money.</param>
    /// <returns><paramref name="year"/> itself where the two are the same table.</returns>
    /// <exception cref="InvalidDataFindingsException">The tables have different labels; each difference is listed.</exception>
    public static ValidatedTable Technology(ValidatedTable year, ValidatedTable baseYear, RelativePrices? prices = null) =>
        InVolumes(year, baseYear, prices, (now, old) => Recombine(trade: now, technology: old));

    private static ValidatedTable InVolumes(ValidatedTable year, ValidatedTable baseYear, RelativePrices? prices,
        Func<ValidatedTable, ValidatedTable, ValidatedTable> combine)
    {
        ArgumentNullException.ThrowIfNull(year);
        if (prices is null || ReferenceEquals(year, baseYear)) return combine(year, baseYear);
        var p = prices.InTableMoney;
        return TableRevaluation.At(combine(TableRevaluation.At(year, TableRevaluation.Inverse(p)), baseYear), p);
    }

    /// <summary>T of one table, H and everything per unit of output of a second, consumption mix of a third.</summary>
    /// <param name="trade">Origins of inputs and of final purchases.</param>
    /// <param name="technology">Products per unit of output, and all other coefficients.</param>
    /// <param name="consumption">
    /// Products bought by final users, with the taxes on them; null: that of <paramref name="technology"/>.
    /// </param>
    /// <returns>The very table where all are the same one.</returns>
    /// <exception cref="InvalidDataFindingsException">The tables have different labels; each difference is listed.</exception>
    public static ValidatedTable Recombine(ValidatedTable trade, ValidatedTable technology, ValidatedTable? consumption = null)
    {
        ArgumentNullException.ThrowIfNull(trade);
        ArgumentNullException.ThrowIfNull(technology);
        var mix = consumption ?? technology;
        if (ReferenceEquals(trade, technology) && ReferenceEquals(technology, mix)) return technology;
        RequireSameLabels(new[] { trade, technology, mix }.Distinct().ToArray());
        var shares = new OriginShares(trade);
        var z = technology.Table.Z;
        var (v, f, x) = (technology.Table.V, technology.Table.F, technology.Output);
        if (!ReferenceEquals(trade, technology))
        {
            z = Intermediate(shares, trade, technology);
            (v, f, x) = PerOutput(trade, technology);
        }

        var table = new MrioTable(Identity(trade, technology), z, Final(shares, trade, mix), v, mix.Table.VY, f,
            technology.Table.FY, x, technology.Roles, names: technology.Table.Names,
            attached: technology.Table.Attached);
        return TableValidator.Validate(table, options: ColumnsOnly);
    }

    /// <summary>A combined table whose final users buy by another mix: Z, V, F and x are the same objects.</summary>
    /// <param name="combined">Inputs and everything per unit of output.</param>
    /// <param name="trade">Origins of final purchases; those of the inputs of <paramref name="combined"/>.</param>
    /// <param name="mix">Products bought by final users, with the taxes on them.</param>
    internal static ValidatedTable Consuming(ValidatedTable combined, ValidatedTable trade, ValidatedTable mix)
    {
        var t = combined.Table;
        var table = new MrioTable(t.Identity, t.Z, Final(new OriginShares(trade), trade, mix), t.V, mix.Table.VY, t.F, t.FY,
            combined.Output, combined.Roles, names: t.Names, attached: t.Attached);
        return TableValidator.Validate(table, options: ColumnsOnly);
    }

    /// <summary>Refuses tables whose labels differ: years of one release are comparable, two releases are not.</summary>
    internal static void RequireSameLabels(params ReadOnlySpan<ValidatedTable> tables)
    {
        var first = tables[0].Table;
        var findings = new List<Finding>();
        foreach (var other in tables[1..])
        {
            Compare(first.Industries, other.Table.Industries);
            Compare(first.DemandColumns, other.Table.DemandColumns);
            Compare(first.V.Rows, other.Table.V.Rows);
            Compare(first.F.Rows, other.Table.F.Rows);

            void Compare<T>(Axis<T> a, Axis<T> b)
                where T : notnull
            {
                if (a.Equals(b)) return;
                var strange = a.Except(b).Concat(b.Except(a)).Take(5).Select(l => l.ToString()).ToArray();
                findings.Add(Finding.Error("TABLES-DIFFER", $"{first.Identity.Name} and {other.Table.Identity.Name}, {a.Name}",
                    "Two tables that are to be combined have different labels.",
                    strange.Length == 0
                        ? "the same labels in another order" : "in one of them only: " + string.Join(", ", strange),
                    "the same labels in the same order", "Use tables of one release, or aggregate both to common labels."));
            }
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException("The tables can't be combined", findings);
    }

    private static LabelledMatrix<Industry, Industry> Intermediate(OriginShares shares, ValidatedTable trade,
        ValidatedTable technology)
    {
        var (t, h) = (trade.Table.Z.Values, technology.Table.Z.Values);
        var z = new DenseMatrix(h.Rows, h.Columns, zeroed: false);
        for (var j = 0; j < h.Columns; j++)
        {
            var to = z.WritableColumn(j);
            if (technology.Output[j] > 0)
                shares.Apply(trade.Output[j] > 0 ? t.Column(j) : [], h.Column(j), technology.Table.RegionOf[j], to);
            else t.Column(j).CopyTo(to);
        }

        return new LabelledMatrix<Industry, Industry>(technology.Table.Industries, technology.Table.Industries, z);
    }

    /// <summary>V, F and x of the technology; where that has no output, the columns of the trade shares.</summary>
    private static (LabelledMatrix<FlowRow, Industry> V, LabelledMatrix<FlowRow, Industry> F,
        LabelledVector<Industry> X) PerOutput(
            ValidatedTable trade, ValidatedTable technology)
    {
        var absent = Enumerable.Range(0, technology.Output.Axis.Count)
            .Where(j => !(technology.Output[j] > 0) && trade.Output[j] > 0).ToArray();
        if (absent.Length == 0) return (technology.Table.V, technology.Table.F, technology.Output);
        var (v, f, x) = (technology.Table.V.Values.Copy(), technology.Table.F.Values.Copy(), technology.Output.Values.ToArray());
        foreach (var j in absent)
        {
            trade.Table.V.Values.Column(j).CopyTo(v.WritableColumn(j));
            trade.Table.F.Values.Column(j).CopyTo(f.WritableColumn(j));
            x[j] = trade.Output[j];
        }

        var industries = technology.Table.Industries;
        return (new LabelledMatrix<FlowRow, Industry>(technology.Table.V.Rows, industries, v),
            new LabelledMatrix<FlowRow, Industry>(technology.Table.F.Rows, industries, f),
            new LabelledVector<Industry>(industries, x));
    }

    /// <summary>
    /// Y with the origins of the trade shares; inventories and other categories without a role stay as they are.
    /// </summary>
    private static LabelledMatrix<Industry, DemandColumn> Final(OriginShares shares, ValidatedTable trade, ValidatedTable mix)
    {
        if (ReferenceEquals(trade, mix)) return mix.Table.Y;
        var table = mix.Table;
        var used = CategoriesWithRole(mix);
        var y = table.Y.Values.Copy();
        for (var c = 0; c < y.Columns; c++)
        {
            var column = table.DemandColumns[c];
            if (used.Contains(column.Category))
                shares.Apply(trade.Table.Y.Values.Column(c), table.Y.Values.Column(c), table.Regions.IndexOf(column.Region),
                    y.WritableColumn(c));
        }

        return new LabelledMatrix<Industry, DemandColumn>(table.Industries, table.DemandColumns, y);
    }

    /// <summary>Categories of final demand that a closure may spend by: households, government, investment.</summary>
    internal static HashSet<string> CategoriesWithRole(ValidatedTable table) =>
        (table.Households?.Categories ?? []).Concat(table.Government?.Categories ?? []).Concat(table.Investment?.Categories ?? [])
            .ToHashSet(StringComparer.Ordinal);

    private static TableIdentity Identity(ValidatedTable trade, ValidatedTable technology) => technology.Table.Identity with
    {
        Name = $"{technology.Table.Identity.Name} with the trade shares of {trade.Table.Identity.Name}",
        Format = "counterfactual",
    };
}
