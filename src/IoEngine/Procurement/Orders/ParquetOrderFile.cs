using IoEngine.Files.Parquet;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// One .parquet file of orders: row group by row group, its columns read side by side, then its rows by workers in pieces.
/// </summary>
internal static class ParquetOrderFile
{
    // All columns of a piece stay in the processor's cache.
    private const int PieceRows = 4096;

    /// <summary>Reads a file into <paramref name="into"/>; null where its columns can't be used (see the findings).</summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(string path, int number, OrderAccumulator[] into,
        List<Finding> findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var reader = ParquetReader.Open(path);
        var options = into[0].Options;
        var before = findings.Count(f => f.Severity == Severity.Error);
        var map = OrderColumnMap.Of(reader.Columns.Select(c => c.Name).ToArray(), options, $"{path}, columns", findings);
        if (findings.Count(f => f.Severity == Severity.Error) > before) return null;
        if (map[OrderField.Date] is var date and >= 0 && reader.Columns[date] is { Zone.Length: > 0, Clock: null } unknown)
            findings.Add(Finding.Warning("ORDERS-DATE-ZONE", $"{path}, column '{unknown.Name}'",
                "The zone of the times is not known on this system: their days are those of UTC.", $"'{unknown.Zone}'",
                "a zone of the IANA database such as Europe/Zurich, or an offset such as +02:00",
                "Install the zones (tzdata), or write the days of the buyer's calendar."));
        var style = options.Dialect.Decimal is { } sign
            ? NumberStyle.Stated(sign) : StyleOf(reader, map[OrderField.Value], cancellation);
        var workers = new ParquetOrderRows[(int)Math.Clamp(reader.Rows / PieceRows, 1, into.Length)];
        for (var w = 0; w < workers.Length; w++) workers[w] = new ParquetOrderRows(path, number, into[w], map, style);
        foreach (var group in reader.Groups(workers[0].Columns, into.Length)) Take(group, workers, progress, cancellation);
        OrderAmounts.Ask(workers.SelectMany(w => w.Questions), workers.Sum(w => w.QuestionCount), path, findings);
        var rejected = workers.SelectMany(w => w.Rejected).OrderBy(r => r.Line).ToList();
        return (new OrderFile(path, reader.Rows, reader.Rows - rejected.Count, rejected.Count, $"parquet, {reader.CreatedBy}"),
            rejected);
    }

    // Amounts as text are seen once before they are read: any of them may show how they are written.
    private static NumberStyle StyleOf(ParquetReader reader, int column, CancellationToken cancellation)
    {
        if (column < 0 || reader.Columns[column].Type is not (ParquetType.Text or ParquetType.Binary))
            return NumberStyle.Undecided;
        var evidence = default(NumberEvidence);
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        foreach (var batch in reader.Batches([column], PieceRows))
        {
            cancellation.ThrowIfCancellationRequested();
            var amounts = batch.Columns[0];
            for (var r = 0; r < batch.Rows; r++)
            {
                if (!amounts.IsNull(r) && amounts.Texts.Utf8(amounts.Codes[r]) is var text && text.ContainsAny(".,-"u8))
                    evidence.Add(NumberText.Read(text, NumberStyle.Undecided, plain));
            }
        }

        return evidence.Style;
    }

    private static void Take(ParquetBatch group, ParquetOrderRows[] workers, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var (next, done) = (-1, group.FirstRow);
        Parallel.For(0, workers.Length,
            new ParallelOptions { MaxDegreeOfParallelism = workers.Length, CancellationToken = cancellation }, w =>
            {
                while (Interlocked.Increment(ref next) is var piece && piece * (long)PieceRows < group.Rows)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var rows = Math.Min(PieceRows, group.Rows - (piece * PieceRows));
                    workers[w].Take(group.Slice(piece * PieceRows, rows));
                    progress?.Report(Interlocked.Add(ref done, rows));
                }
            });
    }
}
