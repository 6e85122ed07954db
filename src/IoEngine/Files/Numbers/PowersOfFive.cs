using System.Numerics;

namespace IoEngine.Files.Numbers;

/// <summary>5^q for q from −342 to 308 as 128-bit fractions, the factor of decimal to binary conversion.</summary>
/// <remarks>
/// Lemire, "Number parsing at a gigabyte per second" (2021), § 5: positive powers truncated, reciprocals rounded up.
/// The 651 pairs are computed once (about a millisecond) rather than listed, so that nothing can be mistyped.
/// </remarks>
internal static class PowersOfFive
{
    public const int Smallest = -342;
    public const int Largest = 308;

    private static readonly ulong[] Table = Build();

    /// <summary>High and low 64 bits of the normalised 5^<paramref name="q"/>.</summary>
    public static (ulong High, ulong Low) Get(int q)
    {
        var i = 2 * (q - Smallest);
        return (Table[i], Table[i + 1]);
    }

    private static ulong[] Build()
    {
        var table = new ulong[2 * (Largest - Smallest + 1)];
        var power = BigInteger.One;
        for (var q = 0; q <= Largest; q++, power *= 5) Store(table, q, TopBits(power));
        power = 5;
        for (var q = -1; q >= Smallest; q--, power *= 5)
        {
            var z = (int)power.GetBitLength();
            var bits = q >= -27 ? z + 127 : (2 * z) + 128;
            Store(table, q, TopBits((BigInteger.One << bits) / power + 1));
        }

        return table;
    }

    private static BigInteger TopBits(BigInteger value)
    {
        var excess = (int)value.GetBitLength() - 128;
        return excess >= 0 ? value >> excess : value << -excess;
    }

    private static void Store(ulong[] table, int q, BigInteger value)
    {
        table[2 * (q - Smallest)] = (ulong)(value >> 64);
        table[(2 * (q - Smallest)) + 1] = (ulong)(value & ulong.MaxValue);
    }
}
