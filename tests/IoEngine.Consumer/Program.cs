// Another tool's use of the package, without any file of the engine's: a table is read, orders are placed, two worlds are
// compared.

using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Membership;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Validation;

// A table: written once in pymrio's layout, read back, checked.
var folder = Directory.CreateTempSubdirectory("consumer").FullName;
try
{
    PymrioWriter.Write(DemonstrationWorld.Create().Table(2020), Path.Combine(folder, "2020"));
    var table = TableValidator.Validate(TableReader.Read(Path.Combine(folder, "2020"), new TableReadOptions { Year = 2020 }));
    Console.WriteLine($"{table.Table.Industries.Count} industries, {table.Findings.Count(f => f.Severity == IoEngine.Severity.Error)} errors");

    // Orders: a supplier, a country, a code, a value.
    var orders = OrderLedger.FromOrders(
    [
        new Order { Year = 2020, SupplierCountry = "Germany", Code = "magnets", Value = 8_000_000m, Currency = "EUR" },
        new Order { Year = 2020, SupplierCountry = "CH", Code = "engineering", Value = 3_000_000m, Currency = "CHF" },
        new Order { Year = 2020, SupplierCountry = "JPN", Code = "magnets", Value = 5_000_000m, Currency = "USD" },
    ]);
    var inputs = new StudyInputs
    {
        Orders = orders,
        Rules = new DemandRules
        {
            Rates = CurrencyRates.Of([(2020, "CHF", 0.938m), (2020, "EUR", 0.877m)]),
            Mapping = new MappingRules { Codes = CodeConcordance.Of([("", "magnets", "C27", 1.0), ("", "engineering", "M71T72", 1.0)]) },
        },
        Years = [new YearAssignment(2020, 2020)],
        Tables = (_, _) => table,
        TableYears = [2020],
        Regions = table.Table.Regions,
        Sectors = table.Table.Sectors,
        Membership = new MembershipRegister(
            [new("DEU", "member", new DateOnly(1954, 9, 29)), new("FRA", "host", new DateOnly(1954, 9, 29)), new("CHE", "host", new DateOnly(1954, 9, 29))]),
    };

    // Two worlds: as it is, and with the magnets from Japan bought in Germany.
    var plan = StudyPlan.Build(inputs, [Scenario.Of("magnets from Germany",
        new RedirectOrders(new OrderSelection { Countries = ["JPN"], Codes = ["magnets"] }, new OrderDestination { Countries = ["DEU"] }))]);
    var results = Study.Run(plan);
    var rows = Comparison.Of(results.Baseline, results["magnets from Germany"], ComparedBy.Country, totals: true)
        .Where(r => r is { Year: null, Channel: null, Indicator: "valueAdded" }).OrderBy(r => r.Difference).ToArray();
    foreach (var row in new[] { rows[0], rows[^1] }) Console.WriteLine($"{row.Key}: {row.Baseline:F0} → {row.Value:F0} {row.Unit}");
    Console.WriteLine($"world: {rows.Sum(r => r.Difference):F0} {rows[0].Unit}");
    return rows[0].Key == "JPN" && rows[^1].Key == "DEU" ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
