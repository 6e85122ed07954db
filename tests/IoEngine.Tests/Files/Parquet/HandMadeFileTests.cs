using System.IO.Compression;
using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

public class HandMadeFileTests
{
    private const int ConvertedDecimal = 5, ConvertedMillis = 9, ConvertedUInt64 = 14, ConvertedUInt32 = 13;

    [Test]
    public void Sparks_Int96_times_are_read()
    {
        // Julian day 2,440,588 is 1970-01-01; the first eight bytes are nanoseconds of the day.
        byte[] body = [.. Int96(0, 2_440_588), .. Int96(3_600_000_000_123, 2_459_107), .. Int96(0, 2_440_587)];
        var file = new HandMadeFile { Type = (int)PhysicalType.Int96 }.Data(body, 3, PageEncoding.Plain);
        Assert.That(file.Read(3), Is.EqualTo(new object[]
        {
            DateTime.UnixEpoch, new DateTime(2020, 9, 14, 1, 0, 0).AddTicks(1), DateTime.UnixEpoch.AddDays(-1),
        }));
        var far = new HandMadeFile { Type = (int)PhysicalType.Int96 }.Data(Int96(0, 5_000_000), 1, PageEncoding.Plain);
        Assert.That(far.Fault(1).Message, Does.Contain("INT96"));
    }

    [Test]
    public void Decimals_of_any_length_are_read()
    {
        byte[] body =
        [
            1, 0, 0, 0, 0xff, 2, 0, 0, 0, 1, 0, 20, 0, 0, 0, .. Enumerable.Repeat((byte)0xff, 19), 0x80, 0, 0, 0, 0,
            13, 0, 0, 0, 0, .. Enumerable.Repeat((byte)0xff, 12),
        ];
        var file = new HandMadeFile { Type = (int)PhysicalType.ByteArray, Converted = ConvertedDecimal, Precision = 38, Scale = 2 }
            .Data(body, 5, PageEncoding.Plain);
        Assert.That(file.Read(5), Is.EqualTo(new object[] { -0.01m, 2.56m, -1.28m, 0.00m, 792281625142643375935439503.35m }));
        var wide = new HandMadeFile { Type = (int)PhysicalType.FixedLenByteArray, TypeLength = 13, Converted = ConvertedDecimal, Precision = 30 }
            .Data([1, .. new byte[12]], 1, PageEncoding.Plain);
        Assert.That(wide.Fault(1).Message, Does.Contain("96 bits"));
    }

    [Test]
    public void Old_marks_of_types_are_understood()
    {
        var millis = new HandMadeFile { Type = (int)PhysicalType.Int64, Converted = ConvertedMillis }.Data(BitConverter.GetBytes(-1L), 1, PageEncoding.Plain);
        Assert.That(millis.Read(1), Is.EqualTo(new object[] { DateTime.UnixEpoch.AddMilliseconds(-1) }));
        var uint32 = new HandMadeFile { Converted = ConvertedUInt32 }.Data(BitConverter.GetBytes(-1), 1, PageEncoding.Plain);
        Assert.That(uint32.Read(1), Is.EqualTo(new object[] { 4_294_967_295L }));
        var uint64 = new HandMadeFile { Type = (int)PhysicalType.Int64, Converted = ConvertedUInt64 }.Data(BitConverter.GetBytes(-1L), 1, PageEncoding.Plain);
        Assert.That(uint64.Fault(1).Message, Does.Contain("18446744073709551615"));
        var bare = new HandMadeFile { Type = (int)PhysicalType.ByteArray }.Data([2, 0, 0, 0, 0xc3, 0x28], 1, PageEncoding.Plain);
        Assert.That(bare.Read(1), Is.EqualTo(new object[] { "C328" }));
        var text = new HandMadeFile { Type = (int)PhysicalType.ByteArray, Converted = 0 }.Data([2, 0, 0, 0, 0xc3, 0x28], 1, PageEncoding.Plain);
        Assert.That(text.Fault(1).Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void Pages_without_any_value_are_read()
    {
        // Five missing values as one run of level 0; no codes, no widths, no packed block, not even a dictionary entry.
        byte[] run = [5 << 1, 0];
        var v1 = new HandMadeFile { Nullable = true }.Dictionary([], 0).Data([2, 0, 0, 0, .. run], 5, PageEncoding.RleDictionary);
        Assert.That(v1.Read(5), Is.EqualTo(new object?[5]));
        foreach (var encoding in new[] { PageEncoding.Plain, PageEncoding.DeltaBinaryPacked, PageEncoding.ByteStreamSplit })
        {
            var v2 = new HandMadeFile { Nullable = true, Codec = (int)PageCodec.Snappy }.DataV2(run, [], 0, 5, encoding);
            Assert.That(v2.Read(5), Is.EqualTo(new object?[5]), $"{encoding}");
        }
        var withEmpty = new HandMadeFile().Data([], 0, PageEncoding.Plain).Data([], 0, PageEncoding.Plain).Data([7, 0, 0, 0], 1, PageEncoding.Plain);
        Assert.That(withEmpty.Read(1), Is.EqualTo(new object[] { 7 }));
    }

    [Test]
    public void A_bomb_takes_no_memory()
    {
        foreach (var codec in new[] { PageCodec.Gzip, PageCodec.Brotli, PageCodec.Snappy })
        {
            // 100 bytes that claim to be a gigabyte.
            var file = new HandMadeFile { Codec = (int)codec }.Data(new byte[100], 1 << 28, PageEncoding.Plain, 1 << 30);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.That(file.Fault(1 << 28).Code, Is.EqualTo("PARQUET-DAMAGED"), $"{codec}");
            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20), $"{codec}");
        }
        var huge = new HandMadeFile { Codec = (int)PageCodec.Brotli }.Data(new byte[100], 1, PageEncoding.Plain, int.MaxValue);
        Assert.That(huge.Fault(1).Message, Does.Contain("the limit is"));
    }

    [Test]
    public void Many_rows_in_few_bytes_are_read_in_little_memory()
    {
        // 100 million missing values are one run: legal, and read batch by batch.
        const int rows = 100_000_000;
        var levels = new ByteBuffer();
        levels.AddVarint((ulong)rows << 1);
        levels.Add(0);
        using var reader = new HandMadeFile { Nullable = true }.DataV2(levels.Span.ToArray(), [], 0, rows, PageEncoding.Plain).Open(rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(reader.Batches([0]).Sum(batch => (long)batch.Columns[0].NullCount), Is.EqualTo(rows));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2 << 20));
    }

    [Test]
    public void What_cant_be_read_is_named()
    {
        byte[] seven = [7, 0, 0, 0];
        Assert.That(new HandMadeFile { IsEncrypted = true }.Data(seven, 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("encrypted column"));
        Assert.That(new HandMadeFile { Elsewhere = "x" }.Data(seven, 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("another file"));
        Assert.That(new HandMadeFile { Codec = 3 }.Data(seven, 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("LZO"));
        Assert.That(new HandMadeFile { Codec = 6 }.Data(seven, 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("ZSTD"));
        Assert.That(new HandMadeFile { Codec = 77 }.Data(seven, 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("77"));
        Assert.That(new HandMadeFile().Data(seven, 1, PageEncoding.DeltaByteArray).Fault(1).Message, Does.Contain("DeltaByteArray on Int32"));
        Assert.That(new HandMadeFile { Nullable = true }.Data(seven, 1, PageEncoding.Plain, levelEncoding: 4).Fault(1).Message, Does.Contain("BIT_PACKED"));
    }

    [Test]
    public void Contradictions_are_named()
    {
        byte[] seven = [7, 0, 0, 0], code3 = [2, 1 << 1, 3];
        Assert.That(new HandMadeFile().Dictionary(seven, 1).Data(code3, 1, PageEncoding.RleDictionary).Fault(1).Message, Does.Contain("code 3"));
        Assert.That(new HandMadeFile().Data(code3, 1, PageEncoding.RleDictionary).Fault(1).Message, Does.Contain("no dictionary"));
        Assert.That(new HandMadeFile().Dictionary(seven, 1).Dictionary(seven, 1).Data(code3, 1, PageEncoding.RleDictionary).Fault(1).Message,
            Does.Contain("two dictionaries"));
        Assert.That(new HandMadeFile().Data(seven, 1, PageEncoding.Plain).Dictionary(seven, 1).Data(code3, 1, PageEncoding.RleDictionary).Fault(2).Message,
            Does.Contain("after its first values"));
        Assert.That(new HandMadeFile().Dictionary(seven, 2).Data(code3, 1, PageEncoding.RleDictionary).Fault(1).Message, Does.Contain("2 values"));
        Assert.That(new HandMadeFile().Data(seven, 2, PageEncoding.Plain).Fault(1).Message, Does.Contain("declares 2 values"));
        Assert.That(new HandMadeFile().Data(seven, 1, PageEncoding.Plain).Fault(2).Message, Does.Contain("end before the last row"));
        Assert.That(new HandMadeFile().Data([7], 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("fewer values"));
        Assert.That(new HandMadeFile { Nullable = true }.Data([2, 0, 0, 0, 2, 9], 1, PageEncoding.Plain).Fault(1).Message, Does.Contain("level 9"));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => new HandMadeFile { Type = 9 }.Open(1))!.Message, Does.Contain("type 9"));
    }

    [Test]
    public void Gzip_and_Brotli_of_other_text_are_read([Values(1, 1000, 200_000)] int count)
    {
        var body = Enumerable.Range(0, count).SelectMany(BitConverter.GetBytes).ToArray();
        var expected = Enumerable.Range(0, count).Cast<object>();
        foreach (var codec in new[] { PageCodec.Gzip, PageCodec.Brotli })
        {
            using var packed = new MemoryStream();
            using (Stream stream = codec == PageCodec.Gzip ? new GZipStream(packed, CompressionLevel.Fastest, true) : new BrotliStream(packed, CompressionLevel.Fastest, true))
                stream.Write(body);
            var file = new HandMadeFile { Codec = (int)codec }.Data(packed.ToArray(), count, PageEncoding.Plain, body.Length);
            Assert.That(file.Read(count).SequenceEqual(expected), Is.True, $"{codec}");
            var cut = new HandMadeFile { Codec = (int)codec }.Data(packed.ToArray()[..^1], count, PageEncoding.Plain, body.Length);
            if (codec == PageCodec.Brotli) Assert.That(cut.Fault(count).Code, Is.EqualTo("PARQUET-DAMAGED"));
            var longer = new HandMadeFile { Codec = (int)codec }.Data(packed.ToArray(), count, PageEncoding.Plain, body.Length - 1);
            Assert.That(longer.Fault(count).Code, Is.EqualTo("PARQUET-DAMAGED"));
        }
    }

    private static byte[] Int96(long nanoseconds, int day) => [.. BitConverter.GetBytes(nanoseconds), .. BitConverter.GetBytes(day)];
}
