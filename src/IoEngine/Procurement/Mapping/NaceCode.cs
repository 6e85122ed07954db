using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Procurement.Mapping;

/// <summary>Reads codes of NACE Rev. 2 and the national classifications and CPA codes that begin with them.</summary>
/// <remarks>
/// Regulation (EC) 1893/2006. A division has two digits, so <c>1.11</c> is 01.11; <c>111</c> may be group 11.1 or class 01.11 and
/// is neither without a section letter. <c>C10-C12</c> and <c>10_12</c> are all divisions between.
/// </remarks>
internal static partial class NaceCode
{
    // Classes whose first digit is a zero, without that zero: what three digits may be besides a group.
    private static readonly HashSet<string> Early = [.. (
        "111 112 113 114 115 116 119 121 122 123 124 125 126 127 128 129 130 141 142 143 144 145 146 147 149 150 161 162 163 164 "
            + "170 210 220 230 240 311 312 321 322 510 520 610 620 710 721 729 811 812 891 892 893 899 910 990").Split(' ')];

    /// <summary>What a cell says.</summary>
    public static CodeReading Read(string text)
    {
        if (text.Length is 2 or 4 && !text.AsSpan().ContainsAnyExceptInRange('0', '9')) return CodeReading.Plain(text, text);
        var clean = CodeCell.Clean(text);
        if (clean.Length == 0) return CodeReading.Plain("", "");
        if (CodeCell.IsDate(clean)) return CodeReading.Unread("a date, which a spreadsheet made of a code");
        if (CodeCell.TryExponent(clean, out var digits, out var length) && length is 3 or 4)
            return Of("", (length == 3 ? digits.PadRight(3, '0') : digits).PadRight(2, '0'), "", CodeReading.Exponent);
        if (Decimals().Match(clean) is { Success: true } number) return Of("", number.Groups[1].Value, "", CodeReading.Decimals);
        var named = Scheme().Replace(clean, "");
        var reading = Whole(named);
        return named.Length < clean.Length ? reading.But(CodeReading.Variant) : reading;
    }

    /// <summary>The section of a division of NACE Rev. 2: 28 → C; empty where there is no such division.</summary>
    public static string SectionOf(ReadOnlySpan<char> digits) => int.Parse(digits[..2], CultureInfo.InvariantCulture) switch
    {
        >= 1 and <= 3 => "A",
        >= 5 and <= 9 => "B",
        >= 10 and <= 33 => "C",
        35 => "D",
        >= 36 and <= 39 => "E",
        >= 41 and <= 43 => "F",
        >= 45 and <= 47 => "G",
        >= 49 and <= 53 => "H",
        55 or 56 => "I",
        >= 58 and <= 63 => "J",
        >= 64 and <= 66 => "K",
        68 => "L",
        >= 69 and <= 75 => "M",
        >= 77 and <= 82 => "N",
        84 => "O",
        85 => "P",
        >= 86 and <= 88 => "Q",
        >= 90 and <= 93 => "R",
        >= 94 and <= 96 => "S",
        97 or 98 => "T",
        99 => "U",
        _ => "",
    };

    private static CodeReading Whole(string text)
    {
        if (Section().Match(text) is { Success: true } section)
            return CodeReading.Plain(section.Groups[1].Value.ToUpperInvariant(), section.Groups[1].Value)
                .But(section.Groups[2].Success ? CodeReading.Description : "");
        if (Range().Match(text) is { Success: true } range && Between(range) is { } between) return between;
        if (Comma().Match(text) is { Success: true } comma) return Decimal(comma);
        var leading = Leading().Match(text);
        if (!leading.Success)
        {
            return InParentheses().Matches(text) is [var only]
                ? One(Item().Match(only.Groups[1].Value)).But(CodeReading.Description)
                : CodeReading.Plain(string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant(), text) with
                {
                    NoCode = true,
                };
        }

        var rest = text[leading.Length..].Trim();
        var read = Item().Matches(leading.Value).Select(One).DistinctBy(r => string.Join(' ', r.Keys)).ToList();
        if (read.Count == 1) return rest.Any(char.IsLetter) ? read[0].But(CodeReading.Description) : read[0];
        return read.Find(r => r.Fault.Length > 0)
            ?? new CodeReading([.. read.SelectMany(r => r.Keys)], string.Join(" and ", read.Select(r => r.Shown)), "",
                $"{read.Count} codes in one cell");
    }

    private static CodeReading One(Match item)
    {
        var (section, digits, tail) = (item.Groups["section"].Value.ToUpperInvariant(), item.Groups["digits"].Value,
            item.Groups["tail"].Value);
        return Of(section, digits, tail, "");
    }

    private static CodeReading Of(string section, string digits, string tail, string repair)
    {
        var parts = digits.Split('.');
        var compact = string.Concat(parts);
        var lost = parts[0].Length == 1;
        if (parts.Length == 1 && digits.Length == 3 && Early.Contains(digits) && repair != CodeReading.Exponent)
        {
            var (asGroup, asClass) = (SectionOf(digits) is { Length: > 0 } own && (section.Length == 0 || own == section),
                section.Length == 0 || SectionOf("0" + digits) == section);
            if (asGroup && asClass)
                return CodeReading.Unread($"{digits[..2]}.{digits[2]} or, with a lost zero, 0{digits[0]}.{digits[1..]}");
            lost = asClass;
        }

        var key = lost ? "0" + compact : compact;
        var shown = key.Length > 2 ? $"{key[..2]}.{key[2..]}" : key;
        return CodeReading.Plain(key, shown).But(repair).But(lost ? CodeReading.LostZero : "")
            .But(tail.Length > 0 ? CodeReading.Variant : "");
    }

    // 26,11 is 26.11 with a decimal comma, or the divisions 26 and 11.
    private static CodeReading Decimal(Match comma)
    {
        var (division, rest) = (comma.Groups[2].Value, comma.Groups[3].Value);
        if (division.Length == 2 && rest.Length == 2 && SectionOf(rest).Length > 0)
            return CodeReading.Unread($"{division}.{rest} with a decimal comma, or {division} and {rest}");
        return Of(comma.Groups[1].Value.ToUpperInvariant(), $"{division}.{rest}", "", CodeReading.Variant);
    }

    private static CodeReading? Between(Match range)
    {
        var (first, last) = (int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        if (first >= last) return null;
        var keys = Enumerable.Range(first, last - first + 1).Select(d => d.ToString("00", CultureInfo.InvariantCulture))
            .Where(d => SectionOf(d).Length > 0).ToList();
        return keys.Count == 0 ? null : new CodeReading(keys, $"{first:00} to {last:00}", CodeReading.Variant);
    }

    [GeneratedRegex(@"^(?:NACE|CPA|NAF|ATECO|CNAE|WZ)(?:[\s_]*R(?:ev|év)?\.?\s*\d(?:\.\d)?)?[\s_:.-]*(?=[A-U]?[ .]?\d|[A-U]$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^(\d{3,6})[.,]0+$")]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^(?:Section )?([A-Ua-u])(\s*[:.\u2013\u2014-]\s*\p{L}.*)?$")]
    private static partial Regex Section();

    [GeneratedRegex(@"^[A-Ua-u]?(\d\d)\s*(?:[-\u2013_T]|to|bis|à)\s*[A-Ua-u]?(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^([A-Ua-u]?)(\d{1,2}),(\d{1,2})$")]
    private static partial Regex Comma();

    [GeneratedRegex(@"^(?:[\s;,|/&+]*" + ItemPattern + @"(?=$|[\s;,|/&+:()\u2013\u2014-]))+")]
    private static partial Regex Leading();

    [GeneratedRegex(ItemPattern)]
    private static partial Regex Item();

    [GeneratedRegex(@"\((?:NACE\s*)?(" + ItemPattern + @")\)")]
    private static partial Regex InParentheses();

    private const string ItemPattern = @"(?<section>[A-Ua-u])?[ .]?(?<digits>\d{1,2}(?:\.\d{1,2}){1,3}|\d{1,6})(?<tail>[A-Z])?";
}
