using System.Globalization;

namespace IoEngine.Texts;

/// <summary>Reads the day at the beginning of a text; what follows it is left over.</summary>
internal ref struct DayScanner(ReadOnlySpan<char> text)
{
    /// <summary>What is left.</summary>
    public ReadOnlySpan<char> Rest { get; private set; } = text;

    /// <summary>The day, month or year with which the text begins.</summary>
    public DatePrecision Read(out DateOnly date)
    {
        date = default;
        SkipWeekday();
        if (!TakeNumber(out var first, out var digits))
            return TakeMonth(out var month) ? AfterMonth(month, out date) : DatePrecision.None;
        return digits switch
        {
            8 => WithoutDecimals(first / 10000, first / 100 % 100, first % 100, DatePrecision.Day, out date),
            4 => AfterYear(first, out date),
            1 or 2 => AfterDay(first, out date),
            _ => DatePrecision.None,
        };
    }

    // 2019, 2019.0, 2019Q2, 2019-05, 2019-05-17, 2019/05/17, 2019.05.17
    private DatePrecision AfterYear(int year, out DateOnly date)
    {
        date = default;
        if (Rest.IsEmpty || Rest is ".0") return WithoutDecimals(year, 1, 1, DatePrecision.Year, out date);
        if (Rest.TrimStart(" -") is ['Q' or 'q', >= '1' and <= '4' and var quarter])
        {
            Rest = [];
            return Make(year, (3 * (quarter - '1')) + 1, 1, DatePrecision.Month, out date);
        }

        var sign = Rest[0];
        if (!TakeSign() || !TakeNumber(out var month, out var digits) || digits > 2) return DatePrecision.None;
        var isMonthAlone = Rest.IsEmpty || Rest[0] != sign || Rest.Length < 2 || !char.IsAsciiDigit(Rest[1]);
        if (isMonthAlone)
            return sign == '-' && digits == 2 ? Make(year, month, 1, DatePrecision.Month, out date) : DatePrecision.None;
        TakeSign();
        return TakeNumber(out var day, out digits) && digits <= 2
            ? Make(year, month, day, DatePrecision.Day, out date) : DatePrecision.None;
    }

    // 17.05.2019, 17/05/2019, 05/17/2019, 17 May 2019, 17-MAI-2019, 17. Mai 2019, 05.2019
    private DatePrecision AfterDay(int first, out DateOnly date)
    {
        date = default;
        if (Rest.Length < 2) return DatePrecision.None;
        var sign = Rest[0];
        if (!char.IsAsciiDigit(Rest[1]) || sign == ' ')
        {
            Rest = Rest.TrimStart(" .-/");
            if (!TakeMonth(out var month)) return DatePrecision.None;
            Rest = Rest.TrimStart(" .-/");
            return TakeYear(out var named) ? Make(named, month, first, DatePrecision.Day, out date) : DatePrecision.None;
        }

        if (!TakeSign() || !TakeNumber(out var second, out var digits)) return DatePrecision.None;
        if (digits == 4) return sign != '-' ? Make(second, first, 1, DatePrecision.Month, out date) : DatePrecision.None;
        if (digits > 2 || Rest.IsEmpty || Rest[0] != sign || !TakeSign() || !TakeYear(out var year)) return DatePrecision.None;
        // Before points the day is first always; else it is unless the second number is no month.
        if (second > 12 && sign != '.') return Make(year, first, second, DatePrecision.Day, out date);
        return Make(year, second, first, sign == '.' || first > 12 || first == second ? DatePrecision.Day : DatePrecision.OpenDay,
            out date);
    }

    // Mai 2019, May 17, 2019
    private DatePrecision AfterMonth(int month, out DateOnly date)
    {
        date = default;
        Rest = Rest.TrimStart(" .-/");
        if (!TakeNumber(out var number, out var digits)) return DatePrecision.None;
        if (digits == 4) return Make(number, month, 1, DatePrecision.Month, out date);
        Rest = Rest.TrimStart(" ,.");
        return digits <= 2 && TakeYear(out var year)
            ? Make(year, month, number, DatePrecision.Day, out date) : DatePrecision.None;
    }

    // A column of years, or of days as numbers, in which one is missing, becomes one of doubles in some programs.
    private DatePrecision WithoutDecimals(int year, int month, int day, DatePrecision precision, out DateOnly date)
    {
        if (Rest is ".0") Rest = [];
        return Make(year, month, day, precision, out date);
    }

    private bool TakeSign()
    {
        if (Rest.IsEmpty || Rest[0] is not ('-' or '/' or '.')) return false;
        Rest = Rest[1..];
        return true;
    }

    private bool TakeYear(out int year) => TakeNumber(out year, out var digits) && digits == 4;

    private bool TakeNumber(out int value, out int digits)
    {
        digits = 0;
        while (digits < Rest.Length && char.IsAsciiDigit(Rest[digits])) digits++;
        value = 0;
        if (digits is 0 or > 8) return false;
        value = int.Parse(Rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture);
        Rest = Rest[digits..];
        return true;
    }

    private bool TakeMonth(out int month)
    {
        var letters = Letters();
        if (!DateText.MonthNames.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Rest[..letters], out month)) return false;
        Rest = Rest[letters..];
        return true;
    }

    // Fri, 17 May 2019; Friday, May 17, 2019
    private void SkipWeekday()
    {
        var letters = Letters();
        if (letters > 0 && DateText.Weekdays.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Rest[..letters]))
            Rest = Rest[letters..].TrimStart(" ,.");
    }

    private readonly int Letters()
    {
        var letters = 0;
        while (letters < Rest.Length && char.IsLetter(Rest[letters])) letters++;
        return letters;
    }

    private static DatePrecision Make(int year, int month, int day, DatePrecision precision, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return DatePrecision.None;
        date = new DateOnly(year, month, day);
        return precision;
    }
}
