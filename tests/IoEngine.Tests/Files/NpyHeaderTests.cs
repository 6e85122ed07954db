using System.Text;
using IoEngine.Files.Numbers;

namespace IoEngine.Tests.Files;

public class NpyHeaderTests
{
    [Test]
    public void What_is_written_is_what_the_specification_says()
    {
        using var stream = new MemoryStream();
        NpyHeader.Write(stream, [3, 4], fortranOrder: true);
        var bytes = stream.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0 }));
            Assert.That(bytes[8] + (256 * bytes[9]), Is.EqualTo(bytes.Length - 10));
            Assert.That(bytes.Length % 64, Is.Zero, "numbers start on a 64-byte boundary");
            Assert.That(bytes[^1], Is.EqualTo((byte)'\n'));
            Assert.That(Encoding.ASCII.GetString(bytes[10..]).Trim(), Is.EqualTo("{'descr': '<f8', 'fortran_order': True, 'shape': (3, 4), }"));
        });
    }

    [Test]
    public void A_vector_has_the_comma_of_a_tuple()
    {
        using var stream = new MemoryStream();
        NpyHeader.Write(stream, [5], fortranOrder: false);
        Assert.That(Encoding.ASCII.GetString(stream.ToArray()[10..]).Trim(), Is.EqualTo("{'descr': '<f8', 'fortran_order': False, 'shape': (5,), }"));
    }

    [TestCase(0, 0)]
    [TestCase(1, 1)]
    [TestCase(2147483647, 2147483647)]
    [TestCase(9800, 12)]
    public void What_is_written_is_read(long rows, long columns)
    {
        using var stream = new MemoryStream();
        NpyHeader.Write(stream, [rows, columns], fortranOrder: true);
        var length = stream.Position;
        stream.Position = 0;
        var header = NpyHeader.Read(stream, "a.npy");
        Assert.That((header.Rows, header.Columns, header.FortranOrder, (long)header.DataOffset), Is.EqualTo((rows, columns, true, length)));
    }

    [Test]
    public void Versions_2_and_3_have_a_longer_count([Values(2, 3)] byte version)
    {
        var text = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 3), }\n";
        var header = NpyHeader.Read(new MemoryStream([.. Start(version), .. BitConverter.GetBytes(text.Length), .. Encoding.ASCII.GetBytes(text)]), "a.npy");
        Assert.That((header.Rows, header.Columns, header.FortranOrder, header.DataOffset), Is.EqualTo((2L, 3L, false, 12 + text.Length)));
    }

    [TestCase("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", "NPY-TYPE", "'<f4'", "astype")]
    [TestCase("{'descr': '>f8', 'fortran_order': True, 'shape': (2, 2), }", "NPY-TYPE", "'>f8'", "astype")]
    [TestCase("{'descr': [('a', '<f8')], 'fortran_order': True, 'shape': (2,), }", "NPY-TYPE", "[('a'", "astype")]
    [TestCase("{'descr': '<f8', 'fortran_order': True, 'shape': (2, 2, 2), }", "NPY-SHAPE", "(2, 2, 2)", "Reshape")]
    [TestCase("{'descr': '<f8', 'fortran_order': True, 'shape': (-2, 2), }", "NPY-SHAPE", "-2", "numpy.save")]
    [TestCase("{'descr': '<f8', 'shape': (2, 2), }", "NPY-FORMAT", "'shape': (2, 2)", "numpy.save")]
    public void A_wrong_header_says_what_and_how_to_cure(string text, string code, string found, string cure)
    {
        var bytes = new MemoryStream([.. Start(1), (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)]);
        var finding = Fault(() => NpyHeader.Read(bytes, "dir/a.npy"));
        Assert.That((finding.Code, finding.Place), Is.EqualTo((code, "dir/a.npy")));
        Assert.That(finding.Found, Does.Contain(found));
        Assert.That(finding.Expected, Is.Not.Empty);
        Assert.That(finding.Cure, Does.Contain(cure));
    }

    [Test]
    public void Other_files_and_cut_headers_are_refused()
    {
        Assert.Multiple(() =>
        {
            Assert.That(Fault(() => NpyHeader.Read(new MemoryStream("PK\u0003\u0004 nothing"u8.ToArray()), "a")).Code, Is.EqualTo("NPY-FORMAT"));
            Assert.That(Fault(() => NpyHeader.Read(new MemoryStream(), "a")).Found, Is.EqualTo("0 bytes"));
            Assert.That(Fault(() => NpyHeader.Read(new MemoryStream([.. Start(1), 100, 0, 65]), "a")).Code, Is.EqualTo("NPY-TRUNCATED"));
            Assert.That(Fault(() => NpyHeader.Read(new MemoryStream([.. Start(9), 100, 0]), "a")).Found, Is.EqualTo("9.0"));
        });
    }

    private static byte[] Start(byte version) => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', version, 0];

    private static Finding Fault(Func<object> read) => Assert.Throws<InvalidDataFindingsException>(() => read())!.Findings.Single();
}
