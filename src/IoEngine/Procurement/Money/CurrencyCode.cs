namespace IoEngine.Procurement;

/// <summary>Ways to name what is no currency though it looks like one.</summary>
internal static class CurrencyCode
{
    /// <summary>Two capitals and a small letter: the way to write a hundredth (GBp pence, ZAc cents, ILa agorot), which is no currency.</summary>
    public static bool IsHundredth(string text) => text.Length == 3 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && char.IsAsciiLetterLower(text[2]);
}
