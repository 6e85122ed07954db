
namespace IoEngine.Procurement;

/// <summary>From interned cells to the ledger: countries normalised, canonical order.</summary>
internal static class LedgerAssembly
{
    public static OrderLedger Of(OrderAccumulator from)
    {
        var countries = Texts(from.Countries, from.Options.Countries.CountryOf);
        var codes = Texts(from.Codes);
        var schemes = Texts(from.Schemes);
        var naces = Texts(from.Naces);
        var currencies = Texts(from.Currencies);
        var contracts = Texts(from.Contracts);
        // Two spellings of one country make two keys that are one cell.
        var aliases = countries.Texts.Distinct().Count() < countries.Texts.Length;
        var log = from.SupplierYears;
        var suppliers = new SupplierLedger(() => Suppliers(log, currencies.Texts));
        var texts = new CellTexts(countries.Texts, schemes.Texts, codes.Texts, naces.Texts, currencies.Texts, contracts.Texts);
        var ranks = new CellRanks(countries.Rank, schemes.Rank, codes.Rank, naces.Rank, currencies.Rank, contracts.Rank);
        var tables = from.Cells.Years();
        var years = new (int, IReadOnlyList<OrderCell>)[tables.Count];
        Parallel.For(0, years.Length, y =>
        {
            var (year, table) = tables[y];
            table.Rearrange(ranks.Sort(table));
            years[y] = (year, new ReadCells(table, texts));
        });
        var cells = new LedgerCells(years);
        return new OrderLedger(aliases ? CellOrder.Merged(cells) : cells, new OrderBands(from.Options.ReportCurrency, from.Options.Bands), suppliers);
    }

    private static SupplierYear[] Suppliers(SupplierLog log, string[] currencies)
    {
        var names = new ByteInterner();
        var table = log.AddUp(names);
        var suppliers = Texts(names);
        var byName = Enumerable.Range(1, suppliers.Texts.Length - 1).ToArray();
        Array.Sort(byName, (a, b) => suppliers.Rank[a].CompareTo(suppliers.Rank[b]));
        var rows = new List<SupplierYear>(table.Count);
        var years = new List<(int Year, int Currency, Sum Sum)>();
        foreach (var s in byName)
        {
            table.Collect(s, years);
            years.Sort((a, b) => a.Year != b.Year ? a.Year.CompareTo(b.Year) : string.CompareOrdinal(currencies[a.Currency], currencies[b.Currency]));
            foreach (var (year, currency, sum) in years) rows.Add(new SupplierYear(suppliers.Texts[s], year, currencies[currency], sum.Number, sum.Value));
        }

        return rows.ToArray();
    }

    private static (string[] Texts, int[] Rank) Texts(ByteInterner interner, Func<string, string>? normalise = null)
    {
        var texts = new string[interner.Count];
        for (var i = 0; i < texts.Length; i++) texts[i] = normalise is null ? interner[i] : normalise(interner[i]);
        return (texts, Ranks(texts));
    }

    private static int[] Ranks(string[] texts)
    {
        var order = new int[texts.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => string.CompareOrdinal(texts[a], texts[b]));
        var rank = new int[texts.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i > 0 && texts[order[i]] == texts[order[i - 1]] ? rank[order[i - 1]] : i;
        return rank;
    }
}
