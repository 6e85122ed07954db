using System.IO.Compression;
using System.Text;
using IoEngine.Files;

namespace IoEngine.Tests.Files;

public class FileSetTests
{
    [Test]
    public void Folder_zip_and_inner_path_show_the_same_files()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("root/year/2000/Z.txt", "z");
        scratch.Write("root/year/2000/ext/F.txt", "flows");
        ZipFile.CreateFromDirectory(scratch["root"], scratch["a.zip"]);
        foreach (var path in new[] { "root/year/2000", "a.zip/year/2000" })
        {
            var files = FileSet.Open(scratch[path]);
            Assert.That(files.Entries, Is.EqualTo(new[] { new FileEntry("Z.txt", 1), new FileEntry("ext/F.txt", 5) }));
            Assert.That(Encoding.UTF8.GetString(files.ReadAll("ext/F.txt")), Is.EqualTo("flows"));
            Assert.That(files.PlaceOf("Z.txt"), Is.EqualTo(scratch[path] + "/Z.txt"));
        }

        Assert.That(FileSet.Open(scratch["a.zip"]).Hash(), Is.Not.EqualTo(FileSet.Open(scratch["a.zip/year"]).Hash()));
    }

    [Test]
    public void A_nested_zip_is_read_from_memory()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("in/t.csv", "1,2");
        Directory.CreateDirectory(scratch["out"]);
        ZipFile.CreateFromDirectory(scratch["in"], scratch["out/2001.zip"]);
        ZipFile.CreateFromDirectory(scratch["out"], scratch["all.zip"]);
        var nested = ZipFiles.OpenNested(FileSet.Open(scratch["all.zip"]), "2001.zip");
        Assert.That(Encoding.UTF8.GetString(nested.ReadAll("t.csv")), Is.EqualTo("1,2"));
        Assert.That(nested.PlaceOf("t.csv"), Is.EqualTo(scratch["all.zip"] + "/2001.zip/t.csv"));
    }

    [Test]
    public void A_missing_file_says_what_is_there()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("1995.zip.txt", "");
        var finding = Fault(() => FileSet.Open(scratch["1995.zip"]));
        Assert.That((finding.Code, finding.Place, finding.Found), Is.EqualTo(("FILE-MISSING", scratch["1995.zip"], "there are 1995.zip.txt")));
        Assert.That(Fault(() => FileSet.Open(scratch["no/such/1995.zip"])).Found, Does.Contain("does not exist either"));
    }

    [TestCase("../evil.txt")]
    [TestCase("a/../../evil.txt")]
    [TestCase("/etc/evil.txt")]
    [TestCase("C:\\evil.txt")]
    [TestCase("..\\evil.txt")]
    public void Paths_that_climb_out_are_refused(string path)
    {
        using var scratch = new ScratchFolder();
        Zip(scratch["a.zip"], ("good.txt", "1"), (path, "2"));
        var finding = Fault(() => FileSet.Open(scratch["a.zip"]));
        Assert.That((finding.Code, finding.Found), Is.EqualTo(("ARCHIVE-PATH", path)));
        Assert.That(finding.Cure, Is.Not.Empty);
    }

    [Test]
    public void Bombs_are_refused_before_they_unpack()
    {
        using var scratch = new ScratchFolder();
        Zip(scratch["a.zip"], ("zeros.txt", new string('0', 2_000_000)), ("b.txt", "1"));
        var limits = ArchiveLimits.Default with { RatioFrom = 1_000_000 };
        Assert.Multiple(() =>
        {
            Assert.That(Fault(() => FileSet.Open(scratch["a.zip"], limits)).ToString(), Does.Contain("ARCHIVE-BOMB").And.Contain("zeros.txt").And.Contain("at most 400 : 1"));
            Assert.That(Fault(() => FileSet.Open(scratch["a.zip"], limits with { Ratio = 2000, TotalBytes = 1_000_000 })).Found, Is.EqualTo("2 MiB"));
            Assert.That(Fault(() => FileSet.Open(scratch["a.zip"], limits with { Ratio = 2000, Entries = 1 })).Found, Is.EqualTo("2 files"));
            Assert.DoesNotThrow(() => FileSet.Open(scratch["a.zip"]), "a short table of zeros is no bomb");
        });
    }

    [Test]
    public void An_entry_that_is_there_twice_is_refused()
    {
        using var scratch = new ScratchFolder();
        Zip(scratch["a.zip"], ("Z.txt", "1"), ("Z.txt", "2"));
        Assert.That(Fault(() => FileSet.Open(scratch["a.zip"])).Code, Is.EqualTo("ARCHIVE-DUPLICATE"));
    }

    [Test]
    public void A_flipped_bit_in_the_archive_is_noticed()
    {
        using var scratch = new ScratchFolder();
        using (var archive = ZipFile.Open(scratch["a.zip"], ZipArchiveMode.Create))
        {
            using var stream = archive.CreateEntry("Z.txt", CompressionLevel.NoCompression).Open();
            stream.Write("12345678901234567890"u8);
        }

        var bytes = File.ReadAllBytes(scratch["a.zip"]);
        bytes[bytes.AsSpan().IndexOf("12345678901234567890"u8) + 7] ^= 1;
        File.WriteAllBytes(scratch["a.zip"], bytes);
        var finding = Fault(() => FileSet.Open(scratch["a.zip"]).ReadAll("Z.txt"));
        Assert.That((finding.Code, finding.Place), Is.EqualTo(("ARCHIVE-DAMAGED", scratch["a.zip"] + "/Z.txt")));
    }

    [Test]
    public void A_declared_length_that_lies_is_noticed([Values(10, 30)] int declared)
    {
        using var scratch = new ScratchFolder();
        Zip(scratch["a.zip"], ("Z.txt", "12345678901234567890"));
        var bytes = File.ReadAllBytes(scratch["a.zip"]);
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), declared);
        File.WriteAllBytes(scratch["a.zip"], bytes);
        Assert.That(Fault(() => FileSet.Open(scratch["a.zip"]).ReadAll("Z.txt")).Code, Is.EqualTo("ARCHIVE-DAMAGED"));
    }

    [Test]
    public void A_cut_archive_is_damaged()
    {
        using var scratch = new ScratchFolder();
        Zip(scratch["a.zip"], ("Z.txt", "12345678901234567890"));
        File.WriteAllBytes(scratch["a.zip"], File.ReadAllBytes(scratch["a.zip"])[..^30]);
        Assert.That(Fault(() => FileSet.Open(scratch["a.zip"])).Code, Is.EqualTo("ARCHIVE-DAMAGED"));
    }

    private static Finding Fault(Func<object> open) => Assert.Throws<InvalidDataFindingsException>(() => open())!.Findings.Single();

    private static void Zip(string path, params (string Name, string Text)[] entries)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var stream = archive.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
