using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>The rows above the numbers: what each column is, found by the row of c-codes. Immutable.</summary>
/// <param name="Edition">Layout.</param>
/// <param name="Sheet">Sheet.</param>
/// <param name="Row">Number of the row of c-codes, from one; the numbers begin below.</param>
/// <param name="First">First column of numbers, from zero; the four before hold the labels.</param>
/// <param name="Columns">What each column from <paramref name="First"/> on is.</param>
/// <param name="Numbers">The c-codes of the columns.</param>
/// <param name="Texts">The other texts above: title, prices, unit.</param>
internal sealed partial record WiodHeader(WiodEdition Edition, string Sheet, int Row, int First, IReadOnlyList<CellLabel> Columns,
    IReadOnlyList<string> Numbers, IReadOnlyList<string> Texts)
{
    private const int Searched = 15;

    /// <summary>The header of a sheet, or null where it has another layout. Takes the rows up to that of the c-codes.</summary>
    public static WiodHeader? Find(string sheet, IEnumerator<ExcelRow> rows)
    {
        var above = new List<string[]>();
        while (above.Count < Searched && rows.MoveNext())
        {
            var row = rows.Current;
            var cells = Enumerable.Range(0, row.Count).Select(row.Text).ToArray();
            above.Add(cells);
            var first = Array.FindIndex(cells, 4 <= cells.Length ? 4 : 0, c => Number().IsMatch(c));
            if (first >= 4 && above.Count >= 3 && Array.FindIndex(cells, 4, c => c.Length > 0) == first)
                return Make(sheet, row.Number, first, above);
        }

        return null;
    }

    /// <summary>A sector's number in c7.</summary>
    public static int? NumberOf(string code) =>
        Number().Match(code) is { Success: true } m ? int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    private static WiodHeader? Make(string sheet, int row, int first, List<string[]> above)
    {
        string At(int back, int column) =>
            above.Count > back && column < above[^(back + 1)].Length ? above[^(back + 1)][column] : "";
        var width = above.Max(cells => cells.Length);
        var span = Enumerable.Range(first, width - first).ToList();
        var edition = span.Any(j => WiodEdition.Adb.Category("", At(0, j)) is not null) ? WiodEdition.Adb
            : span.Any(j => WiodEdition.Of2016.Category(At(3, j), "") is not null) ? WiodEdition.Of2016
            : span.Any(j => WiodEdition.Of2013.Category("", At(0, j)) is not null) ? WiodEdition.Of2013 : null;
        if (edition is null) return null;
        var columns = span.ConvertAll(j => Column(edition, At(3, j), At(2, j), At(1, j), At(0, j)));
        while (columns.Count > 0 && columns[^1].Kind == LabelKind.Ignored) columns.RemoveAt(columns.Count - 1);
        var texts = above.SelectMany(cells => cells.Take(4)).Where(t => t.Length > 0).ToList();
        return new WiodHeader(edition, sheet, row, first, columns, span.Take(columns.Count).Select(j => At(0, j)).ToList(),
            texts);
    }

    private static CellLabel Column(WiodEdition edition, string code, string name, string region, string number)
    {
        if (code.Length + name.Length + region.Length + number.Length == 0) return new(LabelKind.Ignored);
        var none = region.Length == 0 || region.Equals("TOT", StringComparison.OrdinalIgnoreCase);
        if (none)
            return code == "GO" || number is "r69" or "TOTAL"
                || WellKnownRoles.Plain(name) is "totaloutput" or "total" or "output" or "outputatbasicprices"
                || (name.Length == 0 && code.Length == 0) ? new(LabelKind.Output) : new(LabelKind.Unknown, region, number);
        if (edition.Category(code, number) is { } category) return new(LabelKind.Demand, region, category);
        if (NumberOf(number) is not { } n || n > edition.Sectors) return new(LabelKind.Unknown, region, number);
        var sector = edition.SectorByNumber ? number : code;
        return sector.Length > 0 ? new(LabelKind.Industry, region, sector) : new(LabelKind.Unknown, region, number);
    }

    [GeneratedRegex(@"^c(\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
