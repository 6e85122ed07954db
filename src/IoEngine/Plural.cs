using System.Globalization;

namespace IoEngine;

/// <summary>A number with its noun, for messages: "1 order", "2 orders", "3 industries". Pure.</summary>
public static class Plural
{
    /// <summary>The number and the noun in the number's form.</summary>
    /// <param name="number">How many.</param>
    /// <param name="noun">The singular.</param>
    /// <param name="plural">Where it is not regular; null: noun + s, and -y after a consonant becomes -ies.</param>
    public static string Of(long number, string noun, string? plural = null) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {Noun(number, noun, plural)}";

    /// <summary>The noun, or the verb, alone: for a number that is printed otherwise.</summary>
    /// <param name="number">How many; parts of one are plural, as in "0.5 orders".</param>
    /// <param name="noun">The singular, such as "industry" or "is".</param>
    /// <param name="plural">Where it is not regular, such as "are".</param>
    public static string Noun(double number, string noun, string? plural = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(noun);
        if (number == 1) return noun;
        if (plural is not null) return plural;
        return noun.Length > 1 && noun[^1] == 'y' && !"aeiou".Contains(noun[^2], StringComparison.Ordinal)
            ? noun[..^1] + "ies" : noun + "s";
    }
}
