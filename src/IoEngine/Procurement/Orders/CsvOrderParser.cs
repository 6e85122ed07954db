using System.Runtime.CompilerServices;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>Turns blocks of rows into orders of an accumulator. Not safe for concurrent use.</summary>
/// <remarks>
/// Rows whose amount two readings fit wait, where nothing has shown the style yet, until the whole file has been seen:
/// <see cref="Settle"/>.
/// </remarks>
internal sealed class CsvOrderParser(string path, int file, DelimitedDialect dialect, NumberStyle style, OrderColumnMap map,
    OrderAccumulator into)
{
    private readonly DelimitedTokens tokens = dialect.Tokens();
    private readonly FieldRules rules = new(into);
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

    /// <summary>Parses blocks until there are no more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Parse(RowBlocks blocks)
    {
        try
        {
            for (RowBlock? block = null; (block = blocks.Next(block?.Bytes)) is not null;)
            {
                var text = block.Bytes.AsSpan(0, block.Length);
                var (position, line) = (0, block.FirstLine);
                while (position < text.Length)
                {
                    var start = position;
                    var status = tokens.Next(text, ref position);
                    if (!tokens.IsBlank(text))
                    {
                        Rows++;
                        if (status == RowStatus.Whole) ParseRow(text, text[start..position], line);
                        else Reject(text[start..position], line, Why(status), null, "");
                    }

                    line += 1 + tokens.InnerLines;
                }
            }
        }
        catch
        {
            blocks.Stop();
            throw;
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
        var valueText = tokens.Field(text, map[OrderField.Value], map.Constant(OrderField.Value));
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

        var reason = status == AmountStatus.Ok ? null : Why(status, valueText);
        if (TakeOthers(text, mark, ref row, out var currency, reason) is { } fault)
        {
            Reject(raw, line, fault, status == AmountStatus.Ok ? row.Value : null, currency);
            return;
        }

        TakeIdentity(text, ref row);
        Note(text, row, unusual, mark);
        into.Add(row);
    }

    // Everything but the value; the reason, or that of before, where the row can't be used.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? TakeOthers(ReadOnlySpan<byte> text, string? mark, ref OrderRow row, out string currency, string? reason)
    {
        currency = "";
        var currencyText = Field(text, OrderField.Currency);
        if (mark is not null
            ? rules.TryCurrency(currencyText, mark, out row.Currency, out var why)
            : rules.TryCurrency(currencyText, out row.Currency, out why))
            currency = into.Currencies[row.Currency];
        else reason ??= why;
        var date = Field(text, OrderField.Date);
        if (OrderDate.TryParse(date, out row.Date)) into.DateOrders.See(date, file, row.Line);
        else reason ??= FieldRules.WhyDate(date);
        for (var field = OrderField.Supplier; field < OrderColumnMap.End && reason is null; field++)
            reason = rules.Take(field, Field(text, field), ref row);
        return reason ?? (map.Dimensions.Length == 0 ? null : TakeDimensions(text, ref row));
    }

    private string? TakeDimensions(ReadOnlySpan<byte> text, ref OrderRow row)
    {
        string? reason = null;
        foreach (var column in map.Dimensions) reason ??= rules.Dimension(column, tokens.Field(text, column));
        row.Dimensions = rules.Dimensions();
        return reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeIdentity(ReadOnlySpan<byte> text, ref OrderRow row)
    {
        var id = FieldRules.Trimmed(Field(text, OrderField.Id));
        if (id.Length > 0) row.Id = into.AddId(id, file, row.Line);
        if (into.Options.Overrides is null) return;
        var contract = FieldRules.Trimmed(Field(text, OrderField.Contract));
        row.Contract = rules.Contract(contract.Length > 0 ? contract : id);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Note(ReadOnlySpan<byte> text, in OrderRow row, bool unusual, string? mark)
    {
        if (mark is null && map[OrderField.Currency] >= 0 && FieldRules.Trimmed(Field(text, OrderField.Currency)).IsEmpty)
            into.Notes.Add(NoteKind.NoCurrency, file, row.Line, row.Value);
        if (unusual) into.Notes.Add(NoteKind.Unusual, file, row.Line, row.Value);
        if (YearTurn.IsNear(Field(text, OrderField.Date), row.Date))
            into.Notes.Add(NoteKind.YearTurn, file, row.Line, row.Value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, OrderField field) =>
        tokens.Field(text, map[field], map.Constant(field));

    private void Reject(ReadOnlySpan<byte> raw, long line, string reason, decimal? value, string currency) =>
        Rejected.Add(new RejectedOrder(path, line, reason, value, currency, FieldRules.Show(raw, 200)));

    private static string Why(RowStatus status) =>
        status == RowStatus.Open ? "a quote is never closed" : "text follows a closing quote";

    internal static string Why(AmountStatus status, ReadOnlySpan<byte> text) => status switch
    {
        AmountStatus.Empty => "the value is empty",
        AmountStatus.Ambiguous => $"the value '{FieldRules.Show(text)}' could have a decimal or a thousands sign; say which "
            + "under orders.dialect.decimal",
        AmountStatus.TooLarge => $"the value '{FieldRules.Show(text)}' is beyond 10^15",
        _ => $"the value '{FieldRules.Show(text)}' is not a number",
    };
}
