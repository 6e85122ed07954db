using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Parquet.Meta;
using LibraryGroup = Parquet.ParquetRowGroupReader;
using LibraryReader = Parquet.ParquetReader;
using Type = Parquet.Meta.Type;

namespace IoEngine.Files.Parquet;

/// <summary>
/// Reads one column of one row group after the other with the library, into arrays that it keeps: one for each thread that reads.
/// </summary>
/// <remarks>
/// The library decodes values as they lie (numbers, bytes); what they mean is decided here. Its own types lose digits of decimals
/// and nanoseconds, and dates, times and decimals in DELTA_BINARY_PACKED it can't read as such. A column's pages are in memory
/// before it begins, so what it throws is the fault of the file, and becomes a finding here and nowhere else.
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The stream is memory, and the library's reader holds nothing but it.")]
internal sealed class ChunkReader
{
    // INT96 counts days from noon of 4713 BC, and nanoseconds within the day.
    private const int JulianDayOfEpoch = 2_440_588, Int96Length = 12;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    private readonly PartStream stream = new();
    private readonly LibraryReader library;
    private byte[] packed = [];
    private int[] levels = [], ints = [];
    private long[] longs = [];
    private ReadOnlyMemory<byte>[] bytes = [];

    /// <summary>Reads a footer.</summary>
    /// <param name="footer">As <see cref="ParquetFooter.Read"/> gives it.</param>
    public ChunkReader(byte[] footer)
    {
        stream.Show(footer, 0);
        try
        {
            library = LibraryReader.CreateAsync(stream).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            throw ParquetFault.Damaged($"The footer can't be read: {e.Message}");
        }
    }

    /// <summary>What the footer says.</summary>
    public FileMetaData Footer => library.Metadata!;

    /// <summary>
    /// Takes away what the library would stumble over: statistics, which nobody asks for, and INT96, of which it knows less than
    /// is in it.
    /// </summary>
    public void Prepare()
    {
        foreach (var chunk in Footer.RowGroups.SelectMany(group => group.Columns)) chunk.MetaData!.Statistics = null;
        foreach (var int96 in Footer.Schema.Where(element => element.Type == Type.INT96))
            (int96.Type, int96.TypeLength) = (Type.FIXED_LEN_BYTE_ARRAY, Int96Length);
    }

    /// <summary>Reads a column of a row group.</summary>
    /// <param name="source">The file.</param>
    /// <param name="dataEnd">Where its pages end at last.</param>
    /// <param name="group">Number of the row group.</param>
    /// <param name="leaf">The column.</param>
    /// <param name="into">Takes the values.</param>
    /// <exception cref="ParquetFault">The pages are damaged or can't be read.</exception>
    public async Task ReadAsync(ParquetSource source, long dataEnd, int group, SchemaLeaf leaf, ParquetBuffer into)
    {
        ColumnPages? pages = null;
        try
        {
            var rows = library.OpenRowGroupReader(group);
            var chunk = rows.GetMetadata(leaf.Field) ?? throw ParquetFault.Damaged("The row group lacks the column.");
            pages = new ColumnPages(leaf, chunk.MetaData!.Codec);
            Load(chunk, leaf, rows.RowCount, pages, source, dataEnd);
            into.Start((int)rows.RowCount);
            if (pages.AreAllMissing) into.SetAllMissing();
            else await DecodeAsync(rows, leaf, pages, into);
        }
        catch (ParquetFault fault)
        {
            throw fault.In(pages?.Place);
        }
        catch (Exception e)
        {
            pages?.GoTo(stream.Header);
            throw ParquetFault.Damaged($"A page can't be read: {e.Message}").In(pages?.Place);
        }
    }

    private void Load(ColumnChunk chunk, SchemaLeaf leaf, long rows, ColumnPages pages, ParquetSource source, long dataEnd)
    {
        var column = chunk.MetaData!;
        if (chunk.FilePath is { Length: > 0 }) throw ParquetFault.Unsupported("A column whose pages lie in another file");
        if (column.Type != leaf.Physical)
            throw ParquetFault.Damaged($"The column lies as {column.Type}, its schema says {leaf.Physical}.");
        if (column.NumValues != rows) throw ParquetFault.Damaged($"The column has {column.NumValues} values in {rows} rows.");
        // Where the library begins too.
        var start = new[] { column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0 }
            .Where(offset => offset != 0)
            .DefaultIfEmpty().Min();
        var size = column.TotalCompressedSize;
        if (start < 4 || start > dataEnd || size < 0 || size > dataEnd - start)
            throw ParquetFault.Damaged($"The footer places the pages at byte {start} with {size} bytes; data end at {dataEnd}.");
        if (size > Array.MaxLength)
            throw ParquetFault.Unsupported("More than 2 GiB in one column of a row group", ParquetFault.SmallerGroups);
        if (packed.Length < size) packed = GC.AllocateUninitializedArray<byte>((int)size);
        source.Read(start, packed.AsSpan(0, (int)size));
        pages.LookThrough(packed.AsSpan(0, (int)size), start, rows);
        stream.Show(packed.AsMemory(0, (int)size), start);
        pages.Current = -1;
    }

    private async Task DecodeAsync(LibraryGroup group, SchemaLeaf leaf, ColumnPages pages, ParquetBuffer into)
    {
        var scale = (byte)leaf.Column.Scale;
        switch (leaf.Physical, leaf.Column.Type)
        {
            case (Type.BOOLEAN, _): TruthValues.Read(packed, pages, into); break;
            case (Type.FLOAT, _): await ReadAsync(into.Array<float>()); break;
            case (Type.DOUBLE, _): await ReadAsync(into.Array<double>()); break;
            case (Type.INT32, ParquetType.Decimal):
                Convert(ints = Room(ints), into.Array<decimal>(), await ReadAsync(ints), v => Scaled(v, scale)); break;
            case (Type.INT32, ParquetType.Int64):
                Convert(ints = Room(ints), into.Array<long>(), await ReadAsync(ints), v => (uint)v); break;
            case (Type.INT32, _): await ReadAsync(into.Array<int>()); break;
            case (Type.INT64, ParquetType.Decimal):
                Convert(longs = Room(longs), into.Array<decimal>(), await ReadAsync(longs), v => Scaled(v, scale)); break;
            case (Type.INT64, _):
                var count = await ReadAsync(into.Array<long>());
                if (leaf.IsUnsigned) Convert(into.Array<long>(), into.Array<long>(), count, Unsigned);
                break;
            case (Type.INT96, _): Convert(bytes = Room(bytes), into.Array<long>(), await ReadAsync(bytes), Int96); break;
            case (_, ParquetType.Decimal):
                Convert(bytes = Room(bytes), into.Array<decimal>(), await ReadAsync(bytes), v => BigEndian(v.Span, scale)); break;
            default:
                bytes = Room(bytes);
                await ReadAsync(bytes);
                Intern(leaf, pages, into);
                break;
        }

        // No text is kept from being collected.
        Array.Clear(bytes);
        into.Spread();

        T[] Room<T>(T[] array) => array.Length < into.Count ? new T[into.Count] : array;

        // Values lie without gaps at first.
        async Task<int> ReadAsync<T>(T[] values) where T : struct
        {
            var isNullable = leaf.Column.Nullable;
            if (isNullable) levels = Room(levels);
            await group.ReadRawAsync(leaf.Field, values.AsMemory(0, into.Count),
                isNullable ? levels.AsMemory(0, into.Count) : default(Memory<int>?), null);
            return Mark(pages, into, isNullable);
        }
    }

    /// <summary>Marks which rows have a value.</summary>
    /// <returns>How many.</returns>
    private int Mark(ColumnPages pages, ParquetBuffer into, bool isNullable)
    {
        var row = 0;
        foreach (var page in pages.Values)
        {
            pages.Current = page.Number;
            var valid = into.ValidArray.AsSpan(row, page.Rows);
            if (isNullable) MarkLevels(levels.AsSpan(row, page.Rows), valid);
            else valid.Fill(true);
            if (valid.Count(true) > page.MostValues) throw ParquetFault.Damaged("A page has fewer values than it declares.");
            row += page.Rows;
        }

        pages.Current = -1;
        return into.CountValues();
    }

    private static void MarkLevels(ReadOnlySpan<int> levels, Span<bool> valid)
    {
        for (var i = 0; i < levels.Length; i++)
        {
            if ((uint)levels[i] > 1) throw ParquetFault.Damaged($"A page has the level {levels[i]} where 1 is the highest.");
            valid[i] = levels[i] != 0;
        }
    }

    // Texts of dictionaries first: they keep their codes.
    private void Intern(SchemaLeaf leaf, ColumnPages pages, ParquetBuffer into)
    {
        foreach (var isStable in new[] { true, false })
        {
            var (row, value) = (0, 0);
            foreach (var page in pages.Values)
            {
                var count = into.ValidArray.AsSpan(row, page.Rows).Count(true);
                pages.Current = page.Number;
                if (page.HasCodes == isStable)
                    Intern(leaf, bytes.AsSpan(value, count), into.Texts, into.Array<int>().AsSpan(value, count), isStable);
                row += page.Rows;
                value += count;
            }
        }
    }

    private static void Intern(SchemaLeaf leaf, ReadOnlySpan<ReadOnlyMemory<byte>> from, ParquetTexts texts, Span<int> codes,
        bool isStable)
    {
        var isText = leaf.Column.Type == ParquetType.Text && !leaf.IsUuid;
        Span<byte> uuid = stackalloc byte[36];
        for (var i = 0; i < from.Length; i++)
        {
            // The same bytes in the same place, as a dictionary gives them.
            if (i > 0 && from[i].Equals(from[i - 1]))
            {
                codes[i] = codes[i - 1];
                continue;
            }

            scoped var text = from[i].Span;
            if (leaf.IsUuid)
            {
                new Guid(text, bigEndian: true).TryFormat(uuid, out _);
                text = uuid;
            }

            codes[i] = isStable ? texts.AddStable(text, isText) : texts.AddLoose(text, isText);
        }
    }

    private static void Convert<TFrom, TTo>(TFrom[] from, TTo[] into, int count, Func<TFrom, TTo> convert)
    {
        for (var i = 0; i < count; i++) into[i] = convert(from[i]);
    }

    private static decimal Scaled(long value, byte scale)
    {
        var size = value < 0 ? 0UL - (ulong)value : (ulong)value;
        return new decimal((int)size, (int)(size >> 32), 0, value < 0, scale);
    }

    private static long Unsigned(long value) => value >= 0
        ? value
        : throw ParquetFault.Unsupported($"The unsigned number {(ulong)value} (the limit is {long.MaxValue})",
            "Write the column as texts.");

    private static long Int96(ReadOnlyMemory<byte> value)
    {
        var nanoseconds = BinaryPrimitives.ReadInt64LittleEndian(value.Span);
        var days = (long)BinaryPrimitives.ReadInt32LittleEndian(value.Span[8..]) - JulianDayOfEpoch;
        var sum = ((Int128)days * NanosecondsPerDay) + nanoseconds;
        return sum >= long.MinValue && sum <= long.MaxValue
            ? (long)sum
            : throw ParquetFault.Unsupported($"An INT96 time {days} days from 1970 (the years 1678 to 2261 fit)",
                "Write the column as dates.");
    }

    private static decimal BigEndian(ReadOnlySpan<byte> value, byte scale)
    {
        var fill = value.Length > 0 && (sbyte)value[0] < 0 ? (byte)0xff : (byte)0;
        var excess = value.Length - 16;
        if (excess > 0 && value[..excess].ContainsAnyExcept(fill)) throw TooLarge();
        var sum = (Int128)(fill == 0 ? 0 : -1);
        foreach (var b in value[Math.Max(excess, 0)..]) sum = (sum << 8) | b;
        var size = sum < 0 ? UInt128.Zero - (UInt128)sum : (UInt128)sum;
        if (size >> 96 != 0) throw TooLarge();
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), sum < 0, scale);
    }

    private static ParquetFault TooLarge() =>
        ParquetFault.Unsupported("A decimal of more than 96 bits (about 28 digits)", "Write the column as texts.");
}
