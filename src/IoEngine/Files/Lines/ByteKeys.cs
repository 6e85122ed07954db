namespace IoEngine.Files.Lines;

/// <summary>
/// Numbers texts in the order of their first appearance, without making strings. Not safe for concurrent additions.
/// </summary>
internal sealed class ByteKeys
{
    private readonly List<byte[]> keys = [];
    private readonly Dictionary<byte[], int> ids;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> lookup;

    public ByteKeys()
    {
        ids = new Dictionary<byte[], int>(Bytes.Instance);
        lookup = ids.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public int Count => keys.Count;

    public byte[] this[int id] => keys[id];

    /// <summary>Number of the text; a new one where it is not known yet.</summary>
    public int IdOf(ReadOnlySpan<byte> key)
    {
        if (lookup.TryGetValue(key, out var id)) return id;
        var copy = key.ToArray();
        ids[copy] = keys.Count;
        keys.Add(copy);
        return keys.Count - 1;
    }

    /// <summary>Number of the text, or −1; concurrent calls are safe while nothing is added.</summary>
    public int Find(ReadOnlySpan<byte> key) => lookup.TryGetValue(key, out var id) ? id : -1;

    private sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Bytes Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)(TextHash.Of(alternate) >> 32);
    }
}
