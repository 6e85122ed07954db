using System.Collections.Concurrent;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using System.Text;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>One .csv or .csv.gz file of orders: a thread reads blocks of whole rows, workers parse them.</summary>
internal static class CsvOrderFile
{
    private const int BlockSize = 4 << 20;
    private const int SampleSize = 1 << 20;
    private const int LongestRow = 64 << 20;

    /// <summary>Reads a file into <paramref name="total"/>; null where its header can't be used (see the findings).</summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(string path, int number, OrderAccumulator total,
        List<Finding> findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var raw = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        return Read(raw, path, number, total, findings, () => progress?.Report(file.Position), cancellation);
    }

    /// <summary>
    /// Reads a stream of delimited text into <paramref name="total"/>; null where its header can't be used (see the findings).
    /// </summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(Stream raw, string path, int number,
        OrderAccumulator total, List<Finding> findings, Action report, CancellationToken cancellation)
    {
        var options = total.Options;
        var sample = new byte[SampleSize];
        var length = raw.ReadAtLeast(sample, SampleSize, throwOnEndOfStream: false);
        if (OtherFormat.Find(sample.AsSpan(0, length), path) is { } other)
        {
            findings.Add(other);
            return null;
        }

        if (FindEncoding(options, sample.AsSpan(0, length), path, findings) is not { } encoding) return null;
        var bom = sample.AsSpan(0, length).StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        using var joined = new JoinedStream(sample, bom, length, raw);
        using var utf8 = encoding is UTF8Encoding
            ? (Stream)joined : Encoding.CreateTranscodingStream(joined, encoding, new UTF8Encoding(false));
        var head = new byte[SampleSize];
        var headLength = utf8.ReadAtLeast(head, SampleSize, throwOnEndOfStream: false);
        var dialect = DelimitedDialect.Detect(head.AsSpan(0, headLength), OrderColumnMap.Names(options.Columns),
            options.Dialect.Delimiter);
        var before = findings.Count(f => f.Severity == Severity.Error);
        var map = OrderColumnMap.Of(dialect.Header, options, $"{path}, line {dialect.HeaderLine}", findings);
        if (findings.Count(f => f.Severity == Severity.Error) > before) return null;
        var style = options.Dialect.Decimal is { } sign ? NumberStyle.Stated(sign)
            : OrderAmounts.StyleOf(head.AsSpan(dialect.RowsAt, headLength - dialect.RowsAt), headLength < SampleSize, dialect,
                map[OrderField.Value]);
        using var rows = new JoinedStream(head, dialect.RowsAt, headLength, utf8);
        var parsers = Parse(rows, dialect, total, a => new CsvOrderParser(path, number, dialect, style, map, a), ref style,
            report, cancellation);
        if (dialect.Preamble > 0)
            findings.Add(Finding.Info("ORDERS-PREAMBLE", $"{path}, line {dialect.HeaderLine}",
                $"{Plural.Of(dialect.Preamble, "line")} above the header {Plural.Noun(dialect.Preamble, "was", "were")} "
                    + "passed over."));
        OrderAmounts.Report(parsers, style, options.Dialect.Decimal is not null, path, findings);
        var rejected = parsers.SelectMany(p => p.Rejected).OrderBy(r => r.Line).ToList();
        var count = parsers.Sum(p => p.Rows);
        return (new OrderFile(path, count, count - rejected.Count, rejected.Count,
            OrderAmounts.Describe(dialect, style, encoding)), rejected);
    }

    private static List<CsvOrderParser> Parse(Stream rows, DelimitedDialect dialect, OrderAccumulator total,
        Func<OrderAccumulator, CsvOrderParser> parser, ref NumberStyle style, Action report, CancellationToken cancellation)
    {
        var threads = total.Options.Threads > 0 ? total.Options.Threads : Environment.ProcessorCount;
        var blocks = new BlockingCollection<RowBlock>(threads + 1);
        var spare = new ConcurrentBag<byte[]>();
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var accumulators = new List<OrderAccumulator> { total };
        var parsers = new List<CsvOrderParser> { parser(total) };
        for (var t = 1; t < threads; t++)
        {
            accumulators.Add(new OrderAccumulator(total.Options));
            parsers.Add(parser(accumulators[t]));
        }

        var workers = parsers.Select(p => Task.Factory.StartNew(() => Work(p, blocks, spare, failed), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        ExceptionDispatchInfo? failure = null;
        try
        {
            foreach (var block in Blocks(rows, dialect, spare))
            {
                blocks.Add(block, failed.Token);
                report();
            }
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        blocks.CompleteAdding();
        Finish(workers, failure, cancellation);
        style = OrderAmounts.Settle(parsers, style);
        foreach (var other in accumulators.Skip(1)) total.Merge(other);
        return parsers;
    }

    // A fault of a worker cancels the reading thread, so its own exception comes first; a cancellation by the caller before both.
    private static void Finish(Task[] workers, ExceptionDispatchInfo? failure, CancellationToken cancellation)
    {
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            var fault = e.Flatten().InnerExceptions.FirstOrDefault(x => x is not OperationCanceledException);
            if (fault is not null) ExceptionDispatchInfo.Throw(fault);
        }

        cancellation.ThrowIfCancellationRequested();
        failure?.Throw();
    }

    private static void Work(CsvOrderParser parser, BlockingCollection<RowBlock> blocks, ConcurrentBag<byte[]> spare,
        CancellationTokenSource failed)
    {
        try
        {
            foreach (var block in blocks.GetConsumingEnumerable(failed.Token))
            {
                parser.Parse(block);
                if (block.Bytes.Length == BlockSize) spare.Add(block.Bytes);
            }
        }
        catch
        {
            failed.Cancel();
            throw;
        }
    }

    // Blocks of whole rows. What follows the last whole row is carried over; a quote that stays open gives its first line up as a
    // row.
    private static IEnumerable<RowBlock> Blocks(Stream rows, DelimitedDialect dialect, ConcurrentBag<byte[]> spare)
    {
        var tokens = new DelimitedTokens(dialect.Delimiter, dialect.LineEnd);
        var buffer = new byte[BlockSize];
        var (filled, line) = (0, (long)dialect.RowsLine);
        while (true)
        {
            if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = rows.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
            filled += read;
            var ended = filled < buffer.Length;
            var end = ended ? filled : tokens.LastRowEnd(buffer.AsSpan(0, filled), out _);
            if (end == 0 && !ended && filled >= LongestRow) end = FirstLineEnd(buffer.AsSpan(0, filled), dialect.LineEnd);
            if (end > 0)
            {
                var next = spare.TryTake(out var b) && b.Length > filled - end
                    ? b : new byte[Math.Max(BlockSize, (filled - end) * 2)];
                buffer.AsSpan(end, filled - end).CopyTo(next);
                yield return new RowBlock(buffer, end, line);
                line += buffer.AsSpan(0, end).Count(dialect.LineEnd);
                (buffer, filled) = (next, filled - end);
            }

            if (ended) yield break;
        }
    }

    private static int FirstLineEnd(ReadOnlySpan<byte> text, byte lineEnd) =>
        text.IndexOf(lineEnd) is var end and >= 0 ? end + 1 : text.Length;

    private static Encoding? FindEncoding(OrderReadOptions options, ReadOnlySpan<byte> sample, string path,
        List<Finding> findings)
    {
        if (options.Dialect.Encoding is null) return TextEncoding.Detect(sample);
        try
        {
            return options.Dialect.Encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? TextEncoding.Detect([0xEF, 0xBB, 0xBF])
                : CodePagesEncodingProvider.Instance.GetEncoding(options.Dialect.Encoding)
                    ?? Encoding.GetEncoding(options.Dialect.Encoding);
        }
        catch (ArgumentException)
        {
            findings.Add(Finding.Error("ORDERS-ENCODING", path, "The encoding is not known.", $"'{options.Dialect.Encoding}'",
                "utf-8, utf-16, windows-1252 …"));
            return null;
        }
    }
}
