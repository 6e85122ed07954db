using System.Globalization;
using System.Text;
using System.Xml;
using ExcelDataReader;
using IoEngine.Files;

namespace IoEngine.Tables.Formats.Excel;

/// <summary>
/// A workbook (.xlsx, .xlsb, .xls) of a source: its sheets row by row. Faults of the file become findings, whatever the parser
/// throws.
/// </summary>
internal sealed class ExcelWorkbook
{
    private static readonly string[] Extensions = [".xlsx", ".xlsb", ".xls", ".xlsm"];
    private readonly Func<Stream> open;
    private readonly FileSet? parts;
    private HashSet<string>? errorCells;

    static ExcelWorkbook() =>
        // Old workbooks are in code pages that the platform knows only after this; it changes nothing for encodings that were
        // known before.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private ExcelWorkbook(string place, Func<Stream> open, FileSet? parts)
    {
        Place = place;
        this.open = open;
        this.parts = parts;
    }

    /// <summary>The file, for messages.</summary>
    public string Place { get; }

    /// <summary>Whether the source is itself a workbook (which a set of files sees as an archive).</summary>
    public static bool IsOne(TableSource source) =>
        IsPackage(source.Files) || (source.Entries.Count == 1 && source.Files is SingleFile && IsNamed(source.Entries[0]));

    /// <summary>The workbooks of a folder or archive.</summary>
    public static IReadOnlyList<FileEntry> In(TableSource source) => IsOne(source) ? [] : [.. source.Entries.Where(IsNamed)];

    /// <summary>The workbook that the source is.</summary>
    public static ExcelWorkbook Of(TableSource source) => IsPackage(source.Files)
        ? new ExcelWorkbook(source.Place, () => File.OpenRead(source.Place), source.Files)
        : new ExcelWorkbook(source.Place, () => source.Files.OpenRead(source.Entries[0].Path), null);

    /// <summary>A workbook of a folder or archive; one inside an archive is held in memory.</summary>
    /// <exception cref="InvalidDataFindingsException">It is damaged or a bomb.</exception>
    public static ExcelWorkbook Of(TableSource source, FileEntry entry)
    {
        var bytes = source.Files.ReadAll(entry.Path, int.MaxValue / 2);
        var place = source.Files.PlaceOf(entry.Path);
        return new ExcelWorkbook(place, () => new MemoryStream(bytes, writable: false),
            bytes.AsSpan().StartsWith("PK"u8) ? ZipFiles.OpenNested(source.Files, entry.Path) : null);
    }

    /// <summary>Reads every part to its end, so that a damaged one is noticed before a number of it is used.</summary>
    /// <exception cref="InvalidDataFindingsException">A part is damaged.</exception>
    public void Verify(CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        foreach (var entry in parts?.Entries ?? [])
        {
            using var stream = parts!.OpenRead(entry.Path);
            while (stream.Read(buffer) > 0) cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>
    /// Goes through the sheets; <paramref name="read"/> is given each sheet and its rows, and says whether to go on.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">The workbook can't be read.</exception>
    public void Read(Func<string, IEnumerable<ExcelRow>, bool> read, CancellationToken cancellation)
    {
        try
        {
            if (parts?.Find("xl/workbook.bin") is not null)
            {
                ReadBinary(read, cancellation);
                return;
            }

            using var stream = open();
            using var reader = ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { LeaveOpen = false });
            do
            {
                if (!read(reader.Name ?? "", Rows(reader, cancellation))) return;
            }
            while (reader.NextResult());
        }
        catch (Exception e) when (e is not (IoEngineException or OperationCanceledException or OutOfMemoryException))
        {
            // The parser throws whatever its code meets (null references, index errors): for a file from outside each of them
            // means the same.
            throw new InvalidDataFindingsException("The workbook can't be read",
                Finding.Error("EXCEL-DAMAGED", Place, "The workbook is damaged, protected or no Excel file.",
                    e.Message, "a workbook that Excel opens", "Download it again, or open it in Excel and save it as .xlsx."));
        }
    }

    /// <summary>Whether an empty cell holds an error value such as #REF!, which the parser hands over as nothing.</summary>
    public bool MayBeError(int row, int column)
    {
        if (parts is null) return true;
        if (parts.Find("xl/workbook.bin") is not null) return false;
        errorCells ??= FindErrors();
        return errorCells.Contains(ExcelRow.Reference(row, column));
    }

    /// <summary>
    /// .xlsb by our own reader: ExcelDataReader 3.6.0 does not know the format. Tried on a small file of every kind of cell it
    /// ends with "Detected ZIP file, but not a valid OpenXml file" (the project's issues 275 and 672 say the same).
    /// </summary>
    private void ReadBinary(Func<string, IEnumerable<ExcelRow>, bool> read, CancellationToken cancellation)
    {
        var reader = new BinaryWorkbookReader(parts!);
        foreach (var (name, path) in reader.Sheets)
        {
            if (!read(name, Rows(path))) return;
        }

        IEnumerable<ExcelRow> Rows(string path)
        {
            foreach (var (number, cells) in reader.Rows(path))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return new ExcelRow(number, cells.Length, column => cells[column]);
            }
        }
    }

    private static IEnumerable<ExcelRow> Rows(IExcelDataReader reader, CancellationToken cancellation)
    {
        var cell = reader.GetValue;
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return new ExcelRow(reader.Depth + 1, reader.FieldCount, cell);
        }
    }

    private HashSet<string> FindErrors()
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in parts!.Entries.Where(e => e.Path.StartsWith("xl/worksheets/", StringComparison.Ordinal)
            && e.Path.EndsWith(".xml", StringComparison.Ordinal)))
        {
            using var xml = XmlReader.Create(parts.OpenRead(entry.Path),
                new XmlReaderSettings { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit });
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "c" && xml.GetAttribute("t") == "e"
                    && xml.GetAttribute("r") is { } cell)
                    found.Add(cell);
            }
        }

        return found;
    }

    private static bool IsPackage(FileSet files) => files is ZipFiles && File.Exists(files.Place)
        && (files.Find("xl/workbook.xml") is not null || files.Find("xl/workbook.bin") is not null);

    private static bool IsNamed(FileEntry entry) =>
        !entry.Name.StartsWith('~') && Extensions.Contains(Path.GetExtension(entry.Name).ToLowerInvariant());
}

/// <summary>One row of a sheet, valid until the next is read. Columns are counted from zero.</summary>
/// <param name="number">Number of the row, from one.</param>
/// <param name="count">Number of cells.</param>
/// <param name="cell">Value of a cell.</param>
internal readonly struct ExcelRow(int number, int count, Func<int, object?> cell)
{
    /// <summary>Number of the row, from one.</summary>
    public int Number => number;

    /// <summary>Number of cells.</summary>
    public int Count => count;

    /// <summary>The value of a cell; null where it is empty, an error (in .xlsx and .xls), or beyond the row.</summary>
    public object? this[int column] => column >= 0 && column < count ? cell(column) : null;

    /// <summary>A label: trimmed; a code that Excel took for a number (19) as it was written.</summary>
    public string Text(int column) => this[column] switch
    {
        null => "",
        string text => text.Trim(),
        CellError error => error.Text,
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };

    /// <summary>"E7".</summary>
    public static string Reference(int row, int column)
    {
        var letters = "";
        for (var c = column + 1; c > 0; c = (c - 1) / 26) letters = (char)('A' + ((c - 1) % 26)) + letters;
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row}");
    }
}
