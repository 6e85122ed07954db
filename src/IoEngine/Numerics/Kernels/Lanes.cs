using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace IoEngine.Numerics.Kernels;

/// <summary>One vector register's worth of numbers. The kernels are written once over this and compiled for each width.</summary>
internal unsafe interface ILanes<TSelf, T>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract int Count { get; }

    static abstract TSelf Load(T* p);

    static abstract TSelf Broadcast(T value);

    /// <summary>a · b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf MaxAbs(TSelf a, TSelf b);

    void Store(T* p);

    T Max();
}

/// <summary>512 bits: AVX-512.</summary>
internal readonly unsafe struct Lanes512<T>(Vector512<T> v) : ILanes<Lanes512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> v = v;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Load(T* p) => new(Vector512.Load(p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MultiplyAdd(Lanes512<T> a, Lanes512<T> b, Lanes512<T> c) => typeof(T) == typeof(double)
        ? new(Vector512.FusedMultiplyAdd(a.v.AsDouble(), b.v.AsDouble(), c.v.AsDouble()).As<double, T>())
        : new(Vector512.FusedMultiplyAdd(a.v.AsSingle(), b.v.AsSingle(), c.v.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> Multiply(Lanes512<T> a, Lanes512<T> b) => new(a.v * b.v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512<T> MaxAbs(Lanes512<T> a, Lanes512<T> b) => new(Vector512.Max(a.v, Vector512.Abs(b.v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* p) => v.Store(p);

    public T Max()
    {
        var m = v[0];
        for (var i = 1; i < Count; i++) m = T.Max(m, v[i]);
        return m;
    }
}

/// <summary>256 bits: AVX2 with FMA.</summary>
internal readonly unsafe struct Lanes256<T>(Vector256<T> v) : ILanes<Lanes256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> v = v;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Load(T* p) => new(Vector256.Load(p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MultiplyAdd(Lanes256<T> a, Lanes256<T> b, Lanes256<T> c) => typeof(T) == typeof(double)
        ? new(Vector256.FusedMultiplyAdd(a.v.AsDouble(), b.v.AsDouble(), c.v.AsDouble()).As<double, T>())
        : new(Vector256.FusedMultiplyAdd(a.v.AsSingle(), b.v.AsSingle(), c.v.AsSingle()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> Multiply(Lanes256<T> a, Lanes256<T> b) => new(a.v * b.v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256<T> MaxAbs(Lanes256<T> a, Lanes256<T> b) => new(Vector256.Max(a.v, Vector256.Abs(b.v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* p) => v.Store(p);

    public T Max()
    {
        var m = v[0];
        for (var i = 1; i < Count; i++) m = T.Max(m, v[i]);
        return m;
    }
}

/// <summary>Whatever width <see cref="Vector{T}"/> has here: NEON, SSE, plain.</summary>
internal readonly unsafe struct LanesPortable<T>(Vector<T> v) : ILanes<LanesPortable<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector<T> v = v;

    public static int Count => Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable<T> Load(T* p) => new(Vector.Load(p));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable<T> Broadcast(T value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable<T> MultiplyAdd(LanesPortable<T> a, LanesPortable<T> b, LanesPortable<T> c) =>
        typeof(T) == typeof(double)
            ? new(MultiplyAdd(a.v.As<T, double>(), b.v.As<T, double>(), c.v.As<T, double>()).As<double, T>())
            : new(MultiplyAdd(a.v.As<T, float>(), b.v.As<T, float>(), c.v.As<T, float>()).As<float, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable<T> Multiply(LanesPortable<T> a, LanesPortable<T> b) => new(a.v * b.v);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPortable<T> MaxAbs(LanesPortable<T> a, LanesPortable<T> b) => new(Vector.Max(a.v, Vector.Abs(b.v)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* p) => v.Store(p);

    public T Max()
    {
        var m = v[0];
        for (var i = 1; i < Count; i++) m = T.Max(m, v[i]);
        return m;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> MultiplyAdd(Vector<double> a, Vector<double> b, Vector<double> c) =>
        SoftwareMultiplyAdd.Needed ? SoftwareMultiplyAdd.Of(a, b, c) : Vector.FusedMultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) =>
        SoftwareMultiplyAdd.Needed ? SoftwareMultiplyAdd.Of(a, b, c) : Vector.FusedMultiplyAdd(a, b, c);
}
