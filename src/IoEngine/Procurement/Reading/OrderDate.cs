using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IoEngine.Procurement;

/// <summary>Reads the year of a date in the forms that exports use; the day is checked and then forgotten but for future dates.</summary>
/// <remarks>2004-05-17, 2004-05-17T…, 20040517, 2004/05/17, 17.05.2004, 17/05/2004 or 05/17/2004 (the year is the same), 2004-05, 2004.</remarks>
internal static class OrderDate
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "d/M/yyyy", "MM/dd/yyyy", "M/d/yyyy",
        "dd-MM-yyyy", "d-M-yyyy", "yyyy-MM", "yyyy-M-d", "dd MMM yyyy", "d MMM yyyy", "dd-MMM-yyyy", "d-MMM-yyyy", "MMM d, yyyy", "d MMMM yyyy",
    ];

    /// <summary>First and last year that an order may have.</summary>
    public const int FirstYear = 1900;

    /// <summary>Last year that an order may have.</summary>
    public const int LastYear = 2100;

    /// <summary>Day number of 1970-01-01.</summary>
    public static readonly int UnixDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>First day that an order may have, from 1970-01-01.</summary>
    public static readonly int FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber - UnixDay;

    /// <summary>Last day that an order may have, from 1970-01-01.</summary>
    public static readonly int LastDay = new DateOnly(LastYear, 12, 31).DayNumber - UnixDay;

    /// <summary>Reads a date; a year or month alone stands for its first day.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryParse(ReadOnlySpan<byte> text, out DateOnly date)
    {
        text = FieldRules.Trimmed(text);
        if (text.Length >= 10 && text[4] == (byte)'-' && text[7] == (byte)'-' && (text.Length == 10 || text[10] is (byte)'T' or (byte)' '))
        {
            if (TryDigits(text[..4], out var y) && TryDigits(text.Slice(5, 2), out var m) && TryDigits(text.Slice(8, 2), out var d))
                return TryMake(y, m, d, out date);
        }

        return TrySlow(text, out date);
    }

    private static bool TrySlow(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        date = default;
        if (bytes.Length is 0 or > 40) return false;
        if (bytes.Length == 4 && TryDigits(bytes, out var year)) return TryMake(year, 1, 1, out date);
        var text = Encoding.UTF8.GetString(bytes);
        if (DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return InRange(date.Year);
        // A time of day may follow: "17.05.2004 13:45".
        var cut = text.IndexOfAny(['T', ' ']);
        return cut >= 8 && text.Contains(':', StringComparison.Ordinal)
            && DateOnly.TryParseExact(text[..cut], Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out date) && InRange(date.Year) && TimeOnly.TryParse(text[(cut + 1)..].TrimEnd('Z'), CultureInfo.InvariantCulture, out _);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var b in text)
        {
            var d = b - (byte)'0';
            if ((uint)d > 9) return false;
            value = (value * 10) + d;
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (!InRange(year) || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    private static bool InRange(int year) => year is >= FirstYear and <= LastYear;
}
