using System.Buffers.Binary;
using System.Text;
using System.Xml;

namespace IoEngine.Files;

/// <summary>A cell that holds an error value.</summary>
/// <param name="Text">As Excel shows it, such as #REF!.</param>
internal sealed record CellError(string Text);

/// <summary>
/// Reads the cells of a binary workbook (.xlsb, BIFF12): records of id, size and content in the parts of a zip. Formats and
/// formulas are passed over.
/// </summary>
/// <remarks>[MS-XLSB]: Excel (.xlsb) Binary File Format, § 2.1.4 (records) and 2.5.123 (RkNumber).</remarks>
internal sealed class BinaryWorkbookReader
{
    private const int LargestRecord = 16 << 20;
    private const int Columns = 16384;
    private readonly FileSet parts;
    private readonly Lazy<string[]> strings;

    /// <summary>Reads names and places of the sheets.</summary>
    /// <param name="parts">The archive.</param>
    /// <exception cref="InvalidDataException">The workbook is damaged.</exception>
    public BinaryWorkbookReader(FileSet parts)
    {
        this.parts = parts;
        strings = new Lazy<string[]>(ReadStrings);
        var targets = Relations();
        var sheets = new List<(string, string)>();
        foreach (var (id, body) in Records("xl/workbook.bin"))
        {
            // BrtBundleSh: state, number, relation, name.
            if (id != 156) continue;
            var at = 8;
            var relation = Text(body.Span, ref at);
            var name = Text(body.Span, ref at);
            if (targets.GetValueOrDefault(relation) is { } target && target.Contains("worksheets/", StringComparison.Ordinal))
                sheets.Add((name, target));
        }

        Sheets = sheets;
    }

    /// <summary>Names of the sheets and paths of their parts.</summary>
    public IReadOnlyList<(string Name, string Path)> Sheets { get; }

    /// <summary>
    /// The rows of a sheet, those without cells too: row number from one, and its cells (double, string, bool,
    /// <see cref="CellError"/> or null), valid until the next.
    /// </summary>
    /// <exception cref="InvalidDataException">The sheet is damaged.</exception>
    public IEnumerable<(int Number, object?[] Cells)> Rows(string path)
    {
        var cells = Array.Empty<object?>();
        var (row, next) = (-1, 0);
        foreach (var (id, body) in Records(path))
        {
            if (id == 0)
            {
                if (row >= 0) yield return (row + 1, cells);
                var number = Int(body.Span, 0);
                if (number < next || number >= 1 << 20) throw new InvalidDataException($"Row {number} follows row {row}.");
                for (; next < number; next++) yield return (next + 1, []);
                (row, next) = (number, number + 1);
                Array.Clear(cells);
            }
            else if (id == 148 && Int(body.Span, 12) is >= 0 and < Columns and var last) cells = new object?[last + 1];
            else if (id is (>= 2 and <= 11) or 62 && row >= 0)
            {
                var column = Int(body.Span, 0);
                if (column is < 0 or >= Columns) throw new InvalidDataException($"Column {column} does not exist.");
                if (column >= cells.Length) Array.Resize(ref cells, column + 1);
                cells[column] = Value(id, body.Span);
            }
        }

        if (row >= 0) yield return (row + 1, cells);
    }

    private object? Value(int id, ReadOnlySpan<byte> body)
    {
        var at = id == 62 ? 9 : 8;
        return id switch
        {
            2 => Rk(Int(body, 8)),
            3 or 11 => new CellError(Error(Byte(body, 8))),
            4 or 10 => Byte(body, 8) != 0,
            5 or 9 => Double(body, 8),
            6 or 8 or 62 => Text(body, ref at),
            7 => Int(body, 8) is var i && i >= 0 && i < strings.Value.Length
                ? strings.Value[i] : throw new InvalidDataException($"There is no text {i}."),
            _ => null,
        };
    }

    /// <summary>Bit 0: hundredths; bit 1: an integer of 30 bits, else the upper 30 bits of a double.</summary>
    private static double Rk(int rk)
    {
        var value = (rk & 2) != 0 ? rk >> 2 : BitConverter.Int64BitsToDouble((long)(rk & ~3) << 32);
        return (rk & 1) != 0 ? value / 100 : value;
    }

    private static string Error(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "an error value",
    };

    private Dictionary<string, string> Relations()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using var xml = XmlReader.Create(parts.OpenRead("xl/_rels/workbook.bin.rels"),
            new XmlReaderSettings { CloseInput = true, DtdProcessing = DtdProcessing.Prohibit });
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "Relationship" || xml.GetAttribute("Id") is not { } id
                || xml.GetAttribute("Target") is not { } target)
                continue;
            targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return targets;
    }

    private string[] ReadStrings()
    {
        const string path = "xl/sharedStrings.bin";
        if (parts.Find(path) is null) return [];
        var found = new List<string>();
        foreach (var (id, body) in Records(path))
        {
            if (id != 19) continue;
            var at = 1;
            found.Add(Text(body.Span, ref at));
        }

        return [.. found];
    }

    private IEnumerable<(int Id, ReadOnlyMemory<byte> Body)> Records(string path)
    {
        if (parts.Find(path) is null) throw new InvalidDataException($"The part {path} is missing.");
        using var stream = new BufferedStream(parts.OpenRead(path), 1 << 16);
        var buffer = new byte[1 << 10];
        while (true)
        {
            var id = stream.ReadByte();
            if (id < 0) yield break;
            if (id >= 128) id = (id & 0x7F) | (Next(stream) << 7);
            var size = 0;
            for (var shift = 0; shift < 28; shift += 7)
            {
                var b = Next(stream);
                size |= (b & 0x7F) << shift;
                if (b < 128) break;
            }

            if (size > LargestRecord) throw new InvalidDataException($"A record has {size} bytes.");
            if (size > buffer.Length) buffer = new byte[size];
            stream.ReadExactly(buffer, 0, size);
            yield return (id, buffer.AsMemory(0, size));
        }
    }

    private static int Next(Stream stream) =>
        stream.ReadByte() is >= 0 and var b ? b : throw new InvalidDataException("A record is cut.");

    private static string Text(ReadOnlySpan<byte> body, ref int at)
    {
        var length = Int(body, at);
        if (length < 0 || length > (body.Length - at - 4) / 2) throw new InvalidDataException("A text is cut.");
        var text = Encoding.Unicode.GetString(body.Slice(at + 4, 2 * length));
        at += 4 + (2 * length);
        return text;
    }

    private static int Int(ReadOnlySpan<byte> body, int at) =>
        at + 4 <= body.Length
            ? BinaryPrimitives.ReadInt32LittleEndian(body[at..]) : throw new InvalidDataException("A record is cut.");

    private static double Double(ReadOnlySpan<byte> body, int at) =>
        at + 8 <= body.Length
            ? BinaryPrimitives.ReadDoubleLittleEndian(body[at..]) : throw new InvalidDataException("A record is cut.");

    private static byte Byte(ReadOnlySpan<byte> body, int at) =>
        at < body.Length ? body[at] : throw new InvalidDataException("A record is cut.");
}
