namespace IoEngine.Files.Parquet;

/// <summary>
/// Looks through a structure of Thrift's compact protocol, in which Parquet keeps its footer and page headers, before the library
/// reads it.
/// </summary>
/// <remarks>
/// The library believes what it reads: it goes on for ever behind the end of the bytes, makes room for whatever a count claims,
/// does not look at the types of fields and loses its place in a structure that it does not know. What has passed here ends
/// within its bytes, read by the library too. Sources: Apache Parquet format 2.12, parquet.thrift; Apache Thrift, "Thrift compact
/// protocol encoding".
/// </remarks>
internal ref struct ThriftCheck
{
    private const byte True = 1, False = 2, Byte = 3, Int16 = 4, Int32 = 5, Int64 = 6, Double = 7, Binary = 8, List = 9,
        Struct = 12;

    /// <summary>What the fields of a structure are, from number 1 on.</summary>
    /// <remarks>
    /// i: 16 or 32 bits; l: 64; b: truth value; y: a byte; d: a double; s: bytes; -: no such field; [ in front: a list of these.
    /// </remarks>
    private static readonly Dictionary<string, string[]> Shapes = """
        FileMetaData i [SchemaElement l [RowGroup [KeyValue s [ColumnOrder EncryptionAlgorithm s
        SchemaElement i i i s i i i i i LogicalType
        LogicalType Empty Empty Empty Empty DecimalType Empty TimeType TimeType - IntType Empty Empty Empty Empty Empty VariantType GeometryType GeographyType
        DecimalType i i
        TimeType b TimeUnit
        TimeUnit Empty Empty Empty
        IntType y b
        VariantType y
        GeometryType s
        GeographyType s i
        RowGroup [ColumnChunk l l [SortingColumn l l i
        SortingColumn i b b
        ColumnChunk s l ColumnMetaData l i l i ColumnCryptoMetaData s
        ColumnMetaData i [i [s i l l l [KeyValue l l l Statistics [PageEncodingStats l i SizeStatistics GeospatialStatistics
        Statistics s s l l s s b b
        PageEncodingStats i i i
        SizeStatistics l [l [l
        GeospatialStatistics BoundingBox [i
        BoundingBox d d d d d d d d
        KeyValue s s
        ColumnOrder Empty
        EncryptionAlgorithm AesGcm AesGcm
        AesGcm s s b
        ColumnCryptoMetaData Empty EncryptionWithColumnKey
        EncryptionWithColumnKey [s s
        PageHeader i i i i DataPageHeader Empty DictionaryPageHeader DataPageHeaderV2
        DataPageHeader i i i i Statistics
        DictionaryPageHeader i i b
        DataPageHeaderV2 i i i i i i b Statistics
        Empty
        """.Split('\n').Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);

    private readonly ReadOnlySpan<byte> bytes;
    private readonly Action<string, int, long> seen;
    private int position;

    private ThriftCheck(ReadOnlySpan<byte> bytes, Action<string, int, long> seen)
    {
        this.bytes = bytes;
        this.seen = seen;
    }

    /// <summary>Looks through one structure.</summary>
    /// <param name="bytes">Where it starts, and as far as it may reach.</param>
    /// <param name="shape">Its name in the format.</param>
    /// <param name="seen">
    /// Takes name, field and value of every whole number and truth value, and name, 0 and 0 where a structure begins.
    /// </param>
    /// <returns>How many bytes it takes.</returns>
    public static int Of(ReadOnlySpan<byte> bytes, string shape, Action<string, int, long> seen)
    {
        var check = new ThriftCheck(bytes, seen);
        check.Structure(shape);
        return check.position;
    }

    private void Structure(string shape)
    {
        var fields = Shapes[shape];
        seen(shape, 0, 0);
        for (var id = 0; NextByte() is var head and not 0;)
        {
            var type = (byte)(head & 0x0f);
            id = (short)(head >> 4 == 0 ? Zigzag() : id + (head >> 4));
            if (id > 0 && id <= fields.Length && fields[id - 1] != "-") Known(shape, id, fields[id - 1], type);
            else Unknown(shape, id, type);
        }
    }

    private void Known(string shape, int id, string what, byte type)
    {
        switch (what)
        {
            case "i" or "l" when type is Int16 or Int32 or Int64:
                var value = Zigzag();
                if (what == "i" && value != (int)value)
                    throw ParquetFault.Damaged($"{shape} has {value} where 32 bits are the limit (field {id}).");
                seen(shape, id, value);
                break;
            case "b" when type is True or False: seen(shape, id, type == True ? 1 : 0); break;
            case "y" when type == Byte: seen(shape, id, (sbyte)NextByte()); break;
            case "d" when type == Double: Pass(8); break;
            case "s" when type == Binary: Pass(Length()); break;
            case ['[', .. var element] when type == List:
                for (var left = Count(out var elements); left > 0; left--) Known(shape, id, element, elements);
                break;
            case { Length: > 1 } when type == Struct && what[0] != '[': Structure(what); break;
            default:
                throw ParquetFault.Damaged($"{shape} has a value of another type than the format gives it (field {id}, "
                    + $"type {type}).");
        }
    }

    // Of a later version of the format. The library passes over single values and lists of them, and loses its place in anything
    // else.
    private void Unknown(string shape, int id, byte type)
    {
        switch (type)
        {
            case True or False: break;
            case Byte: Pass(1); break;
            case Int16 or Int32 or Int64: Zigzag(); break;
            case Double: Pass(8); break;
            case Binary: Pass(Length()); break;
            case List:
                for (var left = Count(out var element); left > 0; left--)
                {
                    if (element is True or False or List) throw Newer();
                    Unknown(shape, id, element);
                }

                break;
            default: throw Newer();
        }

        ParquetFault Newer() => type < Struct
            ? ParquetFault.Damaged($"{shape} has a value of an unknown type (field {id}, type {type}).")
            : ParquetFault.Unsupported($"What {shape} holds as field {id} (a later version of the format)",
                "Write the file for version 2.6 of the format.");
    }

    private int Count(out byte element)
    {
        var head = NextByte();
        element = (byte)(head & 0x0f);
        var count = head >> 4 == 15 ? Length() : head >> 4;
        // Every element takes at least a byte.
        return count <= bytes.Length - position ? count : throw Ends();
    }

    private int Length()
    {
        var value = Varint();
        return value <= (ulong)(bytes.Length - position) ? (int)value : throw Ends();
    }

    private long Zigzag()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong Varint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = NextByte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }

        throw ParquetFault.Damaged("A number in a structure has more than 64 bits.");
    }

    private byte NextByte() => position < bytes.Length ? bytes[position++] : throw Ends();

    private void Pass(int count) => position = count <= bytes.Length - position ? position + count : throw Ends();

    private readonly ParquetFault Ends() =>
        ParquetFault.Damaged($"A structure goes on behind the end of its {bytes.Length} bytes.");
}
