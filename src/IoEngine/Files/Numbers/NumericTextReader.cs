using System.Collections.Concurrent;
using IoEngine.Files.Lines;
using IoEngine.Texts;

namespace IoEngine.Files.Numbers;

/// <summary>Reads a wide table of numbers with labels from UTF-8 text, in parallel over blocks of rows.</summary>
internal static class NumericTextReader
{
    /// <summary>
    /// Bytes of a block: large enough to keep threads apart, small enough that a few of them stay in the cache.
    /// </summary>
    private const int BlockBytes = 1 << 20;

    /// <summary>
    /// Reads the whole stream; numbers go to the sink that <paramref name="open"/> returns, labels and faults to the result.
    /// </summary>
    /// <param name="stream">UTF-8 text, with or without byte order mark; LF or CRLF.</param>
    /// <param name="place">Name of the file for messages.</param>
    /// <param name="layout">Header lines, index columns, separator.</param>
    /// <param name="open">Called once with the header, before any number.</param>
    /// <param name="progress">Receives the bytes read so far.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// There is no header, or its lines don't agree; no number can be placed then.
    /// </exception>
    public static NumericText Read(Stream stream, string place, NumericTextLayout layout,
        Func<NumericTextHeader, RowTileSink> open, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var lines = new LineBlocks(stream, place, BlockBytes);
        var header = ReadHeader(lines, place, layout);
        var firstLine = lines.LinesTaken + 1;
        var sink = open(header);
        var parsed = ParseBlocks(lines, place, layout, header, firstLine, sink, progress, cancellation);
        return Assemble(place, layout, header, firstLine, parsed) with { EndsInLine = lines.EndsInLine };
    }

    private static List<ParsedBlock> ParseBlocks(LineBlocks lines, string place, NumericTextLayout layout,
        NumericTextHeader header, int firstLine, RowTileSink sink, IProgress<long>? progress, CancellationToken cancellation)
    {
        var parsers = new ConcurrentBag<RowParser>();
        var parsed = new ConcurrentBag<ParsedBlock>();
        LineBlockLoop.Run(lines, layout.Threads, block =>
        {
            if (!parsers.TryTake(out var parser)) parser = new RowParser(place, layout, header, firstLine, sink);
            parsed.Add(parser.Parse(block));
            parsers.Add(parser);
        }, progress, cancellation);
        return [.. parsed.OrderBy(b => b.FirstRow)];
    }

    private static NumericTextHeader ReadHeader(LineBlocks lines, string place, NumericTextLayout layout)
    {
        byte separator = layout.Separator ?? 0;
        if (layout.GivenColumns is { } given)
        {
            if (!lines.TryPeekLine(out var line)) throw TooShort(place, layout, 0);
            if (separator == 0) separator = DelimitedTokens.DelimiterOf(line);
            return new NumericTextHeader(separator, [[.. given]], []);
        }

        var labels = new List<string[]>();
        var names = new List<string>();
        for (var i = 0; i < layout.HeaderRows; i++)
        {
            if (!lines.TryPeekLine(out var line)) throw TooShort(place, layout, i);
            if (separator == 0) separator = DelimitedTokens.DelimiterOf(line);
            var cells = DelimitedTokens.Split(line, separator);
            lines.TakeLine();
            if (cells.Length <= layout.IndexColumns) throw TooNarrow(place, layout, i, cells.Length);
            if (i == layout.HeaderRows - 1) names.AddRange(cells[..layout.IndexColumns]);
            labels.Add(cells[layout.IndexColumns..]);
            if (labels[i].Length != labels[0].Length) throw Uneven(place, i, labels[i].Length, labels[0].Length);
        }

        if (layout is { MayLackCorner: true, HeaderRows: 1, IndexColumns: 1 } && lines.TryPeekLine(out var first)
            && DelimitedTokens.Split(first, separator).Length == labels[0].Length + 2)
        {
            labels[0] = [names[0], .. labels[0]];
            names = [""];
        }

        if (layout is { MayNameIndex: true, HeaderRows: > 1 } && lines.TryPeekLine(out var next))
        {
            var cells = DelimitedTokens.Split(next, separator);
            if (cells.Skip(layout.IndexColumns).All(c => c.Length == 0) && cells.Take(layout.IndexColumns).Any(c => c.Length > 0))
            {
                lines.TakeLine();
                names = [.. cells.Take(layout.IndexColumns)];
            }
        }

        return new NumericTextHeader(separator, labels, names);
    }

    private static NumericText Assemble(string place, NumericTextLayout layout, NumericTextHeader header, int firstLine,
        List<ParsedBlock> blocks)
    {
        var rows = blocks.Count == 0 ? 0 : blocks.Max(b => b.LastRowWithContent + 1);
        var labels = Enumerable.Range(0, layout.IndexColumns).Select(_ => new string[rows]).ToList();
        var findings = new List<Finding>();
        long faults = 0, empty = 0;
        foreach (var block in blocks)
        {
            var kept = Math.Clamp(rows - block.FirstRow, 0, block.Rows);
            for (var c = 0; c < labels.Count; c++)
            {
                for (var r = 0; r < kept; r++) labels[c][block.FirstRow + r] = block.Labels[(r * labels.Count) + c] ?? "";
            }

            foreach (var row in block.BlankRows.Where(r => r < rows))
            {
                findings.Add(Finding.Error("TEXT-RAGGED-ROW", $"{place}, line {firstLine + row}",
                    "A line is empty between rows of numbers.",
                    "an empty line", $"{layout.IndexColumns + header.Columns} cells", "Remove the line, or restore its cells."));
                faults++;
            }

            faults += block.Faults;
            findings.AddRange(block.Findings);
            empty += block.EmptyCells;
        }

        if (faults > layout.MaxFindings)
        {
            findings.RemoveRange(layout.MaxFindings, findings.Count - layout.MaxFindings);
            findings.Add(Finding.Error("TEXT-MORE-FAULTS", place, "There are more faults than are listed.",
                $"{faults} in all, {layout.MaxFindings} listed", "none", "Cure those listed and read again."));
        }

        return new NumericText
        {
            Header = header,
            RowLabels = labels,
            FirstLine = firstLine,
            Rows = rows,
            EmptyCells = empty,
            EmptyAt = [.. blocks.SelectMany(b => b.EmptyAt)],
            Findings = findings,
        };
    }

    private static InvalidDataFindingsException TooShort(string place, NumericTextLayout layout, int lines) =>
        new($"{place} can't be read", Finding.Error("TEXT-HEADER", $"{place}, line {lines + 1}",
            "The file ends within its header.", $"{lines} lines", $"{layout.HeaderRows} header lines and then numbers",
            "Restore the file, or correct the number of header lines (nr_header)."));

    private static InvalidDataFindingsException TooNarrow(string place, NumericTextLayout layout, int line, int cells) =>
        new($"{place} can't be read", Finding.Error("TEXT-HEADER", $"{place}, line {line + 1}",
            "The header has no column of numbers.",
            $"{cells} cells", $"{layout.IndexColumns} index columns and at least one column of numbers",
            "Check the separator (tab, comma or semicolon) and the number of index columns (nr_index_col)."));

    private static InvalidDataFindingsException Uneven(string place, int line, int found, int expected) =>
        new($"{place} can't be read", Finding.Error("TEXT-HEADER", $"{place}, line {line + 1}",
            "The header lines differ in length.",
            $"{found} column labels", $"{expected}, as in line 1", "Give every column one label in each header line."));
}
