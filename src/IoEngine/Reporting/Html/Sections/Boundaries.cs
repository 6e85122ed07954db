namespace IoEngine.Reporting.Html.Sections;

/// <summary>Nested system boundaries and where the money ends.</summary>
internal static class Boundaries
{
    public static PageSection? Of(ReportData data)
    {
        var parts = new List<IPagePart>();
        var money = data.Money;
        if (Levels(data, money) is { Rows.Count: > 0 } levels)
        {
            parts.Add(new Figure("Nested system boundaries",
                "What each wider boundary adds to value added, all years: capital replaced, household spending, "
                    + "government spending. The increments depend on the order of closing and are no causal statement; level 5 "
                    + "is never read without level 2.", levels, "levels"));
            if (Shares(data, money) is { Rows.Count: > 0 } shares)
                parts.Add(new Figure("Share of capital, households and government",
                    "Shapley shares of what lies beyond level 2: they do not depend on the order of closing and add up.",
                    shares));
        }

        if (Leaks(data, money) is { Rows.Count: > 0 } leaks)
            parts.Add(new Figure("Where the orders’ money ends",
                "Of the value ordered, at Type I: value added, product taxes, and what the tables keep under other heads. The "
                    + "items add up to the mapped orders.",
                leaks, "leaks"));
        if (Leakages(data, money) is { Rows.Count: > 0 } statement)
            parts.Add(new Figure("Leakages at each boundary",
                "Everything that no closed account spends again, all years; each boundary’s items add up to the orders.",
                statement));
        return parts.Count == 0 ? null : new PageSection("boundaries", "Boundaries and leakages", parts);
    }

    private static PageTable Levels(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-levels", "Value added within each boundary, all years", new("level", "Level", Show.Label),
            new("boundary", "Boundary"),
            new("increment", "Added", Show.Money, money), new("value", "Within", Show.Money, money),
            new("before", "Before", Show.Money, money));
        var before = 0.0;
        foreach (var g in data.Of("levels").Where(r => r.Text("indicator") == "valueAdded")
            .GroupBy(r => (Level: r.Text("level"), Boundary: r.Text("boundary")))
            .OrderBy(g => g.Key.Level, StringComparer.Ordinal))
        {
            var value = g.Sum(r => r.Number("value"));
            table.Add(g.Key.Level, (g.Key.Level == "1" ? "" : "+ ") + g.Key.Boundary, value - before, value, before);
            before = value;
        }

        return table;
    }

    private static PageTable Shares(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-boundary-shares", "Shapley shares of the induced value added, all years",
            new("account", "Account"), new("value", "Value added", Show.Money, money));
        foreach (var g in data.Of("levels").Where(r => r.Text("indicator") == "valueAdded" && r.Number("level") > 2)
            .GroupBy(r => (Level: r.Text("level"), Boundary: r.Text("boundary"))).OrderBy(g => g.Key.Level,
                StringComparer.Ordinal))
            table.Add(g.Key.Boundary, g.Sum(r => r.Number("shapley")));
        return table;
    }

    private static PageTable Leaks(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-leaks", "Type I: where the mapped orders end, all years", new("item", "Item"),
            new("value", "Value", Show.Money, money), new("share", "Share of mapped orders", Show.Percent));
        if (data.All is not { } all || all.Number("mapped") is var mapped && mapped == 0) return table;
        (string Item, string[] Columns)[] items =
        [
            ("value added, direct", ["direct"]), ("value added, indirect", ["indirect"]),
            ("taxes on the orders", ["leak_order_taxes"]), ("product taxes along the chain", ["leak_product_taxes"]),
            ("other items of the tables", ["leak_other_items"]), ("imbalance of the tables", ["leak_table_residual"]),
            ("unexplained", ["leak_unexplained"]),
        ];
        foreach (var (item, columns) in items)
        {
            var value = columns.Sum(all.Number);
            table.Add(item, value, value / all.Number("mapped"));
        }

        return table;
    }

    private static PageTable Leakages(ReportData data, MoneyScale money)
    {
        var table = new PageTable("t-leakages", "Leakages, all years", new("boundary", "Boundary"), new("item", "Item"),
            new("value", "Value", Show.Money, money));
        foreach (var g in data.Of("leakages")
            .GroupBy(r => (Level: r.Text("level"), Boundary: r.Text("boundary"), Item: r.Text("item")))
            .OrderBy(g => g.Key.Level, StringComparer.Ordinal))
        {
            var value = g.Sum(r => r.Number("value"));
            if (Math.Abs(value) >= 1) table.Add($"{g.Key.Level} {g.Key.Boundary}", Time.Words(g.Key.Item), value);
        }

        return table;
    }
}
