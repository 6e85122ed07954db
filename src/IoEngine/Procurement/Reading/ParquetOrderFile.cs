using System.Runtime.ExceptionServices;
using IoEngine.Files.Parquet;
using IoEngine.Texts;

namespace IoEngine.Procurement;

/// <summary>One .parquet file of orders: workers take its row groups, or pieces of them, one after the other.</summary>
internal static class ParquetOrderFile
{
    // A batch of all columns stays in the processor's cache.
    private const int BatchRows = 4096;

    /// <summary>Reads a file into <paramref name="total"/>; null where its columns can't be used (see the findings).</summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(string path, int number, OrderAccumulator total, List<Finding> findings,
        IProgress<long>? progress, CancellationToken cancellation)
    {
        using var reader = ParquetReader.Open(path);
        var before = findings.Count(f => f.Severity == Severity.Error);
        var map = OrderColumnMap.Of(reader.Columns.Select(c => c.Name).ToArray(), total.Options, $"{path}, columns", findings);
        if (findings.Count(f => f.Severity == Severity.Error) > before) return null;
        var style = total.Options.DecimalSign is { } sign ? NumberStyle.Stated(sign) : StyleOf(reader, map[OrderField.Value], cancellation);
        var threads = total.Options.Threads > 0 ? total.Options.Threads : Environment.ProcessorCount;
        var ranges = reader.Ranges(threads, BatchRows);
        var workers = new ParquetOrderRows[Math.Clamp(ranges.Count, 1, threads)];
        for (var w = 0; w < workers.Length; w++) workers[w] = new ParquetOrderRows(path, number, w == 0 ? total : new OrderAccumulator(total.Options), map, style);
        Run(reader, ranges, workers, progress, cancellation);
        foreach (var worker in workers.Skip(1)) total.Merge(worker.Into);
        OrderAmounts.Ask(workers.SelectMany(w => w.Questions), workers.Sum(w => w.QuestionCount), path, findings);
        var rejected = workers.SelectMany(w => w.Rejected).OrderBy(r => r.Line).ToList();
        return (new OrderFile(path, reader.Rows, reader.Rows - rejected.Count, rejected.Count, $"parquet, {reader.CreatedBy}"), rejected);
    }

    // Amounts as text are seen once before they are read: any of them may show how they are written.
    private static NumberStyle StyleOf(ParquetReader reader, int column, CancellationToken cancellation)
    {
        if (column < 0 || reader.Columns[column].Type is not (ParquetType.Text or ParquetType.Binary)) return NumberStyle.Undecided;
        var evidence = default(NumberEvidence);
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        foreach (var batch in reader.Batches([column], BatchRows))
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

    // Ranges are handed out in their order, so the first damaged one is always come to: its error is the one to tell, whoever finds it.
    private static void Run(ParquetReader reader, IReadOnlyList<ParquetRange> ranges, ParquetOrderRows[] workers, IProgress<long>? progress, CancellationToken cancellation)
    {
        var (next, rows) = (-1, 0L);
        var (faultyRange, fault, gate) = (int.MaxValue, (ExceptionDispatchInfo?)null, new Lock());
        Parallel.For(0, workers.Length, new ParallelOptions { MaxDegreeOfParallelism = workers.Length }, w =>
        {
            var range = -1;
            try
            {
                foreach (var batch in reader.Batches(workers[w].Columns, BatchRows, Mine()))
                {
                    cancellation.ThrowIfCancellationRequested();
                    workers[w].Take(batch);
                    progress?.Report(Interlocked.Add(ref rows, batch.Rows));
                }
            }
            catch (Exception e)
            {
                lock (gate)
                {
                    if (range < faultyRange) (faultyRange, fault) = (range, ExceptionDispatchInfo.Capture(e));
                }
            }

            IEnumerable<ParquetRange> Mine()
            {
                while ((range = Interlocked.Increment(ref next)) < ranges.Count) yield return ranges[range];
            }
        });
        cancellation.ThrowIfCancellationRequested();
        fault?.Throw();
    }
}
