namespace IoEngine.Accounts;

/// <summary>Which rows and columns of a table play which part: names of rows of V or F and categories of Y. Immutable.</summary>
/// <remarks>A null list means "not said"; an empty one means "the table has none". Rows of one role are added.</remarks>
public sealed record TableRoles
{
    /// <summary>Rows of V that add up to value added at basic prices.</summary>
    public IReadOnlyList<string>? ValueAdded { get; init; }

    /// <summary>Rows of V with taxes less subsidies on products (TLS).</summary>
    public IReadOnlyList<string>? TaxesOnProducts { get; init; }

    /// <summary>Rows of V with compensation of employees; part of value added.</summary>
    public IReadOnlyList<string>? Compensation { get; init; }

    /// <summary>Rows of V with other taxes less subsidies on production; part of value added.</summary>
    public IReadOnlyList<string>? OtherTaxes { get; init; }

    /// <summary>Rows of V with consumption of fixed capital; part of value added.</summary>
    public IReadOnlyList<string>? FixedCapital { get; init; }

    /// <summary>Rows of F with employment in persons, in any scale; hours are no persons.</summary>
    public IReadOnlyList<string>? Employment { get; init; }

    /// <summary>Rows of F with employment in full-time equivalents, in any scale.</summary>
    public IReadOnlyList<string>? Fte { get; init; }

    /// <summary>Categories of Y that households (and non-profit institutions serving them) consume.</summary>
    public IReadOnlyList<string>? Household { get; init; }

    /// <summary>Categories of Y that government consumes.</summary>
    public IReadOnlyList<string>? Government { get; init; }

    /// <summary>Categories of Y with gross fixed capital formation; never inventories.</summary>
    public IReadOnlyList<string>? Investment { get; init; }

    /// <summary>These roles, with what is not said here taken from <paramref name="defaults"/>.</summary>
    public TableRoles Or(TableRoles defaults) => new()
    {
        ValueAdded = ValueAdded ?? defaults.ValueAdded,
        TaxesOnProducts = TaxesOnProducts ?? defaults.TaxesOnProducts,
        Compensation = Compensation ?? defaults.Compensation,
        OtherTaxes = OtherTaxes ?? defaults.OtherTaxes,
        FixedCapital = FixedCapital ?? defaults.FixedCapital,
        Employment = Employment ?? defaults.Employment,
        Fte = Fte ?? defaults.Fte,
        Household = Household ?? defaults.Household,
        Government = Government ?? defaults.Government,
        Investment = Investment ?? defaults.Investment,
    };
}
