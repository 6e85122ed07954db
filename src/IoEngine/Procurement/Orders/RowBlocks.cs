using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>Whole rows of a file, as bytes of UTF-8.</summary>
internal sealed record RowBlock(byte[] Bytes, int Length, long FirstLine);

/// <summary>
/// A stream of delimited text cut into blocks of whole rows, which workers fetch one after the other. Safe for concurrent use.
/// </summary>
/// <remarks>
/// What follows the last whole row is carried over; a quote that stays open gives its first line up as a row.
/// </remarks>
/// <param name="rows">The text behind the header.</param>
/// <param name="dialect">How it is laid out.</param>
/// <param name="report">Called after every block that was read.</param>
/// <param name="cancellation">Cancels between blocks.</param>
internal sealed class RowBlocks(Stream rows, DelimitedDialect dialect, Action report, CancellationToken cancellation)
{
    private const int BlockSize = 4 << 20;
    private const int LongestRow = 64 << 20;
    private readonly Lock gate = new();
    private readonly DelimitedTokens tokens = dialect.Tokens();
    private byte[] buffer = new byte[BlockSize];
    private int filled;
    private long line = dialect.RowsLine;
    private bool ended;

    /// <summary>The next block; null: there is none.</summary>
    /// <param name="spare">Memory of a block that is done with; null: none.</param>
    public RowBlock? Next(byte[]? spare)
    {
        lock (gate)
        {
            while (!ended)
            {
                ended = true; // for the others, where reading fails
                cancellation.ThrowIfCancellationRequested();
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                filled += rows.ReadAtLeast(buffer.AsSpan(filled), buffer.Length - filled, throwOnEndOfStream: false);
                ended = filled < buffer.Length;
                report();
                var end = ended ? filled : tokens.LastRowEnd(buffer.AsSpan(0, filled), out _);
                if (end == 0 && !ended && filled >= LongestRow) end = FirstLineEnd();
                if (end == 0) continue;
                var left = filled - end;
                var next = spare?.Length > left ? spare : new byte[Math.Max(BlockSize, left * 2)];
                buffer.AsSpan(end, left).CopyTo(next);
                var block = new RowBlock(buffer, end, line);
                line += buffer.AsSpan(0, end).Count(dialect.LineEnd);
                (buffer, filled) = (next, left);
                return block;
            }

            return null;
        }
    }

    /// <summary>Gives out no more blocks: a worker has failed.</summary>
    public void Stop()
    {
        lock (gate) ended = true;
    }

    private int FirstLineEnd() => buffer.AsSpan(0, filled).IndexOf(dialect.LineEnd) is var end and >= 0 ? end + 1 : filled;
}
