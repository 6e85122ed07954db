using System.Globalization;

namespace IoEngine.Texts;

/// <summary>Signs and codes of currencies that stand before or behind an amount.</summary>
internal static class CurrencyMark
{
    private const int Longest = 4;

    // The currencies that a sign may mean; ISO 4217 codes mean themselves.
    private static readonly Dictionary<string, string[]> Currencies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["€"] = ["EUR"], ["£"] = ["GBP"], ["US$"] = ["USD"], ["R$"] = ["BRL"], ["₹"] = ["INR"], ["₽"] = ["RUB"], ["₺"] = ["TRY"],
        ["₩"] = ["KRW"], ["₪"] = ["ILS"], ["₴"] = ["UAH"], ["₫"] = ["VND"], ["₱"] = ["PHP"], ["₸"] = ["KZT"], ["zł"] = ["PLN"],
        ["Kč"] = ["CZK"], ["Ft"] = ["HUF"], ["Fr."] = ["CHF"], ["SFr"] = ["CHF"], ["SFr."] = ["CHF"], ["¥"] = ["JPY", "CNY"],
        ["kr"] = ["SEK", "NOK", "DKK", "ISK"], ["kr."] = ["SEK", "NOK", "DKK", "ISK"],
        ["$"] = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"],
    };

    /// <summary>The currency of a sign that has only one; an ISO 4217 code stands for itself; else null.</summary>
    public static string? CodeOf(string mark) =>
        Currencies.TryGetValue(mark, out var codes) ? codes.Length == 1 ? codes[0] : null : IsCode(mark) ? mark : null;

    /// <summary>Whether an amount with the mark may be in the currency.</summary>
    public static bool Fits(string mark, string code) =>
        Currencies.TryGetValue(mark, out var codes) ? codes.Contains(code) : mark == code;

    /// <summary>Length of the mark with which a text begins or ends; 0: none.</summary>
    public static int Length(ReadOnlySpan<char> text, bool atEnd)
    {
        for (var length = Math.Min(Longest, text.Length - 1); length > 0; length--)
        {
            var part = atEnd ? text[^length..] : text[..length];
            if (!IsOuter(part[0]) || !Currencies.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(part) && !IsCode(part))
                continue;
            // A word is no mark with letters before it: "x EUR" yes, "TEUR" no.
            var beside = atEnd ? text[^(length + 1)] : text[length];
            if (!char.IsLetter(beside)) return length;
        }

        return 0;
    }

    private static bool IsOuter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;

    private static bool IsCode(ReadOnlySpan<char> text) => text.Length == 3 && !text.ContainsAnyExceptInRange('A', 'Z');
}
