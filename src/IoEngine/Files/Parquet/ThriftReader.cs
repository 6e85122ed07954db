using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>Reads Thrift's compact protocol, in which Parquet keeps its footer and page headers. Never reads behind its bytes.</summary>
/// <remarks>Apache Thrift, "Thrift Compact protocol encoding". Every element takes at least one byte, so counts are bounded by bytes.</remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const byte True = 1, False = 2, Byte = 3, Int16 = 4, Int32Type = 5, Int64Type = 6, Double = 7, BinaryType = 8, List = 9,
        Set = 10, Map = 11, Struct = 12, Uuid = 13;

    private const int MaxDepth = 32;

    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int depth;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    private readonly int Left => bytes.Length - Position;

    /// <summary>Steps to the next field of a struct; false at its end.</summary>
    /// <param name="id">In: the field before (0 at the start); out: this field.</param>
    /// <param name="type">The field's type.</param>
    public bool NextField(ref int id, out byte type)
    {
        var head = ReadByte();
        type = (byte)(head & 0x0f);
        if (type == 0) return false;
        if (type > Uuid) throw ParquetFault.Damaged($"A structure has a field of the unknown type {type}.");
        var step = head >> 4;
        id = step == 0 ? FieldNumber(ReadZigzag()) : id + step;
        return true;
    }

    /// <summary>An integer field that must fit 32 bits.</summary>
    public int ReadInt32(byte type)
    {
        var value = ReadInt64(type);
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw ParquetFault.Damaged($"A structure has {value} where 32 bits are the limit.");
    }

    /// <summary>An integer field.</summary>
    public long ReadInt64(byte type) => type switch
    {
        Byte => (sbyte)ReadByte(),
        Int16 or Int32Type or Int64Type => ReadZigzag(),
        _ => throw WrongType("an integer", type),
    };

    /// <summary>A yes-or-no field; its value is in its type.</summary>
    public static bool ReadBoolean(byte type) => type switch
    {
        True => true,
        False => false,
        _ => throw WrongType("true or false", type),
    };

    /// <summary>A text field.</summary>
    public string ReadText(byte type)
    {
        if (type != BinaryType) throw WrongType("text", type);
        var length = ReadCount();
        var text = Encoding.UTF8.GetString(bytes.Slice(Position, length));
        Position += length;
        return text;
    }

    /// <summary>The start of a list: its element type and the number of elements, which the bytes left can hold.</summary>
    public int ReadListHeader(byte type, out byte elementType)
    {
        if (type is not (List or Set)) throw WrongType("a list", type);
        var head = ReadByte();
        elementType = (byte)(head & 0x0f);
        if (head >> 4 != 15)
        {
            var few = head >> 4;
            return few <= Left ? few : throw TooShort();
        }
        return ReadCount();
    }

    /// <summary>Refuses a field that is no struct.</summary>
    public static void ExpectStruct(byte type)
    {
        if (type != Struct) throw WrongType("a structure", type);
    }

    /// <summary>Steps over a field of any type.</summary>
    public void Skip(byte type)
    {
        switch (type)
        {
            case True or False: break;
            case Byte: ReadByte(); break;
            case Int16 or Int32Type or Int64Type: ReadVarint(); break;
            case Double: Advance(8); break;
            case Uuid: Advance(16); break;
            case BinaryType: Advance(ReadCount()); break;
            case List or Set or Map or Struct: SkipNested(type); break;
            default: throw ParquetFault.Damaged($"A structure has a field of the unknown type {type}.");
        }
    }

    private void SkipNested(byte type)
    {
        if (++depth > MaxDepth) throw ParquetFault.Damaged("A structure is nested too deeply.");
        if (type == Struct)
        {
            var id = 0;
            while (NextField(ref id, out var fieldType)) Skip(fieldType);
        }
        else if (type == Map)
        {
            SkipMap();
        }
        else
        {
            var count = ReadListHeader(type, out var elementType);
            for (var i = 0; i < count; i++) SkipElement(elementType);
        }
        depth--;
    }

    private void SkipMap()
    {
        var count = ReadCount();
        if (count == 0) return;
        var types = ReadByte();
        for (var i = 0; i < count; i++)
        {
            SkipElement((byte)(types >> 4));
            SkipElement((byte)(types & 0x0f));
        }
    }

    // Inside a collection a truth value is a byte of its own.
    private void SkipElement(byte type)
    {
        if (type is True or False) ReadByte();
        else Skip(type);
    }

    private byte ReadByte() => Left > 0 ? bytes[Position++] : throw TooShort();

    private void Advance(int count)
    {
        if (count > Left) throw TooShort();
        Position += count;
    }

    /// <summary>A length or count: the bytes left must be able to hold it.</summary>
    private int ReadCount()
    {
        var count = ReadVarint();
        if (count > int.MaxValue) throw ParquetFault.Damaged($"A structure declares a length of {count}.");
        return count <= (ulong)Left ? (int)count : throw TooShort();
    }

    private long ReadZigzag()
    {
        var value = ReadVarint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80) return value;
        }
        throw ParquetFault.Damaged("A structure has a number of more than 64 bits.");
    }

    private static int FieldNumber(long value) => value is >= short.MinValue and <= short.MaxValue
        ? (int)value
        : throw ParquetFault.Damaged($"A structure has the field number {value}.");

    private static ParquetFault WrongType(string expected, byte type) =>
        ParquetFault.Damaged($"A structure has a field of type {type} where {expected} belongs.");

    private static ParquetFault TooShort() => ParquetFault.Short("A structure is cut off.");
}
