using System.Runtime.InteropServices;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Own;

/// <summary>Matrices as NumPy's <c>.npy</c> files: float64; written column-major, read in both orders.</summary>
internal static class NpyMatrix
{
    /// <summary>Writes a matrix column-major, as <c>numpy.load</c> reads it; a vector as one dimension.</summary>
    public static void Write(Stream stream, DenseMatrix matrix, bool asVector = false)
    {
        NpyHeader.Write(stream, asVector ? [matrix.Length] : [matrix.Rows, matrix.Columns], fortranOrder: !asVector);
        for (var j = 0; j < matrix.Columns; j++) stream.Write(MemoryMarshal.AsBytes(matrix.Column(j)));
    }

    /// <summary>Reads a file on disk.</summary>
    /// <exception cref="InvalidDataFindingsException">
    /// Not a float64 .npy file, or its size is not what its shape needs.
    /// </exception>
    public static DenseMatrix Read(string path, string place)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16,
            FileOptions.SequentialScan);
        var header = NpyHeader.Read(stream, place);
        var expected = header.DataOffset + header.DataBytes;
        if (stream.Length != expected) throw WrongSize(place, header, stream.Length, expected);
        return Copy(stream, header, place);
    }

    /// <summary>Reads a stream, such as an entry of a zip.</summary>
    /// <exception cref="InvalidDataFindingsException">Not a float64 .npy file, or cut off.</exception>
    public static DenseMatrix Read(Stream stream, string place) => Copy(stream, NpyHeader.Read(stream, place), place);

    private static DenseMatrix Copy(Stream stream, NpyHeader header, string place)
    {
        var matrix = new DenseMatrix((int)header.Rows, (int)header.Columns, zeroed: false);
        if (header.IsColumnMajor)
        {
            for (var j = 0; j < matrix.Columns; j++) Fill(stream, MemoryMarshal.AsBytes(matrix.WritableColumn(j)), place, header);
            return matrix;
        }

        // Rows arrive one after the other: take some, then write them column by column.
        var rows = Math.Clamp((1 << 16) / matrix.Columns, 1, 64);
        var tile = new double[rows * matrix.Columns];
        for (var first = 0; first < matrix.Rows; first += rows)
        {
            var count = Math.Min(rows, matrix.Rows - first);
            Fill(stream, MemoryMarshal.AsBytes(tile.AsSpan(0, count * matrix.Columns)), place, header);
            for (var j = 0; j < matrix.Columns; j++)
            {
                var column = matrix.WritableColumn(j).Slice(first, count);
                for (var i = 0; i < count; i++) column[i] = tile[(i * matrix.Columns) + j];
            }
        }

        return matrix;
    }

    private static void Fill(Stream stream, Span<byte> bytes, string place, NpyHeader header)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw NpyHeader.Truncated(place,
                $"fewer than the {header.DataBytes} bytes of shape ({string.Join(", ", header.Shape)})");
    }

    private static InvalidDataFindingsException WrongSize(string place, NpyHeader header, long found, long expected) =>
        found < expected
            ? NpyHeader.Truncated(place, $"{found} bytes, {expected} for shape ({string.Join(", ", header.Shape)})")
            : new InvalidDataFindingsException($"{place} can't be read",
                Finding.Error("NPY-SHAPE", place, "The file is longer than its shape needs.", $"{found} bytes",
                    $"{expected} bytes for shape ({string.Join(", ", header.Shape)})", "Write the file again."));
}
