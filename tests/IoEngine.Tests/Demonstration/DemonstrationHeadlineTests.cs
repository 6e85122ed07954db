using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement.Mapping;
using IoEngine.Validation;

namespace IoEngine.Tests.Demonstration;

/// <summary>
/// The pattern of method.md § 8: 1.25 of value added per franc, 0.45 direct, 0.96 with indirect; 2–3 % of orders but about 13 %
/// of value added outside.
/// </summary>
public class DemonstrationHeadlineTests
{
    private static readonly string Folder = Path.Combine(SharedData.Repository(), "models", "demo");
    private static readonly int[] Years = [2001, 2010, 2018];
    private readonly DemonstrationWorld world = DemonstrationWorld.Create();
    private readonly CodeConcordance codes = CodeConcordance.Read(Path.Combine(Folder, "codes.csv"));
    private readonly CountryConcordance countries = CountryConcordance.Read(Path.Combine(Folder, "countries.csv"));
    private readonly MembershipRegister register = DemonstrationFilesTests.Register();

    [Test]
    public void The_headline_is_near_the_published_pattern()
    {
        double orders = 0, outsideOrders = 0, outsideValueAdded = 0;
        var channels = new double[3];
        foreach (var year in Years)
        {
            var table = world.Table(year);
            var of = world.Orders().Where(o => o.Date.Year == year && o.SupplierCountry.Length > 0 && o.PurchaseCode.Length > 0).ToArray();
            orders += of.Sum(InFrancs);
            outsideOrders += of.Where(o => register.IsOutside(register.GroupIn(o.SupplierCountry, year))).Sum(InFrancs);
            var model = ImpactModel.Build(TableValidator.Validate(table), new Closure());
            var effects = model.Evaluate(Demand(table, of, year));
            foreach (var channel in new[] { Channel.Direct, Channel.Indirect, Channel.Induced })
            {
                var byRegion = effects.ByRegion(model.Indicators["valueAdded"], channel);
                channels[(int)channel] += byRegion.Sum();
                outsideValueAdded += byRegion.Axis.Where(r => register.IsOutside(register.GroupIn(r.Code, year))).Sum(r => byRegion[r]);
            }
        }

        Assert.That(channels[0] / orders, Is.InRange(0.41, 0.48), "direct");
        Assert.That((channels[0] + channels[1]) / orders, Is.InRange(0.95, 0.975), "direct and indirect");
        Assert.That(channels.Sum() / orders, Is.InRange(1.20, 1.32), "with induced");
        Assert.That(outsideOrders / orders, Is.InRange(0.015, 0.035), "orders to non-members");
        Assert.That(outsideValueAdded / channels.Sum(), Is.InRange(0.10, 0.17), "value added in non-members");
    }

    private double[] Demand(MrioTable table, DemonstrationOrder[] orders, int year)
    {
        var f = new double[table.Industries.Count];
        foreach (var order in orders.NotEmpty())
        {
            Assert.That(countries.TryTarget(order.SupplierCountry, out var region), Is.True);
            var match = codes.Find("", order.PurchaseCode, year)!;
            foreach (var (sector, weight) in Weights(match))
            {
                foreach (var place in order.OnSite ? ["CHE", "FRA"] : new[] { region })
                {
                    var value = InFrancs(order) * weight / (order.OnSite ? 2 : 1);
                    var margin = order.Nace.StartsWith("46", StringComparison.Ordinal) ? 0.25 : 0;
                    f[table.Industries.IndexOf(new Industry(place, sector))] += (1 - margin) * value;
                    f[table.Industries.IndexOf(new Industry(place, "G46"))] += margin * value;
                }
            }
        }

        return f;
    }

    private IEnumerable<(string Sector, double Weight)> Weights(CodeMatch match) =>
        codes.Lines.Where(l => l.Scheme == match.Scheme && l.Code == match.Prefix).Select(l => (l.Sector, l.Weight));

    private static double InFrancs(DemonstrationOrder order) => (double)order.Value / ExchangeRates.Embedded.PerFranc(order.Currency, order.Date.Year);
}
