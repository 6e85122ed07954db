using IoEngine.Texts;

namespace IoEngine.Procurement.Ledger;

/// <summary>Adds orders to cells.</summary>
internal sealed class LedgerBuilder(OrderReadOptions options)
{
    private readonly List<OrderCell> cells = [];
    private readonly List<SupplierYear> suppliers = [];
    private readonly OrderBands bands = new(options.ReportCurrency, options.Bands);
    private readonly OrderDimensions dimensions = new(options.Dimensions);
    private readonly List<string> numbers = [];
    private readonly List<int> orderOf = [];
    private readonly Dictionary<string, string> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    public void Add(Order order)
    {
        var currency = order.Currency.Length == 0 ? options.ReportCurrency : order.Currency.Trim().ToUpperInvariant();
        var contract = order.Contract.Length > 0 ? order.Contract : order.Id;
        var cell = new OrderCell
        {
            Year = order.Year,
            RateYear = order.Year,
            SupplierCountry = Country(order.SupplierCountry),
            OriginCountry = Country(order.OriginCountry),
            Scheme = Code(order.Scheme),
            Code = Code(order.Code),
            Nace = Code(order.Nace),
            Contract = options.Overrides?.Has(contract) == true ? contract : "",
            Band = Band(currency, order.Year, order.Value),
            Flags = order.Flags,
            Dimensions = dimensions.Joined(order.Dimensions),
            Currency = currency,
            Value = order.Value,
            Number = 1,
        };
        if (options.KeepOrders) numbers.Add(order.Id);
        var first = cells.Count;
        if (order is not { Start: { } start, End: { } end }) cells.Add(cell);
        else if (end < start)
            throw new ArgumentException($"The contract of order '{order.Id}' ends on {end:o}, before its start on {start:o}.");
        else
            cells.AddRange(ContractPeriod.Parts(order.Value, start, end).Select(part => cell with
            {
                Year = part.Year,
                HasPeriod = true,
                Value = part.Value,
                Number = ContractPeriod.Orders(part.Number),
            }));
        for (var c = first; c < cells.Count && options.KeepOrders; c++) orderOf.Add(numbers.Count - 1);
        if (order.Supplier.Length > 0) suppliers.Add(new SupplierYear(order.Supplier, order.Year, currency, 1, order.Value));
    }

    public OrderLedger ToLedger()
    {
        var own = new SupplierLedger(SupplierLedger.Sorted(suppliers));
        if (!options.KeepOrders) return new OrderLedger(CellOrder.Merged(cells), bands, own, dimensions);
        // Credit notes apart, so that a cell is zero only where all its orders are.
        var signed = cells.ConvertAll(c => c with { Origin = c.Value < 0m ? -1 : 0 });
        var merged = CellOrder.Merged(signed);
        var positions = merged.Select((c, i) => KeyValuePair.Create(c with { Value = 0m, Number = 0 }, i)).ToDictionary();
        for (var i = 0; i < merged.Length; i++) merged[i] = merged[i] with { Origin = i + 1 };
        var log = new OrderLog();
        for (var c = 0; c < signed.Count; c++)
        {
            var (start, length) = log.Number(System.Text.Encoding.UTF8.GetBytes(numbers[orderOf[c]]));
            log.Add(signed[c].Year, new KeptOrder(KeptOrder.PlaceOf(0, orderOf[c] + 1), (double)signed[c].Value,
                positions[signed[c] with { Value = 0m, Number = 0 }], 0, start, length));
        }

        return new OrderLedger(merged, bands, own, dimensions,
            new OrderNumbers(merged, log.Years.ToArray().ToDictionary(y => y, y => log.Take(y).ToArray()), [log]));
    }

    // A million orders have some hundred spellings and some thousand codes: each is looked up once.
    private string Country(string spelling) =>
        countries.TryGetValue(spelling, out var known) ? known : countries[spelling] = options.Countries.CountryOf(spelling);

    private string Code(string text) => codes.TryGetValue(text, out var known) ? known : codes[text] = NoData.OrText(text.Trim());

    private int Band(string currency, int year, decimal value)
    {
        var rate = 1m;
        if (currency != options.ReportCurrency
            && options.Rates?.TryRate(currency, options.ReportCurrency, year, out rate) != true)
            return -1;
        return bands.Of(value * rate);
    }
}
