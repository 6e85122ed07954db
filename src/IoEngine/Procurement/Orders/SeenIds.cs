using System.Runtime.InteropServices;

namespace IoEngine.Procurement.Orders;

/// <summary>Hashes of order numbers with their lines; finds at the end which occur twice.</summary>
/// <remarks>
/// Parted by the hash's top bits as they come, so that each part can be searched in the processor's cache, and by several
/// threads. Two different numbers share a hash once in 10⁷ files of a million orders, and the only consequence is a wrong
/// warning.
/// </remarks>
internal sealed class SeenIds
{
    private const int Bits = 7, BlockSize = 128, SlabSize = 256 * BlockSize;
    private readonly Part[] parts = new Part[1 << Bits];
    private readonly List<Run> runs = [];
    private readonly List<SeenIds> others = [];
    private Entry[] slab = [];
    private int slabUsed;
    private uint count;
    private (int File, long Line) next = (-1, 0);

    /// <summary>Notes a number's hash and where it stands.</summary>
    public void Add(ulong hash, int file, long line)
    {
        if (next != (file, line)) runs.Add(new Run(count, file, line));
        next = (file, line + 1);
        ref var part = ref parts[hash >> (64 - Bits)];
        if (part.Next == part.End) Begin(ref part);
        part.Slab[part.Next++] = new Entry { Hash = hash, Number = count++ };
    }

    /// <summary>Takes over what another has, which must not be used any more.</summary>
    public void Merge(SeenIds other)
    {
        others.Add(other);
        others.AddRange(other.others);
    }

    /// <summary>Every place whose number stands at an earlier place too.</summary>
    public List<(int File, long Line)> Repeated()
    {
        SeenIds[] all = [this, .. others];
        var workers = Environment.ProcessorCount;
        var found = new List<(int File, long Line)>[workers];
        Parallel.For(0, workers, w =>
        {
            var slots = Array.Empty<ulong>();
            found[w] = [];
            for (var part = w; part < 1 << Bits; part += workers) AddRepeated(all, part, ref slots, found[w]);
        });
        for (var w = 1; w < workers; w++) found[0].AddRange(found[w]);
        return found[0];
    }

    private static void AddRepeated(SeenIds[] all, int part, ref ulong[] slots, List<(int File, long Line)> found)
    {
        var blocks = new List<ArraySegment<Entry>>();
        foreach (var seen in all) seen.parts[part].AddTo(blocks);
        var twice = Twice(blocks, ref slots);
        if (twice.Count == 0) return;
        var places = new Dictionary<ulong, List<(int File, long Line)>>();
        foreach (var seen in all) seen.AddPlaces(part, twice, places);
        foreach (var same in places.Values)
        {
            same.Sort();
            found.AddRange(same.Skip(1));
        }
    }

    private static HashSet<ulong> Twice(List<ArraySegment<Entry>> blocks, ref ulong[] buffer)
    {
        var (total, size) = (0, 16);
        foreach (var block in blocks) total += block.Count;
        while (size < total * 2) size *= 2;
        if (buffer.Length < size) buffer = new ulong[size];
        var slots = buffer.AsSpan(0, size);
        slots.Clear();
        var twice = new HashSet<ulong>();
        var isZeroSeen = false;
        foreach (var block in blocks)
        {
            foreach (ref readonly var entry in block.AsSpan())
            {
                var hash = entry.Hash;
                var slot = (int)hash & (size - 1);
                while (slots[slot] != 0 && slots[slot] != hash) slot = (slot + 1) & (size - 1);
                if (hash != 0 ? slots[slot] == hash : isZeroSeen) twice.Add(hash);
                isZeroSeen |= hash == 0;
                slots[slot] = hash;
            }
        }

        return twice;
    }

    private void AddPlaces(int part, HashSet<ulong> wanted, Dictionary<ulong, List<(int File, long Line)>> places)
    {
        var blocks = new List<ArraySegment<Entry>>();
        parts[part].AddTo(blocks);
        foreach (var block in blocks)
        {
            foreach (ref readonly var entry in block.AsSpan())
            {
                if (!wanted.Contains(entry.Hash)) continue;
                if (!places.TryGetValue(entry.Hash, out var same)) places[entry.Hash] = same = [];
                same.Add(PlaceOf(entry.Number));
            }
        }
    }

    private (int File, long Line) PlaceOf(uint number)
    {
        var (low, high) = (0, runs.Count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (runs[middle].First <= number) low = middle;
            else high = middle;
        }

        return (runs[low].File, runs[low].Line + (number - runs[low].First));
    }

    private void Begin(ref Part part)
    {
        if (slabUsed == slab.Length) (slab, slabUsed) = (new Entry[SlabSize], 0);
        part.Begin(slab, slabUsed);
        slabUsed += BlockSize;
    }

    // Numbers from First on stand in consecutive lines from Line on.
    private readonly record struct Run(uint First, int File, long Line);

    // Twelve bytes: what is written for every order is counted in memory pages.
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct Entry
    {
        public ulong Hash;
        public uint Number;
    }

    // Blocks of a slab, of which the last is being filled.
    private struct Part
    {
        public Entry[] Slab;
        public int Next;
        public int End;
        private List<ArraySegment<Entry>>? full;

        public void Begin(Entry[] slab, int start)
        {
            if (End > 0) (full ??= []).Add(new ArraySegment<Entry>(Slab, End - BlockSize, BlockSize));
            (Slab, Next, End) = (slab, start, start + BlockSize);
        }

        public readonly void AddTo(List<ArraySegment<Entry>> blocks)
        {
            if (full is not null) blocks.AddRange(full);
            if (End > 0) blocks.Add(new ArraySegment<Entry>(Slab, End - BlockSize, Next - End + BlockSize));
        }
    }
}
