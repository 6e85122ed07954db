namespace IoEngine.Texts;

/// <summary>
/// The digits of a number with what stands between them: where the decimal sign is, and how sure that is. Immutable.
/// </summary>
/// <param name="IsNumber">Whether the whole is a number in some style.</param>
/// <param name="DecimalAt">Position of the decimal sign, of an open number that of its only sign; −1: none.</param>
/// <param name="Vote">What it shows of the decimal sign.</param>
/// <param name="ShowsGroups">Whether point or comma stands between thousands beyond doubt.</param>
internal readonly record struct NumberDigits(bool IsNumber, int DecimalAt, NumberVote Vote, bool ShowsGroups)
{
    private static readonly NumberDigits None = new(false, -1, NumberVote.None, false);

    /// <summary>Looks at a number without sign, currency and exponent.</summary>
    /// <param name="text">Digits, points, commas, blanks, apostrophes.</param>
    /// <param name="hasExponent">Whether an exponent follows, which only decimals have.</param>
    public static NumberDigits Of(ReadOnlySpan<char> text, bool hasExponent)
    {
        var (points, commas, spaces) = (0, 0, 0);
        foreach (var c in text)
        {
            if (c == '.') points++;
            else if (c == ',') commas++;
            else if (IsSpace(c)) spaces++;
            else if (!char.IsAsciiDigit(c)) return None;
        }

        if (text.Length == points + commas + spaces) return None;
        var last = text.LastIndexOfAny('.', ',');
        if (points > 0 && commas > 0) return Both(text, last, spaces);
        if (points + commas > 1)
        {
            var grouped = spaces == 0 && !hasExponent && AreGroups(text, text[last]);
            return grouped ? new(true, -1, Against(text[last]), true) : None;
        }

        var whole = last < 0 ? text : text[..last];
        if (spaces > 0 && !AreGroups(whole, spaces)) return None;
        return last < 0 ? new(true, -1, NumberVote.None, false) : Single(text, last, spaces > 0 || hasExponent);
    }

    // One point or comma: three digits behind it may be thousands, unless what stands before can't be.
    private static NumberDigits Single(ReadOnlySpan<char> text, int at, bool isDecimal)
    {
        var isPoint = text[at] == '.';
        if (isDecimal || text.Length - at - 1 != 3 || at is 0 or > 3)
            return new(true, at, isPoint ? NumberVote.Point : NumberVote.Comma, false);
        // 0.893 is no thousand; but rates of other currencies stand in the same column as 23.050.
        if (text[0] == '0') return new(true, at, NumberVote.None, false);
        return new(true, at, isPoint ? NumberVote.OpenPoint : NumberVote.OpenComma, false);
    }

    // The last sign is decimal and stands once; the other one groups what is before.
    private static NumberDigits Both(ReadOnlySpan<char> text, int last, int spaces)
    {
        var group = text[last] == '.' ? ',' : '.';
        var grouped = spaces == 0 && !text[..last].Contains(text[last]) && AreGroups(text[..last], group);
        return grouped ? new(true, last, text[last] == '.' ? NumberVote.Point : NumberVote.Comma, true) : None;
    }

    private static NumberVote Against(char groups) => groups == '.' ? NumberVote.Comma : NumberVote.Point;

    private static bool IsSpace(char c) =>
        c is ' ' or '\u00A0' or '\u202F' or '\u2009' or '\u2007' or '\'' or '\u2019' or '\u02BC';

    // 1.234.567, or in the Indian style 12,34,567.
    private static bool AreGroups(ReadOnlySpan<char> text, char sign)
    {
        Span<int> sizes = stackalloc int[text.Length + 1];
        var count = 0;
        foreach (var c in text)
        {
            if (c == sign) count++;
            else if (char.IsAsciiDigit(c)) sizes[count]++;
            else return false;
        }

        return AreGroups(sizes[..(count + 1)], sign == ',');
    }

    private static bool AreGroups(ReadOnlySpan<char> text, int spaces)
    {
        Span<int> sizes = stackalloc int[spaces + 1];
        var count = 0;
        foreach (var c in text)
        {
            if (!IsSpace(c)) sizes[count]++;
            else if (++count > spaces) return false;
        }

        return count == spaces && AreGroups(sizes, mayBeIndian: false);
    }

    private static bool AreGroups(ReadOnlySpan<int> sizes, bool mayBeIndian)
    {
        if (sizes[0] is 0 or > 3 || sizes[^1] != 3) return false;
        var inner = sizes[1..^1];
        return !inner.ContainsAnyExcept(3) || (mayBeIndian && sizes[0] <= 2 && !inner.ContainsAnyExcept(2));
    }
}
