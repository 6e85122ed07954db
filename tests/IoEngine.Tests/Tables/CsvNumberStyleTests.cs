using System.Text;
using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

/// <summary>Tables in labelled text as people save them: the same numbers, or a question; never other numbers.</summary>
public class CsvNumberStyleTests
{
    private ScratchFolder scratch = null!;

    [SetUp]
    public void Create() => scratch = new ScratchFolder();

    [TearDown]
    public void Remove() => scratch.Dispose();

    // R1_a buys 1234.5 of itself; each other number is whole.
    [TestCase("1234.5", ',', null)]
    [TestCase("1234.5", ';', null)]
    [TestCase("1234,5", ';', null)]
    [TestCase("1.234,5", ';', null)]
    [TestCase("1234,5", '\t', null)]
    [TestCase("1 234,5", ';', null)]
    [TestCase("1\u202F234,5", '\t', null)]
    [TestCase("1'234.5", ';', null)]
    [TestCase("\"1234,5\"", ';', null)]
    [TestCase("1.2345E+03", '\t', null)]
    [TestCase("12345E-1", '\t', null)]
    [TestCase("1234,5", ';', ",")]
    [TestCase("1,234.5", ';', ".")]
    [TestCase("1234,50000000000000000000", ';', null)]
    public void A_number_is_read_in_the_style_of_its_file(string number, char separator, string? stated)
    {
        Assert.That(Wide(number, separator, stated).Z.Values[0, 0], Is.EqualTo(1234.5));
        Assert.That(Long(number, separator, stated).Z.Values[0, 0], Is.EqualTo(1234.5));
    }

    [TestCase("1.234", ';')]
    [TestCase("1,234", ';')]
    [TestCase("1.234", '\t')]
    [TestCase("1.234-", ';')]
    [TestCase("0.893", ';', 0.893)]
    [TestCase("1.234", ',', 1.234)]
    public void A_number_that_two_readings_fit_is_a_question_unless_the_sign_is_stated(string number, char separator, double? read = null)
    {
        foreach (var table in new[] { Wide, (Func<string, char, string?, MrioTable>)Long })
        {
            if (read is { } value)
            {
                Assert.That(table(number, separator, null).Z.Values[0, 0], Is.EqualTo(value));
                continue;
            }

            var finding = Assert.Throws<InvalidDataFindingsException>(() => table(number, separator, null))!.Findings.Single(f => f.Severity == Severity.Error);
            Assert.That((finding.Code, finding.Found), Is.EqualTo(("TEXT-NUMBER-QUESTION", $"'{number}'")));
            Assert.That(finding.Place, Does.Contain("line 2, column "));
            var sign = number.EndsWith('-') ? -1 : 1;
            Assert.That(table(number, separator, ".").Z.Values[0, 0], Is.EqualTo(sign * (number.Contains('.') ? 1.234 : 1234)));
            Assert.That(table(number, separator, ",").Z.Values[0, 0], Is.EqualTo(sign * (number.Contains('.') ? 1234 : 1.234)));
        }
    }

    [TestCase("1234,5", ',', Description = "quoted between commas: the point is decimal there")]
    [TestCase("12,5|7.25|7,5", ';', Description = "the other sign than most")]
    [TestCase("1,5|1.234", ';', Description = "a point that may be a slip")]
    [TestCase("12,5 p|1,5", ';')]
    [TestCase("12,5|:", ';')]
    [TestCase("12,5|NA", ';')]
    [TestCase("12,5 €|1,5", ';')]
    public void A_cell_in_another_style_is_told_with_its_place(string numbers, char separator)
    {
        var faults = Assert.Throws<InvalidDataFindingsException>(() => Wide(numbers, separator, null))!.Findings.Where(f => f.Severity == Severity.Error).ToList();
        Assert.That(faults, Has.Count.EqualTo(1));
        Assert.That(faults[0].Code, Does.StartWith("TEXT-NOT-"));
        Assert.That(faults[0].Place, Does.Contain("line 2 (R1_a), column "));
    }

    [TestCase("R1_a,R1_b,R1_homes\n")]
    [TestCase("\"R1_a\",\"R1_b\",\"R1_homes\"\n")]
    [TestCase("id,R1_a,R1_b,R1_homes\n")]
    public void The_corner_of_the_header_may_be_missing(string header)
    {
        File.WriteAllText(scratch["t.csv"], header + "R1_a,1,2,3\nR1_b,2,1,5\npay,2,5,0\n");
        Describe("\"header\": [\"region_item\"], \"index\": [\"region_item\"]", null);
        Assert.That(TableReader.Read(scratch.Path).Z.Values.Row(0), Is.EqualTo(new[] { 1.0, 2.0 }));
    }

    [TestCase("R1_a,R1_b,R1_homes\nR1_a,1,2\nR1_b,2,1\npay,2,5\n")]
    [TestCase("R1_b,R1_homes\nR1_a,1,2,3\nR1_b,2,1,5\npay,2,5,0\n")]
    public void A_header_that_lacks_more_than_its_corner_is_refused(string text)
    {
        File.WriteAllText(scratch["t.csv"], text);
        Describe("\"header\": [\"region_item\"], \"index\": [\"region_item\"]", null);
        Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch.Path));
    }

    [TestCase("year", "2015", "2016", "2015")]
    [TestCase("year", "2013", "2014", "2014")]
    [TestCase("flow", "imports", "total", "total")]
    [TestCase("prices", "current", "previous year's", "previous year's")]
    [TestCase("unit", "CHF", "EUR", "EUR")]
    public void A_long_file_that_holds_the_table_twice_asks_which_lines_to_read(string column, string one, string other, string proposed)
    {
        var lines = LongLines("1");
        File.WriteAllText(scratch["t.csv"], $"row,column,{column},value\n" + string.Concat(new[] { one, other }.SelectMany(t => lines.Select(l => $"{l.Row},{l.Column},{t},{l.Value}\n"))));
        Describe("\"row\": [\"row\"], \"column\": [\"column\"], \"value\": \"value\"", null);
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch.Path))!.Findings.Single(f => f.Severity == Severity.Error);
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("CSV-WHERE", $"{one}, {other}")));
        Assert.That(finding.Cure, Does.Contain($"\"where\": {{ \"{column}\": \"{proposed}\" }}"));
        Describe("\"row\": [\"row\"], \"column\": [\"column\"], \"value\": \"value\", \"where\": { \"" + column + "\": \"" + proposed + "\" }", null);
        Assert.That(TableReader.Read(scratch.Path).Z.Values[0, 0], Is.EqualTo(1));
    }

    [Test]
    public void A_long_file_is_cut_as_orders_are()
    {
        const string quoted = "row;column;value\n\"R1_a\";R1_a;1\nR1_a;\"R1_b\";\"2\"\r\nR1_a;R1_homes;3\nR1_b; R1_a ;2\nR1_b;R1_b;1\n\nR1_b;R1_homes;5\npay;R1_a;2\npay;R1_b;5\n";
        File.WriteAllText(scratch["t.csv"], quoted);
        Describe("\"row\": [\"row\"], \"column\": [\"column\"], \"value\": \"value\"", null);
        Assert.That(TableReader.Read(scratch.Path).Z.Values.Row(0), Is.EqualTo(new[] { 1.0, 2.0 }));
        File.WriteAllText(scratch["t.csv"], quoted.Replace("R1_b;R1_b;1", "\"R1_b\"x;R1_b;1", StringComparison.Ordinal));
        var faults = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch.Path))!.Findings.Where(f => f.Severity == Severity.Error);
        Assert.That(faults.Select(f => (f.Code, f.Place.Split(", ")[^1])), Is.EqualTo(new[] { ("TEXT-RAGGED-ROW", "line 6") }), "a stray quote costs its line alone");
    }

    private MrioTable Wide(string numbers, char separator, string? stated)
    {
        var cells = numbers.Split('|').Concat(["2", "3"]).Take(3).Select(c => separator == ',' && c.Contains(',') ? $"\"{c}\"" : c);
        var text = "id,R1_a,R1_b,R1_homes\nR1_a,@\nR1_b,2,1,5\npay,2,5,0\n".Replace(',', separator).Replace("@", string.Join(separator, cells), StringComparison.Ordinal);
        File.WriteAllText(scratch["t.csv"], text);
        Describe("\"header\": [\"region_item\"], \"index\": [\"region_item\"]", stated);
        return TableReader.Read(scratch.Path);
    }

    private MrioTable Long(string number, char separator, string? stated)
    {
        var text = new StringBuilder("row,column,value\n".Replace(',', separator));
        foreach (var (row, column, value) in LongLines(number)) text.Append(row).Append(separator).Append(column).Append(separator).Append(value).Append('\n');
        File.WriteAllText(scratch["t.csv"], text.ToString());
        Describe("\"row\": [\"row\"], \"column\": [\"column\"], \"value\": \"value\"", stated);
        return TableReader.Read(scratch.Path);
    }

    private static (string Row, string Column, string Value)[] LongLines(string number) =>
    [
        ("R1_a", "R1_a", number), ("R1_a", "R1_b", "2"), ("R1_a", "R1_homes", "3"), ("R1_b", "R1_a", "2"), ("R1_b", "R1_b", "1"), ("R1_b", "R1_homes", "5"),
        ("pay", "R1_a", "2"), ("pay", "R1_b", "5"),
    ];

    private void Describe(string file, string? stated) => File.WriteAllText(scratch["t.json"], $$"""
        { "format": "labelled-csv", "name": "Mine", "year": 2015, "unit": "million CHF",
          "files": [ { "file": "t.csv", {{file}}{{(stated is null ? "" : $", \"decimal\": \"{stated}\"")}} } ],
          "items": { "primary": ["pay"], "demand": ["homes"] }, "roles": { "valueAdded": ["pay"] } }
        """);
}
