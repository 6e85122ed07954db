using IoEngine.Leontief;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Tests.Goldens;

/// <summary>E06: an order list to demand at basic prices: currency, margins, product tax, wholesaler, on-site service.</summary>
public class OrdersToDemandTests
{
    private static readonly Golden E06 = Golden.Read("E06");

    [Test]
    public void Final_demand_taxes_and_totals()
    {
        var demand = Demand();
        Near.Equal(demand.Total().Values.ToArray(), E06.Vector("expected/final_demand_basic_prices"), "f");
        Near.Equal(demand.ProductTaxes().Values.ToArray(), E06.Vector("expected/net_product_taxes_on_orders_by_region"), "product taxes");
        Assert.Multiple(() =>
        {
            Assert.That(demand.Reconciliation.Orders, Is.EqualTo(44m));
            Assert.That(demand.Reconciliation.Mapped, Is.EqualTo(44m));
            Assert.That(demand.Reconciliation.Difference, Is.EqualTo(0).Within(1e-12));
            Assert.That(demand.SourceTotals.Select(s => s.Value), Is.EqualTo(new[] { 12m + 8m, 19m + 5m }));
            Assert.That(demand.Findings, Is.Empty);
        });
    }

    [Test]
    public void Value_added_and_taxes_on_intermediates()
    {
        var coefficients = new Coefficients(E06.Validated());
        var x = new LeontiefSystem(coefficients.Industries, coefficients.A()).Solve(Demand().Total());
        var va = coefficients.ValueAdded.Values.ToArray().Select((v, i) => v * x[i]).ToArray();
        Near.Equal(va, E06.Vector("expected/va_type1"), "value added");
        Near.Equal(va.Sum(), E06.Number("expected/va_type1_total"), "value added in total");
        var taxes = coefficients.TaxesOnProducts.Values.ToArray().Select((t, i) => t * x[i]).Sum();
        Near.Equal(taxes, E06.Number("expected/net_taxes_intermediate"), "taxes on intermediates");
    }

    /// <summary>The four orders under the parameters of the example, which are read from it.</summary>
    private static YearDemand Demand()
    {
        const string margins = "parameters/margins_and_tax_share_of_purchaser_price";
        var rules = new DemandRules
        {
            ReportCurrency = "CHF",
            Rates = CurrencyRates.Of([(2000, "CHF", (decimal)E06.Number("parameters/fx_CHF_per_unit/EUR")), (2000, "EUR", 1m)]),
            Mapping = new MappingRules { Codes = CodeConcordance.Of([("", "M", "M", 1), ("", "S", "S", 1)]) },
            Valuation = new ValuationRules
            {
                Margins = MarginTable.Of(E06[margins].EnumerateObject().ToDictionary(p => p.Name, p => new MarginShares(
                    E06.Number($"{margins}/{p.Name}/trade"), E06.Number($"{margins}/{p.Name}/transport"), E06.Number($"{margins}/{p.Name}/net_product_tax")))),
                TradeSectors = new Dictionary<string, double> { ["S"] = 1 },
                TransportSectors = new Dictionary<string, double> { ["S"] = 1 },
                Wholesale = new WholesaleRules
                {
                    Sectors = [],
                    Margin = E06.Number("parameters/wholesaler_margin_share"),
                    Origins = new GivenOrigins(E06["parameters/origin_shares_of_M_in_ALP"].EnumerateObject()
                        .ToDictionary(p => ("ALP", "M", p.Name), p => p.Value.GetDouble())),
                },
            },
        };
        var orders = E06["input/orders"].EnumerateArray().Select(o => new Order
        {
            Id = o.GetProperty("id").GetString()!,
            Year = 2000,
            SupplierCountry = o.GetProperty("country").GetString()!,
            Currency = o.GetProperty("currency").GetString()!,
            Value = decimal.Parse(o.GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            Code = o.GetProperty("product").GetString()!,
            Nace = o.GetProperty("treatment").GetString() == "wholesale" ? "46.69" : "",
            Flags = o.GetProperty("treatment").GetString() == "service_on_site" ? OrderFlags.OnSite : OrderFlags.None,
        });
        var builder = new DemandBuilder(OrderLedger.FromOrders(orders), rules);
        return builder.Build(2000, DemandTable.Of(E06.Table()));
    }
}
