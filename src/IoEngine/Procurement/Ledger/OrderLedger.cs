namespace IoEngine.Procurement.Ledger;

/// <summary>Orders as exact sums over cells: what mapping, valuation and scenarios work on. Immutable.</summary>
/// <remarks>
/// Cells stand in one canonical order, so the order of the records that made them does not matter, nor whether one was split in
/// two. 1.3 million orders make some hundred thousand cells.
/// </remarks>
public sealed class OrderLedger
{
    private readonly OrderCell[] cells;

    /// <param name="cells">In canonical order; not changed any more.</param>
    /// <param name="bands">The size bands.</param>
    /// <param name="suppliers">Suppliers by year.</param>
    /// <param name="dimensions">Columns whose values cells keep apart; null: none.</param>
    /// <param name="numbers">The single orders; null: they are not kept.</param>
    internal OrderLedger(OrderCell[] cells, OrderBands bands, SupplierLedger suppliers, OrderDimensions? dimensions = null,
        OrderNumbers? numbers = null)
    {
        this.cells = cells;
        Bands = bands;
        Suppliers = suppliers;
        Dimensions = dimensions ?? OrderDimensions.None;
        Numbers = numbers;
        var byYear = new OrderedDictionary<int, ArraySegment<OrderCell>>();
        for (var i = 0; i < cells.Length;)
        {
            var start = i;
            while (i < cells.Length && cells[i].Year == cells[start].Year) i++;
            byYear.Add(cells[start].Year, new ArraySegment<OrderCell>(cells, start, i - start));
        }

        ByYear = byYear;
        Years = [.. byYear.Keys];
    }

    /// <summary>A ledger without orders.</summary>
    public static OrderLedger Empty { get; } = new([], OrderBands.None, SupplierLedger.Empty);

    /// <summary>All cells: by year, then country, code and the rest.</summary>
    public IReadOnlyList<OrderCell> Cells => cells;

    /// <summary>Years with orders, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>The size bands that <see cref="OrderCell.Band"/> counts.</summary>
    public OrderBands Bands { get; }

    /// <summary>Suppliers by year: as read; transformations of the cells leave them alone.</summary>
    public SupplierLedger Suppliers { get; }

    /// <summary>Columns of the orders whose values cells keep apart.</summary>
    public OrderDimensions Dimensions { get; }

    /// <summary>The single orders as read, whatever became of the cells; null: they are not kept.</summary>
    internal OrderNumbers? Numbers { get; }

    /// <summary>Number of orders.</summary>
    public double Number => cells.Sum(c => c.Number);

    /// <summary>More combinations of values than anybody reads, which a column of order numbers has; null: not so many.</summary>
    internal Finding? TooManyKeys()
    {
        if (Dimensions.Names.Count == 0) return null;
        var keys = cells.Select(c => c.Dimensions).Distinct(StringComparer.Ordinal).Count();
        return keys <= OrderDimensions.MostKeys ? null : Finding.Error("ATTRIBUTION-KEYS", "$.attribution.by",
            "The columns have more combinations of values than can be told apart.",
            $"{keys} of {string.Join(" x ", Dimensions.Names.Select(n => $"'{n}'"))}", $"at most {OrderDimensions.MostKeys}",
            "Name columns with fewer values, such as families or projects.");
    }

    /// <summary>The cells of a year; empty where there is none.</summary>
    public IReadOnlyList<OrderCell> Of(int year) =>
        ByYear.TryGetValue(year, out var own) ? own : Array.Empty<OrderCell>();

    /// <summary>The cells of each year with orders, the years ascending.</summary>
    internal IReadOnlyDictionary<int, ArraySegment<OrderCell>> ByYear { get; }

    /// <summary>Exact totals by currency.</summary>
    public IReadOnlyList<(string Currency, double Number, decimal Value)> Totals() =>
        cells.GroupBy(c => c.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.Sum(c => c.Number), g.Sum(c => c.Value))).ToArray();

    /// <summary>Orders given in code, as the reader would make them from a file.</summary>
    /// <param name="orders">The orders; countries in any spelling.</param>
    /// <param name="options">Currency, rates and bands; null: the defaults.</param>
    public static OrderLedger FromOrders(IEnumerable<Order> orders, OrderReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var builder = new LedgerBuilder(options ?? new OrderReadOptions());
        foreach (var order in orders) builder.Add(order);
        return builder.ToLedger();
    }

    /// <summary>A ledger of these cells; equal keys are added.</summary>
    public static OrderLedger FromCells(IEnumerable<OrderCell> cells, OrderBands? bands = null,
        SupplierLedger? suppliers = null) =>
            new(CellOrder.Merged(cells), bands ?? OrderBands.None, suppliers ?? SupplierLedger.Empty);

    /// <summary>The cells that <paramref name="which"/> accepts.</summary>
    public OrderLedger Where(Func<OrderCell, bool> which) => With(cells.Where(which).ToArray());

    /// <summary>
    /// Each cell replaced by the cells that <paramref name="change"/> makes of it. No change at all gives this ledger itself.
    /// </summary>
    /// <remarks>A <paramref name="change"/> that keeps the sum of values keeps the ledger's total exactly.</remarks>
    public OrderLedger Transform(Func<OrderCell, IEnumerable<OrderCell>> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var changed = cells.SelectMany(change).ToArray();
        return changed.SequenceEqual(cells) ? this : Of(changed);
    }

    /// <summary>These cells in place of its own; equal keys are added.</summary>
    internal OrderLedger Of(IEnumerable<OrderCell> others) => With(CellOrder.Merged(others));

    private OrderLedger With(OrderCell[] others) => new(others, Bands, Suppliers, Dimensions, Numbers);

    /// <summary>Value and number of the cells that <paramref name="which"/> accepts times <paramref name="factor"/>.</summary>
    public OrderLedger Scale(Func<OrderCell, bool> which, decimal factor)
    {
        ArgumentNullException.ThrowIfNull(which);
        return factor == 1m
            ? this : Transform(c => which(c) ? [c with { Value = c.Value * factor, Number = c.Number * (double)factor }] : [c]);
    }

    /// <summary>
    /// Moves a share of the cells that <paramref name="which"/> accepts to another supplier country; totals are kept exactly.
    /// </summary>
    /// <param name="which">The orders concerned.</param>
    /// <param name="country">ISO 3166 alpha-3 of the new supplier; the country of origin becomes the same.</param>
    /// <param name="share">0 … 1.</param>
    public OrderLedger Redirect(Func<OrderCell, bool> which, string country, decimal share) =>
        Redirect(which, [(country, 1m)], share);

    /// <summary>Moves a share of the cells to several supplier countries by weight; totals are kept exactly.</summary>
    /// <param name="which">The orders concerned.</param>
    /// <param name="countries">ISO 3166 alpha-3 of the new suppliers and their weights, which add to 1.</param>
    /// <param name="share">0 … 1.</param>
    /// <exception cref="ArgumentException">The weights don't add to 1.</exception>
    public OrderLedger Redirect(Func<OrderCell, bool> which, IReadOnlyList<(string Country, decimal Weight)> countries,
        decimal share)
    {
        ArgumentNullException.ThrowIfNull(which);
        ArgumentNullException.ThrowIfNull(countries);
        ArgumentOutOfRangeException.ThrowIfNegative(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1m);
        if (Math.Abs(countries.Sum(c => c.Weight) - 1m) > 1e-9m)
            throw new ArgumentException("The weights must add to 1.", nameof(countries));
        return share == 0m ? this : Transform(c => which(c) ? Moved(c, countries, share) : [c]);
    }

    /// <summary>Both ledgers together.</summary>
    public OrderLedger Plus(OrderLedger other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new(CellOrder.Merged(cells.Concat(other.cells)), Bands, Suppliers.Plus(other.Suppliers), Dimensions,
            Numbers);
    }

    /// <summary>
    /// Values spread over the years after the order's: share k falls k years later, at the order's own exchange rate.
    /// </summary>
    /// <param name="shares">Shares that add to 1.</param>
    /// <exception cref="ArgumentException">The shares don't add to 1.</exception>
    public OrderLedger Spread(IReadOnlyList<decimal> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        if (shares.Count == 0) return this;
        if (Math.Abs(shares.Sum() - 1m) > 1e-9m)
            throw new ArgumentException("The shares of a spend profile must add to 1.", nameof(shares));
        return Transform(c => c.HasPeriod ? [c] : Parts(c, shares).Select((part, k) => part with { Year = c.Year + k }));
    }

    private static IEnumerable<OrderCell> Moved(OrderCell cell, IReadOnlyList<(string Country, decimal Weight)> countries,
        decimal share)
    {
        var parts = Parts(cell, [1m - share, .. countries.Select(c => c.Weight * share)]).ToArray();
        if (share < 1m) yield return parts[0];
        for (var i = 0; i < countries.Count; i++)
            yield return parts[i + 1] with { SupplierCountry = countries[i].Country, OriginCountry = "" };
    }

    // The last part is what the others leave, so the parts add to the whole exactly.
    private static IEnumerable<OrderCell> Parts(OrderCell cell, IReadOnlyList<decimal> shares)
    {
        var left = cell.Value;
        for (var i = 0; i < shares.Count; i++)
        {
            var value = i == shares.Count - 1 ? left : decimal.Round(cell.Value * shares[i], 12);
            left -= value;
            yield return cell with { Value = value, Number = cell.Number * (double)shares[i] };
        }
    }
}

/// <summary>Size bands: lower ends in a currency. Immutable.</summary>
public sealed record OrderBands(string Currency, IReadOnlyList<decimal> Thresholds)
{
    /// <summary>A single band.</summary>
    public static OrderBands None { get; } = new("", []);

    /// <summary>"&lt; 10000", "10000–50000", "≥ 750000"; "no rate" for −1.</summary>
    public string Name(int band) =>
        band < 0 ? "no rate"
        : Thresholds.Count == 0 ? "all"
        : band == 0 ? $"< {Thresholds[0]}"
        : band >= Thresholds.Count ? $">= {Thresholds[^1]}"
        : $"{Thresholds[band - 1]}-{Thresholds[band]}";

    /// <summary>The band of an order's absolute value.</summary>
    public int Of(decimal value)
    {
        var band = 0;
        while (band < Thresholds.Count && Math.Abs(value) >= Thresholds[band]) band++;
        return band;
    }
}

/// <summary>Canonical order of cells and the sum of equal keys.</summary>
internal static class CellOrder
{
    public static OrderCell[] Merged(IEnumerable<OrderCell> cells)
    {
        var sums = new Dictionary<OrderCell, (decimal Value, double Number)>();
        foreach (var cell in cells)
        {
            var key = cell with
            {
                Value = 0m,
                Number = 0,
                OriginCountry = cell.OriginCountry ?? "",
                Scheme = cell.Scheme ?? "",
                Code = cell.Code ?? "",
                Nace = cell.Nace ?? "",
                Contract = cell.Contract ?? "",
                Dimensions = cell.Dimensions ?? "",
            };
            ref var sum = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(sums, key, out _);
            sum = (sum.Value + cell.Value, sum.Number + cell.Number);
        }

        var merged = sums.Select(s => s.Key with { Value = s.Value.Value, Number = s.Value.Number }).ToArray();
        Array.Sort(merged, Compare);
        return merged;
    }

    public static int Compare(OrderCell a, OrderCell b)
    {
        var c = a.Year.CompareTo(b.Year);
        if (c == 0) c = string.CompareOrdinal(a.SupplierCountry, b.SupplierCountry);
        if (c == 0) c = string.CompareOrdinal(a.Scheme, b.Scheme);
        if (c == 0) c = string.CompareOrdinal(a.Code, b.Code);
        if (c == 0) c = string.CompareOrdinal(a.Nace, b.Nace);
        if (c == 0) c = string.CompareOrdinal(a.OriginCountry, b.OriginCountry);
        if (c == 0) c = string.CompareOrdinal(a.Currency, b.Currency);
        if (c == 0) c = a.Band.CompareTo(b.Band);
        if (c == 0) c = a.Flags.CompareTo(b.Flags);
        if (c == 0) c = a.RateYear.CompareTo(b.RateYear);
        if (c == 0) c = string.CompareOrdinal(a.Contract, b.Contract);
        if (c == 0) c = string.CompareOrdinal(a.Dimensions, b.Dimensions);
        if (c == 0) c = a.HasPeriod.CompareTo(b.HasPeriod);
        return c != 0 ? c : a.Origin.CompareTo(b.Origin);
    }
}
