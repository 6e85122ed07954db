using System.Text;

namespace IoEngine.Texts;

/// <summary>How reading a number went.</summary>
internal enum NumberStatus
{
    /// <summary>Its plain form was written.</summary>
    Ok,

    /// <summary>There is nothing but blanks.</summary>
    Empty,

    /// <summary>It is no number in any style.</summary>
    NotNumber,

    /// <summary>Two readings fit, and the style does not decide.</summary>
    Ambiguous,
}

/// <summary>What came of reading a number. Immutable.</summary>
/// <param name="Status">How it went.</param>
/// <param name="Length">Bytes of the plain form.</param>
/// <param name="Vote">What its writing shows of the decimal sign.</param>
/// <param name="ShowsGroups">Whether its writing shows that thousands are grouped.</param>
/// <param name="Mark">Sign or code of a currency before or behind it; null: none.</param>
internal readonly record struct NumberReading(NumberStatus Status, int Length = 0, NumberVote Vote = NumberVote.None,
    bool ShowsGroups = false, string? Mark = null);

/// <summary>
/// The one reader of numbers as people and programs write them: 1234.50, 1,234.50, 1.234,50, 1'234.50, 1 234,50, 12,34,567.50,
/// (12.00), 12.00-, −7, 1.2E+05, 250.-, ="1234.50", € 12, 12 CHF.
/// </summary>
/// <remarks>
/// Groups have three digits, before the last three two in the Indian style. Blanks of any width, apostrophes, and the sign that
/// is not decimal stand between them. A number that two readings fit is not guessed at: see <see cref="NumberEvidence"/>.
/// </remarks>
internal static class NumberText
{
    /// <summary>Bytes that the plain form of a number can have.</summary>
    public const int Longest = 64;

    /// <summary>Bytes of text that can be a number: blanks and apostrophes take up to three.</summary>
    private const int LongestText = 96;

    /// <summary>
    /// Reads a number, and writes its plain form (ASCII, '-' before, '.' decimal, 'E' exponent) where there is one.
    /// </summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="style">How the numbers of the column are written.</param>
    /// <param name="plain">At least <see cref="Longest"/> bytes.</param>
    public static NumberReading Read(ReadOnlySpan<byte> text, NumberStyle style, Span<byte> plain)
    {
        if (text.Length > LongestText) return new(NumberStatus.NotNumber);
        Span<char> chars = stackalloc char[LongestText];
        return Read(chars[..Encoding.UTF8.GetChars(text, chars)], style, plain);
    }

    /// <summary>The same from characters.</summary>
    public static NumberReading Read(ReadOnlySpan<char> text, NumberStyle style, Span<byte> plain)
    {
        text = Trimmed(text);
        if (text.StartsWith("=\"") && text.EndsWith("\"") && text.Length > 3) text = Trimmed(text[2..^1]);
        if (text.IsEmpty) return new(NumberStatus.Empty);
        var outer = Outer.Strip(ref text);
        if (text.Length is 0 or > Longest - 2) return new(NumberStatus.NotNumber);
        var mantissa = text;
        var exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            mantissa = text[..exponent];
            if (!IsExponent(text[(exponent + 1)..])) return new(NumberStatus.NotNumber);
        }

        var digits = NumberDigits.Of(mantissa, exponent >= 0);
        if (!digits.IsNumber) return new(NumberStatus.NotNumber);
        var reading = new NumberReading(NumberStatus.Ok, 0, digits.Vote, digits.ShowsGroups || outer.IsMinusBehind, outer.Mark);
        var decimalAt = digits.DecimalAt;
        if (digits.Vote is NumberVote.OpenPoint or NumberVote.OpenComma)
        {
            if (style is { IsDecided: true, Grouped: true } && style.DecimalSign != mantissa[decimalAt]) decimalAt = -1;
            else if (style.DecimalSign != mantissa[decimalAt]) return reading with { Status = NumberStatus.Ambiguous };
        }

        var length = 0;
        if (outer.IsNegative) plain[length++] = (byte)'-';
        for (var i = 0; i < mantissa.Length; i++)
        {
            if (i == decimalAt) plain[length++] = (byte)'.';
            else if (char.IsAsciiDigit(mantissa[i])) plain[length++] = (byte)mantissa[i];
        }

        for (var i = exponent; i >= 0 && i < text.Length; i++) plain[length++] = (byte)text[i];
        return reading with { Length = length };
    }

    /// <summary>Without blanks around it, those included that have no width.</summary>
    internal static ReadOnlySpan<char> Trimmed(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsBlank(text[0])) text = text[1..];
        while (text.Length > 0 && IsBlank(text[^1])) text = text[..^1];
        return text;
    }

    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || c is '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF';

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] is '+' or '-') text = text[1..];
        return text.Length is > 0 and < 10 && !text.ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>What stands around the digits: sign, parentheses, currency.</summary>
    private readonly record struct Outer(bool IsNegative, bool IsMinusBehind, string? Mark)
    {
        public static Outer Strip(ref ReadOnlySpan<char> text)
        {
            var (signed, negative, behind) = (false, false, false);
            string? mark = null;
            for (; text.Length > 0; text = Trimmed(text))
            {
                // 250.- and 250,– are whole amounts, as Swiss and Germans write prices; 250- is negative.
                if (WithoutDash(text) is { Length: > 0 } whole) text = whole;
                if (!signed && text[0] == '(' && text[^1] == ')')
                {
                    (signed, negative) = (true, true);
                    text = text[1..^1];
                }
                else if (!signed && (IsMinus(text[0]) || text[0] == '+'))
                {
                    (signed, negative) = (true, text[0] != '+');
                    text = text[1..];
                }
                else if (!signed && text.Length > 1 && IsMinus(text[^1]))
                {
                    (signed, negative, behind) = (true, true, true);
                    text = text[..^1];
                }
                else if (mark is null && CurrencyMark.Length(text, atEnd: false) is var first and > 0)
                {
                    mark = text[..first].ToString();
                    text = text[first..];
                }
                else if (mark is null && CurrencyMark.Length(text, atEnd: true) is var last and > 0)
                {
                    mark = text[^last..].ToString();
                    text = text[..^last];
                }
                else break;
            }

            return new(negative, behind, mark);
        }

        private static ReadOnlySpan<char> WithoutDash(ReadOnlySpan<char> text)
        {
            var whole = text.TrimEnd("-\u2212\u2013\u2014");
            return whole.Length > 1 && whole.Length < text.Length && whole[^1] is '.' or ',' ? whole : [];
        }

        private static bool IsMinus(char c) => c is '-' or '\u2212' or '\u2013';
    }
}
