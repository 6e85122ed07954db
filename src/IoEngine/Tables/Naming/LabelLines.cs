using System.Text;
using IoEngine.Files;
using IoEngine.Texts;

namespace IoEngine.Tables.Naming;

/// <summary>
/// A file of labels without header: tab-separated, with or without a last tab; UTF-8, or Latin 1 where it is not.
/// </summary>
internal static class LabelLines
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The cells of each line, trimmed; an error where a line has fewer than <paramref name="cells"/>.</summary>
    public static List<string[]> Read(TableSource source, string entry, int cells, List<Finding> findings)
    {
        var place = source.Files.PlaceOf(entry);
        var lines = new List<string[]>();
        var text = Decode(source.Files.ReadAll(entry), place, findings).Split('\n');
        var last = text.Length;
        while (last > 0 && text[last - 1].Trim().Length == 0) last--;
        for (var i = 0; i < last; i++)
        {
            var parts = DelimitedTokens.Split(Encoding.UTF8.GetBytes(text[i].TrimEnd('\r', '\t')), (byte)'\t')
                .Select(c => c.Trim()).ToArray();
            if (parts.Length >= cells && parts.Take(cells).All(p => p.Length > 0)) lines.Add(parts);
            else if (findings.Count < 50)
                findings.Add(Finding.Error("LABEL-LINE", $"{place}, line {i + 1}", "A line of labels is not complete.",
                    $"'{text[i].Trim()}'", $"{cells} cells separated by tabs", "Restore the line."));
        }

        if (last == 0)
            findings.Add(Finding.Error("LABEL-LINE", place, "There are no labels.", "an empty file", "a line a row",
                "Restore the file."));
        return lines;
    }

    private static string Decode(byte[] bytes, string place, List<Finding> findings)
    {
        try
        {
            return Strict.GetString(JsonText.WithoutMark(bytes).Span);
        }
        catch (DecoderFallbackException)
        {
            findings.Add(Finding.Info("TEXT-ENCODING", place, "The labels are not UTF-8 and were read as Latin 1.", "other bytes",
                "UTF-8"));
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
