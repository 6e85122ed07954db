using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

public class RoundTripTests
{
    private static readonly ParquetType[] Types = [ParquetType.Int64, ParquetType.Double, ParquetType.Text, ParquetType.Date];

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
        var options = new ParquetWriteOptions(random.Next(1, 2000))
        {
            Metadata = new Dictionary<string, string> { ["unit"] = "M.EUR", ["a"] = "é" },
        };
        var bytes = Cells.Write(columns, rows, options);
        using var reader = ParquetReader.Open(bytes, "memory");
        Assert.That(reader.Columns.Select(Comparable), Is.EqualTo(columns.Select(Comparable)));
        Assert.That(reader.Metadata, Is.EquivalentTo(options.Metadata));
        AssertSame(Cells.ReadAll(reader, random.Next(1, 4000)), rows);
        Assert.That(Cells.Write(columns, rows, options), Is.EqualTo(bytes), "the same values give the same bytes");
    }

    [Test]
    public void Special_numbers_keep_their_bits_and_what_is_no_number_is_missing()
    {
        double[] values = [-0d, 0d, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1, 1, 1, double.NaN];
        var bytes = Cells.Write([new("d", ParquetType.Double, true)], values.Select(value => new object?[] { value }));
        using var reader = ParquetReader.Open(bytes, "memory");
        var read = reader.Groups([0]).Single().Columns[0];
        Assert.That(read.Doubles[..9].ToArray().Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(values[..9].Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(read.Valid.ToArray(), Is.EqualTo(Enumerable.Repeat(true, 9).Append(false)));
    }

    [Test]
    public void Long_texts_come_back()
    {
        var rows = Enumerable.Range(0, 300).Select(i => new object?[] { new string((char)('a' + (i % 26)), i * 97), i % 3 == 0 ? null : $"{i}" }).ToList();
        var bytes = Cells.Write([new("long", ParquetType.Text), new("short", ParquetType.Text, true)], rows);
        using var reader = ParquetReader.Open(bytes, "memory");
        AssertSame(Cells.ReadAll(reader, 41), rows);
    }

    [Test]
    public void An_empty_table_has_columns_and_no_rows()
    {
        using var reader = ParquetReader.Open(Cells.Write(PeerTable.Written, []), "memory");
        Assert.That(reader.Columns, Has.Count.EqualTo(PeerTable.Written.Length));
        Assert.That(reader.Rows, Is.Zero);
        Assert.That(reader.Batches([0, 4]), Is.Empty);
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
        using var writer = new ParquetWriter(output, [new("s", ParquetType.Text), new("d", ParquetType.Double)]);
        Assert.Throws<ArgumentException>(() => writer[0].Add("half \ud800 pair"));
        Assert.Throws<InvalidOperationException>(() => writer[0].Add(1L));
        Assert.Throws<InvalidOperationException>(() => writer[0].AddNull());
        Assert.Throws<InvalidOperationException>(() => writer[1].Add(double.NaN));
        Assert.Throws<InvalidOperationException>(() => writer[1].Add((ReadOnlySpan<double>)[1.0, double.NaN]));
        Assert.Throws<InvalidOperationException>(() => writer[1].Add((ReadOnlySpan<long>)[1L]));
        Assert.Throws<InvalidOperationException>(() => writer[1].Add((ReadOnlySpan<string>)["text"]));
        Assert.Throws<ArgumentException>(() => writer[0].Add((ReadOnlySpan<string>)["whole", "half \ud800 pair"]));
        Assert.Throws<InvalidOperationException>(writer.EndRow);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.EndRows(writer.Room + 1));
    }

    // Cut decimals and wrong statistics would be the alternative.
    [TestCase(ParquetType.Decimal)]
    [TestCase(ParquetType.Timestamp)]
    [TestCase(ParquetType.Float)]
    [TestCase(ParquetType.Unsupported)]
    public void Types_that_the_engine_does_not_write_are_refused(object type) =>
        Assert.That(() => new ParquetWriter(new MemoryStream(), [new("c", (ParquetType)type)]), Throws.ArgumentException.With.Message.Contains("'c'"));

    [Test]
    public void A_file_that_was_not_completed_is_no_file()
    {
        using var output = new MemoryStream();
        using (var writer = new ParquetWriter(output, [new("i", ParquetType.Int64)], new(RowGroupRows: 10)))
            for (var i = 0L; i < 25; i++)
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

    private static string Comparable(ParquetColumn column) => $"{column.Name} {column.Type} {column.Nullable}";

    private static ParquetColumn RandomColumn(Random random, int number) => new($"c{number} é", Types[random.Next(Types.Length)], random.Next(2) == 0);

    private static object? RandomCell(Random random, ParquetColumn column)
    {
        if (column.Nullable && random.Next(4) == 0) return null;
        return column.Type switch
        {
            ParquetType.Int64 => random.Next(3) == 0 ? random.Next(5) : random.NextInt64(long.MinValue, long.MaxValue),
            ParquetType.Double => (random.NextDouble() - 0.5) * 1e9,
            ParquetType.Text => new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => "abcé€x "[random.Next(7)])]),
            _ => DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1)),
        };
    }
}
