using System.Globalization;
using System.Text;
using IoEngine.Files.Numbers;

namespace IoEngine.Tests.Files;

public class DecimalTextTests
{
    private const int Numbers = 1_500_000;

    [Test]
    public void Random_doubles_of_any_bits_round_trip_bit_for_bit()
    {
        var random = new Random(1);
        Span<byte> text = stackalloc byte[64];
        for (var i = 0; i < Numbers; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(value)) continue;
            value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
            Check(text[..length], value);
        }
    }

    [Test]
    public void Random_decimals_as_tables_have_them_are_what_the_system_parses()
    {
        var random = new Random(2);
        Span<byte> text = stackalloc byte[96];
        for (var i = 0; i < Numbers; i++)
        {
            var length = RandomDecimal(random, text, maxDigits: 1 + random.Next(24), maxExponent: random.Next(4) == 0 ? 345 : 30);
            Check(text[..length], double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    [Test]
    public void Halfways_between_neighbours_are_rounded_as_the_system_does()
    {
        // Exact ties and their neighbours in the 17th digit are where a parser that is not exact fails.
        var random = new Random(3);
        for (var i = 0; i < 200_000; i++)
        {
            var whole = (1L << 53) + random.NextInt64(1L << 53);
            foreach (var text in new[] { $"{whole}", $"{whole}e{random.Next(-30, 30)}", $"{whole}.5", $"0.{whole}", $"{whole}00000000000000001" })
            {
                var bytes = Encoding.ASCII.GetBytes(text);
                Check(bytes, double.Parse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture));
            }
        }
    }

    [TestCase("0")]
    [TestCase("-0")]
    [TestCase("+1.5")]
    [TestCase(".5")]
    [TestCase("5.")]
    [TestCase("1e22")]
    [TestCase("1e23")]
    [TestCase("9007199254740993")]
    [TestCase("9007199254740992.5")]
    [TestCase("4.9406564584124654e-324")]
    [TestCase("2.2250738585072011e-308")]
    [TestCase("2.2250738585072014e-308")]
    [TestCase("1.7976931348623157e308")]
    [TestCase("1.7976931348623159e308")]
    [TestCase("1e400")]
    [TestCase("-1e400")]
    [TestCase("1e-400")]
    [TestCase("0e999999999999")]
    [TestCase("1e-999999999999")]
    [TestCase("0.00000000000000000000000000000000000000000000012345678901234567")]
    [TestCase("123456789012345678901234567890.123456789012345678901234567890")]
    [TestCase("7450580596923828125e-27")]
    public void Corners_are_what_the_system_parses(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        Check(bytes, double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("+.")]
    [TestCase("e5")]
    [TestCase("1e")]
    [TestCase("1e+")]
    [TestCase("1.5x")]
    [TestCase("1 000")]
    [TestCase("1,5")]
    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("--1")]
    [TestCase("1.2.3")]
    [TestCase("0x1F")]
    [TestCase("١٢")]
    public void What_is_not_a_number_is_refused(string text) => Assert.That(DecimalText.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);

    [Test]
    public void Reading_stops_behind_the_number()
    {
        var text = "12.5\t-3e2;9"u8;
        var position = 0;
        Assert.That(DecimalText.TryRead(text, ref position, out var first) && first == 12.5 && position == 4, Is.True);
        position = 5;
        Assert.That(DecimalText.TryRead(text, ref position, out var second) && second == -300 && position == 9, Is.True);
        position = 4;
        Assert.That(DecimalText.TryRead(text, ref position, out _), Is.False);
        Assert.That(position, Is.EqualTo(4), "a failed read does not move");
    }

    private static void Check(ReadOnlySpan<byte> text, double expected)
    {
        var read = DecimalText.TryParse(text, out var value);
        if (!read || BitConverter.DoubleToInt64Bits(value) != BitConverter.DoubleToInt64Bits(expected))
            Assert.Fail($"'{Encoding.ASCII.GetString(text)}': {(read ? value.ToString("R", CultureInfo.InvariantCulture) : "refused")}, expected {expected:R}");
    }

    private static int RandomDecimal(Random random, Span<byte> text, int maxDigits, int maxExponent)
    {
        var n = 0;
        if (random.Next(3) == 0) text[n++] = (byte)'-';
        var point = random.Next(-1, maxDigits);
        for (var d = 0; d < maxDigits; d++)
        {
            text[n++] = (byte)('0' + random.Next(10));
            if (d == point) text[n++] = (byte)'.';
        }

        if (random.Next(2) == 0) return n;
        text[n++] = (byte)(random.Next(2) == 0 ? 'e' : 'E');
        random.Next(-maxExponent, maxExponent + 1).TryFormat(text[n..], out var written, default, CultureInfo.InvariantCulture);
        return n + written;
    }
}
