using System.Globalization;
using System.Text;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Files;

public class NumericTextReaderTests
{
    private const string Header = "region\t\tA\tA\tB\nsector\t\tx\ty\tx\nregion\tsector\t\t\t\n";

    [Test]
    public void Variants_of_the_same_table_read_the_same(
        [Values('\t', ',', ';')] char separator, [Values("\n", "\r\n")] string end, [Values] bool mark, [Values] bool quoted, [Values] bool lastEnd, [Values] bool named)
    {
        var text = new StringBuilder(mark ? "\uFEFF" : "");
        string Cell(string content) => quoted && content.Length > 0 ? $"\"{content}\"" : content;
        void Line(params string[] cells) => text.Append(string.Join(separator, cells.Select(Cell))).Append(end);
        Line("region", "", "A", "A", "B");
        Line("sector", "", "x", "y", "x");
        if (named) Line("region", "sector", "", "", "");
        Line("A", "x", "1", "-2.5", "3e-2");
        Line("A", "ü", "0", "", "12345678.875");
        if (!lastEnd) text.Length -= end.Length;
        var (read, values) = Read(text.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(read.Findings, Is.Empty);
            Assert.That((read.Rows, read.Header.Columns, read.EmptyCells), Is.EqualTo((2, 3, 1L)));
            Assert.That(read.RowLabels, Is.EqualTo(new[] { new[] { "A", "A" }, ["x", "ü"] }));
            Assert.That(read.Header.ColumnLabels, Is.EqualTo(new[] { new[] { "A", "A", "B" }, ["x", "y", "x"] }));
            Assert.That(values.Row(0), Is.EqualTo(new[] { 1, -2.5, 0.03 }));
            Assert.That(values.Row(1), Is.EqualTo(new[] { 0, 0, 12345678.875 }));
        });
    }

    [Test]
    public void Random_tables_across_many_blocks_are_the_same_for_any_number_of_threads([Values(1, 2, 7)] int threads, [Values] bool rowsKnown)
    {
        var random = new Random(5);
        const int rows = 1200, columns = 333;
        var expected = DenseMatrix.Create(rows, columns, (_, _) => random.Next(3) == 0 ? random.Next(10) : (random.NextDouble() - 0.3) * Math.Pow(10, random.Next(-9, 9)));
        var text = new StringBuilder("r\t").AppendJoin('\t', Enumerable.Range(0, columns)).Append('\n').Append("q\t").AppendJoin('\t', Enumerable.Range(0, columns)).Append('\n');
        for (var i = 0; i < rows; i++) text.Append(i).Append('\t').AppendJoin('\t', expected.Row(i).Select(v => v.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        Assert.That(text, Has.Length.GreaterThan(4 << 20), "more than a few blocks");
        var (read, values) = Read(text.ToString(), new NumericTextLayout(2, 1) { Threads = threads }, rowsKnown ? rows : null);
        Assert.That(read.RowLabels[0], Is.EqualTo(Enumerable.Range(0, rows).Select(i => $"{i}")));
        SmallTables.AssertSameBits("values", values, expected);
    }

    [Test]
    public void A_header_longer_than_a_block_is_read()
    {
        const int columns = 300_000;
        var line = "r\t" + string.Join('\t', Enumerable.Range(0, columns).Select(j => $"column {j}")) + "\n";
        var (read, values) = Read(line + "a\t" + string.Join('\t', Enumerable.Range(0, columns)) + "\n", new NumericTextLayout(1, 1));
        Assert.That((read.Header.Columns, read.Rows, values[0, columns - 1]), Is.EqualTo((columns, 1, columns - 1.0)));
    }

    [Test]
    public void Quoted_labels_may_hold_separators_and_quotes()
    {
        var (read, values) = Read("\"Wood, \"\"raw\"\"\",\"a,b\"\n\"x, y\",\"1.5\"\n", new NumericTextLayout(1, 1));
        Assert.That(read.Header.ColumnLabels[0], Is.EqualTo(new[] { "a,b" }));
        Assert.That(read.Header.IndexNames, Is.EqualTo(new[] { "Wood, \"raw\"" }));
        Assert.That((read.RowLabels[0][0], values[0, 0]), Is.EqualTo(("x, y", 1.5)));
    }

    [Test]
    public void Blank_lines_at_the_end_are_not_rows()
    {
        var (read, _) = Read(Header + "A\tx\t1\t2\t3\n\n  \r\n\n");
        Assert.That((read.Rows, read.Findings.Count), Is.EqualTo((1, 0)));
    }

    [TestCase("A\tx\t1\t2\nA\ty\t1\t2\t3\n", "TEXT-RAGGED-ROW", "t.txt, line 4 (A)", "4 cells", "5 cells")]
    [TestCase("A\tx\t1\t2\t3\t4\n", "TEXT-RAGGED-ROW", "t.txt, line 4 (A)", "6 cells", "5 cells")]
    [TestCase("A\n", "TEXT-RAGGED-ROW", "t.txt, line 4 (A)", "1 cells", "5 cells")]
    [TestCase("A\tx\n", "TEXT-RAGGED-ROW", "t.txt, line 4 (A)", "2 cells", "5 cells")]
    [TestCase("A\tx\t1\t2\t3\n\nA\ty\t1\t2\t3\n", "TEXT-RAGGED-ROW", "t.txt, line 5", "an empty line", "5 cells")]
    [TestCase("A\tx\t1\tn/a?\t3\n", "TEXT-NOT-NUMBER", "t.txt, line 4 (A.x), column 4 (A.y)", "'n/a?'", "a number such as 1234.5")]
    [TestCase("A\tx\t1\t2\t3,5\n", "TEXT-NOT-NUMBER", "t.txt, line 4 (A.x), column 5 (B.x)", "'3,5'", "a number such as 1234.5")]
    [TestCase("A\tx\t1\t2 000\t3\n", "TEXT-NOT-NUMBER", "t.txt, line 4 (A.x), column 4 (A.y)", "'2 000'", "a number such as 1234.5")]
    [TestCase("A\tx\t1-2\t2\t3\n", "TEXT-NOT-NUMBER", "t.txt, line 4 (A.x), column 3 (A.x)", "'1-2'", "a number such as 1234.5")]
    [TestCase("A\tx\t1\t2\tNaN\n", "TEXT-NOT-FINITE", "t.txt, line 4 (A.x), column 5 (B.x)", "'NaN'", "a finite number")]
    [TestCase("A\tx\t1\t-inf\t3\n", "TEXT-NOT-FINITE", "t.txt, line 4 (A.x), column 4 (A.y)", "'-inf'", "a finite number")]
    [TestCase("A\tx\t1e999\t2\t3\n", "TEXT-NOT-FINITE", "t.txt, line 4 (A.x), column 3 (A.x)", "'1e999'", "a finite number")]
    [TestCase("A\tx\t#DIV/0!\t2\t3\n", "TEXT-NOT-FINITE", "t.txt, line 4 (A.x), column 3 (A.x)", "'#DIV/0!'", "a finite number")]
    public void A_faulty_row_is_named_with_place_found_expected_and_cure(string rows, string code, string place, string found, string expected)
    {
        var finding = Read(Header + rows).Text.Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That((finding.Severity, finding.Code, finding.Place, finding.Found), Is.EqualTo((Severity.Error, code, place, found)));
            Assert.That(finding.Expected, Does.StartWith(expected));
            Assert.That(finding.Cure, Is.Not.Empty);
        });
    }

    [Test]
    public void A_decimal_comma_is_cured_by_name() =>
        Assert.That(Read(Header + "A\tx\t1\t2\t3,5\n").Text.Findings.Single().Cure, Is.EqualTo("Use a point for decimals and no separator of thousands."));

    [Test]
    public void All_faults_are_counted_and_the_first_fifty_listed_in_order([Values(1, 4)] int threads)
    {
        var text = new StringBuilder("r\tx\tnote\nq\tx\tnote\n");
        var padding = new string('7', 200);
        for (var i = 0; i < 30_000; i++) text.Append(CultureInfo.InvariantCulture, $"row{i}\t{(i % 100 == 99 ? "bad" : "1")}\t0.{padding}\n");
        var read = Read(text.ToString(), new NumericTextLayout(2, 1) { Threads = threads }).Text;
        Assert.That(read.Findings, Has.Count.EqualTo(51));
        Assert.That(read.Findings.Take(50).Select(f => f.Place), Is.EqualTo(Enumerable.Range(0, 50).Select(k => $"t.txt, line {102 + (100 * k)} (row{99 + (100 * k)}), column 2 (x.x)")));
        Assert.That((read.Findings[50].Code, read.Findings[50].Found), Is.EqualTo(("TEXT-MORE-FAULTS", "300 in all, 50 listed")));
    }

    [TestCase("", 2, 2, "line 1", "0 lines")]
    [TestCase("region\t\tA\n", 2, 2, "line 2", "1 lines")]
    [TestCase("region A B\nsector x y\n", 2, 2, "line 1", "1 cells")]
    [TestCase("region\t\tA\tB\nsector\t\tx\n", 2, 2, "line 2", "1 column labels")]
    public void A_wrong_header_is_refused(string text, int headerRows, int indexColumns, string place, string found)
    {
        var finding = Assert.Throws<InvalidDataFindingsException>(() => Read(text, new NumericTextLayout(headerRows, indexColumns)))!.Findings.Single();
        Assert.That((finding.Code, finding.Place, finding.Found), Is.EqualTo(("TEXT-HEADER", $"t.txt, {place}", found)));
        Assert.That(finding.Expected.Length * finding.Cure.Length, Is.Positive);
    }

    [Test]
    public void Other_encodings_are_read_as_they_are([Values("utf-16", "utf-16BE", "windows-1252")] string name)
    {
        var encoding = name == "windows-1252" ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(name);
        var rows = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"A\tü{i}\t1\t2\t3.5\n"));
        var (text, values) = Read([.. encoding.GetPreamble(), .. encoding.GetBytes(Header + rows)]);
        Assert.That((text.Rows, text.RowLabels[1][19_999], values[19_999, 2], text.Findings.Count), Is.EqualTo((20_000, "ü19999", 3.5, 0)));
    }

    [Test]
    public void Cancellation_stops_between_blocks([Values(1, 2)] int threads)
    {
        var text = Header + string.Concat(Enumerable.Repeat("A\tx\t1.2345678\t2.3456789\t3.4567890\n", 200_000));
        using var source = new CancellationTokenSource();
        Assert.Catch<OperationCanceledException>(() => NumericTextReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.txt", new NumericTextLayout(2, 2) { Threads = threads },
            _ => (_, _, _) => source.Cancel(), null, source.Token));
    }

    private static (NumericText Text, DenseMatrix Values) Read(string text, NumericTextLayout? layout = null, int? rows = null) =>
        Read(Encoding.UTF8.GetBytes(text), layout, rows);

    private static (NumericText Text, DenseMatrix Values) Read(byte[] text, NumericTextLayout? layout = null, int? rows = null)
    {
        MatrixAssembler? assembler = null;
        var read = NumericTextReader.Read(new MemoryStream(text), "t.txt", layout ?? new NumericTextLayout(2, 2), header =>
        {
            assembler = new MatrixAssembler(rows, header.Columns);
            return assembler.Write;
        });
        return (read, assembler!.Finish(read.Rows));
    }
}
