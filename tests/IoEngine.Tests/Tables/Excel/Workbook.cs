using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace IoEngine.Tests.Tables.Excel;

/// <summary>Writes small .xlsx files: strings inline, numbers in their shortest form that reads back to the same bits.</summary>
internal sealed class Workbook
{
    private readonly List<(string Name, List<object?[]> Rows)> sheets = [];

    /// <summary>A cell with an Excel error such as #REF!.</summary>
    public sealed record ErrorCell(string Code);

    public Workbook Sheet(string name, IEnumerable<object?[]> rows)
    {
        sheets.Add((name, rows.ToList()));
        return this;
    }

    public void Save(string path) => File.WriteAllBytes(path, Bytes());

    public byte[] Bytes()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"""
                + string.Concat(sheets.Select((_, i) => $"""<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")) + "</Types>");
            Add(zip, "_rels/.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>""");
            Add(zip, "xl/workbook.xml", """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>"""
                + string.Concat(sheets.Select((s, i) => $"""<sheet name="{SecurityElement.Escape(s.Name)}" sheetId="{i + 1}" r:id="rId{i + 1}"/>""")) + "</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"""
                + string.Concat(sheets.Select((_, i) => $"""<Relationship Id="rId{i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{i + 1}.xml"/>""")) + "</Relationships>");
            for (var i = 0; i < sheets.Count; i++) Add(zip, $"xl/worksheets/sheet{i + 1}.xml", Xml(sheets[i].Rows));
        }

        return memory.ToArray();
    }

    /// <summary>"E7" to row 7, column 4 (from zero), as arrays of rows have them.</summary>
    public static (int Row, int Column) At(string reference)
    {
        var letters = reference.TakeWhile(char.IsLetter).Aggregate(0, (n, c) => (26 * n) + c - 'A' + 1);
        return (int.Parse(reference.SkipWhile(char.IsLetter).ToArray(), CultureInfo.InvariantCulture) - 1, letters - 1);
    }

    private static string Letters(int column) => (column >= 26 ? Letters((column / 26) - 1) : "") + (char)('A' + (column % 26));

    private static string Xml(List<object?[]> rows)
    {
        var text = new StringBuilder("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>""");
        for (var r = 0; r < rows.Count; r++)
        {
            text.Append(CultureInfo.InvariantCulture, $"""<row r="{r + 1}">""");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var reference = $"{Letters(c)}{r + 1}";
                text.Append(rows[r][c] switch
                {
                    null => "",
                    ErrorCell e => $"""<c r="{reference}" t="e"><v>{e.Code}</v></c>""",
                    string s => $"""<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{SecurityElement.Escape(s)}</t></is></c>""",
                    bool b => $"""<c r="{reference}" t="b"><v>{(b ? 1 : 0)}</v></c>""",
                    IFormattable n => $"""<c r="{reference}"><v>{n.ToString("R", CultureInfo.InvariantCulture)}</v></c>""",
                    var other => throw new ArgumentException($"No cell for {other}."),
                });
            }

            text.Append("</row>");
        }

        return text.Append("</sheetData></worksheet>").ToString();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
