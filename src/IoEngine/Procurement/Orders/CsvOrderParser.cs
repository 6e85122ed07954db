using System.Runtime.CompilerServices;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>Whole rows of a file, as bytes of UTF-8.</summary>
internal sealed record RowBlock(byte[] Bytes, int Length, long FirstLine);

/// <summary>Turns blocks of rows into orders of an accumulator. Not safe for concurrent use.</summary>
/// <remarks>
/// Rows whose amount two readings fit wait, where nothing has shown the style yet, until the whole file has been seen:
/// <see cref="Settle"/>.
/// </remarks>
internal sealed class CsvOrderParser(string path, int file, DelimitedDialect dialect, NumberStyle style, OrderColumnMap map,
    OrderAccumulator into)
{
    private readonly DelimitedTokens tokens = new(dialect.Delimiter, dialect.LineEnd);
    private readonly FieldRules rules = new(into);
    private readonly bool isNaEmpty = dialect.IsNaEmpty;
    private readonly List<(byte[] Row, long Line)> waiting = [];
    private Amount amounts = new(style);
    private NumberEvidence evidence;
    private bool waits = !style.IsDecided;

    public long Rows { get; private set; }

    public List<RejectedOrder> Rejected { get; } = [];

    /// <summary>What the amounts so far show of their style.</summary>
    public NumberEvidence Evidence => evidence;

    /// <summary>Lines and texts of amounts that two readings fit, the first ones.</summary>
    public List<(long Line, string Text)> Questions { get; } = [];

    /// <summary>Number of such amounts.</summary>
    public long QuestionCount { get; private set; }

    /// <summary>Parses all rows of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Parse(RowBlock block)
    {
        var text = block.Bytes.AsSpan(0, block.Length);
        var (position, line) = (0, block.FirstLine);
        while (position < text.Length)
        {
            var start = position;
            var status = tokens.Next(text, ref position);
            if (status != RowStatus.Whole)
            {
                Rows++;
                Reject(text[start..position], line,
                    status == RowStatus.Open ? "a quote is never closed" : "text follows a closing quote", null, "");
            }
            else if (!tokens.IsBlank(text))
            {
                Rows++;
                ParseRow(text, text[start..position], line);
            }

            line += 1 + tokens.InnerLines;
        }
    }

    /// <summary>Takes the rows that wait, now that the whole file has shown its style.</summary>
    public void Settle(NumberStyle shown)
    {
        amounts = new Amount(shown);
        waits = false;
        foreach (var (row, line) in waiting)
        {
            var position = 0;
            tokens.Next(row, ref position);
            ParseRow(row, row, line);
        }

        waiting.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ParseRow(ReadOnlySpan<byte> text, ReadOnlySpan<byte> raw, long line)
    {
        var width = dialect.Header.Length;
        if (tokens.Count < width || (tokens.Count > width && !tokens.AreEmpty(text, width)))
        {
            Reject(raw, line, $"{tokens.Count} cells where the header has {width}", null, "");
            return;
        }

        var row = new OrderRow { File = file, Line = line };
        var valueText = Field(text, OrderField.Value);
        var status = amounts.Parse(valueText, ref evidence, out row.Value, out var unusual, out var mark);
        if (status == AmountStatus.Ambiguous)
        {
            if (waits)
            {
                waiting.Add((raw.ToArray(), line));
                return;
            }

            QuestionCount++;
            if (Questions.Count < 5) Questions.Add((line, FieldRules.Show(valueText)));
        }

        decimal? value = status == AmountStatus.Ok ? row.Value : null;
        var reason = status == AmountStatus.Ok ? null : Why(status, valueText);
        var currency = "";
        var currencyText = Field(text, OrderField.Currency);
        if (mark is not null
            ? rules.TryCurrency(currencyText, mark, out row.Currency, out var why)
            : rules.TryCurrency(currencyText, out row.Currency, out why))
            currency = into.Currencies[row.Currency];
        else reason ??= why;
        var date = Field(text, OrderField.Date);
        if (OrderDate.TryParse(date, out row.Date)) into.DateOrders.See(date, file, line);
        else reason ??= FieldRules.WhyDate(date);
        for (var field = OrderField.Supplier; field < OrderColumnMap.End && reason is null; field++)
            reason = rules.Take(field, Field(text, field), ref row);
        if (reason is not null)
        {
            Reject(raw, line, reason, value, currency);
            return;
        }

        TakeIdentity(text, ref row);
        if (mark is null && map[OrderField.Currency] >= 0 && FieldRules.Trimmed(Field(text, OrderField.Currency)).IsEmpty)
            into.Notes.Add(NoteKind.NoCurrency, file, line, row.Value);
        if (unusual) into.Notes.Add(NoteKind.Unusual, file, line, row.Value);
        if (YearTurn.IsNear(date, row.Date)) into.Notes.Add(NoteKind.YearTurn, file, line, row.Value);
        into.Add(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeIdentity(ReadOnlySpan<byte> text, ref OrderRow row)
    {
        var id = FieldRules.Trimmed(Field(text, OrderField.Id));
        if (id.Length > 0) into.AddId(id, file, row.Line);
        if (into.Options.Overrides is null) return;
        var contract = FieldRules.Trimmed(Field(text, OrderField.Contract));
        row.Contract = rules.Contract(contract.Length > 0 ? contract : id);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, OrderField field)
    {
        if (map[field] is not (var c and >= 0)) return map.Constant(field);
        var cell = tokens.Field(text, c);
        return isNaEmpty && cell.SequenceEqual("NA"u8) && !tokens.IsQuoted(c) ? [] : cell;
    }

    private void Reject(ReadOnlySpan<byte> raw, long line, string reason, decimal? value, string currency) =>
        Rejected.Add(new RejectedOrder(path, line, reason, value, currency, FieldRules.Show(raw, 200)));

    internal static string Why(AmountStatus status, ReadOnlySpan<byte> text) => status switch
    {
        AmountStatus.Empty => "the value is empty",
        AmountStatus.Ambiguous => $"the value '{FieldRules.Show(text)}' could have a decimal or a thousands sign; say which "
            + "under orders.dialect.decimal",
        AmountStatus.TooLarge => $"the value '{FieldRules.Show(text)}' is beyond 10^15",
        _ => $"the value '{FieldRules.Show(text)}' is not a number",
    };
}
