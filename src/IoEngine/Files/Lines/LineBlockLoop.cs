using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace IoEngine.Files.Lines;

/// <summary>Hands blocks of lines to threads.</summary>
internal static class LineBlockLoop
{
    /// <summary>
    /// Calls <paramref name="parse"/> for every block, in the order of the file on one thread, in any order on several.
    /// </summary>
    /// <param name="lines">Where blocks come from; what was taken before (headers) is not handed out.</param>
    /// <param name="threads">0: all processors.</param>
    /// <param name="parse">Uses the block, which is reused afterwards.</param>
    /// <param name="progress">Receives the bytes read so far.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public static void Run(LineBlocks lines, int threads, Action<LineBlock> parse, IProgress<long>? progress,
        CancellationToken cancellation)
    {
        var spare = new ConcurrentBag<LineBlock>();
        if (threads == 0) threads = Environment.ProcessorCount;
        if (threads == 1)
        {
            var block = new LineBlock();
            while (lines.TryTakeBlock(block))
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(lines.BytesRead);
                parse(block);
            }

            return;
        }

        IEnumerable<LineBlock> Blocks()
        {
            while (true)
            {
                if (!spare.TryTake(out var block)) block = new LineBlock();
                if (!lines.TryTakeBlock(block)) yield break;
                progress?.Report(lines.BytesRead);
                yield return block;
            }
        }

        // The enumerator runs under a lock: one thread inflates and cuts the next block while the others parse theirs.
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        try
        {
            Parallel.ForEach(Partitioner.Create(Blocks(), EnumerablePartitionerOptions.NoBuffering), options, block =>
            {
                parse(block);
                spare.Add(block);
            });
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }
}
