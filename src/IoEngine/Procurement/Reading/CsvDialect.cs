using System.Text;

namespace IoEngine.Procurement;

/// <summary>How a file of delimited text is written. Immutable.</summary>
internal sealed record CsvDialect(Encoding Encoding, byte Delimiter, byte LineEnd, byte DecimalSign, bool Grouped, string[] Header)
{
    /// <summary>"delimiter ',', decimal sign '.', utf-8".</summary>
    public override string ToString() =>
        $"delimiter {(Delimiter == (byte)'\t' ? "tab" : $"'{(char)Delimiter}'")}, decimal sign '{(char)DecimalSign}', {Encoding.WebName}";

    /// <summary>The encoding by byte order mark, zero bytes of UTF-16, or validity as UTF-8 (else Windows-1252).</summary>
    public static Encoding DetectEncoding(ReadOnlySpan<byte> sample)
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
        return IsUtf8(sample) ? new UTF8Encoding(false) : CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    }

    /// <summary>Reads the header and the style of the amounts from the first bytes (UTF-8, without a byte order mark).</summary>
    public static CsvDialect Detect(ReadOnlySpan<byte> sample, Encoding encoding, OrderReadOptions options, out int headerEnd, out int headerLines)
    {
        var lineEnd = sample.Contains((byte)'\n') || !sample.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        var wanted = OrderColumnMap.Names(options.Columns);
        ReadOnlySpan<char> candidates = options.Delimiter is { } given ? [given] : [',', ';', '\t', '|'];
        var best = (Delimiter: (byte)candidates[0], Score: -1, Header: Array.Empty<string>(), End: 0, Lines: 0);
        foreach (var c in candidates)
        {
            var tokens = new CsvTokens((byte)c, lineEnd);
            var position = 0;
            var lines = 0;
            // Blank lines above the header are skipped.
            do
            {
                if (tokens.Next(sample, ref position) != RowStatus.Whole) break;
                lines += 1 + tokens.InnerLines;
            }
            while (tokens.IsBlank(sample) && position < sample.Length);
            var header = new string[tokens.Count];
            for (var i = 0; i < header.Length; i++) header[i] = Encoding.UTF8.GetString(tokens.Field(sample, i)).Trim();
            var score = (header.Count(h => wanted.Contains(h)) * 1000) + Math.Min(header.Length, 900);
            if (score > best.Score) best = ((byte)c, score, header, position, lines);
        }

        (headerEnd, headerLines) = (best.End, best.Lines);
        var (sign, grouped) = options.DecimalSign is { } s ? ((byte)s, true)
            : DetectDecimals(sample[best.End..], new CsvTokens(best.Delimiter, lineEnd), OrderColumnMap.Find(best.Header, options.Columns.Value));
        return new CsvDialect(encoding, best.Delimiter, lineEnd, sign, grouped, best.Header);
    }

    // Only amounts that can mean one thing vote: both signs present, or one sign not before exactly three digits.
    private static (byte Sign, bool Grouped) DetectDecimals(ReadOnlySpan<byte> rows, CsvTokens tokens, int column)
    {
        var (points, commas, groupedPoints, groupedCommas, position) = (0, 0, 0, 0, 0);
        while (column >= 0 && position < rows.Length)
        {
            if (tokens.Next(rows, ref position) != RowStatus.Whole || position == rows.Length || tokens.Count <= column) continue;
            var text = tokens.Field(rows, column).Trim(" \t"u8);
            var (dot, comma) = (text.LastIndexOf((byte)'.'), text.LastIndexOf((byte)','));
            if (dot < 0 && comma < 0) continue;
            var mark = Math.Max(dot, comma);
            var single = text.Count((byte)'.') + text.Count((byte)',') == 1;
            if (dot >= 0 && comma >= 0)
            {
                if (dot > comma) (points, groupedCommas) = (points + 1, groupedCommas + 1);
                else (commas, groupedPoints) = (commas + 1, groupedPoints + 1);
            }
            else if (single && text.Length - mark - 1 != 3)
            {
                if (dot >= 0) points++;
                else commas++;
            }
        }

        return commas > points ? ((byte)',', groupedPoints > 0 && points == 0) : ((byte)'.', groupedCommas > 0 && commas == 0);
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
