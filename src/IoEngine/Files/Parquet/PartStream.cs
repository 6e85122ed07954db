namespace IoEngine.Files.Parquet;

/// <summary>
/// A part of a file, in memory, as a stream that has it at its place in the file; nothing lies before and behind it.
/// </summary>
internal sealed class PartStream : Stream
{
    private ReadOnlyMemory<byte> part;
    private long start, position;
    private bool isInHeader;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => start + part.Length;

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    /// <summary>Where the last header lies: only headers are read byte by byte.</summary>
    public long Header { get; private set; }

    /// <summary>Shows another part.</summary>
    public void Show(ReadOnlyMemory<byte> bytes, long at) =>
        (part, start, position, Header, isInHeader) = (bytes, at, at, at, false);

    public override long Seek(long offset, SeekOrigin origin)
    {
        var place = origin switch { SeekOrigin.Begin => offset, SeekOrigin.Current => position + offset, _ => Length + offset };
        return place >= start && place <= Length ? position = place
            : throw new EndOfStreamException($"byte {place} lies outside of bytes {start} to {Length}");
    }

    public override int Read(Span<byte> buffer)
    {
        var from = part.Span[(int)(position - start)..];
        var count = Math.Min(buffer.Length, from.Length);
        from[..count].CopyTo(buffer);
        position += count;
        isInHeader = false;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>The next byte; behind the end an error, which the library does not look for.</summary>
    public override int ReadByte()
    {
        if (position == Length) throw new EndOfStreamException("the pages end before the last row");
        if (!isInHeader) (Header, isInHeader) = (position, true);
        return part.Span[(int)(position++ - start)];
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer, offset, count));

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
