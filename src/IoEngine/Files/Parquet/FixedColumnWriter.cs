using System.Runtime.InteropServices;

namespace IoEngine.Files.Parquet;

/// <summary>A column whose values all have the same number of bytes.</summary>
/// <typeparam name="T">The values' bits: int, long or, for wide decimals, Int128.</typeparam>
internal abstract class FixedColumnWriter<T>(ParquetColumn column, int size) : ParquetColumnWriter(column)
    where T : unmanaged, IEquatable<T>
{
    // A dictionary pays only where values repeat; the first rows tell.
    private const int MaxDictionary = 1 << 16, TrialRows = 4096;

    private readonly List<T> values = [];
    private readonly ByteBuffer body = new();
    private readonly Dictionary<T, int> codeOf = [];
    private readonly List<T> entries = [];
    private int[] codes = [];

    private protected void Store(T bits)
    {
        values.Add(bits);
        Count();
    }

    /// <summary>Whether the first value is smaller in the column's order; false where one is not a number.</summary>
    private protected abstract bool IsLess(T first, T second);

    /// <summary>Whether the value takes part in the order.</summary>
    private protected virtual bool IsOrdered(T value) => true;

    /// <summary>The value as it lies in the file, for an end of the range: a zero is written with the sign that widens the range.</summary>
    private protected virtual T AsBound(T value, bool isSmallest) => value;

    /// <summary>Adds the values' bytes in the file's order.</summary>
    private protected virtual void WritePlain(ByteBuffer output, ReadOnlySpan<T> from) => output.Add(MemoryMarshal.AsBytes(from));

    private protected override void WritePages(WrittenChunk chunk, PageWriter pages)
    {
        var all = CollectionsMarshal.AsSpan(values);
        var hasDictionary = TryBuildDictionary(all);
        FindRange(hasDictionary ? CollectionsMarshal.AsSpan(entries) : all, chunk);
        var width = HybridEncoder.WidthOf(entries.Count);
        if (hasDictionary)
        {
            body.Clear();
            WritePlain(body, CollectionsMarshal.AsSpan(entries));
            pages.WriteDictionary(chunk, body.Span, entries.Count);
        }
        var rowsPerPage = PageBytes / size;
        for (int row = 0, value = 0; row < Rows; row += rowsPerPage)
        {
            var rows = Math.Min(rowsPerPage, Rows - row);
            var count = ValuesIn(row, rows);
            body.Clear();
            WriteLevels(body, row, rows);
            if (hasDictionary)
            {
                body.Add((byte)width);
                HybridEncoder.Write(body, codes.AsSpan(value, count), width);
            }
            else
            {
                WritePlain(body, all.Slice(value, count));
            }
            pages.WriteData(chunk, body.Span, rows, hasDictionary ? PageEncoding.RleDictionary : PageEncoding.Plain);
            value += count;
        }
        values.Clear();
        codeOf.Clear();
        entries.Clear();
    }

    private bool TryBuildDictionary(ReadOnlySpan<T> all)
    {
        if (codes.Length < all.Length) codes = new int[all.Length];
        for (var i = 0; i < all.Length; i++)
        {
            ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(codeOf, all[i], out var isKnown);
            if (!isKnown)
            {
                if (entries.Count == MaxDictionary || (i == TrialRows && entries.Count > TrialRows / 2)) return false;
                code = entries.Count;
                entries.Add(all[i]);
            }
            codes[i] = code;
        }
        var packed = ((long)entries.Count * size) + ((long)all.Length * HybridEncoder.WidthOf(entries.Count) / 8);
        return all.Length > 0 && packed < (long)all.Length * size;
    }

    private void FindRange(ReadOnlySpan<T> from, WrittenChunk chunk)
    {
        T smallest = default, largest = default;
        var isFirst = true;
        foreach (var value in from)
        {
            if (!IsOrdered(value)) continue;
            if (isFirst || IsLess(value, smallest)) smallest = value;
            if (isFirst || IsLess(largest, value)) largest = value;
            isFirst = false;
        }
        if (isFirst) return;
        chunk.Smallest = BytesOf(AsBound(smallest, true));
        chunk.Largest = BytesOf(AsBound(largest, false));
    }

    private byte[] BytesOf(T value)
    {
        body.Clear();
        WritePlain(body, [value]);
        return body.Span.ToArray();
    }
}
