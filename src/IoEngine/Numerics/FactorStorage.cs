using System.Runtime.InteropServices;

namespace IoEngine.Numerics;

/// <summary>Where factors are kept: unmanaged memory, or a pinned array for libraries that take arrays only.</summary>
internal sealed unsafe class FactorStorage<T> : IDisposable
    where T : unmanaged
{
    private readonly NativeBuffer buffer;

    private FactorStorage(NativeBuffer buffer, T[]? array)
    {
        this.buffer = buffer;
        Array = array;
    }

    /// <summary>The array behind the memory, if there is one.</summary>
    public T[]? Array { get; }

    /// <summary>The first element; keep the storage alive while it is used.</summary>
    public T* Pointer => (T*)buffer.DangerousGetHandle();

    public static FactorStorage<T> Unmanaged(long length) => new(new NativeBuffer(length * sizeof(T), zeroed: false), null);

    public static FactorStorage<T> Pinned(long length)
    {
        var array = GC.AllocateUninitializedArray<T>(checked((int)length), pinned: true);
        return new FactorStorage<T>(new NativeBuffer(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0), length * sizeof(T), static () => { }), array);
    }

    public void Dispose() => buffer.Dispose();
}
