using IoEngine.Accounts;
using IoEngine.Files.Numbers;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>
/// Reads a wide labelled text: rows of industries, primary inputs and totals under columns of industries, final demand and
/// totals.
/// </summary>
internal static class WideTable
{
    /// <summary>Reads an entry; null where faults (in the findings) leave nothing to use.</summary>
    /// <param name="source">Where the entry is.</param>
    /// <param name="entry">Path of the entry.</param>
    /// <param name="layout">Header lines and index columns.</param>
    /// <param name="rules">What labels mean.</param>
    /// <param name="options">Threads, progress.</param>
    /// <param name="findings">Receives all faults.</param>
    /// <param name="industries">Industries of the table where another file has named them; null: those of the columns.</param>
    /// <param name="demand">Columns of final demand where another file has named them; null: those of this one.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static TableParts? Read(TableSource source, string entry, NumericTextLayout layout, LabelRules rules,
        TableReadOptions options,
        List<Finding> findings, Axis<Industry>? industries = null, Axis<DemandColumn>? demand = null,
        CancellationToken cancellation = default)
    {
        var place = source.Files.PlaceOf(entry);
        var before = findings.Count;
        WideSink? sink = null;
        CellLabel[] columns = [];
        NumericText text;
        try
        {
            text = TextMatrix.ReadInto(source, entry, layout, header =>
            {
                columns = rules.Classify(header.ColumnLabels, false,
                    j => $"{place}, line {layout.HeaderRows}, column {layout.IndexColumns + j + 1}", findings);
                if (rules.IndustriesInRows) RequireRoom(columns, industries, source.Files.Find(entry)?.Bytes ?? 0, place);
                sink = Open(columns, place, industries, demand, rules, findings);
                return sink.Write;
            }, options, findings, cancellation, reportEmpty: false);
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
            return null;
        }

        var rows = rules.Classify(text.RowLabels, true, r => $"{place}, line {text.FirstLine + r}", findings);
        TextMatrix.ReportEmpty(text, text.EmptyAt.Count(c => IsCorner(rows[c.Row], columns[c.Column])), place, findings);
        CheckRows(rows, sink!, rules.IndustriesInRows, place, findings);
        if (findings.Skip(before).Any(f => f.Severity == Severity.Error)) return null;
        return Parts(place, rows, text.FirstLine, columns, sink!);
    }

    // Where a row or column of totals meets another, or inputs and final use, there is nothing to state: publishers leave these
    // cells empty.
    private static bool IsCorner(CellLabel row, CellLabel column) =>
        row.Kind != LabelKind.Industry && column.Kind != LabelKind.Industry
            && (row.Kind is LabelKind.Output or LabelKind.Ignored || column.Kind is LabelKind.Output or LabelKind.Ignored);

    /// <summary>
    /// A cell takes at least its separator: a file too small for the rows that its header announces must not make a large matrix.
    /// </summary>
    private static void RequireRoom(CellLabel[] columns, Axis<Industry>? industries, long bytes, string place)
    {
        var rows = industries?.Count ?? columns.Count(c => c.Kind == LabelKind.Industry);
        if ((long)rows * columns.Length <= bytes) return;
        // What is wrong with the header is already among the findings, and with it this comes.
        throw new InvalidDataFindingsException($"{place} can't be read",
            Finding.Error("TEXT-TOO-SHORT", place, "The file is too short for the rows that its header announces.",
                $"{bytes} bytes", $"{rows} rows of {columns.Length} cells", "Restore the file; its end may have been cut."));
    }

    private static WideSink Open(CellLabel[] columns, string place, Axis<Industry>? industries, Axis<DemandColumn>? demand,
        LabelRules rules, List<Finding> findings)
    {
        var own = new Axis<Industry>("industries", columns.Where(c => c.Kind == LabelKind.Industry).Select(c => c.Industry)
            .Distinct());
        var ownDemand = new Axis<DemandColumn>("columns of final demand",
            columns.Where(c => c.Kind == LabelKind.Demand).Select(c => c.Demand).Distinct());
        if (industries is not null && own.Count > 0) LabelMatch.Positions([.. own], industries, $"{place}, columns", findings);
        if (demand is not null && ownDemand.Count > 0)
            LabelMatch.Positions([.. ownDemand], demand, $"{place}, columns", findings);
        if (columns.Count(c => c.Kind == LabelKind.Output) > 1)
        {
            findings.Add(Finding.Error("LABEL-DUPLICATE", $"{place}, line 1", "There is more than one column of totals.",
                $"{columns.Count(c => c.Kind == LabelKind.Output)} columns", "one", "Keep the column of gross output."));
        }

        var rows = !rules.IndustriesInRows ? new Axis<Industry>("rows of industries", [])
            : rules.RowOf is { } rowOf ? new Axis<Industry>("products", (industries ?? own).Select(rowOf)) : null;
        return new WideSink(columns, industries ?? own, demand ?? ownDemand, rows);
    }

    private static void CheckRows(CellLabel[] rows, WideSink sink, bool ofIndustries, string place, List<Finding> findings)
    {
        if (rows.Length == 0)
            findings.Add(Finding.Error("TEXT-NO-ROWS", place, "There are no rows.", "0 rows", "rows of numbers",
                "Restore the file."));
        else if (ofIndustries)
        {
            var found = rows.Where(r => r.Kind == LabelKind.Industry).Select(r => r.Industry).Distinct().ToList();
            LabelMatch.Positions(found, sink.Rows, $"{place}, rows", findings);
        }
    }

    private static TableParts Parts(string place, CellLabel[] rows, int firstLine, CellLabel[] columns, WideSink sink)
    {
        var aside = sink.Settle(rows);
        var n = sink.Industries.Count + sink.Demand.Count;
        var lines = new List<FlowLine>();
        var known = new Dictionary<CellLabel, int>();
        for (var r = 0; r < rows.Length; r++)
        {
            if (!aside.TryGetValue(r, out var values) || rows[r].Kind is LabelKind.Ignored or LabelKind.Industry) continue;
            // Rows of parts of a country have the label of the whole.
            if (known.TryGetValue(rows[r], out var at))
            {
                for (var j = 0; j < n; j++) lines[at].Values[j] += values[j];
                continue;
            }

            known[rows[r]] = lines.Count;
            lines.Add(new FlowLine(rows[r], $"{place}, line {firstLine + r}", values));
        }

        return new TableParts
        {
            Place = place,
            Industries = sink.Industries,
            RowAxis = sink.Rows,
            Demand = sink.Demand,
            Z = sink.Z,
            Y = sink.Y,
            OutputColumn = columns.Any(c => c.Kind == LabelKind.Output) ? sink.Output.Column(0).ToArray() : null,
            Rows = lines,
        };
    }
}
