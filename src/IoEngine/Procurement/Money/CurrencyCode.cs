namespace IoEngine.Procurement.Money;

/// <summary>Ways to name what is no currency though it looks like one.</summary>
internal static class CurrencyCode
{
    /// <summary>
    /// Two capitals and a small letter: the way to write a hundredth (GBp pence, ZAc cents, ILa agorot), which is no currency.
    /// </summary>
    public static bool IsHundredth(string text) => text.Length == 3 && char.IsAsciiLetterUpper(text[0])
        && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterLower(text[2]);

    /// <summary>Why a text is no currency, with what to write in place of a hundredth.</summary>
    public static string Why(string text) => IsHundredth(text)
        ? $"'{text}' is a hundredth of a currency, as pence are, and no currency (ISO 4217): give the amount in the currency "
            + "itself (GBP for GBp)"
        : $"'{text}' is no currency (ISO 4217)";
}
