using System.IO.Compression;
using IoEngine.Files;

namespace IoEngine.Tests.Files;

/// <summary>Records of BIFF12 written by hand after [MS-XLSB].</summary>
public class BinaryWorkbookReaderTests
{
    // BrtBundleSh (156): state, number, "r1", "S".
    private static readonly byte[] Book = [0x9C, 0x01, 22, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, (byte)'r', 0, (byte)'1', 0, 1, 0, 0, 0, (byte)'S', 0];
    private static readonly byte[] Row = [0, 4, 1, 0, 0, 0];

    private static object?[] Cells(params byte[][] records)
    {
        using var scratch = new ScratchFolder();
        using (var zip = ZipFile.Open(scratch["b.xlsb"], ZipArchiveMode.Create))
        {
            Add(zip, "xl/workbook.bin", Book);
            Add(zip, "xl/_rels/workbook.bin.rels", """<Relationships><Relationship Id="r1" Target="worksheets/sheet1.bin"/></Relationships>"""u8.ToArray());
            Add(zip, "xl/sharedStrings.bin", [19, 9, 0, 2, 0, 0, 0, (byte)'h', 0, (byte)'i', 0]);
            Add(zip, "xl/worksheets/sheet1.bin", [.. Row, .. records.SelectMany(r => r)]);
        }

        var reader = new BinaryWorkbookReader(FileSet.Open(scratch["b.xlsb"]));
        Assert.That(reader.Sheets.Select(s => s.Name), Is.EqualTo(new[] { "S" }));
        var rows = reader.Rows(reader.Sheets[0].Path).Select(r => (r.Number, r.Cells.ToArray())).ToList();
        Assert.That(rows.Select(r => r.Number), Is.EqualTo(new[] { 1, 2 }), "the empty first row is there");
        return rows[1].Item2;
    }

    private static byte[] Cell(byte id, int column, params byte[] value) => [id, (byte)(8 + value.Length), .. BitConverter.GetBytes(column), 0, 0, 0, 0, .. value];

    [Test]
    public void Every_kind_of_cell_is_read()
    {
        var found = Cells(
            Cell(1, 0), Cell(2, 1, BitConverter.GetBytes((-5 << 2) | 2)), Cell(2, 2, BitConverter.GetBytes((12345 << 2) | 3)),
            Cell(2, 3, BitConverter.GetBytes((int)(BitConverter.DoubleToInt64Bits(1.5) >> 32))), Cell(5, 4, BitConverter.GetBytes(0.1)), Cell(7, 5, 0, 0, 0, 0),
            Cell(6, 6, 1, 0, 0, 0, (byte)'x', 0), Cell(4, 7, 1), Cell(3, 8, 0x0F), Cell(9, 9, [.. BitConverter.GetBytes(2.5), 0, 0]), Cell(8, 10, 1, 0, 0, 0, (byte)'f', 0, 9, 9),
            Cell(11, 11, 0x2A));
        Assert.That(found, Is.EqualTo(new object?[] { null, -5.0, 123.45, 1.5, 0.1, "hi", "x", true, new CellError("#VALUE!"), 2.5, "f", new CellError("#N/A") }));
    }

    [Test]
    public void Long_texts_and_unknown_records_are_passed()
    {
        var text = new string('a', 300);
        byte[] body = [0, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(300), .. System.Text.Encoding.Unicode.GetBytes(text)];
        byte[] unknown = [0xFF, 0x7F, 3, 1, 2, 3];
        Assert.That(Cells(unknown, [6, (byte)(0x80 | (body.Length & 0x7F)), (byte)(body.Length >> 7), .. body]), Is.EqualTo(new[] { text }));
    }

    [Test]
    public void Faulty_records_are_invalid_data()
    {
        byte[][] faulty = [[5, 200, 1], [5, 4, 0, 0, 0, 0], Cell(7, 0, 9, 0, 0, 0), Cell(6, 0, 255, 0, 0, 0), Cell(5, 1 << 20, new byte[8]), [5, 0xFF, 0xFF, 0xFF, 0x7F], [0, 4, 0, 0, 0, 0]];
        foreach (var record in faulty)
            Assert.That(() => Cells(record), Throws.InstanceOf<InvalidDataException>().Or.InstanceOf<EndOfStreamException>(), string.Join(' ', record));
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}
