using System.Globalization;
using IoEngine.Reporting;

namespace IoEngine.Cli;

/// <summary>A short table for people: aligned columns, texts to the left, numbers to the right, sensible digits.</summary>
internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> rows = [];

    /// <summary>How many of the first columns are texts, to the left; the others are numbers, to the right.</summary>
    public int Texts { get; init; } = 1;

    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(TextWriter output)
    {
        var widths = header.Select((h, i) => rows.Select(r => r[i].Length).Append(h.Length).Max()).ToArray();
        Line(header);
        Line(widths.Select(w => new string('-', w)).ToArray());
        foreach (var row in rows) Line(row);

        void Line(string[] cells) =>
            output.WriteLine(string.Join("  ", cells.Select((c, i) => i < Texts ? c.PadRight(widths[i]) : c.PadLeft(widths[i])))
                .TrimEnd());
    }

    /// <summary>Money in a scale, thousands apart by a space, with more decimals where it is small.</summary>
    public static string Money(double value, MoneyScale scale) => Grouped(value / scale.Unit, scale.Decimals(value));

    /// <summary>A number of any size: one decimal, more where it is small.</summary>
    public static string Number(double value) => Grouped(value, MoneyScale.DecimalsOf(value));

    /// <summary>A number with thousands apart by a space.</summary>
    public static string Grouped(double value, int decimals) =>
        // never "-0.0"
        (Math.Round(value, decimals) == 0 ? 0.0 : value).ToString("N" + decimals, CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A share in per cent, with more decimals where it is small.</summary>
    public static string Percent(double share) => Grouped(share * 100, MoneyScale.PercentDecimals(share)) + " %";
}
