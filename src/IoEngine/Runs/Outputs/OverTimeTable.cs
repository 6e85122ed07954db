using IoEngine.Analysis;
using IoEngine.Procurement;
using IoEngine.Reporting;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>over_time</c>: the years nominal and, where a deflator is given, at constant prices, each also cumulated.</summary>
/// <remarks>Components are summed first, then deflated by one index; person-years are not money and are only cumulated.</remarks>
internal static class OverTimeTable
{
    public static ResultTable Of(IReadOnlyList<SummaryRow> years, Deflator? deflator, string currency)
    {
        var table = ResultLayouts.OverTime();
        Fill(table, years, "nominal", _ => 1, currency);
        if (deflator is not null) Fill(table, years, $"constant {deflator.BaseYear}", deflator.Factor, currency);
        return table;
    }

    private static void Fill(ResultTable table, IReadOnlyList<SummaryRow> years, string prices, Func<int, double> factor, string currency)
    {
        var (orders, total, persons) = (0.0, 0.0, (double?)0);
        foreach (var row in years)
        {
            var year = int.Parse(row.Year, System.Globalization.CultureInfo.InvariantCulture);
            var k = factor(year);
            orders += (double)row.Orders * k;
            total += row.Total * k;
            persons += row.Persons; // null once a year lacks it: a sum of the rest would look complete
            table.Add(ResultLayouts.Baseline, year, prices, (double)row.Orders * k, row.ValueAdded[(int)Channel.Direct] * k,
                row.ValueAdded[(int)Channel.Indirect] * k, row.ValueAdded[(int)Channel.Induced] * k, row.Total * k, orders, total, row.Persons, persons, currency);
        }
    }
}
