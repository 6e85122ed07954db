using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace IoEngine.Files.Numbers;

/// <summary>UTF-8 decimals to doubles without strings, correctly rounded: bit for bit what <c>double.Parse</c> gives.</summary>
/// <remarks>
/// Eight digits are read at a time. Up to 2⁵³ and 10^±22 one exact multiplication or division rounds correctly (Clinger, 1990);
/// otherwise the 128-bit product of Lemire (2021) decides; the rare cases that neither decides, more than 19 digits and subnormal
/// numbers go to <c>double.Parse</c>.
/// </remarks>
internal static class DecimalText
{
    private const ulong Zeros = 0x3030303030303030;

    private static readonly double[] TenTo =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
        1e22,
    ];

    private static ReadOnlySpan<ulong> WholeTenTo => [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Reads the number that is the whole of <paramref name="text"/>.</summary>
    /// <returns>False where the text is not a decimal number; an infinity where it is too large for a double.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        var position = 0;
        return TryRead(text, ref position, out value) && position == text.Length;
    }

    /// <summary>
    /// Reads the longest number that starts at <paramref name="position"/> and moves past it; on failure the position stays.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> text, ref int position, out double value, byte decimalSign = (byte)'.')
    {
        var p = position;
        var negative = false;
        if (p < text.Length && (text[p] == '-' || text[p] == '+')) negative = text[p++] == '-';
        ulong digits = 0;
        var first = p;
        p = ReadDigits(text, p, ref digits);
        var count = p - first;
        var exponent = 0;
        if (p < text.Length && text[p] == decimalSign)
        {
            var fraction = p + 1;
            p = ReadDigits(text, fraction, ref digits);
            exponent = fraction - p;
            count -= exponent;
        }

        value = 0;
        if (count == 0) return false;
        var exact = count <= 19 || SignificantDigits(text[first..p], decimalSign) <= 19;
        if (p < text.Length && (text[p] | 0x20) == 'e' && !TryReadExponent(text, ref p, ref exponent)) return false;
        if (!exact || !TryScale(digits, exponent, out value)) return Slowly(text, ref position, p, decimalSign, out value);
        if (negative) value = -value;
        position = p;
        return true;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, int p, ref ulong digits)
    {
        while (p + 8 <= text.Length)
        {
            var t = BinaryPrimitives.ReadUInt64LittleEndian(text[p..]) ^ Zeros;
            // A byte that was a digit is now 0…9; adding 0x76 sets the high bit of every other one. Carries only reach bytes
            // behind the first such byte, which is the only one that counts.
            var others = ((t + 0x7676767676767676) | t) & 0x8080808080808080;
            var n = BitOperations.TrailingZeroCount(others) >> 3;
            if (n == 0) return p;
            digits = (digits * WholeTenTo[n]) + EightDigits(t << (64 - (8 * n)));
            p += n;
            if (n < 8) return p;
        }

        for (; p < text.Length && (uint)(text[p] - '0') <= 9; p++) digits = (10 * digits) + (uint)(text[p] - '0');
        return p;
    }

    /// <summary>
    /// The value of eight digits, the first in the lowest byte: neighbours are joined to pairs, fours and eight.
    /// </summary>
    private static ulong EightDigits(ulong t)
    {
        t = (t * 10) + (t >> 8);
        var odd = (t & 0x000000FF000000FF) * 0x000F424000000064;
        var even = ((t >> 16) & 0x000000FF000000FF) * 0x0000271000000001;
        return (odd + even) >> 32;
    }

    private static int SignificantDigits(ReadOnlySpan<byte> mantissa, byte decimalSign)
    {
        var count = 0;
        foreach (var b in mantissa)
        {
            if (b != decimalSign && (count > 0 || b != '0')) count++;
        }

        return count;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, ref int position, ref int exponent)
    {
        var p = position + 1;
        var negative = false;
        if (p < text.Length && (text[p] == '-' || text[p] == '+')) negative = text[p++] == '-';
        var first = p;
        var e = 0;
        for (; p < text.Length && (uint)(text[p] - '0') <= 9; p++) e = Math.Min((10 * e) + (text[p] - '0'), 100_000);
        if (p == first) return false;
        exponent += negative ? -e : e;
        position = p;
        return true;
    }

    private static bool Slowly(ReadOnlySpan<byte> text, ref int position, int end, byte decimalSign, out double value)
    {
        var number = text[position..end];
        if (decimalSign != '.')
        {
            var plain = number.ToArray();
            plain.AsSpan().Replace(decimalSign, (byte)'.');
            number = plain;
        }

        if (!double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return false;
        position = end;
        return true;
    }

    /// <summary>digits · 10^exponent, correctly rounded; false where this way can't tell.</summary>
    private static bool TryScale(ulong digits, int exponent, out double value)
    {
        if (digits <= 1UL << 53 && exponent is >= -22 and <= 22)
        {
            value = exponent < 0 ? digits / TenTo[-exponent] : digits * TenTo[exponent];
            return true;
        }

        value = 0;
        if (digits == 0) return true;
        return exponent is >= PowersOfFive.Smallest and <= PowersOfFive.Largest && TryRound(digits, exponent, out value);
    }

    private static bool TryRound(ulong digits, int q, out double value)
    {
        value = 0;
        var shift = BitOperations.LeadingZeroCount(digits);
        var w = digits << shift;
        var (powerHigh, powerLow) = PowersOfFive.Get(q);
        var high = Math.BigMul(w, powerHigh, out var low);
        if ((high & 0x1FF) == 0x1FF)
        {
            // The 64-bit factor leaves the rounding open: bring in the next 64 bits of the power.
            var more = Math.BigMul(w, powerLow, out _);
            low += more;
            if (low < more) high++;
            if (low == ulong.MaxValue && q is < -27 or > 55) return false;
        }

        var top = (int)(high >> 63);
        var mantissa = high >> (top + 9);
        var biased = ((217706 * q) >> 16) + 63 + top - shift + 1023;
        if (biased <= 0) return false;
        // an exact tie
        if (low <= 1 && q is >= -4 and <= 23 && (mantissa & 3) == 1 && mantissa << (top + 9) == high) mantissa &= ~1UL;
        mantissa += mantissa & 1;
        mantissa >>= 1;
        if (mantissa >= 1UL << 53)
        {
            mantissa = 1UL << 52;
            biased++;
        }

        if (biased >= 0x7FF) return false;
        value = BitConverter.UInt64BitsToDouble((mantissa & ((1UL << 52) - 1)) | ((ulong)biased << 52));
        return true;
    }
}
