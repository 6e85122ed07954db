using System.Globalization;
using System.Text;

namespace IoEngine.Procurement.Orders;

/// <summary>Instants in UTC so near the turn of a year that clocks elsewhere show another year.</summary>
internal static class YearTurn
{
    // Clocks go from 12 hours behind UTC to 14 before it.
    private const int Behind = -12, Before = 14;

    /// <summary>Whether some clock shows another year; midnight in UTC is how programs write days.</summary>
    public static bool IsNear(DateTime utc) =>
        utc.TimeOfDay != TimeSpan.Zero && (utc.AddHours(Before).Year != utc.Year || utc.AddHours(Behind).Year != utc.Year);

    /// <summary>The same of a text such as 2018-12-31T23:00:00Z, of which the date is known.</summary>
    public static bool IsNear(ReadOnlySpan<byte> text, DateOnly date)
    {
        if (date is not ({ Month: 1, Day: 1 } or { Month: 12, Day: 31 })) return false;
        text = FieldRules.Trimmed(text);
        return text.Length > 10 && (text[^1] == (byte)'Z' || text.EndsWith("+00:00"u8))
            && DateTimeOffset.TryParse(Encoding.UTF8.GetString(text), CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal, out var time) && IsNear(time.UtcDateTime);
    }
}
