using IoEngine.Studies;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>What was bought: effects by columns of the orders.</summary>
internal static class Purchases
{
    private const int Largest = 24, Coloured = 8;
    private const string Rest = "all others";

    public static PageSection? Of(ReportData data)
    {
        var money = data.Money;
        var rows = data.Of("orders_by").ToArray();
        var parts = new List<IPagePart>();
        foreach (var dimension in rows.Select(r => r.Text("dimension")).Distinct().ToArray())
        {
            var own = rows.Where(r => r.Text("dimension") == dimension).ToArray();
            var table = Keys(dimension, parts.Count, own, money);
            parts.Add(new Figure($"Direct, indirect and induced value added by {dimension}",
                $"The {Plural.Of(Math.Min(Largest, table.Rows.Count), "key")} with the most, all years: what the orders of each "
                    + "bring in the whole world. The keys add up to the value added of all orders.",
                table, "keys", Math.Min(Largest, table.Rows.Count)));
            if (data.ByYear.Count > 1 && !dimension.Contains(OrderAttribution.Cross, StringComparison.Ordinal))
                parts.Add(new Figure($"Value added by {dimension} over time",
                    $"By the year of the orders. Beyond the {Coloured} largest keys the others are one.",
                    OverTime(data, dimension, parts.Count, own, table, money), "keys-time"));
        }

        return parts.Count == 0 ? null : new PageSection("purchases", "What was bought", parts);
    }

    private static PageTable Keys(string dimension, int number, Row[] rows, MoneyScale money)
    {
        var work = new[] { "fte", "employment" }.FirstOrDefault(i => rows.Any(r => r.Text("indicator") == i));
        List<PageColumn> columns =
        [
            new("key", dimension), new("number", "Orders", Show.Count), new("orders", "Value ordered", Show.Money, money),
            new("direct", "Direct", Show.Money, money), new("indirect", "Indirect", Show.Money, money),
            new("induced", "Induced", Show.Money, money), new("total", "Value added", Show.Money, money),
            new("share", "Share", Show.Percent), new("per_unit", "Per unit ordered", Show.Ratio),
        ];
        if (work is not null)
            columns.Add(new("work", "Work", Show.Count, (work == "fte" ? "full-time person-years" : "person-years")
                + ReportData.InYears(Of(rows, work), Of(rows, "valueAdded"))));
        var table = new PageTable($"t-keys-{number}", $"By {dimension}, all years", [.. columns]);
        var keys = rows.GroupBy(r => r.Text("key")).Select(g => (g.Key, ValueAdded: Of(g, "valueAdded"), All: g.ToArray()))
            .Select(k => (k.Key, k.ValueAdded, k.All, Total: k.ValueAdded.Sum(r => r.Number("total")))).ToArray();
        var world = keys.Sum(k => k.Total);
        foreach (var (key, own, all, total) in keys.OrderByDescending(k => k.Total).ThenBy(k => k.Key, StringComparer.Ordinal))
        {
            var orders = Sum("orders");
            List<object?> cells =
            [
                key, Sum("number"), orders, Sum("direct"), Sum("indirect"), Sum("induced"), total,
                world == 0 ? null : total / world, orders == 0 ? null : total / orders,
            ];
            if (work is not null) cells.Add(Of(all, work).Sum(r => r.Number("total")));
            table.Add([.. cells]);

            double Sum(string column) => own.Sum(r => r.Number(column));
        }

        return table;
    }

    private static PageTable OverTime(ReportData data, string dimension, int number, Row[] rows, PageTable keys, MoneyScale money)
    {
        var table = new PageTable($"t-keys-{number}", $"Value added by {dimension} and year", new("year", "Year", Show.Label),
            new("key", dimension), new("value", "Value added", Show.Money, money));
        var shown = keys.Rows.Count > Coloured + 1 ? Coloured : keys.Rows.Count;
        var named = keys.Rows.Take(shown).Select(r => (string)r[0]!).ToArray();
        var values = Of(rows, "valueAdded").GroupBy(r => (r.Text("year"),
                Array.IndexOf(named, r.Text("key")) >= 0 ? r.Text("key") : Rest))
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Number("total")));
        foreach (var year in data.ByYear.Select(r => r.Text("year")))
        {
            foreach (var key in named.Append(Rest))
            {
                if (values.TryGetValue((year, key), out var value)) table.Add(year, key, value);
            }
        }

        return table;
    }

    private static Row[] Of(IEnumerable<Row> rows, string indicator) => [.. rows.Where(r => r.Text("indicator") == indicator)];
}
