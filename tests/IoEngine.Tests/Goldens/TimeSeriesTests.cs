using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Money;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>E17: years, deflator, and employment through the table's currency.</summary>
public class TimeSeriesTests
{
    [Test]
    public void E17_three_years()
    {
        var e = Golden.Read("E17");
        var years = e.Vector("parameters/years").Select(y => (int)y).ToArray();
        var rates = e.Vector("parameters/CHF_per_USD");
        var deflator = Deflator.Of(years.Zip(e.Vector("parameters/deflator_2001_is_1")), 2001);
        var orders = e.Vector("input/orders_nominal_CHF");
        var mix = e.Vector("input/order_structure");
        var perMillion = e.Rows("input/employment_coefficients_by_year");
        var nominal = new double[years.Length];
        var persons = new double[years.Length];
        for (var t = 0; t < years.Length; t++)
        {
            var model = ImpactModel.Build(TableValidator.Validate(WithJobs(e.Table(), perMillion[t])), Closure.None);

            // Orders in CHF become the table's USD at the year's rate, and money goes back at the same rate.
            var effects = model.Evaluate(mix.Select(share => share * orders[t] / rates[t]).ToArray());
            nominal[t] = Type1(model, effects, "valueAdded") * rates[t];
            persons[t] = Type1(model, effects, "employment");
        }

        var real = years.Select((year, t) => deflator.Deflate(nominal[t], year)).ToArray();
        Near.Equal(nominal, e.Vector("expected/va_nominal_CHF"), "nominal");
        Near.Equal(real, e.Vector("expected/va_real_CHF_2001_prices"), "real");
        Near.Equal(nominal.Average(), e.Number("expected/mean_nominal"), "mean nominal");
        Near.Equal(real.Average(), e.Number("expected/mean_real"), "mean real");
        Near.Equal(persons, e.Vector("expected/employment_persons"), "persons");
        Near.Equal(persons.Sum(), e.Number("expected/person_years_total"), "person-years");
        Near.Equal(nominal.Sum() / orders.Sum(), e.Number("expected/weighted_multiplier"), "multiplier");
    }

    private static double Type1(ImpactModel model, Effects effects, string indicator) =>
        effects.Total(model.Indicators[indicator], Channel.Direct) + effects.Total(model.Indicators[indicator], Channel.Indirect);

    private static MrioTable WithJobs(MrioTable table, double[] perOutput)
    {
        var row = new Axis<FlowRow>("satellite rows", [new FlowRow("employment/persons", "persons")]);
        var jobs = DenseMatrix.Create(1, perOutput.Length, (_, j) => perOutput[j] * table.PublishedOutput![j]);
        return new MrioTable(table.Identity with { Unit = Unit.Money("USD", 1e6) }, table.Z, table.Y, table.V, table.VY,
            new LabelledMatrix<FlowRow, Industry>(row, table.Industries, jobs), x: table.PublishedOutput,
            roles: table.Roles with { Fte = [] });
    }
}
