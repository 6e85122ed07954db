namespace IoEngine.Acceptance.Cases;

/// <summary>Inputs near those that users brought, of each kind.</summary>
internal static class NeighbourCases
{
    private const string Asked = "ORDERS-AMOUNT-QUESTION ORDERS-REJECTED", Unmapped = "ORDERS-UNMAPPED", Unknown = "COUNTRY-UNKNOWN ORDERS-UNMAPPED";

    /// <summary>All of them: what is written, and what it comes to.</summary>
    public static IEnumerable<(InputCase Expected, Action<NeighbourWorld> Write)> All => [.. Counts(), .. Money(), .. Numbers(), .. Marks(), .. Codes(), .. Names(), .. Rates(), .. Dates(), .. Tables()];

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Counts()
    {
        foreach (var (unit, persons) in new[]
        {
            ("persons", 1.0), ("M.p", 1e6), ("1000 persons", 1e3), ("thousand employees", 1e3), ("Tsd. Personen", 1e3), ("10^3 persons", 1e3), ("1000 jobs", 1e3), ("million persons", 1e6),
        })
            yield return (new($"counts: {unit}", "a scale of persons") { Orders = 1500, Jobs = 20 * 1500 / 1e6 * persons }, w => w.Units("million EUR", unit));
        yield return (new("counts: THS", "thousands of persons, with a warning that the unit does not say so") { Orders = 1500, Jobs = 30, Finds = "ROLE-UNITS" }, w => w.Units("million EUR", "THS"));
        foreach (var unit in new[] { "hours", "M.hr", "kt", "million EUR" })
            yield return (new($"counts: {unit}", "no persons, whatever the scale") { Code = 3, Finds = "ROLE-UNITS", Says = "employment/persons [" }, w => w.Units("million EUR", unit));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Money()
    {
        foreach (var (unit, scale) in new[]
        {
            ("mln EUR", 1e6), ("Mio. EUR", 1e6), ("EURm", 1e6), ("kEUR", 1e3), ("bln EUR", 1e9), ("Milliarden EUR", 1e9), ("1e6 EUR", 1e6), ("10^9 EUR", 1e9), ("1,000 EUR", 1e3), ("10 million EUR", 1e7),
            ("crore EUR", 1e7), ("lakh EUR", 1e5), ("EUR", 1.0),
        })
            yield return (new($"money: {unit}", "one reading") { Orders = 1500, Jobs = 20 * 1500 / scale }, w => w.Units(unit, "persons"));
        foreach (var unit in new[] { "zillion EUR", "EUR per hour", "mil EUR", "TEUR", "million", "persons" })
            yield return (new($"money: {unit}", "none or two readings") { Code = 3, Finds = "CSV-DESCRIPTOR", Says = $"'{unit}'" }, w => w.Units(unit, "persons"));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Numbers()
    {
        foreach (var (amounts, sum) in new[]
        {
            ("1.234,50|1.000", 2234.5), ("1'234,50|2'000", 3234.5), ("1\u202F234,50|1\u00A0000", 2234.5), ("1\u2009234.50|1000", 2234.5), ("1.234.567|1.000", 1235567), ("(1.234,50)|3.000", 1765.5),
            ("1.234,50-|3.000", 1765.5), ("1,00,000.50|1,000", 101000.5), ("=\"1234.50\"|1.234", 1235.734), ("€ 1.234,50|1.000 €", 2234.5), ("EUR 5,50|7,25 EUR", 12.75), ("250.-|1.000", 251),
        })
            yield return (new($"numbers: {amounts}", "the file shows its decimal sign") { Orders = sum, Finds = amounts.Contains('(') || amounts.Contains('-') && sum > 1000 ? "ORDERS-NEGATIVE" : "" }, w => w.Amounts(amounts));
        foreach (var amounts in new[] { "1.234|12|850", "1,234|12|850", "-1.234|12|850", "(1.234)|12|850", "1.234 €|12|850" })
            yield return (new($"numbers: {amounts}", "nothing shows the decimal sign: the question, for that amount alone") { Orders = 862, Finds = Asked }, w => w.Amounts(amounts));
        yield return (new("numbers: contributions 1.234 between semicolons", "the question") { Code = 3, Finds = "CSV-NUMBER-QUESTION", Says = "line 2, column amount" }, w => Paid(w, "year;country;amount;currency\n2019;CHE;1.234;EUR\n"));
        yield return (new("numbers: contributions 1.234 between commas", "the point is the decimal sign") { Orders = 1500, Contributions = "CHE 1.234" }, w => Paid(w, "year,country,amount,currency\n2019,CHE,1.234,EUR\n"));
        yield return (new("numbers: contributions 1.234 beside 2.500,50", "the column shows it") { Orders = 1500, Contributions = "CHE 1234, DEU 2500.5" },
            w => Paid(w, "year;country;amount;currency\n2019;CHE;1.234;EUR\n2019;DEU;2.500,50;EUR\n"));
        yield return (new("numbers: a rate of 0,8 between semicolons", "a decimal comma") { Orders = 1500 }, w => w.Folder.Write("fx.csv", "year;currency;per_usd\n2019;EUR;0,8\n2019;CHF;1,05\n"));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Marks()
    {
        foreach (var mark in new[] { "N/A", "n/a", "k.A.", "s/d", "b.d.", "N/I", "n.r.", "#N/A", "<NA>", "-", "NULL", "unknown" })
            yield return (new($"marks: a country {mark}", "no country") { Orders = 2000, Mapped = 1000, Finds = Unmapped, Places = "CHE 1000, unknown 1000" }, w => w.Orders($"CHE|{mark}"));
        yield return (new("marks: NA beside DEU and CHE", "no Namibia where codes have three letters") { Orders = 3000, Mapped = 2000, Finds = $"COUNTRY-NA {Unmapped}", Places = "CHE 1000, DEU 1000, unknown 1000" }, w => w.Orders("DEU|CHE|NA"));
        yield return (new("marks: NA beside DE and CH", "Namibia where codes have two") { Orders = 3000, Finds = "COUNTRY-NA COUNTRY-IN-REST", Places = "CHE 1000, DEU 1000, NAM 1000" }, w => w.Orders("DE|CH|NA"));
        yield return (new("marks: a code n.a.", "no code") { Orders = 3, Mapped = 1, Finds = Unmapped, Sectors = "C27 1" }, w => w.Codes("31000000|n.a."));
        yield return (new("marks: a NACE N/A", "no code") { Orders = 3, Mapped = 1, Finds = Unmapped, Sectors = "C27 1" }, w => w.Codes("27|N/A", areNace: true));
        yield return (new("marks: a member N/A", "refused: nobody") { Code = 3, Finds = "CSV-EMPTY", Says = "'N/A'" }, w => w.Folder.Write("membership.csv", "country,group,from,to\nN/A,member,,\n"));
        yield return (new("marks: a payer n.a.", "refused: nobody") { Code = 3, Finds = "CSV-EMPTY", Says = "'n.a.'" }, w => Paid(w, "year,country,amount,currency\n2019,n.a.,5,EUR\n"));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Codes()
    {
        foreach (var (code, sector, severe) in new[]
        {
            ("3110000", "A01", false), ("3.1E+07", "C27", true), ("45,000,000", "F", false), ("31000000.0", "C27", false), ("cpv 45000000-7", "F", false), ("45000000-7: Bauarbeiten", "F", false), ("[\"31000000\"]", "C27", false),
            ("31100000; 31200000", "C27", false),
        })
            yield return (new($"codes: CPV {code}", "one reading") { Orders = 1, Sectors = $"{sector} 1", Finds = severe ? "CODE-REPAIRED" : "" }, w => w.Codes(code));
        foreach (var code in new[] { "31000000 + 45000000", "03110000,45000000", "123456789012" })
            yield return (new($"codes: CPV {code}", "no single reading: listed with its value") { Orders = 3, Mapped = 2, Finds = $"CODE-AMBIGUOUS {Unmapped}", Sectors = "C27 2", Says = "1 EUR" }, w => w.Codes($"{code}|31000000"));
        foreach (var (code, sector) in new[] { ("1.1", "A01"), ("26.11Z", "C26"), ("CPA_C26.1", "C26"), ("NACE 27", "C27"), ("C26 - Electronics", "C26"), ("41.0", "F"), ("27 - Electrical equipment", "C27") })
            yield return (new($"codes: NACE {code}", "one reading") { Orders = 1, Sectors = $"{sector} 1" }, w => w.Codes(code, areNace: true));
        foreach (var code in new[] { "111", "26,41", "C26-C27", "26/27", "01.11.2019" })
            yield return (new($"codes: NACE {code}", "two readings: listed with its value") { Orders = 3, Mapped = 2, Finds = $"CODE-AMBIGUOUS {Unmapped}", Sectors = "C27 2", Says = "1 EUR" }, w => w.Codes($"{code}|27", areNace: true));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Names()
    {
        foreach (var (names, country, number) in new[]
        {
            ("United Kingdom|Royaume-Uni|Vereinigtes Königreich|Regno Unito|Reino Unido|UK|GB|U.K.", "GBR", 8), ("South Korea|Korea, Rep.|Südkorea|Corée du Sud|Republic of Korea", "KOR", 5),
            ("Kosovo|XK|XKX|XKK", "XKX", 4), ("Bosnia and Herzegovina|Bosnia & Herzegovina|Bosnien und Herzegowina", "BIH", 3), ("Saint Lucia|St. Lucia|St Lucia", "LCA", 3),
            ("The Gambia|Gambia (the)|Gambia, The", "GMB", 3), ("AT|AT---AT|AUT|Österreich|AT130|Autriche|AT - Austria", "AUT", 7), ("Türkiye|Turkey|Türkei|Turchia", "TUR", 4),
            ("Côte d'Ivoire|Cote d’Ivoire|Ivory Coast|Elfenbeinküste", "CIV", 4),
        })
            yield return (new($"names: {names}", "one country") { Orders = 1000 * number, Finds = "COUNTRY-IN-REST", Places = $"{country} {1000 * number}" }, w => w.Orders(names));
        foreach (var name in new[] { "Yugoslavia", "Tschechoslowakei", "FR---IT", "Atlantis", "Europe" })
            yield return (new($"names: {name}", "several countries or none: one list with number and value") { Orders = 2000, Mapped = 1000, Finds = Unknown, Says = $"'{name}'|1 order, 1000 EUR" }, w => w.Orders($"CHE|{name}"));
        yield return (new("names: a target that the table has", "an ISO code in mapping.countries") { Orders = 2000, Places = "CHE 1000, DEU 1000" }, w => Mapping(w, "Allemagne de l'Est,DEU", "CHE|Allemagne de l'Est"));
        yield return (new("names: a target inside the rest", "the country stands by itself") { Orders = 2000, Finds = "COUNTRY-IN-REST", Places = "CHE 1000, ROU 1000" }, w => Mapping(w, "Dacia,ROU", "CHE|Dacia"));
        yield return (new("names: a target that is none", "a warning with the line") { Orders = 2000, Mapped = 1000, Finds = $"COUNTRY-TARGET {Unknown}", Says = "'XQX' (line 2)" }, w => Mapping(w, "Dacia,XQX", "CHE|Dacia"));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Rates()
    {
        foreach (var (lines, code, says) in new[]
        {
            ("2019,EUR,1\n2019,USD,1.1\n", "CURRENCY-USD", "line 3"), ("2019,EUR,0.8\n2019,ZAc,1400\n", "CURRENCY-CODE", "'ZAc'"), ("2019,EUR,0.8\n2019,EUR,0.9\n", "CURRENCY-DUPLICATE", "line 3"), ("2019,EUR,-0.8\n", "CURRENCY-RATE", "-0.8"),
        })
            yield return (new($"rates: {code}", "refused") { Code = 3, Finds = code, Says = says }, w => w.Folder.Write("fx.csv", "year,currency,per_usd\n" + lines));
        foreach (var (lines, code) in new[]
        {
            ("2018,EUR,0.8\n2019,EUR,1.25\n2020,EUR,0.8\n", "CURRENCY-INVERTED"), ("2019,EUR,1\n2019,CHF,1.1\n", "CURRENCY-ONE"), ("2018,EUR,0.8\n2019,EUR,8\n2020,EUR,0.8\n", "CURRENCY-JUMP"),
            ("2018,EUR,0.8\n2019,EUR,0.82\n2020,EUR,0.85\n", ""), ("2019,EUR,0.8\n2018,TRY,1425537\n2019,TRY,1.34\n", "CURRENCY-JUMP"),
        })
            yield return (new($"rates: {lines.Replace('\n', ' ')}", "read, with a warning where a year seems other than its neighbours") { Orders = 1500, Finds = code }, w => w.Folder.Write("fx.csv", "year,currency,per_usd\n" + lines));
        foreach (var currency in new[] { "GBp", "ZAc", "ILa" })
            yield return (new($"rates: orders in {currency}", "rows refused with the cure") { Orders = 1000, Finds = "ORDERS-REJECTED", Says = $"'{currency}' is a hundredth of a currency" },
                w => w.Folder.Write("orders.csv", $"date,supplier_country,purchase_code,value,currency\n2019-03-01,DEU,31000000,1000,EUR\n2019-03-01,DEU,31000000,100000,{currency}\n"));
        foreach (var (kind, lines, code, finds) in new[]
        {
            ("", "2019,3.1\n2020,3.4\n", 3, "DEFLATOR-CHANGES"), ("", "2018,98\n2019,100\n", 0, ""), ("percent-change", "2018,1.2\n2019,0.4\n2020,1.6\n", 0, ""), ("percent-change", "2018,98\n2019,100\n", 3, "DEFLATOR-KIND"),
            ("percent-change", "2017,1\n2019,1\n", 3, "DEFLATOR-GAP"),
        })
            yield return (new($"prices: {kind} {lines.Replace('\n', ' ')}", "an index, or changes where that is said") { Code = code, Orders = code == 0 ? 1500 : null, Finds = finds }, w => Deflator(w, kind, lines));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Dates()
    {
        foreach (var date in new[]
        {
            "2019-05-17T10:30:00+05:30", "2019-05-17-08:00", "20190517", "17.05.2019 10:30", "17/05/2019", "17 mai 2019", "17-MAY-2019", "May 17, 2019", "5/17/2019 1:45:00 PM", "Fr, 17. Mai 2019", "2019-05", "2019Q2", "2019", "2019.0",
            "2019-12-31T23:30:00-08:00",
        })
            yield return (new($"dates: {date}", "the day of the writer's clock") { Orders = 1, Years = "2019 1" }, w => w.Dates(date));
        foreach (var date in new[] { "17.05.19", "43602", "2019-05-17 or later", "2019-13-01", "31.02.2019", "FY2019", "2019/20" })
            yield return (new($"dates: {date}", "no date, or several") { Orders = 2, Finds = "ORDERS-REJECTED", Says = $"'{date}' is not a date", Years = "2019 2" }, w => w.Dates($"{date}|2019"));
        yield return (new("dates: 2018-12-31T23:00:00Z", "UTC near the turn of a year: told") { Orders = 1, Finds = "ORDERS-DATE-UTC TABLE-EXTRAPOLATED PHYSICAL-LEFT-OUT", Years = "2018 1" }, w => w.Dates("2018-12-31T23:00:00Z"));
    }

    private static IEnumerable<(InputCase, Action<NeighbourWorld>)> Tables()
    {
        foreach (var (level, split) in new[] { ("item_region", "/"), ("item_region", "_"), ("item_region", " - "), ("region_item", "/"), ("region_item", " | ") })
            yield return (new($"tables: {level} {split}", "as the descriptor says") { Orders = 1500, Sectors = "C27 1500" }, w => w.Labels(level, level, split));
        foreach (var (level, written) in new[] { ("region_item", "item_region"), ("item_region", "region_item") })
            yield return (new($"tables: {level}, written {written}", "final demand stands in the place of the regions") { Orders = 1500, Finds = "CSV-ORDER", Sectors = "C27 1500" }, w => w.Labels(level, written, "/"));
        yield return (new("tables: item_region, regions with the divider", "A01 of the X_CHE or A01_X of CHE: the question") { Code = 3, Finds = "CSV-SPLIT", Says = "'A01_X' of 'CHE', or 'A01' of 'X_CHE'" },
            w => w.Labels("item_region", "item_region", "_", region => $"X_{region}"));
        const string abroad = "COUNTRY-NOT-IN-TABLE ORDERS-UNMAPPED";
        yield return (new("tables: a country, named in the configuration", "orders from abroad are unmapped") { Orders = 1500, Mapped = 1000, Finds = abroad, Says = "DEU 500 EUR" },
            w => { w.National(); w.Set("tables", "\"region\": \"CHE\""); }
        );
        yield return (new("tables: a country, in the descriptor", "the same") { Orders = 1500, Mapped = 1000, Finds = abroad, Places = "CHE 1000, DEU 500" }, w => w.National("CHE"));
        yield return (new("tables: a country that nobody names", "refused: whose is it") { Code = 3, Finds = "CSV-REGION", Says = "tables.region" }, w => w.National());
        yield return (new("tables: a country named for a table of three", "refused: it has its own") { Code = 3, Finds = "TABLE-REGION", Says = "CHE, DEU, ROW" }, w => w.Set("tables", "\"region\": \"CHE\""));
    }

    private static void Paid(NeighbourWorld world, string text)
    {
        world.Folder.Write("paid.csv", text);
        world.Set("groups", "\"contributions\": \"paid.csv\"");
    }

    private static void Mapping(NeighbourWorld world, string line, string countries)
    {
        world.Folder.Write("countries.csv", $"code,region\n{line}\n");
        world.Set("mapping", "\"countries\": \"countries.csv\"");
        world.Orders(countries);
    }

    private static void Deflator(NeighbourWorld world, string kind, string lines)
    {
        world.Folder.Write("deflator.csv", "year,index\n" + lines);
        world.Set("currency", "\"deflator\": \"deflator.csv\"" + (kind.Length > 0 ? $", \"deflatorKind\": \"{kind}\"" : ""));
    }
}
