using Parquet.Meta;
using Encoding = System.Text.Encoding;

namespace IoEngine.Files.Parquet;

/// <summary>Finds the footer of a file and looks through it before the library reads it.</summary>
internal static class ParquetFooter
{
    private const int MagicLength = 4, TailLength = 8;

    // Deeper schemas exist nowhere; the library follows one by recursion.
    private const int DeepestSchema = 64;

    /// <summary>The footer as the shortest file that has it: without pages.</summary>
    /// <param name="source">The file.</param>
    /// <param name="dataEnd">Where the footer starts in the file: no page reaches over it.</param>
    public static byte[] Read(ParquetSource source, out long dataEnd)
    {
        if (source.Length < MagicLength + TailLength) throw ParquetFault.Damaged($"{source.Length} bytes are no Parquet file.");
        Span<byte> head = stackalloc byte[MagicLength], tail = stackalloc byte[TailLength];
        source.Read(0, head);
        source.Read(source.Length - TailLength, tail);
        if (tail[4..].SequenceEqual("PARE"u8))
            throw ParquetFault.Unsupported("An encrypted footer", "Write the file without encryption.");
        if (!head.SequenceEqual("PAR1"u8)) throw NoMagic("start", head);
        if (!tail[4..].SequenceEqual("PAR1"u8)) throw NoMagic("end", tail[4..]);
        var length = BitConverter.ToUInt32(tail);
        dataEnd = source.Length - TailLength - length;
        if (dataEnd < MagicLength || length > Array.MaxLength - MagicLength - TailLength)
            throw ParquetFault.Damaged($"A footer of {length} bytes does not fit the {source.Length} of the file.");
        var file = new byte[MagicLength + length + TailLength];
        source.Read(dataEnd, file.AsSpan(MagicLength));
        head.CopyTo(file);
        Check(file.AsSpan(MagicLength, (int)length));
        return file;
    }

    private static void Check(ReadOnlySpan<byte> footer)
    {
        const string inTheClear = "Write the file without encryption.";
        var children = new List<long>();
        var undescribed = 0;
        ThriftCheck.Of(footer, nameof(FileMetaData), (shape, field, value) =>
        {
            switch (shape, field)
            {
                case (nameof(EncryptionAlgorithm), 0): throw ParquetFault.Unsupported("Encryption", inTheClear);
                case (nameof(ColumnCryptoMetaData), 0): throw ParquetFault.Unsupported("An encrypted column", inTheClear);
                case (nameof(SchemaElement), 0): children.Add(0); break;
                case (nameof(SchemaElement), 5): children[^1] = value; break;
                case (nameof(ColumnChunk), 0): undescribed++; break;
                case (nameof(ColumnMetaData), 0): undescribed--; break;
            }
        });
        if (undescribed != 0) throw ParquetFault.Damaged("The footer has a column without a description.");
        var open = new Stack<long>();
        foreach (var count in children)
        {
            while (open.Count > 0 && open.Peek() == 0) open.Pop();
            if (open.Count > 0) open.Push(open.Pop() - 1);
            if (count > 0) open.Push(count);
            if (open.Count > DeepestSchema) throw ParquetFault.Damaged($"The schema has more than {DeepestSchema} levels.");
        }
    }

    private static ParquetFault NoMagic(string where, ReadOnlySpan<byte> found) =>
        ParquetFault.Damaged($"The file is cut off or no Parquet file: at its {where} is 0x{Convert.ToHexString(found)} "
            + $"instead of \"{Encoding.ASCII.GetString("PAR1"u8)}\".");
}
