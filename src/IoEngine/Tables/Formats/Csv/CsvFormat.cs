using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Lines;
using IoEngine.Files.Numbers;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>Anybody's own table in labelled text, described by a small JSON: see <see cref="CsvDescription"/>.</summary>
internal sealed class CsvFormat : ITableFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public string LooksFor => $"a JSON with \"format\": \"{CsvDescription.FormatName}\" beside the files that it names";

    /// <inheritdoc/>
    public bool Recognises(TableSource source) => Descriptors(source).Any();

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Held(TableSource source) => YearFiles.Held(Candidates(source));

    /// <inheritdoc/>
    public MrioTable Read(TableSource source, TableReadOptions options, CancellationToken cancellation)
    {
        var named = source.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
        var descriptors = Candidates(source);
        var entry = YearFiles.Select(source, descriptors.Count > 0 ? descriptors : YearFiles.Candidates(named), options,
            "descriptor of a table");
        var findings = new List<Finding>();
        var description = CsvDescription.Read(source, entry, options.Region, findings);
        TableAssembly.ThrowOnErrors(source, findings);
        // A descriptor that is named itself stands for the folder that it is in.
        var files = source.Files is SingleFile
            ? TableSource.Open(Path.GetDirectoryName(Path.GetFullPath(source.Place))!) : source;
        var reader = new CsvReader(files, entry.Folder, description!, options, findings, cancellation);
        var parts = reader.Read();
        TableAssembly.ThrowOnErrors(source, findings);
        return TableAssembly.Build(parts!, Identity(source, description!, options, findings),
            known => description!.Roles.Or(known), findings);
    }

    private static TableIdentity Identity(TableSource source, CsvDescription description, TableReadOptions options,
        List<Finding> findings)
    {
        _ = Unit.TryReadMoney(description.Unit, out var unit); // the descriptor was refused where its unit is none
        return new TableIdentity
        {
            Name = description.Name,
            Year = YearFiles.Agreed(description.Year, options, source.Place, findings),
            Unit = unit,
            PriceBasis = description.PriceBasis,
            Source = description.Source,
            Format = "csv",
            Synthetic = description.Synthetic,
        };
    }

    private static IEnumerable<FileEntry> Descriptors(TableSource source) =>
        source.Entries.Where(e => CsvDescription.IsOne(source, e));

    private static List<TableCandidate<FileEntry>> Candidates(TableSource source) =>
        [.. Descriptors(source).Select(e => new TableCandidate<FileEntry>(e,
            YearFiles.YearIn(e.Name) ?? CsvDescription.YearOf(source, e), e.Path))];
}

/// <summary>Reads the files of a descriptor one after the other: flows first, since they name the industries.</summary>
internal sealed class CsvReader(TableSource source, string folder, CsvDescription description, TableReadOptions options,
    List<Finding> findings, CancellationToken cancellation)
{
    /// <summary>All parts; null where there are errors among the findings.</summary>
    public TableParts? Read()
    {
        var ordered = description.Files.OrderBy(f => f.Holds).ToList();
        foreach (var file in ordered.Where(f => source.Files.Find(folder + f.File) is null))
        {
            findings.Add(Finding.Error("FILE-MISSING", source.Files.PlaceOf(folder + file.File),
                "A file of the descriptor is missing.", YearFiles.Names(source), file.File,
                "Restore the file, or correct its path in the descriptor."));
        }

        if (findings.Any(f => f.Severity == Severity.Error)) return null;
        var core = ReadFile(ordered[0], null, null);
        if (core is null) return null;
        foreach (var file in ordered.Skip(1))
        {
            var demand = file.Holds == CsvHolds.Y && core.Demand.Count == 0 ? null : core.Demand;
            if (ReadFile(file, core.Industries, demand) is { } more) core = Merge(core, more, file.Holds);
        }

        RequireItems(core);
        return findings.Any(f => f.Severity == Severity.Error) ? null : CsvImports.Domestic(core, description, findings);
    }

    /// <summary>What the descriptor names must be there: a row that is missing is the sign of a file that was cut.</summary>
    private void RequireItems(TableParts core)
    {
        bool HasRow(LabelKind kind, string item) => core.Rows.Any(r => r.Label.Kind == kind
            && (r.Label.Item == item
                || description.Files.Any(f => r.Label.Item.EndsWith(f.Split + item, StringComparison.Ordinal))));
        var items = description.Items;
        var missing = items.Primary.Where(i => !HasRow(LabelKind.Primary, i)).Select(i => $"primary '{i}'")
            .Concat(items.Satellites.Where(i => !HasRow(LabelKind.Satellite, i)).Select(i => $"satellites '{i}'"))
            .Concat(items.Demand.Concat(items.Imports).Concat(items.Exports).Distinct()
                .Where(i => core.Demand.All(d => d.Category != i)).Select(i => $"demand '{i}'"))
            .Concat(items.Output.Length > 0 && core.OutputColumn is null && core.OutputRow is null
                ? items.Output.Select(i => $"output '{i}'") : []);
        foreach (var item in missing)
        {
            findings.Add(Finding.Error("CSV-ITEM-MISSING", core.Place, "An item that the descriptor names is in no file.", item,
                "a row or column with it",
                "Restore the file, whose end may have been cut, or take the item out of the descriptor."));
        }
    }

    private TableParts? ReadFile(CsvFile file, Axis<Industry>? industries, Axis<DemandColumn>? demand)
    {
        var entry = folder + file.File;
        if (file.IsLong) return ReadLong(file, entry, new CsvLabels(description, file).Rules);
        var separator = SeparatorOf(file) ?? DelimitedTokens.DelimiterOf(Encoding.UTF8.GetBytes(source.FirstLines(entry, 1)[0]));
        file = new CsvLabelOrder(description, file, separator).Settled(source, entry, findings);
        // Without an answer to the question all labels would be unknown.
        if (findings.Any(f => f.Code == CsvLabelOrder.Question)) return null;
        var rules = new CsvLabels(description, file).Rules;
        if (new CsvNumberStyle(source, entry, file, separator).Find(file.Header.Length, file.Index.Length, null,
            findings) is not { } style)
            return null;
        var layout = new NumericTextLayout(file.Header.Length, file.Index.Length)
        {
            Separator = separator, MayNameIndex = true, MayLackCorner = true, Style = style,
        };
        return WideTable.Read(source, entry, layout, rules, options, findings, industries, demand, cancellation);
    }

    private TableParts? ReadLong(CsvFile file, string entry, LabelRules rules)
    {
        var line = Encoding.UTF8.GetBytes(source.FirstLines(entry, 1)[0]);
        var separator = SeparatorOf(file) ?? DelimitedTokens.DelimiterOf(line);
        var header = DelimitedTokens.Split(line, separator);
        var named = file.Row.Concat(file.Column).Append(file.Value!).Concat(file.Where.Keys).ToList();
        foreach (var name in named.Where(n => header.Count(h => h == n) != 1))
        {
            findings.Add(Finding.Error("TEXT-HEADER", $"{source.Files.PlaceOf(entry)}, line 1",
                header.Contains(name) ? "A column of the descriptor is there twice." : "A column of the descriptor is missing.",
                string.Join(", ", header.Take(20)), $"'{name}' once", "Correct the header or the descriptor."));
        }

        if (findings.Any(f => f.Severity == Severity.Error)) return null;
        int At(string name) => Array.IndexOf(header, name);
        if (new CsvNumberStyle(source, entry, file, separator).Find(1, 0, At(file.Value!), findings) is not { } style)
            return null;
        var where = file.Where.FirstOrDefault();
        var layout = new LongTextLayout([.. file.Row.Select(At)], [.. file.Column.Select(At)], At(file.Value!), header.Length)
        {
            Separator = separator,
            Style = style,
            FilterCell = where.Key is null ? -1 : At(where.Key),
            FilterText = where.Value ?? "",
        };
        var before = findings.Count;
        var parts = LongTable.Read(source, entry, layout, rules, file.Complete, options, findings, cancellation);
        if (parts is null && where.Key is null && findings.Skip(before).Any(f => f.Code == "TEXT-DUPLICATE"))
            AskWhich(entry, layout, header, before);
        return parts;
    }

    /// <summary>
    /// Cells that are given more than once, and a column that the descriptor does not name: the lines hold the table of several
    /// years, or in several ways.
    /// </summary>
    private void AskWhich(string entry, LongTextLayout layout, string[] header, int before)
    {
        for (var cell = 0; cell < header.Length; cell++)
        {
            if (layout.RowCells.Contains(cell) || layout.ColumnCells.Contains(cell) || layout.ValueCell == cell) continue;
            using var stream = source.Files.OpenRead(entry);
            var texts = LongText.ReadKeys(stream, source.Files.PlaceOf(entry), layout with { FilterCell = cell }, null,
                cancellation).FilterTexts;
            if (texts.Count < 2) continue;
            var own = description.Year?.ToString(CultureInfo.InvariantCulture);
            var one = own is not null && texts.Contains(own) ? own : texts[^1];
            findings.RemoveRange(before, findings.Count - before);
            findings.Add(Finding.Error("CSV-WHERE", $"{source.Files.PlaceOf(entry)}, column {header[cell]}",
                "The lines hold the table more than once.",
                string.Join(", ", texts.Take(12)) + (texts.Count > 12 ? ", …" : ""), "one line a cell of the table",
                $"Say in the descriptor which lines to read: \"where\": {{ \"{header[cell]}\": \"{one}\" }}."));
            return;
        }
    }

    private static byte? SeparatorOf(CsvFile file) => file.Separator is { } s ? (byte)s[0] : null;

    /// <summary>Adds what another file holds; rows are joined by kind and name.</summary>
    private TableParts Merge(TableParts core, TableParts more, CsvHolds holds)
    {
        if (holds == CsvHolds.X) return core with { OutputColumn = more.OutputColumn };
        if (holds == CsvHolds.Y && core.Demand.Count == 0)
        {
            // Rows that were read without final demand get zeros for it.
            var n = core.Industries.Count;
            return core with
            {
                Y = more.Y,
                Demand = more.Demand,
                Rows =
                    [.. core.Rows.Select(r => r with { Values = [.. r.Values.Take(n), .. new double[more.Demand.Count + 1]] })],
            };
        }

        if (holds == CsvHolds.Y)
        {
            findings.Add(Finding.Error("CSV-DESCRIPTOR", more.Place, "Final demand is in two files.", more.Place, "one",
                "Leave one out."));
            return core;
        }

        var width = core.Industries.Count + core.Demand.Count;
        var rows = core.Rows.ToList();
        foreach (var line in more.Rows)
        {
            var at = rows.FindIndex(r => r.Label.Kind == line.Label.Kind && r.Label.Item == line.Label.Item);
            if (at < 0) rows.Add(line);
            else if (Enumerable.Range(0, width).Any(j => rows[at].Values[j] != 0 && line.Values[j] != 0))
                findings.Add(Finding.Error("LABEL-DUPLICATE", line.Place, "A row is in two files.",
                    $"'{line.Label.Item}', also at {rows[at].Place}", "each row once", "Leave one out."));
            else rows[at] = rows[at] with { Values = [.. rows[at].Values.Zip(line.Values, (a, b) => a + b)] };
        }

        return core with { Rows = rows };
    }
}
