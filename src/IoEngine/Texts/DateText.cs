using System.Globalization;
using System.Text;

namespace IoEngine.Texts;

/// <summary>How much of a date is written.</summary>
internal enum DatePrecision
{
    /// <summary>No date.</summary>
    None,

    /// <summary>The year: its first day stands for it.</summary>
    Year,

    /// <summary>The month: its first day stands for it.</summary>
    Month,

    /// <summary>A day that may be day and month or month and day: 03/04/2019 is read with the day first.</summary>
    OpenDay,

    /// <summary>The day.</summary>
    Day,
}

/// <summary>
/// Reads dates as people and programs write them; the day is that of the writer's clock, whatever the zone behind it.
/// </summary>
/// <remarks>
/// 2019-05-17, 20190517, 2019/05/17, 17.05.2019, 17/05/2019, 05/17/2019, 17 May 2019, 17-MAI-2019, Fri, 17 May 2019, 2019-05,
/// 2019Q2, Mai 2019, 2019, 2019.0; behind a day a time and a zone: 2019-05-17T13:45:00.000+02:00, 2019-05-17+02:00, 2019-05-17Z,
/// 17.05.2019, 13:45, 5/17/2019 1:45:00 PM. Two-digit years and the numbers of days that spreadsheets count are no dates: they
/// mean more than one.
/// </remarks>
internal static class DateText
{
    private const int Longest = 64;

    // English, German, French, Italian, Spanish: whole names and what is usual for short.
    internal static readonly Dictionary<string, int> MonthNames = Names(
        "january|januar|jänner|janvier|gennaio|enero|jan|jän|janv|gen|ene",
        "february|februar|feber|février|fevrier|febbraio|febrero|feb|févr|fevr|fév",
        "march|märz|maerz|mars|marzo|mar|mär|mrz", "april|avril|aprile|abril|apr|avr|abr", "may|mai|maggio|mayo|mag",
        "june|juni|juin|giugno|junio|jun|giu",
        "july|juli|juillet|luglio|julio|jul|juil|lug", "august|août|aout|agosto|aug|aoû|ago",
        "september|septembre|settembre|septiembre|setiembre|sep|sept|set",
        "october|oktober|octobre|ottobre|octubre|oct|okt|ott", "november|novembre|noviembre|nov",
        "december|dezember|décembre|decembre|dicembre|diciembre|dec|dez|déc|dic");

    internal static readonly HashSet<string> Weekdays =
        new(("monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun"
            + "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do|fr|sa|so"
            + "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
            .Split('|'),
            StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the date that is the whole of a text.</summary>
    /// <param name="text">UTF-8; blanks around it are no part of it.</param>
    /// <param name="date">The date; of a year or month alone the first day.</param>
    public static DatePrecision Read(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length > Longest) return DatePrecision.None;
        Span<char> chars = stackalloc char[Longest];
        return Read(NumberText.Trimmed(chars[..Encoding.UTF8.GetChars(text, chars)]), out date);
    }

    /// <summary>The same from characters.</summary>
    public static DatePrecision Read(ReadOnlySpan<char> text, out DateOnly date)
    {
        var day = new DayScanner(text);
        var precision = day.Read(out date);
        return day.Rest.IsEmpty || (precision >= DatePrecision.OpenDay && IsTime(day.Rest)) ? precision : DatePrecision.None;
    }

    /// <summary>Whether what follows a day is a time, a zone, or both, and nothing else.</summary>
    public static bool IsTime(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest.StartsWith("T", StringComparison.Ordinal) && rest.Length > 1) rest = rest[1..];
        else if (rest.StartsWith(",", StringComparison.Ordinal)) rest = rest[1..].TrimStart();
        var clock = Clock(rest);
        rest = rest[clock..].TrimStart();
        return rest.IsEmpty ? clock > 0 : IsZone(rest);
    }

    // hh:mm, with seconds and their fraction, with AM or PM; hhmmss behind a T is basic ISO 8601. The length of it.
    private static int Clock(ReadOnlySpan<char> text)
    {
        var at = 0;
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && at < text.Length && text[at] == ':') at++;
            else if (part > 0 && (at >= text.Length || !char.IsAsciiDigit(text[at]))) break;
            var digits = 0;
            while (digits < 2 && at + digits < text.Length && char.IsAsciiDigit(text[at + digits])) digits++;
            if (digits == 0 || int.Parse(text.Slice(at, digits), CultureInfo.InvariantCulture) > (part == 0 ? 24 : 60)) return 0;
            at += digits;
        }

        if (at < 4) return 0;
        if (at < text.Length && text[at] is '.' or ',')
        {
            var fraction = at + 1;
            while (fraction < text.Length && char.IsAsciiDigit(text[fraction])) fraction++;
            if (fraction == at + 1) return 0;
            at = fraction;
        }

        var half = text[at..].TrimStart();
        var isHalf = half.Length >= 2 && half[0] is 'a' or 'A' or 'p' or 'P' && half[1] is 'm' or 'M'
            && (half.Length == 2 || !char.IsLetter(half[2]));
        return isHalf ? text.Length - half.Length + 2 : at;
    }

    // Z, UTC, GMT, CET …, +02:00, +0200, +02, with the zone's name in brackets behind.
    private static bool IsZone(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z" or "UTC" or "GMT" or "CET" or "CEST" or "MEZ" or "MESZ" or "WET" or "WEST" or "EET" or "EEST"
            or "BST")
            return true;
        if (text[0] is '[') return text.Length > 2 && text[^1] == ']' && !text[1..^1].ContainsAny('[', ']', ' ');
        if (text[0] is not ('+' or '-')) return false;
        var end = 1;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ':')) end++;
        var digits = text[1..end];
        var isOffset = digits.Length switch
        {
            2 or 4 => !digits.Contains(':'),
            5 => digits[2] == ':' && digits.Count(':') == 1,
            _ => false,
        };
        return isOffset && (digits[0] is '0' or '1') && (end == text.Length || (text[end] == '[' && IsZone(text[end..])));
    }

    private static Dictionary<string, int> Names(params string[] months)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var m = 0; m < months.Length; m++)
        {
            foreach (var name in months[m].Split('|')) names.Add(name, m + 1);
        }

        return names;
    }
}
