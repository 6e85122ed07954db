using System.Numerics;

namespace IoEngine.Files.Parquet;

/// <summary>Writes the RLE / bit-packing hybrid: runs of eight and more as one value, everything else packed in groups of eight.</summary>
internal static class HybridEncoder
{
    private const int Group = 8;

    /// <summary>Bits for codes below <paramref name="count"/>; at least 1, as some readers refuse 0.</summary>
    public static int WidthOf(int count) => Math.Max(1, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, count - 1)));

    /// <summary>Adds the values to the output.</summary>
    public static void Write(ByteBuffer output, ReadOnlySpan<int> values, int width)
    {
        var packedFrom = 0;
        for (var at = 0; at < values.Length;)
        {
            var run = RunAt(values, at);
            if (run < Group)
            {
                at = Math.Min(at + Group, values.Length);
                continue;
            }
            WritePacked(output, values[packedFrom..at], width);
            output.AddVarint((ulong)run << 1);
            for (var bits = 0; bits < width; bits += 8) output.Add((byte)(values[at] >> bits));
            at += run;
            packedFrom = at;
        }
        WritePacked(output, values[packedFrom..], width);
    }

    private static int RunAt(ReadOnlySpan<int> values, int at)
    {
        var other = values[(at + 1)..].IndexOfAnyExcept(values[at]);
        return other < 0 ? values.Length - at : other + 1;
    }

    private static void WritePacked(ByteBuffer output, ReadOnlySpan<int> values, int width)
    {
        if (values.Length == 0) return;
        var groups = (values.Length + Group - 1) / Group;
        output.AddVarint(((ulong)groups << 1) | 1);
        var bytes = output.Next(groups * width);
        ulong bits = 0;
        int filled = 0, at = 0;
        foreach (var value in values)
        {
            bits |= (ulong)(uint)value << filled;
            for (filled += width; filled >= 8; filled -= 8, bits >>= 8) bytes[at++] = (byte)bits;
        }
        // The last group is padded with zeros.
        for (; at < bytes.Length; bits >>= 8) bytes[at++] = (byte)bits;
    }
}
