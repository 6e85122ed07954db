using IoEngine.Places;
using IoEngine.Procurement.Ledger;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>From interned cells to the ledger: countries normalised, marks of no data emptied, canonical order.</summary>
internal static class LedgerAssembly
{
    /// <summary>The ledger of all workers' orders.</summary>
    public static OrderLedger Of(IReadOnlyList<OrderAccumulator> workers)
    {
        var texts = new CellTexts(workers, CountriesOf(workers).CountryOf);
        var years = Enumerable.Range(0, workers[0].Cells.Length).Where(y => workers.Any(w => w.Cells[y] is not null)).ToArray();
        var (cells, kept) = (new OrderCell[years.Length][], new KeptOrder[years.Length][]);
        var logs = Array.ConvertAll(years, y => workers.Select(w => w.Log?.Take(y + OrderDate.FirstYear)).ToArray());
        Parallel.For(0, years.Length, y =>
        {
            var (table, shared) = (new CellTable(), new int[workers.Count][]);
            for (var w = 0; w < workers.Count; w++)
            {
                if (workers[w].Cells[years[y]] is not { } own) continue;
                shared[w] = new int[own.Entries.Length];
                for (var e = 0; e < shared[w].Length; e++)
                {
                    ref readonly var entry = ref own.Entries[e];
                    ref var sum = ref table[shared[w][e] = table.At(texts.Shared(entry.Key, w))];
                    sum.Value += entry.Sum.Value;
                    sum.Number += entry.Sum.Number;
                }
            }

            var order = texts.Order.Sort(table.Entries);
            cells[y] = new OrderCell[order.Length];
            for (var c = 0; c < order.Length; c++)
            {
                ref readonly var entry = ref table.Entries[order[c]];
                var (value, number) = (entry.Sum.Value, ContractPeriod.Orders(entry.Sum.Number));
                cells[y][c] = texts.Described(entry.Key) with { Value = value, Number = number };
            }

            kept[y] = Kept(logs[y], shared, order);
        });
        var all = cells.SelectMany(c => c).ToArray();
        var (options, own) = (workers[0].Options, workers.Select(w => w.SupplierYears).ToArray());
        var numbers = options.KeepOrders ? Numbers(workers, all, cells, kept) : null;
        var suppliers = new SupplierLedger(() => Suppliers(own, texts.Currencies));
        return new OrderLedger(all, new OrderBands(options.ReportCurrency, options.Bands), suppliers,
            new OrderDimensions(options.Dimensions), numbers);
    }

    // In the order of records, whichever worker met them; their cells are positions among those of the year.
    private static KeptOrder[] Kept(List<KeptOrder>?[] logs, int[][] shared, int[] order)
    {
        if (logs[0] is null) return [];
        var position = new int[order.Length];
        for (var c = 0; c < order.Length; c++) position[order[c]] = c;
        var kept = new KeptOrder[logs.Sum(log => log!.Count)];
        var next = new int[logs.Length];
        for (var k = 0; k < kept.Length; k++)
        {
            var w = First(logs!, next);
            var own = logs[w]![next[w]++];
            kept[k] = own with { Log = w, Cell = position[shared[w][own.Cell]] };
        }

        return kept;
    }

    // Whose next order stands first in the files.
    private static int First(List<KeptOrder>[] logs, int[] next)
    {
        var first = -1;
        for (var w = 0; w < logs.Length; w++)
        {
            if (next[w] < logs[w].Count && (first < 0 || logs[w][next[w]].Place < logs[first][next[first]].Place)) first = w;
        }

        return first;
    }

    private static OrderNumbers Numbers(IReadOnlyList<OrderAccumulator> workers, OrderCell[] all, OrderCell[][] cells,
        KeptOrder[][] kept)
    {
        for (var c = 0; c < all.Length; c++) all[c] = all[c] with { Origin = c + 1 };
        var byYear = new Dictionary<int, KeptOrder[]>();
        var first = 0;
        for (var y = 0; y < cells.Length; y++)
        {
            foreach (ref var order in kept[y].AsSpan()) order = order with { Cell = order.Cell + first };
            byYear[cells[y][0].Year] = kept[y];
            first += cells[y].Length;
        }

        return new OrderNumbers(all, byYear, [.. workers.Select(w => w.Log!)]);
    }

    /// <summary>The countries of the orders, supplier's and of origin alike.</summary>
    public static CountryColumn CountriesOf(IReadOnlyList<OrderAccumulator> workers) =>
        new(workers.SelectMany(w => Enumerable.Range(0, w.Countries.Count).Select(i => w.Countries[i])).Distinct(),
            workers[0].Options.Countries);

    private static SupplierYear[] Suppliers(SupplierLog[] logs, FieldTexts currencies)
    {
        var names = new ByteInterner();
        var table = new SupplierTable();
        for (var w = 0; w < logs.Length; w++) logs[w].AddTo(table, names, currencies.NumberOf(w));
        var byName = Enumerable.Range(0, names.Count).ToArray();
        Array.Sort(new FieldTexts([names]).NumberOf(0), byName);
        var rows = new List<SupplierYear>(table.Count);
        var years = new List<(int Year, int Currency, Sum Sum)>();
        foreach (var s in byName.Skip(1)) // the first has no name
        {
            table.Collect(s, years);
            years.Sort((a, b) => a.Year != b.Year ? a.Year.CompareTo(b.Year) : a.Currency.CompareTo(b.Currency));
            foreach (var (year, currency, sum) in years)
                rows.Add(new SupplierYear(names[s], year, currencies.Texts[currency], sum.Number, sum.Value));
        }

        return rows.ToArray();
    }
}
