using System.Text;

namespace IoEngine.Files;

/// <summary>Cells of one line of delimited text: quotes, spaces around unquoted cells, and which separator a file uses.</summary>
internal static class DelimitedCells
{
    /// <summary>The separator of a file by its first line: the most frequent of tab, semicolon and comma outside quotes.</summary>
    public static byte DetectSeparator(ReadOnlySpan<byte> line)
    {
        Span<int> counts = stackalloc int[3];
        var quoted = false;
        foreach (var b in line)
        {
            if (b == '"') quoted = !quoted;
            else if (quoted) continue;
            else if (b == '\t') counts[0]++;
            else if (b == ';') counts[1]++;
            else if (b == ',') counts[2]++;
        }

        if (counts[0] >= counts[1] && counts[0] >= counts[2]) return (byte)'\t';
        return counts[1] >= counts[2] ? (byte)';' : (byte)',';
    }

    /// <summary>Where the cell that starts at <paramref name="position"/> ends: at its separator or at the line feed (or the end).</summary>
    public static int EndOfCell(ReadOnlySpan<byte> text, int position, byte separator)
    {
        var p = position;
        while (p < text.Length && text[p] == ' ') p++;
        if (p < text.Length && text[p] == '"')
        {
            p++;
            while (p < text.Length && text[p] != '\n')
            {
                if (text[p++] != '"') continue;
                if (p < text.Length && text[p] == '"') p++;
                else break;
            }
        }

        var rest = text[p..].IndexOfAny(separator, (byte)'\n');
        return rest < 0 ? text.Length : p + rest;
    }

    /// <summary>The content of a cell: without surrounding spaces, carriage return and quotes (doubled quotes inside stay doubled).</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> cell)
    {
        var content = cell.Trim(" \r"u8);
        return content.Length >= 2 && content[0] == '"' && content[^1] == '"' ? content[1..^1] : content;
    }

    /// <summary>The content of a cell as text.</summary>
    public static string Text(ReadOnlySpan<byte> cell)
    {
        var content = Content(cell);
        var text = Encoding.UTF8.GetString(content);
        return cell.Contains((byte)'"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    /// <summary>All cells of a line as text.</summary>
    public static string[] Split(ReadOnlySpan<byte> line, byte separator)
    {
        var cells = new List<string>();
        var p = 0;
        while (true)
        {
            var end = EndOfCell(line, p, separator);
            cells.Add(Text(line[p..end]));
            if (end >= line.Length) return [.. cells];
            p = end + 1;
        }
    }

    /// <summary>Number of cells of the line that starts at <paramref name="position"/> and ends at the next line feed.</summary>
    public static int Count(ReadOnlySpan<byte> text, int position, byte separator)
    {
        var count = 1;
        var p = position;
        while (true)
        {
            p = EndOfCell(text, p, separator);
            if (p >= text.Length || text[p] == '\n') return count;
            count++;
            p++;
        }
    }
}
