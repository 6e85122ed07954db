using System.Numerics;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// The canonical order of cells at the cost of comparing numbers: ranks instead of texts, packed into as few bits as they need.
/// </summary>
internal sealed class CellRanks(int[] countries, int[] schemes, int[] codes, int[] naces, int[] currencies, int[] contracts)
{
    private const int BandBits = 8, FlagBits = 3;

    // In the order in which they decide.
    private readonly int countryBits = Bits(countries);
    private readonly int schemeBits = Bits(schemes);
    private readonly int codeBits = Bits(codes);
    private readonly int naceBits = Bits(naces);
    private readonly int currencyBits = Bits(currencies);
    private readonly int contractBits = Bits(contracts);

    /// <summary>Positions of the cells of a year in canonical order.</summary>
    public int[] Sort(CellTable entries)
    {
        var entryBits = BitOperations.Log2((uint)entries.Count) + 1;
        var bits = (2 * countryBits) + schemeBits + codeBits + naceBits + currencyBits + BandBits + FlagBits + contractBits
            + entryBits;
        var order = new int[entries.Count];
        if (bits <= 64) SortPacked(entries, order, entryBits);
        else SortWide(entries, order);
        return order;
    }

    // Key and position in one number, which the framework sorts fastest.
    private void SortPacked(CellTable entries, int[] order, int entryBits)
    {
        var keys = new ulong[entries.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var k = ref entries[i].Key;
            var key = (ulong)countries[k.SupplierCountry];
            key = (key << schemeBits) | (uint)schemes[k.Scheme];
            key = (key << codeBits) | (uint)codes[k.Code];
            key = (key << naceBits) | (uint)naces[k.Nace];
            key = (key << countryBits) | (uint)countries[k.OriginCountry];
            key = (key << currencyBits) | (uint)currencies[k.Currency];
            key = (key << BandBits) | (byte)(k.Band + 1);
            key = (key << FlagBits) | (uint)k.Flags;
            key = (key << contractBits) | (uint)contracts[k.Contract];
            keys[i] = (key << entryBits) | (uint)i;
        }

        keys.AsSpan().Sort();
        var mask = (1UL << entryBits) - 1;
        for (var i = 0; i < keys.Length; i++) order[i] = (int)(keys[i] & mask);
    }

    private void SortWide(CellTable entries, int[] order)
    {
        var keys = new WideKey[entries.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            ref readonly var k = ref entries[i].Key;
            keys[i] = new WideKey(
                ((ulong)(uint)countries[k.SupplierCountry] << 32) | (uint)schemes[k.Scheme],
                ((ulong)(uint)codes[k.Code] << 32) | (uint)naces[k.Nace],
                ((ulong)(uint)countries[k.OriginCountry] << 32) | (uint)currencies[k.Currency],
                ((ulong)(byte)(k.Band + 1) << 48) | ((ulong)k.Flags << 32) | (uint)contracts[k.Contract]);
            order[i] = i;
        }

        keys.AsSpan().Sort(order.AsSpan());
    }

    private static int Bits(int[] ranks) => ranks.Length <= 1 ? 0 : BitOperations.Log2((uint)ranks.Length - 1) + 1;

    private readonly record struct WideKey(ulong A, ulong B, ulong C, ulong D) : IComparable<WideKey>
    {
        public int CompareTo(WideKey other)
        {
            if (A != other.A) return A < other.A ? -1 : 1;
            if (B != other.B) return B < other.B ? -1 : 1;
            return C != other.C ? C < other.C ? -1 : 1 : D.CompareTo(other.D);
        }
    }
}
