using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace IoEngine.Reporting.Html;

/// <summary>
/// Text made inert for its place in the page: names of suppliers, sectors and scenarios are other people's input.
/// </summary>
internal static class HtmlText
{
    private const char Space = '\u202f'; // narrow no-break space between thousands

    /// <summary>
    /// For element content and double-quoted attributes. Directions are isolated by the page's style, controls are shown as
    /// U+FFFD.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            switch (c)
            {
                case '&': escaped.Append("&amp;"); break;
                case '<': escaped.Append("&lt;"); break;
                case '>': escaped.Append("&gt;"); break;
                case '"': escaped.Append("&quot;"); break;
                case '\'': escaped.Append("&#39;"); break;
                case '\t' or '\n' or '\r': escaped.Append(' '); break;
                default: escaped.Append(Printable(c)); break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>JSON for a script element: &lt;, &gt;, &amp;, quotes and line separators are escaped within strings.</summary>
    public static System.Text.Json.JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>Shortest text that reads back as the same number; never "-0".</summary>
    public static string Raw(double value) => (value == 0 ? 0.0 : value).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number with a fixed count of decimals, thousands apart, and a true minus sign.</summary>
    public static string Number(double value, int decimals)
    {
        var text = Math.Abs(value).ToString("N" + decimals, CultureInfo.InvariantCulture).Replace(',', Space);
        return value < 0 && text.AsSpan().IndexOfAnyInRange('1', '9') >= 0 ? "\u2212" + text : text;
    }

    /// <summary>Money in a scale, with more decimals where it is small.</summary>
    public static string Money(double value, MoneyScale scale) => Number(value / scale.Unit, scale.Decimals(value));

    /// <summary>A share in per cent, with more decimals where it is small.</summary>
    public static string Percent(double share) => Number(share * 100, MoneyScale.PercentDecimals(share)) + "\u202f%";

    // Overrides of the writing direction could make one name look like another; lone surrogates are no text.
    private static char Printable(char c) =>
        char.IsControl(c) || c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') ? '\ufffd' : c;
}
