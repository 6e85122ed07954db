using IoEngine.Files.Parquet;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>
/// The table that the engine and other programs agree on by formula; tests/parquet-peers/table.mjs holds the same.
/// </summary>
internal static class PeerTable
{
    private const long FirstDay = 10957, FirstMicrosecond = 1_600_000_000_000_000;

    /// <summary>The columns of types that the engine writes.</summary>
    public static readonly ParquetColumn[] Written =
    [
        new("i64", ParquetType.Int64),
        new("d", ParquetType.Double, true),
        new("s", ParquetType.Text, true),
        new("u", ParquetType.Text),
        new("date", ParquetType.Date),
    ];

    /// <summary>What row <paramref name="i"/> has in a column; null where the value is missing.</summary>
    public static object? Value(string column, long i) => column switch
    {
        "i64" => (i * 7919) - 1000,
        "i32" => (int)((i * 31 % 1000) - 500),
        "d" => i % 5 == 0 ? null : (i / 8.0) - 3,
        "f" => (float)(i / 4.0),
        "b" => i % 7 == 0 ? null : i % 3 == 0,
        "s" => i % 4 == 0 ? null : $"land {i % 11} é€",
        "u" => $"order-{i}-{new string('x', (int)(i % 13))}",
        "date" => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays((int)(FirstDay + (i * 17 % 10000))),
        "ts" => DateTime.UnixEpoch.AddTicks((FirstMicrosecond + (i * 1234567)) * 10),
        "dec9" => ((i * 125) - 700) / 100m,
        "dec18" => ((i * -1234567) + 5) / 10000m,
        "dec28" => ((i * 1000000007000000009m) - 3) / 1000000m,
        _ => throw new ArgumentException($"No column {column}.", nameof(column)),
    };

    public static void Write(ParquetWriter writer, long rows)
    {
        for (long i = 0; i < rows; i++)
        {
            for (var c = 0; c < Written.Length; c++) Cells.Add(writer[c], Value(Written[c].Name, i));
            writer.EndRow();
        }

        writer.Complete();
    }

    /// <summary>Asserts that every column of the file has the agreed values, row by row.</summary>
    public static void AssertAgrees(ParquetReader reader, long rows, int batch = 700)
    {
        Assert.That(reader.Rows, Is.EqualTo(rows));
        long first = 0;
        foreach (var (count, columns) in reader.Batches([.. Enumerable.Range(0, reader.Columns.Count)], batch).NotEmpty())
        {
            foreach (var buffer in columns.NotEmpty())
                for (var i = 0; i < count; i++)
                {
                    var (found, expected) = (Cells.At(buffer, i), Value(buffer.Column.Name, first + i));
                    if (!Equals(found, expected)) Assert.Fail($"{buffer.Column.Name} row {first + i}: found {found ?? "null"}, expected {expected ?? "null"}");
                }
            first += count;
        }
        Assert.That(first, Is.EqualTo(rows));
    }
}
