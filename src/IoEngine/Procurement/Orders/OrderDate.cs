using System.Runtime.CompilerServices;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// Reads the date of an order in the forms that <see cref="DateText"/> knows; its year counts, so that the order of day and month
/// does not matter.
/// </summary>
internal static class OrderDate
{
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
        if (text.Length >= 10 && text[4] == (byte)'-' && text[7] == (byte)'-' && IsClockOrNothing(text[10..])
            && TryDigits(text[..4], out var y) && TryDigits(text.Slice(5, 2), out var m)
            && TryDigits(text.Slice(8, 2), out var d))
            return TryMake(y, m, d, out date);
        return DateText.Read(text, out date) != DatePrecision.None && InRange(date.Year);
    }

    // Nothing, T13:45:00 or T13:45:00Z; other times and zones are looked at closely.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsClockOrNothing(ReadOnlySpan<byte> rest)
    {
        if (rest.IsEmpty) return true;
        if (rest.Length is not (9 or 10) || rest[0] is not ((byte)'T' or (byte)' ')
            || (rest.Length == 10 && rest[9] != (byte)'Z'))
            return false;
        return rest[3] == (byte)':' && rest[6] == (byte)':' && TryDigits(rest.Slice(1, 2), out var hour)
            && TryDigits(rest.Slice(4, 2), out var minute)
            && TryDigits(rest.Slice(7, 2), out var second) && hour <= 24 && minute < 60 && second <= 60;
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
