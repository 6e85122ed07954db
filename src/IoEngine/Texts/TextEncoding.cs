using System.Text;

namespace IoEngine.Texts;

/// <summary>Tells how a text file is encoded.</summary>
internal static class TextEncoding
{
    /// <summary>Windows-1252: what western European systems write that know no Unicode.</summary>
    public static Encoding Western => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>The encoding by byte order mark, zero bytes of UTF-16, or validity as UTF-8 (else Windows-1252).</summary>
    public static Encoding Detect(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return new UTF8Encoding(true);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0])) return new UTF32Encoding(false, true);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return new UnicodeEncoding(false, true);
        if (sample.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return new UnicodeEncoding(true, true);
        var (even, odd, half) = (0, 0, Math.Min(sample.Length, 4096) / 2);
        for (var i = 0; i < half; i++)
        {
            if (sample[2 * i] == 0) even++;
            if (sample[(2 * i) + 1] == 0) odd++;
        }

        if (half > 4 && odd * 10 > half * 4 && even * 10 < half) return new UnicodeEncoding(false, false);
        if (half > 4 && even * 10 > half * 4 && odd * 10 < half) return new UnicodeEncoding(true, false);
        return IsUtf8(sample) ? new UTF8Encoding(false) : Western;
    }

    /// <summary>The bytes of a whole file as UTF-8 without a byte order mark.</summary>
    public static byte[] ToUtf8(byte[] bytes)
    {
        var encoding = Detect(bytes);
        var mark = bytes.AsSpan().StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        return encoding is UTF8Encoding ? bytes[mark..] : Encoding.Convert(encoding, Encoding.UTF8, bytes, mark,
            bytes.Length - mark);
    }

    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        // The sample may end inside a character.
        for (var cut = 0; cut <= 3 && cut <= sample.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(sample[..^cut])) return true;
        }

        return false;
    }
}
