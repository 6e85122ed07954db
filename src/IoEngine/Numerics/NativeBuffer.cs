using System.Runtime.InteropServices;

namespace IoEngine.Numerics;

/// <summary>
/// Aligned unmanaged memory of one computation, given back at its end: what a solve puts aside, never what it hands out.
/// </summary>
internal sealed unsafe class NativeBuffer : SafeHandle
{
    private const int Alignment = 64;

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
    }

    /// <summary>Size in bytes.</summary>
    public long Bytes { get; }

    /// <summary>The first byte; valid until the buffer is given back.</summary>
    public void* Pointer => (void*)handle;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree((void*)handle);
        return true;
    }
}
