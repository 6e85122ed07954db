using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

public class RoundTripTests
{
    private static readonly ParquetType[] Types =
    [
        ParquetType.Boolean, ParquetType.Int32, ParquetType.Int64, ParquetType.Float, ParquetType.Double, ParquetType.Decimal,
        ParquetType.Text, ParquetType.Binary, ParquetType.Date, ParquetType.Timestamp,
    ];

    // Where batches begin decides which of two damaged columns is come to first: it must not depend on the number of readers.
    [Test]
    public void Ranges_follow_each_other_and_begin_with_a_batch()
    {
        const int rows = 230_001, group = 100_001;
        using var reader = ParquetReader.Open(Cells.Write([new ParquetColumn("i", ParquetType.Int32)], Enumerable.Range(0, rows).Select(i => new object?[] { i }), new ParquetWriteOptions(RowGroupRows: group)), "three.parquet");
        foreach (var batch in new[] { 1, 1000, 4096, 50_000, 500_000 })
            for (var readers = 1; readers <= 9; readers++)
            {
                var ranges = reader.Ranges(readers, batch);
                Assert.That(ranges.Select(r => (r.Group * (long)group) + r.First), Is.EqualTo(ranges.Select((_, k) => ranges.Take(k).Sum(r => r.Rows))), "one after the other");
                Assert.That(ranges.Sum(r => r.Rows), Is.EqualTo(rows));
                Assert.That(ranges.All(r => r.First % batch == 0 && r.Rows > 0));
                if (batch < 5000) Assert.That(ranges, Has.Count.GreaterThanOrEqualTo(Math.Min(readers, 3)), "something to do for all, where pieces are not too small");
            }
    }

    // Numbers that are all different, then numbers that repeat: the first group lies as it is, the second has a dictionary.
    [Test]
    public void A_piece_of_a_group_with_a_dictionary_after_one_without_is_read()
    {
        const int rows = 40_000;
        var texts = Enumerable.Range(0, 2 * rows).Select(i => i < rows ? $"order-{i}" : $"order-{i % 3000}").ToArray();
        using var reader = ParquetReader.Open(Cells.Write([new ParquetColumn("id", ParquetType.Text)], texts.Select(t => new object?[] { t }), new ParquetWriteOptions(RowGroupRows: rows)), "two.parquet");
        ParquetRange[] ranges = [new(0, 0, 10_000), new(1, 5000, 100), new(0, 39_000, 1000), new(1, 0, 40_000)];
        var expected = ranges.SelectMany(r => texts.Skip((r.Group * rows) + (int)r.First).Take((int)r.Rows));
        Assert.That(Cells.ReadAll(reader, 4096, ranges).Select(row => row[0]), Is.EqualTo(expected));
    }

    [Test]
    public void Every_table_comes_back([Range(1, 40)] int seed)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, random.Next(1, 9)).Select(number => RandomColumn(random, number)).ToArray();
        // Few distinct values give dictionaries and runs, many give plain pages.
        var distinct = random.Next(3) switch { 0 => 2, 1 => 50, _ => int.MaxValue };
        var pools = columns.Select(column => Enumerable.Range(0, 60).Select(_ => RandomCell(random, column)).ToArray()).ToArray();
        var rows = Enumerable.Range(0, random.Next(0, 3000)).Select(_ => columns.Select((column, c) =>
            distinct == int.MaxValue ? RandomCell(random, column) : pools[c][random.Next(Math.Min(distinct, 60))]).ToArray()).ToList();
        var options = new ParquetWriteOptions((ParquetCompression)random.Next(2), random.Next(1, 2000))
        {
            Metadata = new Dictionary<string, string> { ["unit"] = "M.EUR", ["a"] = "é" },
        };
        var bytes = Cells.Write(columns, rows, options);
        using var reader = ParquetReader.Open(bytes, "memory");
        Assert.That(reader.Columns.Select(Comparable), Is.EqualTo(columns.Select(Comparable)));
        Assert.That(reader.CreatedBy, Is.EqualTo("IoEngine"));
        Assert.That(reader.Metadata, Is.EquivalentTo(options.Metadata));
        AssertSame(Cells.ReadAll(reader, random.Next(1, 4000)), rows.Select(row => row.Select(AsRead).ToArray()).ToList());
        Assert.That(Cells.Write(columns, rows, options), Is.EqualTo(bytes), "the same values give the same bytes");
    }

    [Test]
    public void Special_numbers_keep_their_bits()
    {
        double[] values = [double.NaN, -0d, 0d, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1, 1, 1];
        var bytes = Cells.Write([new("d", ParquetType.Double)], values.Select(value => new object?[] { value }));
        using var reader = ParquetReader.Open(bytes, "memory");
        var read = reader.Batches([0]).Single().Columns[0].Doubles.ToArray();
        Assert.That(read.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values.Select(BitConverter.DoubleToInt64Bits)));
    }

    [Test]
    public void Long_texts_and_many_pages_come_back()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new object?[] { new string((char)('a' + (i % 26)), i * 97), i % 3 == 0 ? null : $"{i}" }).ToList();
        var bytes = Cells.Write([new("long", ParquetType.Text), new("short", ParquetType.Text, true)], rows);
        Assert.That(bytes, Has.Length.GreaterThan(4 << 20));
        using var reader = ParquetReader.Open(bytes, "memory");
        AssertSame(Cells.ReadAll(reader, 41), rows);
    }

    [Test]
    public void An_empty_table_has_columns_and_no_rows()
    {
        using var reader = ParquetReader.Open(Cells.Write(PeerTable.Columns, []), "memory");
        Assert.That(reader.Columns, Has.Count.EqualTo(PeerTable.Columns.Length));
        Assert.That(reader.Rows, Is.Zero);
        Assert.That(reader.Batches([0, 5]), Is.Empty);
    }

    [Test]
    public void Repeated_texts_take_little_room_and_few_strings()
    {
        var rows = Enumerable.Range(0, 100_000).Select(i => new object?[] { $"a rather long name of an industry, number {i / 100 % 50}" });
        var bytes = Cells.Write([new("industry", ParquetType.Text)], rows);
        Assert.That(bytes, Has.Length.LessThan(20_000));
        using var reader = ParquetReader.Open(bytes, "memory");
        HashSet<string> objects = new(ReferenceEqualityComparer.Instance as IEqualityComparer<string>);
        foreach (var (count, columns) in reader.Batches([0]))
            for (var i = 0; i < count; i++) objects.Add(columns[0].TextAt(i));
        Assert.That(objects, Has.Count.EqualTo(50));
    }

    [Test]
    public void Values_that_do_not_fit_are_refused()
    {
        using var output = new MemoryStream();
        using var writer = new ParquetWriter(output,
            [new("m", ParquetType.Decimal) { Precision = 5, Scale = 2 }, new("f", ParquetType.Float), new("t", ParquetType.Timestamp), new("s", ParquetType.Text)]);
        Assert.Throws<ArgumentException>(() => writer[0].Add(1000m));
        Assert.Throws<ArgumentException>(() => writer[0].Add(0.001m));
        Assert.Throws<ArgumentException>(() => writer[0].Add(decimal.MinValue));
        Assert.Throws<ArgumentException>(() => writer[1].Add(0.1));
        Assert.Throws<ArgumentException>(() => writer[2].Add(DateTime.UnixEpoch.AddTicks(1)));
        Assert.Throws<ArgumentException>(() => writer[3].Add("half \ud800 pair"));
        Assert.Throws<InvalidOperationException>(() => writer[3].Add(1));
        Assert.Throws<InvalidOperationException>(() => writer[3].AddNull());
        Assert.Throws<InvalidOperationException>(writer.EndRow);
    }

    [Test]
    public void A_file_that_was_not_completed_is_no_file()
    {
        using var output = new MemoryStream();
        using (var writer = new ParquetWriter(output, [new("i", ParquetType.Int32)], new(RowGroupRows: 10)))
            for (var i = 0; i < 25; i++)
            {
                writer[0].Add(i);
                writer.EndRow();
            }
        var error = Assert.Throws<InvalidDataFindingsException>(() => ParquetReader.Open(output.ToArray(), "memory"));
        Assert.That(error!.Message, Does.Contain("cut off"));
    }

    internal static void AssertSame(List<object?[]> found, List<object?[]> expected)
    {
        Assert.That(found, Has.Count.EqualTo(expected.Count));
        for (var row = 0; row < found.Count; row++)
            for (var column = 0; column < found[row].Length; column++)
                if (!Equals(found[row][column], expected[row][column]))
                    Assert.Fail($"Row {row}, column {column}: found {found[row][column]}, expected {expected[row][column]}");
    }

    // Precision and scale mean something for decimals alone, the unit for timestamps alone.
    private static string Comparable(ParquetColumn column) => $"{column.Name} {column.Type} {column.Nullable} " + column.Type switch
    {
        ParquetType.Decimal => $"{column.Precision} {column.Scale}",
        ParquetType.Timestamp => $"{column.Unit} {column.IsUtc}",
        _ => "",
    };

    private static object? AsRead(object? cell) => cell is byte[] bytes ? Convert.ToHexString(bytes) : cell;

    private static ParquetColumn RandomColumn(Random random, int number)
    {
        var precision = random.Next(1, 29);
        return new ParquetColumn($"c{number} é", Types[random.Next(Types.Length)], random.Next(2) == 0)
        {
            Precision = precision,
            Scale = random.Next(precision + 1),
            Unit = (ParquetTimeUnit)random.Next(3),
            IsUtc = random.Next(2) == 0,
        };
    }

    private static object? RandomCell(Random random, ParquetColumn column)
    {
        if (column.Nullable && random.Next(4) == 0) return null;
        return column.Type switch
        {
            ParquetType.Boolean => random.Next(2) == 0,
            ParquetType.Int32 => random.Next(3) == 0 ? random.Next(5) : random.Next(int.MinValue, int.MaxValue),
            ParquetType.Int64 => random.Next(3) == 0 ? random.Next(5) : random.NextInt64(long.MinValue, long.MaxValue),
            ParquetType.Float => random.NextSingle() * 1000 - 500,
            ParquetType.Double => (random.NextDouble() - 0.5) * 1e9,
            ParquetType.Decimal => RandomDecimal(random, column),
            ParquetType.Text => new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => "abcé€x "[random.Next(7)])]),
            ParquetType.Binary => RandomBytes(random),
            ParquetType.Date => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1)),
            _ => RandomTime(random, column),
        };
    }

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(12)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static decimal RandomDecimal(Random random, ParquetColumn column)
    {
        var digits = string.Concat(Enumerable.Range(0, random.Next(1, column.Precision + 1)).Select(_ => random.Next(10)));
        var whole = decimal.Parse(digits) * (random.Next(2) == 0 ? 1 : -1);
        var bits = decimal.GetBits(whole);
        return new decimal(bits[0], bits[1], bits[2], bits[3] < 0, (byte)column.Scale);
    }

    private static DateTime RandomTime(Random random, ParquetColumn column)
    {
        var kind = column.IsUtc ? DateTimeKind.Utc : DateTimeKind.Unspecified;
        var milliseconds = random.NextInt64(-8_000_000_000_000, 8_000_000_000_000);
        var ticks = column.Unit switch { ParquetTimeUnit.Milliseconds => 0, ParquetTimeUnit.Microseconds => random.Next(1000) * 10L, _ => random.Next(10_000) };
        return new DateTime(DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond) + ticks, kind);
    }
}
