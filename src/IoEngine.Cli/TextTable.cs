using System.Globalization;

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

    /// <summary>Millions with one decimal and thousands apart by a space.</summary>
    public static string Millions(double value) => Grouped(value / 1e6, 1);

    /// <summary>A number with thousands apart by a space.</summary>
    public static string Grouped(double value, int decimals) =>
        // never "-0.0"
        (Math.Round(value, decimals) == 0 ? 0.0 : value).ToString("N" + decimals, CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => (share * 100).ToString("F1", CultureInfo.InvariantCulture) + " %";
}
