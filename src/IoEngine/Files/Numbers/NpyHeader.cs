using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IoEngine.Files.Numbers;

/// <summary>What stands before the numbers of a <c>.npy</c> file. Immutable.</summary>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="FortranOrder">True: column-major.</param>
/// <param name="DataOffset">Bytes before the first number.</param>
/// <remarks>NumPy's format, versions 1.0 to 3.0 (numpy.lib.format). Only little-endian float64 is read.</remarks>
internal sealed partial record NpyHeader(IReadOnlyList<long> Shape, bool FortranOrder, int DataOffset)
{
    private const int Alignment = 64;

    /// <summary>First dimension; 1 for a scalar.</summary>
    public long Rows => Shape.Count > 0 ? Shape[0] : 1;

    /// <summary>Second dimension; 1 for a vector.</summary>
    public long Columns => Shape.Count > 1 ? Shape[1] : 1;

    /// <summary>Whether column-major order is also row-major order or stated, so that no transposition is needed.</summary>
    public bool IsColumnMajor => FortranOrder || Rows <= 1 || Columns <= 1;

    /// <summary>Bytes of the numbers.</summary>
    public long DataBytes => checked(Rows * Columns * sizeof(double));

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes a version 1.0 header, padded so that the numbers start on a 64-byte boundary.</summary>
    public static void Write(Stream stream, IReadOnlyList<long> shape, bool fortranOrder)
    {
        var dimensions = string.Join(", ", shape.Select(d => d.ToString(CultureInfo.InvariantCulture)))
            + (shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '<f8', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': ({dimensions}), }}";
        var length = (Magic.Length + 4 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - Magic.Length - 4;
        Span<byte> counts = stackalloc byte[4];
        counts[0] = 1;
        counts[1] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(counts[2..], (ushort)length);
        stream.Write(Magic);
        stream.Write(counts);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(length - 1) + '\n'));
    }

    /// <summary>Reads the header from the start of a stream, leaving it at the first number.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="place">Its name for messages.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Not a .npy file, another type than float64, more than two dimensions, or cut off.
    /// </exception>
    public static NpyHeader Read(Stream stream, string place)
    {
        Span<byte> head = stackalloc byte[12];
        var read = stream.ReadAtLeast(head[..10], 10, throwOnEndOfStream: false);
        if (read < 10 || !head.StartsWith(Magic))
            throw Fault(place, "NPY-FORMAT", "The file is not a NumPy array.", read < 10 ? $"{read} bytes" : "other first bytes",
                "a .npy file that starts with \\x93NUMPY", "Write the array with numpy.save.");
        var version = head[6];
        if (version is < 1 or > 3)
            throw Fault(place, "NPY-FORMAT", "The version of the format is not known.", $"{version}.{head[7]}", "1.0, 2.0 or 3.0",
                "Write the array with numpy.save.");
        long length = BinaryPrimitives.ReadUInt16LittleEndian(head[8..]);
        var start = 10;
        if (version > 1)
        {
            if (stream.ReadAtLeast(head[10..], 2, throwOnEndOfStream: false) < 2) throw Truncated(place, "in its header");
            length = BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
            start = 12;
        }

        if (length > 1 << 20)
            throw Fault(place, "NPY-FORMAT", "The header is too long.", $"{length} bytes", "at most 1 MiB",
                "Write the array with numpy.save.");
        var text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
            throw Truncated(place, "in its header");
        return Parse(Encoding.UTF8.GetString(text), start + (int)length, place);
    }

    /// <summary>The error for a file that ends early.</summary>
    public static InvalidDataFindingsException Truncated(string place, string found) =>
        Fault(place, "NPY-TRUNCATED", "The file is cut off.", found, "as many bytes as its shape needs",
            "Write or copy the file again.");

    private static NpyHeader Parse(string text, int dataOffset, string place)
    {
        var type = TypePattern().Match(text);
        var order = OrderPattern().Match(text);
        var shape = ShapePattern().Match(text);
        if (!order.Success || !shape.Success)
            throw Fault(place, "NPY-FORMAT", "The header can't be understood.", text.Trim(),
                "{'descr': '<f8', 'fortran_order': True, 'shape': (n, m), }", "Write the array with numpy.save.");
        if (!type.Success || type.Groups[1].Value is not ("<f8" or "=f8"))
            throw Fault(place, "NPY-TYPE", "The array has another type than float64.",
                type.Success ? $"'{type.Groups[1].Value}'" : text.Trim(), "'<f8' (little-endian float64)",
                "Convert it: numpy.save(path, array.astype('<f8')).");
        var lengths = new List<long>();
        foreach (var part in shape.Groups[1].Value.Split(',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part.TrimEnd('L'), NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                throw Fault(place, "NPY-SHAPE", "The shape can't be understood.", shape.Groups[1].Value, "numbers",
                    "Write the array with numpy.save.");
            lengths.Add(n);
        }

        if (lengths.Count > 2 || lengths.Any(l => l > int.MaxValue))
            throw Fault(place, "NPY-SHAPE", "The array is not a matrix or vector.", $"shape ({shape.Groups[1].Value})",
                "one or two dimensions", "Reshape the array.");
        return new NpyHeader(lengths, order.Groups[1].Value == "True", dataOffset);
    }

    private static InvalidDataFindingsException Fault(string place, string code, string message, string found, string expected,
        string cure) =>
            new($"{place} can't be read", Finding.Error(code, place, message, found, expected, cure));

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapePattern();
}
