using static IoEngine.Accounts.RoleKind;

namespace IoEngine.Accounts;

/// <summary>Which rows and columns of a table play which part: names of rows of V or F and categories of Y. Immutable.</summary>
/// <remarks>
/// A null list means "not said": it is taken from the format; an empty one means "the table has none". Rows of one role are
/// added. Each role is declared here and nowhere else: its key in files and in <c>--role</c>, its kind, the names by which
/// databases call it, its unit, and what it means where no row has it.
/// </remarks>
public sealed record TableRoles
{
    /// <summary>Rows of V that add up to value added at basic prices.</summary>
    [Option("Rows that add up to value added at basic prices.")]
    [Role(ValueAddedTotal, "va", "xva", "valu", "gva", "valueadded", "grossvalueadded", "valueaddedatbasicprices",
        "grossvalueaddedatbasicprices", "r64",
        Needed = true, Missing = "No row of V is said to be value added.")]
    public IReadOnlyList<string>? ValueAdded { get; init; }

    /// <summary>Rows of V with taxes less subsidies on products (TLS).</summary>
    [Option("Rows with taxes less subsidies on products.")]
    [Role(ProductTaxes, "tls", "txsp", "xtxsp", "taxsub", "r99", "d21x31", "taxeslesssubsidiesonproducts",
        "nettaxesonproducts", "taxesonproducts",
        "taxeslesssubsidiesonproductspurchased", "taxeslesssubsidiesonproductspurchasedtotal",
        "taxeslesssubsidiesonintermediateandfinalproducts",
        Missing = "No row of V is said to be taxes on products: they are taken as zero, or are inside another row.")]
    public IReadOnlyList<string>? TaxesOnProducts { get; init; }

    /// <summary>Rows of V with compensation of employees; part of value added.</summary>
    [Option("Rows with compensation of employees, part of value added.")]
    [Role(ValueAddedPart, "coe", "comp", "labr", "d1", "compensation", "compensationofemployees", "compensationofemployeesd1",
        "wages", "wagesandsalaries",
        Missing = "The table has no compensation of employees: closures use the labour share of value added of each region.")]
    public IReadOnlyList<string>? Compensation { get; init; }

    /// <summary>Rows of V with the part of compensation that whoever made the table imputed; part of compensation.</summary>
    [Option("Rows with the part of compensation that is imputed, not published: results that rest on it are marked.")]
    [Role(ValueAddedPart, "compimputed", "coeimputed", "imputedcompensation")]
    public IReadOnlyList<string>? ImputedCompensation { get; init; }

    /// <summary>Rows of V with other taxes less subsidies on production; part of value added.</summary>
    [Option("Rows with other taxes less subsidies on production, part of value added.")]
    [Role(ValueAddedPart, "otp", "otxs", "d29x39", "othertaxes", "othernettaxesonproduction", "othertaxesonproduction",
        "othertaxeslesssubsidiesonproduction",
        "nettaxesonproduction", "taxesonproductiond29", "subsidiesonproductiond39")]
    public IReadOnlyList<string>? OtherTaxes { get; init; }

    /// <summary>Rows of V with consumption of fixed capital; part of value added.</summary>
    [Option("Rows with consumption of fixed capital, part of value added.")]
    [Role(ValueAddedPart, "cfc", "k1", "p51c", "fixedcapital", "consumptionoffixedcapital", "consumptionoffixedcapitalk1",
        "depreciation",
        "operatingsurplusconsumptionoffixedcapital")]
    public IReadOnlyList<string>? FixedCapital { get; init; }

    /// <summary>Rows of F with employment in persons, in any scale; hours are no persons.</summary>
    [Option("Satellite rows with employment in persons, in any scale; rows of hours are refused.")]
    [Role(Satellite, "employment/persons", "employment/employment", "employment/total", "labour/persons",
        Unit = UnitKind.Persons, Units = "'persons', '1000 p' or 'thousand persons'")]
    public IReadOnlyList<string>? Employment { get; init; }

    /// <summary>Rows of F with employment in full-time equivalents, in any scale.</summary>
    [Option("Satellite rows with employment in full-time equivalents, in any scale.")]
    [Role(Satellite, "employment/fte", "employment/fulltimeequivalents", "labour/fte",
        Unit = UnitKind.FullTimeEquivalents, Units = "'FTE', '1000 FTE' or 'person-years'")]
    public IReadOnlyList<string>? Fte { get; init; }

    /// <summary>Categories of Y that households (and non-profit institutions serving them) consume.</summary>
    [Option("Final demand categories of households.")]
    [Role(FinalUse, "hh", "c37hh", "c37", "npish", "nps", "c38npish", "c38", "hfce", "consh", "consnp", "xconsh", "p3s14",
        "p3s15", "households", "household",
        "householdfinalconsumption", "householdfinalconsumptionp3h", "finalconsumptionexpenditurebyhouseholds",
        "finalconsumptionexpenditurebynonprofitorganisationsservinghouseholdsnpish", "nonprofitinstitutionsservinghouseholdsp3n",
        "dirp", "dpabr", "p33",
        Missing = "No category of final demand is said to be household consumption: no induced effects can be computed.")]
    public IReadOnlyList<string>? Household { get; init; }

    /// <summary>Categories of Y that government consumes.</summary>
    [Option("Final demand categories of government.")]
    [Role(FinalUse, "gov", "c39gov", "c39", "ggfc", "consg", "xconsg", "p3s13", "government", "governmentfinalconsumptionp3g",
        "finalconsumptionexpenditurebygovernment", "governmentfinalconsumption")]
    public IReadOnlyList<string>? Government { get; init; }

    /// <summary>Categories of Y with gross fixed capital formation; never inventories.</summary>
    [Option("Final demand categories with gross fixed capital formation; never inventories.")]
    [Role(FinalUse, "gfcf", "c41gfcf", "c41", "p51g", "xgfcf", "grossfixedcapitalformation", "grossfixedcapitalformationp51",
        "investment")]
    public IReadOnlyList<string>? Investment { get; init; }

    /// <summary>The keys of the roles, as in files and in <c>--role</c>: valueAdded, taxesOnProducts …</summary>
    public static IReadOnlyList<string> Names { get; } = [.. TableRole.All.Select(r => r.Name)];

    /// <summary>These roles, with the rows of one of them said anew.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="rows">Names of rows or categories; null: not said.</param>
    /// <exception cref="ArgumentException">There is no such role.</exception>
    public TableRoles With(string name, IReadOnlyList<string>? rows)
    {
        var role = TableRole.All.FirstOrDefault(r => r.Name == name)
            ?? throw new ArgumentException($"There is no role '{name}'.", nameof(name));
        return TableRole.Make(r => r == role ? rows : r.Of(this));
    }

    /// <summary>These roles, with what is not said here taken from <paramref name="defaults"/>.</summary>
    public TableRoles Or(TableRoles defaults) => TableRole.Make(role => role.Of(this) ?? role.Of(defaults));
}
