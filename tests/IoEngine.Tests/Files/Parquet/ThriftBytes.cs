using System.Text;

namespace IoEngine.Tests.Files.Parquet;

/// <summary>Writes Thrift's compact protocol. Structures are nested with <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class ThriftBytes
{
    public const byte Int32Type = 5, BinaryType = 8, StructType = 12;
    private const byte True = 1, False = 2, Int64Type = 6, ListType = 9;

    private readonly List<byte> bytes = [];
    private readonly Stack<int> outer = new();
    private int lastField;

    public byte[] ToArray() => [.. bytes];

    public ThriftBytes Int32(int field, int value) => Head(field, Int32Type).Zigzag(value);

    public ThriftBytes Int64(int field, long value) => Head(field, Int64Type).Zigzag(value);

    public ThriftBytes Boolean(int field, bool value) => Head(field, value ? True : False);

    public ThriftBytes Text(int field, string value) => Head(field, BinaryType).Element(value);

    /// <summary>The start of a field that is a list.</summary>
    public ThriftBytes List(int field, byte elementType, int count)
    {
        Head(field, ListType);
        if (count < 15) bytes.Add((byte)((count << 4) | elementType));
        else
        {
            bytes.Add((byte)(0xf0 | elementType));
            Varint((ulong)count);
        }

        return this;
    }

    /// <summary>A text as an element of a list.</summary>
    public ThriftBytes Element(string value)
    {
        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        bytes.AddRange(Encoding.UTF8.GetBytes(value));
        return this;
    }

    /// <summary>The start of a structure in a field.</summary>
    public ThriftBytes Begin(int field) => Head(field, StructType).BeginElement();

    /// <summary>The start of a structure that is an element of a list.</summary>
    public ThriftBytes BeginElement()
    {
        outer.Push(lastField);
        lastField = 0;
        return this;
    }

    public ThriftBytes End()
    {
        bytes.Add(0);
        lastField = outer.Count > 0 ? outer.Pop() : 0;
        return this;
    }

    /// <summary>A field of any type; what it holds has to follow.</summary>
    public ThriftBytes Head(int field, byte type)
    {
        var step = field - lastField;
        if (step is > 0 and < 16) bytes.Add((byte)((step << 4) | type));
        else
        {
            bytes.Add(type);
            Zigzag(field);
        }

        lastField = field;
        return this;
    }

    public ThriftBytes Raw(params byte[] values)
    {
        bytes.AddRange(values);
        return this;
    }

    /// <summary>A number in groups of seven bits, lowest first.</summary>
    public ThriftBytes Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return this;
    }

    private ThriftBytes Zigzag(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));
}
