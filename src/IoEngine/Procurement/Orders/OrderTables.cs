using System.Runtime.CompilerServices;
using IoEngine.Files.Lines;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// What tells cells apart while reading: numbers of interned texts, packed so that two keys are compared in four steps.
/// </summary>
internal readonly struct CellKey
{
    private readonly ulong codeAndCountry;
    private readonly ulong naceAndOrigin;
    private readonly ulong schemeAndContract;
    private readonly ulong rest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellKey(int year, int band, int supplierCountry, int originCountry, int scheme, int code, int nace, int currency,
        int contract, OrderFlags flags)
    {
        codeAndCountry = Pair(code, supplierCountry);
        naceAndOrigin = Pair(nace, originCountry);
        schemeAndContract = Pair(scheme, contract);
        rest = Pair(currency, (year << 16) | ((byte)band << 8) | (int)flags);
    }

    public int Code => (int)(codeAndCountry >> 32);

    public int SupplierCountry => (int)codeAndCountry;

    public int Nace => (int)(naceAndOrigin >> 32);

    public int OriginCountry => (int)naceAndOrigin;

    public int Scheme => (int)(schemeAndContract >> 32);

    public int Contract => (int)schemeAndContract;

    public int Currency => (int)(rest >> 32);

    public int Year => (int)rest >> 16;

    // One byte, of which 255 stands for −1.
    public int Band => (((int)(rest >> 8) + 1) & 0xFF) - 1;

    public OrderFlags Flags => (OrderFlags)(byte)rest;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(in CellKey other) =>
        codeAndCountry == other.codeAndCountry && naceAndOrigin == other.naceAndOrigin && rest == other.rest
            && schemeAndContract == other.schemeAndContract;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Mixed() => TextHash.Mix((codeAndCountry * 0x9E3779B97F4A7C15UL) ^ naceAndOrigin
        ^ (((schemeAndContract << 24) ^ rest) * 0xA0761D6478BD642FUL));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(int high, int low) => ((ulong)(uint)high << 32) | (uint)low;
}

/// <summary>Exact value and number of orders.</summary>
internal struct Sum
{
    public decimal Value;
    public long Number;

    public void Add(decimal value, long number)
    {
        Value += value;
        Number += number;
    }
}

/// <summary>A cell in the making.</summary>
internal struct CellEntry
{
    public CellKey Key;
    public Sum Sum;
}

/// <summary>
/// Sums by cell, a table a year: orders mostly come in the order of time, and the table of one year stays in the processor's
/// cache.
/// </summary>
internal sealed class CellTables
{
    private readonly CellTable?[] byYear = new CellTable?[OrderDate.LastYear - OrderDate.FirstYear + 1];
    private CellTable last = new();
    private int lastYear = int.MinValue;

    /// <summary>The tables of years with orders, ascending.</summary>
    public List<(int Year, CellTable Table)> Years()
    {
        var years = new List<(int, CellTable)>();
        for (var y = 0; y < byYear.Length; y++)
        {
            if (byYear[y] is { } table) years.Add((OrderDate.FirstYear + y, table));
        }

        return years;
    }

    /// <summary>
    /// Takes over another's cells, their keys changed by <paramref name="map"/>; the other must not be used any more.
    /// </summary>
    public void Merge(CellTables other, Func<CellKey, CellKey> map)
    {
        Parallel.For(0, byYear.Length, y =>
        {
            if (other.byYear[y] is not { } table) return;
            table.Map(map);
            if (byYear[y] is not { } own)
            {
                byYear[y] = table;
                return;
            }

            own.MakeFindable();
            for (var e = 0; e < table.Count; e++) own.Add(table[e].Key, table[e].Sum.Value, table[e].Sum.Number);
        });
    }

    /// <summary>Adds to a cell.</summary>
    public void Add(in CellKey key, decimal value, long number)
    {
        if (key.Year != lastYear)
        {
            last = byYear[key.Year - OrderDate.FirstYear] ??= new CellTable();
            last.MakeFindable();
            lastYear = key.Year;
        }

        last.Add(key, value, number);
    }
}

/// <summary>Sums by cell: open addressing, because every one of a million rows comes here.</summary>
internal sealed class CellTable
{
    private const int ChunkBits = 11, Chunk = 1 << ChunkBits;

    private HashSlots slots = new(4096);
    private bool isFindable = true;

    // Grows without copying: what is written once stays where it is.
    private CellEntry[][] chunks = new CellEntry[4][];

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>A cell, in the order of their arrival.</summary>
    public ref CellEntry this[int entry] => ref chunks[entry >> ChunkBits][entry & (Chunk - 1)];

    /// <summary>Adds to a cell; after <see cref="Map"/> only once <see cref="MakeFindable"/> was called.</summary>
    public void Add(in CellKey key, decimal value, long number)
    {
        var hash = key.Mixed();
        var slot = slots.Start(hash);
        for (int known; (known = slots.Next(hash, ref slot)) >= 0;)
        {
            ref var entry = ref this[known];
            if (!entry.Key.Is(key)) continue;
            entry.Sum.Add(value, number);
            return;
        }

        if (Count >> ChunkBits == chunks.Length) Array.Resize(ref chunks, chunks.Length * 2);
        chunks[Count >> ChunkBits] ??= new CellEntry[Chunk];
        this[Count] = new CellEntry { Key = key, Sum = new Sum { Value = value, Number = number } };
        slots.Put(slot, hash, Count++);
        if (slots.IsTight(Count)) Fill(times: 4);
    }

    /// <summary>Changes all keys; different keys must stay different.</summary>
    public void Map(Func<CellKey, CellKey> map)
    {
        for (var e = 0; e < Count; e++) this[e].Key = map(this[e].Key);
        isFindable = false;
    }

    /// <summary>A table in which cells are one whose keys <paramref name="map"/> makes equal.</summary>
    public CellTable Merged(Func<CellKey, CellKey> map)
    {
        var merged = new CellTable();
        for (var e = 0; e < Count; e++) merged.Add(map(this[e].Key), this[e].Sum.Value, this[e].Sum.Number);
        return merged;
    }

    /// <summary>
    /// Puts the entry at <c>order[i]</c> at position i, in place; <paramref name="order"/> is used up, and nothing can be added
    /// any more.
    /// </summary>
    public void Rearrange(int[] order)
    {
        slots = default;
        for (var i = 0; i < order.Length; i++)
        {
            // Around one circle of entries, each of which goes to where the one before was.
            var first = this[i];
            var to = i;
            while (order[to] != i)
            {
                var from = order[to];
                this[to] = this[from];
                order[to] = to;
                to = from;
            }

            this[to] = first;
            order[to] = to;
        }
    }

    /// <summary>
    /// Puts the cells where their changed keys are looked for: most tables are only read after <see cref="Map"/>.
    /// </summary>
    public void MakeFindable()
    {
        if (!isFindable) Fill(times: 1);
        isFindable = true;
    }

    private void Fill(int times)
    {
        slots.Clear(times);
        for (var e = 0; e < Count; e++) slots.Add(this[e].Key.Mixed(), e);
    }
}

/// <summary>
/// Sums by supplier, year and currency: a chain a supplier, the latest year first, since orders mostly come in the order of time.
/// </summary>
/// <remarks>
/// Only the first links of a chain are looked at: walking all of it for every first order of a year took a third of the reading
/// time. A year that is met again later makes a second link; <see cref="Collect"/> adds them up.
/// </remarks>
internal sealed class SupplierTable
{
    private const int Looked = 2;
    private int[] heads = new int[1024];
    private Link[] entries = new Link[2048];
    private int count;

    /// <summary>Most supplier-years that <see cref="Collect"/> can give.</summary>
    public int Count => count;

    /// <summary>Adds to a supplier's year.</summary>
    public void Add(int supplier, int year, int currency, decimal value, long number)
    {
        if (supplier >= heads.Length) Array.Resize(ref heads, Math.Max(supplier + 1, heads.Length * 2));
        var link = heads[supplier];
        for (var looked = 0; link != 0 && looked < Looked; looked++)
        {
            ref var entry = ref entries[link - 1];
            if (entry.Year == year && entry.Currency == currency)
            {
                entry.Sum.Add(value, number);
                return;
            }

            link = entry.Next;
        }

        if (count == entries.Length) Array.Resize(ref entries, count * 2);
        entries[count] = new Link
        {
            Next = heads[supplier], Year = (short)year, Currency = currency, Sum = new Sum { Value = value, Number = number },
        };
        heads[supplier] = ++count;
    }

    /// <summary>
    /// Puts the years of a supplier into <paramref name="years"/>, in no particular order, each year and currency once.
    /// </summary>
    public void Collect(int supplier, List<(int Year, int Currency, Sum Sum)> years)
    {
        years.Clear();
        for (var link = supplier < heads.Length ? heads[supplier] : 0; link != 0; link = entries[link - 1].Next)
        {
            ref readonly var entry = ref entries[link - 1];
            var (year, currency) = (entry.Year, entry.Currency);
            var at = years.Count - 1;
            while (at >= 0 && (years[at].Year != year || years[at].Currency != currency)) at--;
            if (at < 0) years.Add((year, currency, entry.Sum));
            else
            {
                var sum = years[at].Sum;
                sum.Add(entry.Sum.Value, entry.Sum.Number);
                years[at] = (year, currency, sum);
            }
        }
    }

    private struct Link
    {
        public int Next;
        public short Year;
        public int Currency;
        public Sum Sum;
    }
}
