using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Numerics;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>Reads a long labelled text: one line a cell, with the names of its row and its column.</summary>
internal static class LongTable
{
    /// <summary>Reads an entry; null where faults (in the findings) leave nothing to use.</summary>
    /// <param name="source">Where the entry is.</param>
    /// <param name="entry">Path of the entry.</param>
    /// <param name="layout">Which cells name row and column.</param>
    /// <param name="rules">What labels mean.</param>
    /// <param name="complete">Every row must have a line for every column; else pairs without a line are zero.</param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="findings">Receives all faults.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static TableParts? Read(TableSource source, string entry, LongTextLayout layout, LabelRules rules, bool complete,
        TableReadOptions options, List<Finding> findings, CancellationToken cancellation)
    {
        var place = source.Files.PlaceOf(entry);
        var before = findings.Count;
        layout = layout with { Threads = options.Threads };
        try
        {
            var progress = TextMatrix.ProgressOf(source, entry, options);
            using var names = source.Files.OpenRead(entry);
            var keys = LongText.ReadKeys(names, place, layout, progress, cancellation);
            var rows = rules.Classify(keys.Rows, true, r => $"{place}, line {keys.RowLines[r]}", findings);
            var columns = rules.Classify(keys.Columns, false, c => $"{place}, line {keys.ColumnLines[c]}", findings);
            if (Layout(place, rows, columns, rules, complete, keys.FilterTexts, findings) is not { } sink
                || Failed(findings, before))
                return null;
            using var numbers = source.Files.OpenRead(entry);
            var result = LongText.ReadValues(numbers, place, layout, keys, sink.Write, progress, cancellation);
            findings.AddRange(result.Findings);
            Report(result, keys, place, complete, findings);
            return Failed(findings, before) ? null : sink.Parts(place, r => $"{place}, line {keys.RowLines[r]}");
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
            return null;
        }
    }

    private static bool Failed(List<Finding> findings, int before) =>
        findings.Skip(before).Any(f => f.Severity == Severity.Error);

    private static LongSink? Layout(string place, CellLabel[] rows, CellLabel[] columns, LabelRules rules, bool complete,
        IReadOnlyList<string> filters, List<Finding> findings)
    {
        var industries = new Axis<Industry>("industries", columns.Where(c => c.Kind == LabelKind.Industry).Select(c => c.Industry)
            .Distinct());
        var demand = new Axis<DemandColumn>("columns of final demand",
            columns.Where(c => c.Kind == LabelKind.Demand).Select(c => c.Demand).Distinct());
        if (industries.Count == 0)
        {
            findings.Add(Finding.Error("TEXT-NO-ROWS", place, "No line has an industry in its column.",
                $"{columns.Length} columns{(filters.Count > 0 ? $"; there are {string.Join(", ", filters.Take(50))}" : "")}",
                "lines of cells", "Restore the file, or choose what it has."));
            return null;
        }

        if (!complete)
        {
            // Without lines for zeros the first row does not show all columns: rows are in order, and columns follow them.
            var inRows = rows.Where(r => r.Kind == LabelKind.Industry).Select(r => r.Industry).Distinct().ToList();
            if (rules.RowOf is null && inRows.ToHashSet().SetEquals(industries))
                industries = new Axis<Industry>(industries.Name, inRows);
            var regions = industries.Select(i => i.Region).Distinct().ToList();
            var categories = rules.Categories ?? [.. demand.Select(d => d.Category).Distinct()];
            demand = new Axis<DemandColumn>(demand.Name,
                demand.OrderBy(d => regions.IndexOf(d.Region)).ThenBy(d => categories.ToList().IndexOf(d.Category)));
        }

        var rowAxis = rules.RowOf is null ? industries : new Axis<Industry>("products", industries.Select(rules.RowOf));
        LabelMatch.Positions(rows.Where(r => r.Kind == LabelKind.Industry).Select(r => r.Industry).Distinct().ToList(), rowAxis,
            $"{place}, rows", findings);
        return new LongSink(rows, columns, rowAxis, industries, demand);
    }

    private static void Report(LongTextResult result, LongTextKeys keys, string place, bool complete, List<Finding> findings)
    {
        if (result.EmptyCells > 0)
            findings.Add(Finding.Warning("TEXT-EMPTY-CELLS", place, "Empty cells were taken as zero.",
                $"{result.EmptyCells} cells", "a number in each line", "Put in the numbers if they are not zero."));
        if (result.EndsInLine)
        {
            findings.Add(Finding.Warning("TEXT-OPEN-END", place, "The last line has no line end, as in a file that was cut.",
                "no line end", "a line end after the last line", "Compare the size of the file with that of its publisher."));
        }

        if (result.Missing is not { } missing) return;
        var first = $"{string.Join('.', keys.Rows.Select(r => r[missing.Row]))}, "
            + $"{string.Join('.', keys.Columns.Select(c => c[missing.Column]))}";
        findings.Add(complete
            ? Finding.Error("TEXT-INCOMPLETE", place, "Cells of the table have no line.",
                $"{missing.Count} missing, {first} first", "a line for every cell, zeros included",
                "Restore the file; its end may have been cut.")
            : Finding.Info("TEXT-SPARSE", place, "Cells of the table without a line are zero.",
                $"{missing.Count} without, {first} first", "lines for cells that are not zero"));
    }
}

/// <summary>Takes the cells of a long text to Z, Y and the other rows.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001",
    Justification = "Z and Y leave with the parts; the table owns them.")]
internal sealed class LongSink
{
    private readonly CellLabel[] rows;
    private readonly int[] rowTo;
    private readonly int[] columnTo;
    private readonly double[]?[] aside;
    private readonly Axis<Industry> rowAxis;
    private readonly Axis<Industry> industries;
    private readonly Axis<DemandColumn> demand;
    private readonly DenseMatrix z;
    private readonly DenseMatrix y;
    private readonly double[]? output;

    public LongSink(CellLabel[] rows, CellLabel[] columns, Axis<Industry> rowAxis, Axis<Industry> industries,
        Axis<DemandColumn> demand)
    {
        this.rows = rows;
        this.rowAxis = rowAxis;
        this.industries = industries;
        this.demand = demand;
        z = new DenseMatrix(rowAxis.Count, industries.Count);
        y = new DenseMatrix(rowAxis.Count, demand.Count);
        output = columns.Any(c => c.Kind == LabelKind.Output) ? new double[rowAxis.Count] : null;
        var width = industries.Count + demand.Count + 1;
        rowTo = rows.Select(r => r.Kind == LabelKind.Industry && rowAxis.TryIndexOf(r.Industry, out var i) ? i : -1).ToArray();
        columnTo = columns.Select(c => c.Kind switch
        {
            LabelKind.Industry => industries.IndexOf(c.Industry),
            LabelKind.Demand => industries.Count + demand.IndexOf(c.Demand),
            LabelKind.Output => width - 1,
            _ => -1,
        }).ToArray();
        aside = rows.Select(r => r.Kind is LabelKind.Industry or LabelKind.Ignored ? null : new double[width]).ToArray();
    }

    /// <summary>Takes one number; concurrent calls must bring different cells.</summary>
    public void Write(int row, int column, double value)
    {
        var to = columnTo[column];
        if (to < 0) return;
        var i = rowTo[row];
        if (i < 0)
        {
            if (aside[row] is { } values) values[to] = value;
        }
        else if (to < industries.Count) z.WritableColumn(to)[i] = value;
        else if (to < industries.Count + demand.Count) y.WritableColumn(to - industries.Count)[i] = value;
        else output![i] = value;
    }

    public TableParts Parts(string place, Func<int, string> placeOf) => new()
    {
        Place = place,
        Industries = industries,
        RowAxis = rowAxis,
        Demand = demand,
        Z = z,
        Y = y,
        OutputColumn = output,
        Rows = Enumerable.Range(0, rows.Length).Where(r => aside[r] is not null)
            .Select(r => new FlowLine(rows[r], placeOf(r), aside[r]!)).ToList(),
    };
}
