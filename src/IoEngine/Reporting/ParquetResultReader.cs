using IoEngine.Files.Parquet;

namespace IoEngine.Reporting;

/// <summary>Reads back what <see cref="ParquetResultWriter"/> wrote.</summary>
internal static class ParquetResultReader
{
    /// <summary>Reads a result file.</summary>
    /// <param name="path">The file; its name without extension is that of the table.</param>
    /// <exception cref="InvalidDataFindingsException">The file is damaged.</exception>
    public static ResultTable Read(string path)
    {
        using var reader = ParquetReader.Open(path);
        var kinds = reader.Columns.Select(c => c.Type switch
        {
            ParquetType.Text => ColumnKind.Text,
            ParquetType.Int64 => ColumnKind.Integer,
            _ => ColumnKind.Number,
        }).ToArray();
        var table = new ResultTable(Path.GetFileNameWithoutExtension(path),
            reader.Columns.Select((c, i) => (c.Name, kinds[i])).ToArray());
        var row = new object?[kinds.Length];
        foreach (var batch in reader.Batches(Enumerable.Range(0, kinds.Length).ToArray()))
        {
            for (var r = 0; r < batch.Rows; r++)
            {
                for (var i = 0; i < row.Length; i++) row[i] = Cell(batch.Columns[i], kinds[i], r);
                table.Add(row);
            }
        }

        return table;
    }

    private static object? Cell(ParquetBuffer column, ColumnKind kind, int row) => column.IsNull(row) ? null : kind switch
    {
        ColumnKind.Text => column.TextAt(row),
        ColumnKind.Integer => column.Int64s[row],
        _ => column.Doubles[row],
    };
}
