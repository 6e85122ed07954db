namespace IoEngine.Procurement;

/// <summary>From interned cells to the ledger: countries normalised, canonical order.</summary>
internal static class LedgerAssembly
{
    public static OrderLedger Of(OrderAccumulator from)
    {
        var countries = Texts(from.Countries, CountryBook.Default.Normalise);
        var codes = Texts(from.Codes);
        var schemes = Texts(from.Schemes);
        var naces = Texts(from.Naces);
        var currencies = Texts(from.Currencies);
        var contracts = Texts(from.Contracts);
        // Two spellings of one country make two keys that are one cell.
        var aliases = countries.Texts.Distinct().Count() < countries.Texts.Length;
        var cells = new OrderCell[from.Cells.Count];
        var keys = new SortKey[cells.Length];
        var n = 0;
        foreach (var (k, sum) in from.Cells)
        {
            keys[n] = new SortKey(
                ((ulong)(ushort)k.Year << 48) | ((ulong)(uint)countries.Rank[k.SupplierCountry] << 24) | (uint)schemes.Rank[k.Scheme],
                ((ulong)(uint)codes.Rank[k.Code] << 32) | (uint)naces.Rank[k.Nace],
                ((ulong)(uint)countries.Rank[k.OriginCountry] << 40) | ((ulong)(ushort)currencies.Rank[k.Currency] << 24) | ((ulong)(byte)(k.Band + 1) << 16) | (ulong)k.Flags,
                contracts.Rank[k.Contract]);
            cells[n++] = new OrderCell
            {
                Year = k.Year,
                RateYear = k.Year,
                SupplierCountry = countries.Texts[k.SupplierCountry],
                OriginCountry = countries.Texts[k.OriginCountry],
                Scheme = schemes.Texts[k.Scheme],
                Code = codes.Texts[k.Code],
                Nace = naces.Texts[k.Nace],
                Contract = contracts.Texts[k.Contract],
                Band = k.Band,
                Flags = k.Flags,
                Currency = currencies.Texts[k.Currency],
                Value = sum.Value,
                Number = sum.Number,
            };
        }

        if (aliases) cells = CellOrder.Merge(cells);
        else Array.Sort(keys, cells);
        return new OrderLedger(cells, new OrderBands(from.Options.ReportCurrency, from.Options.Bands), Suppliers(from, currencies.Texts));
    }

    private static SupplierLedger Suppliers(OrderAccumulator from, string[] currencies)
    {
        var suppliers = Texts(from.Suppliers);
        var rows = new SupplierYear[from.SupplierYears.Count];
        var keys = new long[rows.Length];
        var currencyRank = Ranks(currencies);
        var n = 0;
        foreach (var (k, sum) in from.SupplierYears)
        {
            keys[n] = ((long)suppliers.Rank[k.Supplier] << 32) | ((long)k.Year << 16) | (ushort)currencyRank[k.Currency];
            rows[n++] = new SupplierYear(suppliers.Texts[k.Supplier], k.Year, currencies[k.Currency], sum.Number, sum.Value);
        }

        Array.Sort(keys, rows);
        return new SupplierLedger(rows);
    }

    private static (string[] Texts, int[] Rank) Texts(ByteInterner interner, Func<string, string>? normalise = null)
    {
        var texts = new string[interner.Count];
        for (var i = 0; i < texts.Length; i++) texts[i] = normalise is null ? interner[i] : normalise(interner[i]);
        return (texts, Ranks(texts));
    }

    private static int[] Ranks(string[] texts)
    {
        var order = Enumerable.Range(0, texts.Length).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(texts[a], texts[b]));
        var rank = new int[texts.Length];
        for (var i = 0; i < order.Length; i++) rank[order[i]] = i > 0 && texts[order[i]] == texts[order[i - 1]] ? rank[order[i - 1]] : i;
        return rank;
    }

    /// <summary>Ranks instead of strings: the canonical order at the cost of comparing numbers.</summary>
    private readonly record struct SortKey(ulong A, ulong B, ulong C, int D) : IComparable<SortKey>
    {
        public int CompareTo(SortKey other)
        {
            var c = A.CompareTo(other.A);
            if (c == 0) c = B.CompareTo(other.B);
            if (c == 0) c = C.CompareTo(other.C);
            return c != 0 ? c : D.CompareTo(other.D);
        }
    }
}
