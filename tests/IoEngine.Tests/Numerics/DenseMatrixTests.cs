using System.Runtime.CompilerServices;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tests.Numerics;

public class DenseMatrixTests
{
    // Below and above the size from which memory is pinned.
    private static readonly int[] Heights = [3, 500, 40_000];

    private static readonly Dictionary<string, Func<int, DenseMatrix>> Origins = new()
    {
        ["Create"] = n => DenseMatrix.Create(n, 2, Known),
        ["FromColumnMajor"] = n => DenseMatrix.FromColumnMajor(n, 2, Enumerable.Range(0, 2 * n).Select(k => Known(k % n, k / n)).ToArray()),
        ["FromVector"] = n => DenseMatrix.FromVector(Enumerable.Range(0, n).Select(i => Known(i, 0)).ToArray()),
        ["Copy"] = n => DenseMatrix.Create(n, 2, Known).Copy(),
        ["a file"] = FromFile,
        ["a product"] = n => MatrixProducts.Multiply(DenseMatrix.Create(n, 2, Known), DenseMatrix.FromRows([[1, 0], [0, 1]])),
    };

    [Test]
    public void A_span_alone_keeps_the_memory_it_shows([ValueSource(nameof(Heights))] int height, [Values] bool last)
    {
        foreach (var (origin, make) in Origins)
        {
            var span = OnlyTheSpan(make, height, last, out var matrix);
            for (var round = 0; round < 3; round++)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
                GC.WaitForPendingFinalizers();

                // What was given back would be handed out again, with other numbers in it.
                for (var k = 0; k < 20; k++) DenseMatrix.Create(height, 2, static (_, _) => double.NaN);
            }

            Assert.That(matrix.IsAlive, Is.False, $"{origin}: the matrix itself was to be collected");
            var column = last && origin != "FromVector" ? 1 : 0;
            for (var i = 0; i < span.Length; i++)
            {
                if (span[i] != Known(i, column)) Assert.Fail($"{origin}: row {i} is {span[i]} and was {Known(i, column)}");
            }

            Assert.That(span.Length, Is.EqualTo(height));
        }
    }

    [TestCase(0, 0)]
    [TestCase(0, 5)]
    [TestCase(5, 0)]
    public void A_matrix_may_be_empty(int rows, int columns)
    {
        var m = DenseMatrix.Create(rows, columns, static (_, _) => 1);
        Assert.That((m.Rows, m.Columns, m.Length, m.Copy().Length), Is.EqualTo((rows, columns, 0L, 0L)));
        for (var j = 0; j < columns; j++) Assert.That(m.Column(j).Length, Is.Zero);
        Assert.That(() => m.Column(columns), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(int.MaxValue, 9)]
    [TestCase(131_072, 131_072)]
    [TestCase(int.MaxValue, int.MaxValue)]
    public void A_matrix_larger_than_memory_can_be_is_refused_by_name(int rows, int columns)
    {
        var message = Assert.Throws<NumericalException>(() => _ = new DenseMatrix(rows, columns))!.Message;
        Assert.That(message, Does.Contain(FormattableString.Invariant($"{(long)rows * columns:N0} numbers")).And.Contain("17,179,868,720"));
    }

    [Test]
    public void Offsets_pass_two_to_the_31()
    {
        // Bytes, so that the memory is of 2 GB and not of 17; only the pages that are written to are ever there.
        const long Far = (1L << 31) + 70;
        var memory = new NumberMemory<byte>(Far + 1, zeroed: false);
        memory[70] = 1;
        memory[Far] = 2;
        Assert.That((memory.Span(70, 1)[0], memory.Span(Far, 1)[0], memory.Length), Is.EqualTo(((byte)1, (byte)2, Far + 1)));
        Assert.That(() => memory.Span(Far, 2).Length, Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(NumberMemory<double>.MaxLength, Is.GreaterThan(131_071L * 131_071));
    }

    [Test]
    public unsafe void Large_memory_starts_on_a_64_byte_boundary_and_is_zeroed_when_asked()
    {
        for (var length = 10_626; length < 10_700; length++)
        {
            var memory = new NumberMemory<double>(length, zeroed: true);
            fixed (double* p = memory) Assert.That((long)p % 64, Is.Zero, $"{length}");
            Assert.That(memory.Span(0, length).ContainsAnyExcept(0.0), Is.False);
        }
    }

    [Test]
    [NonParallelizable] // other tests' matrices would count
    public void Garbage_of_large_matrices_stays_in_bounds()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        for (var k = 0; k < 150; k++)
        {
            _ = new DenseMatrix(1435, 1435);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        }

        Assert.That(most - before, Is.LessThan((64L << 20) + (before / 4) + (3L * 1435 * 1435 * sizeof(double))));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ReadOnlySpan<double> OnlyTheSpan(Func<int, DenseMatrix> make, int height, bool last, out WeakReference matrix)
    {
        var m = make(height);
        matrix = new WeakReference(m);
        return m.Column(last ? m.Columns - 1 : 0);
    }

    private static DenseMatrix FromFile(int height)
    {
        using var scratch = new ScratchFolder();
        using (var stream = File.Create(scratch["a.npy"])) NpyMatrix.Write(stream, DenseMatrix.Create(height, 2, Known));
        return NpyMatrix.Read(scratch["a.npy"], "a");
    }

    private static double Known(int row, int column) => 1 + row + (column * 0.5);
}
