using System.IO.Compression;
using System.Runtime.ExceptionServices;
using System.Text;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>One .csv or .csv.gz file of orders: workers fetch blocks of whole rows and parse them.</summary>
internal static class CsvOrderFile
{
    private const int SampleSize = 1 << 20;

    /// <summary>Reads a file into <paramref name="workers"/>; null where its header can't be used (see the findings).</summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(string path, int number, OrderAccumulator[] workers,
        List<Finding> findings, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        using var raw = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        return Read(raw, path, number, workers, findings, () => progress?.Report(file.Position), cancellation);
    }

    /// <summary>
    /// Reads a stream of delimited text into <paramref name="workers"/>; null where its header can't be used (see the findings).
    /// </summary>
    public static (OrderFile File, List<RejectedOrder> Rejected)? Read(Stream raw, string path, int number,
        OrderAccumulator[] workers, List<Finding> findings, Action report, CancellationToken cancellation)
    {
        var options = workers[0].Options;
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
        var parsers = Array.ConvertAll(workers, into => new CsvOrderParser(path, number, dialect, style, map, into));
        Parse(new RowBlocks(rows, dialect, report, cancellation), parsers, cancellation);
        style = OrderAmounts.Settle(parsers, style);
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

    // A worker that fails ends the file for the others; a cancellation by the caller comes before any fault.
    private static void Parse(RowBlocks blocks, CsvOrderParser[] parsers, CancellationToken cancellation)
    {
        try
        {
            Task.WaitAll(parsers.Select(p => Task.Factory.StartNew(() => p.Parse(blocks), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray(), CancellationToken.None);
        }
        catch (AggregateException e)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }

        cancellation.ThrowIfCancellationRequested();
    }

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
