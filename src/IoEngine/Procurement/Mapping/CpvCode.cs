using System.Text.RegularExpressions;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Reads codes of the Common Procurement Vocabulary: eight digits and perhaps a check digit, or the beginning of such a code.
/// </summary>
/// <remarks>
/// Regulation (EC) 213/2008. The first two digits are the division, trailing zeros stand for "all of it"; no division begins with
/// two zeros.
/// </remarks>
internal static partial class CpvCode
{
    private const int Digits = 8;

    /// <summary>Whether a scheme is the CPV, in any edition.</summary>
    public static bool IsScheme(string scheme) => scheme.StartsWith("CPV", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a cell says.</summary>
    public static CodeReading Read(string text)
    {
        if (IsPlain(text)) return Of(text.AsSpan(0, Digits).ToString(), "");
        var clean = CodeCell.Clean(text);
        if (clean.Length == 0) return CodeReading.Plain("", "");
        if (CodeCell.TryExponent(clean, out var digits, out var length))
            return length is Digits or Digits - 1
                ? Of((length < Digits ? "0" : "") + digits.PadRight(length, '0'), CodeReading.Exponent)
                : CodeReading.Unread("a number with an exponent that is no code");
        if (Decimals().Match(clean) is { Success: true } number) return Of(number.Groups[1].Value, CodeReading.Decimals);
        var named = Scheme().Replace(clean, "");
        var reading = One(named) ?? Several(named);
        if (reading is not null) return named.Length < clean.Length ? reading.But(CodeReading.Variant) : reading;
        if (Leading().Match(named) is { Success: true } first) return Described(first.Groups[1].Value, named[first.Length..]);
        var inside = Whole().Matches(named).Select(m => Joined(m.Value)).Distinct(StringComparer.Ordinal).ToList();
        return inside.Count == 0 ? NoCode(named) : Together(inside, CodeReading.Description);
    }

    // Digits with blanks, points and hyphens between them: 45000000, 4500, 45 00.00-00, 45000000-7, 45,000,000.
    private static CodeReading? One(string text)
    {
        if (text.AsSpan().ContainsAny(";|/\n") || text.Any(char.IsLetter)) return null;
        if (text.Contains(',') && !Thousands().IsMatch(text)) return null;
        var digits = Joined(text);
        return digits.Length is > 0 and <= Digits + 1 ? Of(digits, "") : null;
    }

    private static CodeReading? Several(string text)
    {
        if (text.Any(char.IsLetter)) return null;
        var parts = Separators().Split(text).Select(p => p.Trim(' ', '-')).Where(p => p.Length > 0).ToList();
        if (parts.Count < 2 || !parts.TrueForAll(p => Part().IsMatch(p))) return null;
        return Together(parts.ConvertAll(Joined), "");
    }

    // "45 - Construction", "45000000-7 Bauarbeiten 2019"; "31000000-6 pumps, 45000000-7 works" has two.
    private static CodeReading Described(string code, string rest)
    {
        var more = Whole().Matches(rest).Select(m => Joined(m.Value));
        return Together([Joined(code), .. more], CodeReading.Description);
    }

    private static CodeReading Together(List<string> codes, string repair)
    {
        var read = codes.ConvertAll(c => Of(c, repair)).DistinctBy(r => r.Keys.Count > 0 ? r.Keys[0] : "").ToList();
        return read.Count == 1 ? read[0]
            : new CodeReading([.. read.SelectMany(r => r.Keys)], string.Join(" and ", read.Select(r => r.Shown)), "",
                $"{read.Count} codes in one cell");
    }

    private static CodeReading Of(string digits, string repair)
    {
        if (digits.Length == Digits + 1) return Of(digits[..Digits], CodeReading.Variant);
        if (digits.Length > Digits) return CodeReading.Unread($"{digits.Length} digits, more than {Digits} and a check digit");
        var lost = digits.Length is 1 or Digits - 1;
        var code = lost ? "0" + digits : digits;
        var reading = new CodeReading([code.Length <= 2 ? code : code[..2] + code[2..].TrimEnd('0')], code, repair);
        return lost && repair != CodeReading.Exponent ? reading.But(CodeReading.LostZero) : reading;
    }

    private static CodeReading NoCode(string text)
    {
        var key = string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return key.Length > Digits + 1 && key.All(char.IsAsciiDigit)
            ? CodeReading.Unread($"{key.Length} digits, more than {Digits} and a check digit")
            : CodeReading.Plain(key, text) with { NoCode = true };
    }

    /// <summary>The digits without the check digit.</summary>
    private static string Joined(string code)
    {
        var digits = CheckDigit().Match(code) is { Success: true } m ? m.Groups[1].ValueSpan : code;
        return string.Concat(digits.ToString().Where(char.IsAsciiDigit));
    }

    private static bool IsPlain(string text)
    {
        if (text.Length is not (Digits or Digits + 2) || text.AsSpan(0, Digits).ContainsAnyExceptInRange('0', '9')) return false;
        return text.Length == Digits || (text[Digits] == '-' && char.IsAsciiDigit(text[^1]));
    }

    [GeneratedRegex(@"^CPV(?:[- ]?(?:code|2003|2008)(?!\d))?[\s:.#-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^(\d{7,8})[.,]0+$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^\d{1,2}(?:,\d{3})+$")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^(\d[\d .-]{5,}\d)\s?-\s?\d$")]
    private static partial Regex CheckDigit();

    [GeneratedRegex(@"\s*[;,|/\n]\s*|\s+(?=\d{7,8}(?!\d))")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\d{1,8}(?:\s?-\s?\d)?$")]
    private static partial Regex Part();

    [GeneratedRegex(@"^(\d{1,8}(?:-\d)?)(?=[\s:;,.()\u2013\u2014-]+\p{L})")]
    private static partial Regex Leading();

    [GeneratedRegex(@"(?<![\d.,-])\d{8}(?:-\d)?(?![\d])")]
    private static partial Regex Whole();
}
