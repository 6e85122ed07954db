using System.Runtime.InteropServices;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tests.Tables;

public class NpyMatrixTests
{
    [TestCase(1, 1)]
    [TestCase(7, 5)]
    [TestCase(300, 2)]
    [TestCase(2, 300)]
    [TestCase(0, 4)]
    [TestCase(4, 0)]
    public void Column_major_matrices_mapped_and_streamed_bring_every_bit_back(int rows, int columns)
    {
        using var scratch = new ScratchFolder();
        var matrix = Random(rows, columns);
        using (var stream = File.Create(scratch["a.npy"])) NpyMatrix.Write(stream, matrix);
        SmallTables.AssertSameBits("from disk", NpyMatrix.Read(scratch["a.npy"], "a"), matrix);
        using var again = File.OpenRead(scratch["a.npy"]);
        SmallTables.AssertSameBits("streamed", NpyMatrix.Read(again, "a"), matrix);
    }

    [TestCase(7, 5)]
    [TestCase(300, 1200)]
    [TestCase(1, 9)]
    public void A_row_major_matrix_is_transposed_on_reading(int rows, int columns)
    {
        using var scratch = new ScratchFolder();
        var matrix = Random(rows, columns);
        using (var stream = File.Create(scratch["c.npy"]))
        {
            NpyHeader.Write(stream, [rows, columns], fortranOrder: false);
            for (var i = 0; i < rows; i++) stream.Write(MemoryMarshal.AsBytes(matrix.Row(i).AsSpan()));
        }

        SmallTables.AssertSameBits("row-major", NpyMatrix.Read(scratch["c.npy"], "c"), matrix);
    }

    [Test]
    public void A_mapping_outlives_the_file_and_is_given_back()
    {
        using var scratch = new ScratchFolder();
        using (var stream = File.Create(scratch["a.npy"])) NpyMatrix.Write(stream, Random(50, 50));
        var read = NpyMatrix.Read(scratch["a.npy"], "a");
        using (var file = File.Open(scratch["a.npy"], FileMode.Open, FileAccess.ReadWrite, FileShare.None)) file.SetLength(0);
        SmallTables.AssertSameBits("read", read, Random(50, 50));
        if (OperatingSystem.IsLinux()) Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain(scratch["a.npy"]));
    }

    [TestCase(-8, "NPY-TRUNCATED")]
    [TestCase(8, "NPY-SHAPE")]
    public void A_wrong_length_is_refused_before_any_number_is_read(int change, string code)
    {
        using var scratch = new ScratchFolder();
        using (var stream = File.Create(scratch["a.npy"]))
        {
            NpyMatrix.Write(stream, Random(3, 3));
            stream.SetLength(stream.Length + change);
        }

        var finding = Assert.Throws<InvalidDataFindingsException>(() => NpyMatrix.Read(scratch["a.npy"], "a.npy"))!.Findings.Single();
        Assert.That(finding.Code, Is.EqualTo(code));
        Assert.That(finding.ToString(), Does.Contain("shape (3, 3)").And.Contain($"{128 + 72 + change} bytes"));
    }

    private static DenseMatrix Random(int rows, int columns)
    {
        var random = new Random(11);
        return DenseMatrix.Create(rows, columns, (_, _) => random.NextDouble() - 0.5);
    }
}
