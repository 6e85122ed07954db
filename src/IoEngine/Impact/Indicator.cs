using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Leontief;
using IoEngine.Validation;

namespace IoEngine.Impact;

/// <summary>
/// A quantity that effects are measured in: so much per unit of output, and perhaps per unit of income spent. Immutable.
/// </summary>
public sealed class Indicator
{
    internal Indicator(string name, Unit unit, bool isMoney, double[] perOutput, bool countsSpendingTaxes,
        IReadOnlyList<bool>? imputed = null)
    {
        this.imputed = imputed;
        Name = name;
        Unit = unit;
        IsMoney = isMoney;
        this.perOutput = perOutput;
        CountsSpendingTaxes = countsSpendingTaxes;
    }

    private readonly double[] perOutput;
    private readonly IReadOnlyList<bool>? imputed;

    /// <summary>valueAdded, gdp, compensation, employment, fte, or a satellite row's name.</summary>
    public string Name { get; }

    /// <summary>Unit of an effect: the table's money, persons, FTE, or the satellite row's unit.</summary>
    public Unit Unit { get; }

    /// <summary>Whether the unit is the table's money, so that effects convert back to the currency of the orders.</summary>
    public bool IsMoney { get; }

    /// <summary>e: per unit of output (in the table's money), n.</summary>
    public ReadOnlySpan<double> PerOutput => perOutput;

    /// <summary>
    /// Whether the number of an industry rests on compensation that is imputed, not published, or on an attached account whose
    /// hole a rule filled.
    /// </summary>
    public bool IsImputed(int industry) => imputed?[industry] == true;

    /// <summary>Whether product taxes on what closed accounts buy belong to it (gdp, productTaxes).</summary>
    public bool CountsSpendingTaxes { get; }

    /// <summary>The same per unit of output that has become so many times as much.</summary>
    /// <param name="units">n, above 0.</param>
    internal Indicator Per(IReadOnlyList<double> units) =>
        new(Name, Unit, IsMoney, [.. perOutput.Select((e, j) => e / units[j])], CountsSpendingTaxes, imputed);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The indicators that a table offers. Immutable.</summary>
/// <remarks>
/// Flows a year: employment is person-years. Output is offered for analysis, never as a benefit. A satellite row that is called
/// as one of the indicators of the accounts (a row "compensation", say) does not take its place.
/// </remarks>
public sealed class IndicatorSet
{
    private readonly Dictionary<string, Indicator> byName = new(StringComparer.Ordinal);
    private readonly Axis<Industry> industries;
    private readonly IReadOnlyList<AttachedAccount> attached;

    /// <summary>Collects what a table and a closure's parameters offer.</summary>
    public IndicatorSet(Coefficients coefficients, Closure closure)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(closure);
        var table = coefficients.Source;
        industries = coefficients.Industries;
        attached = table.Table.Attached;
        var money = table.Table.Identity.Unit;
        var v = coefficients.ValueAdded.Values.ToArray();
        var taxes = coefficients.TaxesOnProducts.Values.ToArray();
        var wage = LabourIncome.WagePerUnit(coefficients, closure.Households);
        var gdp = v.Zip(taxes, (a, b) => a + b).ToArray();
        var wedge = wage.Select((w, j) => w * (1 - closure.Households.For(coefficients.Industries[j].Region).DisposableShare))
            .ToArray();
        Add(IndicatorNames.ValueAdded, v);
        Add(IndicatorNames.Gdp, gdp, spending: true);
        Add(IndicatorNames.Compensation, wage, pay: true);
        Add(IndicatorNames.ProductTaxes, taxes, spending: true);
        Add(IndicatorNames.WageTaxes, wedge, pay: true);
        if (table.OtherTaxes is { } other)
            Add(IndicatorNames.OtherTaxes, coefficients.PerUnit(other).Values.ToArray(), marks: Filled(table.Roles.OtherTaxes));
        if (table.FixedCapital is { } capital)
            Add(IndicatorNames.FixedCapital, coefficients.PerUnit(capital).Values.ToArray(),
                marks: Filled(table.Roles.FixedCapital));
        AddFiscal(closure, table, wage, LabourIncome.Surplus(coefficients, v, wage), money);
        Add(IndicatorNames.Output, v.Select((_, j) => coefficients.HasOutput(j) ? 1.0 : 0.0).ToArray());
        for (var q = 0; q < table.Table.F.Rows.Count; q++)
        {
            var row = table.Table.F.Rows[q];
            byName.TryAdd(row.Name,
                new Indicator(row.Name, row.Unit, false, Satellite(coefficients, q), false, Filled([row.Name])));
        }

        Alias(IndicatorNames.Employment, table.Roles.Employment, coefficients, Unit.Persons);
        Alias(IndicatorNames.Fte, table.Roles.Fte, coefficients, Unit.FullTimeEquivalents);

        void Add(string name, double[] e, bool spending = false, bool pay = false, IReadOnlyList<bool>? marks = null) =>
            Put(new Indicator(name, money, true, e, spending, pay ? table.HasImputedCompensation : marks));
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyCollection<Indicator> All => byName.Values;

    /// <summary>The indicator of a name.</summary>
    /// <exception cref="UnknownLabelException">The table does not offer it.</exception>
    public Indicator this[string name] =>
        byName.TryGetValue(name, out var i) ? i : throw new UnknownLabelException(name, "indicators that this table offers",
            byName.Keys);

    /// <summary>The indicator of a name, or null.</summary>
    public Indicator? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>
    /// The indicators to report: value added first, then those named; without names the usual ones, as far as they are offered.
    /// </summary>
    /// <param name="named">Names; null: none are named.</param>
    /// <param name="table">Name of the table, for messages.</param>
    /// <exception cref="InvalidDataFindingsException">One that is named is not offered; every such one is told.</exception>
    internal IReadOnlyList<string> Choose(IReadOnlyList<string>? named, string table)
    {
        if (named is null) return IndicatorNames.Default.Where(name => Find(name) is not null).ToArray();
        var names = All.Select(i => i.Name).ToArray();
        var unknown = named.Where(name => Find(name) is null).Select(name => Finding.Error("INDICATOR-UNKNOWN",
            "$.indicators", $"The table '{table}' does not offer this indicator.", $"'{name}'",
            "one of " + string.Join(", ", names), CureOf(name, names))).ToArray();
        if (unknown.Length > 0) throw new InvalidDataFindingsException("The indicators can't be reported", unknown);
        return named.Prepend(IndicatorNames.ValueAdded).Distinct(StringComparer.Ordinal).ToArray();
    }

    // The role of product taxes is not called as its indicator.
    private static string CureOf(string name, string[] offered) =>
        name == "taxesOnProducts" ? $"Did you mean \"{IndicatorNames.ProductTaxes}\"?"
            : Spelling.Suggest(name, offered, "Correct or remove it, or name its rows in tables.roles.");

    /// <summary>
    /// Social contributions, wage tax and profit tax, where some region has the rate; none of it in regions without.
    /// </summary>
    private void AddFiscal(Closure closure, ValidatedTable table, double[] wage, double[] surplus, Unit money)
    {
        var rates = industries.Select(i => closure.Households.For(i.Region).Fiscal).ToArray();
        foreach (var (column, rate) in FiscalRate.All)
        {
            var name = IndicatorNames.OfRate[column];
            var taxed = name == IndicatorNames.ProfitTax ? surplus : wage;
            if (rates.Any(r => r is not null && rate(r) is not null))
                Put(new Indicator(name, money, true,
                    taxed.Select((value, j) => rates[j] is { } r && rate(r) is { } share ? share * value : 0).ToArray(), false,
                    table.HasImputedCompensation));
        }

        Add(IndicatorNames.SocialContributions, [IndicatorNames.EmployersSocial, IndicatorNames.EmployeesSocial]);
        Add(IndicatorNames.Taxes, [IndicatorNames.WageTax, IndicatorNames.ProductTaxes], IndicatorNames.OtherTaxes);

        // Taxes on production are a row of the table that not every one has; the others must all be there.
        void Add(string name, string[] parts, params string[] more)
        {
            if (parts.Any(part => Find(part) is null)) return;
            var found = parts.Concat(more).Select(Find).OfType<Indicator>().ToArray();
            Put(new Indicator(name, money, true, [.. wage.Select((_, j) => found.Sum(i => i.PerOutput[j]))],
                found.Any(i => i.CountsSpendingTaxes), table.HasImputedCompensation));
        }
    }

    private void Put(Indicator indicator) => byName[indicator.Name] = indicator;

    private void Alias(string name, IReadOnlyList<string>? rows, Coefficients coefficients, Unit unit)
    {
        if (rows is not { Count: > 0 }) return;
        var f = coefficients.Source.Table.F;
        var sum = new double[coefficients.Industries.Count];
        foreach (var row in rows)
        {
            var q = f.Rows.IndexOf(new FlowRow(row, ""));
            var each = f.Rows[q].Unit.In(unit)
                ?? throw new ArgumentException($"The row {row} counts {f.Rows[q].Unit}, not {unit}.", nameof(rows));
            var e = Satellite(coefficients, q);
            for (var j = 0; j < sum.Length; j++) sum[j] += e[j] * each;
        }

        // Persons in the source's own word for them, where it counts single ones.
        var first = f.Rows[f.Rows.IndexOf(new FlowRow(rows[0], ""))].Unit;
        Put(new Indicator(name, first.Equals(unit) ? first : unit, false, sum, false, Filled(rows)));
    }

    // For each industry whether a rule filled a hole in one of these rows; null where none of them was attached.
    private bool[]? Filled(IReadOnlyList<string>? rows)
    {
        var attached = this.attached.Where(a => rows?.Contains(a.Row) == true).ToArray();
        return attached.Length == 0 ? null
            : [.. Enumerable.Range(0, industries.Count).Select(j => Array.Exists(attached, a => a.IsFilled(j)))];
    }

    private static double[] Satellite(Coefficients coefficients, int row)
    {
        var f = coefficients.Source.Table.F.Values;
        var x = coefficients.Source.Output;
        var e = new double[f.Columns];
        for (var j = 0; j < e.Length; j++) e[j] = coefficients.HasOutput(j) ? f[row, j] / x[j] : 0;
        return e;
    }
}
