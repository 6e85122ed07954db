using IoEngine.Files.Numbers;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Exiobase;

/// <summary>A text table of EXIOBASE 1 or 2: two header lines; as many label columns as the first line has empty cells.</summary>
internal sealed class ExiobaseText
{
    private readonly NumericText text;

    private ExiobaseText(TextMatrix matrix)
    {
        Place = matrix.Place;
        Values = matrix.Values;
        text = matrix.Text;
        Levels = text.RowLabels.Count;
        Rows = Enumerable.Range(0, text.Rows).Select(i => text.RowLabels.Select(l => l[i]).ToArray()).ToList();
        // One column: a name; two: name and unit; three and more: name, compartment (or sector) and unit, then remarks.
        Units = Rows.Select(r => r.Length switch { < 2 => "", 2 => r[1], _ => r[2] }).ToList();
        Names = Rows.Select(
            r => string.Join(" | ", r.Where((cell, i) => i != (r.Length == 2 ? 1 : 2) && cell.Length > 0 && cell != "nan")))
            .ToList();
    }

    public string Place { get; }

    public DenseMatrix Values { get; }

    /// <summary>Columns of labels.</summary>
    public int Levels { get; }

    /// <summary>The label cells of each row.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    /// <summary>Name of each row, with its compartment.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Unit of each row; empty where the file has none.</summary>
    public IReadOnlyList<string> Units { get; }

    /// <summary>Reads an entry; null where it has faults.</summary>
    public static ExiobaseText? Read(TableSource source, string entry, TableReadOptions options, List<Finding> findings,
        CancellationToken cancellation)
    {
        var before = findings.Count;
        try
        {
            var first = source.FirstLines(entry, 1, 4 << 20)[0];
            var levels = first.TakeWhile(c => c == '\t').Count();
            if (levels is 0 or > 12)
            {
                findings.Add(Finding.Error("TEXT-HEADER", $"{source.Files.PlaceOf(entry)}, line 1",
                    "The header does not begin with empty cells above the labels.",
                    $"{levels} empty cells", "1 to 12, separated by tabs", "Check that this is a table of EXIOBASE 1 or 2."));
                return null;
            }

            var layout = new NumericTextLayout(2, levels) { Separator = (byte)'\t', MayNameIndex = false };
            var matrix = TextMatrix.Read(source, entry, layout, _ => null, options, findings, cancellation);
            return findings.Skip(before).Any(f => f.Severity == Severity.Error) ? null : new ExiobaseText(matrix);
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
            return null;
        }
    }

    /// <summary>Column labels: region and sector, or region and category.</summary>
    public List<T> Columns<T>(Func<string, string, T> label) =>
        [.. text.Header.ColumnLabels[0].Zip(text.Header.ColumnLabels[1], label)];

    public string PlaceOfRow(int row) => $"{Place}, line {text.FirstLine + row}";

    public string PlaceOfColumn(int column) => $"{Place}, column {Levels + column + 1}";

    /// <summary>Whether there are at least that many columns of labels; else an error is added.</summary>
    public bool HasLevels(int least, List<Finding> findings)
    {
        if (Levels >= least) return true;
        findings.Add(Finding.Error("TEXT-HEADER", $"{Place}, line 1", "There are too few columns of labels.", $"{Levels}",
            $"{least}: region, sector, unit", "Restore the file."));
        return false;
    }
}
