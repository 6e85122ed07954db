using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Files.Numbers;
using IoEngine.Tables.Naming;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>
/// Reads single tables of a saved pymrio system; a table with faults gives null, and its faults are in the findings.
/// </summary>
internal sealed class PymrioPartReader(TableSource source, TableReadOptions options, List<Finding> findings,
    CancellationToken cancellation)
{
    private readonly HashSet<string> faulty = [];

    /// <summary>Whether the part was tried and could not be read.</summary>
    public bool HasFaults(PymrioPart? part) => part is not null && faulty.Contains(part.Entry);

    /// <summary>Name of an entry for messages.</summary>
    public string PlaceOf(string entry) => source.Files.PlaceOf(entry);

    /// <summary>Whether the part is described and its file is there; else an error is added.</summary>
    public bool RequirePresent(PymrioPart? part, string folder, string name)
    {
        if (part is null)
        {
            findings.Add(Finding.Error("FILE-MISSING", PlaceOf(folder + PymrioParameters.FileName), $"The table has no {name}.",
                $"no entry '{name}' under 'files'", $"{name}.txt", $"Save the table with its {name}."));
            return false;
        }

        if (source.Files.Find(part.Entry) is not null) return true;
        var near = source.Entries.Where(e => e.Folder == folder).Select(e => e.Name).Take(8).ToList();
        findings.Add(Finding.Error("FILE-MISSING", PlaceOf(part.Entry), $"The file of {name} is missing.",
            near.Count == 0 ? "no files there" : $"there are {string.Join(", ", near)}",
            "the file that file_parameters.json names", "Restore the file, or correct its name in file_parameters.json."));
        faulty.Add(part.Entry);
        return false;
    }

    /// <summary>Reads a table of numbers.</summary>
    public TextMatrix? ReadMatrix(PymrioPart part, bool square = false, int? rows = null)
    {
        if (!RequirePresent(part, FolderOf(part), Path.GetFileNameWithoutExtension(part.Entry)) || !IsText(part)) return null;
        var before = findings.Count;
        try
        {
            var layout = new NumericTextLayout(part.HeaderRows, part.IndexColumns);
            var matrix = TextMatrix.Read(source, part.Entry, layout, h => square ? h.Columns : rows, options, findings,
                cancellation);
            if (!findings.Skip(before).Any(f => f.Severity == Severity.Error)) return matrix;
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
        }

        faulty.Add(part.Entry);
        return null;
    }

    /// <summary>x, in the order of the industries.</summary>
    public double[]? ReadOutput(PymrioPart part, Axis<Industry> industries)
    {
        var matrix = ReadMatrix(part, rows: industries.Count);
        if (matrix is null || IndustryRows(matrix) is not { } rows) return null;
        var map = LabelMatch.Positions(rows, industries, $"{matrix.Place}, rows", findings);
        if (map.Contains(-1) || rows.Count != industries.Count)
        {
            faulty.Add(part.Entry);
            return null;
        }

        return LabelMatch.Reorder(matrix.Values, map, null).Column(0).ToArray();
    }

    /// <summary>Row labels as industries, or null with faults where there are not two levels or a label occurs twice.</summary>
    public List<Industry>? IndustryRows(TextMatrix matrix)
    {
        var levels = matrix.Text.RowLabels;
        if (!TwoLevels(levels.Count, $"{matrix.Place}, rows", "nr_index_col")) return null;
        var labels = levels[0].Zip(levels[1], (r, s) => new Industry(r, s)).ToList();
        return LabelMatch.AllDistinct(labels, i => $"{matrix.Place}, line {matrix.Text.FirstLine + i}", findings) ? labels : null;
    }

    /// <summary>Column labels as industries.</summary>
    public List<Industry>? IndustryColumns(TextMatrix matrix) => Columns(matrix, (r, s) => new Industry(r, s));

    /// <summary>Column labels as columns of final demand.</summary>
    public List<DemandColumn>? DemandColumns(TextMatrix matrix) => Columns(matrix, (r, c) => new DemandColumn(r, c));

    private List<T>? Columns<T>(TextMatrix matrix, Func<string, string, T> label)
        where T : notnull
    {
        var levels = matrix.Text.Header.ColumnLabels;
        if (!TwoLevels(levels.Count, $"{matrix.Place}, columns", "nr_header")) return null;
        var labels = levels[0].Zip(levels[1], label).ToList();
        var first = matrix.Text.RowLabels.Count + 1;
        return LabelMatch.AllDistinct(labels, i => $"{matrix.Place}, column {first + i}", findings) ? labels : null;
    }

    private bool TwoLevels(int levels, string place, string parameter)
    {
        if (levels == 2) return true;
        findings.Add(Finding.Error("TEXT-HEADER", place, "The labels have the wrong number of levels.", $"{parameter} = {levels}",
            "2: region and sector (or category)", "Save the table with region and sector as its two levels."));
        return false;
    }

    /// <summary>
    /// Units by row label from a unit.txt; labels of several levels are joined by " | ". The column named unit is taken, else the
    /// last.
    /// </summary>
    public Dictionary<string, string> ReadUnits(PymrioPart? part)
    {
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        if (part is null || !RequirePresent(part, FolderOf(part), "unit")) return units;
        using var stream = source.Files.OpenRead(part.Entry);
        var lines = new LineBlocks(stream, PlaceOf(part.Entry), 1 << 16);
        byte separator = 0;
        var column = -1;
        while (lines.TryPeekLine(out var line))
        {
            if (separator == 0) separator = DelimitedTokens.DelimiterOf(line);
            var cells = DelimitedTokens.Split(line, separator);
            lines.TakeLine();
            if (column < 0)
                column = Array.FindLastIndex(cells, c => c.Equals("unit", StringComparison.OrdinalIgnoreCase)) is var i and >= 0
                    ? i : cells.Length - 1;
            else if (cells.Length > column && column > 0) units.TryAdd(string.Join(" | ", cells[..column]), cells[column]);
        }

        return units;
    }

    /// <summary>The one unit of money of all industries.</summary>
    public Unit? ReadMoneyUnit(PymrioPart? part, string folder, Axis<Industry> industries)
    {
        var place = PlaceOf(part?.Entry ?? folder + "unit.txt");
        var units = ReadUnits(part);
        if (HasFaults(part)) return null;
        if (units.Count == 0 && options.Unit is { } given) return given;
        var spelled = industries.Select(i => units.GetValueOrDefault($"{i.Region.Code} | {i.Sector.Code}")).ToList();
        var missing = industries.Where((_, i) => spelled[i] is null).ToList();
        var distinct = spelled.OfType<string>().Distinct().ToList();
        if (distinct.Count == 0)
        {
            findings.Add(Finding.Error("UNIT-MISSING", place, "The unit of the flows is not known.", "no unit for any industry",
                "a unit.txt with a unit such as 'Mill USD' for each industry",
                "Save the table with its units, or state the unit when reading."));
            return null;
        }

        if (missing.Count > 0)
        {
            findings.Add(Finding.Warning("UNIT-MISSING", place,
                "Some industries have no unit; they are taken to have that of the others.",
                $"{missing.Count} without, {missing[0]} first", $"a unit for each of {industries.Count} industries",
                "Complete the file."));
        }

        var read = distinct.ConvertAll(Unit.Read);
        var unknown = read.FindAll(u => u.Kind != UnitKind.Money);
        foreach (var unit in unknown)
        {
            findings.Add(Finding.Error("UNIT-UNKNOWN", $"{place}, {industries[spelled.IndexOf(unit.Published)]}",
                "The unit of flows is not an amount of money.",
                $"'{unit.Published}'", UnitText.ExpectedMoney, "Correct the unit; tables in physical units can't be used."));
        }

        if (unknown.Count > 0) return null;
        var different = read.DistinctBy(u => u).ToList();
        if (different.Count > 1)
        {
            findings.Add(Finding.Error("UNIT-MIXED", place, "The industries have different units of money.",
                string.Join(", ", different.Select(u => $"'{u.Published}' ({industries[spelled.IndexOf(u.Published)]})")),
                "one unit for all", "Convert the table to one unit."));
            return null;
        }

        return read[0];
    }

    private bool IsText(PymrioPart part)
    {
        var extension = Path.GetExtension(part.Entry).ToLowerInvariant();
        if (extension is not (".parquet" or ".pkl" or ".pickle")) return true;
        findings.Add(Finding.Error("PYMRIO-NOT-TEXT", PlaceOf(part.Entry), "The table is not saved as text.",
            $"a {extension} file", "a .txt file", "Save it with table_format='txt'."));
        faulty.Add(part.Entry);
        return false;
    }

    internal static string FolderOf(PymrioPart part) => part.Entry[..(part.Entry.LastIndexOf('/') + 1)];
}
