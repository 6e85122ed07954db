using IoEngine.Texts;

namespace IoEngine.Procurement.Ledger;

/// <summary>Adds orders to cells.</summary>
internal sealed class LedgerBuilder(OrderReadOptions options)
{
    private readonly List<OrderCell> cells = [];
    private readonly List<SupplierYear> suppliers = [];
    private readonly OrderBands bands = new(options.ReportCurrency, options.Bands);
    private readonly OrderDimensions dimensions = new(options.Dimensions);
    private readonly Dictionary<string, string> countries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> codes = new(StringComparer.Ordinal);

    public void Add(Order order)
    {
        var currency = order.Currency.Length == 0 ? options.ReportCurrency : order.Currency.Trim().ToUpperInvariant();
        var contract = order.Contract.Length > 0 ? order.Contract : order.Id;
        cells.Add(new OrderCell
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
        });
        if (order.Supplier.Length > 0) suppliers.Add(new SupplierYear(order.Supplier, order.Year, currency, 1, order.Value));
    }

    public OrderLedger ToLedger() => new(CellOrder.Merged(cells), bands, new SupplierLedger(SupplierLedger.Sorted(suppliers)),
        dimensions);

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
