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
        var cells = new OrderCell[years.Length][];
        Parallel.For(0, years.Length, y =>
        {
            var table = new CellTable();
            for (var w = 0; w < workers.Count; w++)
            {
                if (workers[w].Cells[years[y]] is not { } own) continue;
                foreach (ref readonly var entry in own.Entries)
                {
                    ref var sum = ref table[texts.Shared(entry.Key, w)];
                    sum.Value += entry.Sum.Value;
                    sum.Number += entry.Sum.Number;
                }
            }

            var order = texts.Order.Sort(table.Entries);
            cells[y] = new OrderCell[order.Length];
            for (var c = 0; c < order.Length; c++)
            {
                ref readonly var entry = ref table.Entries[order[c]];
                cells[y][c] = texts.Described(entry.Key) with { Value = entry.Sum.Value, Number = entry.Sum.Number };
            }
        });
        var logs = workers.Select(w => w.SupplierYears).ToArray();
        return new OrderLedger([.. cells.SelectMany(c => c)], new OrderBands(workers[0].Options.ReportCurrency,
            workers[0].Options.Bands), new SupplierLedger(() => Suppliers(logs, texts.Currencies)),
            new OrderDimensions(workers[0].Options.Dimensions));
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
