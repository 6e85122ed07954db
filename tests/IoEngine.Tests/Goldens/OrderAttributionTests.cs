using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Scenarios;
using IoEngine.Studies;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E26: effects by any columns of the orders.</summary>
public class OrderAttributionTests
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    [Test]
    public void E26_attribution_by_columns_of_the_orders()
    {
        var e = Read("E26");
        var year = Solve(e, "family", "project", "band").Baseline.Years[0];
        CheckGroups(e, year.ByOrders!, "family", "project", "band");
        CheckGroups(e, Solve(e, "family", "project").Baseline.Years[0].ByOrders!, "family x project", "family", "project");
        foreach (var channel in Channels)
        {
            Near.Equal([.. year.ValueAdded.ByRegion(channel).Select(v => v / 1e6)], e.Vector($"expected/effects/{Name(channel)}"),
                $"{channel}", 1e-9);
        }
    }

    [Test]
    public void E26_effects_of_each_order()
    {
        var e = Read("E26");
        var study = Solve(e).Baseline;
        var model = ImpactModel.Build(e.Validated(), NetLabour);
        var multipliers = ReceiverMultipliers.Of(model, study.Years[0], ["ALP", "NEI"], CancellationToken.None);
        var rows = OrderEffects.Of(study.Priced, study.Years[0].Demand, multipliers).Where(r => r.Indicator.Name == "valueAdded").ToArray();
        var expected = e["expected/order_effects"].EnumerateArray().ToArray();
        Assert.That(rows.Select(r => r.Order.Number), Is.EqualTo(expected.Select(o => o.GetProperty("id").GetString())));
        for (var o = 0; o < rows.Length; o++)
        {
            foreach (var channel in Channels.NotEmpty())
            {
                var found = Enumerable.Range(0, 2).Select(r => rows[o][(r * Channels.Length) + (int)channel] / 1e6);
                Near.Equal([.. found], [.. expected[o].GetProperty(Name(channel)).EnumerateArray().Select(v => v.GetDouble())],
                    $"{rows[o].Order.Number} {channel}", 1e-9);
            }
        }
    }

    private static void CheckGroups(Golden e, OrderAttribution found, params string[] dimensions)
    {
        foreach (var dimension in dimensions.NotEmpty())
        {
            var expected = e[$"expected/attribution_by/{dimension}"].EnumerateObject().ToArray();
            var groups = found.Groups.Where(g => g.Dimension == dimension).ToLookup(g => g.Key);
            Assert.That(groups.Select(g => g.Key), Is.EquivalentTo(expected.Select(p => p.Name)), dimension);
            foreach (var key in expected.NotEmpty())
            {
                foreach (var channel in Channels.NotEmpty())
                {
                    var values = Enumerable.Range(0, 2).Select(r => groups[key.Name].Sum(g => found.Value("valueAdded", channel, r, g)) / 1e6);
                    Near.Equal([.. values], [.. key.Value.GetProperty(Name(channel)).EnumerateArray().Select(v => v.GetDouble())],
                        $"{dimension}, {key.Name}, {channel}", 1e-9);
                }
            }
        }
    }

    internal static StudyResults Solve(Golden e, params string[] by)
    {
        var table = e.Validated();
        var orders = e["input/orders"].EnumerateArray().Select(o => new Order
        {
            Id = o.GetProperty("id").GetString()!,
            Year = 2000,
            SupplierCountry = Parse(o.GetProperty("industry").GetString()!).Region.Code,
            Code = Parse(o.GetProperty("industry").GetString()!).Sector.Code,
            Value = o.GetProperty("value").GetDecimal() * 1_000_000m,
            Dimensions = [.. by.Select(name => o.GetProperty(name).GetString()!)],
        });
        var inputs = new StudyInputs
        {
            Orders = OrderLedger.FromOrders(orders, new OrderReadOptions { Dimensions = by, KeepOrders = by.Length == 0 }),
            Rules = new DemandRules { Mapping = new MappingRules { Codes = CodeConcordance.Of([("", "M", "M", 1.0), ("", "S", "S", 1.0)]) } },
            Years = [new YearAssignment(2000, 2000)],
            Tables = (_, _) => table,
            TableYears = [2000],
            Regions = table.Table.Regions,
            Sectors = table.Table.Sectors,
            Closure = NetLabour,
        };
        return Study.Run(StudyPlan.Build(inputs, []));
    }

    private static string Name(Channel channel) => channel.ToString().ToLowerInvariant();
}
