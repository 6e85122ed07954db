using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>E19: jobs and emissions of a year whose table is another year's.</summary>
public class ExtrapolatedRowsTests
{
    private static readonly Golden E = Golden.Read("E19");

    private static ImpactModel Model()
    {
        var table = E.Table();
        var rows = new Axis<FlowRow>("satellite rows", [.. table.F.Rows, new FlowRow("co2", "kt")]);
        var co2 = E.Vector("input/table/co2_kt");
        var f = DenseMatrix.Create(rows.Count, co2.Length, (q, j) => q < rows.Count - 1 ? table.F.Values[q, j] : co2[j]);
        var with = new MrioTable(table.Identity with { Unit = Unit.Money("USD", 1e6) }, table.Z, table.Y, table.V, table.VY,
            new LabelledMatrix<FlowRow, Industry>(rows, table.Industries, f), null, table.PublishedOutput, table.Roles);
        return ImpactModel.Build(TableValidator.Validate(with), Golden.NetLabour);
    }

    private static ExtrapolatedRows Rows(MrioTable table, Func<string, LabelledVector<Industry>?> productivity) => new(new RelativePrices(
        new LabelledVector<Industry>(table.Industries, E.Vector("parameters/price_index_2018_to_2022")),
        new LabelledVector<Region>(table.Regions, E.Vector("expected/exchange_rate_e")), "E19"), productivity);

    [Test]
    public void E19_persons_and_emissions_are_told_by_price_rate_and_their_own_productivity()
    {
        var model = Model();
        var effects = model.Evaluate(new LabelledVector<Industry>(model.Table.Industries, E.Vector("expected/orders_USD")));
        var rows = Rows(model.Table, Of);
        Near.Equal(rows.Prices!.InTableMoney.Values.ToArray(), E.Vector("expected/p"), "p");
        foreach (var (name, node) in new[] { ("employment", "persons"), ("co2", "co2_kt") })
        {
            var indicator = rows.Of(model.Indicators[name])!;
            foreach (var channel in Enum.GetValues<Channel>())
            {
                Near.Equal(Enumerable.Range(0, 4).Select(j => effects.Value(indicator, channel, j)).ToArray(),
                    E.Vector($"expected/{node}/{channel.ToString().ToLowerInvariant()}"), $"{node} {channel}");
            }

            Near.Equal(Total(indicator), E.Number($"expected/{node}/total"), node);
        }

        Near.Equal(Total(Rows(model.Table, _ => null).Of(model.Indicators["co2"])!), E.Number("expected/co2_kt_without_own_index"), "1 where no index is given");
        Near.Equal(Total(Rows(model.Table, _ => null).Of(model.Indicators["employment"])!), E.Number("expected/wrong/persons_productivity_forgotten"), "productivity");
        Near.Equal(Total(model.Indicators["employment"]), E.Number("expected/wrong/persons_as_is"), "as is");
        Assert.That(rows.Of(model.Indicators["valueAdded"]), Is.SameAs(model.Indicators["valueAdded"]), "money needs none of this");
        Assert.That((rows with { Prices = null }).Of(model.Indicators["employment"]), Is.Null, "left out without prices");

        double Total(Indicator indicator) => Enum.GetValues<Channel>().Sum(c => effects.Total(indicator, c));
        LabelledVector<Industry> Of(string name) => new(model.Table.Industries,
            E.Vector($"parameters/productivity_{(name == "co2" ? "co2" : "persons")}_2018_to_2022"));
    }
}
