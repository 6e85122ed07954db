using System.Numerics;
using System.Runtime.Intrinsics;

namespace IoEngine.Numerics.Kernels;

/// <summary>Width of the vector instructions that the managed kernels are compiled for.</summary>
internal enum KernelVariant
{
    /// <summary>The widest that the processor runs.</summary>
    Auto,

    /// <summary>512 bits.</summary>
    Vector512,

    /// <summary>256 bits with fused multiply-add.</summary>
    Vector256,

    /// <summary>The width of <see cref="Vector{T}"/>, with or without hardware support.</summary>
    Portable,
}

/// <summary>
/// The operations that factorisations and iterations are made of, on column-major views with a leading dimension.
/// </summary>
/// <remarks>
/// Each element of a result is summed in an order that does not depend on the number of threads: results are the same bit by bit.
/// </remarks>
internal abstract unsafe class DenseKernels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The variant in use.</summary>
    public abstract KernelVariant Variant { get; }

    /// <summary>
    /// C += α A B; A is m × k with strides (<paramref name="ars"/>, <paramref name="acs"/>), B k × n, C m × n column-major. As
    /// dgemm.
    /// </summary>
    public abstract void Gemm(ThreadTeam team, nint m, nint n, nint k, T alpha, T* a, nint ars, nint acs, T* b, nint brs,
        nint bcs, T* c, nint ldc);

    /// <summary>
    /// As <see cref="Gemm"/> with A in double, rounded to <typeparamref name="T"/> while it is packed: no second copy of A is
    /// kept.
    /// </summary>
    public abstract void GemmRounded(ThreadTeam team, nint m, nint n, nint k, T alpha, double* a, nint ars, nint acs, T* b,
        nint brs, nint bcs, T* c, nint ldc);

    /// <summary>
    /// B := T⁻¹ B with T triangular n × n, strides (<paramref name="rs"/>, <paramref name="cs"/>), B n × m column-major. As
    /// dtrsm, side left.
    /// </summary>
    public abstract void Trsm(ThreadTeam team, bool upper, bool unit, nint n, nint m, T* t, nint rs, nint cs, T* b, nint ldb);

    /// <summary>
    /// P A = L U in place with partial pivoting; <paramref name="pivots"/>[i] is the row exchanged with row i. As dgetrf.
    /// </summary>
    /// <returns>−1, or the first column without a non-zero finite pivot; the factorisation stops there.</returns>
    public abstract int Factorise(ThreadTeam team, nint m, nint n, T* a, nint lda, int* pivots);

    /// <summary>B := A⁻¹ B or A'⁻¹ B from the factors of <see cref="Factorise"/>. As dgetrs.</summary>
    public abstract void SolveFactored(ThreadTeam team, bool transposed, nint n, nint m, T* lu, nint lda, int* pivots, T* b,
        nint ldb);

    /// <summary>The kernels for a variant.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor does not run the variant.</exception>
    public static DenseKernels<T> For(KernelVariant variant) => Resolve(variant) switch
    {
        KernelVariant.Vector512 => Held.Wide.Value,
        KernelVariant.Vector256 => Held.Middle.Value,
        _ => Held.Portable.Value,
    };

    /// <summary>The variant that <see cref="KernelVariant.Auto"/> stands for here.</summary>
    public static KernelVariant Resolve(KernelVariant variant)
    {
        if (variant == KernelVariant.Auto) return KernelVariants.Available[0];
        return KernelVariants.Available.Contains(variant)
            ? variant
            : throw new PlatformNotSupportedException($"This processor does not run the kernels for {variant}.");
    }

    private static class Held
    {
        public static readonly Lazy<DenseKernels<T>> Wide =
            new(() => new ManagedKernels<T, Lanes512<T>, Tile3x8<Lanes512<T>, T>>(KernelVariant.Vector512));

        public static readonly Lazy<DenseKernels<T>> Middle =
            new(() => new ManagedKernels<T, Lanes256<T>, Tile3x4<Lanes256<T>, T>>(KernelVariant.Vector256));

        public static readonly Lazy<DenseKernels<T>> Portable =
            new(() => new ManagedKernels<T, LanesPortable<T>, Tile3x4<LanesPortable<T>, T>>(KernelVariant.Portable));
    }
}

/// <summary>What this processor can run.</summary>
internal static class KernelVariants
{
    /// <summary>Best first.</summary>
    public static IReadOnlyList<KernelVariant> Available { get; } = Find();

    private static List<KernelVariant> Find()
    {
        var found = new List<KernelVariant>();
        if (Vector512.IsHardwareAccelerated) found.Add(KernelVariant.Vector512);
        if (Vector256.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Fma.IsSupported) found.Add(KernelVariant.Vector256);
        found.Add(KernelVariant.Portable);
        return found;
    }
}
