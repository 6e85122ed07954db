using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace IoEngine.Files.Lines;

/// <summary>64 well-mixed bits of a text; the same in every process for the same seed.</summary>
internal static class TextHash
{
    /// <summary>The bits of a text.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, ulong seed = 0x9E3779B97F4A7C15UL)
    {
        var hash = seed ^ (ulong)text.Length;
        for (; text.Length >= 8; text = text[8..]) hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text));
        var rest = 0UL;
        for (var i = 0; i < text.Length; i++) rest |= (ulong)text[i] << (8 * i);
        return Mix(hash ^ rest);
    }

    // Two rounds of shift and multiply: one to one, and compiled ahead of time on every processor.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93UL;
        x = (x ^ (x >> 32)) * 0xD6E8FEB86659FD93UL;
        return x ^ (x >> 32);
    }
}

/// <summary>The places of a hash table with open addressing; what is kept, and whether it is the same, its owner knows.</summary>
/// <remarks>
/// Four bytes a place: as many low bits as the number of an entry needs, from 1 (0: free), and a piece of its hash in the others.
/// </remarks>
internal struct HashSlots(int size)
{
    private uint[] slots = new uint[size];

    /// <summary>Where to look first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Start(ulong hash) => (int)hash & (slots.Length - 1);

    /// <summary>
    /// The next entry that has this hash, for all that is kept of it; −1: there is none, and <paramref name="slot"/> is free.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly int Next(ulong hash, ref int slot)
    {
        var all = slots;
        var numbers = (uint)all.Length - 1;
        while (all[slot] is var found and not 0)
        {
            slot = (slot + 1) & (int)numbers;
            if (((found ^ (uint)(hash >> 32)) & ~numbers) == 0) return (int)(found & numbers) - 1;
        }

        return -1;
    }

    /// <summary>Puts an entry into a free place.</summary>
    public readonly void Put(int slot, ulong hash, int entry)
    {
        var numbers = (uint)slots.Length - 1;
        slots[slot] = ((uint)(hash >> 32) & ~numbers) | (uint)(entry + 1);
    }

    /// <summary>Whether so many entries need more places.</summary>
    public readonly bool IsTight(int count) => count * 2L > slots.Length;

    /// <summary>Empties, with <paramref name="times"/> as many places; the owner adds its entries anew.</summary>
    public void Clear(int times) => slots = new uint[slots.Length * times];

    /// <summary>Adds an entry that is not there yet.</summary>
    public readonly void Add(ulong hash, int entry)
    {
        var slot = Start(hash);
        while (slots[slot] != 0) slot = (slot + 1) & (slots.Length - 1);
        Put(slot, hash, entry);
    }
}
