namespace IoEngine.Files.Parquet;

// The kinds of columns that nearly all files consist of, as types of their own: what generic types override is compiled ahead of time only
// where a type that is not generic calls it by name.

/// <summary>A column of texts.</summary>
internal sealed class TextCursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source, FromBytes<int> convert) : BytesCursor<int>(leaf, buffer, source, convert)
{
    protected override void ReadDictionary(int start, int end, int count) => base.ReadDictionary(start, end, count);

    protected override void StartValues(int start, int end) => base.StartValues(start, end);

    protected override void ReadValues(int at, int count) => base.ReadValues(at, count);

    protected override void LookUp(ReadOnlySpan<int> codes, int at) => base.LookUp(codes, at);

    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) => base.Spread(at, valid, values);
}

/// <summary>A column of whole numbers or days.</summary>
internal sealed class Int32Cursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source) : FixedCursor<int, int>(leaf, buffer, source, null)
{
    protected override void ReadDictionary(int start, int end, int count) => base.ReadDictionary(start, end, count);

    protected override void StartValues(int start, int end) => base.StartValues(start, end);

    protected override void ReadValues(int at, int count) => base.ReadValues(at, count);

    protected override void LookUp(ReadOnlySpan<int> codes, int at) => base.LookUp(codes, at);

    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) => base.Spread(at, valid, values);
}

/// <summary>A column of real numbers.</summary>
internal sealed class DoubleCursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source) : FixedCursor<double, double>(leaf, buffer, source, null)
{
    protected override void ReadDictionary(int start, int end, int count) => base.ReadDictionary(start, end, count);

    protected override void StartValues(int start, int end) => base.StartValues(start, end);

    protected override void ReadValues(int at, int count) => base.ReadValues(at, count);

    protected override void LookUp(ReadOnlySpan<int> codes, int at) => base.LookUp(codes, at);

    protected override void Spread(int at, ReadOnlySpan<bool> valid, int values) => base.Spread(at, valid, values);
}
