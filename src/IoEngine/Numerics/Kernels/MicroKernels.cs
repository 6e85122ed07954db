using System.Runtime.CompilerServices;

namespace IoEngine.Numerics.Kernels;

/// <summary>C += α A B for one tile held in registers; A and B come packed so that both are read in order.</summary>
internal unsafe interface IMicroKernel<T>
    where T : unmanaged
{
    /// <summary>Rows of the tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of the tile.</summary>
    static abstract int Columns { get; }

    static abstract void Multiply(nint k, T* a, T* b, T* c, nint ldc, T alpha);
}

/// <summary>Three vectors × eight columns: 24 sums, for machines with 32 vector registers.</summary>
internal readonly unsafe struct Tile3x8<TV, T> : IMicroKernel<T>
    where TV : struct, ILanes<TV, T>
    where T : unmanaged
{
    public static int Rows => 3 * TV.Count;

    public static int Columns => 8;

    // The inner loop reads 3 vectors and 8 scalars for 24 multiply-adds: 11 loads in 12 cycles at best, within two loads a cycle.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint k, T* a, T* b, T* c, nint ldc, T alpha)
    {
        TV c00 = default, c10 = default, c20 = default, c01 = default, c11 = default, c21 = default;
        TV c02 = default, c12 = default, c22 = default, c03 = default, c13 = default, c23 = default;
        TV c04 = default, c14 = default, c24 = default, c05 = default, c15 = default, c25 = default;
        TV c06 = default, c16 = default, c26 = default, c07 = default, c17 = default, c27 = default;
        for (nint p = 0; p < k; p++)
        {
            var a0 = TV.Load(a);
            var a1 = TV.Load(a + TV.Count);
            var a2 = TV.Load(a + (2 * TV.Count));
            var s = TV.Broadcast(b[0]);
            c00 = TV.MultiplyAdd(a0, s, c00);
            c10 = TV.MultiplyAdd(a1, s, c10);
            c20 = TV.MultiplyAdd(a2, s, c20);
            s = TV.Broadcast(b[1]);
            c01 = TV.MultiplyAdd(a0, s, c01);
            c11 = TV.MultiplyAdd(a1, s, c11);
            c21 = TV.MultiplyAdd(a2, s, c21);
            s = TV.Broadcast(b[2]);
            c02 = TV.MultiplyAdd(a0, s, c02);
            c12 = TV.MultiplyAdd(a1, s, c12);
            c22 = TV.MultiplyAdd(a2, s, c22);
            s = TV.Broadcast(b[3]);
            c03 = TV.MultiplyAdd(a0, s, c03);
            c13 = TV.MultiplyAdd(a1, s, c13);
            c23 = TV.MultiplyAdd(a2, s, c23);
            s = TV.Broadcast(b[4]);
            c04 = TV.MultiplyAdd(a0, s, c04);
            c14 = TV.MultiplyAdd(a1, s, c14);
            c24 = TV.MultiplyAdd(a2, s, c24);
            s = TV.Broadcast(b[5]);
            c05 = TV.MultiplyAdd(a0, s, c05);
            c15 = TV.MultiplyAdd(a1, s, c15);
            c25 = TV.MultiplyAdd(a2, s, c25);
            s = TV.Broadcast(b[6]);
            c06 = TV.MultiplyAdd(a0, s, c06);
            c16 = TV.MultiplyAdd(a1, s, c16);
            c26 = TV.MultiplyAdd(a2, s, c26);
            s = TV.Broadcast(b[7]);
            c07 = TV.MultiplyAdd(a0, s, c07);
            c17 = TV.MultiplyAdd(a1, s, c17);
            c27 = TV.MultiplyAdd(a2, s, c27);
            a += 3 * TV.Count;
            b += 8;
        }

        var x = TV.Broadcast(alpha);
        Add(c, x, c00, c10, c20);
        Add(c + ldc, x, c01, c11, c21);
        Add(c + (2 * ldc), x, c02, c12, c22);
        Add(c + (3 * ldc), x, c03, c13, c23);
        Add(c + (4 * ldc), x, c04, c14, c24);
        Add(c + (5 * ldc), x, c05, c15, c25);
        Add(c + (6 * ldc), x, c06, c16, c26);
        Add(c + (7 * ldc), x, c07, c17, c27);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* c, TV alpha, TV s0, TV s1, TV s2)
    {
        TV.MultiplyAdd(alpha, s0, TV.Load(c)).Store(c);
        TV.MultiplyAdd(alpha, s1, TV.Load(c + TV.Count)).Store(c + TV.Count);
        TV.MultiplyAdd(alpha, s2, TV.Load(c + (2 * TV.Count))).Store(c + (2 * TV.Count));
    }
}

/// <summary>Three vectors × four columns: 12 sums, for machines with 16 vector registers.</summary>
internal readonly unsafe struct Tile3x4<TV, T> : IMicroKernel<T>
    where TV : struct, ILanes<TV, T>
    where T : unmanaged
{
    public static int Rows => 3 * TV.Count;

    public static int Columns => 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint k, T* a, T* b, T* c, nint ldc, T alpha)
    {
        TV c00 = default, c10 = default, c20 = default, c01 = default, c11 = default, c21 = default;
        TV c02 = default, c12 = default, c22 = default, c03 = default, c13 = default, c23 = default;
        for (nint p = 0; p < k; p++)
        {
            var a0 = TV.Load(a);
            var a1 = TV.Load(a + TV.Count);
            var a2 = TV.Load(a + (2 * TV.Count));
            var s = TV.Broadcast(b[0]);
            c00 = TV.MultiplyAdd(a0, s, c00);
            c10 = TV.MultiplyAdd(a1, s, c10);
            c20 = TV.MultiplyAdd(a2, s, c20);
            s = TV.Broadcast(b[1]);
            c01 = TV.MultiplyAdd(a0, s, c01);
            c11 = TV.MultiplyAdd(a1, s, c11);
            c21 = TV.MultiplyAdd(a2, s, c21);
            s = TV.Broadcast(b[2]);
            c02 = TV.MultiplyAdd(a0, s, c02);
            c12 = TV.MultiplyAdd(a1, s, c12);
            c22 = TV.MultiplyAdd(a2, s, c22);
            s = TV.Broadcast(b[3]);
            c03 = TV.MultiplyAdd(a0, s, c03);
            c13 = TV.MultiplyAdd(a1, s, c13);
            c23 = TV.MultiplyAdd(a2, s, c23);
            a += 3 * TV.Count;
            b += 4;
        }

        var x = TV.Broadcast(alpha);
        Add(c, x, c00, c10, c20);
        Add(c + ldc, x, c01, c11, c21);
        Add(c + (2 * ldc), x, c02, c12, c22);
        Add(c + (3 * ldc), x, c03, c13, c23);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(T* c, TV alpha, TV s0, TV s1, TV s2)
    {
        TV.MultiplyAdd(alpha, s0, TV.Load(c)).Store(c);
        TV.MultiplyAdd(alpha, s1, TV.Load(c + TV.Count)).Store(c + TV.Count);
        TV.MultiplyAdd(alpha, s2, TV.Load(c + (2 * TV.Count))).Store(c + (2 * TV.Count));
    }
}
