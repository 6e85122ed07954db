using System.Globalization;
using System.Text;
using IoEngine.Files.Parquet;

namespace IoEngine.Procurement;

/// <summary>One .parquet file of orders: dictionary-coded columns are interned once a code, not once a row.</summary>
internal sealed class ParquetOrderFile
{
    private readonly string path;
    private readonly int file;
    private readonly OrderAccumulator into;
    private readonly OrderColumnMap map;
    private readonly FieldRules rules;
    private readonly int[] columnOf = new int[OrderColumnMap.Fields];
    private readonly TextFields texts;
    private readonly Amount amounts;
    private readonly List<RejectedOrder> rejected = [];
    private (decimal Value, bool Known)[] values = [];
    private DateOnly[] dates = [];

    private ParquetOrderFile(string path, int file, OrderAccumulator into, OrderColumnMap map, List<int> columns)
    {
        this.path = path;
        this.file = file;
        this.into = into;
        this.map = map;
        rules = new FieldRules(into);
        texts = new TextFields(rules);
        amounts = new Amount((byte)(into.Options.DecimalSign ?? '.'), false);
        foreach (var field in Enum.GetValues<OrderField>())
        {
            columnOf[(int)field] = map[field] < 0 ? -1 : columns.Count;
            if (map[field] >= 0) columns.Add(map[field]);
        }
    }

    /// <summary>Reads a file into <paramref name="total"/>; null where its columns can't be used (see the findings).</summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(string path, int number, OrderAccumulator total, List<Finding> findings,
        IProgress<long>? progress, CancellationToken cancellation)
    {
        using var reader = ParquetReader.Open(path);
        var before = findings.Count(f => f.Severity == Severity.Error);
        var map = OrderColumnMap.Of(reader.Columns.Select(c => c.Name).ToArray(), total.Options.Columns, path, findings);
        if (findings.Count(f => f.Severity == Severity.Error) > before) return null;
        var columns = new List<int>();
        var orders = new ParquetOrderFile(path, number, total, map, columns);
        var row = 0L;
        // One thread decodes and interns, another adds up: the two halves take about the same time.
        using var adder = new RowAdder(total);
        foreach (var batch in reader.Batches(columns))
        {
            cancellation.ThrowIfCancellationRequested();
            var rows = adder.Next(batch.Rows);
            orders.Take(batch, row, rows);
            adder.Hand(rows);
            row += batch.Rows;
            progress?.Report(row);
        }

        adder.Finish();

        return (new OrderFile(path, row, row - orders.rejected.Count, orders.rejected.Count, $"parquet, {reader.CreatedBy}"), orders.rejected);
    }

    private void Take(ParquetBatch batch, long firstRow, AddedRows to)
    {
        texts.Begin(batch.Rows);
        if (values.Length < batch.Rows) (values, dates) = (new (decimal, bool)[batch.Rows], new DateOnly[batch.Rows]);
        TakeValues(batch, firstRow);
        TakeTexts(batch, OrderField.Currency);
        TakeDates(batch);
        for (var field = OrderField.Supplier; field <= OrderField.Funding; field++)
        {
            if (field is not (OrderField.Value or OrderField.Currency)) TakeTexts(batch, field);
        }

        var id = Column(batch, OrderField.Id);
        var contract = Column(batch, OrderField.Contract);
        for (var r = 0; r < batch.Rows; r++)
        {
            var row = new OrderRow { File = file, Line = firstRow + r + 1, Value = values[r].Value, Date = dates[r] };
            texts.Fill(r, ref row);
            if (texts.Reason(r) is { } reason)
            {
                Reject(batch, r, row, reason, values[r].Known);
                continue;
            }

            if (texts.LacksCurrency(r)) into.Notes.Add(NoteKind.NoCurrency, file, row.Line, row.Value);
            var number = id is null ? default : Show(id, r).Trim(" \t"u8);
            if (number.Length > 0) into.AddId(number, file, row.Line);
            if (into.Options.Overrides is not null)
                row.Contract = rules.Contract(contract is not null && Show(contract, r) is { Length: > 0 } own ? own : number.Length > 0 ? number : map.Constant(OrderField.Contract));
            to.Add(into.Key(row), row.Supplier, row.Value);
        }
    }

    private void TakeTexts(ParquetBatch batch, OrderField field)
    {
        if (Column(batch, field) is not { } column) texts.Constant(field, map.Constant(field), batch.Rows);
        else if (column.Column.Type is ParquetType.Text or ParquetType.Binary) texts.Coded(field, column);
        else
        {
            for (var r = 0; r < batch.Rows; r++) texts.One(field, r, Show(column, r));
        }
    }

    private void TakeValues(ParquetBatch batch, long firstRow)
    {
        var column = Column(batch, OrderField.Value);
        for (var r = 0; r < batch.Rows; r++)
        {
            var status = Value(column, r, out var value, out var unusual);
            values[r] = (value, status == AmountStatus.Ok);
            if (status != AmountStatus.Ok) texts.Refuse(r, CsvOrderParser.Why(status, column is null ? map.Constant(OrderField.Value) : Show(column, r)));
            if (unusual) into.Notes.Add(NoteKind.Unusual, file, firstRow + r + 1, value);
        }
    }

    private AmountStatus Value(ParquetBuffer? column, int row, out decimal value, out bool unusual)
    {
        (value, unusual) = (0m, false);
        if (column is null) return amounts.Parse(map.Constant(OrderField.Value), out value, out unusual);
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
                if (TryCents(number, out value)) return AmountStatus.Ok;
                // 15 significant digits: what a double holds of a decimal number.
                value = (decimal)number;
                break;
            default: return amounts.Parse(Show(column, row), out value, out unusual);
        }

        if (Math.Abs(value) >= Amount.Limit) return AmountStatus.TooLarge;
        value = decimal.Round(value, Amount.Decimals);
        return AmountStatus.Ok;
    }

    // Nearly all amounts are whole cents, and this is ten times as fast as the conversion of any double.
    private static bool TryCents(double number, out decimal value)
    {
        var cents = Math.Round(number * 100.0);
        value = 0m;
        if (!(Math.Abs(cents) < 1e15) || cents / 100.0 != number) return false;
        var whole = (long)Math.Abs(cents);
        value = new decimal((int)whole, (int)(whole >> 32), 0, number < 0, 2);
        return true;
    }

    private void TakeDates(ParquetBatch batch)
    {
        var column = Column(batch, OrderField.Date);
        for (var r = 0; r < batch.Rows; r++)
        {
            var known = column is { Column.Type: ParquetType.Date or ParquetType.Timestamp }
                ? !column.IsNull(r) && column.TryDateAt(r, out dates[r]) && dates[r].Year is >= OrderDate.FirstYear and <= OrderDate.LastYear
                : column is { Column.Type: ParquetType.Text } ? texts.Date(column, r, out dates[r])
                : OrderDate.TryParse(column is null ? map.Constant(OrderField.Date) : Show(column, r), out dates[r]);
            if (!known) texts.Refuse(r, FieldRules.WhyDate(column is null ? map.Constant(OrderField.Date) : Show(column, r)));
        }
    }

    private ParquetBuffer? Column(ParquetBatch batch, OrderField field) => columnOf[(int)field] < 0 ? null : batch.Columns[columnOf[(int)field]];

    private void Reject(ParquetBatch batch, int r, in OrderRow row, string reason, bool valueKnown)
    {
        var text = new StringBuilder();
        foreach (var field in Enum.GetValues<OrderField>())
        {
            if (Column(batch, field) is { } column) text.Append(text.Length > 0 ? "," : "").Append(FieldRules.Show(Show(column, r)));
        }

        rejected.Add(new RejectedOrder(path, row.Line, reason, valueKnown ? row.Value : null, row.Currency > 0 ? into.Currencies[row.Currency] : "",
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
            _ => column.TryDateAt(row, out var date) ? Encoding.UTF8.GetBytes(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : "no date"u8,
        };
    }

    private static byte[] Bytes(IFormattable value) => Encoding.UTF8.GetBytes(value.ToString(null, CultureInfo.InvariantCulture));
}

/// <summary>The text fields of a batch as numbers of interned texts, column by column.</summary>
internal sealed class TextFields(FieldRules rules)
{
    private readonly int[][] ids = new int[OrderColumnMap.Fields][];
    private readonly List<(int Id, string? Reason)>[] known = new List<(int, string?)>[OrderColumnMap.Fields];
    private readonly List<(DateOnly Date, bool Known)?> knownDates = [];
    private string?[] reasons = [];
    private bool[] lackingCurrency = [];

    public void Begin(int rows)
    {
        if (reasons.Length < rows) (reasons, lackingCurrency) = (new string?[rows], new bool[rows]);
        Array.Clear(reasons);
        Array.Clear(lackingCurrency);
    }

    public bool LacksCurrency(int row) => lackingCurrency[row];

    public string? Reason(int row) => reasons[row];

    public void Refuse(int row, string reason) => reasons[row] ??= reason;

    public void Constant(OrderField field, ReadOnlySpan<byte> text, int rows)
    {
        var (id, reason) = Intern(field, text);
        Array.Fill(Ids(field, rows), id, 0, rows);
        for (var r = 0; r < rows && reason is not null; r++) Refuse(r, reason);
    }

    public void One(OrderField field, int row, ReadOnlySpan<byte> text)
    {
        var (id, reason) = Intern(field, text);
        Ids(field, reasons.Length)[row] = id;
        if (field == OrderField.Currency) lackingCurrency[row] = text.Trim(" \t"u8).IsEmpty;
        if (reason is not null) Refuse(row, reason);
    }

    public void Coded(OrderField field, ParquetBuffer column)
    {
        var target = Ids(field, column.Count);
        var seen = known[(int)field] ??= [];
        var codes = column.Codes;
        var valid = column.Valid;
        var empty = Intern(field, []);
        while (seen.Count < column.Texts.StableCount) seen.Add(Intern(field, column.Texts.Utf8(seen.Count)));
        for (var r = 0; r < codes.Length; r++)
        {
            var (id, reason) = !valid[r] ? empty : codes[r] < seen.Count ? seen[codes[r]] : Intern(field, column.Texts.Utf8(codes[r]));
            target[r] = id;
            if (field == OrderField.Currency) lackingCurrency[r] = !valid[r] || column.Texts.Utf8(codes[r]).Trim(" \t"u8).IsEmpty;
            if (reason is not null) Refuse(r, reason);
        }
    }

    public bool Date(ParquetBuffer column, int row, out DateOnly date)
    {
        date = default;
        if (column.IsNull(row)) return false;
        var code = column.Codes[row];
        if (code >= column.Texts.StableCount) return OrderDate.TryParse(column.Texts.Utf8(code), out date);
        while (knownDates.Count <= code) knownDates.Add(null);
        if (knownDates[code] is not { } seen)
        {
            var ok = OrderDate.TryParse(column.Texts.Utf8(code), out date);
            knownDates[code] = seen = (date, ok);
        }

        date = seen.Date;
        return seen.Known;
    }

    public void Fill(int r, ref OrderRow row)
    {
        row.Supplier = ids[(int)OrderField.Supplier][r];
        row.SupplierCountry = ids[(int)OrderField.SupplierCountry][r];
        row.OriginCountry = ids[(int)OrderField.OriginCountry][r];
        row.Code = ids[(int)OrderField.Code][r];
        row.Scheme = ids[(int)OrderField.Scheme][r];
        row.Nace = ids[(int)OrderField.Nace][r];
        row.Currency = ids[(int)OrderField.Currency][r];
        row.Flags = (OrderFlags)(ids[(int)OrderField.OnSite][r] | ids[(int)OrderField.InKind][r] | ids[(int)OrderField.Funding][r]);
    }

    private int[] Ids(OrderField field, int rows)
    {
        ref var own = ref ids[(int)field];
        if (own is null || own.Length < rows) own = new int[Math.Max(rows, reasons.Length)];
        return own;
    }

    private (int Id, string? Reason) Intern(OrderField field, ReadOnlySpan<byte> text)
    {
        if (field == OrderField.Currency)
            return rules.TryCurrency(text, out var currency) ? (currency, null) : (-1, $"'{FieldRules.Show(text)}' is no currency (ISO 4217)");
        var row = default(OrderRow);
        var reason = rules.Take(field, text, ref row);
        return (field switch
        {
            OrderField.Supplier => row.Supplier,
            OrderField.SupplierCountry => row.SupplierCountry,
            OrderField.OriginCountry => row.OriginCountry,
            OrderField.Code => row.Code,
            OrderField.Scheme => row.Scheme,
            OrderField.Nace => row.Nace,
            _ => (int)row.Flags,
        }, reason);
    }
}
