using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>Writes Thrift's compact protocol. Structures are nested with <see cref="Begin"/> and <see cref="End"/>.</summary>
internal sealed class ThriftWriter(ByteBuffer output)
{
    private readonly Stack<int> outer = new();
    private int lastField;

    /// <summary>An integer field of 32 bits.</summary>
    public ThriftWriter Int32(int field, int value)
    {
        Head(field, ThriftReader.Int32Type);
        Zigzag(value);
        return this;
    }

    /// <summary>An integer field of 64 bits.</summary>
    public ThriftWriter Int64(int field, long value)
    {
        Head(field, ThriftReader.Int64Type);
        Zigzag(value);
        return this;
    }

    /// <summary>An integer field of 8 bits.</summary>
    public ThriftWriter Byte(int field, byte value)
    {
        Head(field, ThriftReader.Byte);
        output.Add(value);
        return this;
    }

    /// <summary>A yes-or-no field.</summary>
    public ThriftWriter Boolean(int field, bool value)
    {
        Head(field, value ? ThriftReader.True : ThriftReader.False);
        return this;
    }

    /// <summary>A text field.</summary>
    public ThriftWriter Text(int field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field of bytes.</summary>
    public ThriftWriter Binary(int field, ReadOnlySpan<byte> value)
    {
        Head(field, ThriftReader.BinaryType);
        Element(value);
        return this;
    }

    /// <summary>The start of a field that is a list.</summary>
    public ThriftWriter List(int field, byte elementType, int count)
    {
        Head(field, ThriftReader.List);
        if (count < 15) output.Add((byte)((count << 4) | elementType));
        else
        {
            output.Add((byte)(0xf0 | elementType));
            output.AddVarint((ulong)count);
        }
        return this;
    }

    /// <summary>A number as an element of a list.</summary>
    public void Element(int value) => Zigzag(value);

    /// <summary>Bytes as an element of a list.</summary>
    public void Element(ReadOnlySpan<byte> value)
    {
        output.AddVarint((ulong)value.Length);
        output.Add(value);
    }

    /// <summary>The start of a structure in a field.</summary>
    public ThriftWriter Begin(int field)
    {
        Head(field, ThriftReader.Struct);
        return BeginElement();
    }

    /// <summary>The start of a structure that is an element of a list.</summary>
    public ThriftWriter BeginElement()
    {
        outer.Push(lastField);
        lastField = 0;
        return this;
    }

    /// <summary>The end of a structure.</summary>
    public ThriftWriter End()
    {
        output.Add(0);
        lastField = outer.Count > 0 ? outer.Pop() : 0;
        return this;
    }

    private void Head(int field, byte type)
    {
        var step = field - lastField;
        if (step is > 0 and < 16) output.Add((byte)((step << 4) | type));
        else
        {
            output.Add(type);
            Zigzag(field);
        }
        lastField = field;
    }

    private void Zigzag(long value) => output.AddVarint((ulong)((value << 1) ^ (value >> 63)));
}
