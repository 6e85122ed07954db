using System.Globalization;
using System.Text;
using IoEngine.Reporting;

namespace IoEngine.Tests.Reporting;

public class CsvResultWriterTests
{
    [Test]
    public void Columns_names_and_values()
    {
        var table = new ResultTable("t", ("name", ColumnKind.Text), ("year", ColumnKind.Integer), ("value", ColumnKind.Number));
        table.Add("a, \"b\"\nc", 1999, 0.1);
        table.Add(null, 2000, null);
        table.Add("é", 2001, -0.0);
        Assert.That(Written(table), Is.EqualTo("name,year,value\n\"a, \"\"b\"\"\nc\",1999,0.1\n,2000,\né,2001,0\n"));
    }

    [TestCase("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@x", "'@x")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("a=b", "a=b")]
    [TestCase("=1,2", "\"'=1,2\"")]
    public void Formulas_are_made_harmless(string text, string cell)
    {
        var table = new ResultTable("t", ("x", ColumnKind.Text));
        table.Add(text);
        Assert.That(Written(table), Is.EqualTo($"x\n{cell}\n"));
    }

    [Test]
    public void Numbers_round_trip_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var random = new Random(7);
        var values = Enumerable.Range(0, 1000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64())).Where(double.IsFinite).ToList();
        var table = new ResultTable("t", ("x", ColumnKind.Number));
        foreach (var v in values) table.Add(v);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            var lines = Written(table).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
            Assert.That(lines.Select(l => double.Parse(l, CultureInfo.InvariantCulture)), Is.EqualTo(values));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Test]
    public void Infinity_is_never_written()
    {
        var table = new ResultTable("t", ("x", ColumnKind.Number));
        table.Add(double.PositiveInfinity);
        Assert.Throws<NumericalException>(() => Written(table));
    }

    private static string Written(ResultTable table)
    {
        using var stream = new MemoryStream();
        new CsvResultWriter().Write(table, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
