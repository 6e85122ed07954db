using System.Diagnostics;
using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>
/// Files cut short or with flipped bits: an error that says so or the right values; never a crash, a hang or gigabytes.
/// </summary>
public class DamageTests
{
    // 64 MB are far below what a damaged size could ask for.
    private const long MostBytes = 64L << 20;

    private static readonly string[] Files =
    [
        "own", "duckdb-zstd-v2", "duckdb-lz4_raw-v2", "duckdb-snappy-v1", "duckdb-snappy-v2", "duckdb-gzip-v1", "duckdb-brotli-v2", "duckdb-uncompressed-v2",
        "arrow-v2-delta", "arrow-v2-snappy", "arrow-v2-split", "arrow-small-pages", "hyparquet-snappy",
    ];

    [TestCaseSource(nameof(Files))]
    public void A_file_cut_anywhere_is_an_error(string name)
    {
        var bytes = Load(name);
        for (var length = 0; length < bytes.Length; length += 64)
        {
            var error = Assert.Throws<InvalidDataFindingsException>(() => Read(bytes[..length]), $"cut at {length}");
            Assert.That(error!.Findings[0].Place, Does.Contain("memory"));
        }
    }

    [TestCaseSource(nameof(Files))]
    public void A_flipped_bit_is_an_error_or_harmless(string name)
    {
        var bytes = Load(name);
        var random = new Random(17);
        var caught = 0;
        for (var trial = 0; trial < 1500; trial++)
        {
            var (place, bit) = (random.Next(bytes.Length), random.Next(8));
            bytes[place] ^= (byte)(1 << bit);
            caught += IsCaught(bytes, $"bit {bit} of byte {place}") ? 1 : 0;
            bytes[place] ^= (byte)(1 << bit);
        }
        // Files without checksums let many flips in values pass; in no file all do.
        Assert.That(caught, Is.GreaterThan(50));
    }

    [TestCaseSource(nameof(Files))]
    public void Overwritten_bytes_are_an_error_or_harmless(string name)
    {
        var original = Load(name);
        var random = new Random(18);
        var footer = original.Length - 8 - BitConverter.ToInt32(original, original.Length - 8);
        for (var trial = 0; trial < 1000; trial++)
        {
            var bytes = (byte[])original.Clone();
            // Half of them in the footer, where sizes, counts and offsets are.
            var place = trial % 2 == 0 ? random.Next(bytes.Length) : random.Next(footer, bytes.Length - 8);
            var span = bytes.AsSpan(place, Math.Min(random.Next(1, 10), bytes.Length - place));
            if (trial % 3 == 0) span.Fill(0xff);
            else random.NextBytes(span);
            IsCaught(bytes, $"trial {trial}: bytes from {place}");
        }
    }

    [Test]
    public void Other_files_are_refused_with_the_reason()
    {
        Assert.That(Fault("PAR1 but then nothing of PARE"u8.ToArray()), Does.Contain("encrypted footer"));
        Assert.That(Fault("order_id,supplier,amount\n1,2,3\n"u8.ToArray()), Does.Contain("no Parquet file"));
        Assert.That(Fault([]), Does.Contain("0 bytes"));
        var missing = Assert.Throws<InvalidDataFindingsException>(() => ParquetReader.Open("no such file.parquet"));
        Assert.That(missing!.Findings[0].Code, Is.EqualTo("PARQUET-OPEN"));
    }

    [Test]
    public void Random_footers_are_an_error()
    {
        var random = new Random(19);
        for (var trial = 0; trial < 3000; trial++)
        {
            var bytes = new byte[random.Next(12, 400)];
            random.NextBytes(bytes);
            "PAR1"u8.CopyTo(bytes);
            "PAR1"u8.CopyTo(bytes.AsSpan(bytes.Length - 4));
            BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 8), bytes.Length - 12);
            IsCaught(bytes, $"trial {trial}");
        }
    }

    private static string Fault(byte[] bytes) => Assert.Throws<InvalidDataFindingsException>(() => Read(bytes))!.Message;

    private static bool IsCaught(byte[] bytes, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var isCaught = false;
        try
        {
            Read(bytes);
        }
        catch (InvalidDataFindingsException error)
        {
            isCaught = true;
            Assert.That(error.Findings[0].Place, Does.StartWith("memory"));
        }
        catch (Exception error)
        {
            Assert.Fail($"{what}: {error}");
        }
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostBytes), what);
        Assert.That(clock.Elapsed.TotalSeconds, Is.LessThan(20), what);
        return isCaught;
    }

    private static void Read(byte[] bytes)
    {
        using var reader = ParquetReader.Open(bytes, "memory");
        foreach (var _ in reader.Groups([.. Enumerable.Range(0, reader.Columns.Count)]))
        {
        }
    }

    private static byte[] Load(string name)
    {
        if (name != "own") return File.ReadAllBytes(PeerFileTests.Path(name));
        using var output = new MemoryStream();
        using var writer = new ParquetWriter(output, PeerTable.Written, new(90));
        PeerTable.Write(writer, 200);
        return output.ToArray();
    }
}
