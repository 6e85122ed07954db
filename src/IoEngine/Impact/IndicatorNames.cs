using IoEngine.Households;

namespace IoEngine.Impact;

/// <summary>Names of the indicators that the accounts offer; satellite rows come with names of their own.</summary>
internal static class IndicatorNames
{
    public const string ValueAdded = "valueAdded";
    public const string Gdp = "gdp";
    public const string Compensation = "compensation";
    public const string ProductTaxes = "productTaxes";
    public const string WageTaxes = "wageTaxes";
    public const string OtherTaxes = "otherTaxes";
    public const string FixedCapital = "fixedCapital";
    public const string EmployersSocial = "employersSocial";
    public const string EmployeesSocial = "employeesSocial";
    public const string WageTax = "wageTax";
    public const string Taxes = "taxes";
    public const string SocialContributions = "socialContributions";
    public const string ProfitTax = "profitTax";
    public const string Employment = "employment";
    public const string Fte = "fte";
    public const string Output = "output";

    /// <summary>Those reported where none are named, as far as a table has them.</summary>
    public static IReadOnlyList<string> Default { get; } = [ValueAdded, Gdp, Compensation, Employment, Fte];

    /// <summary>Those of fiscal rates, by the column of the household parameters that has the rate.</summary>
    public static IReadOnlyDictionary<string, string> OfRate { get; } = new Dictionary<string, string>
    {
        ["employers_social"] = EmployersSocial,
        ["employees_social"] = EmployeesSocial,
        ["wage_tax"] = WageTax,
        ["profit_tax"] = ProfitTax,
    };

    /// <summary>What an indicator of fiscal rates takes of pay; null: it is none of these, or the rate is not known.</summary>
    public static double? RateOf(string indicator, HouseholdParameter of)
    {
        if (indicator == ProfitTax || of.Fiscal is not { } rates) return null;
        var columns = RatesOf(indicator).ToArray();
        var known = FiscalRate.All.Where(r => columns.Contains(r.Column)).Select(r => r.Of(rates)).ToArray();
        return known.Length == 0 || known.Contains(null) ? null : known.Sum();
    }

    /// <summary>Those of every table.</summary>
    public const string Always = ValueAdded + ", " + Gdp + ", " + Compensation + ", " + ProductTaxes + ", " + WageTaxes + ", "
        + Output;

    /// <summary>Those of tables with the role of the same name.</summary>
    public const string ByRole = OtherTaxes + ", " + FixedCapital + ", " + Employment + ", " + Fte;

    /// <summary>Those where household parameters give the rates.</summary>
    public const string ByRates = EmployersSocial + ", " + EmployeesSocial + ", " + WageTax + ", " + ProfitTax + ", " + Taxes
        + ", " + SocialContributions;

    /// <summary>The columns of the household parameters that an indicator rests on.</summary>
    public static IEnumerable<string> RatesOf(string indicator) => indicator switch
    {
        Taxes => ["wage_tax"],
        SocialContributions => ["employers_social", "employees_social"],
        _ => OfRate.Where(r => r.Value == indicator).Select(r => r.Key),
    };
}
