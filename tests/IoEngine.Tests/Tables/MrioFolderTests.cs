using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tests.Tables;

public class MrioFolderTests
{
    [Test]
    public void Folder_and_zip_of_it_bring_every_bit_back([Values(1, 2, 3)] int seed, [Values] bool satellites, [Values] bool output)
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(seed, regions: seed, sectors: 1 + (3 * (seed % 2)), satellites, output);
        MrioFolder.Write(table, scratch["t.mrio"]);
        ZipFile.CreateFromDirectory(scratch["t.mrio"], scratch["t.zip"]);
        foreach (var name in new[] { "t.mrio", "t.zip" })
        {
            Assert.That(TableReader.DetectFormat(scratch[name]), Is.EqualTo("mrio"));
            SmallTables.AssertSame(TableReader.Read(scratch[name], new TableReadOptions()), table);
        }
    }

    [Test]
    public void Findings_and_synthetic_are_kept()
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(1);
        Finding[] findings = [Finding.Warning("TEXT-EMPTY-CELLS", "Z.txt", "Empty.", "3", "none", "Fill.", "0"), Finding.Info("TABLE-ORDER", "Y.txt", "Other order.")];
        var noted = new MrioTable(table.Identity with { Synthetic = true, PriceBasis = "purchasers' prices", Year = null }, table.Z, table.Y, table.V,
            roles: new TableRoles { Compensation = [] }, findings: findings);
        MrioFolder.Write(noted, scratch["t.mrio"]);
        var found = TableReader.Read(scratch["t.mrio"]);
        Assert.Multiple(() =>
        {
            Assert.That(found.Findings, Is.EqualTo(findings));
            Assert.That(found.Identity, Is.EqualTo(noted.Identity));
            Assert.That(found.Roles.Compensation, Is.Empty, "none is not the same as not said");
            Assert.That(found.Roles.ValueAdded, Is.Null);
            Assert.That(TableReader.Read(scratch["t.mrio"], new TableReadOptions { Year = 2001 }).Identity.Year, Is.EqualTo(2001));
        });
    }

    [Test]
    public void Files_are_what_numpy_and_the_description_say()
    {
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(1, regions: 2, sectors: 2);
        MrioFolder.Write(table, scratch["t.mrio"]);
        Assert.That(Directory.GetFiles(scratch["t.mrio"]).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Is.EqualTo(new[] { "F.npy", "FY.npy", "V.npy", "VY.npy", "Y.npy", "Z.npy", "table.json", "x.npy" }));
        var z = File.ReadAllBytes(scratch["t.mrio/Z.npy"]);
        Assert.That(z, Has.Length.EqualTo(128 + (8 * 16)));
        Assert.That(BitConverter.ToDouble(z, 128 + 8), Is.EqualTo(table.Z.Values[1, 0]), "column-major: the second number is below the first");
        using var json = JsonDocument.Parse(File.ReadAllBytes(scratch["t.mrio/table.json"]));
        Assert.That(json.RootElement.GetProperty("parts").GetProperty("Z").GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(z))));
    }

    [Test]
    public void It_replaces_only_when_asked_and_leaves_nothing_else()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        var refused = Assert.Throws<ConfigException>(() => MrioFolder.Write(SmallTables.Random(2), scratch["t.mrio"]));
        Assert.That(refused!.Findings.Single().ToString(), Does.Contain("OUTPUT-EXISTS").And.Contain(scratch["t.mrio"]).And.Contain("--force"));
        SmallTables.AssertSame(TableReader.Read(scratch["t.mrio"]), SmallTables.Random(1));
        MrioFolder.Write(SmallTables.Random(2), scratch["t.mrio"], replace: true);
        SmallTables.AssertSame(TableReader.Read(scratch["t.mrio"]), SmallTables.Random(2));
        Assert.Throws<OperationCanceledException>(() => MrioFolder.Write(SmallTables.Random(3), scratch["u.mrio"], cancellation: new CancellationToken(true)));
        Assert.That(Directory.GetFileSystemEntries(scratch.Path), Has.Length.EqualTo(1));
    }

    [Test]
    public void An_unwritable_place_is_a_finding()
    {
        using var scratch = new ScratchFolder();
        scratch.Write("file", "not a folder");
        var refused = Assert.Throws<ConfigException>(() => MrioFolder.Write(SmallTables.Random(1), scratch["file/t.mrio"]));
        Assert.That(refused!.Findings.Single().Code, Is.EqualTo("OUTPUT-UNWRITABLE"));
    }

    [Test]
    public void Damaged_parts_are_all_named()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        File.Delete(scratch["t.mrio/Y.npy"]);
        File.Copy(scratch["t.mrio/V.npy"], scratch["t.mrio/F.npy"], overwrite: true);
        using (var z = File.OpenWrite(scratch["t.mrio/Z.npy"])) z.SetLength(200);
        var unverified = new TableReadOptions { VerifyHashes = false };
        var findings = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t.mrio"], unverified))!
            .Findings.Where(f => f.Severity == Severity.Error).ToArray();
        Assert.That(findings.Select(f => (f.Code, Path.GetFileName(f.Place))), Is.EqualTo(new[]
        {
            ("NPY-TRUNCATED", "Z.npy"), ("FILE-MISSING", "Y.npy"), ("NPY-SHAPE", "F.npy"),
        }));
        Assert.That(findings[2].ToString(), Does.Contain("2 × 12").And.Contain("3 × 12").And.Contain("import the table again"));
    }

    [Test]
    public void A_flipped_bit_is_found_by_the_hash()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        var bytes = File.ReadAllBytes(scratch["t.mrio/Z.npy"]);
        bytes[^3] ^= 1;
        File.WriteAllBytes(scratch["t.mrio/Z.npy"], bytes);
        var unverified = TableReader.Read(scratch["t.mrio"], new TableReadOptions { VerifyHashes = false });
        Assert.That(unverified.Findings.Select(f => (f.Code, f.Severity)), Is.EqualTo(new[] { ("VERIFY-OFF", Severity.Warning) }));
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t.mrio"]))!.Findings.Single();
        Assert.That((finding.Code, Path.GetFileName(finding.Place)), Is.EqualTo(("MRIO-HASH", "Z.npy")));
        Assert.That(finding.Found, Does.Contain(Convert.ToHexStringLower(SHA256.HashData(bytes))));
    }

    [Test]
    public void A_large_file_that_was_changed_or_cut_is_told_as_that_and_nothing_else([Values] bool cut)
    {
        // Large enough to be read while it is hashed.
        using var scratch = new ScratchFolder();
        var table = SmallTables.Random(1, regions: 10, sectors: 150);
        MrioFolder.Write(table, scratch["t.mrio"]);
        SmallTables.AssertSame(TableReader.Read(scratch["t.mrio"]), table);
        var bytes = File.ReadAllBytes(scratch["t.mrio/Z.npy"]);
        Assert.That(bytes, Has.Length.GreaterThan(16 << 20));
        bytes[^3] ^= 1;
        File.WriteAllBytes(scratch["t.mrio/Z.npy"], cut ? bytes[..^1] : bytes);
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t.mrio"]))!.Findings.Single();
        Assert.That((finding.Code, Path.GetFileName(finding.Place)), Is.EqualTo(("MRIO-HASH", "Z.npy")));
    }

    [Test]
    public void Every_flipped_bit_is_noticed()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1, regions: 2, sectors: 1), scratch["t.mrio"]);
        foreach (var file in Directory.GetFiles(scratch["t.mrio"]).NotEmpty())
        {
            var bytes = File.ReadAllBytes(file);
            for (var at = 0; at < bytes.Length; at += 7)
            {
                byte[] flipped = [.. bytes];
                flipped[at] ^= 4;
                File.WriteAllBytes(file, flipped);
                var findings = new List<Finding>();
                try
                {
                    findings.AddRange(TableReader.Read(scratch["t.mrio"]).Findings);
                }
                catch (InvalidDataFindingsException e)
                {
                    findings.AddRange(e.Findings);
                }

                var white = Path.GetFileName(file) == "table.json" && (bytes[at] is (byte)' ' or (byte)'\n');
                Assert.That(findings, white ? Is.Not.Null : Is.Not.Empty, $"{Path.GetFileName(file)}, byte {at}");
            }

            File.WriteAllBytes(file, bytes);
        }

        Assert.That(TableReader.Read(scratch["t.mrio"]).Findings, Is.Empty);
    }

    [Test]
    public void A_changed_description_is_a_warning_and_one_by_somebody_else_is_none()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        var json = (System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(scratch["t.mrio/table.json"]))!;
        json["name"] = "mine";
        File.WriteAllText(scratch["t.mrio/table.json"], json.ToJsonString());
        var changed = TableReader.Read(scratch["t.mrio"]);
        Assert.That((changed.Identity.Name, changed.Findings.Single().Code), Is.EqualTo(("mine", "MRIO-CHANGED")));
        json.Remove("seal");
        foreach (var part in json["parts"]!.AsObject().Select(p => p.Key).ToArray()) json["parts"]![part] = null;
        File.WriteAllText(scratch["t.mrio/table.json"], "// by hand\n" + json.ToJsonString());
        Assert.That(TableReader.Read(scratch["t.mrio"]).Findings, Is.Empty);
    }

    [TestCase("\"version\": 1", "\"version\": 9", "MRIO-VERSION", "version 9")]
    [TestCase("\"synthetic\"", "\"sintetic\"", "MRIO-DESCRIPTION", "sintetic")]
    [TestCase("\"scale\": 1000000", "\"scale\": \"many\"", "MRIO-DESCRIPTION", "table.json, line")]
    [TestCase("{", "", "MRIO-DESCRIPTION", "table.json, line 2")]
    public void A_faulty_description_is_named_with_its_line(string from, string to, string code, string contains)
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["t.mrio"]);
        var text = File.ReadAllText(scratch["t.mrio/table.json"]);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0));
        File.WriteAllText(scratch["t.mrio/table.json"], text[..at] + to + text[(at + from.Length)..]);
        var finding = Assert.Throws<InvalidDataFindingsException>(() => TableReader.Read(scratch["t.mrio"]))!.Findings.Single();
        Assert.That(finding.Code, Is.EqualTo(code));
        Assert.That(finding.ToString(), Does.Contain(contains).And.Contain("Cure: ").And.Not.Contain("IoEngine."));
    }

    [Test]
    public void A_real_table_is_the_same_from_text_and_folder()
    {
        using var scratch = new ScratchFolder();
        var table = TableReader.Read(SharedData.Path("data/wiod2013/2000.zip"));
        MrioFolder.Write(table, scratch["t.mrio"]);
        SmallTables.AssertSame(TableReader.Read(scratch["t.mrio"]), table);
        Assert.That(new FileInfo(scratch["t.mrio/Z.npy"]).Length, Is.EqualTo(128 + (8L * 1435 * 1435)).Within(0), string.Create(CultureInfo.InvariantCulture, $"{1435}²"));
    }
}
