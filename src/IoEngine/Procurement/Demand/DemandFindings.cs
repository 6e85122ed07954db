using IoEngine.Places;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Procurement.Demand;

/// <summary>What is noticed while a year's demand is made, gathered into few findings.</summary>
internal sealed class DemandFindings(int year, DemandTable table, DemandRules rules)
{
    private readonly SortedDictionary<string, Country> countries = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> sectors = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, double> withoutOutput = [];
    private readonly SortedDictionary<(int From, int To), double> standIns = [];
    private readonly SortedDictionary<string, Unmapped> unmapped = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (decimal Value, double Number)> allMargin = new(StringComparer.Ordinal);
    private readonly CodeFindings codes = new();
    private (decimal Value, double Number) distributed;
    private (decimal Value, double Number) excluded;

    public void AddCountry(string country, RegionRule rule)
    {
        if ((rule is RegionRule.None or RegionRule.Rest) && country.Length > 0)
            countries.TryAdd(country, new Country(country, rule));
    }

    /// <summary>What the orders of each country are worth, once all are taken.</summary>
    public void Values(IEnumerable<SourceTotal> totals)
    {
        foreach (var total in totals)
        {
            if (countries.TryGetValue(total.Country, out var c)) (c.Number, c.Value) = (total.Number, total.Value);
        }
    }

    public void SectorMissing(string sector, MappedOrder mapped) => sectors.TryAdd(sector,
        mapped.Scheme.Length == 0 ? $"{mapped.Rule} {mapped.Code}" : $"{mapped.Rule} {mapped.Scheme} {mapped.Code}");

    public void WithoutOutput(int industry, double value) =>
        withoutOutput[industry] = withoutOutput.GetValueOrDefault(industry) + value;

    public void StandIn(int industry, int taker, double value) =>
        standIns[(industry, taker)] = standIns.GetValueOrDefault((industry, taker)) + value;

    public void AllMargin(string sector, decimal value, double number)
    {
        var known = allMargin.GetValueOrDefault(sector);
        allMargin[sector] = (known.Value + value, known.Number + number);
    }

    public void AddCodes(MappedOrder mapped, decimal value, double number)
    {
        for (var n = 0; n < mapped.Notes.Count; n++) codes.Add(mapped.Notes[n], mapped.Weights is not null, value, number);
    }

    public void AddUnmapped(string reason, decimal value, double number)
    {
        if (!unmapped.TryGetValue(reason, out var sum)) unmapped[reason] = sum = new Unmapped(reason);
        sum.Value += value;
        sum.Number += number;
    }

    public void Distributed(decimal value, double number) =>
        distributed = (distributed.Value + value, distributed.Number + number);

    public void Excluded(decimal value, double number) => excluded = (excluded.Value + value, excluded.Number + number);

    public UnexplainedDemand[] Unexplained() =>
        withoutOutput.Select(w => new UnexplainedDemand(table.Industries[w.Key], w.Value)).ToArray();

    public void To(List<Finding> findings)
    {
        var place = $"orders {year}";
        AddCountries(findings, place);
        foreach (var (sector, first) in sectors)
        {
            findings.Add(Finding.Error("SECTOR-UNKNOWN", $"{place}, {PlaceOf(sector)}",
                "The table has no sector that orders are mapped to.", $"'{sector}' (by {first.Trim()})",
                $"one of {string.Join(", ", table.Sectors.Take(60))}",
                "Correct the sector in the concordance, or use the one made for this table."));
        }

        if (excluded.Number != 0)
            findings.Add(Finding.Info("ORDERS-EXCLUDED", place,
                $"{excluded.Number:0.##} "
                    + Plural.Noun(excluded.Number,
                        "contribution in kind or funded order is", "contributions in kind or funded orders are")
                    + " left out, as the options say.",
                Money(excluded.Value), cure: "Set orders.include to count them."));
        if (distributed.Number != 0)
            findings.Add(Finding.Warning("ORDERS-NO-COUNTRY", place,
                $"{distributed.Number:0.##} {Plural.Noun(distributed.Number, "order")} without a country "
                    + $"{Plural.Noun(distributed.Number, "was", "were")} spread over the countries that the same sector's "
                    + "orders come from.",
                Money(distributed.Value), "a supplier country in every order",
                "Fill in the countries, or set orders.unknownCountry to report."));
        foreach (var (sector, (value, number)) in allMargin)
        {
            findings.Add(Finding.Warning("VALUATION-NO-GOODS", $"{place}, sector {sector}",
                "Orders to distributors do not say what was bought; all their value is booked to wholesale, which overstates "
                    + "local value added.",
                $"{Money(value)} in {number:0.##} {Plural.Noun(number, "order")}", "what the goods are",
                "Give valuation.wholesale.goods, or codes for these orders."));
        }

        AddWithoutOutput(findings, place);
        codes.To(findings, place, Money);
        AddUnmapped(findings, place);
    }

    private void AddWithoutOutput(List<Finding> findings, string place)
    {
        if (withoutOutput.Count > 0)
            findings.Add(Finding.Warning("ORDERS-WITHOUT-OUTPUT", place,
                "Orders fall on industries without output in the table; they stay in the totals and give no effect.",
                Some(withoutOutput, w => $"{table.Industries[w.Key]}"), "industries with output",
                rules.WithoutOutput == WithoutOutputRule.Report
                    ? "Check the concordance; the table may count them in a sector nearby: orders.withoutOutput: nearest-sector "
                        + "places them there."
                    : "The rule of orders.withoutOutput finds no sector with output for these: map their codes elsewhere."));
        if (standIns.Count > 0)
            findings.Add(Finding.Info("ORDERS-STAND-IN", place,
                $"Orders to industries without output in the table are placed by orders.withoutOutput: "
                    + $"{Spelling.Kebab($"{rules.WithoutOutput}")}.",
                rules.WithoutOutput == WithoutOutputRule.Region
                    ? Some(standIns.GroupBy(s => s.Key.From).Select(g => KeyValuePair.Create(g.Key, g.Sum(s => s.Value))),
                        s => $"{table.Industries[s.Key]}")
                    : Some(standIns, s => $"{table.Industries[s.Key.From]} to {table.Industries[s.Key.To]}"),
                "industries with output"));
    }

    // The largest first, and what all are worth.
    private string Some<TKey>(IEnumerable<KeyValuePair<TKey, double>> values, Func<KeyValuePair<TKey, double>, string> name)
    {
        var all = values.OrderByDescending(v => Math.Abs(v.Value)).ToArray();
        return string.Join("; ", all.Take(20).Select(v => $"{name(v)} {Money((decimal)v.Value)}"))
            + (all.Length > 1 ? $"; {all.Length} in all {Money((decimal)all.Sum(v => v.Value))}" : "");
    }

    private void AddCountries(List<Finding> findings, string place)
    {
        var inRest = countries.Values.Where(c => c.Rule == RegionRule.Rest).ToArray();
        if (inRest.Length > 0)
            findings.Add(Finding.Info("COUNTRY-IN-REST", place,
                "The table lacks countries of orders; they are inside its rest of the world.",
                string.Join("; ", inRest.Select(c => $"{c.Code} {Money(c.Value)}")),
                cure: "Map them in the file of mapping.countries if another region is meant."));
        var absent = countries.Values.Where(c => c.Rule == RegionRule.None)
            .ToLookup(c => CountryBook.Default.InCell(c.Code).Count == 1);
        if (absent[true].ToArray() is { Length: > 0 } abroad && table.Regions.Count == 1)
            findings.Add(Finding.Warning("COUNTRY-NOT-IN-TABLE", place,
                $"The table is of {table.Regions[0]} alone: orders from "
                    + $"{Plural.Of(abroad.Length, "other country", "other countries")} have no effect in it and are unmapped.",
                string.Join("; ", abroad.Select(c => $"{c.Code} {Money(c.Value)}")), $"orders from {table.Regions[0]}",
                "Take a table with these countries or a rest of the world to have their effects."));
        else if (absent[true].ToArray() is { Length: > 0 } lacking)
            findings.Add(Finding.Error("COUNTRY-NOT-IN-TABLE", place,
                $"The table lacks {Plural.Of(lacking.Length, "country", "countries")} of orders and has no rest of the world for "
                    + $"{Plural.Noun(lacking.Length, "it", "them")}.",
                string.Join("; ", lacking.Select(c => $"{c.Code} {Money(c.Value)}")),
                $"one of {string.Join(", ", table.Regions.Take(60))}",
                $"Add {Plural.Noun(lacking.Length, "a line", "lines")} such as '{lacking[0].Code},REGION' to the file of "
                    + "mapping.countries."));
        if (UnknownCountries.Finding(place, absent[false].Select(c => new SourceTotal(c.Code, c.Number, c.Value, c.Value)),
            rules.ReportCurrency) is { } unknown)
            findings.Add(unknown);
    }

    private void AddUnmapped(List<Finding> findings, string place)
    {
        if (unmapped.Count == 0) return;
        var reasons = unmapped.Values.ToArray();
        Array.Sort(reasons,
            (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : string.CompareOrdinal(a.Reason, b.Reason));
        var number = reasons.Sum(u => u.Number);
        var message = $"{number:0.##} {Plural.Noun(number, "order is", "orders are")} not mapped.";
        var found = Money(reasons.Sum(u => u.Value)) + ": "
            + string.Join("; ", reasons.Take(10).Select(u => $"{u.Reason} {Money(u.Value)}"));
        var cure = UnmappedReason.Cure(reasons.Select(u => u.Reason), rules.Mapping);
        findings.Add(rules.OnUnmapped == UnmappedRule.Error
            ? Finding.Error("ORDERS-UNMAPPED", place, message, found, "every order mapped", cure)
            : Finding.Warning("ORDERS-UNMAPPED", place, message, found, "every order mapped", cure));
    }

    private string PlaceOf(string sector)
    {
        foreach (var (path, lines) in rules.Mapping.Files())
        {
            if (lines.FirstOrDefault(l => l.Sector == sector) is { } line) return $"{path}, line {line.Line}";
        }

        return "mapping";
    }

    private string Money(decimal value) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value:0.##} {rules.ReportCurrency}");

    private sealed class Country(string code, RegionRule rule)
    {
        public string Code => code;

        public RegionRule Rule => rule;

        public double Number { get; set; }

        public decimal Value { get; set; }
    }

    private sealed class Unmapped(string reason)
    {
        public string Reason => reason;

        public decimal Value { get; set; }

        public double Number { get; set; }
    }
}
