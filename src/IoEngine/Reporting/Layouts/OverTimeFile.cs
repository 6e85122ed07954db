using IoEngine.Impact;
using IoEngine.Procurement.Money;

namespace IoEngine.Reporting.Layouts;

/// <summary>One year of <c>over_time</c> in one kind of prices.</summary>
internal readonly record struct OverTimeRow(int Year, string Prices, SummaryRow Row, double Factor, double CumulatedOrders,
    double CumulatedTotal, double? CumulatedPersons, string Unit);

/// <summary>
/// <c>over_time</c>: the years nominal and, where a deflator is given, at constant prices, each also cumulated.
/// </summary>
/// <remarks>Components are summed first, then deflated by one index; person-years are not money and are only cumulated.</remarks>
internal static class OverTimeFile
{
    public static ResultLayout<OverTimeRow> Layout { get; } = new ResultLayout<OverTimeRow>("over_time",
            "The baseline's years, once nominal and, with `currency.deflator`, once at constant prices; with running sums.")
        .Text("scenario", "`baseline`", _ => ResultTerms.Baseline)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("prices", "`nominal`, or `constant` and the base year: choose one before you sum", r => r.Prices)
        .Number("orders", In.Money, "value of orders", r => (double)r.Row.Orders * r.Factor)
        .Number("direct", In.Money, "value added at suppliers", r => r.Row.ValueAdded[(int)Channel.Direct] * r.Factor)
        .Number("indirect", In.Money, "value added in supply chains", r => r.Row.ValueAdded[(int)Channel.Indirect] * r.Factor)
        .Number("induced", In.Money, "value added through the spending of incomes",
            r => r.Row.ValueAdded[(int)Channel.Induced] * r.Factor)
        .Number("total", In.Money, "direct + indirect + induced", r => r.Row.Total * r.Factor)
        .Number("cumulated_orders", In.Money, "`orders` up to and with this year", r => r.CumulatedOrders)
        .Number("cumulated_total", In.Money, "`total` up to and with this year", r => r.CumulatedTotal)
        .Number("jobs_persons", "persons for a year", "employment", r => r.Row.Persons)
        .Number("cumulated_person_years", "person-years", "employment up to and with this year; empty once a year lacks it",
            r => r.CumulatedPersons)
        .Text("unit", "of the money columns", r => r.Unit);

    public static ResultTable Of(IReadOnlyList<SummaryRow> years, Deflator? deflator, string currency)
    {
        var nominal = Rows(years, "nominal", _ => 1, currency);
        return Layout.Fill(deflator is null
            ? nominal : nominal.Concat(Rows(years, $"constant {deflator.BaseYear}", deflator.Factor, currency)));
    }

    private static IEnumerable<OverTimeRow> Rows(IReadOnlyList<SummaryRow> years, string prices, Func<int, double> factor,
        string currency)
    {
        var (orders, total, persons) = (0.0, 0.0, (double?)0);
        foreach (var row in years)
        {
            var year = row.Year!.Value;
            var k = factor(year);
            orders += (double)row.Orders * k;
            total += row.Total * k;
            persons += row.Persons; // null once a year lacks it: a sum of the rest would look complete
            yield return new(year, prices, row, k, orders, total, persons, currency);
        }
    }
}
