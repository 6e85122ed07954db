using System.Buffers.Binary;
using System.Text;

namespace IoEngine.Procurement;

/// <summary>UTF-8 texts to small numbers, so that a million rows with a thousand codes make a thousand strings.</summary>
internal sealed class ByteInterner
{
    private static readonly Encoding Utf8 = new UTF8Encoding(false, true);
    private int[] slots = new int[256];
    private readonly List<ulong> hashes = [];
    private readonly List<byte[]> bytes = [];
    private readonly List<string> texts = [];
    private int last = -1;

    public ByteInterner() => Intern([]);

    /// <summary>Number of distinct texts; number 0 is the empty text.</summary>
    public int Count => texts.Count;

    /// <summary>The text of a number.</summary>
    public string this[int id] => texts[id];

    /// <summary>The bytes of a number.</summary>
    public ReadOnlySpan<byte> Bytes(int id) => bytes[id];

    /// <summary>The number of a text.</summary>
    public int Intern(ReadOnlySpan<byte> text)
    {
        if (last >= 0 && text.SequenceEqual(bytes[last])) return last;
        var hash = Hash(text);
        var slot = (int)(hash & (ulong)(slots.Length - 1));
        while (slots[slot] != 0)
        {
            var id = slots[slot] - 1;
            if (hashes[id] == hash && text.SequenceEqual(bytes[id])) return last = id;
            slot = (slot + 1) & (slots.Length - 1);
        }

        hashes.Add(hash);
        bytes.Add(text.ToArray());
        texts.Add(Decode(text));
        slots[slot] = texts.Count;
        if (texts.Count * 2 > slots.Length) Grow();
        return last = texts.Count - 1;
    }

    /// <summary>64 well-mixed bits of a text; the same in every process.</summary>
    public static ulong Hash(ReadOnlySpan<byte> text)
    {
        var h = 0x9E3779B97F4A7C15UL ^ (ulong)text.Length;
        while (text.Length >= 8)
        {
            h = Mix(h ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
            text = text[8..];
        }

        if (text.Length == 0) return Mix(h);
        ulong rest = 0;
        for (var i = 0; i < text.Length; i++) rest |= (ulong)text[i] << (8 * i);
        return Mix(Mix(h ^ rest) + 1);
    }

    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x, 0xD6E8FEB86659FD93UL, out var low);
        return high ^ low ^ (x >> 29);
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
        slots = new int[slots.Length * 4];
        for (var id = 0; id < hashes.Count; id++)
        {
            var slot = (int)(hashes[id] & (ulong)(slots.Length - 1));
            while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
            slots[slot] = id + 1;
        }
    }
}

/// <summary>64-bit hashes with the line on which each was first met: notices order numbers that occur twice.</summary>
internal sealed class SeenOnce
{
    private (ulong Hash, long Line)[] slots = new (ulong, long)[1024];
    private int count;

    /// <summary>Adds a hash; the later of the two lines where it is there already, else 0.</summary>
    public long Add(ulong hash, long line)
    {
        if (hash == 0) hash = 1;
        if (count * 3 > slots.Length * 2) Grow();
        var slot = Find(slots, hash);
        if (slots[slot].Hash == 0)
        {
            slots[slot] = (hash, line);
            count++;
            return 0;
        }

        var later = Math.Max(slots[slot].Line, line);
        slots[slot].Line = Math.Min(slots[slot].Line, line);
        return later;
    }

    public IEnumerable<(ulong Hash, long Line)> All() => slots.Where(s => s.Hash != 0);

    private static int Find((ulong Hash, long Line)[] slots, ulong hash)
    {
        var slot = (int)(hash & (ulong)(slots.Length - 1));
        while (slots[slot].Hash != 0 && slots[slot].Hash != hash) slot = (slot + 1) & (slots.Length - 1);
        return slot;
    }

    private void Grow()
    {
        var larger = new (ulong, long)[slots.Length * 2];
        foreach (var entry in slots)
        {
            if (entry.Hash != 0) larger[Find(larger, entry.Hash)] = entry;
        }

        slots = larger;
    }
}
