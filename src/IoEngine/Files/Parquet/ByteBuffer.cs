namespace IoEngine.Files.Parquet;

/// <summary>Bytes that grow at their end.</summary>
internal sealed class ByteBuffer
{
    private byte[] bytes = new byte[1024];

    /// <summary>Bytes so far.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes so far.</summary>
    public ReadOnlySpan<byte> Span => bytes.AsSpan(0, Count);

    /// <summary>Starts again.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a byte.</summary>
    public void Add(byte value)
    {
        if (Count == bytes.Length) Reserve(1);
        bytes[Count++] = value;
    }

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> values) => values.CopyTo(Next(values.Length));

    /// <summary>Adds a number of four bytes, lowest first.</summary>
    public void AddInt32(int value) => BitConverter.TryWriteBytes(Next(4), value);

    /// <summary>Adds a number in groups of seven bits, lowest first.</summary>
    public void AddVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) Add((byte)(value | 0x80));
        Add((byte)value);
    }

    /// <summary>Adds room to be filled by the caller.</summary>
    public Span<byte> Next(int count)
    {
        if (count > bytes.Length - Count) Reserve(count);
        Count += count;
        return bytes.AsSpan(Count - count, count);
    }

    /// <summary>Takes back the last bytes.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Puts a number of four bytes over what is there.</summary>
    public void SetInt32(int at, int value) => BitConverter.TryWriteBytes(bytes.AsSpan(at, 4), value);

    private void Reserve(int count)
    {
        var wanted = Math.Max(2L * bytes.Length, (long)Count + count);
        Array.Resize(ref bytes, (int)Math.Min(wanted, Array.MaxLength));
        if (count > bytes.Length - Count) throw new InvalidOperationException("A Parquet page or footer passes 2 GiB.");
    }
}
