using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using IoEngine.Files.Parquet;
using NUnit.Framework;

namespace IoEngine.Tests.Files.Parquet;

[TestFixture]
internal sealed class Crc32Tests
{
    [Test]
    public void The_check_value_of_the_polynomial() => Assert.That(Crc32.Compute(Encoding.ASCII.GetBytes("123456789")), Is.EqualTo(0xCBF43926u));

    [Test]
    public void Every_length_gives_what_gzip_writes_behind_its_data()
    {
        var random = new Random(3);
        foreach (var length in Enumerable.Range(0, 700).Concat([4095, 4096, 65537, 1_000_003]))
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(bytes);
            // An empty stream writes nothing at all; the checksum of nothing is 0.
            var expected = length == 0 ? 0u : BinaryPrimitives.ReadUInt32LittleEndian(packed.ToArray().AsSpan()[^8..]);
            Assert.That(Crc32.Compute(bytes), Is.EqualTo(expected), $"{length} bytes");
            Assert.That(~Crc32.ByTables(bytes, ~0u), Is.EqualTo(expected), $"{length} bytes, by tables");
        }
    }

    [Test]
    public void A_piece_may_go_on_where_another_ended()
    {
        var bytes = new byte[5000];
        new Random(4).NextBytes(bytes);
        foreach (var cut in new[] { 0, 1, 15, 16, 255, 256, 2500, 4999, 5000 })
            Assert.That(Crc32.Compute(bytes.AsSpan(cut), Crc32.Compute(bytes.AsSpan(0, cut))), Is.EqualTo(Crc32.Compute(bytes)), $"cut at {cut}");
    }
}
