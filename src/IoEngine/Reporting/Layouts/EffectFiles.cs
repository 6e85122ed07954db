using IoEngine.Events;
using IoEngine.Procurement.Demand;
using IoEngine.Studies;

namespace IoEngine.Reporting.Layouts;

/// <summary>One number of <c>effects</c>.</summary>
internal readonly record struct EffectRow(string Scenario, int Year, string Indicator, string Channel, string Country,
    string Sector, double Value, string Unit, bool Imputed = false, string SourceKind = EventFiles.Order);

/// <summary>One number of <c>attribution</c>.</summary>
internal readonly record struct AttributionRow(string Scenario, int Year, string Indicator, string Channel, string Source,
    string Country, double Value, string Unit, bool Imputed, string SourceKind = EventFiles.Order);

/// <summary><c>effects</c>, <c>attribution</c> and <c>mapping</c>.</summary>
internal static class EffectFiles
{
    public static ResultLayout<EffectRow> Effects { get; } = new ResultLayout<EffectRow>("effects",
            "Who earns: a row an indicator, channel, country and sector. Cells that are exactly zero are left out.")
        .Text("scenario", ResultTerms.World, r => r.Scenario)
        .Year("year", ResultTerms.YearOfOrders, r => r.Year)
        .Text("indicator", "`valueAdded`, `gdp`, `compensation`, `employment`, `fte` or a satellite row; do not add them up",
            r => r.Indicator)
        .Text("channel", "`direct`, `indirect`, `induced`; `own`: pay by an organisation, value added of its own, "
            + "in none of the three", r => r.Channel)
        .Text("country", ResultTerms.WhereEffect, r => r.Country)
        .Text("sector", "the table's code, or `final use`: product taxes on what households buy, part of `gdp`; `own` as "
            + "the channel", r => r.Sector)
        .Number("value", In.Row, "the effect", r => r.Value)
        .Text("unit", "of `value`: the report currency, persons, FTE, …", r => r.Unit)
        .Text("imputed", ResultTerms.Imputed, r => ResultTerms.YesNo(r.Imputed))
        .Text(EventFiles.SourceKind, EventFiles.SourceKinds, r => r.SourceKind);

    public static ResultLayout<AttributionRow> Attribution { get; } = new ResultLayout<AttributionRow>("attribution",
            "Whose orders caused it: a row an indicator, channel, source and receiving country. Its sums over sources are those "
                + "of `effects` over sectors. Cells that are exactly zero are left out.")
        .With(AttributionColumns<AttributionRow>(r => r));

    /// <summary>The columns of <c>attribution</c>, in whichever file.</summary>
    public static IEnumerable<Column<TRow>> AttributionColumns<TRow>(Func<TRow, AttributionRow> of) =>
    [
        new("scenario", ResultTerms.World, r => of(r).Scenario),
        new("year", In.Year, ResultTerms.YearOfOrders, (Func<TRow, long>)(r => of(r).Year)),
        new("indicator", ResultTerms.AsInEffects, r => of(r).Indicator),
        new("channel", ResultTerms.AsInEffects, r => of(r).Channel),
        new("source", "country of the supplier that got the order, or of the event; `unknown` where none is known",
            r => of(r).Source),
        new("country", ResultTerms.WhereEffect, r => of(r).Country),
        new("value", In.Row, "the effect", (Func<TRow, double?>)(r => of(r).Value)),
        new("unit", "of `value`", r => of(r).Unit),
        new("imputed", ResultTerms.Imputed, r => ResultTerms.YesNo(of(r).Imputed)),
        new(EventFiles.SourceKind, EventFiles.SourceKinds, r => of(r).SourceKind),
    ];

    public static ResultLayout<(int Year, MappingRow Row, string Unit)> Mapping { get; } =
        new ResultLayout<(int Year, MappingRow Row, string Unit)>("mapping",
                "Which rule took which orders, in the baseline.")
            .Year("year", ResultTerms.YearOfOrders, r => r.Year)
            .Text("rule", "`override`, `code`, `nace`, `country-average`, `code-average` or `unmapped`", r => r.Row.Rule)
            .Text("scheme", "of the purchase code", r => r.Row.Scheme)
            .Text("code", "purchase code, else the supplier's NACE, or the contract", r => r.Row.Code)
            .Text("sector", "the table's code; for `unmapped` the reason", r => r.Row.Sector)
            .Number("number", In.Number, "orders, with parts where a code is split", r => ResultTerms.Count(r.Row.Number))
            .Number("value", In.Money, "their value", r => (double)r.Row.Value)
            .Text("unit", "of `value`", r => r.Unit);

    public static ResultTable EffectsOf(IReadOnlyList<ScenarioResult> worlds) => EventFiles.LayoutFor(Effects, worlds)
        .Fill(ResultTerms.Years(worlds).SelectMany(of => Sources(of.Year)
            .SelectMany(source => EffectRows(of.Scenario, of.Year, of.Countries, source))));

    public static ResultTable AttributionOf(IReadOnlyList<ScenarioResult> worlds) => EventFiles.LayoutFor(Attribution, worlds)
        .Fill(ResultTerms.Years(worlds).SelectMany(of => Sources(of.Year)
            .SelectMany(source => AttributionRows(of.Scenario, of.Year, of.Countries, source))));

    public static ResultTable MappingOf(IReadOnlyList<YearResult> years) =>
        Mapping.Fill(years.SelectMany(y => y.Demand.Mapping.Select(row => (y.Assignment.Year, row, y.Demand.Currency))));

    // The orders first, then the kinds of events; orders have nothing of their own.
    private static IEnumerable<Measured> Sources(YearResult year) =>
    [
        new(EventFiles.Order, year.Demand.Sources, year.Indicators, static (_, _) => 0),
        .. (year.Events?.Kinds ?? []).Select(kind => new Measured(SpendingEvent.NameOf(kind.Kind), kind.Sources, kind.Indicators,
            kind.Own)),
    ];

    private static IEnumerable<EffectRow> EffectRows(string scenario, YearResult year, RegionCountries countries, Measured of)
    {
        var names = year.Industries.Select(i => countries.NameOf(year.Regions.IndexOf(i.Region))).ToArray();
        foreach (var (at, indicator) in of.Indicators.Index())
        {
            foreach (var (channel, name) in ResultTerms.Channels)
            {
                for (var j = 0; j < names.Length; j++)
                {
                    if (indicator.Value(channel, j) is not 0 and var value)
                        yield return new(scenario, year.Assignment.Year, indicator.Name, name, names[j],
                            year.Industries[j].Sector.Code, value, indicator.Unit, indicator.IsImputed(j), of.Kind);
                }

                for (var r = 0; r < year.Regions.Count; r++)
                {
                    if (indicator.OnSpending(channel, r) is not 0 and var value)
                        yield return new(scenario, year.Assignment.Year, indicator.Name, name, countries.NameOf(r),
                            ResultTerms.FinalUse, value, indicator.Unit, SourceKind: of.Kind);
                }
            }

            for (var r = 0; r < year.Regions.Count; r++)
            {
                if (of.Own(at, r) is not 0 and var value)
                    yield return new(scenario, year.Assignment.Year, indicator.Name, EventFiles.Own, countries.NameOf(r),
                        EventFiles.Own, value, indicator.Unit, SourceKind: of.Kind);
            }
        }
    }

    private static IEnumerable<AttributionRow> AttributionRows(string scenario, YearResult year, RegionCountries countries,
        Measured of)
    {
        foreach (var (at, indicator) in of.Indicators.Index())
        {
            var imputed = Enumerable.Range(0, year.Regions.Count).Select(indicator.IsImputedIn).ToArray();
            foreach (var (channel, name) in ResultTerms.Channels)
            {
                for (var s = 0; s < of.Sources.Count; s++)
                {
                    for (var r = 0; r < year.Regions.Count; r++)
                    {
                        if (indicator.Attribution(channel, r, s) is not 0 and var value)
                            yield return new(scenario, year.Assignment.Year, indicator.Name, name, SourceOf(of.Sources[s]),
                                countries.NameOf(r), value, indicator.Unit, imputed[r], of.Kind);
                    }
                }
            }

            for (var r = 0; r < year.Regions.Count; r++)
            {
                if (of.Own(at, r) is not 0 and var value)
                    yield return new(scenario, year.Assignment.Year, indicator.Name, EventFiles.Own, countries.NameOf(r),
                        countries.NameOf(r), value, indicator.Unit, false, of.Kind);
            }
        }
    }

    private static string SourceOf(string country) => country.Length > 0 ? country : CountryYear.Unknown;

    /// <summary>Effects of the orders, or of the events of one kind.</summary>
    private sealed record Measured(string Kind, IReadOnlyList<string> Sources, IReadOnlyList<IndicatorResult> Indicators,
        Func<int, int, double> Own);
}
