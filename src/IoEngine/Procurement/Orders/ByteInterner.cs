using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Orders;

/// <summary>UTF-8 texts to small numbers, so that a million rows with a thousand codes make a thousand strings.</summary>
/// <remarks>
/// Texts of up to seven bytes (codes, countries, most identities) are their own key, so finding one touches a single cache line.
/// </remarks>
internal sealed class ByteInterner
{
    /// <summary>Most bytes of a text that is its own key.</summary>
    public const int Longest = 7;

    private static readonly Encoding Utf8 = new UTF8Encoding(false, true);
    private string?[] texts = new string?[64];
    private Slot[] slots = new Slot[256];
    private byte[] arena = new byte[1024];
    private int[] ends = new int[64];
    private ulong lastKey;
    private int lastId;

    public ByteInterner() => Intern([]);

    /// <summary>Number of distinct texts; number 0 is the empty text.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a number; made when first asked for, since most suppliers never are.</summary>
    public string this[int id] => texts[id] ??= Decode(Bytes(id));

    /// <summary>The bytes of a number.</summary>
    public ReadOnlySpan<byte> Bytes(int id)
    {
        var start = id == 0 ? 0 : ends[id - 1];
        return arena.AsSpan(start, ends[id] - start);
    }

    /// <summary>The number of a text.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        var isShort = TryPack(text, out var key);
        if (!isShort) key = TextHash.Of(text) | (1UL << 63);
        if (key == lastKey && isShort) return lastId;
        var mask = slots.Length - 1;
        var slot = (int)(TextHash.Mix(key) & (ulong)mask);
        while (slots[slot].Key != 0)
        {
            if (slots[slot].Key == key && (isShort || text.SequenceEqual(Bytes(slots[slot].Id))))
            {
                (lastKey, lastId) = (key, slots[slot].Id);
                return lastId;
            }

            slot = (slot + 1) & mask;
        }

        return Add(text, key, slot);
    }

    /// <summary>The key of a text that is its own key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPack(ReadOnlySpan<byte> text, out ulong key)
    {
        key = text.Length <= Longest ? Pack(text) : 0;
        return key != 0;
    }

    /// <summary>The text of such a key.</summary>
    public static ReadOnlySpan<byte> Unpack(ulong key, Span<byte> text)
    {
        var length = (int)(key >> 56) - 1;
        for (var i = 0; i < length; i++) text[i] = (byte)(key >> (8 * i));
        return text[..length];
    }

    // The bytes with their number plus one on top: never 0, and the top bit is free for the long ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pack(ReadOnlySpan<byte> text)
    {
        ulong packed;
        if (text.Length >= 4)
        {
            packed = BinaryPrimitives.ReadUInt32LittleEndian(text)
                | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^4..]) << (8 * (text.Length - 4)));
        }
        else
        {
            packed = 0;
            for (var i = 0; i < text.Length; i++) packed |= (ulong)text[i] << (8 * i);
        }

        return packed | ((ulong)(text.Length + 1) << 56);
    }

    private int Add(ReadOnlySpan<byte> text, ulong key, int slot)
    {
        var id = Count++;
        var start = id == 0 ? 0 : ends[id - 1];
        if (start + text.Length > arena.Length) Array.Resize(ref arena, Math.Max(start + text.Length, arena.Length * 2));
        if (id == ends.Length)
        {
            Array.Resize(ref ends, id * 2);
            Array.Resize(ref texts, id * 2);
        }

        text.CopyTo(arena.AsSpan(start));
        ends[id] = start + text.Length;
        slots[slot] = new Slot(key, id);
        (lastKey, lastId) = (key, id);
        if (Count * 2 > slots.Length) Grow();
        return id;
    }

    // A field that is no UTF-8 in a file that is: most likely a row pasted from a Windows-1252 source.
    private static string Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Utf8.GetString(text);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(text);
        }
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slot[old.Length * 4];
        foreach (var entry in old)
        {
            if (entry.Key == 0) continue;
            var slot = (int)(TextHash.Mix(entry.Key) & (ulong)(slots.Length - 1));
            while (slots[slot].Key != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = entry;
        }
    }

    private readonly struct Slot(ulong key, int id)
    {
        public readonly ulong Key = key;
        public readonly int Id = id;
    }
}
