using System.Collections.Concurrent;
using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Places;

namespace IoEngine.Households;

/// <summary>How the labour income of one region becomes consumption. Immutable.</summary>
/// <param name="DisposableShare">θ: disposable share of labour cost, 1 − tax wedge; 0 to 1.</param>
/// <param name="PropensityToConsume">mpc: share of disposable income that is consumed; 0 to 1.</param>
/// <param name="LabourShare">Labour share of value added, used where the table has no compensation of employees; 0 to 1.</param>
/// <param name="Source">Where the numbers come from.</param>
/// <param name="MixedIncomeShare">
/// Share of net operating surplus that households receive as mixed income (closure <c>labour-mixed</c>); 0 to 1.
/// </param>
/// <param name="HouseholdIncome">
/// All household income of the region in <paramref name="IncomeUnit"/> (closure <c>income-share</c>); null: not known.
/// </param>
/// <param name="ConsumptionShare">
/// Household spending as a share of all household income (closure <c>income-share</c>, where the income itself is not given);
/// null: not known, <see cref="AssumedConsumptionShare"/> is taken.
/// </param>
/// <param name="Fiscal">How the wage wedge splits, and the tax on profits; null: not known.</param>
/// <param name="IncomeUnit">
/// The money that the household income is stated in, of the table's currency in any scale; null: the table's money.
/// </param>
public sealed record HouseholdParameter(
    double DisposableShare,
    double PropensityToConsume,
    double LabourShare,
    string Source,
    double MixedIncomeShare = 0,
    double? HouseholdIncome = null,
    double? ConsumptionShare = null,
    FiscalRate? Fiscal = null,
    Unit? IncomeUnit = null)
{
    /// <summary>
    /// Household spending as a share of all household income (primary incomes and transfers, before taxes) where neither is
    /// given: 0.70, a round assumption.
    /// </summary>
    public const double AssumedConsumptionShare = 0.70;

    /// <summary>Whether the closure income-share has to assume which share of all income is spent.</summary>
    internal bool AssumesConsumptionShare => HouseholdIncome is null && ConsumptionShare is null;

    /// <summary>All household income in a table's money, else spending by its share of income.</summary>
    /// <param name="spending">What the region's households spend, in the table's money.</param>
    /// <param name="money">The table's money.</param>
    /// <returns>Null where the share is zero, or the income is in another currency.</returns>
    internal double? IncomeIn(double spending, Unit money) => HouseholdIncome is { } income
        ? IncomeUnit is { } unit ? income * unit.In(money) : income
        : (ConsumptionShare ?? AssumedConsumptionShare) is > 0 and var share ? spending / share : null;
}

/// <summary>
/// Taxes and contributions of one region as shares. Satellites: they are measured, they do not feed back. Immutable.
/// </summary>
/// <param name="EmployersSocial">Employers' social contributions, share of compensation of employees.</param>
/// <param name="EmployeesSocial">Employees' social contributions, share of compensation of employees.</param>
/// <param name="WageTax">Tax on wages, share of compensation of employees.</param>
/// <param name="ProfitTax">Tax on net operating surplus, share of it.</param>
public sealed record FiscalRate(double EmployersSocial, double EmployeesSocial, double WageTax, double ProfitTax);

/// <summary>Where the household parameters of a region come from; the first that there is counts.</summary>
public enum HouseholdOrigin
{
    /// <summary>A row of the region's own.</summary>
    Row,

    /// <summary>The row for all others, <c>*</c>.</summary>
    Others,

    /// <summary>The shipped row of the country.</summary>
    Shipped,

    /// <summary>The shipped average country.</summary>
    Average,
}

/// <summary>
/// Household parameters of any region: its own row, else the row for all others, else the shipped row of its country, else the
/// average country. One rule for files, program and library. Rows may be of a year each (<see cref="OfYears"/>); a model takes
/// those of its table's year. Immutable.
/// </summary>
public sealed class HouseholdParameters
{
    private readonly Dictionary<Region, HouseholdParameter> rows;
    private readonly Dictionary<string, HouseholdParameter> byCountry = new(StringComparer.Ordinal);
    private readonly HouseholdParameter? others;
    private readonly (double Disposable, double Propensity)[] factors;
    private readonly IReadOnlyDictionary<int, HouseholdParameters> years = new Dictionary<int, HouseholdParameters>();
    private readonly ConcurrentDictionary<int, HouseholdParameters> inYear = new();

    // Industries ask for their region again and again.
    private readonly ConcurrentDictionary<Region, (HouseholdParameter Parameter, HouseholdOrigin Origin)> chosen = new();

    /// <summary>Creates the set.</summary>
    /// <param name="rows">Rows by region, in the table's code or any spelling of the country.</param>
    /// <param name="others">For regions without a row; null: the shipped row of the country, or the average country.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A share is outside 0 … 1, or a country has rows in two spellings; all such are listed.
    /// </exception>
    public HouseholdParameters(IReadOnlyDictionary<Region, HouseholdParameter> rows, HouseholdParameter? others = null)
        : this(new Dictionary<Region, HouseholdParameter>(Require(rows)), others, [])
    {
        var findings = new List<Finding>();
        foreach (var (region, p) in this.rows) Check(region.Code, p, findings);
        if (others is not null) Check("*", others, findings);
        foreach (var country in this.rows.Keys.GroupBy(r => CountryBook.Default.Normalise(r.Code)).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("HOUSEHOLD-DUPLICATE", $"households, region {country.Key}",
                "The region occurs twice, in this or another spelling.",
                string.Join(", ", country.Select(r => r.Code).Order(StringComparer.Ordinal)), "each region once",
                "Remove one of the two rows."));
        if (findings.Count > 0) throw new InvalidDataFindingsException("Household parameters can't be used", findings);
    }

    private HouseholdParameters(Dictionary<Region, HouseholdParameter> rows, HouseholdParameter? others,
        (double Disposable, double Propensity)[] factors, IReadOnlyDictionary<int, HouseholdParameters>? years = null)
    {
        if (years is not null) this.years = years;
        this.rows = rows;
        this.others = others;
        this.factors = factors;
        foreach (var (region, p) in rows) byCountry[CountryBook.Default.Normalise(region.Code)] = p;
    }

    /// <summary>
    /// For regions about which nothing is known: θ = 0.65 (OECD average tax wedge of a single average earner, 34.8 % of labour
    /// cost in 2023, OECD Taxing Wages 2024, rounded), mpc = 0.90 and labour share 0.55 (round assumptions).
    /// </summary>
    public static HouseholdParameter Average { get; } = new(0.65, 0.90, 0.55,
        "default: tax wedge from OECD Taxing Wages 2024 (average, rounded); propensity and labour share are round assumptions");

    /// <summary>
    /// No row of one's own: every region takes the shipped row of its country, see <see cref="HouseholdDefaults"/>, or
    /// <see cref="Average"/>.
    /// </summary>
    public static HouseholdParameters Shipped { get; } = new(new Dictionary<Region, HouseholdParameter>());

    /// <summary>The same parameters for every region.</summary>
    /// <exception cref="InvalidDataFindingsException">A share is outside 0 … 1.</exception>
    public static HouseholdParameters Uniform(HouseholdParameter parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        return new HouseholdParameters(new Dictionary<Region, HouseholdParameter>(), parameter);
    }

    /// <summary>Rows of single years beside those of all other years.</summary>
    /// <param name="always">Rows without a year.</param>
    /// <param name="years">Rows by year.</param>
    public static HouseholdParameters OfYears(HouseholdParameters always, IReadOnlyDictionary<int, HouseholdParameters> years)
    {
        ArgumentNullException.ThrowIfNull(always);
        ArgumentNullException.ThrowIfNull(years);
        return years.Count == 0 ? always : new HouseholdParameters(always.rows, always.others, always.factors, years);
    }

    /// <summary>Whether some rows are of single years.</summary>
    public bool HasYears => years.Count > 0;

    /// <summary>The regions with a row of their own, in any year, as they are spelt there.</summary>
    public IReadOnlyCollection<Region> Regions => [.. rows.Keys.Concat(years.Values.SelectMany(y => y.rows.Keys)).Distinct()];

    /// <summary>
    /// The parameters of a year: its rows, and the rows without a year for the regions that have none in it. The same object
    /// whenever the same year is asked for.
    /// </summary>
    /// <param name="year">The year of the table; null: it has none.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A region has rows of other years alone, or the year is not known.
    /// </exception>
    public HouseholdParameters In(int? year)
    {
        if (!HasYears) return this;
        return year is { } known ? inYear.GetOrAdd(known, Merged) : throw NoRow("the table has no year", "a table with its year",
            "");
    }

    /// <summary>The parameters of a region; where rows are of years and no year was asked for, those of the last.</summary>
    public HouseholdParameter For(Region region) => chosen.GetOrAdd(region, Choose).Parameter;

    /// <summary>Where they come from.</summary>
    public HouseholdOrigin OriginOf(Region region) => chosen.GetOrAdd(region, Choose).Origin;

    /// <summary>Rows that none of the regions takes: misspelt, or of another table.</summary>
    public IEnumerable<Region> RowsOutside(IReadOnlyList<Region> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        var map = new RegionMap(regions);
        return Regions.Where(r => map.Named(r.Code) is null);
    }

    /// <summary>A copy with θ and mpc of every region multiplied (at most 1): for sensitivity sweeps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public HouseholdParameters Scaled(double disposable, double propensity)
    {
        if (!(disposable >= 0 && double.IsFinite(disposable)))
            throw new ArgumentOutOfRangeException(nameof(disposable), disposable, "0 or more.");
        if (!(propensity >= 0 && double.IsFinite(propensity)))
            throw new ArgumentOutOfRangeException(nameof(propensity), propensity, "0 or more.");
        return new HouseholdParameters(rows, others, [.. factors, (disposable, propensity)], years);
    }

    private HouseholdParameters Merged(int year)
    {
        var own = years.GetValueOrDefault(year);
        var merged = new Dictionary<Region, HouseholdParameter>(own?.rows ?? []);
        var taken = merged.Keys.Select(r => CountryBook.Default.Normalise(r.Code)).ToHashSet(StringComparer.Ordinal);
        foreach (var (region, parameter) in rows.Where(r => !taken.Contains(CountryBook.Default.Normalise(r.Key.Code))))
            merged.Add(region, parameter);
        taken.UnionWith(rows.Keys.Select(r => CountryBook.Default.Normalise(r.Code)));
        var lacking = years.SelectMany(
            y => y.Value.rows.Keys.Select(r => (Country: CountryBook.Default.Normalise(r.Code), Year: y.Key))
                .Append((Country: "*", Year: y.Value.others is null ? 0 : y.Key)))
            .Where(r => r.Year != 0 && (r.Country == "*" ? (own?.others ?? others) is null : !taken.Contains(r.Country)))
            .GroupBy(r => r.Country, r => r.Year).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        if (lacking.Length > 0)
            throw NoRow(string.Join("; ", lacking.Select(g => $"{g.Key}: {YearSpans.Of(g)}")),
                $"a row of {year}, or one without a year for all others", $"{year}");
        return new HouseholdParameters(merged, own?.others ?? others, factors);
    }

    private static InvalidDataFindingsException NoRow(string found, string expected, string year) =>
        new("Household parameters can't be used",
            Finding.Error("HOUSEHOLD-YEAR", "households" + (year.Length > 0 ? $", year {year}" : ""),
                "Regions have household parameters of other years alone: none is guessed for this one.", found, expected,
                "Add the rows of the year, or rows with an empty year for all years without one."));

    private (HouseholdParameter Parameter, HouseholdOrigin Origin) Choose(Region region)
    {
        if (HasYears && years[years.Keys.Max()] is { } last && last.OriginOf(region) is HouseholdOrigin.Row)
            return (last.For(region), HouseholdOrigin.Row);
        var country = Country(region);
        var (parameter,
            origin) = rows.TryGetValue(region, out var own) || (country is not null && byCountry.TryGetValue(country, out own))
                ? (own, HouseholdOrigin.Row)
                : others is not null ? (others, HouseholdOrigin.Others)
                : country is not null && HouseholdDefaults.Countries.Contains(country)
                ? (HouseholdDefaults.For(country), HouseholdOrigin.Shipped)
                : (Average, HouseholdOrigin.Average);
        return (factors.Aggregate(parameter, (p, f) => p with
        {
            DisposableShare = Math.Min(1, p.DisposableShare * f.Disposable),
            PropensityToConsume = Math.Min(1, p.PropensityToConsume * f.Propensity),
        }), origin);
    }

    private static string? Country(Region region) =>
        CountryBook.Default.TryFind(region.Code, out var country) ? country.Iso3 : null;

    private static IReadOnlyDictionary<Region, HouseholdParameter> Require(IReadOnlyDictionary<Region, HouseholdParameter> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows;
    }

    private static void Check(string region, HouseholdParameter p, List<Finding> findings)
    {
        Share(region, "disposable_share", p.DisposableShare, findings);
        Share(region, "propensity_to_consume", p.PropensityToConsume, findings);
        Share(region, "labour_share", p.LabourShare, findings);
        Share(region, "mixed_income_share", p.MixedIncomeShare, findings);
        Share(region, "consumption_share", p.ConsumptionShare ?? 1, findings);
        if (p.Fiscal is not { } fiscal) return;
        Share(region, "employers_social", fiscal.EmployersSocial, findings);
        Share(region, "employees_social", fiscal.EmployeesSocial, findings);
        Share(region, "wage_tax", fiscal.WageTax, findings);
        Share(region, "profit_tax", fiscal.ProfitTax, findings);
    }

    private static void Share(string region, string column, double value, List<Finding> findings)
    {
        if (value is >= 0 and <= 1) return;
        findings.Add(Finding.Error("HOUSEHOLD-SHARE", $"households, region {region}, {column}", "A share is out of range.",
            value.ToString("G6", CultureInfo.InvariantCulture), "0 to 1", "Give shares as fractions, not per cent."));
    }
}
