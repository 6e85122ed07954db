using System.Text;
using System.Text.Json;
using IoEngine.Files;
using IoEngine.Reporting;
using IoEngine.Runs.Configuration;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Files;

public class JsonTextTests
{
    [TestCase("{\n \"a\": \"\u00E9\"\n}", 1, 7)]
    [TestCase("\u00E9", 0, 0)]
    [TestCase("[\n\n\"ab\u00E9\"]", 2, 3)]
    public void Bytes_that_are_no_UTF_8_are_placed(string text, int line, int at)
    {
        var fault = Assert.Throws<JsonException>(() => JsonText.Checked(Encoding.Latin1.GetBytes(text)));
        Assert.That((fault!.LineNumber, fault.BytePositionInLine), Is.EqualTo(((long)line, (long)at)));
        Assert.That(fault.Message, Does.Contain("E9"));
    }

    [Test]
    public void A_mark_is_passed_over()
    {
        Assert.That(JsonText.Checked([0xEF, 0xBB, 0xBF, (byte)'{', (byte)'}']).ToArray(), Is.EqualTo("{}"u8.ToArray()));
        Assert.That(JsonText.Checked(Encoding.UTF8.GetBytes("\"Zürich €😀\"")).Length, Is.EqualTo(17));
    }

    private static readonly (string File, string Key, Action<ScratchFolder> Make, Action<ScratchFolder> Read)[] Kinds =
    [
        ("run.json", "\"name\": \"", s => s.Write("run.json", "{ \"name\": \"x\" }"), s => ConfigReader.Read(s["run.json"])),
        ("t.mrio/table.json", "\"name\": \"", s => MrioFolder.Write(SmallTables.Random(1), s["t.mrio"]), s => TableReader.Read(s["t.mrio"])),
        ("p/file_parameters.json", "\"systemtype\": \"", s => PymrioWriter.Write(SmallTables.Random(1), s["p"]), s => TableReader.Read(s["p"], new TableReadOptions { Format = "pymrio" })),
        ("own/own.json", "\"name\": \"", Descriptor, s => TableReader.Read(s["own"])),
        ("r/manifest.json", "\"name\": \"", s => s.Write("r/manifest.json", "{ \"name\": \"x\" }"), s => StoredResults.Open(s["r"], verify: false)),
    ];

    private static IEnumerable<string> Files() => Kinds.Select(k => k.File);

    [TestCaseSource(nameof(Files))]
    public void Every_JSON_with_other_bytes_is_refused_with_its_place(string file)
    {
        using var scratch = new ScratchFolder();
        var (_, key, make, read) = Kinds.Single(k => k.File == file);
        make(scratch);
        var bytes = File.ReadAllBytes(scratch[file]);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(key));
        Assert.That(at, Is.Positive);
        at += key.Length;
        File.WriteAllBytes(scratch[file], [.. bytes[..at], 0xE9, .. bytes[at..]]);
        var fault = Assert.Catch<IoEngineException>(() => read(scratch));
        Assert.That(fault!.Message, Does.Contain(Path.GetFileName(file)).And.Contain("Cure: "));
    }

    private static void Descriptor(ScratchFolder scratch)
    {
        scratch.Write("own/own.json", "{ \"format\": \"labelled-csv\", \"name\": \"Ours\", \"year\": 2015, \"unit\": \"million CHF\", \"files\": [ { \"file\": \"table.csv\" } ] }");
        scratch.Write("own/table.csv", "a,b\n");
    }
}
