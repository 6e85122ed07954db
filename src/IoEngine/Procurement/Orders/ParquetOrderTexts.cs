using IoEngine.Files.Parquet;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// The text fields of a batch as numbers of interned texts: a text of the file's dictionaries is checked and interned once, not
/// once a row.
/// </summary>
internal sealed class ParquetOrderTexts(FieldRules rules)
{
    private const int Refusal = -1;
    private readonly int[][] ids = new int[(int)OrderColumnMap.End][];
    private readonly KnownTexts[] known = new KnownTexts[(int)OrderColumnMap.End];
    private readonly List<(DateOnly Date, bool Known)?> knownDates = [];
    private string?[] reasons = [];
    private bool[] refusedValues = [];
    private bool[] lackingCurrency = [];
    private ulong[] supplierKeys = [0];
    private int suppliers = 1;
    private int stableSuppliers = 1;

    /// <summary>The numbers of a field, by row.</summary>
    public int[] this[OrderField field] => ids[(int)field];

    /// <summary>All marks together, by row.</summary>
    public int[] Flags => ids[(int)OrderField.FirstMark];

    /// <summary>Keys of the suppliers that the numbers of that field stand for.</summary>
    public ulong[] SupplierKeys => supplierKeys;

    /// <summary>Rows that can't be used.</summary>
    public int Refused { get; private set; }

    /// <summary>Rows without a currency.</summary>
    public int LackingCurrency { get; private set; }

    public void Begin(int rows)
    {
        if (reasons.Length < rows)
        {
            (reasons, refusedValues, lackingCurrency) = (new string?[rows], new bool[rows], new bool[rows]);
            for (var f = 0; f < ids.Length; f++) ids[f] = new int[rows];
        }

        if (Refused > 0)
        {
            Array.Clear(reasons);
            Array.Clear(refusedValues);
        }

        if (LackingCurrency > 0) Array.Clear(lackingCurrency);
        (Refused, LackingCurrency, suppliers) = (0, 0, stableSuppliers);
        Array.Clear(Flags);
    }

    public bool LacksCurrency(int row) => lackingCurrency[row];

    public string? Reason(int row) => reasons[row];

    public bool IsValueRefused(int row) => refusedValues[row];

    public void RefuseValue(int row, string reason)
    {
        refusedValues[row] = true;
        Refuse(row, reason);
    }

    public void Refuse(int row, string reason)
    {
        if (reasons[row] is null) Refused++;
        reasons[row] ??= reason;
    }

    public void Constant(OrderField field, ReadOnlySpan<byte> text, int rows, bool isColumn = false)
    {
        var (id, reason) = Intern(field, text);
        var isLacking = field == OrderField.Currency && isColumn && FieldRules.Trimmed(text).IsEmpty;
        for (var r = 0; r < rows; r++)
        {
            Put(field, r, id);
            if (isLacking) Lack(r);
            if (reason is not null) Refuse(r, reason);
        }
    }

    public void One(OrderField field, int row, ReadOnlySpan<byte> text)
    {
        var (id, reason) = Intern(field, text);
        Put(field, row, id);
        if (field == OrderField.Currency && FieldRules.Trimmed(text).IsEmpty) Lack(row);
        if (reason is not null) Refuse(row, reason);
    }

    /// <summary>The currency of a row whose amount has a mark of one.</summary>
    public void Marked(int row, ReadOnlySpan<byte> text, string mark)
    {
        if (!rules.TryCurrency(text, mark, out var currency, out var reason)) Refuse(row, reason!);
        Put(OrderField.Currency, row, currency);
        if (!lackingCurrency[row]) return;
        lackingCurrency[row] = false;
        LackingCurrency--;
    }

    public void Coded(OrderField field, ParquetBuffer column)
    {
        var stable = Known(field, column.Texts);
        var target = Target(field);
        var isFlag = target == Flags;
        var codes = column.Codes;
        var valid = column.Valid;
        var isAbsent = column.NullCount == codes.Length;
        if (isAbsent) Constant(field, [], codes.Length, isColumn: true);
        for (var r = 0; r < codes.Length && !isAbsent; r++)
        {
            var code = codes[r];
            var id = (uint)code < (uint)stable.Length && valid[r] ? stable[code] : Refusal;
            if (id == Refusal) One(field, r, valid[r] ? column.Texts.Utf8(code) : []);
            else if (isFlag) target[r] |= id;
            else target[r] = id;
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

    // Numbers of the dictionary's texts; those that can't be used or lack a currency are left to the slow way, which says why.
    private ReadOnlySpan<int> Known(OrderField field, ParquetTexts texts)
    {
        ref var seen = ref known[(int)field];
        seen.Ids ??= [];
        if (seen.Ids.Length < texts.StableCount) Array.Resize(ref seen.Ids, Math.Max(texts.StableCount, seen.Ids.Length * 2));
        for (; seen.Count < texts.StableCount; seen.Count++)
        {
            var text = texts.Utf8(seen.Count);
            var (id, reason) = Intern(field, text);
            if (field == OrderField.Supplier) stableSuppliers = suppliers;
            seen.Ids[seen.Count] = reason is not null || (field == OrderField.Currency && FieldRules.Trimmed(text).IsEmpty)
                ? Refusal : id;
        }

        return seen.Ids.AsSpan(0, seen.Count);
    }

    private void Lack(int row)
    {
        lackingCurrency[row] = true;
        LackingCurrency++;
    }

    private int[] Target(OrderField field) => field >= OrderField.FirstMark ? Flags : ids[(int)field];

    private void Put(OrderField field, int row, int id)
    {
        var target = Target(field);
        if (target == Flags) target[row] |= id;
        else target[row] = id;
    }

    private (int Id, string? Reason) Intern(OrderField field, ReadOnlySpan<byte> text)
    {
        if (field == OrderField.Currency)
            return rules.TryCurrency(text, out var currency, out var why) ? (currency, null) : (0, why);
        var row = default(OrderRow);
        var reason = rules.Take(field, text, ref row);
        return (field switch
        {
            OrderField.Supplier => SupplierNumber(row.Supplier),
            OrderField.SupplierCountry => row.SupplierCountry,
            OrderField.OriginCountry => row.OriginCountry,
            OrderField.Code => row.Code,
            OrderField.Scheme => row.Scheme,
            OrderField.Nace => row.Nace,
            _ => (int)row.Flags,
        }, reason);
    }

    // A number for the batch; those of dictionary texts, which come before all others of a batch, stay.
    private int SupplierNumber(ulong key)
    {
        if (key == 0) return 0;
        if (suppliers == supplierKeys.Length) Array.Resize(ref supplierKeys, suppliers * 2);
        supplierKeys[suppliers] = key;
        return suppliers++;
    }

    private struct KnownTexts
    {
        public int[] Ids;
        public int Count;
    }
}
