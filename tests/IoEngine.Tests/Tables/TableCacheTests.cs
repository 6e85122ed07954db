using System.Text.Json.Nodes;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Tests.Tables;

public class TableCacheTests
{
    [Test]
    public void The_second_read_comes_from_the_cache_and_is_the_same([Values("t", "t.zip")] string name)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch[name]);
        var cache = new TableCache(scratch["cache"]);
        var first = cache.Read(scratch[name]);
        var parts = new List<string>();
        var second = cache.Read(scratch[name], new TableReadOptions { Progress = new Parts(parts) });
        SmallTables.AssertSame(first, SmallTables.Random(1));
        SmallTables.AssertSame(second, first);
        Assert.That(second.Findings, Is.EqualTo(first.Findings));
        Assert.That(parts, Does.Contain("Z.npy").And.No.Member("Z.txt"));
        Assert.That(Directory.GetFileSystemEntries(scratch["cache"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void A_changed_source_is_read_anew()
    {
        using var scratch = new ScratchFolder();
        var cache = new TableCache(scratch["cache"]);
        PymrioWriter.Write(SmallTables.Random(1), scratch["t"]);
        cache.Read(scratch["t"]);
        PymrioWriter.Write(SmallTables.Random(2), scratch["t"], replace: true);
        SmallTables.AssertSame(cache.Read(scratch["t"]), SmallTables.Random(2));
        Assert.That(cache.Read(scratch["t"], new TableReadOptions { Year = 1990 }).Identity.Year, Is.EqualTo(1990), "what is asked counts too");
    }

    [Test]
    public void A_damaged_entry_is_rebuilt_with_a_finding([Values("flip", "delete", "cut", "garbage")] string damage)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["t.zip"]);
        var cache = new TableCache(scratch["cache"]);
        cache.Read(scratch["t.zip"]);
        var entry = Directory.GetDirectories(scratch["cache"]).Single();
        var z = Path.Combine(entry, "Z.npy");
        var bytes = File.ReadAllBytes(z);
        if (damage == "flip") bytes[^1] ^= 4;
        if (damage == "delete") File.Delete(z);
        else if (damage == "garbage") File.WriteAllText(Path.Combine(entry, "table.json"), "{ nonsense");
        else File.WriteAllBytes(z, damage == "cut" ? bytes[..^9] : bytes);
        var rebuilt = cache.Read(scratch["t.zip"]);
        SmallTables.AssertSame(rebuilt, SmallTables.Random(1));
        var finding = rebuilt.Findings.Single();
        Assert.That((finding.Code, finding.Severity, finding.Place), Is.EqualTo(("CACHE-REBUILT", Severity.Warning, entry)));
        Assert.That(cache.Read(scratch["t.zip"]).Findings, Is.Empty, "the entry is whole again");
    }

    [Test]
    public void Exchanged_or_edited_entries_are_noticed([Values("exchange", "edit", "unseal", "copy of another kind")] string change)
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["one.zip"]);
        PymrioWriter.Write(SmallTables.Random(2), scratch["two.zip"]);
        var cache = new TableCache(scratch["cache"]);
        var tables = new[] { "one.zip", "two.zip" }.ToDictionary(n => n, n => cache.Read(scratch[n]));
        var entries = Directory.GetDirectories(scratch["cache"]);
        var json = Path.Combine(entries[0], "table.json");
        if (change == "exchange")
        {
            Directory.Move(entries[0], scratch["aside"]);
            Directory.Move(entries[1], entries[0]);
            Directory.Move(scratch["aside"], entries[1]);
        }
        else if (change is "edit" or "unseal")
        {
            var description = (JsonObject)JsonNode.Parse(File.ReadAllText(json))!;
            if (change == "edit") description["source"] = "somebody else";
            else Assert.That(description.Remove("seal"), Is.True);
            File.WriteAllText(json, description.ToJsonString());
        }
        else
        {
            Directory.Delete(entries[0], recursive: true);
            MrioFolder.Write(SmallTables.Random(3), entries[0]);
        }

        var codes = new List<string>();
        foreach (var (name, table) in tables)
        {
            var again = cache.Read(scratch[name]);
            Assert.That(again.Z.Values[0, 0], Is.EqualTo(table.Z.Values[0, 0]), name);
            Assert.That(again.Identity, Is.EqualTo(table.Identity), name);
            codes.AddRange(again.Findings.Select(f => f.Code));
            Assert.That(cache.Read(scratch[name]).Findings, Is.Empty, "the entry is whole again");
        }

        Assert.That(codes, Is.EqualTo(Enumerable.Repeat("CACHE-REBUILT", change == "exchange" ? 2 : 1)));
        Assert.That(Directory.GetDirectories(scratch["cache"], "*.damaged-*"), Has.Length.EqualTo(codes.Count), "set aside, not removed");
    }

    [Test]
    public void An_unwritable_cache_is_a_finding_and_the_table_is_still_read()
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["t.zip"]);
        scratch.Write("cache", "a file where the folder should be");
        var table = new TableCache(scratch["cache"]).Read(scratch["t.zip"]);
        SmallTables.AssertSame(table, SmallTables.Random(1));
        Assert.That(table.Findings.Single().Code, Is.EqualTo("CACHE-UNWRITABLE"));
    }

    [Test]
    public void Many_at_once_all_get_the_table_and_one_entry_stays()
    {
        using var scratch = new ScratchFolder();
        PymrioWriter.Write(SmallTables.Random(1), scratch["t.zip"]);
        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var table = new TableCache(scratch["cache"]).Read(scratch["t.zip"]);
            SmallTables.AssertSame(table, SmallTables.Random(1));
            Assert.That(table.Findings, Is.Empty);
        });
        Assert.That(Directory.GetFileSystemEntries(scratch["cache"]), Has.Length.EqualTo(1));
    }

    [Test]
    public void The_engines_own_folder_is_not_copied()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        SmallTables.AssertSame(new TableCache(scratch["cache"]).Read(scratch["t.mrio"]), SmallTables.Random(1));
        Assert.That(Directory.Exists(scratch["cache"]), Is.False);
    }

    private sealed class Parts(List<string> seen) : IProgress<TableReadProgress>
    {
        public void Report(TableReadProgress value) => seen.Add(value.Part);
    }
}
