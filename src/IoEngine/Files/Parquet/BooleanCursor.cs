namespace IoEngine.Files.Parquet;

/// <summary>Columns of truth values: one bit each, or runs.</summary>
internal sealed class BooleanCursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source) : ColumnCursor(leaf, buffer, source)
{
    private readonly bool[] values = buffer.Array<bool>();
    private HybridDecoder runs;
    private long bit, endBit;

    /// <inheritdoc/>
    protected override void ReadDictionary(int start, int end, int count) => throw ParquetFault.Damaged("Truth values have no dictionary.");

    /// <inheritdoc/>
    protected override void StartValues(int start, int end)
    {
        switch (Encoding)
        {
            case PageEncoding.Plain:
                (bit, endBit) = (start * 8L, end * 8L);
                break;
            case PageEncoding.Rle:
                // The runs have their length in front; nothing at all where every value is missing.
                var size = end - start >= 4 ? BitConverter.ToInt32(Bytes, start) : 0;
                var first = Math.Min(start + 4, end);
                if (size < 0 || size > end - first)
                    throw ParquetFault.Damaged($"A page declares {size} bytes of runs and has {end - first}.");
                runs = new HybridDecoder(Bytes, first, first + size, 1);
                break;
            default: throw Refuse();
        }
    }

    /// <inheritdoc/>
    protected override void ReadValues(int at, int count)
    {
        var into = values.AsSpan(at, count);
        if (Encoding == PageEncoding.Rle)
        {
            runs.Read(into);
            return;
        }
        if (count > endBit - bit) throw ParquetFault.Damaged("A page has fewer values than it declares.");
        var bytes = Bytes;
        for (var i = 0; i < into.Length; i++, bit++) into[i] = ((bytes[bit >> 3] >> (int)(bit & 7)) & 1) != 0;
    }

    /// <inheritdoc/>
    protected override void LookUp(ReadOnlySpan<int> codes, int at) => throw Refuse();

    /// <inheritdoc/>
    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) =>
        Gaps.Spread(this.values.AsSpan(at, valid.Length), valid, values);
}
