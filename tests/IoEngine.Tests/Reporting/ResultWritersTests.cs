using System.Text;
using IoEngine.Reporting;

namespace IoEngine.Tests.Reporting;

/// <summary>The formats of result tables, by name.</summary>
public class ResultWritersTests
{
    private static ResultTable Table(double last = double.NaN)
    {
        var table = new ResultTable("few", ("text", ColumnKind.Text), ("whole", ColumnKind.Integer), ("number", ColumnKind.Number));
        table.Add("a, b", 2008, 0.1);
        table.Add(null, 2009, last);
        return table;
    }

    [Test]
    public void Each_format_has_a_writer_that_leaves_the_stream_open_and_gives_the_same_bytes_again()
    {
        Assert.That(ResultWriters.Formats, Is.EqualTo(new[] { "csv", "parquet" }));
        Assert.That(ResultWriters.For("parquet"), Is.InstanceOf<ParquetResultWriter>());
        foreach (var format in ResultWriters.Formats.NotEmpty())
        {
            var (first, second) = (Written(ResultWriters.For(format)), Written(ResultWriters.For(format)));
            Assert.That(first, Has.Length.GreaterThan(20));
            Assert.That(second, Is.EqualTo(first), format);
        }

        static byte[] Written(IResultTableWriter writer)
        {
            Assert.That(ResultWriters.For(writer.Format), Is.SameAs(writer));
            using var stream = new MemoryStream();
            writer.Write(Table(), stream);
            Assert.That(stream.CanWrite, Is.True, "the stream is its owner's");
            return stream.ToArray();
        }
    }

    [Test]
    public void A_table_comes_back_from_parquet_as_from_csv()
    {
        using var folder = new ScratchFolder();
        foreach (var format in ResultWriters.Formats.NotEmpty())
        {
            folder.Write($"{format}/manifest.json", "{}");
            using (var stream = File.Create(folder[$"{format}/effects.{format}"]))
            {
                var written = new ResultTable("effects", ("scenario", ColumnKind.Text), ("year", ColumnKind.Integer), ("indicator", ColumnKind.Text), ("channel", ColumnKind.Text),
                    ("country", ColumnKind.Text), ("sector", ColumnKind.Text), ("value", ColumnKind.Number), ("unit", ColumnKind.Text));
                written.Add("baseline", 2008, "valueAdded", "direct", "CHE", "C26, \"F\"", 0.1 + 0.2, "CHF");
                written.Add("baseline", 2009, "valueAdded", "direct", "DEU", "", -1e-300, "CHF");
                ResultWriters.For(format).Write(written, stream);
            }

            var table = StoredResults.Open(folder[format], verify: false).Find("effects")!;
            ResultColumn sectors = table["sector"], years = table["year"], values = table["value"];
            Assert.That(sectors.Texts, Is.EqualTo(new[] { "C26, \"F\"", "" }), format);
            Assert.That(years.Integers, Is.EqualTo(new[] { 2008L, 2009L }), format);
            Assert.That(values.Numbers, Is.EqualTo(new[] { 0.1 + 0.2, -1e-300 }), format);
            Assert.Throws<InvalidOperationException>(() => _ = years.Texts);
        }
    }

    [Test]
    public void A_missing_number_is_empty_and_one_that_is_not_finite_is_refused_by_place()
    {
        using var stream = new MemoryStream();
        ResultWriters.For("csv").Write(Table(), stream);
        Assert.That(Encoding.UTF8.GetString(stream.ToArray()).TrimStart('\uFEFF').Split('\n'), Is.EqualTo(new[] { "text,whole,number", "\"a, b\",2008,0.1", ",2009,", "" }));
        foreach (var format in ResultWriters.Formats.NotEmpty())
        {
            using var other = new MemoryStream();
            var error = Assert.Throws<NumericalException>(() => ResultWriters.For(format).Write(Table(double.PositiveInfinity), other))!;
            Assert.That(error.Message, Does.Contain("number").And.Contain("row 2"), format);
        }
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2048)]
    [TestCase(70_001)]
    public void A_table_in_parts_that_are_filled_anew_is_the_table_whole_row_groups_and_missing_numbers_included(int rows)
    {
        var layout = new IoEngine.Reporting.Layouts.ResultLayout<int>("effects", "a test")
            .Text("sector", "", i => $"order {i / 3}").Integer("year", "", "", i => i).Number("value", "", "", i => i % 7 == 3 ? null : i / 7.0)
            .With([new("block", "", "", (some, to) => { for (var i = 0; i < some.Length; i++) to[i] = -some[i]; })]);
        Assert.That(Written("csv", true), Is.EqualTo(Written("csv", false)));
        using var folder = new ScratchFolder();
        folder.Write("manifest.json", "{}");
        File.WriteAllBytes(folder["effects.parquet"], Written("parquet", true));
        if (rows == 0) return;
        var table = StoredResults.Open(folder.Path, verify: false).Find("effects")!;
        Assert.That(table["sector"].Texts, Is.EqualTo(Enumerable.Range(0, rows).Select(i => $"order {i / 3}")));
        Assert.That(table["year"].Integers, Is.EqualTo(Enumerable.Range(0, rows).Select(i => (long)i)));
        Assert.That(table["value"].Numbers, Is.EqualTo(Enumerable.Range(0, rows).Select(i => i % 7 == 3 ? double.NaN : i / 7.0)));
        Assert.That(table["block"].Numbers, Is.EqualTo(Enumerable.Range(0, rows).Select(i => (double)-i)));

        byte[] Written(string format, bool parts)
        {
            using var stream = new MemoryStream();
            var writer = ResultWriters.For(format);
            if (parts) writer.Write(layout.Parts(Enumerable.Range(0, rows)), stream);
            else writer.Write(layout.Fill(Enumerable.Range(0, rows)), stream);
            return stream.ToArray();
        }
    }

    [Test]
    public void An_unknown_format_is_refused_with_the_known_ones()
    {
        var fault = Assert.Throws<ConfigException>(() => ResultWriters.For("xlsx"))!.Findings.Single();
        Assert.That((fault.Code, fault.Found, fault.Expected), Is.EqualTo(("OUTPUT-FORMAT", "'xlsx'", "one of csv, parquet")));
    }
}
