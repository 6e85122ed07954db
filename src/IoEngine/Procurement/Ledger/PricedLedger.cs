using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Money;

namespace IoEngine.Procurement.Ledger;

/// <summary>
/// The orders of one world in its report currency, in the years in which they are spent: what demand, summary, profile, countries
/// and comparisons count. Immutable; safe for concurrent use.
/// </summary>
/// <remarks>
/// The one place where orders are converted, each at the rate of the year in which it was placed, and where the spend profile is
/// applied.
/// </remarks>
public sealed class PricedLedger
{
    /// <summary>Prices orders: the spend profile, then the rates.</summary>
    /// <param name="orders">The orders in the years in which they were placed.</param>
    /// <param name="rules">Rates, report currency, spend profile.</param>
    /// <exception cref="ArgumentException">The shares of the spend profile don't add to 1.</exception>
    public PricedLedger(OrderLedger orders, DemandRules rules)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ArgumentNullException.ThrowIfNull(rules);
        Orders = rules.SpendProfile.Count == 0 ? orders : orders.Spread(rules.SpendProfile);
        Rules = rules;
        None = new PricedOrders([], rules);
        var priced = new PricedOrders[Orders.Years.Count];
        Parallel.For(0, priced.Length, y => priced[y] = new PricedOrders(Orders.ByYear[Orders.Years[y]], rules));
        ByYear = Enumerable.Range(0, priced.Length).ToDictionary(y => Orders.Years[y], y => priced[y]);
    }

    /// <summary>The cells: each in the year in which it is spent.</summary>
    public OrderLedger Orders { get; }

    /// <summary>Rates, report currency, spend profile, and which orders count.</summary>
    public DemandRules Rules { get; }

    /// <summary>Report currency.</summary>
    public string Currency => Rules.ReportCurrency;

    /// <summary>Years with spending, ascending.</summary>
    public IReadOnlyList<int> Years => Orders.Years;

    /// <summary>The orders priced in the years in which they were placed: what scenarios select and move.</summary>
    internal static PricedLedger AsPlaced(OrderLedger orders, DemandRules rules) => new(orders, rules with { SpendProfile = [] });

    /// <summary>What is spent in a year; empty where nothing is.</summary>
    public PricedOrders Of(int year) => ByYear.GetValueOrDefault(year, None);

    /// <summary>What is spent in the years with spending.</summary>
    internal IReadOnlyDictionary<int, PricedOrders> ByYear { get; }

    /// <summary>A year without spending.</summary>
    internal PricedOrders None { get; }
}

/// <summary>The orders of one year of a <see cref="PricedLedger"/>. Immutable.</summary>
public sealed class PricedOrders
{
    private readonly int[] rateOf;
    private readonly List<decimal?> rates = [];
    private readonly List<Finding> missing = [];
    private readonly DemandRules rules;

    internal PricedOrders(IReadOnlyList<OrderCell> cells, DemandRules rules)
    {
        Cells = cells;
        this.rules = rules;
        rateOf = new int[cells.Count];
        var values = new decimal?[cells.Count];
        var known = new Dictionary<(string, int), int>();
        (string? Currency, int Year, int At) last = (null, 0, 0);
        for (var c = 0; c < values.Length; c++)
        {
            var cell = cells[c];
            if (!ReferenceEquals(cell.Currency, last.Currency) || cell.RateYear != last.Year)
            {
                if (!known.TryGetValue((cell.Currency, cell.RateYear), out var at))
                    known[(cell.Currency, cell.RateYear)] = at = AddRate(cell.Currency, cell.RateYear);
                last = (cell.Currency, cell.RateYear, at);
            }

            rateOf[c] = last.At;
            if (rates[last.At] is { } rate) values[c] = CurrencyRates.Converted(cell.Value, rate);
        }

        Values = values;
    }

    /// <summary>The cells, in their canonical order.</summary>
    public IReadOnlyList<OrderCell> Cells { get; }

    /// <summary>Currencies and years without a rate: their cells have no value, and the year must not be used.</summary>
    public IReadOnlyList<Finding> Missing => missing;

    /// <summary>Values of the cells in the report currency, to nine decimals; null where there is no rate.</summary>
    public IReadOnlyList<decimal?> Values { get; }

    /// <summary>Whether a cell counts: contributions in kind and funding may be left out.</summary>
    public bool Counts(int cell) => rules.Include.Counts(Cells[cell].Flags);

    /// <summary>The value as a weight among others, not rounded; null where there is no rate.</summary>
    internal decimal? Share(int cell) => rates[rateOf[cell]] is { } rate ? Cells[cell].Value * rate : null;

    /// <summary>The same in double precision, for averages of many; null where there is no rate.</summary>
    internal double? Weight(int cell) => rates[rateOf[cell]] is { } rate ? (double)Cells[cell].Value * (double)rate : null;

    private int AddRate(string currency, int year)
    {
        var found = rules.Rates.TryRate(currency, rules.ReportCurrency, year, out var rate);
        if (!found) missing.AddRange(rules.Rates.Missing(currency, rules.ReportCurrency, year));
        rates.Add(found ? rate : null);
        return rates.Count - 1;
    }
}
