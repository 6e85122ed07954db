using System.Text;
using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>How the numbers of a described file are written.</summary>
internal sealed class CsvNumberStyle(TableSource source, string entry, CsvFile file, byte separator)
{
    /// <summary>Numbers that show their decimal sign, after which the rest of a file is taken to be like them.</summary>
    private const int Enough = 1000;

    private readonly DelimitedTokens tokens = new(separator, (byte)'\n');
    private NumberEvidence evidence;
    private (long Line, int Cell, string Text)? firstOpen;

    /// <summary>The style; null with a question among the findings where nothing shows it and it matters.</summary>
    /// <param name="headerLines">Lines above the numbers.</param>
    /// <param name="labels">Columns in front of the numbers.</param>
    /// <param name="column">The only column of numbers; null: all behind the labels.</param>
    /// <param name="findings">Receives the question.</param>
    public NumberStyle? Find(int headerLines, int labels, int? column, List<Finding> findings)
    {
        if (file.Decimal is { } stated) return NumberStyle.Stated(stated[0]);
        if (separator == (byte)',') return NumberStyle.Point;
        using var stream = source.Files.OpenRead(entry);
        var lines = new LineBlocks(stream, source.Files.PlaceOf(entry));
        for (var i = 0; i < headerLines; i++) lines.TakeLine();
        var block = new LineBlock();
        while (evidence.Points + evidence.Commas < Enough && lines.TryTakeBlock(block))
            Take(block, column ?? labels, column is null);
        if (evidence.Style is { IsDecided: true } shown) return shown;
        if (firstOpen is not { } open) return NumberStyle.Point;
        findings.Add(Finding.Error("TEXT-NUMBER-QUESTION",
            $"{source.Files.PlaceOf(entry)}, line {open.Line}, column {open.Cell + 1}",
            $"{Plural.Of(evidence.Open, "number")} could have decimals or groups of thousands.", $"'{open.Text}'",
            "a number in the file that shows which, such as 2.500,50 or 1234.5",
            "Say the decimal sign in the descriptor, beside the name of the file: \"decimal\": \",\"."));
        return null;
    }

    private void Take(LineBlock block, int from, bool all)
    {
        var text = block.Bytes;
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        var (position, line) = (0, (long)block.FirstLine);
        while (position < text.Length)
        {
            var isWhole = tokens.Next(text, ref position) == RowStatus.Whole;
            for (var cell = from; isWhole && cell < tokens.Count && (all || cell == from); cell++)
            {
                var field = tokens.Field(text, cell);
                if (!field.ContainsAny(".,"u8)) continue;
                var reading = NumberText.Read(field, NumberStyle.Undecided, plain);
                evidence.Add(reading);
                if (reading.Status == NumberStatus.Ambiguous) firstOpen ??= (line, cell, Encoding.UTF8.GetString(field));
            }

            line += 1 + tokens.InnerLines;
        }
    }
}
