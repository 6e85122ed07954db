using System.IO.Compression;
using IoEngine.Files.Parquet;
using Parquet.Meta;
using Type = Parquet.Meta.Type;

namespace IoEngine.Tests.Files.Parquet;

public class HandMadeFileTests
{
    [Test]
    public void Times_as_INT96_as_Spark_once_wrote_them_are_read()
    {
        // Julian day 2,440,588 is 1970-01-01; the first eight bytes are nanoseconds of the day.
        byte[] body = [.. Int96(0, 2_440_588), .. Int96(3_600_000_000_123, 2_459_107), .. Int96(0, 2_440_587)];
        object[] expected = [DateTime.UnixEpoch, new DateTime(2020, 9, 14, 1, 0, 0).AddTicks(1), DateTime.UnixEpoch.AddDays(-1)];
        Assert.That(new HandMadeFile { Type = Type.INT96 }.Data(body, 3, Encoding.PLAIN).Read(3), Is.EqualTo(expected));
        // Codes 0, 1, 2 in two bits each.
        var coded = new HandMadeFile { Type = Type.INT96 }.Dictionary(body, 3).Data([2, 1 << 1 | 1, 0b100100, 0], 3, Encoding.RLE_DICTIONARY);
        Assert.That(coded.Read(3), Is.EqualTo(expected), "by a dictionary");
        var far = new HandMadeFile { Type = Type.INT96 }.Data(Int96(0, 5_000_000), 1, Encoding.PLAIN);
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
        var file = new HandMadeFile { Type = Type.BYTE_ARRAY, Converted = ConvertedType.DECIMAL, Precision = 38, Scale = 2 }
            .Data(body, 5, Encoding.PLAIN);
        Assert.That(file.Read(5), Is.EqualTo(new object[] { -0.01m, 2.56m, -1.28m, 0.00m, 792281625142643375935439503.35m }));
        var wide = new HandMadeFile { Type = Type.FIXED_LEN_BYTE_ARRAY, TypeLength = 13, Converted = ConvertedType.DECIMAL, Precision = 30 }
            .Data([1, .. new byte[12]], 1, Encoding.PLAIN);
        Assert.That(wide.Fault(1).Message, Does.Contain("96 bits"));
    }

    [Test]
    public void Old_marks_of_types_are_understood()
    {
        var millis = new HandMadeFile { Type = Type.INT64, Converted = ConvertedType.TIMESTAMP_MILLIS }.Data(BitConverter.GetBytes(-1L), 1, Encoding.PLAIN);
        Assert.That(millis.Read(1), Is.EqualTo(new object[] { DateTime.UnixEpoch.AddMilliseconds(-1) }));
        var uint32 = new HandMadeFile { Converted = ConvertedType.UINT_32 }.Data(BitConverter.GetBytes(-1), 1, Encoding.PLAIN);
        Assert.That(uint32.Read(1), Is.EqualTo(new object[] { 4_294_967_295L }));
        var uint64 = new HandMadeFile { Type = Type.INT64, Converted = ConvertedType.UINT_64 }.Data(BitConverter.GetBytes(-1L), 1, Encoding.PLAIN);
        Assert.That(uint64.Fault(1).Message, Does.Contain("18446744073709551615"));
        var bare = new HandMadeFile { Type = Type.BYTE_ARRAY }.Data([2, 0, 0, 0, 0xc3, 0x28], 1, Encoding.PLAIN);
        Assert.That(bare.Read(1), Is.EqualTo(new object[] { "C328" }));
        var text = new HandMadeFile { Type = Type.BYTE_ARRAY, Converted = ConvertedType.UTF8 }.Data([2, 0, 0, 0, 0xc3, 0x28], 1, Encoding.PLAIN);
        Assert.That(text.Fault(1).Message, Does.Contain("UTF-8"));
    }

    [Test]
    public void Pages_without_any_value_are_read()
    {
        // Five missing values as one run of level 0; no codes, no widths, no packed block, not even a dictionary entry.
        byte[] run = [5 << 1, 0];
        var v1 = new HandMadeFile { Nullable = true }.Dictionary([], 0).Data([2, 0, 0, 0, .. run], 5, Encoding.RLE_DICTIONARY);
        Assert.That(v1.Read(5), Is.EqualTo(new object?[5]));
        foreach (var encoding in new[] { Encoding.PLAIN, Encoding.DELTA_BINARY_PACKED, Encoding.BYTE_STREAM_SPLIT })
        {
            var v2 = new HandMadeFile { Nullable = true, Codec = CompressionCodec.SNAPPY }.DataV2(run, [], 0, 5, encoding, nulls: 5);
            Assert.That(v2.Read(5), Is.EqualTo(new object?[5]), $"{encoding}");
        }

        var withEmpty = new HandMadeFile().Data([], 0, Encoding.PLAIN).Data([], 0, Encoding.PLAIN).Data([7, 0, 0, 0], 1, Encoding.PLAIN);
        Assert.That(withEmpty.Read(1), Is.EqualTo(new object[] { 7 }));
    }

    [Test]
    public void Truth_values_are_read_as_bits_and_as_runs()
    {
        // Three rows, the middle one without a value; then true, true, false as single bits and as runs of 2 and 1.
        byte[] levels = [2, 0, 0, 0, 1 << 1 | 1, 0b101], bits = [0b011], runs = [4, 0, 0, 0, 2 << 1, 1, 1 << 1, 0], few = [2, 0, 0, 0, 2 << 1, 1];
        foreach (var (encoding, body) in new[] { (Encoding.PLAIN, bits), (Encoding.RLE, runs) })
        {
            Assert.That(new HandMadeFile { Type = Type.BOOLEAN }.Data(body, 3, encoding).Read(3), Is.EqualTo(new object[] { true, true, false }), $"{encoding}");
            var gaps = new HandMadeFile { Type = Type.BOOLEAN, Nullable = true }.Data([.. levels, .. body], 3, encoding);
            Assert.That(gaps.Read(3), Is.EqualTo(new object?[] { true, null, true }), $"{encoding}, with gaps");
            var v2 = new HandMadeFile { Type = Type.BOOLEAN, Nullable = true }.DataV2(levels[4..], body, body.Length, 3, encoding, nulls: 1);
            Assert.That(v2.Read(3), Is.EqualTo(new object?[] { true, null, true }), $"{encoding}, v2");
        }

        Assert.That(new HandMadeFile { Type = Type.BOOLEAN }.Data(few, 3, Encoding.RLE).Fault(3).Message, Does.Contain("fewer values"));
        Assert.That(new HandMadeFile { Type = Type.BOOLEAN }.Data([9, .. few[1..]], 3, Encoding.RLE).Fault(3).Message, Does.Contain("9 bytes of runs"));
    }

    [TestCase(CompressionCodec.GZIP)]
    [TestCase(CompressionCodec.BROTLI)]
    [TestCase(CompressionCodec.SNAPPY)]
    [TestCase(CompressionCodec.ZSTD)]
    [TestCase(CompressionCodec.LZ4_RAW)]
    public void A_bomb_takes_no_memory(CompressionCodec codec)
    {
        // 100 bytes that claim to be a gigabyte.
        var file = new HandMadeFile { Codec = codec }.Data(new byte[100], 1 << 24, Encoding.PLAIN, 1 << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(file.Fault(1 << 24).Code, Is.EqualTo("PARQUET-DAMAGED"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
        var huge = new HandMadeFile { Codec = codec }.Data(new byte[100], 1, Encoding.PLAIN, int.MaxValue);
        Assert.That(huge.Fault(1).Message, Does.Contain("the limit is"));
    }

    [Test]
    public void More_rows_than_a_row_group_may_have_are_refused_before_they_take_memory()
    {
        // 100 million missing values are one run.
        const int rows = 100_000_000;
        var levels = new ThriftBytes().Varint((ulong)rows << 1).Raw(0).ToArray();
        var file = new HandMadeFile { Nullable = true }.DataV2(levels, [], 0, rows, Encoding.PLAIN, nulls: rows);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = file.Fault(rows);
        Assert.That(fault.Message, Is.EqualTo("A row group of 100000000 rows (the limit is 16777216) is not supported."));
        Assert.That(fault.Cure, Does.Contain("1,048,576 rows"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2 << 20));
    }

    [Test]
    public void A_million_missing_values_in_one_run_are_read()
    {
        const int rows = 1_000_000;
        var levels = new ThriftBytes().Varint((ulong)rows << 1).Raw(0).ToArray();
        using var reader = new HandMadeFile { Nullable = true }.DataV2(levels, [], 0, rows, Encoding.PLAIN, nulls: rows).Open(rows);
        Assert.That(reader.Groups([0]).Single().Columns[0].NullCount, Is.EqualTo(rows));
    }

    [Test]
    public void What_cannot_be_read_is_named()
    {
        byte[] seven = [7, 0, 0, 0];
        Assert.That(new HandMadeFile { IsEncrypted = true }.Data(seven, 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("encrypted column"));
        Assert.That(new HandMadeFile { Elsewhere = "x" }.Data(seven, 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("another file"));
        Assert.That(new HandMadeFile { Codec = CompressionCodec.LZO }.Data(seven, 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("LZO"));
        // Written in two ways that can't be told apart.
        Assert.That(new HandMadeFile { Codec = CompressionCodec.LZ4 }.Data(seven, 1, Encoding.PLAIN).Fault(1).Cure, Does.Contain("LZ4_RAW"));
        Assert.That(new HandMadeFile { Codec = (CompressionCodec)77 }.Data(seven, 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("77"));
        Assert.That(new HandMadeFile().Data(seven, 1, Encoding.DELTA_BYTE_ARRAY).Fault(1).Message, Does.Contain("DELTA_BYTE_ARRAY on INT32"));
        Assert.That(new HandMadeFile { Type = Type.BOOLEAN }.Data(seven, 1, Encoding.BYTE_STREAM_SPLIT).Fault(1).Message, Does.Contain("BYTE_STREAM_SPLIT on BOOLEAN"));
        Assert.That(new HandMadeFile { Nullable = true }.Data(seven, 1, Encoding.PLAIN, levelEncoding: 4).Fault(1).Message, Does.Contain("BIT_PACKED"));
    }

    [Test]
    public void Contradictions_are_named()
    {
        byte[] seven = [7, 0, 0, 0], code3 = [2, 1 << 1, 3];
        Assert.That(new HandMadeFile().Dictionary(seven, 1).Data(code3, 1, Encoding.RLE_DICTIONARY).Fault(1).Place, Is.EqualTo("memory, column 'c', row group 0, page 1 at byte 21"));
        Assert.That(new HandMadeFile().Data(code3, 1, Encoding.RLE_DICTIONARY).Fault(1).Message, Does.Contain("no dictionary"));
        Assert.That(new HandMadeFile().Dictionary(seven, 1).Dictionary(seven, 1).Data(code3, 1, Encoding.RLE_DICTIONARY).Fault(1).Message,
            Does.Contain("two dictionaries"));
        Assert.That(new HandMadeFile().Data(seven, 1, Encoding.PLAIN).Dictionary(seven, 1).Data(code3, 1, Encoding.RLE_DICTIONARY).Fault(2).Message,
            Does.Contain("after its first values"));
        Assert.That(new HandMadeFile().Dictionary(seven, 2).Data(code3, 1, Encoding.RLE_DICTIONARY).Fault(1).Message, Does.Contain("2 values"));
        Assert.That(new HandMadeFile().Data(seven, 2, Encoding.PLAIN).Fault(1).Message, Does.Contain("declares 2 values"));
        Assert.That(new HandMadeFile().Data(seven, 1, Encoding.PLAIN).Fault(2).Message, Does.Contain("end before the last row"));
        Assert.That(new HandMadeFile().Data([7], 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("fewer values"));
        // One run of two rows with a value, and bytes for one.
        Assert.That(new HandMadeFile { Nullable = true }.Data([2, 0, 0, 0, 4, 1, .. seven], 2, Encoding.PLAIN).Fault(2).Message, Does.Contain("fewer values"));
        Assert.That(new HandMadeFile { Nullable = true }.Data([2, 0, 0, 0, 2, 9], 1, Encoding.PLAIN).Fault(1).Message, Does.Contain("level 9"));
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => new HandMadeFile { Type = (Type)9 }.Open(1))!.Message, Does.Contain("type 9"));
    }

    [Test]
    public void A_changed_page_names_file_column_page_and_byte()
    {
        byte[] seven = [7, 0, 0, 0];
        HandMadeFile Two() => new HandMadeFile { HasChecksums = true }.Data(seven, 1, Encoding.PLAIN).Data(seven, 1, Encoding.PLAIN);
        Assert.That(Two().Read(2), Is.EqualTo(new object[] { 7, 7 }));
        var fault = Two().Flip(^1).Fault(2);
        Assert.That(fault.Code, Is.EqualTo("PARQUET-CHECKSUM"));
        Assert.That(fault.Place, Does.Match(@"^memory, column 'c', row group 0, page 1 at byte \d+$"));
    }

    [TestCase(30, false, TestName = "A_footer_with_a_number_of_a_later_version_is_read")]
    [TestCase(30, true, TestName = "A_footer_with_a_structure_of_a_later_version_is_refused")]
    [TestCase(6, true, TestName = "A_footer_with_a_structure_in_place_of_a_text_is_refused")]
    public void Footers_with_other_fields(int field, bool isStructure)
    {
        var file = new HandMadeFile
        {
            AtEnd = thrift => _ = isStructure ? thrift.Begin(field).Int32(1, 5).End() : thrift.Int32(field, 5),
        }.Data([7, 0, 0, 0], 1, Encoding.PLAIN);
        if (!isStructure) Assert.That(file.Read(1), Is.EqualTo(new object[] { 7 }));
        else Assert.That(file.Fault(1).Message, Does.Contain(field == 6 ? "another type" : "a later version of the format"));
    }

    [Test]
    public void A_schema_too_deep_for_the_library_is_refused()
    {
        const int levels = 100_000;
        var thrift = new ThriftBytes().Int32(1, 1).List(2, ThriftBytes.StructType, levels);
        for (var i = 0; i < levels; i++) thrift.BeginElement().Text(4, "x").Int32(5, i == levels - 1 ? 0 : 1).End();
        var footer = thrift.Int64(3, 0).List(4, ThriftBytes.StructType, 0).End().ToArray();
        byte[] bytes = [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8];
        Assert.That(Assert.Throws<InvalidDataFindingsException>(() => ParquetReader.Open(bytes, "memory"))!.Message, Does.Contain("levels"));
    }

    [Test]
    public void Gzip_and_Brotli_of_other_text_are_read([Values(1, 1000, 200_000)] int count)
    {
        var body = Enumerable.Range(0, count).SelectMany(BitConverter.GetBytes).ToArray();
        var expected = Enumerable.Range(0, count).Cast<object>();
        foreach (var codec in new[] { CompressionCodec.GZIP, CompressionCodec.BROTLI })
        {
            using var packed = new MemoryStream();
            using (Stream stream = codec == CompressionCodec.GZIP ? new GZipStream(packed, CompressionLevel.Fastest, true) : new BrotliStream(packed, CompressionLevel.Fastest, true))
                stream.Write(body);
            var file = new HandMadeFile { Codec = codec }.Data(packed.ToArray(), count, Encoding.PLAIN, body.Length);
            Assert.That(file.Read(count).SequenceEqual(expected), Is.True, $"{codec}");
            var longer = new HandMadeFile { Codec = codec }.Data(packed.ToArray(), count, Encoding.PLAIN, body.Length - 1);
            Assert.That(longer.Fault(count).Code, Is.EqualTo("PARQUET-DAMAGED"));
        }
    }

    private static byte[] Int96(long nanoseconds, int day) => [.. BitConverter.GetBytes(nanoseconds), .. BitConverter.GetBytes(day)];
}
