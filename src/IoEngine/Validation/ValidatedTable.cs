using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>
/// A table that passed validation, with its rows and columns resolved to their roles. Immutable; only
/// <see cref="TableValidator"/> makes one.
/// </summary>
public sealed class ValidatedTable
{
    private readonly RoleResolver parts;

    internal ValidatedTable(RoleResolver parts, IReadOnlyList<Finding> findings, Imbalance imbalance)
    {
        this.parts = parts;
        (Table, Roles, Findings, Imbalance) = (parts.Table, parts.Roles, findings, imbalance);
        (Output, ValueAdded, TaxesOnProducts, OtherItems, ColumnResidual) = (parts.Output, parts.ValueAdded, parts.Taxes,
            parts.Other, parts.Residual);
        (Compensation, Households, WithoutCompensation) = (parts.Compensation, parts.Households, parts.WithoutCompensation);
        OtherTaxes = parts.Rows(Roles.OtherTaxes);
        FixedCapital = parts.Rows(Roles.FixedCapital);
        var imputed = parts.Rows(Roles.ImputedCompensation);
        HasImputedCompensation = [.. Enumerable.Range(0, Table.Industries.Count)
            .Select(j => WithoutCompensation[Table.RegionOf[j]] || (imputed is { } row && row[j] != 0))];
        Government = parts.Use(Roles.Government);
        Investment = parts.Use(Roles.Investment);
    }

    /// <summary>The table as read.</summary>
    public MrioTable Table { get; }

    /// <summary>The roles in force: the format's, overridden by the caller's.</summary>
    public TableRoles Roles { get; }

    /// <summary>All findings of reading and validation; none is an error.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>How far the published table is from balancing.</summary>
    public Imbalance Imbalance { get; }

    /// <summary>x: gross output, n. As published where given, else Z1 + Y1.</summary>
    public LabelledVector<Industry> Output { get; }

    /// <summary>va: value added at basic prices, n.</summary>
    public LabelledVector<Industry> ValueAdded { get; }

    /// <summary>t: taxes less subsidies on products paid on intermediate use, n; zeros where the table has no such row.</summary>
    public LabelledVector<Industry> TaxesOnProducts { get; }

    /// <summary>o without the residual: all rows of V that are neither value added nor product taxes, n.</summary>
    public LabelledVector<Industry> OtherItems { get; }

    /// <summary>
    /// x' − 1'Z − t' − o' − va': what the published columns miss, n. Kept as a leak (part of ω), never moved silently.
    /// </summary>
    public LabelledVector<Industry> ColumnResidual { get; }

    /// <summary>Compensation of employees, n; null where the table has none.</summary>
    public LabelledVector<Industry>? Compensation { get; }

    /// <summary>
    /// For each region whether compensation is not known there: it has value added and no compensation, or the table has none at
    /// all. The labour share of the household parameters stands in for it.
    /// </summary>
    public IReadOnlyList<bool> WithoutCompensation { get; }

    /// <summary>
    /// For each industry whether its compensation is imputed: by the labour share of a region without any, or by whoever made the
    /// table (<see cref="TableRoles.ImputedCompensation"/>).
    /// </summary>
    public IReadOnlyList<bool> HasImputedCompensation { get; }

    /// <summary>Other taxes less subsidies on production, n; null where the table has none.</summary>
    public LabelledVector<Industry>? OtherTaxes { get; }

    /// <summary>Consumption of fixed capital, n; null where the table has none.</summary>
    public LabelledVector<Industry>? FixedCapital { get; }

    /// <summary>Household (and NPISH) consumption; null where no category is known.</summary>
    public FinalUse? Households { get; }

    /// <summary>Government consumption; null where no category is known.</summary>
    public FinalUse? Government { get; }

    /// <summary>Gross fixed capital formation; null where no category is known.</summary>
    public FinalUse? Investment { get; }

    /// <summary>What final users of any categories buy; null where the table has none of them.</summary>
    internal FinalUse? UseOf(IReadOnlyList<string> categories) =>
        Table.DemandColumns.Any(c => categories.Contains(c.Category)) ? parts.Use(categories) : null;
}

/// <summary>How far a published table is from its identities, in the table's money. Immutable.</summary>
/// <param name="RowMax">max |x − Z1 − Y1|.</param>
/// <param name="RowRelative">Σ|x − Z1 − Y1| / Σx.</param>
/// <param name="WorstRow">The industry of <paramref name="RowMax"/>.</param>
/// <param name="ColumnMax">max |x' − 1'Z − t' − o' − va'|.</param>
/// <param name="ColumnRelative">Σ|…| / Σx.</param>
/// <param name="WorstColumn">The industry of <paramref name="ColumnMax"/>.</param>
public sealed record Imbalance(double RowMax, double RowRelative, Industry WorstRow, double ColumnMax, double ColumnRelative,
    Industry WorstColumn);
