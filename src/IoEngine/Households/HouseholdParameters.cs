using System.Collections.Concurrent;
using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Places;

namespace IoEngine.Households;

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
/// Household parameters of any region: its own rows, else those for all others, else the shipped rows of its country, else those
/// of the average country. One rule for files, program and library. Rows may be of a year each (<see cref="OfYears"/>); a model
/// takes those of its table's year: each cell of the year's row, else of the row without a year, else of the nearest year that
/// has it, the earlier of two. Immutable.
/// </summary>
public sealed class HouseholdParameters
{
    private readonly Dictionary<Region, HouseholdSeries> rows;
    private readonly Dictionary<string, HouseholdSeries> byCountry = new(StringComparer.Ordinal);
    private readonly HouseholdSeries? others;
    private readonly Func<HouseholdParameter, HouseholdParameter>[] changes;
    private readonly int? year;
    private readonly ConcurrentDictionary<int, HouseholdParameters> inYear = new();

    // Industries ask for their region again and again.
    private readonly ConcurrentDictionary<Region, (HouseholdParameter Parameter, HouseholdOrigin Origin)> chosen = new();

    /// <summary>Creates the set.</summary>
    /// <param name="rows">Rows by region, in the table's code or any spelling of the country.</param>
    /// <param name="others">For regions without a row; null: the shipped rows of the country, or the average country.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A share is outside 0 … 1, or a country has rows in two spellings; all such are listed.
    /// </exception>
    public HouseholdParameters(IReadOnlyDictionary<Region, HouseholdParameter> rows, HouseholdParameter? others = null)
        : this(Require(rows).ToDictionary(r => r.Key, r => Always(r.Value)), others is null ? null : Always(others), [], null)
    {
        var findings = new List<Finding>();
        foreach (var (region, p) in rows) Check(region.Code, HouseholdRow.Of(p), findings);
        if (others is not null) Check("*", HouseholdRow.Of(others), findings);
        foreach (var country in this.rows.Keys.GroupBy(r => CountryBook.Default.Normalise(r.Code)).Where(g => g.Count() > 1))
            findings.Add(Finding.Error("HOUSEHOLD-DUPLICATE", $"households, region {country.Key}",
                "The region occurs twice, in this or another spelling.",
                string.Join(", ", country.Select(r => r.Code).Order(StringComparer.Ordinal)), "each region once",
                "Remove one of the two rows."));
        if (findings.Count > 0) throw new InvalidDataFindingsException("Household parameters can't be used", findings);
    }

    private HouseholdParameters(Dictionary<Region, HouseholdSeries> rows, HouseholdSeries? others,
        Func<HouseholdParameter, HouseholdParameter>[] changes, int? year)
    {
        this.rows = rows;
        this.others = others;
        this.changes = changes;
        this.year = year;
        foreach (var (region, series) in rows) byCountry[CountryBook.Default.Normalise(region.Code)] = series;
    }

    /// <summary>
    /// For regions about which nothing is known: the row <c>*</c> of the shipped file. θ is 1 − the average tax wedge of the OECD
    /// in the last year that there is, the rest are round assumptions.
    /// </summary>
    public static HouseholdParameter Average => HouseholdDefaults.Average.In(null);

    /// <summary>
    /// No row of one's own: every region takes the shipped rows of its country, see <see cref="HouseholdDefaults"/>, or those of
    /// the average country.
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
        var all = years.OrderBy(y => y.Key).Select(y => (Year: (int?)y.Key, Set: y.Value)).Prepend((null, always)).ToArray();
        var regions = all.SelectMany(a => a.Set.rows.Select(r => (r.Key, Row: Row(r.Value, a.Year))))
            .GroupBy(r => CountryBook.Default.Normalise(r.Key.Code));
        HouseholdRow[] others = [.. all.Where(a => a.Set.others is not null).Select(a => Row(a.Set.others!, a.Year))];
        return new HouseholdParameters(
            regions.ToDictionary(g => g.First().Key, g => new HouseholdSeries([.. g.Select(r => r.Row)])),
            others.Length == 0 ? null : new HouseholdSeries(others), always.changes, null);
    }

    /// <summary>A set of rows in which cells may be empty, of any years.</summary>
    internal static HouseholdParameters Of(IEnumerable<(Region Region, HouseholdSeries Series)> regions,
        HouseholdSeries? others) =>
        new(regions.ToDictionary(r => r.Region, r => r.Series), others, [], null);

    /// <summary>Whether some rows are of single years; the shipped ones are.</summary>
    public bool HasYears => year is null && (others is null || others.HasYears || rows.Values.Any(r => r.HasYears));

    /// <summary>The regions with a row of their own, in any year, as they are spelt there.</summary>
    public IReadOnlyCollection<Region> Regions => rows.Keys;

    /// <summary>
    /// The parameters of a year, cell by cell: see the rule of the class. The same object whenever the same year is asked for;
    /// what is of a year stays so.
    /// </summary>
    /// <param name="year">The year of the table; null: it has none, and the last rows are taken.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Household incomes, which are amounts of money, are there for other years alone.
    /// </exception>
    public HouseholdParameters In(int? year) =>
        HasYears && year is { } asked ? inYear.GetOrAdd(asked, Of) : this;

    /// <summary>The parameters of a region; where no year was asked for, the last.</summary>
    public HouseholdParameter For(Region region) => chosen.GetOrAdd(region, Choose).Parameter;

    /// <summary>Where they come from.</summary>
    public HouseholdOrigin OriginOf(Region region) => chosen.GetOrAdd(region, Choose).Origin;

    /// <summary>The columns of a region's parameters that are of another year than the one asked for, with that year.</summary>
    internal IEnumerable<(string Column, int Year)> Carried(Region region) => Series(region).Series.Carried(year);

    /// <summary>The columns of a region's parameters that are assumptions.</summary>
    internal IEnumerable<string> Assumed(Region region) => Series(region).Series.Assumed(year);

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
        return Changed(p => p with
        {
            DisposableShare = Math.Min(1, p.DisposableShare * disposable),
            Fiscal = disposable == 1 ? p.Fiscal : p.Fiscal?.For(1 - Math.Min(1, p.DisposableShare * disposable)),
            PropensityToConsume = Math.Min(1, p.PropensityToConsume * propensity),
        });
    }

    /// <summary>
    /// A copy in which compulsory payments c outside the tax wedge are saved, not spent, where they are known: mpc (θ − c) / θ in
    /// place of mpc. They are no taxes: θ and what government receives stay.
    /// </summary>
    public HouseholdParameters LessCompulsoryPayments() => Changed(static p => p.CompulsoryPayments is not { } c ? p : p with
    {
        PropensityToConsume = p.DisposableShare > c ? p.PropensityToConsume * (p.DisposableShare - c) / p.DisposableShare : 0,
        Source = $"{p.Source}; propensity_to_consume times (disposable_share - compulsory_payments) / disposable_share",
    });

    private HouseholdParameters Changed(Func<HouseholdParameter, HouseholdParameter> change) =>
        new(rows, others, [.. changes, change], year);

    private HouseholdParameters Of(int asked)
    {
        var lacking = rows.Select(r => (Name: CountryBook.Default.Normalise(r.Key.Code), Series: r.Value))
            .Append((Name: "*", Series: others ?? HouseholdDefaults.Average))
            .Select(r => (r.Name, Years: r.Series.IncomeYearsBut(asked)))
            .Where(r => r.Years.Count > 0).OrderBy(r => r.Name, StringComparer.Ordinal).ToArray();
        return lacking.Length == 0 ? new HouseholdParameters(rows, others, changes, asked)
            : throw new InvalidDataFindingsException("Household parameters can't be used", Finding.Error("HOUSEHOLD-YEAR",
                $"households, year {asked}",
                "Regions have a household income of other years alone; an amount of money is not carried to another year.",
                string.Join("; ", lacking.Select(l => $"{l.Name}: {YearSpans.Of(l.Years)}")),
                $"an income of {asked}, or one without a year for all others",
                "Add the rows of the year, or give consumption_share in place of the income."));
    }

    private (HouseholdParameter Parameter, HouseholdOrigin Origin) Choose(Region region)
    {
        var (series, origin) = Series(region);
        return (changes.Aggregate(series.In(year), static (p, change) => change(p)), origin);
    }

    private (HouseholdSeries Series, HouseholdOrigin Origin) Series(Region region)
    {
        var country = CountryBook.Default.TryFind(region.Code, out var found) ? found.Iso3 : null;
        return rows.TryGetValue(region, out var own) || (country is not null && byCountry.TryGetValue(country, out own))
                ? (own, HouseholdOrigin.Row)
            : others is not null ? (others, HouseholdOrigin.Others)
            : country is not null && HouseholdDefaults.Find(country) is { } shipped ? (shipped, HouseholdOrigin.Shipped)
            : (HouseholdDefaults.Average, HouseholdOrigin.Average);
    }

    private static HouseholdSeries Always(HouseholdParameter parameter) => new([HouseholdRow.Of(parameter)]);

    private static HouseholdRow Row(HouseholdSeries series, int? year) => HouseholdRow.Of(series.In(null)) with { Year = year };

    private static IReadOnlyDictionary<Region, HouseholdParameter> Require(IReadOnlyDictionary<Region, HouseholdParameter> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows;
    }

    /// <summary>Collects the shares of a row that are none.</summary>
    internal static void Check(string region, HouseholdRow row, List<Finding> findings)
    {
        Share(region, "disposable_share", row.DisposableShare, findings);
        Share(region, "propensity_to_consume", row.PropensityToConsume, findings);
        Share(region, "labour_share", row.LabourShare, findings);
        Share(region, "mixed_income_share", row.MixedIncomeShare, findings);
        Share(region, "consumption_share", row.ConsumptionShare, findings);
        Share(region, "compulsory_payments", row.CompulsoryPayments, findings);
        if (row.Fiscal is not { } fiscal) return;
        foreach (var (column, rate) in FiscalRate.Columns.Where(c => c.Column != "cash_benefits"))
            Share(region, column, rate(fiscal), findings);
        Share(region, "cash_benefits", -fiscal.CashBenefits, findings, "-1 to 0", -1);
        CheckWedge(region, row.DisposableShare, fiscal, findings);
    }

    /// <summary>Parts of a wedge that is known must add up to it.</summary>
    internal static void CheckWedge(string region, double? disposable, FiscalRate fiscal, List<Finding> findings)
    {
        if (disposable is not { } theta || fiscal.Wedge is not { } wedge
            || Math.Abs(wedge - (1 - theta)) <= FiscalRate.WedgeTolerance)
            return;
        findings.Add(Finding.Error("HOUSEHOLD-WEDGE", $"households, region {region}, disposable_share",
            "The parts of the tax wedge do not add up to 1 − the disposable share.",
            FormattableString.Invariant($"{wedge:G6} in parts, 1 - {theta:G6} = {1 - theta:G6}"),
            "employers_social + employees_social + wage_tax + compulsory_in_wedge + cash_benefits = 1 - disposable_share",
            "Correct the rates; payments that are no revenue go to compulsory_in_wedge, benefits (negative) to cash_benefits.",
            FormattableString.Invariant($"{FiscalRate.WedgeTolerance}")));
    }

    private static void Share(string region, string column, double? share, List<Finding> findings, string range = "0 to 1",
        int sign = 1)
    {
        if (share is not { } value || value is >= 0 and <= 1) return;
        findings.Add(Finding.Error("HOUSEHOLD-SHARE", $"households, region {region}, {column}", "A share is out of range.",
            (sign * value).ToString("G6", CultureInfo.InvariantCulture), range, "Give shares as fractions, not per cent."));
    }
}
