using System.Runtime.CompilerServices;

namespace IoEngine.Procurement;

/// <summary>What tells cells apart while reading: numbers of interned texts.</summary>
internal readonly record struct CellKey(
    short Year, short Band, int SupplierCountry, int OriginCountry, int Scheme, int Code, int Nace, int Currency, int Contract, OrderFlags Flags)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Mixed()
    {
        var a = ((ulong)(uint)Code << 32) | (uint)SupplierCountry;
        var b = ((ulong)(uint)Nace << 32) | ((ulong)(ushort)Year << 16) | ((ulong)(byte)Band << 8) | (ulong)Flags;
        var c = ((ulong)(uint)Currency << 48) ^ ((ulong)(uint)OriginCountry << 24) ^ ((ulong)(uint)Scheme << 12) ^ (uint)Contract;
        return ByteInterner.Mix((a * 0x9E3779B97F4A7C15UL) ^ b ^ (c * 0xA0761D6478BD642FUL));
    }
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

/// <summary>Sums by cell, a table a year: orders mostly come in the order of time, and the table of one year stays in the processor's cache.</summary>
internal sealed class CellTables
{
    private readonly SortedDictionary<int, CellTable> byYear = [];
    private CellTable last = new();
    private int lastYear = int.MinValue;

    /// <summary>The tables, by year.</summary>
    public IReadOnlyDictionary<int, CellTable> ByYear => byYear;

    /// <summary>Adds to a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in CellKey key, decimal value, long number)
    {
        if (key.Year != lastYear)
        {
            if (!byYear.TryGetValue(key.Year, out last!)) byYear[key.Year] = last = new CellTable();
            lastYear = key.Year;
        }

        last.Add(key, value, number);
    }
}

/// <summary>Sums by cell: open addressing, because every one of a million rows comes here.</summary>
internal sealed class CellTable
{
    private (uint Hash, int Entry)[] slots = new (uint, int)[1024];
    private (CellKey Key, Sum Sum)[] entries = new (CellKey, Sum)[512];

    /// <summary>Number of cells.</summary>
    public int Count { get; private set; }

    /// <summary>The cells in the order of their arrival.</summary>
    public ReadOnlySpan<(CellKey Key, Sum Sum)> Entries => entries.AsSpan(0, Count);

    /// <summary>Adds to a cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in CellKey key, decimal value, long number)
    {
        var hash = (uint)key.Mixed();
        var mask = slots.Length - 1;
        var slot = (int)hash & mask;
        while (slots[slot].Entry != 0)
        {
            if (slots[slot].Hash == hash && entries[slots[slot].Entry - 1].Key == key)
            {
                entries[slots[slot].Entry - 1].Sum.Add(value, number);
                return;
            }

            slot = (slot + 1) & mask;
        }

        if (Count == entries.Length) Array.Resize(ref entries, Count * 2);
        entries[Count] = (key, new Sum { Value = value, Number = number });
        slots[slot] = (hash, ++Count);
        if (Count * 2 > slots.Length) Grow();
    }

    private void Grow()
    {
        var old = slots;
        slots = new (uint, int)[old.Length * 2];
        foreach (var entry in old)
        {
            if (entry.Entry == 0) continue;
            var slot = (int)entry.Hash & (slots.Length - 1);
            while (slots[slot].Entry != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = entry;
        }
    }
}

/// <summary>Sums by supplier, year and currency: a chain a supplier, the latest year first, since orders mostly come in the order of time.</summary>
/// <remarks>
/// Only the first links of a chain are looked at: walking all of it for every first order of a year took a third of the reading time. A year that
/// is met again later makes a second link; <see cref="Collect"/> adds them up.
/// </remarks>
internal sealed class SupplierTable
{
    private const int Looked = 2;
    private int[] heads = new int[1024];
    private (int Next, short Year, int Currency, Sum Sum)[] entries = new (int, short, int, Sum)[2048];
    private int count;

    /// <summary>Most supplier-years that <see cref="Collect"/> can give.</summary>
    public int Count => count;

    /// <summary>Adds to a supplier's year.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
        entries[count] = (heads[supplier], (short)year, currency, new Sum { Value = value, Number = number });
        heads[supplier] = ++count;
    }

    /// <summary>Puts the years of a supplier into <paramref name="years"/>, in no particular order, each year and currency once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
}
