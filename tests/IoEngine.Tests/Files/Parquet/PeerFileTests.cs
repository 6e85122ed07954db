using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>
/// Small files that DuckDB, Rust's Arrow and hyparquet wrote (tests/parquet-peers/write.mjs FOLDER 200), kept in Peers.
/// </summary>
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
    [TestCase("duckdb-zstd-v2")]
    [TestCase("duckdb-lz4-v1")]
    [TestCase("duckdb-lz4_raw-v2")]
    public void A_file_of_another_program_agrees_with_the_formulas(string name)
    {
        foreach (var batch in new[] { 1, 7, 64, 1000 })
        {
            using var reader = ParquetReader.Open(Path(name));
            PeerTable.AssertAgrees(reader, Rows, batch);
        }
    }

    [TestCase("duckdb-snappy-v1")]
    [TestCase("duckdb-brotli-v2")]
    [TestCase("duckdb-zstd-v2")]
    [TestCase("arrow-v2-delta")]
    [TestCase("arrow-v2-split")]
    [TestCase("arrow-small-pages")]
    public void Any_number_of_threads_gives_the_same_rows(string name)
    {
        using var reader = ParquetReader.Open(Path(name));
        int[] columns = [.. Enumerable.Range(0, reader.Columns.Count)];
        var expected = Cells.ReadAll(reader.Batches(columns));
        Assert.That(expected, Has.Count.EqualTo(Rows));
        foreach (var threads in new[] { 2, 3, 16 }) Assert.That(Cells.ReadAll(reader.Groups(columns, threads)), Is.EqualTo(expected), $"{threads} threads");
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
            "A nested column (MAP) is not supported.", "TIME on INT64 is not supported.",
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
