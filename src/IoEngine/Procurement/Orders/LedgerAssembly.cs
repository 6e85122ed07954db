using IoEngine.Places;
using IoEngine.Procurement.Ledger;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>From interned cells to the ledger: countries normalised, marks of no data emptied, canonical order.</summary>
internal static class LedgerAssembly
{
    public static OrderLedger Of(OrderAccumulator from)
    {
        var countries = Texts(from.Countries, CountriesOf(from).CountryOf);
        var codes = Texts(from.Codes, NoData.OrText);
        var schemes = Texts(from.Schemes, NoData.OrText);
        var naces = Texts(from.Naces, NoData.OrText);
        var currencies = Texts(from.Currencies);
        var contracts = Texts(from.Contracts);
        var one = OneKey(countries.Texts, schemes.Texts, codes.Texts, naces.Texts);
        var log = from.SupplierYears;
        var suppliers = new SupplierLedger(() => Suppliers(log, currencies.Texts));
        var texts = new CellTexts(countries.Texts, schemes.Texts, codes.Texts, naces.Texts, currencies.Texts, contracts.Texts);
        var ranks = new CellRanks(countries.Rank, schemes.Rank, codes.Rank, naces.Rank, currencies.Rank, contracts.Rank);
        var tables = from.Cells.Years();
        var years = new (int, IReadOnlyList<OrderCell>)[tables.Count];
        Parallel.For(0, years.Length, y =>
        {
            var (year, table) = tables[y];
            if (one is not null) table = table.Merged(one);
            table.Rearrange(ranks.Sort(table));
            years[y] = (year, new ReadCells(table, texts));
        });
        return new OrderLedger(new LedgerCells(years), new OrderBands(from.Options.ReportCurrency, from.Options.Bands),
            suppliers);
    }

    // Two spellings of one country, or of nothing, make two keys that are one cell. Null: there are none.
    private static Func<CellKey, CellKey>? OneKey(string[] countries, string[] schemes, string[] codes, string[] naces)
    {
        int[] country = First(countries), scheme = First(schemes), code = First(codes), nace = First(naces);
        if (IsEach(country) && IsEach(scheme) && IsEach(code) && IsEach(nace)) return null;
        return k => new CellKey(k.Year, k.Band, country[k.SupplierCountry], country[k.OriginCountry], scheme[k.Scheme],
            code[k.Code], nace[k.Nace], k.Currency, k.Contract, k.Flags);
    }

    // For each text the number of its first occurrence.
    private static int[] First(string[] texts)
    {
        var known = new Dictionary<string, int>(texts.Length, StringComparer.Ordinal);
        var first = new int[texts.Length];
        for (var i = 0; i < first.Length; i++) first[i] = known.TryAdd(texts[i], i) ? i : known[texts[i]];
        return first;
    }

    private static bool IsEach(int[] first)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] != i) return false;
        }

        return true;
    }

    /// <summary>The countries of the orders, supplier's and of origin alike.</summary>
    public static CountryColumn CountriesOf(OrderAccumulator from) =>
        new(Enumerable.Range(0, from.Countries.Count).Select(i => from.Countries[i]), from.Options.Countries);

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
            years.Sort(
                (a, b) => a.Year != b.Year ? a.Year.CompareTo(b.Year) : string.CompareOrdinal(currencies[a.Currency],
                    currencies[b.Currency]));
            foreach (var (year, currency, sum) in years)
                rows.Add(new SupplierYear(suppliers.Texts[s], year, currencies[currency], sum.Number, sum.Value));
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
        for (var i = 0; i < order.Length; i++)
            rank[order[i]] = i > 0 && texts[order[i]] == texts[order[i - 1]] ? rank[order[i - 1]] : i;
        return rank;
    }
}
