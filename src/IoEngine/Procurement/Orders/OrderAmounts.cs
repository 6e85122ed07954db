using System.Text;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>How the amounts of a whole file of orders are written, and what is said about it.</summary>
internal static class OrderAmounts
{
    /// <summary>What the amounts at the beginning of a file show.</summary>
    /// <param name="rows">Rows behind the header.</param>
    /// <param name="isWhole">Whether these are all; else the last row may go on behind them.</param>
    /// <param name="dialect">How the file is laid out.</param>
    /// <param name="column">Where the amounts are; negative: nowhere.</param>
    public static NumberStyle StyleOf(ReadOnlySpan<byte> rows, bool isWhole, DelimitedDialect dialect, int column)
    {
        var tokens = dialect.Tokens();
        var evidence = default(NumberEvidence);
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        var position = 0;
        while (column >= 0 && position < rows.Length)
        {
            if (tokens.Next(rows, ref position) != RowStatus.Whole || (!isWhole && position == rows.Length)
                || tokens.Count <= column)
                continue;
            var cell = tokens.Field(rows, column);
            if (cell.ContainsAny(".,-"u8)) evidence.Add(NumberText.Read(cell, NumberStyle.Undecided, plain));
        }

        return evidence.Style;
    }

    /// <summary>Takes the rows that waited for the style of the whole file; the style.</summary>
    public static NumberStyle Settle(IReadOnlyList<CsvOrderParser> parsers, NumberStyle style)
    {
        if (style.IsDecided) return style;
        style = All(parsers).Style;
        foreach (var parser in parsers) parser.Settle(style);
        return style;
    }

    /// <summary>Asks what the amounts leave open.</summary>
    /// <param name="parsers">Who has read the file.</param>
    /// <param name="style">The style by which they read.</param>
    /// <param name="isStated">Whether somebody has stated it.</param>
    /// <param name="path">The file.</param>
    /// <param name="findings">Receives the questions.</param>
    public static void Report(IReadOnlyList<CsvOrderParser> parsers, NumberStyle style, bool isStated, string path,
        List<Finding> findings)
    {
        var evidence = All(parsers);
        if (!isStated && style.IsDecided && evidence.Style is { IsDecided: true } shown && shown.DecimalSign != style.DecimalSign
            && evidence.Open > 0)
        {
            findings.Add(Finding.Error("ORDERS-AMOUNT-SIGN", path,
                $"The first amounts have '{(char)style.DecimalSign}' before their decimals, most others "
                    + $"'{(char)shown.DecimalSign}'.",
                $"{evidence.Points} with a decimal point, {evidence.Commas} with a decimal comma, {evidence.Open} that both "
                    + "readings fit", "one decimal sign in a file", Cure));
        }

        Ask(parsers.SelectMany(p => p.Questions), parsers.Sum(p => p.QuestionCount), path, findings);
    }

    /// <summary>Asks for the decimal sign of amounts that two readings fit.</summary>
    /// <param name="questions">Rows and texts, the first of each worker.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="path">The file.</param>
    /// <param name="findings">Receives the question.</param>
    public static void Ask(IEnumerable<(long Line, string Text)> questions, long count, string path, List<Finding> findings)
    {
        if (count == 0) return;
        var first = questions.OrderBy(q => q.Line).Take(5).ToList();
        findings.Add(Finding.Warning("ORDERS-AMOUNT-QUESTION",
            string.Join("; ", first.Select(q => OrderReader.Place(path, q.Line))),
            $"{Plural.Of(count, "amount")} could have a decimal or a thousands sign: left out.",
            string.Join("; ", first.Select(q => $"'{q.Text}'")) + (count > first.Count ? "; …" : ""),
            "an amount in the file that shows which, such as 2.500,50 or 1,234.5", Cure));
    }

    /// <summary>"delimiter ',', decimal sign '.', utf-8".</summary>
    public static string Describe(DelimitedDialect dialect, NumberStyle style, Encoding encoding) =>
        $"{dialect.DelimiterText}, decimal sign '{(char)(style.IsDecided ? style.DecimalSign : (byte)'.')}', {encoding.WebName}";

    private const string Cure = "Say the decimal sign under orders.dialect.decimal.";

    private static NumberEvidence All(IReadOnlyList<CsvOrderParser> parsers)
    {
        var all = default(NumberEvidence);
        foreach (var parser in parsers) all.Add(parser.Evidence);
        return all;
    }
}
