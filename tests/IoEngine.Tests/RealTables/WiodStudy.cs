using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Households;
using IoEngine.Membership;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Scenarios;
using IoEngine.Tables;
using IoEngine.Validation;

namespace IoEngine.Tests.RealTables;

/// <summary>
/// Seeded orders over the sixteen real tables of WIOD 2013, and forty scenarios on them. Shared by tests and benchmarks.
/// </summary>
internal static class WiodStudy
{
    private static readonly TableRoles Roles = new()
    {
        ValueAdded = ["PRIMARY"], Household = ["c37_HH", "c38_NPISH"], Government = ["c39_GOV"], Investment = ["c41_GFCF"],
    };

    public static ValidatedTable Table(string folder, int year) =>
        TableValidator.Validate(TableReader.Read(Path.Combine(folder, $"{year}.zip"), new TableReadOptions { Year = year }), Roles);

    /// <summary>Orders whose pattern drifts: from Europe to East Asia, from equipment to services.</summary>
    public static OrderLedger Orders(Axis<Region> regions, int first, int last, int count, int seed = 7)
    {
        var random = new Random(seed);
        string[] east = ["CHN", "JPN", "KOR", "TWN"];
        string[] europe = ["DEU", "FRA", "ITA", "GBR", "ESP", "AUT", "POL", "SWE"];
        string[] codes = ["c12", "c13", "c14", "c18", "c30", "c27", "c34"];
        return OrderLedger.FromOrders(Enumerable.Range(0, count).Select(i =>
        {
            var year = first + random.Next(last - first + 1);
            var drift = (double)(year - first) / Math.Max(1, last - first);
            var draw = random.NextDouble();
            return new Order
            {
                Year = year,
                SupplierCountry = draw < 0.02 + (0.08 * drift) ? east[random.Next(4)] : draw < 0.9 ? europe[random.Next(8)] : regions[random.Next(regions.Count - 1)].Code,
                Code = codes[Math.Min(6, (int)((random.NextDouble() + (0.2 * drift)) * 6))],
                Value = Math.Round((decimal)(random.NextDouble() * 1e5 * (1 + drift)), 2),
            };
        }), new OrderReadOptions { ReportCurrency = "USD" });
    }

    public static StudyInputs Inputs(Func<int, ValidatedTable> tables, int first, int last, int orders)
    {
        var labels = tables(first).Table;
        var members = new[] { "AUT", "BEL", "DEU", "DNK", "ESP", "FIN", "FRA", "GBR", "GRC", "HUN", "ITA", "NLD", "POL", "PRT", "SVK", "SWE", "CZE", "BGR" };
        return new StudyInputs
        {
            Orders = Orders(labels.Regions, first, last, orders),
            Rules = new DemandRules
            {
                ReportCurrency = "USD",
                Mapping = new MappingRules { Codes = CodeConcordance.Of(labels.Sectors.Select(s => ("", s.Code, s.Code, 1.0))) },
            },
            Years = Enumerable.Range(first, last - first + 1).Select(y => new YearAssignment(y, y)).ToArray(),
            Tables = (year, _) => tables(year),
            TableYears = Enumerable.Range(first, last - first + 1).ToArray(),
            Regions = labels.Regions,
            Sectors = labels.Sectors,
            Membership = new MembershipRegister(members.Select(c => new MembershipPeriod(c, "member", new DateOnly(1954, 9, 29)))),
            Indicators = ["valueAdded"],
        };
    }

    /// <summary>Thirty-two of orders, five of parameters, one low-rank change of trade, one extraction, one freeze.</summary>
    public static IReadOnlyList<Scenario> Forty(int baseYear)
    {
        string[] countries = ["CHN", "JPN", "KOR", "USA", "DEU", "FRA", "ITA", "GBR"];
        var scenarios = new List<Scenario>();
        foreach (var country in countries)
        {
            foreach (var share in new[] { 0.25, 0.5, 1.0 })
                scenarios.Add(Scenario.Of($"{country} to members {share}", new RedirectOrders(new OrderSelection { Countries = [country] }, new OrderDestination { Group = "member" }, share)));
            scenarios.Add(Scenario.Of($"{country} twice", new ScaleOrders(new OrderSelection { Countries = [country] }, 2)));
        }

        foreach (var factor in new[] { 0.9, 1.1 }) scenarios.Add(Scenario.Of($"mpc {factor}", new ChangeClosure { PropensityFactor = factor }));
        foreach (var factor in new[] { 0.8, 1.2 }) scenarios.Add(Scenario.Of($"theta {factor}", new ChangeClosure { DisposableFactor = factor }));
        scenarios.Add(Scenario.Of("type I", new ChangeClosure(ClosureKind.None)));
        scenarios.Add(Scenario.Of("chips", new ShiftTrade("TWN", "DEU", 0.5) { Sectors = ["c14"] }));
        scenarios.Add(Scenario.Of("no services from USA", new ExtractIndustries { Regions = ["USA"], Sectors = ["c30"] }));
        scenarios.Add(Scenario.Of($"trade of {baseYear}", new FreezeStructure(FrozenPart.TradeShares, baseYear)));
        return scenarios;
    }

    public static DecompositionState State(StudyInputs inputs, ValidatedTable table, int year, Closure closure) =>
        new(year, table, closure, new DemandBuilder(inputs.Orders, inputs.Rules).Build(year, DemandTable.Of(table.Table, table.Output.Values.ToArray())).Total());
}
