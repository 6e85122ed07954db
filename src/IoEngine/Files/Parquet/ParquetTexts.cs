using System.Text;
using IoEngine.Files.Lines;

namespace IoEngine.Files.Parquet;

/// <summary>The distinct texts of a column, by code.</summary>
/// <remarks>
/// Codes below <see cref="StableCount"/> come from the file's dictionaries: equal texts have one code through the whole file, so
/// a caller may map a code once and keep the answer. Higher codes stand for texts that were written out one by one; they are good
/// for the current row group only and equal texts may have several.
/// </remarks>
internal sealed class ParquetTexts
{
    // Another one in every process, so that no file can be made whose texts all fall into one place.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private HashSlots slots = new(64);
    private string?[] strings = [];
    private byte[] arena = new byte[256];
    private int[] ends = new int[16];

    /// <summary>Codes in use.</summary>
    public int Count { get; private set; }

    /// <summary>Codes that keep their text until the reader is closed.</summary>
    public int StableCount { get; private set; }

    /// <summary>The text of a code as UTF-8 bytes.</summary>
    public ReadOnlySpan<byte> Utf8(int code)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)code, (uint)Count, nameof(code));
        var start = code == 0 ? 0 : ends[code - 1];
        return arena.AsSpan(start, ends[code] - start);
    }

    /// <summary>The text of a code; stable codes give the same string each time.</summary>
    public string Text(int code)
    {
        if (code >= StableCount) return Encoding.UTF8.GetString(Utf8(code));
        if (strings.Length < StableCount) Array.Resize(ref strings, Math.Max(StableCount, strings.Length * 2));
        return strings[code] ??= Encoding.UTF8.GetString(Utf8(code));
    }

    /// <summary>Forgets the texts that were good for one row group.</summary>
    internal void EndGroup() => Count = StableCount;

    /// <summary>Adds a text that is good for this row group.</summary>
    internal int AddLoose(ReadOnlySpan<byte> text, bool mustBeUtf8) => Append(text, mustBeUtf8);

    /// <summary>The code of a dictionary's text, new or known. Only while no loose texts are there.</summary>
    internal int AddStable(ReadOnlySpan<byte> text, bool mustBeUtf8)
    {
        var hash = TextHash.Of(text, Seed);
        var slot = slots.Start(hash);
        for (int known; (known = slots.Next(hash, ref slot)) >= 0;)
        {
            if (Utf8(known).SequenceEqual(text)) return known;
        }

        var code = Append(text, mustBeUtf8);
        slots.Put(slot, hash, code);
        StableCount = Count;
        if (slots.IsTight(Count)) Widen();
        return code;
    }

    private void Widen()
    {
        slots.Clear(times: 4);
        for (var code = 0; code < StableCount; code++) slots.Add(TextHash.Of(Utf8(code), Seed), code);
    }

    private int Append(ReadOnlySpan<byte> text, bool mustBeUtf8)
    {
        if (mustBeUtf8 && !System.Text.Unicode.Utf8.IsValid(text)) throw NotUtf8();
        var start = Count == 0 ? 0 : ends[Count - 1];
        Reserve(start, text.Length, 1);
        text.CopyTo(arena.AsSpan(start));
        ends[Count] = start + text.Length;
        return Count++;
    }

    private void Reserve(int start, int bytes, int codes)
    {
        if (bytes > Array.MaxLength - start)
            throw ParquetFault.Unsupported("More than 2 GiB of text in one column of a row group", "Write smaller row groups.");
        if (start + bytes > arena.Length)
            Array.Resize(ref arena, (int)Math.Min(Array.MaxLength, Math.Max(start + (long)bytes, 2L * arena.Length)));
        if (Count + codes > ends.Length) Array.Resize(ref ends, Math.Max(Count + codes, 2 * ends.Length));
    }

    private static ParquetFault NotUtf8() => ParquetFault.Damaged("A text is not UTF-8.");
}
