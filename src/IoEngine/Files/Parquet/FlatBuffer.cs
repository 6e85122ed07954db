using System.Buffers.Binary;
using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>
/// Looks into a flatbuffer without trusting it: what would lie outside is 0, absent or empty, and nothing is followed twice.
/// </summary>
/// <remarks>
/// Positions are bytes from the start; 0 stands for what is absent. Apache.Arrow 23 follows some damaged schemas without end.
/// Source: FlatBuffers internals.
/// </remarks>
internal readonly ref struct FlatBuffer(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>Where the offset at a position leads.</summary>
    public int Target(int at) => Inside(at + (long)Number(at)) is > 0 and var target && target != at ? target : 0;

    /// <summary>The position of a table's field; 0 where the table lacks it.</summary>
    public int Field(int table, int number)
    {
        if (table == 0) return 0;
        var shape = Inside(table - (long)Number(table));
        var entry = 4 + (2 * number);
        if (entry + 2 > Short(shape)) return 0;
        return Short(shape + entry) is > 0 and var offset ? Inside((long)table + offset) : 0;
    }

    /// <summary>A byte; 0 where it is absent.</summary>
    public byte Byte(int at) => at == 0 ? (byte)0 : bytes[at];

    /// <summary>Number of items of a vector, never more than there is room for.</summary>
    public int Length(int vector) => vector == 0 ? 0 : (int)Math.Clamp((long)Number(vector), 0, (bytes.Length - vector) / 4);

    /// <summary>The position of an item of a vector of offsets.</summary>
    public int Item(int vector, int index) => Inside(vector + 4L + (4L * index));

    /// <summary>A text; empty where it is absent.</summary>
    public string Text(int at)
    {
        if (at == 0) return "";
        var length = Number(at);
        return length > 0 && at + 4L + length <= bytes.Length ? Encoding.UTF8.GetString(bytes.Slice(at + 4, length)) : "";
    }

    private int Inside(long at) => at >= 0 && at < bytes.Length ? (int)at : 0;

    private int Number(int at) => at + 4L <= bytes.Length ? BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]) : 0;

    private int Short(int at) => at + 2L <= bytes.Length ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) : 0;
}
