using System.Runtime.CompilerServices;
using System.Text;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Money;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>Checks and interns the fields of an order, the same for every file format.</summary>
internal sealed class FieldRules(OrderAccumulator into)
{
    private const int LongestCode = 100;
    private const int LongestName = 1000;
    private static readonly byte[] OwnBand = Encoding.UTF8.GetBytes(OrderDimensions.OwnBand);
    private readonly Dictionary<string, bool> flags = new(StringComparer.OrdinalIgnoreCase)
    {
        [""] = false, ["0"] = false, ["false"] = false, ["no"] = false, ["n"] = false, ["f"] = false, ["non"] = false,
        ["nein"] = false, ["1"] = true, ["true"] = true, ["yes"] = true, ["y"] = true, ["x"] = true, ["t"] = true, ["oui"] = true,
        ["ja"] = true, ["j"] = true, ["o"] = true,
    };

    private readonly Dictionary<int, int> currencyOf = [];
    private byte[] joined = new byte[256];
    private int joinedLength;
    private int joinedFields;
    private readonly ByteInterner rawCurrencies = new();
    private int lastRaw = -1;
    private int lastCurrency = -1;

    /// <summary>Takes a field into the row; the reason where it can't be used.</summary>
    public string? Take(OrderField field, ReadOnlySpan<byte> text, ref OrderRow row)
    {
        switch (field)
        {
            case OrderField.Supplier: return Supplier(text, out row.Supplier);
            case OrderField.SupplierCountry:
                return Text(text, LongestCode, "supplier's country", into.Countries, out row.SupplierCountry);
            case OrderField.OriginCountry:
                return Text(text, LongestCode, "country of origin", into.Countries, out row.OriginCountry);
            case OrderField.Code: return Text(text, LongestName, "code", into.Codes, out row.Code);
            case OrderField.Scheme: return Text(text, LongestCode, "scheme", into.Schemes, out row.Scheme);
            case OrderField.Nace: return Text(text, LongestName, "NACE", into.Naces, out row.Nace);
            case OrderField.Start: return Day(text, isLast: false, out row.Start);
            case OrderField.End: return Day(text, isLast: true, out row.End) ?? Period(row);
            default: return field < OrderField.FirstMark ? null : Flag(text, OrderColumnMap.MarkOf(field), ref row);
        }
    }

    /// <summary>Takes the value of the next dimension of an order; the reason where it can't be used.</summary>
    /// <param name="column">Where it stands; −1: it is the order's size band.</param>
    /// <param name="text">The value.</param>
    public string? Dimension(int column, ReadOnlySpan<byte> text)
    {
        text = column < 0 ? OwnBand : Trimmed(text);
        var reason = column < 0 ? null : WhyText(text, LongestName, "text of a column of attribution.by");
        if (reason is null) Join(text);
        return reason;
    }

    /// <summary>The number of all dimensions of an order together; the next one begins.</summary>
    public int Dimensions()
    {
        var id = into.Dimensions.Intern(joined.AsSpan(0, joinedLength));
        joinedLength = joinedFields = 0;
        return id;
    }

    /// <summary>Three letters, or a sign that means one currency; empty where none is given.</summary>
    public bool TryCurrency(ReadOnlySpan<byte> text, out int currency, out string? reason)
    {
        text = FieldRules.Trimmed(text);
        (currency, reason) = (-1, null);
        var raw = text.Length > LongestCode ? -1 : rawCurrencies.Intern(text);
        if (raw == lastRaw) currency = lastCurrency;
        else if (raw >= 0 && !currencyOf.TryGetValue(raw, out currency))
            currencyOf[raw] = currency = Currency(rawCurrencies[raw]);
        (lastRaw, lastCurrency) = (raw, currency);
        if (currency >= 0) return true;
        reason = CurrencyCode.Why(Show(text));
        return false;
    }

    /// <summary>
    /// The same with the mark beside the amount, which says the currency where no other is given, and must not contradict it.
    /// </summary>
    public bool TryCurrency(ReadOnlySpan<byte> text, string mark, out int currency, out string? reason)
    {
        reason = null;
        if (Trimmed(text).IsEmpty)
        {
            var code = CurrencyMark.CodeOf(mark);
            if (code is not null && TryCurrency(Encoding.UTF8.GetBytes(code), out currency, out _)) return true;
            reason = $"the order has no currency, and '{mark}' beside its value is of several";
        }
        else if (TryCurrency(text, out currency, out reason))
        {
            if (CurrencyMark.Fits(mark, into.Currencies[currency])) return true;
            reason = $"the value has the mark '{mark}', and the currency is {into.Currencies[currency]}";
        }

        currency = 0;
        return false;
    }

    /// <summary>The number of a contract with an override, else 0.</summary>
    public int Contract(ReadOnlySpan<byte> text) =>
        text.Length is > 0 and <= LongestName && into.Options.Overrides!.Has(Encoding.UTF8.GetString(text))
            ? into.Contracts.Intern(text) : 0;

    /// <summary>Without blanks and tabs around it, of which there mostly are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) =>
        text.Length == 0 || (text[0] is not ((byte)' ' or (byte)'\t') && text[^1] is not ((byte)' ' or (byte)'\t'))
            ? text : text.Trim(" \t"u8);

    /// <summary>Text for messages: one line, cut.</summary>
    public static string Show(ReadOnlySpan<byte> text, int length = 60)
    {
        var shown = Encoding.UTF8.GetString(text.Length > length * 4 ? text[..(length * 4)] : text).TrimEnd('\r', '\n');
        shown = string.Concat(shown.Select(c => char.IsControl(c) ? '\u00B7' : c));
        return shown.Length > length ? shown[..length] + "…" : shown;
    }

    /// <summary>Why a date can't be used.</summary>
    public static string WhyDate(ReadOnlySpan<byte> text) => text.Trim(" \t"u8).Length == 0 ? "the date is empty"
        : $"'{Show(text)}' is not a date of the years {OrderDate.FirstYear} to {OrderDate.LastYear}";

    private void Join(ReadOnlySpan<byte> text)
    {
        if (joinedLength + text.Length + 1 > joined.Length) Array.Resize(ref joined, 2 * (joinedLength + text.Length + 1));
        if (joinedFields++ > 0) joined[joinedLength++] = (byte)OrderDimensions.Between;
        text.CopyTo(joined.AsSpan(joinedLength));
        joinedLength += text.Length;
    }

    private static string? Text(ReadOnlySpan<byte> text, int longest, string what, ByteInterner interner, out int id)
    {
        text = Trimmed(text);
        var reason = WhyText(text, longest, what);
        id = reason is null ? interner.Intern(text) : 0;
        return reason;
    }

    private static string? Day(ReadOnlySpan<byte> text, bool isLast, out DateOnly? day)
    {
        day = null;
        text = Trimmed(text);
        if (text.IsEmpty || NoData.Is(Encoding.UTF8.GetString(text))) return null;
        if (!OrderDate.TryParse(text, out var first)) return $"the {(isLast ? "end" : "start")} of the contract: {WhyDate(text)}";
        var precision = DateText.Read(text, out _);
        if (precision == DatePrecision.OpenDay)
            return $"'{Show(text)}' may be day and month or month and day: a contract period needs days such as "
                + $"{first:yyyy-MM-dd}";
        day = !isLast ? first : precision switch
        {
            DatePrecision.Year => new DateOnly(first.Year, 12, 31),
            DatePrecision.Month => new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)),
            _ => first,
        };
        return null;
    }

    // The end is the last of both that is taken.
    private string? Period(in OrderRow row)
    {
        if (row is not { Start: { } start, End: { } end })
            return row.Start is null && row.End is null ? null
                : $"the contract has {(row.Start is null ? "an end and no start" : "a start and no end")}";
        if (end >= start) return null;
        into.Notes.Add(NoteKind.PeriodReversed, row.File, row.Line, row.Value);
        return FormattableString.Invariant($"the contract ends on {end:yyyy-MM-dd}, before its start on {start:yyyy-MM-dd}");
    }

    private string? Supplier(ReadOnlySpan<byte> text, out ulong key)
    {
        text = Trimmed(text);
        var reason = WhyText(text, LongestName, "supplier");
        key = reason is null ? into.SupplierYears.KeyOf(text) : 0;
        return reason;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? WhyText(ReadOnlySpan<byte> text, int longest, string what) =>
        text.Length > longest ? $"the {what} is {text.Length} bytes long, more than {longest}"
        : text.IndexOfAnyInRange((byte)0, (byte)31) >= 0 ? $"the {what} '{Show(text)}' holds a control character"
        : null;

    private string? Flag(ReadOnlySpan<byte> text, OrderFlags flag, ref OrderRow row)
    {
        if (text.Length == 0) return null;
        if (text.SequenceEqual("0"u8) || text.SequenceEqual("false"u8) || text.SequenceEqual("False"u8)) return null;
        if (text.Length > 20 || !flags.TryGetValue(Encoding.UTF8.GetString(text).Trim(), out var set))
            return $"'{Show(text)}' is neither yes nor no";
        if (set) row.Flags |= flag;
        return null;
    }

    private int Currency(string text)
    {
        var code = text.Length == 0 ? "" : CurrencyCode.IsHundredth(text) ? null : CurrencyMark.CodeOf(text.ToUpperInvariant());
        if (code is null) return -1;
        if (code.Length == 0) code = into.Options.ReportCurrency;
        return into.Currencies.Intern(Encoding.UTF8.GetBytes(code));
    }
}
