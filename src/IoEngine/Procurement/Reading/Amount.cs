using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace IoEngine.Procurement;

/// <summary>How reading an amount went.</summary>
internal enum AmountStatus
{
    Ok,
    Empty,
    NotNumber,
    Ambiguous,
    TooLarge,
}

/// <summary>Reads amounts of money in the styles that exports use: 1234.50, 1,234.50, 1.234,50, 1'234.50, 1 234,50, (12.00), 12.00-, 1.2E+05.</summary>
/// <remarks>
/// Values are kept to six decimals and below 10¹⁵, so that sums over a million orders stay exact. A sign that could mean two things is not guessed at.
/// </remarks>
internal readonly struct Amount(byte decimalSign, bool grouped)
{
    /// <summary>Largest absolute value, not included.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>Decimals kept.</summary>
    public const int Decimals = 6;

    private readonly byte decimalSign = decimalSign;
    private readonly bool grouped = grouped;

    /// <summary>Reads an amount.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="value">The value, where the status is Ok.</param>
    /// <param name="unusual">The other decimal sign was used, or decimals beyond the sixth were rounded away.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AmountStatus Parse(ReadOnlySpan<byte> text, out decimal value, out bool unusual)
    {
        unusual = false;
        text = FieldRules.Trimmed(text);
        var negative = text.Length > 0 && text[0] == (byte)'-';
        var digits = negative ? text[1..] : text;
        long mantissa = 0;
        var scale = -1;
        if (digits.Length is > 0 and <= 16)
        {
            var i = 0;
            for (; i < digits.Length; i++)
            {
                var d = digits[i] - (byte)'0';
                if ((uint)d <= 9)
                {
                    mantissa = (mantissa * 10) + d;
                    if (scale >= 0) scale++;
                }
                else if (digits[i] == decimalSign && scale < 0 && i > 0 && i < digits.Length - 1) scale = 0;
                else break;
            }

            if (i == digits.Length && scale <= Decimals && mantissa < 1_000_000_000_000_000)
            {
                value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)Math.Max(scale, 0));
                return AmountStatus.Ok;
            }
        }

        return Slow(text, out value, out unusual);
    }

    private AmountStatus Slow(ReadOnlySpan<byte> bytes, out decimal value, out bool unusual)
    {
        value = 0m;
        unusual = false;
        if (bytes.Length > 64) return AmountStatus.NotNumber;
        var text = Encoding.UTF8.GetString(bytes).Trim();
        if (text.Length == 0) return AmountStatus.Empty;
        var negative = false;
        if (text.StartsWith('(') && text.EndsWith(')')) (negative, text) = (true, text[1..^1].Trim());
        else if (text.EndsWith('-')) (negative, text) = (true, text[..^1].Trim());
        else if (text.StartsWith('\u2212') || text.StartsWith('-')) (negative, text) = (true, text[1..].Trim());
        else if (text.StartsWith('+')) text = text[1..].Trim();
        var status = Normalise(text, out var normal, out unusual);
        if (status != AmountStatus.Ok) return status;
        if (!decimal.TryParse(normal, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
            return double.TryParse(normal, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var d) && d >= (double)Limit
                ? AmountStatus.TooLarge : AmountStatus.NotNumber;
        if (value >= Limit) return AmountStatus.TooLarge;
        var rounded = decimal.Round(value, Decimals, MidpointRounding.ToEven);
        unusual |= rounded != value;
        value = negative ? -rounded : rounded;
        return AmountStatus.Ok;
    }

    // To digits with '.' as decimal sign. A single other sign before exactly three digits is ambiguous unless the file groups its thousands.
    private AmountStatus Normalise(string text, out string normal, out bool unusual)
    {
        normal = "";
        unusual = false;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\'' or '\u2019' or ' ' or '\u00A0' or '\u202F') continue;
            if (!char.IsAsciiDigit(c) && c is not ('.' or ',' or 'e' or 'E' or '+' or '-')) return AmountStatus.NotNumber;
            plain.Append(c);
        }

        normal = plain.ToString();
        if (plain.Length < text.Length && !Grouping(text)) return AmountStatus.NotNumber;
        var points = normal.Count(c => c == '.');
        var commas = normal.Count(c => c == ',');
        if (points == 0 && commas == 0) return AmountStatus.Ok;
        if (points > 0 && commas > 0) return Both(ref normal, points, commas, out unusual);
        var sign = points > 0 ? '.' : ',';
        if (points + commas > 1)
        {
            if (!Groups(normal, sign)) return AmountStatus.NotNumber;
            normal = normal.Replace(sign.ToString(), "", StringComparison.Ordinal);
            return AmountStatus.Ok;
        }

        if (sign == decimalSign)
        {
            normal = normal.Replace(',', '.');
            return AmountStatus.Ok;
        }

        var after = normal.Length - normal.IndexOf(sign, StringComparison.Ordinal) - 1;
        if (after == 3 && Groups(normal, sign))
        {
            normal = normal.Replace(sign.ToString(), "", StringComparison.Ordinal);
            return grouped ? AmountStatus.Ok : AmountStatus.Ambiguous;
        }

        unusual = true;
        normal = normal.Replace(',', '.');
        return AmountStatus.Ok;
    }

    private AmountStatus Both(ref string normal, int points, int commas, out bool unusual)
    {
        var (dot, comma) = (normal.LastIndexOf('.'), normal.LastIndexOf(','));
        var (mark, group) = dot > comma ? ('.', ',') : (',', '.');
        unusual = mark != decimalSign;
        if ((mark == '.' ? points : commas) > 1 || !Groups(normal[..Math.Max(dot, comma)], group)) return AmountStatus.NotNumber;
        normal = normal.Replace(group.ToString(), "", StringComparison.Ordinal).Replace(',', '.');
        return AmountStatus.Ok;
    }

    private static bool Groups(string text, char sign)
    {
        var parts = text.Split(sign);
        return parts[0].Length is >= 1 and <= 3 && parts.Skip(1).All(p => p.Length == 3) && parts.All(p => p.All(char.IsAsciiDigit));
    }

    // Blanks and apostrophes must stand before groups of three: "1 234.50" is a number, "12 3" is not.
    private static bool Grouping(string text)
    {
        var whole = text.Split('.', ',')[0];
        var parts = whole.Split('\'', '\u2019', ' ', '\u00A0', '\u202F');
        return parts.Length > 1 && parts[0].Length is >= 1 and <= 3 && parts.Skip(1).All(p => p.Length == 3)
            && text.Length - whole.Length == text[whole.Length..].Count(c => char.IsAsciiDigit(c) || c is '.' or ',');
    }
}
