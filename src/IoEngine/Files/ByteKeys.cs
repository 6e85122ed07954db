using System.Buffers.Binary;

namespace IoEngine.Files;

/// <summary>Numbers texts in the order of their first appearance, without making strings. Not safe for concurrent additions.</summary>
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

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = (ulong)alternate.Length * 0x9E3779B97F4A7C15;
            for (; alternate.Length >= 8; alternate = alternate[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(alternate));
            ulong rest = 0;
            foreach (var b in alternate) rest = (rest << 8) | b;
            return (int)(Mix(hash ^ rest) >> 32);
        }

        private static ulong Mix(ulong x)
        {
            x *= 0xFF51AFD7ED558CCD;
            return x ^ (x >> 32);
        }
    }
}
