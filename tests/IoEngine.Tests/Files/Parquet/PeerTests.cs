using System.Diagnostics;
using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>The reader and the writer against DuckDB, hyparquet and Rust's Arrow, run live in tests/parquet-peers.</summary>
[NonParallelizable]
public class PeerTests
{
    private const int Rows = 5000;

    private static string Peers => Path.Combine(SharedData.Repository(), "tests", "parquet-peers");

    [Test]
    public void What_other_programs_write_is_read()
    {
        using var scratch = new ScratchFolder();
        Node("write.mjs", scratch.Path, Rows);
        var read = 0;
        foreach (var path in Directory.GetFiles(scratch.Path, "*.parquet").Where(path => !Path.GetFileName(path).Contains("mixed", StringComparison.Ordinal)))
        {
            using var reader = ParquetReader.Open(path);
            PeerTable.AssertAgrees(reader, Rows);
            read++;
        }
        Assert.That(read, Is.EqualTo(24));
    }

    [TestCase(131_072)]
    [TestCase(777)]
    public void What_the_engine_writes_is_read_by_other_programs(int rowGroup)
    {
        using var scratch = new ScratchFolder();
        var path = scratch["peer.parquet"];
        using (var writer = ParquetWriter.Create(path, PeerTable.Written, new(rowGroup))) PeerTable.Write(writer, Rows);
        Assert.That(Node("check.mjs", path, Rows), Does.Contain($"all {Rows} rows agree"));
    }

    private static string Node(string script, string path, int rows)
    {
        if (!Directory.Exists(Path.Combine(Peers, "node_modules"))) Assert.Ignore("needs npm ci in tests/parquet-peers");
        var start = new ProcessStartInfo("node", [script, path, $"{rows}"])
        {
            WorkingDirectory = Peers,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            Assert.That(process.WaitForExit(120_000), Is.True, "node does not end");
            Assert.That(process.ExitCode, Is.Zero, output + error.Result);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("needs node on the path");
            throw;
        }
    }
}
