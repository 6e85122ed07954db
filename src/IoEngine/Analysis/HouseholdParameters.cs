using System.Globalization;
using IoEngine.Accounts;

namespace IoEngine.Analysis;

/// <summary>How the labour income of one region becomes consumption. Immutable.</summary>
/// <param name="DisposableShare">θ: disposable share of labour cost, 1 − tax wedge; 0 to 1.</param>
/// <param name="PropensityToConsume">mpc: share of disposable income that is consumed; 0 to 1.</param>
/// <param name="LabourShare">Labour share of value added, used where the table has no compensation of employees; 0 to 1.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="MixedIncomeShare">Share of net operating surplus that households receive as mixed income (closure <c>labour-mixed</c>); 0 to 1.</param>
/// <param name="HouseholdIncome">All household income of the region in the table's money (closure <c>income-share</c>); null: not known.</param>
/// <param name="ConsumptionShare">Household spending as a share of all household income (closure <c>income-share</c>, where the income itself is not given); null: not known.</param>
/// <param name="Fiscal">How the wage wedge splits, and the tax on profits; null: not known.</param>
public sealed record HouseholdParameter(
    double DisposableShare,
    double PropensityToConsume,
    double LabourShare,
    string Source,
    double MixedIncomeShare = 0,
    double? HouseholdIncome = null,
    double? ConsumptionShare = null,
    FiscalRate? Fiscal = null);

/// <summary>Taxes and contributions of one region as shares. Satellites: they are measured, they do not feed back. Immutable.</summary>
/// <param name="EmployersSocial">Employers' social contributions, share of compensation of employees.</param>
/// <param name="EmployeesSocial">Employees' social contributions, share of compensation of employees.</param>
/// <param name="WageTax">Tax on wages, share of compensation of employees.</param>
/// <param name="ProfitTax">Tax on net operating surplus, share of it.</param>
public sealed record FiscalRate(double EmployersSocial, double EmployeesSocial, double WageTax, double ProfitTax);

/// <summary>Household parameters of every region. Immutable.</summary>
public sealed class HouseholdParameters
{
    private readonly Dictionary<Region, HouseholdParameter> byRegion;
    private readonly HouseholdParameter? fallback;

    /// <summary>Creates the set.</summary>
    /// <param name="byRegion">One entry a region.</param>
    /// <param name="fallback">For regions without an entry; null: such a region is an error where it is closed.</param>
    /// <exception cref="InvalidDataFindingsException">A share is outside 0 … 1; all such are listed.</exception>
    public HouseholdParameters(IReadOnlyDictionary<Region, HouseholdParameter> byRegion, HouseholdParameter? fallback = null)
    {
        ArgumentNullException.ThrowIfNull(byRegion);
        this.byRegion = new Dictionary<Region, HouseholdParameter>(byRegion);
        this.fallback = fallback;
        var findings = new List<Finding>();
        foreach (var (region, p) in this.byRegion.Append(new KeyValuePair<Region, HouseholdParameter>(new Region("default"), fallback ?? Default)))
        {
            Share(region, "disposable_share", p.DisposableShare, findings);
            Share(region, "propensity_to_consume", p.PropensityToConsume, findings);
            Share(region, "labour_share", p.LabourShare, findings);
            Share(region, "mixed_income_share", p.MixedIncomeShare, findings);
            Share(region, "consumption_share", p.ConsumptionShare ?? 1, findings);
            if (p.Fiscal is not { } fiscal) continue;
            Share(region, "employers_social", fiscal.EmployersSocial, findings);
            Share(region, "employees_social", fiscal.EmployeesSocial, findings);
            Share(region, "wage_tax", fiscal.WageTax, findings);
            Share(region, "profit_tax", fiscal.ProfitTax, findings);
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException("Household parameters can't be used", findings);
    }

    /// <summary>
    /// For regions about which nothing is said: θ = 0.65 (OECD average tax wedge of a single average earner, 34.8 % of labour cost in 2023,
    /// OECD Taxing Wages 2024, rounded), mpc = 0.90 and labour share 0.55 (round assumptions).
    /// </summary>
    public static HouseholdParameter Default { get; } = new(0.65, 0.90, 0.55,
        "default: tax wedge from OECD Taxing Wages 2024 (average, rounded); propensity and labour share are round assumptions");

    /// <summary><see cref="Default"/> for every region.</summary>
    public static HouseholdParameters Defaults { get; } = new(new Dictionary<Region, HouseholdParameter>(), Default);

    /// <summary>The regions with an entry of their own.</summary>
    public IReadOnlyCollection<Region> Regions => byRegion.Keys;

    /// <summary>The entry of a region, or the fallback; null where there is neither.</summary>
    public HouseholdParameter? For(Region region) => byRegion.GetValueOrDefault(region) ?? fallback;

    /// <summary>A copy with θ and mpc of every region multiplied (clamped to 1): for sensitivity sweeps.</summary>
    public HouseholdParameters Scaled(double disposable, double propensity) => new(
        byRegion.ToDictionary(p => p.Key, p => Scale(p.Value, disposable, propensity)),
        fallback is null ? null : Scale(fallback, disposable, propensity));

    private static HouseholdParameter Scale(HouseholdParameter p, double disposable, double propensity) => p with
    {
        DisposableShare = Math.Min(1, p.DisposableShare * disposable),
        PropensityToConsume = Math.Min(1, p.PropensityToConsume * propensity),
    };

    private static void Share(Region region, string column, double value, List<Finding> findings)
    {
        if (value is >= 0 and <= 1) return;
        findings.Add(Finding.Error("HOUSEHOLD-SHARE", $"households, region {region.Code}, {column}", "A share is out of range.",
            value.ToString("G6", CultureInfo.InvariantCulture), "0 to 1", "Give shares as fractions, not per cent."));
    }
}
