using System.Runtime.CompilerServices;

namespace IoEngine.Texts;

/// <summary>How a row ended.</summary>
internal enum RowStatus
{
    /// <summary>A whole row.</summary>
    Whole,

    /// <summary>
    /// Text after a closing quote: only the first physical line is taken as the row, so that the next one is read afresh.
    /// </summary>
    Malformed,

    /// <summary>A quote is open at the end of the bytes.</summary>
    Open,
}

/// <summary>Splits bytes of delimited text (UTF-8, RFC 4180 quotes) into rows and fields.</summary>
/// <remarks>
/// A quote opens a field only as its first character; elsewhere it is text. A closing quote must be followed by a delimiter or a
/// line end.
/// </remarks>
/// <param name="delimiter">What separates fields.</param>
/// <param name="lineEnd">What ends rows.</param>
/// <param name="isNaEmpty">Whether NA outside quotes is an empty field.</param>
internal sealed class DelimitedTokens(byte delimiter, byte lineEnd, bool isNaEmpty = false)
{
    private const byte Quote = (byte)'"';
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private bool[] quoted = new bool[32];
    private byte[] scratch = new byte[256];

    /// <summary>What separates fields.</summary>
    public byte Delimiter => delimiter;

    /// <summary>Fields of the last row.</summary>
    public int Count { get; private set; }

    /// <summary>Line ends inside the last row's quotes.</summary>
    public int InnerLines { get; private set; }

    /// <summary>Reads the row that begins at <paramref name="position"/>, and moves the position behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowStatus Next(ReadOnlySpan<byte> text, ref int position)
    {
        var start = position;
        var i = position;
        var marks = new ByteMarks(text, delimiter, lineEnd);
        Count = 0;
        InnerLines = 0;
        while (true)
        {
            if (Count == starts.Length) Widen();
            if (i < text.Length && text[i] == Quote)
            {
                var end = CloseQuote(text, i + 1);
                if (end < 0) return Broken(text, start, ref position, RowStatus.Open);
                InnerLines += text[(i + 1)..end].Count(lineEnd);
                var after = end + 1;
                if (after < text.Length && text[after] == (byte)'\r' && lineEnd == (byte)'\n') after++;
                if (after < text.Length && text[after] != delimiter && text[after] != lineEnd)
                    return Broken(text, start, ref position, RowStatus.Malformed);
                (starts[Count], ends[Count], quoted[Count]) = (i + 1, end, true);
                i = after;
            }
            else
            {
                var end = marks.Next(i);
                (starts[Count], ends[Count], quoted[Count]) = (i, end, false);
                i = end;
            }

            Count++;
            if (i < text.Length && text[i] == delimiter)
            {
                i++;
                continue;
            }

            var last = Count - 1;
            if (!quoted[last] && ends[last] > starts[last] && text[ends[last] - 1] == (byte)'\r') ends[last]--;
            position = i < text.Length ? i + 1 : i;
            return RowStatus.Whole;
        }
    }

    /// <summary>A field of the last row, without its quotes. Valid until the next call.</summary>
    /// <param name="text">The text that the row is in.</param>
    /// <param name="index">Number of the field; negative: there is none.</param>
    /// <param name="otherwise">What stands for a field that there is not.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, int index, ReadOnlySpan<byte> otherwise = default)
    {
        if (index < 0) return otherwise;
        var field = text[starts[index]..ends[index]];
        if (quoted[index]) return field.Contains(Quote) ? Unescape(field) : field;
        return isNaEmpty && field.SequenceEqual("NA"u8) ? [] : field;
    }

    /// <summary>Whether a field of the last row stands in quotes.</summary>
    public bool IsQuoted(int index) => quoted[index];

    /// <summary>Whether all fields of the last row are empty.</summary>
    public bool IsBlank(ReadOnlySpan<byte> text) =>
        Count == 1 && !quoted[0] && text[starts[0]..ends[0]].Trim(" \t"u8).Length == 0;

    /// <summary>Whether the fields from <paramref name="from"/> on are empty.</summary>
    public bool AreEmpty(ReadOnlySpan<byte> text, int from)
    {
        for (var i = from; i < Count; i++)
        {
            if (text[starts[i]..ends[i]].Trim(" \t"u8).Length > 0) return false;
        }

        return true;
    }

    /// <summary>End of the last whole row, or 0: what may be handed on while more bytes are to come.</summary>
    /// <param name="text">Bytes that begin with a row.</param>
    /// <param name="openAt">Where the unfinished row begins if a quote is open in it, else −1.</param>
    public int LastRowEnd(ReadOnlySpan<byte> text, out int openAt)
    {
        openAt = -1;
        var row = 0;
        while (true)
        {
            // Without a quote ahead every line end ends a row.
            var quote = text[row..].IndexOf(Quote);
            if (quote < 0) return row + text[row..].LastIndexOf(lineEnd) + 1;
            row += text.Slice(row, quote).LastIndexOf(lineEnd) + 1;
            var next = row;
            var status = Next(text, ref next);
            if (status == RowStatus.Open)
            {
                openAt = row;
                return row;
            }

            // A row that touches the end may go on in the next bytes.
            if (next == text.Length && text[^1] != lineEnd) return row;
            row = next;
            if (row == text.Length) return row;
        }
    }

    /// <summary>The quote that closes what begins behind an opening one, or −1; two stand for one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CloseQuote(ReadOnlySpan<byte> text, int from)
    {
        var i = from;
        while (true)
        {
            var next = text[i..].IndexOf(Quote);
            if (next < 0) return -1;
            i += next;
            if (i + 1 == text.Length || text[i + 1] != Quote) return i;
            i += 2;
        }
    }

    /// <summary>
    /// The cells of one line as text, without blanks around them; a line with a stray quote is cut at every delimiter.
    /// </summary>
    public static string[] Split(ReadOnlySpan<byte> line, byte delimiter)
    {
        var tokens = new DelimitedTokens(delimiter, (byte)'\n');
        var position = 0;
        if (tokens.Next(line, ref position) != RowStatus.Whole)
            return [.. System.Text.Encoding.UTF8.GetString(line).TrimEnd('\r').Split((char)delimiter).Select(c => c.Trim(' '))];
        var cells = new string[tokens.Count];
        for (var i = 0; i < cells.Length; i++) cells[i] = System.Text.Encoding.UTF8.GetString(tokens.Field(line, i)).Trim(' ');
        return cells;
    }

    /// <summary>
    /// The delimiter of a table by one of its lines: the most frequent of tab, semicolon and comma outside quotes.
    /// </summary>
    public static byte DelimiterOf(ReadOnlySpan<byte> line)
    {
        Span<int> counts = stackalloc int[3];
        var quoted = false;
        foreach (var b in line)
        {
            if (b == Quote) quoted = !quoted;
            else if (!quoted && "\t;,"u8.IndexOf(b) is var which and >= 0) counts[which]++;
        }

        return counts[0] >= counts[1] && counts[0] >= counts[2] ? (byte)'\t' : counts[1] >= counts[2] ? (byte)';' : (byte)',';
    }

    private RowStatus Broken(ReadOnlySpan<byte> text, int start, ref int position, RowStatus status)
    {
        var line = text[start..].IndexOf(lineEnd);
        position = line < 0 ? text.Length : start + line + 1;
        Count = 0;
        InnerLines = 0;
        return status;
    }

    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> field)
    {
        if (scratch.Length < field.Length) scratch = new byte[field.Length * 2];
        var n = 0;
        for (var i = 0; i < field.Length; i++)
        {
            scratch[n++] = field[i];
            if (field[i] == Quote) i++;
        }

        return scratch.AsSpan(0, n);
    }

    private void Widen()
    {
        Array.Resize(ref starts, starts.Length * 2);
        Array.Resize(ref ends, ends.Length * 2);
        Array.Resize(ref quoted, quoted.Length * 2);
    }
}
