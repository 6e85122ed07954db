using System.Globalization;
using System.Text;
using IoEngine.Files.Parquet;
using IoEngine.Procurement.Ledger;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// Turns batches of a Parquet file into orders of an accumulator, column by column. Not safe for concurrent use.
/// </summary>
internal sealed class ParquetOrderRows
{
    private readonly string path;
    private readonly int file;
    private readonly OrderColumnMap map;
    private readonly FieldRules rules;
    private readonly int[] columnOf = new int[(int)OrderColumnMap.End];
    private readonly List<int> columns = [];
    private readonly ParquetOrderTexts texts;
    private readonly Amount amounts;
    private decimal[] values = [];
    private DateOnly[] dates = [];
    private int[] contracts = [];
    private readonly int[] dimensionColumns;
    private int[] dimensions = [];
    private (int Start, int Length)[] numbers = [];
    private (DateOnly? Start, DateOnly? End)[] periods = [];
    private readonly List<(int Row, string Mark)> marks = [];

    public ParquetOrderRows(string path, int file, OrderAccumulator into, OrderColumnMap map, NumberStyle style)
    {
        this.path = path;
        this.file = file;
        this.map = map;
        Into = into;
        rules = new FieldRules(into);
        texts = new ParquetOrderTexts(rules);
        amounts = new Amount(style);
        for (var field = OrderField.Id; field < OrderColumnMap.End; field++)
        {
            columnOf[(int)field] = map[field] < 0 ? -1 : columns.Count;
            if (map[field] >= 0) columns.Add(map[field]);
        }

        dimensionColumns = Array.ConvertAll(map.Dimensions.ToArray(), Place);

        int Place(int column)
        {
            if (column < 0) return -1;
            if (!columns.Contains(column)) columns.Add(column);
            return columns.IndexOf(column);
        }
    }

    /// <summary>Where the orders go.</summary>
    public OrderAccumulator Into { get; }

    /// <summary>Numbers of the file's columns that a batch must have, in this order.</summary>
    public IReadOnlyList<int> Columns => columns;

    /// <summary>Rows that can't be used.</summary>
    public List<RejectedOrder> Rejected { get; } = [];

    /// <summary>Rows and texts of amounts that two readings fit, the first ones.</summary>
    public List<(long Line, string Text)> Questions { get; } = [];

    /// <summary>Number of such amounts.</summary>
    public long QuestionCount { get; private set; }

    /// <summary>Takes all rows of a batch.</summary>
    public void Take(in ParquetBatch batch)
    {
        if (values.Length < batch.Rows)
            (values, dates, contracts, dimensions) = (new decimal[batch.Rows], new DateOnly[batch.Rows], new int[batch.Rows],
                new int[batch.Rows]);
        texts.Begin(batch.Rows);
        TakeValues(batch);
        TakeTexts(batch, OrderField.Currency);
        foreach (var (r, mark) in marks)
            texts.Marked(r, Column(batch, OrderField.Currency) is { } c ? Show(c, r) : map.Constant(OrderField.Currency), mark);
        TakeDates(batch);
        for (var field = OrderField.Supplier; field < OrderColumnMap.End; field++)
        {
            if (field is OrderField.Start or OrderField.End) continue;
            if (field is not (OrderField.Value or OrderField.Currency or OrderField.Contract)) TakeTexts(batch, field);
        }

        if (HasPeriods) TakePeriods(batch);

        if (dimensionColumns.Length > 0) TakeDimensions(batch);
        if (texts.LackingCurrency > 0) NoteLackingCurrencies(batch);
        NoteYearTurns(batch);
        TakeIdentities(batch);
        AddRows(batch);
    }

    private void AddRows(in ParquetBatch batch)
    {
        var (suppliers, supplierCountries, originCountries) = (texts[OrderField.Supplier], texts[OrderField.SupplierCountry],
            texts[OrderField.OriginCountry]);
        var (codes, schemes, naces, currencies, flags) = (texts[OrderField.Code], texts[OrderField.Scheme],
            texts[OrderField.Nace], texts[OrderField.Currency], texts.Flags);
        var keys = texts.SupplierKeys;
        var anyRefused = texts.Refused > 0;
        var row = new OrderRow { File = file, Line = batch.FirstRow };
        for (var r = 0; r < batch.Rows; r++)
        {
            row.Line++;
            row.Date = dates[r];
            row.Value = values[r];
            row.Supplier = keys[suppliers[r]];
            row.SupplierCountry = supplierCountries[r];
            row.OriginCountry = originCountries[r];
            row.Code = codes[r];
            row.Scheme = schemes[r];
            row.Nace = naces[r];
            row.Currency = currencies[r];
            row.Contract = contracts[r];
            row.Dimensions = dimensions[r];
            row.Id = numbers[r];
            if (HasPeriods) (row.Start, row.End) = periods[r];
            row.Flags = (OrderFlags)flags[r];
            if (anyRefused && texts.Reason(r) is { } reason) Reject(batch, r, row, reason);
            else Into.Add(row);
        }
    }

    private void TakeIdentities(in ParquetBatch batch)
    {
        if (numbers.Length < batch.Rows) numbers = new (int Start, int Length)[batch.Rows];
        Array.Clear(numbers);
        var id = Column(batch, OrderField.Id);
        var anyRefused = texts.Refused > 0;
        var isText = id is { Column.Type: ParquetType.Text or ParquetType.Binary };
        var all = isText ? id!.Codes : default;
        for (var r = 0; r < batch.Rows && id is not null; r++)
        {
            if (id.IsNull(r) || (anyRefused && texts.Reason(r) is not null)) continue;
            var number = FieldRules.Trimmed(isText ? id.Texts.Utf8(all[r]) : Show(id, r));
            if (number.Length > 0) numbers[r] = Into.AddId(number, file, batch.FirstRow + r + 1);
        }

        if (Into.Options.Overrides is not null) TakeContracts(batch, id);
    }

    private void TakeContracts(in ParquetBatch batch, ParquetBuffer? id)
    {
        var contract = Column(batch, OrderField.Contract);
        for (var r = 0; r < batch.Rows; r++)
        {
            var own = contract is null ? map.Constant(OrderField.Contract) : Show(contract, r);
            contracts[r] = rules.Contract(FieldRules.Trimmed(own.Length > 0 || id is null ? own : Show(id, r)));
        }
    }

    private bool HasPeriods => map[OrderField.Start] >= 0 && map[OrderField.End] >= 0;

    private void TakePeriods(in ParquetBatch batch)
    {
        if (periods.Length < batch.Rows) periods = new (DateOnly?, DateOnly?)[batch.Rows];
        var (start, end) = (Column(batch, OrderField.Start)!, Column(batch, OrderField.End)!);
        for (var r = 0; r < batch.Rows; r++)
        {
            var row = new OrderRow { File = file, Line = batch.FirstRow + r + 1, Value = values[r] };
            var reason = rules.Take(OrderField.Start, Show(start, r), ref row)
                ?? rules.Take(OrderField.End, Show(end, r), ref row);
            if (reason is not null) texts.Refuse(r, reason);
            periods[r] = (row.Start, row.End);
        }
    }

    private void TakeDimensions(in ParquetBatch batch)
    {
        for (var r = 0; r < batch.Rows; r++)
        {
            foreach (var column in dimensionColumns)
            {
                var text = column < 0 ? [] : Show(batch.Columns[column], r);
                if (rules.Dimension(column, text) is { } reason) texts.Refuse(r, reason);
            }

            dimensions[r] = rules.Dimensions();
        }
    }

    private void TakeTexts(in ParquetBatch batch, OrderField field)
    {
        if (Column(batch, field) is not { } column) texts.Constant(field, map.Constant(field), batch.Rows);
        else if (column.Column.Type is ParquetType.Text or ParquetType.Binary) texts.Coded(field, column);
        else
        {
            for (var r = 0; r < batch.Rows; r++) texts.One(field, r, Show(column, r));
        }
    }

    private void TakeValues(in ParquetBatch batch)
    {
        var column = Column(batch, OrderField.Value);
        marks.Clear();
        var doubles = column is { Column.Type: ParquetType.Double } ? column.Doubles : default;
        for (var r = 0; r < batch.Rows; r++)
        {
            // Nearly all amounts are whole cents, and this is ten times as fast as the conversion of any double.
            if (r < doubles.Length && Math.Round(doubles[r] * 100.0) is var cents && Math.Abs(cents) < 1e15
                && cents / 100.0 == doubles[r] && column!.Valid[r])
            {
                var whole = (long)Math.Abs(cents);
                values[r] = new decimal((int)whole, (int)(whole >> 32), 0, cents < 0, 2);
                continue;
            }

            var status = Value(column, r, out values[r], out var unusual, out var mark);
            if (mark is not null && status == AmountStatus.Ok) marks.Add((r, mark));
            if (status == AmountStatus.Ambiguous)
                Question(batch.FirstRow + r + 1, column is null ? map.Constant(OrderField.Value) : Show(column, r));
            if (status != AmountStatus.Ok)
                texts.RefuseValue(r,
                    CsvOrderParser.Why(status, column is null ? map.Constant(OrderField.Value) : Show(column, r)));
            if (unusual) Into.Notes.Add(NoteKind.Unusual, file, batch.FirstRow + r + 1, values[r]);
        }
    }

    private void Question(long row, ReadOnlySpan<byte> text)
    {
        QuestionCount++;
        Questions.Add((row, FieldRules.Show(text)));
        if (Questions.Count > 5) Questions.Remove(Questions.MaxBy(q => q.Line));
    }

    private AmountStatus Value(ParquetBuffer? column, int row, out decimal value, out bool unusual, out string? mark)
    {
        var evidence = default(NumberEvidence);
        (value, unusual, mark) = (0m, false, null);
        if (column is null) return amounts.Parse(map.Constant(OrderField.Value), ref evidence, out value, out unusual, out mark);
        if (column.IsNull(row)) return AmountStatus.Empty;
        switch (column.Column.Type)
        {
            case ParquetType.Decimal: value = column.Decimals[row]; break;
            case ParquetType.Int32: value = column.Int32s[row]; break;
            case ParquetType.Int64: value = column.Int64s[row]; break;
            case ParquetType.Double or ParquetType.Float:
                var number = column.Column.Type == ParquetType.Double ? column.Doubles[row] : column.Floats[row];
                if (double.IsNaN(number)) return AmountStatus.Empty;
                if (!(Math.Abs(number) < (double)Amount.Limit)) return AmountStatus.TooLarge;
                // 15 significant digits: what a double holds of a decimal number.
                value = (decimal)number;
                break;
            default: return amounts.Parse(Show(column, row), ref evidence, out value, out unusual, out mark);
        }

        if (Math.Abs(value) >= Amount.Limit) return AmountStatus.TooLarge;
        value = decimal.Round(value, Amount.Decimals);
        return AmountStatus.Ok;
    }

    private void TakeDates(in ParquetBatch batch)
    {
        var column = Column(batch, OrderField.Date);
        var days = column is { Column.Type: ParquetType.Date } ? column.Int32s : default;
        for (var r = 0; r < batch.Rows; r++)
        {
            if (r < days.Length && days[r] >= OrderDate.FirstDay && days[r] <= OrderDate.LastDay && column!.Valid[r])
            {
                dates[r] = DateOnly.FromDayNumber(OrderDate.UnixDay + days[r]);
                continue;
            }

            var known = column is { Column.Type: ParquetType.Date or ParquetType.Timestamp }
                ? !column.IsNull(r) && column.TryDateAt(r, out dates[r])
                    && dates[r].Year is >= OrderDate.FirstYear and <= OrderDate.LastYear
                : column is { Column.Type: ParquetType.Text } ? texts.Date(column, r, out dates[r])
                : OrderDate.TryParse(column is null ? map.Constant(OrderField.Date) : Show(column, r), out dates[r]);
            if (known && column is { Column.Type: ParquetType.Text })
                Into.DateOrders.See(column.Texts.Utf8(column.Codes[r]), file, batch.FirstRow + r + 1);
            if (!known) texts.Refuse(r, FieldRules.WhyDate(column is null ? map.Constant(OrderField.Date) : Show(column, r)));
        }
    }

    private void NoteLackingCurrencies(in ParquetBatch batch)
    {
        for (var r = 0; r < batch.Rows; r++)
        {
            if (texts.LacksCurrency(r) && texts.Reason(r) is null)
                Into.Notes.Add(NoteKind.NoCurrency, file, batch.FirstRow + r + 1, values[r]);
        }
    }

    private void NoteYearTurns(in ParquetBatch batch)
    {
        if (Column(batch, OrderField.Date) is not { } column) return;
        var isOpen = column.Column is { Type: ParquetType.Timestamp, IsUtc: true }
            && (column.Column.Clock is null || column.Column.Clock.HasSameRules(TimeZoneInfo.Utc));
        if (!isOpen && column.Column.Type != ParquetType.Text) return;
        for (var r = 0; r < batch.Rows; r++)
        {
            if (column.IsNull(r) || texts.Reason(r) is not null) continue;
            if (isOpen
                ? column.TryTimeAt(r, out var time) && YearTurn.IsNear(time)
                : YearTurn.IsNear(column.Texts.Utf8(column.Codes[r]), dates[r]))
                Into.Notes.Add(NoteKind.YearTurn, file, batch.FirstRow + r + 1, values[r]);
        }
    }

    private ParquetBuffer? Column(in ParquetBatch batch, OrderField field) =>
        columnOf[(int)field] < 0 ? null : batch.Columns[columnOf[(int)field]];

    private void Reject(in ParquetBatch batch, int r, in OrderRow row, string reason)
    {
        var text = new StringBuilder();
        for (var field = OrderField.Id; field < OrderColumnMap.End; field++)
        {
            if (Column(batch, field) is { } column)
                text.Append(text.Length > 0 ? "," : "").Append(FieldRules.Show(Show(column, r)));
        }

        Rejected.Add(new RejectedOrder(path, row.Line, reason, texts.IsValueRefused(r) ? null : row.Value,
            row.Currency > 0 ? Into.Currencies[row.Currency] : "",
            FieldRules.Show(Encoding.UTF8.GetBytes(text.ToString()), 200)));
    }

    // A value of any type as the text that a CSV file would have.
    private static ReadOnlySpan<byte> Show(ParquetBuffer column, int row)
    {
        if (column.IsNull(row)) return [];
        return column.Column.Type switch
        {
            ParquetType.Text or ParquetType.Binary => column.Texts.Utf8(column.Codes[row]),
            ParquetType.Boolean => column.Booleans[row] ? "1"u8 : "0"u8,
            ParquetType.Int32 => Bytes(column.Int32s[row]),
            ParquetType.Int64 => Bytes(column.Int64s[row]),
            ParquetType.Float => Bytes(column.Floats[row]),
            ParquetType.Double => Bytes(column.Doubles[row]),
            ParquetType.Decimal => Bytes(column.Decimals[row]),
            _ => column.TryDateAt(row, out var date)
                ? Encoding.UTF8.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : "no date"u8,
        };
    }

    private static byte[] Bytes(IFormattable value) => Encoding.UTF8.GetBytes(value.ToString(null, CultureInfo.InvariantCulture));
}
