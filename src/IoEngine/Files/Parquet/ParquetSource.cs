using Microsoft.Win32.SafeHandles;

namespace IoEngine.Files.Parquet;

/// <summary>Bytes that can be read at any place: a file or an array. Has no position, so several readers may share it.</summary>
internal sealed class ParquetSource : IDisposable
{
    private readonly SafeFileHandle? handle;
    private readonly ReadOnlyMemory<byte> memory;

    /// <summary>A file on disk.</summary>
    public ParquetSource(string path)
    {
        handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        Length = RandomAccess.GetLength(handle);
    }

    /// <summary>Bytes in memory.</summary>
    public ParquetSource(ReadOnlyMemory<byte> bytes)
    {
        memory = bytes;
        Length = bytes.Length;
    }

    /// <summary>Bytes in all.</summary>
    public long Length { get; }

    /// <summary>Fills with the bytes from <paramref name="offset"/> on; the caller has checked that they exist.</summary>
    public void Read(long offset, Span<byte> bytes)
    {
        if (handle is null)
        {
            memory.Span.Slice((int)offset, bytes.Length).CopyTo(bytes);
            return;
        }
        while (bytes.Length > 0)
        {
            var read = ReadSome(handle, offset, bytes);
            if (read == 0) throw ParquetFault.Damaged("The file became shorter while it was read.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private static int ReadSome(SafeFileHandle handle, long offset, Span<byte> bytes)
    {
        try
        {
            return RandomAccess.Read(handle, bytes, offset);
        }
        catch (IOException e)
        {
            throw new ParquetFault("PARQUET-OPEN", e.Message, "Check the disk.");
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => handle?.Dispose();
}
