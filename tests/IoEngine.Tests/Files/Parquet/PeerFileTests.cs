using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>Small files that DuckDB, Rust's Arrow and hyparquet wrote (tests/parquet-peers/write.mjs FOLDER 200), kept in Peers.</summary>
public class PeerFileTests
{
    private const int Rows = 200;

    internal static string Path(string name) =>
        System.IO.Path.Combine(SharedData.Repository(), "tests", "IoEngine.Tests", "Files", "Parquet", "Peers", name + ".parquet");

    [TestCase("duckdb-snappy-v1")]
    [TestCase("duckdb-snappy-v2")]
    [TestCase("duckdb-gzip-v1")]
    [TestCase("duckdb-brotli-v2")]
    [TestCase("duckdb-uncompressed-v2")]
    [TestCase("arrow-v2-delta")]
    [TestCase("arrow-v2-snappy")]
    [TestCase("arrow-v2-split")]
    [TestCase("arrow-small-pages")]
    [TestCase("hyparquet-snappy")]
    public void It_agrees_with_the_formulas(string name)
    {
        foreach (var batch in new[] { 1, 7, 64, 1000 })
        {
            using var reader = ParquetReader.Open(Path(name));
            PeerTable.AssertAgrees(reader, Rows, batch);
        }
    }

    [TestCase("duckdb-snappy-v1")]
    [TestCase("duckdb-brotli-v2")]
    [TestCase("arrow-v2-delta")]
    [TestCase("arrow-v2-split")]
    [TestCase("arrow-small-pages")]
    public void Any_ranges_in_any_order_are_the_same_rows(string name)
    {
        using var reader = ParquetReader.Open(Path(name));
        var all = Cells.ReadAll(reader);
        var starts = new long[reader.RowGroups + 1];
        foreach (var whole in reader.Ranges(1, 1000)) starts[whole.Group + 1] = starts[whole.Group] + whole.Rows;
        var random = new Random(11);
        for (var trial = 0; trial < 60; trial++)
        {
            // Forwards and back, next to each other, overlapping.
            var ranges = Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            {
                var group = random.Next(reader.RowGroups);
                var first = random.NextInt64(starts[group + 1] - starts[group]);
                return new ParquetRange(group, first, random.NextInt64(1, starts[group + 1] - starts[group] - first + 1));
            }).ToArray();
            var expected = ranges.SelectMany(r => all.Skip((int)(starts[r.Group] + r.First)).Take((int)r.Rows)).ToList();
            Assert.That(Cells.ReadAll(reader, random.Next(1, 40), ranges), Is.EqualTo(expected), string.Join("; ", ranges));
        }
    }

    [TestCase("duckdb-zstd-v2", "ZSTD")]
    [TestCase("duckdb-lz4-v1", "LZ4_RAW")]
    [TestCase("duckdb-lz4_raw-v2", "LZ4_RAW")]
    public void An_unsupported_compression_is_named(string name, string codec)
    {
        using var reader = ParquetReader.Open(Path(name));
        var error = Assert.Throws<InvalidDataFindingsException>(() => _ = reader.Batches([0]).First());
        Assert.That(error!.Findings[0].Code, Is.EqualTo("PARQUET-UNSUPPORTED"));
        Assert.That(error.Findings[0].Message, Does.Contain(codec));
        Assert.That(error.Findings[0].Place, Does.Contain("column 'i64'").And.Contain(name));
    }

    [Test]
    public void Nested_columns_are_named_and_the_others_are_read()
    {
        using var reader = ParquetReader.Open(Path("mixed"));
        var refused = reader.Columns.Where(column => column.Type == ParquetType.Unsupported).Select(column => column.Name);
        Assert.That(refused, Is.EqualTo(new[] { "list", "structure", "map_column", "clock" }));
        var error = Assert.Throws<InvalidDataFindingsException>(() => reader.Batches([.. Enumerable.Range(0, reader.Columns.Count)]));
        Assert.That(error!.Findings.Select(finding => finding.Message), Is.EqualTo(new[]
        {
            "A nested column (LIST) is not supported.", "A nested column (STRUCT) is not supported.",
            "A nested column (MAP) is not supported.", "TIME on Int64 is not supported.",
        }));
        string[] names = ["i32", "u32", "u64", "u8", "huge", "id", "blob", "ts_ns", "ts_ms", "tz"];
        var batch = reader.Batches([.. names.Select(reader.IndexOf)]).Single();
        Assert.That(batch.Rows, Is.EqualTo(100));
        Assert.That(batch.Columns.Select(column => column.Column.Type), Is.EqualTo(new[]
        {
            ParquetType.Int32, ParquetType.Int64, ParquetType.Int64, ParquetType.Int32, ParquetType.Double, ParquetType.Text,
            ParquetType.Binary, ParquetType.Timestamp, ParquetType.Timestamp, ParquetType.Timestamp,
        }));
        for (var i = 0; i < 100; i++)
        {
            object[] expected = [i, (long)i, (long)i, i, (double)i, $"00000000-0000-0000-0000-0000000000{10 + (i % 90)}", "62",
                new DateTime(2020, 9, 13, 12, 26, 40).AddTicks((123 + i) / 100), DateTime.UnixEpoch.AddMilliseconds(i), DateTime.UnixEpoch.AddSeconds(i)];
            Assert.That(batch.Columns.Select(column => Cells.At(column, i)), Is.EqualTo(expected));
        }
        Assert.That(batch.Columns[7].Int64s[7], Is.EqualTo(1_600_000_000_000_000_130));
        Assert.That(batch.Columns[9].Column.IsUtc, Is.True);
    }

    [Test]
    public void Dictionary_codes_are_one_for_each_text_through_the_file()
    {
        using var reader = ParquetReader.Open(Path("arrow-v2-snappy"));
        HashSet<(int, string)> seen = [];
        foreach (var (rows, columns) in reader.Batches([reader.IndexOf("s")], 10).NotEmpty())
            for (var i = 0; i < rows; i++)
                if (!columns[0].IsNull(i))
                {
                    Assert.That(columns[0].Codes[i], Is.LessThan(columns[0].Texts.StableCount));
                    seen.Add((columns[0].Codes[i], columns[0].TextAt(i)));
                }
        Assert.That(seen, Has.Count.EqualTo(11));
    }
}
