using IoEngine.Analyses.Decompositions;
using IoEngine.Reporting.Layouts;
using IoEngine.Studies;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>What moved value added from year to year: the orders, how things are made, or where inputs come from.</summary>
internal static class WhatChanged
{
    // As people read them; a factor that a later engine wrote goes by its own name.
    private static readonly (DecompositionFactor Factor, string Words)[] Known =
    [
        (DecompositionFactor.OrderLevel, "level of orders"), (DecompositionFactor.SupplierMix, "suppliers"),
        (DecompositionFactor.ProductMix, "products"), (DecompositionFactor.TradeShares, "trade shares"),
        (DecompositionFactor.Technology, "technology"), (DecompositionFactor.Closure, "consumption"),
        (DecompositionFactor.TradeSharesInMoney, "trade shares in money"),
        (DecompositionFactor.TechnologyInMoney, "technology in money"),
        (DecompositionFactor.ClosureInMoney, "consumption in money"), (DecompositionFactor.Prices, "prices"),
        (DecompositionFactor.ExchangeRates, "exchange rates"),
        (DecompositionFactor.PricesAndExchangeRates, "prices and rates"), (DecompositionFactor.OrderMix, "mix of orders"),
    ];

    public static PageSection? Of(ReportData data)
    {
        var rows = data.Of(DecompositionFile.Name).Where(r => r.Text("indicator") == "valueAdded").Select(r => new Part(r))
            .ToArray();
        if (rows.Length == 0) return null;
        var money = data.Money;
        var (first, last) = (rows.Min(r => r.From)!, rows.Max(r => r.Year)!);
        var levels = Levels(data, first, last);
        var outside = data.HasGroups && rows.Any(r => data.IsOutside(r.Group));
        var (who, chosen) = outside ? ("non-members", rows.Where(r => data.IsOutside(r.Group)).ToArray()) : ("the world", rows);
        var waterfall = Waterfall(who, chosen, levels, (first, last), money);
        var parts = new List<IPagePart>
        {
            new Paragraph(
                "Value added changes when more or other things are ordered, from other countries, when industries work "
                    + "otherwise, and when they buy elsewhere. "
                    + "Each year’s change is split among these causes; the parts add up to it exactly, and no order of causes is "
                    + $"preferred (Shapley). The effects are in nominal {data.Currency}. "
                    + Prices(rows) + Extrapolated(rows)),
            new Figure($"From {first} to {last}: {who}",
                (outside ? Outside(rows) : "") + "The bars lead from the first year’s value added to the last year’s.",
                waterfall, "change"),
            Sentences(chosen, who, money),
        };
        if (outside)
            parts.Add(new Figure("By group",
                $"The change from {first} to {last} in each group, as it is composed in the last year, by cause.",
                ByGroup(rows, money), "change-groups"));
        parts.Add(new Figure($"Year by year: {who}",
            "The change since the year before, by cause. Where both years use one table (extrapolated) nothing but the orders "
                + "can change.",
            ByYear(chosen, who, money), "decomposition"));
        parts.Add(new Figure("By country", $"The change from {first} to {last} by cause.",
            ByCountry(data, rows, levels, (first, last), money)));
        return new PageSection("decomposition", "What moved the results", parts);
    }

    private static string Outside(Part[] rows) => "Countries that are no members in the last year"
        + (rows.Any(r => r.Group == CountryYear.Mixed) ? ", without regions that hold members too (“mixed”). " : ". ");

    /// <summary>What the factors mean with the prices that there were.</summary>
    private static string Prices(Part[] rows)
    {
        var sources = rows.Where(r => r.Prices != DecompositionFile.Nominal).Select(r => r.Prices).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        var money = rows.Where(r => r.Prices == DecompositionFile.Nominal).Select(r => r.Year).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        var said = sources.Length == 0
            ? "" : "Trade shares, technology and consumption are compared in volumes, at the prices of the year before "
                + $"({string.Join(", ", sources)}); prices and exchange rates stand apart.";
        if (money.Length == 0) return said;
        return said + (sources.Length == 0 ? "No prices are known" : $" No prices are known for {string.Join(", ", money)}")
            + ": trade shares, technology and consumption are then those of money, and a dearer currency or dearer goods change "
            + "them though no quantity changed. They do not measure integration.";
    }

    private static string Extrapolated(Part[] rows)
    {
        var years = rows.Where(r => r.Extrapolated).Select(r => r.Year).Distinct().Order(StringComparer.Ordinal).ToArray();
        return years.Length == 0
            ? "" : $" The change to {string.Join(", ", years)} rests on the table of another year (extrapolated).";
    }

    private static string Words(string factor) =>
        Known.FirstOrDefault(k => DecompositionSentences.NameOf(k.Factor) == factor) is { Words: { } words } ? words : factor;

    private static IEnumerable<(string Factor, double Value)> Sums(IEnumerable<Part> rows)
    {
        var sums = rows.GroupBy(r => r.Factor).ToDictionary(g => g.Key, g => g.Sum(r => r.Value), StringComparer.Ordinal);
        var order = Known.Select(k => DecompositionSentences.NameOf(k.Factor)).ToList();
        return sums.OrderBy(s => order.IndexOf(s.Key) is var i && i < 0 ? order.Count : i)
            .ThenBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value));
    }

    private static Points Sentences(Part[] rows, string who, MoneyScale money)
    {
        var items = new List<(string, string)>();
        foreach (var (factor, value) in Sums(rows))
        {
            var known = Known.FirstOrDefault(k => DecompositionSentences.NameOf(k.Factor) == factor);
            items.Add(($"{(value > 0 ? "+" : "")}{HtmlText.Money(value, money)} {money}", known.Words is null
                ? factor : $"because {DecompositionSentences.Reason(known.Factor, value)}."));
        }

        var total = rows.Sum(r => r.Value);
        items.Add(($"{(total > 0 ? "+" : "")}{HtmlText.Money(total, money)} {money}",
            $"in all: the change of the value added of {who}."));
        return new Points(items);
    }

    // Value added of a country in the first and in the last year.
    private static Dictionary<(string Country, string Year), double> Levels(ReportData data, string first, string last) =>
        data.Of("countries")
            .Where(r => r.Text("year") == first || r.Text("year") == last).GroupBy(r => (r.Text("country"), r.Text("year")))
            .ToDictionary(g => g.Key, g => g.Sum(r => r.Number("total")));

    private static PageTable Waterfall(string who, Part[] rows, Dictionary<(string, string), double> levels,
        (string First, string Last) span, MoneyScale money)
    {
        var table = new PageTable("t-change", $"Value added of {who}, {span.First} to {span.Last}", new("step", "Cause"),
            new("difference", "Value", Show.Money, money),
            new("from", "Sum before", Show.Money, money), new("to", "Sum after", Show.Money, money),
            new("kind", "Change"));
        var countries = rows.Select(r => r.Country).Distinct().ToArray();
        var level = countries.Sum(c => levels.GetValueOrDefault((c, span.First)));
        table.Add($"{span.First}", level, 0.0, level, "level");
        foreach (var (factor, value) in Sums(rows))
        {
            table.Add(Words(factor), value, level, level + value, value < 0 ? "less" : "more");
            level += value;
        }

        table.Add($"{span.Last}", level, 0.0, level, "level");
        return table;
    }

    private static PageTable ByGroup(Part[] rows, MoneyScale money)
    {
        var table = new PageTable("t-change-groups", "Change by group and cause", new("group", "Group"), new("factor", "Cause"),
            new("value", "Change", Show.Money, money));
        foreach (var group in rows.GroupBy(r => r.Group).OrderByDescending(g => Math.Abs(g.Sum(r => r.Value))).ThenBy(g => g.Key,
            StringComparer.Ordinal))
        {
            foreach (var (factor, value) in Sums(group)) table.Add(group.Key, Words(factor), value);
        }

        return table;
    }

    private static PageTable ByYear(Part[] rows, string who, MoneyScale money)
    {
        var table = new PageTable("t-decomposition", $"What changed the value added of {who}, year by year",
            new("year", "Year", Show.Label), new("from_year", "Since", Show.Label), new("factor", "Cause"),
            new("value", "Change", Show.Money, money), new("extrapolated", "Extrapolated"));
        foreach (var year in rows.GroupBy(r => (r.Year, r.From)).OrderBy(g => g.Key.Year, StringComparer.Ordinal))
        {
            foreach (var (factor, value) in Sums(year))
                table.Add(year.Key.Year, year.Key.From, Words(factor), value, year.Any(r => r.Extrapolated) ? "yes" : "no");
        }

        return table;
    }

    private static PageTable ByCountry(ReportData data, Part[] rows, Dictionary<(string, string), double> levels,
        (string First, string Last) span, MoneyScale money)
    {
        var factors = Sums(rows).Select(s => s.Factor).ToArray();
        PageColumn[] columns =
        [
            new("country", "Country"), new("code", "Code"), new("group", "Group"),
            new("before", span.First, Show.Money, money), new("after", span.Last, Show.Money, money),
            new("change", "Change", Show.Money, money),
            .. factors.Select(f => new PageColumn(f, Words(f), Show.Money, money)),
        ];
        var table = new PageTable("t-change-countries", "Change by country and cause", columns);
        foreach (var country in rows.GroupBy(r => r.Country).OrderByDescending(g => Math.Abs(g.Sum(r => r.Value)))
            .ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            var sums = Sums(country).ToDictionary(s => s.Factor, s => s.Value, StringComparer.Ordinal);
            object?[] cells =
            [
                data.Country(country.Key), country.Key, country.First().Group,
                levels.GetValueOrDefault((country.Key, span.First)), levels.GetValueOrDefault((country.Key, span.Last)),
                sums.Values.Sum(), .. factors.Select(f => (object?)sums.GetValueOrDefault(f)),
            ];
            table.Add(cells);
        }

        return table;
    }

    /// <summary>One row of the file. Immutable.</summary>
    private readonly record struct Part(string From, string Year, string Factor, string Country, string Group, double Value,
        bool Extrapolated, string Prices)
    {
        public Part(Row r)
            : this(r.Text("from_year"), r.Text("year"), r.Text("factor"), r.Text("country"), r.Text("group"), r.Number("value"),
                r.Text("extrapolated") == "yes", r.Text("prices"))
        {
        }
    }
}
