using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace IoEngine.Numerics;

/// <summary>
/// Memory for numbers that the garbage collector owns: a span of it keeps it, so no span outlives it, and nothing is to be given
/// back by hand.
/// </summary>
/// <remarks>
/// An array of lines of 64 bytes: offsets are of 64 bits and may pass 2³¹ numbers. Large memory is pinned and starts on a 64-byte
/// boundary, where the kernels read fastest. A pointer to it is had by <c>fixed</c> alone, which keeps the memory as long as the
/// pointer is in scope.
/// </remarks>
internal readonly struct NumberMemory<T>
    where T : unmanaged
{
    // From here on the garbage collector would take it for a large object, which it does not like to move anyway.
    private const long PinnedFrom = 85_000;

    private readonly Line[] lines;
    private readonly int skipped;

    /// <summary>Memory for <paramref name="length"/> numbers.</summary>
    /// <exception cref="NumericalException">More than an array, or this machine's memory, holds.</exception>
    public NumberMemory(long length, bool zeroed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length > MaxLength)
            throw new NumericalException(
                FormattableString.Invariant(
                    $"{length:N0} numbers are more than one matrix may hold: {MaxLength:N0}. Aggregate the table."));
        Length = length;
        var bytes = length * Unsafe.SizeOf<T>();
        var pinned = bytes >= PinnedFrom;
        var count = (int)((bytes + Line.Bytes - 1) / Line.Bytes) + (pinned ? 1 : 0);
        if (pinned) LargeGarbage.Expect(bytes);
        try
        {
            lines = zeroed ? GC.AllocateArray<Line>(count, pinned) : GC.AllocateUninitializedArray<Line>(count, pinned);
        }
        catch (OutOfMemoryException e)
        {
            throw new NumericalException(
                string.Create(CultureInfo.InvariantCulture,
                    $"There is no memory left for {length:N0} numbers ({bytes / 1e9:F1} GB). "
                        + $"Aggregate the table, or let other programs end."),
                e);
        }

        if (!pinned) return;
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(lines, 0);
        skipped = (int)(-address & (Line.Bytes - 1));
    }

    /// <summary>
    /// The most numbers that one memory holds: 64 bytes each of the largest array, 1.7 · 10¹⁰ doubles or n = 131,071.
    /// </summary>
    public static long MaxLength => (Array.MaxLength - 1L) * (Line.Bytes / Unsafe.SizeOf<T>());

    /// <summary>How many numbers there are.</summary>
    public long Length { get; }

    /// <summary>The number at an offset, which is not checked.</summary>
    public ref T this[long offset]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref GetPinnableReference(), (nint)offset);
    }

    /// <summary>The first number, for <c>fixed</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T GetPinnableReference() =>
        ref Unsafe.AddByteOffset(ref Unsafe.As<Line, T>(ref MemoryMarshal.GetArrayDataReference(lines)), (nint)skipped);

    /// <summary>A part of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not within.</exception>
    public Span<T> Span(long start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, Length - length, nameof(start));
        return MemoryMarshal.CreateSpan(ref this[start], length);
    }

    [StructLayout(LayoutKind.Sequential, Size = Bytes)]
    private readonly struct Line
    {
        public const int Bytes = 64;
    }
}
