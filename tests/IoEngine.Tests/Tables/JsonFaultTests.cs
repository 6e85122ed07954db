using System.Text.Json;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Csv;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tests.Tables;

/// <summary>Faults of descriptors name keys and kinds, never types of the platform or the engine.</summary>
public class JsonFaultTests
{
    private const string Whole = """{ "format": "labelled-csv", "name": "Mine", "year": 2015, "unit": "million EUR", "files": [ { "file": "z.csv", "holds": "all" } ] }""";

    [TestCase("\"holds\"", "\"hold\"", "no such key", "'hold'", "holds", "\"holds\"")]
    [TestCase("\"holds\"", "\"headers\"", "no such key", "'headers'", "header", "\"header\"")]
    [TestCase("\"name\": \"Mine\",", "", "required key", "nothing", "name", "Add")]
    [TestCase("2015", "\"soon\"", "wrong kind", "$.year", "a whole number", "expected")]
    [TestCase("\"Mine\"", "[1]", "wrong kind", "$.name", "a text", "expected")]
    [TestCase("\"all\"", "\"nothing\"", "wrong kind", "holds", "one of all, z, y, v, f, x", "expected")]
    [TestCase("2015,", "2015", "not JSON", "", "JSON", "Correct")]
    public void Is_told_in_words(string old, string changed, string message, string found, string expected, string cure)
    {
        var json = Whole.Replace(old, changed, StringComparison.Ordinal);
        var fault = JsonFault.Of(Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CsvDescription>(json, MrioDescription.Json))!, typeof(CsvDescription));
        Assert.Multiple(() =>
        {
            Assert.That(fault.Message, Does.Contain(message));
            Assert.That(fault.Found, Does.Contain(found));
            Assert.That(fault.Expected, Does.Contain(expected));
            Assert.That(fault.Cure, Does.Contain(cure));
            Assert.That(fault.ToString(), Does.Not.Contain("System.").And.Not.Contain(".NET").And.Not.Contain("IoEngine."));
        });
    }
}
