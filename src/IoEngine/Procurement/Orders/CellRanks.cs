using System.Numerics;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// The canonical order of cells whose keys hold the ranks of their texts: numbers are compared, packed into as few bits as they
/// need. Made of the numbers of texts.
/// </summary>
internal sealed class CellRanks(int countries, int schemes, int codes, int naces, int currencies, int contracts, int dimensions)
{
    private const int BandBits = 8, FlagBits = 3, RateBits = 8;

    // In the order in which they decide.
    private readonly int countryBits = Bits(countries);
    private readonly int schemeBits = Bits(schemes);
    private readonly int codeBits = Bits(codes);
    private readonly int naceBits = Bits(naces);
    private readonly int currencyBits = Bits(currencies);
    private readonly int contractBits = Bits(contracts);
    private readonly int dimensionBits = Bits(dimensions);

    /// <summary>Positions of the cells of a year in canonical order.</summary>
    public int[] Sort(ReadOnlySpan<CellEntry> entries)
    {
        var entryBits = BitOperations.Log2((uint)entries.Length) + 1;
        var bits = (2 * countryBits) + schemeBits + codeBits + naceBits + currencyBits + BandBits + FlagBits + RateBits
            + contractBits + dimensionBits + 2 + entryBits;
        var order = new int[entries.Length];
        if (bits <= 64) SortPacked(entries, order, entryBits);
        else SortWide(entries, order);
        return order;
    }

    // Key and position in one number, which the framework sorts fastest.
    private void SortPacked(ReadOnlySpan<CellEntry> entries, int[] order, int entryBits)
    {
        var keys = new ulong[entries.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var k = ref entries[i].Key;
            var key = (ulong)k.SupplierCountry;
            key = (key << schemeBits) | (uint)k.Scheme;
            key = (key << codeBits) | (uint)k.Code;
            key = (key << naceBits) | (uint)k.Nace;
            key = (key << countryBits) | (uint)k.OriginCountry;
            key = (key << currencyBits) | (uint)k.Currency;
            key = (key << BandBits) | (byte)(k.Band + 1);
            key = (key << FlagBits) | (uint)k.Flags;
            key = (key << RateBits) | (uint)(k.RateYear - OrderDate.FirstYear);
            key = (key << contractBits) | (uint)k.Contract;
            key = (key << dimensionBits) | (uint)k.Dimensions;
            key = (key << 2) | (k.HasPeriod ? 2u : 0u) | (k.IsCredit ? 1u : 0u);
            keys[i] = (key << entryBits) | (uint)i;
        }

        keys.AsSpan().Sort();
        var mask = (1UL << entryBits) - 1;
        for (var i = 0; i < keys.Length; i++) order[i] = (int)(keys[i] & mask);
    }

    private static void SortWide(ReadOnlySpan<CellEntry> entries, int[] order)
    {
        var keys = new WideKey[entries.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var k = ref entries[i].Key;
            keys[i] = new WideKey(
                ((ulong)(uint)k.SupplierCountry << 32) | (uint)k.Scheme,
                ((ulong)(uint)k.Code << 32) | (uint)k.Nace,
                ((ulong)(uint)k.OriginCountry << 32) | (uint)k.Currency,
                ((ulong)(byte)(k.Band + 1) << 48) | ((ulong)k.Flags << 32) | (uint)k.RateYear,
                ((ulong)(uint)k.Contract << 32) | (uint)k.Dimensions, k.HasPeriod, k.IsCredit);
            order[i] = i;
        }

        keys.AsSpan().Sort(order.AsSpan());
    }

    private static int Bits(int count) => count <= 1 ? 0 : BitOperations.Log2((uint)count - 1) + 1;

    private readonly record struct WideKey(ulong A, ulong B, ulong C, ulong D, ulong E, bool HasPeriod, bool IsCredit)
        : IComparable<WideKey>
    {
        public int CompareTo(WideKey other)
        {
            if (A != other.A) return A < other.A ? -1 : 1;
            if (B != other.B) return B < other.B ? -1 : 1;
            if (C != other.C) return C < other.C ? -1 : 1;
            if (D != other.D) return D < other.D ? -1 : 1;
            if (E != other.E) return E < other.E ? -1 : 1;
            return HasPeriod != other.HasPeriod ? HasPeriod.CompareTo(other.HasPeriod) : IsCredit.CompareTo(other.IsCredit);
        }
    }
}
