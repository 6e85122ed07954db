using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Valuation;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Tests.Scenarios;

/// <summary>Three years of random tables with random orders, members and contributions: a world for scenarios.</summary>
internal static class SmallWorld
{
    public const int First = 2000;
    public const int Last = 2002;

    private static readonly RandomTable Shape = new(41, 4, 3);

    public static IReadOnlyList<ValidatedTable> YearTables { get; } =
        Enumerable.Range(First, Last - First + 1).Select(y => TableValidator.Validate((Shape with { Seed = y }).Build())).ToArray();

    public static StudyInputs Inputs(int seed = 1, bool unmapped = true)
    {
        var random = new Random(seed);
        var orders = Enumerable.Range(0, 400).Select(i => new Order
        {
            Id = $"{i}",
            Year = random.Next(First, Last + 1),
            SupplierCountry = $"R{random.Next(4)}",
            Code = $"c{random.Next(unmapped ? 6 : 5)}",
            Currency = random.Next(3) == 0 ? "EUR" : "CHF",
            Value = Math.Round((decimal)(random.NextDouble() * (random.Next(10) == 0 ? 1e6 : 3e4)), 2),
        });
        var rates = CurrencyRates.Of(Enumerable.Range(First, 3).SelectMany(y => new[] { (y, "CHF", 1.2m + (0.1m * (y - First))), (y, "EUR", 0.9m) }));
        var table = YearTables[0].Table;
        return new StudyInputs
        {
            Orders = OrderLedger.FromOrders(orders, new OrderReadOptions { Rates = rates }),
            Rules = new DemandRules
            {
                Rates = rates,
                Mapping = new MappingRules
                {
                    Codes = CodeConcordance.Of([("", "c0", "S0", 1.0), ("", "c1", "S1", 1.0), ("", "c2", "S2", 1.0), ("", "c3", "S0", 0.3), ("", "c3", "S1", 0.7), ("", "c4", "S2", 1.0)]),
                },
                Valuation = new ValuationRules { Wholesale = new WholesaleRules { Sectors = ["S2"], Margin = 0.25, Goods = new Dictionary<string, double> { ["S0"] = 0.5, ["S1"] = 0.5 } } },
            },
            Years = Enumerable.Range(First, 3).Select(y => new YearAssignment(y, y)).ToArray(),
            Tables = (year, _) => YearTables[year - First],
            TableYears = [First, First + 1, Last],
            Regions = table.Regions,
            Sectors = table.Sectors,
            Membership = new MembershipRegister(
            [
                new("R0", "host", new DateOnly(1990, 1, 1)), new("R1", "member", new DateOnly(1990, 1, 1)),
                new("R2", "observer", new DateOnly(1990, 1, 1), new DateOnly(2001, 12, 31)), new("R2", "member", new DateOnly(2002, 1, 1)),
            ]),
            Contributions = new ContributionLedger(Enumerable.Range(First, 3).SelectMany(y => new[]
            {
                new Contribution(y, "R0", 1e6), new Contribution(y, "R1", 2e6), new Contribution(y, "R2", y == Last ? 5e5 : 0),
            })),
        };
    }

    public static StudyResults Run(StudyInputs inputs, params IReadOnlyList<Scenario> scenarios) => Study.Run(StudyPlan.Build(inputs, scenarios));

    /// <summary>All value added of a year, by channel and industry, for exact comparisons.</summary>
    public static double[] Numbers(YearResult year, string indicator = "valueAdded") =>
        Enum.GetValues<Channel>().SelectMany(c => Enumerable.Range(0, year.Industries.Count).Select(j => year.Find(indicator)!.Value(c, j))).ToArray();
}
