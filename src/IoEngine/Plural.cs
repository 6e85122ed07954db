using System.Globalization;

namespace IoEngine;

/// <summary>A number with its noun, for messages: "1 order", "2 orders", "3 industries". Pure.</summary>
internal static class Plural
{
    /// <summary>The number and the noun in the number's form.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">The singular.</param>
    /// <param name="plural">Where it is not regular; null: noun + s, and -y after a consonant becomes -ies.</param>
    public static string Of(long number, string noun, string? plural = null) => $"{number.ToString(CultureInfo.InvariantCulture)} {Noun(number, noun, plural)}";

    /// <summary>The noun alone, for a number that is printed otherwise.</summary>
    public static string Noun(long number, string noun, string? plural = null)
    {
        if (number == 1) return noun;
        if (plural is not null) return plural;
        return noun.Length > 1 && noun[^1] == 'y' && !"aeiou".Contains(noun[^2], StringComparison.Ordinal) ? noun[..^1] + "ies" : noun + "s";
    }
}
