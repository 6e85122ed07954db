using System.Runtime.CompilerServices;
using IoEngine.Files.Lines;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// What tells cells apart while reading: numbers of interned texts, packed so that two keys are compared in five steps.
/// </summary>
internal readonly struct CellKey
{
    private readonly ulong codeAndCountry;
    private readonly ulong naceAndOrigin;
    private readonly ulong schemeAndContract;
    private readonly ulong rest;
    private readonly ulong dimensionAndRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellKey(int year, int band, int supplierCountry, int originCountry, int scheme, int code, int nace, int currency,
        int contract, OrderFlags flags, int dimensions, int rateYear, bool hasPeriod,
        bool isCredit = false)
    {
        codeAndCountry = Pair(code, supplierCountry);
        naceAndOrigin = Pair(nace, originCountry);
        schemeAndContract = Pair(scheme, contract);
        rest = Pair(currency, (year << 16) | ((byte)band << 8) | (int)flags);
        dimensionAndRate = Pair(dimensions, (rateYear << 2) | (isCredit ? 2 : 0) | (hasPeriod ? 1 : 0));
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

    public int Dimensions => (int)(dimensionAndRate >> 32);

    public int RateYear => (int)dimensionAndRate >> 2;

    public bool HasPeriod => (dimensionAndRate & 1) != 0;

    // Credit notes have cells of their own where single orders are kept.
    public bool IsCredit => (dimensionAndRate & 2) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(in CellKey other) =>
        codeAndCountry == other.codeAndCountry && naceAndOrigin == other.naceAndOrigin && rest == other.rest
            && schemeAndContract == other.schemeAndContract && dimensionAndRate == other.dimensionAndRate;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Mixed() => TextHash.Mix((codeAndCountry * 0x9E3779B97F4A7C15UL) ^ naceAndOrigin
        ^ (((schemeAndContract << 24) ^ rest) * 0xA0761D6478BD642FUL) ^ (dimensionAndRate * 0xE7037ED1A0B428DBUL));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(int high, int low) => ((ulong)(uint)high << 32) | (uint)low;
}

/// <summary>Exact value and number of orders; cells count orders in <see cref="ContractPeriod.WholeOrder"/>s.</summary>
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

/// <summary>Sums by cell: open addressing, because every one of a million rows comes here.</summary>
internal sealed class CellTable
{
    private HashSlots slots = new(4096);
    private CellEntry[] entries = new CellEntry[256];
    private int count;

    /// <summary>The cells, in the order of their arrival.</summary>
    public ReadOnlySpan<CellEntry> Entries => entries.AsSpan(0, count);

    /// <summary>The sum of a cell, to add to before the next cell is asked for; zero at first.</summary>
    public ref Sum this[in CellKey key] => ref entries[At(key)].Sum;

    /// <summary>The sum of a cell that <see cref="At"/> found.</summary>
    public ref Sum this[int position] => ref entries[position].Sum;

    /// <summary>Position of a cell among the <see cref="Entries"/>; a new one at first.</summary>
    public int At(in CellKey key)
    {
        var hash = key.Mixed();
        var slot = slots.Start(hash);
        for (int known; (known = slots.Next(hash, ref slot)) >= 0;)
        {
            if (entries[known].Key.Is(key)) return known;
        }

        if (count == entries.Length) Array.Resize(ref entries, count * 2);
        entries[count].Key = key;
        slots.Put(slot, hash, count++);
        if (slots.IsTight(count)) Spread();
        return count - 1;
    }

    private void Spread()
    {
        slots.Clear(times: 4);
        for (var e = 0; e < count; e++) slots.Add(entries[e].Key.Mixed(), e);
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
