using System.Runtime.InteropServices;

namespace IoEngine.Numerics;

/// <summary>Aligned unmanaged memory with one owner: matrices of n² doubles stay out of the garbage collector's heaps and spans' 2³¹.</summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 64;
    private readonly Action? release;

    /// <summary>Allocates <paramref name="bytes"/> bytes on a 64-byte boundary, zeroed on request.</summary>
    public NativeBuffer(long bytes, bool zeroed)
        : base(0, ownsHandle: true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        var size = (nuint)Math.Max(bytes, Alignment);
        var pointer = NativeMemory.AlignedAlloc(size, Alignment);
        if (zeroed) NativeMemory.Clear(pointer, size);
        SetHandle((nint)pointer);
        if (bytes > 0) GC.AddMemoryPressure(bytes);
    }

    /// <summary>Wraps memory that somebody else owns (a mapped file); <paramref name="release"/> gives it back.</summary>
    public NativeBuffer(nint pointer, long bytes, Action release)
        : base(0, ownsHandle: true)
    {
        Bytes = bytes;
        this.release = release;
        SetHandle(pointer);
    }

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        if (release is not null)
        {
            release();
            return true;
        }

        NativeMemory.AlignedFree((void*)handle);
        if (Bytes > 0) GC.RemoveMemoryPressure(Bytes);
        return true;
    }
}
