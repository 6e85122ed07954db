namespace IoEngine.Procurement;

/// <summary>Hashes of order numbers with their lines; finds at the end which occur twice.</summary>
/// <remarks>
/// Written down one after another and parted by the hash's top bits only at the end: each part is then searched in the processor's cache.
/// Two different numbers share a hash once in 10⁷ files of a million orders, and the only consequence is a wrong warning.
/// </remarks>
internal sealed class SeenIds
{
    private const int Bits = 7;
    private readonly List<Piece> pieces = [];
    private Piece last = new(-1, 0, 0);

    /// <summary>Notes a number's hash and where it stands.</summary>
    public void Add(ulong hash, int file, long line)
    {
        var offset = line - last.FirstLine;
        if (last.Count == last.Hashes.Length || last.File != file || offset is < 0 or > int.MaxValue)
        {
            pieces.Add(last = new Piece(file, line, Piece.Size));
            offset = 0;
        }

        last.Hashes[last.Count] = hash;
        last.Offsets[last.Count++] = (int)offset;
    }

    /// <summary>Takes over what another has, which must not be used any more.</summary>
    public void Merge(SeenIds other) => pieces.AddRange(other.pieces);

    /// <summary>Every place whose number stands at an earlier place too.</summary>
    public List<(int File, long Line)> Repeated()
    {
        var (hashes, starts) = Parted();
        var workers = Environment.ProcessorCount;
        var repeated = new List<ulong>[workers];
        Parallel.For(0, workers, w =>
        {
            var slots = Array.Empty<ulong>();
            repeated[w] = [];
            for (var part = w; part < 1 << Bits; part += workers) AddRepeated(hashes.AsSpan(starts[part]..starts[part + 1]), ref slots, repeated[w]);
        });
        var twice = new HashSet<ulong>();
        foreach (var found in repeated) twice.UnionWith(found);
        return twice.Count == 0 ? [] : Places(twice).GroupBy(p => p.Hash).SelectMany(g => g.Select(p => (p.File, p.Line)).Order().Skip(1)).ToList();
    }

    private (ulong[] Hashes, int[] Starts) Parted()
    {
        var starts = new int[(1 << Bits) + 1];
        foreach (var piece in pieces)
        {
            foreach (var hash in piece.Hashes.AsSpan(0, piece.Count)) starts[(int)(hash >> (64 - Bits)) + 1]++;
        }

        for (var b = 0; b < 1 << Bits; b++) starts[b + 1] += starts[b];
        var hashes = GC.AllocateUninitializedArray<ulong>(starts[^1]);
        var next = starts.AsSpan(0, 1 << Bits).ToArray();
        foreach (var piece in pieces)
        {
            foreach (var hash in piece.Hashes.AsSpan(0, piece.Count)) hashes[next[(int)(hash >> (64 - Bits))]++] = hash;
        }

        return (hashes, starts);
    }

    private static void AddRepeated(ReadOnlySpan<ulong> part, ref ulong[] buffer, List<ulong> found)
    {
        var size = 16;
        while (size < part.Length * 2) size *= 2;
        if (buffer.Length < size) buffer = new ulong[size];
        var slots = buffer.AsSpan(0, size);
        slots.Clear();
        var isZeroSeen = false;
        foreach (var hash in part)
        {
            if (hash == 0)
            {
                if (isZeroSeen) found.Add(hash);
                isZeroSeen = true;
                continue;
            }

            var slot = (int)hash & (size - 1);
            while (slots[slot] != 0 && slots[slot] != hash) slot = (slot + 1) & (size - 1);
            if (slots[slot] == hash) found.Add(hash);
            slots[slot] = hash;
        }
    }

    private IEnumerable<(ulong Hash, int File, long Line)> Places(HashSet<ulong> wanted)
    {
        foreach (var piece in pieces)
        {
            for (var i = 0; i < piece.Count; i++)
            {
                if (wanted.Contains(piece.Hashes[i])) yield return (piece.Hashes[i], piece.File, piece.FirstLine + piece.Offsets[i]);
            }
        }
    }

    private sealed class Piece(int file, long firstLine, int size)
    {
        public const int Size = 1 << 15;

        public int File => file;

        public long FirstLine => firstLine;

        public ulong[] Hashes { get; } = new ulong[size];

        public int[] Offsets { get; } = new int[size];

        public int Count { get; set; }
    }
}
