using IoEngine.Accounts;

namespace IoEngine.Tables;

/// <summary>
/// The parts that rows and columns play in every database that uses these names. Where none matches nothing is said.
/// </summary>
/// <remarks>
/// Names are compared without case, spaces and punctuation; a row of employment must count persons: one in hours gets no role. A
/// source that says its roles itself overrides them.
/// </remarks>
internal static class WellKnownRoles
{
    private static readonly string[] ValueAdded =
        ["va", "xva", "valu", "gva", "valueadded", "grossvalueadded", "valueaddedatbasicprices", "grossvalueaddedatbasicprices", "r64"];

    private static readonly string[] TaxesOnProducts =
    [
        "tls", "txsp", "xtxsp", "taxsub", "r99", "d21x31", "taxeslesssubsidiesonproducts", "nettaxesonproducts", "taxesonproducts",
        "taxeslesssubsidiesonproductspurchased", "taxeslesssubsidiesonproductspurchasedtotal", "taxeslesssubsidiesonintermediateandfinalproducts",
    ];

    private static readonly string[] Compensation =
        ["coe", "comp", "labr", "d1", "compensation", "compensationofemployees", "compensationofemployeesd1", "wages", "wagesandsalaries"];

    private static readonly string[] OtherTaxes =
    [
        "otp", "otxs", "d29x39", "othertaxes", "othernettaxesonproduction", "othertaxesonproduction", "othertaxeslesssubsidiesonproduction",
        "nettaxesonproduction", "taxesonproductiond29", "subsidiesonproductiond39",
    ];

    private static readonly string[] FixedCapital =
        ["cfc", "k1", "p51c", "fixedcapital", "consumptionoffixedcapital", "consumptionoffixedcapitalk1", "depreciation",
            "operatingsurplusconsumptionoffixedcapital"];

    private static readonly string[] Surplus =
    [
        "nos", "gos", "gops", "os", "b2a3g", "mix", "mixedincome", "surplus", "operatingsurplus", "netoperatingsurplus", "grossoperatingsurplus",
        "netoperatingsurplusb2n", "netmixedincomeb3n", "netmixedincome", "grossoperatingsurplusandmixedincome", "operatingsurplusandmixedincome",
        "operatingsurplusremainingnetoperatingsurplus", "operatingsurplusrentsonland", "operatingsurplusroyaltiesonresources",
    ];

    private static readonly string[] Household =
    [
        "hh", "c37hh", "c37", "npish", "nps", "c38npish", "c38", "hfce", "consh", "consnp", "xconsh", "p3s14", "p3s15", "households", "household",
        "householdfinalconsumption", "householdfinalconsumptionp3h", "finalconsumptionexpenditurebyhouseholds",
        "finalconsumptionexpenditurebynonprofitorganisationsservinghouseholdsnpish", "nonprofitinstitutionsservinghouseholdsp3n", "dirp", "dpabr", "p33",
    ];

    private static readonly string[] Government =
    [
        "gov", "c39gov", "c39", "ggfc", "consg", "xconsg", "p3s13", "government", "governmentfinalconsumptionp3g",
        "finalconsumptionexpenditurebygovernment", "governmentfinalconsumption",
    ];

    private static readonly string[] Investment =
        ["gfcf", "c41gfcf", "c41", "p51g", "xgfcf", "grossfixedcapitalformation", "grossfixedcapitalformationp51", "investment"];

    private static readonly string[] Employment = ["employment/persons", "employment/employment", "employment/total", "labour/persons"];

    private static readonly string[] Fte = ["employment/fte", "employment/fulltimeequivalents", "labour/fte"];

    /// <summary>Roles by the names of the rows of V and F and the categories of Y.</summary>
    public static TableRoles For(IReadOnlyList<FlowRow> v, IReadOnlyList<FlowRow> f, IEnumerable<string> categories)
    {
        var rows = v.Select(r => r.Name).ToList();
        var distinct = categories.Distinct(StringComparer.Ordinal).ToList();
        return new TableRoles
        {
            ValueAdded = ValueAddedOf(rows),
            TaxesOnProducts = Among(rows, TaxesOnProducts),
            Compensation = Among(rows, Compensation),
            OtherTaxes = Among(rows, OtherTaxes),
            FixedCapital = Among(rows, FixedCapital),
            Employment = Among(f.Where(r => r.Unit.In(Unit.Persons) is not null).Select(r => r.Name), Employment, '/'),
            Fte = Among(f.Where(r => r.Unit.In(Unit.FullTimeEquivalents) is not null).Select(r => r.Name), Fte, '/'),
            Household = Among(distinct, Household),
            Government = Among(distinct, Government),
            Investment = Among(distinct, Investment),
        };
    }

    /// <summary>The total where there is a row of it; else its components, where both pay and surplus are among them.</summary>
    private static List<string>? ValueAddedOf(List<string> rows)
    {
        if (Among(rows, ValueAdded) is { } total) return total;
        if (Among(rows, Compensation) is null || Among(rows, Surplus) is null) return null;
        return Among(rows, [.. Compensation, .. OtherTaxes, .. FixedCapital, .. Surplus]);
    }

    private static List<string>? Among(IEnumerable<string> names, string[] known, char kept = '\0')
    {
        var matching = names.Where(n => known.Contains(Plain(n, kept), StringComparer.Ordinal)).ToList();
        return matching.Count > 0 ? matching : null;
    }

    /// <summary>A name without case, spaces and punctuation but <paramref name="kept"/>.</summary>
    internal static string Plain(string name, char kept = '\0') =>
        string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == kept)).ToLowerInvariant();
}
