using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IoEngine.Texts;

/// <summary>
/// Finds the next of two bytes, 64 bytes at a time: fields are so short that a search each would cost more than what it finds.
/// </summary>
internal ref struct ByteMarks(ReadOnlySpan<byte> text, byte first, byte second)
{
    private const int Block = 64;
    private readonly ReadOnlySpan<byte> text = text;
    private int start = -Block;
    private ulong marks;

    /// <summary>Where the next mark is from a position on, or the end of the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next(int from)
    {
        while (true)
        {
            var offset = from - start;
            if (offset < Block)
            {
                var left = marks >> offset;
                if (left != 0) return from + BitOperations.TrailingZeroCount(left);
                from = start + Block;
            }

            if (from >= text.Length) return text.Length;
            Load(from);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(int from)
    {
        start = from;
        marks = 0;
        if (Vector256.IsHardwareAccelerated && text.Length - from >= Block)
        {
            ref var source = ref MemoryMarshal.GetReference(text);
            marks = Marks(Vector256.LoadUnsafe(ref source, (nuint)from))
                | ((ulong)Marks(Vector256.LoadUnsafe(ref source, (nuint)from + 32)) << 32);
            return;
        }

        for (var i = 0; i < Block && from + i < text.Length; i++)
        {
            if (text[from + i] == first || text[from + i] == second) marks |= 1UL << i;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly uint Marks(Vector256<byte> bytes) =>
        (Vector256.Equals(bytes, Vector256.Create(first)) | Vector256.Equals(bytes, Vector256.Create(second)))
            .ExtractMostSignificantBits();
}
