using System.Buffers;

namespace IoEngine.Texts;

/// <summary>
/// How a file of delimited text is laid out: what separates its cells and rows, and where its header is. Immutable.
/// </summary>
/// <param name="Delimiter">Between cells.</param>
/// <param name="LineEnd">Behind rows: LF, or CR in a file without LF.</param>
/// <param name="Header">
/// Names of the columns, without blanks around them and characters that have no width; that of R's row names is empty.
/// </param>
/// <param name="HeaderLine">Line of the header, from 1.</param>
/// <param name="RowsAt">Position of the first row behind the header.</param>
/// <param name="RowsLine">Line of that row.</param>
/// <param name="Preamble">Lines with text above the header.</param>
/// <param name="IsNaEmpty">
/// Whether the letters NA without quotes stand for nothing, as R writes them where it quotes texts.
/// </param>
internal sealed record DelimitedDialect(byte Delimiter, byte LineEnd, string[] Header, int HeaderLine, int RowsAt, int RowsLine,
    int Preamble, bool IsNaEmpty)
{
    private const int RowsSeen = 200;

    /// <summary>"delimiter ';'".</summary>
    public string DelimiterText =>
        Delimiter switch { (byte)'\t' => "delimiter tab", (byte)' ' => "delimiter blank", var d => $"delimiter '{(char)d}'" };

    /// <summary>What splits text of this dialect.</summary>
    public DelimitedTokens Tokens() => new(Delimiter, LineEnd, IsNaEmpty);

    /// <summary>Finds out from the first bytes of a file.</summary>
    /// <param name="sample">UTF-8 without a byte order mark.</param>
    /// <param name="wanted">Names of columns that are looked for: they show the header and the delimiter.</param>
    /// <param name="delimiter">
    /// The delimiter where it is known; null: comma, semicolon, tab, bar or blank, unless a first line "sep=" says it.
    /// </param>
    public static DelimitedDialect Detect(ReadOnlySpan<byte> sample, IReadOnlySet<string> wanted, char? delimiter)
    {
        var lineEnd = sample.Contains((byte)'\n') || !sample.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
        var start = StatedDelimiter(sample, lineEnd, out var stated);
        ReadOnlySpan<char> candidates = (delimiter ?? stated) is { } given ? [given] : [',', ';', '\t', '|', ' '];
        var best = default(HeaderRow);
        foreach (var c in candidates)
        {
            var found = HeaderRow.Find(sample[start..], (byte)c, lineEnd, wanted);
            // Blanks are in names too: they separate only where that finds columns.
            if (best.Cells is null || (found.Score > best.Score && (c != ' ' || found.Hits > 1))) best = found;
        }

        var above = start > 0 ? 1 : 0;
        var rows = sample[(start + best.End)..];
        var quoting = Quoting.Of(rows, new DelimitedTokens(best.Delimiter, lineEnd), best.Cells!.Length, best.IsQuoted);
        string[] header = quoting.HasRowNames ? ["", .. best.Cells] : best.Cells;
        return new(best.Delimiter, lineEnd, header, above + best.Line, start + best.End, above + best.EndLine, best.Above,
            quoting.IsNaEmpty);
    }

    /// <summary>A name without blanks around it and characters that have no width.</summary>
    public static string CleanName(string name)
    {
        name = name.Trim();
        return name.AsSpan().IndexOfAny(Invisible) < 0 ? name : string.Concat(name.Where(c => !Invisible.Contains(c))).Trim();
    }

    private static readonly SearchValues<char> Invisible =
        SearchValues.Create("\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF");

    // The line "sep=;" with which Excel is told the delimiter: where the next line begins, or 0.
    private static int StatedDelimiter(ReadOnlySpan<byte> sample, byte lineEnd, out char? delimiter)
    {
        delimiter = null;
        var end = sample.IndexOf(lineEnd);
        if (end is < 0 or > 16) return 0;
        var line = sample[..end].TrimEnd((byte)'\r').Trim((byte)'"');
        if (line.Length != 5 || !System.Text.Ascii.EqualsIgnoreCase(line[..4], "sep="u8)) return 0;
        delimiter = (char)line[4];
        return end + 1;
    }

    /// <summary>The row of a sample that is its header, as one delimiter cuts it.</summary>
    private readonly record struct HeaderRow(byte Delimiter, string[] Cells, bool IsQuoted, int Hits, int Line, int Above,
        int End, int EndLine)
    {
        private const int RowsSearched = 40;

        /// <summary>Names that were looked for, then cells.</summary>
        public int Score => (Hits * 1000) + Math.Min(Cells.Length, 900);

        /// <summary>The first row that is not blank, unless one further below has more of the names, two at least.</summary>
        public static HeaderRow Find(ReadOnlySpan<byte> sample, byte delimiter, byte lineEnd, IReadOnlySet<string> wanted)
        {
            var tokens = new DelimitedTokens(delimiter, lineEnd);
            var best = new HeaderRow(delimiter, [], false, 0, 1, 0, 0, 1);
            var (position, line, above) = (0, 1, 0);
            for (var row = 0; row < RowsSearched && position < sample.Length; row++)
            {
                var status = tokens.Next(sample, ref position);
                var first = line;
                line += 1 + tokens.InnerLines;
                if (status == RowStatus.Whole && tokens.IsBlank(sample)) continue;
                if (status == RowStatus.Whole)
                {
                    var cells = Names(sample, tokens);
                    var hits = cells.Distinct(StringComparer.OrdinalIgnoreCase).Count(wanted.Contains);
                    if (best.Cells.Length == 0 || (hits > 1 && hits > best.Hits))
                        best = new(delimiter, cells, AreQuoted(tokens), hits, first, above, position, line);
                }

                above++;
            }

            return best;
        }

        private static string[] Names(ReadOnlySpan<byte> sample, DelimitedTokens tokens)
        {
            var cells = new string[tokens.Count];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = CleanName(System.Text.Encoding.UTF8.GetString(tokens.Field(sample, i)));
            return cells;
        }

        private static bool AreQuoted(DelimitedTokens tokens)
        {
            for (var i = 0; i < tokens.Count; i++)
            {
                if (!tokens.IsQuoted(i)) return false;
            }

            return true;
        }
    }

    /// <summary>What the quotes of the first rows tell: R quotes names and texts, and nothing else.</summary>
    private readonly record struct Quoting(bool HasRowNames, bool IsNaEmpty)
    {
        public static Quoting Of(ReadOnlySpan<byte> rows, DelimitedTokens tokens, int columns, bool isHeaderQuoted)
        {
            var (position, seen, named, textsQuoted, firstQuoted) = (0, 0, 0, isHeaderQuoted, isHeaderQuoted);
            for (; seen < RowsSeen && position < rows.Length;)
            {
                if (tokens.Next(rows, ref position) != RowStatus.Whole || tokens.IsBlank(rows)) continue;
                seen++;
                if (tokens.Count == columns + 1) named++;
                firstQuoted &= tokens.IsQuoted(0);
                for (var i = 0; i < tokens.Count && textsQuoted; i++)
                    textsQuoted = tokens.IsQuoted(i) || IsNoText(tokens.Field(rows, i));
            }

            return new(seen > 0 && named == seen && (firstQuoted || tokens.Delimiter == (byte)' '), seen > 0 && textsQuoted);
        }

        private static bool IsNoText(ReadOnlySpan<byte> cell) =>
            cell.IsEmpty || cell[0] is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.'
                || cell.SequenceEqual("NA"u8) || cell.SequenceEqual("TRUE"u8) || cell.SequenceEqual("FALSE"u8)
                || cell.SequenceEqual("NaN"u8) || cell.SequenceEqual("Inf"u8);
    }
}
