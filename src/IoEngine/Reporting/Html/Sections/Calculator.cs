using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;
using IoEngine.Impact;
using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>The contract calculator: a form, and the multipliers that the page's script multiplies with the amount.</summary>
internal static class Calculator
{
    // Base64 of what is packed; newer tables first, as far as the page stays small enough to send by mail.
    private const int MostCharacters = 4_000_000;

    /// <summary>The section and its data; null where the run stored no multipliers.</summary>
    public static (PageSection Section, string Json)? Of(ReportData data)
    {
        if (data.Results.Find(MultiplierFiles.Name) is not { } table) return null;
        var byTable = ContractTable.FromTable(table);
        var kept = Packed(byTable);
        var tables = new JsonArray();
        var lists = new List<string>();
        var industries = new JsonArray();
        foreach (var (year, packed) in kept)
        {
            var list = new JsonArray(byTable[year].Industries
                .Select(i => (JsonNode)new JsonArray(i.Region.Code, StoredResults.Text(i.Sector.Code))).ToArray());
            var key = list.ToJsonString();
            if (!lists.Contains(key))
            {
                lists.Add(key);
                industries.Add(list);
            }

            tables.Add(new JsonObject
            {
                ["table"] = year, ["industries"] = lists.IndexOf(key), ["data"] = packed.ValueAdded,
                ["others"] = new JsonArray([.. packed.Others.Select(other => (JsonNode)new JsonArray(
                    StoredResults.Text(other.Of.Name), StoredResults.Text(other.Of.Unit), other.Of.Decimals, other.Data))]),
            });
        }

        var regions = byTable.Values.First().Regions;
        var json = new JsonObject
        {
            ["currency"] = data.Currency,
            ["closure"] = data.Closure,
            ["whole"] = ContractMultipliers.Whole,
            ["regions"] = new JsonArray(
                regions.Select(r => (JsonNode)new JsonArray(StoredResults.Text(r.Code), data.Country(r.Code))).ToArray()),
            ["industries"] = industries,
            ["sectors"] = new JsonObject(byTable.Values.SelectMany(m => m.Industries)
                .Select(i => StoredResults.Text(i.Sector.Code)).Distinct()
                .Select(code => KeyValuePair.Create(code, (JsonNode?)data.Sector(code)))),
            ["years"] = Years(data, kept),
            ["start"] = Start(data, byTable.Values.Last()),
            ["tables"] = tables,
        };
        return (new PageSection("calculator", "What would a contract bring?", Form(data, byTable, kept)),
            json.ToJsonString(HtmlText.Json));
    }

    /// <summary>Direct (n), product taxes (n), indirect (G × n), induced (G × n): zigzag varints, deflated, base64.</summary>
    internal static string Pack(ContractMultipliers m) =>
        Pack(m.Indicators[0], Enumerable.Range(0, m.Industries.Count).Select(m.ProductTaxes));

    private static string Pack(ContractIndicator m, IEnumerable<int> taxes)
    {
        var bytes = new MemoryStream();
        var (regions, n) = (m.Regions.Count, m.Industries.Count);
        for (var j = 0; j < n; j++) Put(m[Channel.Direct, m.Regions.IndexOf(m.Industries[j].Region), j]);
        foreach (var tax in taxes) Put(tax);
        foreach (var channel in new[] { Channel.Indirect, Channel.Induced })
        {
            for (var r = 0; r < regions; r++)
            {
                for (var j = 0; j < n; j++) Put(m[channel, r, j]);
            }
        }

        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            deflate.Write(bytes.GetBuffer(), 0, (int)bytes.Length);
        return Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);

        void Put(int value)
        {
            for (var rest = (uint)((value << 1) ^ (value >> 31)); ; rest >>= 7)
            {
                bytes.WriteByte((byte)((rest & 0x7f) | (rest > 0x7f ? 0x80u : 0)));
                if (rest <= 0x7f) break;
            }
        }
    }

    private static SortedDictionary<int, PackedTable> Packed(SortedDictionary<int, ContractMultipliers> byTable)
    {
        var kept = new SortedDictionary<int, PackedTable>();
        var room = MostCharacters;
        foreach (var (year, multipliers) in byTable.Reverse())
        {
            var packed = Pack(multipliers);
            room -= packed.Length;
            if (kept.Count > 0 && room < 0) break;
            kept[year] = new PackedTable(packed, []);
        }

        // the newest have the other indicators in any case, the rest as far as there is room
        foreach (var year in kept.Keys.Reverse().ToArray())
        {
            var others = byTable[year].Indicators.Skip(1).Select(i => (i, Pack(i, []))).ToArray();
            room -= others.Sum(other => other.Item2.Length);
            if (room < 0 && year != kept.Keys.Last()) break;
            kept[year] = kept[year] with { Others = others };
        }

        return kept;
    }

    /// <summary>What the page holds of a table.</summary>
    private sealed record PackedTable(string ValueAdded, (ContractIndicator Of, string Data)[] Others);

    private static JsonArray Years(ReportData data, SortedDictionary<int, PackedTable> kept)
    {
        var years = new JsonArray();
        var rates = new StoredYears(data.Results);
        foreach (var row in data.ByYear)
        {
            if (int.TryParse(row.Text("table_year"), out var table) && kept.ContainsKey(table))
                years.Add(new JsonArray(row.Text("year"), table, row.Text("extrapolated") == "yes",
                    ContractEffects.Rate(rates.TableMoneyPerUnit(row.Text("year"))).ToString(CultureInfo.InvariantCulture)));
        }

        return years;
    }

    // The page opens on the supplier country with the most orders and the sector with the most direct effect.
    private static JsonNode? Start(ReportData data, ContractMultipliers newest)
    {
        var country = data.Of("countries_all").OrderByDescending(r => r.Number("orders")).Select(r => r.Text("country"))
            .FirstOrDefault(c => newest.Industries.Any(i => i.Region.Code == c));
        var sector = data.Of("effects").Where(r => r.Text("indicator") == "valueAdded" && r.Text("channel") == "direct")
            .GroupBy(r => r.Text("sector"))
            .OrderByDescending(g => g.Sum(r => r.Number("value"))).FirstOrDefault()?.Key;
        return country is null || sector is null ? null : new JsonArray(country, sector);
    }

    private static IReadOnlyList<IPagePart> Form(ReportData data, SortedDictionary<int, ContractMultipliers> byTable,
        SortedDictionary<int, PackedTable> kept)
    {
        var missing = data.ByYear.Count(r => !int.TryParse(r.Text("table_year"), out var table) || !kept.ContainsKey(table));
        List<IPagePart> parts =
        [
            new Paragraph("Choose who would deliver what, and see where value added, jobs and the run's other "
                + "indicators would arise: at the supplier, along the supply chain, and through the wages spent on the way. The "
                + "multipliers are in this page, in whole numbers; “ioe explain” prints the same digits."),
            new Markup("""
                <form id="contract" class="calculator" hidden>
                <label>Year <select name="year"></select></label>
                <label>Supplier country <select name="country"></select></label>
                <label>Sector <select name="sector"></select></label>
                <label>Measured by <select name="indicator"></select></label>
                <label>Amount at basic prices
                    <span class="amount"><input name="amount" inputmode="decimal" autocomplete="off" value="1 000 000">
                    <span data-currency></span></span></label>
                </form>
                <div id="answer" aria-live="polite"></div>
                <noscript><p class="note">
                The calculator needs JavaScript; “ioe explain” answers the same questions.</p></noscript>

                """),
        ];
        var without = kept.Count(k => k.Value.Others.Length < byTable.Values.Max(m => m.Indicators.Count) - 1);
        if (without > 0)
            parts.Add(new Paragraph($"{Plural.Of(without, "older table")} {Plural.Noun(without, "has", "have")} value added "
                + "alone here, to keep the page small: ask “ioe explain” for the other indicators.", "note"));
        if (missing > 0)
            parts.Add(
                new Paragraph($"{missing} of {Plural.Of(data.ByYear.Count, "year")} {Plural.Noun(missing, "is", "are")} left out "
                    + $"to keep the page small ({Plural.Of(byTable.Count, "table")} {Plural.Noun(byTable.Count, "is", "are")} "
                    + "stored in multipliers.csv): ask “ioe explain” for them.", "note"));
        return parts;
    }
}
