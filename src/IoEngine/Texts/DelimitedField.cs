using System.Text;

namespace IoEngine.Texts;

/// <summary>
/// One field of a line of delimited text, for readers that look at numbers before they cut: the quotes are those of
/// <see cref="DelimitedTokens"/>.
/// </summary>
internal static class DelimitedField
{
    /// <summary>
    /// Where the field that starts at <paramref name="position"/> ends: at its delimiter or at the line feed (or the end).
    /// </summary>
    public static int End(ReadOnlySpan<byte> text, int position, byte delimiter)
    {
        var p = position;
        while (p < text.Length && text[p] == ' ') p++;
        if (p < text.Length && text[p] == '"')
        {
            var line = text[p..];
            if (line.IndexOf((byte)'\n') is var end and >= 0) line = line[..end];
            p += DelimitedTokens.CloseQuote(line, 1) is var close and > 0 ? close + 1 : line.Length;
        }

        var rest = text[p..].IndexOfAny(delimiter, (byte)'\n');
        return rest < 0 ? text.Length : p + rest;
    }

    /// <summary>
    /// The content of a field: without surrounding blanks, carriage return and quotes (doubled quotes inside stay doubled).
    /// </summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> field)
    {
        var content = field.Trim(" \r"u8);
        return content.Length >= 2 && content[0] == '"' && content[^1] == '"' ? content[1..^1] : content;
    }

    /// <summary>The content of a field as text.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        var text = Encoding.UTF8.GetString(Content(field));
        return field.Contains((byte)'"') ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }
}
