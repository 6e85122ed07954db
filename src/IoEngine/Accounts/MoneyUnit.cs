using System.Globalization;

namespace IoEngine.Accounts;

/// <summary>The unit of money flows: a currency (ISO 4217) and how many of it one unit is. Immutable.</summary>
/// <param name="Currency">ISO 4217 code, such as USD.</param>
/// <param name="Scale">1e6 for millions.</param>
public readonly record struct MoneyUnit(string Currency, double Scale)
{
    private static readonly (string Word, double Scale)[] Scales =
    [
        ("million", 1e6), ("mill", 1e6), ("mio", 1e6), ("mn", 1e6), ("m", 1e6),
        ("thousand", 1e3), ("thous", 1e3), ("k", 1e3), ("1000", 1e3), ("billion", 1e9), ("bn", 1e9),
    ];

    /// <summary>"million CHF".</summary>
    public override string ToString() => Scale switch
    {
        1 => Currency,
        1e3 => $"thousand {Currency}",
        1e6 => $"million {Currency}",
        1e9 => $"billion {Currency}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{Scale} {Currency}"),
    };

    /// <summary>Reads the spellings that tables use: "Mill USD", "M.EUR", "million US$", "1000 USD", "Million Swiss francs" is not one.</summary>
    public static bool TryParse(string text, out MoneyUnit unit)
    {
        unit = default;
        if (string.IsNullOrWhiteSpace(text)) return false;
        var words = text.Replace("US$", "USD", StringComparison.OrdinalIgnoreCase).Replace("US-$", "USD", StringComparison.OrdinalIgnoreCase)
            .Replace("€", "EUR", StringComparison.Ordinal)
            .Split([' ', '.', ',', '(', ')', '/', '_'], StringSplitOptions.RemoveEmptyEntries);
        string? currency = null;
        var scale = 1.0;
        foreach (var word in words)
        {
            var known = Scales.FirstOrDefault(s => s.Word.Equals(word, StringComparison.OrdinalIgnoreCase)
                || (s.Word.Length > 2 && word.Equals(s.Word + "s", StringComparison.OrdinalIgnoreCase)));
            if (known.Word is not null) scale *= known.Scale;
            else if (word.Length == 3 && word.All(char.IsAsciiLetter)) currency = word.ToUpperInvariant();
        }

        if (currency is null) return false;
        unit = new MoneyUnit(currency, scale);
        return true;
    }
}
