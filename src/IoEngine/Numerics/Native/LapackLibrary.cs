using System.Runtime.InteropServices;

namespace IoEngine.Numerics.Native;

/// <summary>An OpenBLAS, MKL or Accelerate of the machine, loaded and tried out.</summary>
/// <remarks>
/// Symbols are looked up by name and called through function pointers: OpenBLAS exports them plain (32-bit integers) or with the
/// suffix 64_ (64-bit integers), which one declaration by <c>LibraryImport</c> could not serve.
/// </remarks>
internal sealed unsafe class LapackLibrary
{
    /// <summary>Names the library's file; wins over the names that are tried.</summary>
    public const string PathVariable = "IOENGINE_BLAS";

    /// <summary>What helps where there is none.</summary>
    public const string Cure = $"Install OpenBLAS or MKL, or give the file in the environment variable {PathVariable}.";

    private static readonly Lazy<(LapackLibrary? Found, string Detail)> Machine =
        new(() => Find(Environment.GetEnvironmentVariable(PathVariable)));

    private readonly nint dgetrf;
    private readonly nint dgetrs;
    private readonly nint sgetrf;
    private readonly nint sgetrs;
    private readonly nint setThreads;
    private readonly bool wide;

    private LapackLibrary(nint handle, string path)
    {
        Path = path;
        foreach (var suffix in new[] { "_", "_64_", "", "_$NEWLAPACK" })
        {
            if (!NativeLibrary.TryGetExport(handle, "dgetrf" + suffix, out dgetrf)) continue;
            dgetrs = NativeLibrary.GetExport(handle, "dgetrs" + suffix);
            sgetrf = NativeLibrary.GetExport(handle, "sgetrf" + suffix);
            sgetrs = NativeLibrary.GetExport(handle, "sgetrs" + suffix);
            wide = suffix == "_64_";
            break;
        }

        if (dgetrf == 0) throw new EntryPointNotFoundException("it does not export dgetrf");
        (Version, setThreads) = Describe(handle);
    }

    /// <summary>File or name by which it was loaded.</summary>
    public string Path { get; }

    /// <summary>What the library calls itself.</summary>
    public string Version { get; }

    /// <summary>Whether the number of threads can be set.</summary>
    public bool SetsThreads => setThreads != 0;

    /// <summary>The library of this machine, looked for once, or why there is none.</summary>
    public static (LapackLibrary? Found, string Detail) Get() => Machine.Value;

    /// <summary>Tries the given file only, or else the usual names.</summary>
    public static (LapackLibrary? Found, string Detail) Find(string? path)
    {
        var tried = new List<string>();
        foreach (var name in string.IsNullOrWhiteSpace(path) ? Usual() : [path])
        {
            if (!NativeLibrary.TryLoad(name, out var handle))
            {
                tried.Add($"{name}: can't be loaded");
                continue;
            }

            try
            {
                var library = new LapackLibrary(handle, name);
                library.TryOut();
                return (library, $"{library.Version}, from {name}");
            }
            catch (Exception e) when (e is EntryPointNotFoundException or NumericalException)
            {
                tried.Add($"{name}: {e.Message}");
                NativeLibrary.Free(handle);
            }
        }

        return (null, string.Join("; ", tried));
    }

    /// <summary>As getrf, pivots from zero; −1, or the first column without a pivot.</summary>
    public int Factorise(int n, double* a, Span<int> pivots, int threads) => Factorise(dgetrf, n, a, pivots, threads);

    /// <summary>As getrf, pivots from zero; −1, or the first column without a pivot.</summary>
    public int Factorise(int n, float* a, Span<int> pivots, int threads) => Factorise(sgetrf, n, a, pivots, threads);

    /// <summary>As getrs.</summary>
    public void Solve(bool transposed, int n, int m, double* lu, ReadOnlySpan<int> pivots, double* b, int threads) =>
        Solve(dgetrs, transposed, n, m, lu, pivots, b, threads);

    /// <summary>As getrs.</summary>
    public void Solve(bool transposed, int n, int m, float* lu, ReadOnlySpan<int> pivots, float* b, int threads) =>
        Solve(sgetrs, transposed, n, m, lu, pivots, b, threads);

    private int Factorise(nint function, int n, void* a, Span<int> pivots, int threads)
    {
        SetThreads(threads);
        long info;
        if (wide)
        {
            var work = new long[n];
            long size = n;
            fixed (long* p = work)
                ((delegate* unmanaged<long*, long*, void*, long*, long*, long*, void>)function)(&size, &size, a, &size, p, &info);
            for (var i = 0; i < n; i++) pivots[i] = (int)(work[i] - 1);
        }
        else
        {
            var size = n;
            int result;
            fixed (int* p = pivots)
                ((delegate* unmanaged<int*, int*, void*, int*, int*, int*, void>)function)(&size, &size, a, &size, p, &result);
            info = result;
            for (var i = 0; i < n; i++) pivots[i]--;
        }

        if (info < 0) throw new NumericalException($"{Path}: getrf rejects its argument {-info}.");
        return (int)info - 1;
    }

    private void Solve(nint function, bool transposed, int n, int m, void* lu, ReadOnlySpan<int> pivots, void* b, int threads)
    {
        SetThreads(threads);
        var trans = (byte)(transposed ? 'T' : 'N');

        // The last argument is the hidden length that Fortran compilers pass for a character.
        if (wide)
        {
            var from1 = new long[n];
            for (var i = 0; i < n; i++) from1[i] = pivots[i] + 1;
            long size = n, columns = m, info;
            fixed (long* p = from1)
            {
                ((delegate* unmanaged<byte*, long*, long*, void*, long*, long*, void*, long*, long*, nint, void>)function)(
                    &trans, &size, &columns, lu, &size, p, b, &size, &info, 1);
            }
        }
        else
        {
            var from1 = new int[n];
            for (var i = 0; i < n; i++) from1[i] = pivots[i] + 1;
            int size = n, columns = m, info;
            fixed (int* p = from1)
            {
                ((delegate* unmanaged<byte*, int*, int*, void*, int*, int*, void*, int*, int*, nint, void>)function)(
                    &trans, &size, &columns, lu, &size, p, b, &size, &info, 1);
            }
        }
    }

    private void SetThreads(int threads)
    {
        if (setThreads != 0) ((delegate* unmanaged<int, void>)setThreads)(threads);
    }

    /// <summary>
    /// A system of three by hand, both directions, both precisions: a wrong integer width or a broken build shows here and not in
    /// results.
    /// </summary>
    private void TryOut()
    {
        // [[0, 2, 0], [1, 0, 0], [0, 0, 4]] needs a pivot; x = (1, 2, 3) gives b = (4, 1, 12), transposed (2, 2, 12).
        double[] a = [0, 1, 0, 2, 0, 0, 0, 0, 4], b = [4, 1, 12], bt = [2, 2, 12];
        var single = Array.ConvertAll(a, v => (float)v);
        float[] sb = [4, 1, 12];
        var pivots = new int[3];
        fixed (double* pa = a, pb = b, pt = bt)
        fixed (float* sa = single, ps = sb)
        {
            var failed = Factorise(3, pa, pivots, 1);
            Solve(false, 3, 1, pa, pivots, pb, 1);
            Solve(true, 3, 1, pa, pivots, pt, 1);
            failed = Math.Max(failed, Factorise(3, sa, pivots, 1));
            Solve(false, 3, 1, sa, pivots, ps, 1);
            if (failed >= 0 || !b.SequenceEqual([1, 2, 3]) || !bt.SequenceEqual([1, 2, 3]) || !sb.SequenceEqual([1f, 2f, 3f]))
                throw new NumericalException("it solves a system of three wrongly");
        }
    }

    private static (string Version, nint SetThreads) Describe(nint handle)
    {
        foreach (var suffix in new[] { "", "64_" })
        {
            if (!NativeLibrary.TryGetExport(handle, "openblas_get_config" + suffix, out var config)) continue;
            var text = Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)config)()) ?? "OpenBLAS";
            NativeLibrary.TryGetExport(handle, "openblas_set_num_threads" + suffix, out var threads);
            return (text.Split("MAX_THREADS")[0].Trim(), threads);
        }

        if (NativeLibrary.TryGetExport(handle, "MKL_Get_Version_String", out var version))
        {
            var text = stackalloc byte[200];
            ((delegate* unmanaged<byte*, int, void>)version)(text, 199);
            NativeLibrary.TryGetExport(handle, "MKL_Set_Num_Threads", out var threads);
            return ((Marshal.PtrToStringUTF8((nint)text) ?? "MKL").Trim(), threads);
        }

        return (OperatingSystem.IsMacOS() ? "Accelerate" : "LAPACK of unknown make", 0);
    }

    private static string[] Usual()
    {
        if (OperatingSystem.IsWindows())
            return ["mkl_rt.2.dll", "mkl_rt.dll", "libopenblas.dll", "openblas.dll", "libopenblas64_.dll"];
        if (OperatingSystem.IsMacOS())
        {
            return
            [
                "/opt/homebrew/opt/openblas/lib/libopenblas.dylib", "libopenblas.dylib", "libmkl_rt.dylib",
                "/System/Library/Frameworks/Accelerate.framework/Accelerate",
            ];
        }

        return ["libmkl_rt.so.2", "libmkl_rt.so", "libopenblas.so.0", "libopenblas.so", "libopenblas64_.so.0",
            "libopenblas64.so.0", "liblapack.so.3"];
    }
}
