using System.IO.Compression;
using System.Text;

namespace IoEngine.Tests.Tables.Excel;

/// <summary>Writes a small .xlsb (BIFF12) of one sheet: records of id, size and content, after [MS-XLSB].</summary>
internal static class BinaryWorkbook
{
    public static void Save(string path, string sheet, IReadOnlyList<object?[]> rows)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/><Override PartName="/xl/worksheets/sheet1.bin" ContentType="application/vnd.ms-excel.worksheet"/></Types>"""u8);
        Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"""u8);
        Add(zip, "xl/_rels/workbook.bin.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"""u8);
        Add(zip, "xl/workbook.bin", Records(w =>
        {
            Record(w, 131);
            Record(w, 143);
            Record(w, 156, b =>
            {
                b.Write(0);
                b.Write(1);
                Text(b, "rId1");
                Text(b, sheet);
            });
            Record(w, 144);
            Record(w, 132);
        }));
        Add(zip, "xl/worksheets/sheet1.bin", Records(w => Sheet(w, rows)));
    }

    private static void Sheet(BinaryWriter w, IReadOnlyList<object?[]> rows)
    {
        Record(w, 129);
        Record(w, 148, b =>
        {
            b.Write(0);
            b.Write(rows.Count - 1);
            b.Write(0);
            b.Write(rows.Max(r => r.Length) - 1);
        });
        Record(w, 145);
        for (var r = 0; r < rows.Count; r++)
        {
            Record(w, 0, b =>
            {
                b.Write(r);
                b.Write(new byte[13]);
            });
            for (var c = 0; c < rows[r].Length; c++) Cell(w, c, rows[r][c]);
        }

        Record(w, 146);
        Record(w, 130);
    }

    private static void Cell(BinaryWriter w, int column, object? value)
    {
        if (value is null) return;
        if (value is int small and >= 0 and < 1 << 20)
        {
            // RK: an integer in the upper 30 bits.
            Record(w, 2, b =>
            {
                b.Write(column);
                b.Write(0);
                b.Write((small << 2) | 2);
            });
            return;
        }

        Record(w, value switch { string => 6, Workbook.ErrorCell => 3, _ => 5 }, b =>
        {
            b.Write(column);
            b.Write(0);
            if (value is string text) Text(b, text);
            else if (value is Workbook.ErrorCell) b.Write((byte)0x17);
            else b.Write(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
        });
    }

    private static void Record(BinaryWriter w, int id, Action<BinaryWriter>? content = null)
    {
        var body = content is null ? [] : Records(content);
        w.Write((byte)(id < 128 ? id : 0x80 | (id & 0x7F)));
        if (id >= 128) w.Write((byte)(id >> 7));
        w.Write7BitEncodedInt(body.Length);
        w.Write(body);
    }

    private static void Text(BinaryWriter b, string text)
    {
        b.Write(text.Length);
        b.Write(Encoding.Unicode.GetBytes(text));
    }

    private static byte[] Records(Action<BinaryWriter> write)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, Encoding.UTF8, leaveOpen: true)) write(writer);
        return memory.ToArray();
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(content);
    }
}
