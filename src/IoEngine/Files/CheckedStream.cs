using System.IO.Hashing;

namespace IoEngine.Files;

/// <summary>
/// An entry of a zip while it inflates: refuses more bytes than declared, and a wrong length or CRC-32 at the end.
/// </summary>
/// <remarks>One flipped bit in a digit would otherwise be a silently wrong number.</remarks>
internal sealed class CheckedStream(Stream inner, IDisposable owner, long length, uint crc, string place) : Stream
{
    private readonly Crc32 sum = new();
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int n;
        try
        {
            n = inner.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw ZipFiles.Damaged(place, e.Message);
        }

        read += n;
        if (read > length) throw ZipFiles.Damaged(place, $"more than the {length} bytes that the archive declares");
        if (n > 0) sum.Append(buffer[..n]);
        else if (buffer.Length > 0 && read < length) throw ZipFiles.Damaged(place, $"{read} of {length} bytes");
        else if (buffer.Length > 0 && sum.GetCurrentHashAsUInt32() is var found && found != crc)
            throw ZipFiles.Damaged(place, $"CRC-32 {found:x8}, but the archive declares {crc:x8}");
        return n;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            owner.Dispose();
        }

        base.Dispose(disposing);
    }
}
