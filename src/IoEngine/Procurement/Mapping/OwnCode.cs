using System.Text;

namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Reads codes of schemes of one's own: without regard to case, blanks and marks, but what divides digits is part of the code:
/// 1.11 is not 11.1.
/// </summary>
internal static class OwnCode
{
    /// <summary>What a cell says: one code, or several divided by ; or |.</summary>
    public static CodeReading Read(string text)
    {
        var clean = CodeCell.Clean(text);
        if (clean.AsSpan().IndexOfAny(';', '|', '\n') < 0) return CodeReading.Plain(Key(clean), clean);
        var keys = clean.Split([';', '|', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(Key).Where(k => k.Length > 0)
            .Distinct(StringComparer.Ordinal).ToList();
        return keys.Count == 1 ? CodeReading.Plain(keys[0], keys[0]) : new CodeReading(keys, string.Join(" and ", keys), "",
            $"{keys.Count} codes in one cell");
    }

    /// <summary>Capitals; of other characters a point where a mark stands between two digits, or a point after a digit.</summary>
    public static string Key(string code)
    {
        var key = new StringBuilder(code.Length);
        var (mark, point) = (false, false);
        foreach (var c in code)
        {
            if (!char.IsLetterOrDigit(c))
            {
                mark |= !char.IsWhiteSpace(c);
                point |= c == '.';
                continue;
            }

            if (key.Length > 0 && char.IsDigit(key[^1]) && (point || (mark && char.IsDigit(c)))) key.Append('.');
            key.Append(char.ToUpperInvariant(c));
            (mark, point) = (false, false);
        }

        return key.ToString();
    }
}
