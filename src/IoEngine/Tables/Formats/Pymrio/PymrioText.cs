using System.Globalization;
using System.Text;
using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>Writes one tab-separated table in the layout that pandas gives a frame with named levels.</summary>
internal sealed class PymrioText(Stream stream, CancellationToken cancellation) : IDisposable
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;

    /// <summary>
    /// A matrix under its header: one line a level of the columns, then the names of the row levels, then the rows.
    /// </summary>
    public void Matrix(string[] rowLevels, List<string[]> rows, string[] columnLevels, List<string[]> columns, DenseMatrix values)
    {
        var gap = Enumerable.Repeat("", rowLevels.Length - 1);
        for (var level = 0; level < columnLevels.Length; level++)
            Line([columnLevels[level], .. gap, .. columns.Select(c => c[level])]);
        Line([.. rowLevels, .. Enumerable.Repeat("", columns.Count)]);

        // Column-major source, row-major text: a tile of rows is gathered first, so that each line of the cache is read once.
        const int TileRows = 8;
        var tile = new double[TileRows * columns.Count];
        for (var first = 0; first < rows.Count; first += TileRows)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(TileRows, rows.Count - first);
            for (var j = 0; j < columns.Count; j++)
            {
                var column = values.Column(j).Slice(first, count);
                for (var i = 0; i < count; i++) tile[(i * columns.Count) + j] = column[i];
            }

            for (var i = 0; i < count; i++) Line(rows[first + i], tile.AsSpan(i * columns.Count, columns.Count));
        }

    }

    /// <summary>A line of labels.</summary>
    public void Line(ReadOnlySpan<string> labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (i > 0) Byte('\t');
            Label(labels[i]);
        }

        Byte('\n');
    }

    /// <summary>A line of labels and then numbers, each with as many digits as bring it back bit for bit.</summary>
    public void Line(string[] labels, params ReadOnlySpan<double> numbers)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (i > 0) Byte('\t');
            Label(labels[i]);
        }

        foreach (var number in numbers)
        {
            Byte('\t');
            Room(32);
            number.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
            // as Python writes it
            if (buffer.AsSpan(used, written).IndexOf((byte)'E') is var e and > 0) buffer[used + e] = (byte)'e';
            used += written;
        }

        Byte('\n');
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        stream.Write(buffer, 0, used);
        stream.Dispose();
    }

    private void Label(string label)
    {
        var quoted = label.AsSpan().IndexOfAny('\t', '"') >= 0 || label.StartsWith(' ') || label.EndsWith(' ');
        if (quoted) label = $"\"{label.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Room(Encoding.UTF8.GetMaxByteCount(label.Length));
        used += Encoding.UTF8.GetBytes(label, buffer.AsSpan(used));
    }

    private void Byte(char c)
    {
        Room(1);
        buffer[used++] = (byte)c;
    }

    private void Room(int bytes)
    {
        if (bytes > buffer.Length)
            throw new InvalidDataFindingsException("The table can't be written", Finding.Error("LABEL-UNWRITABLE", "labels",
                "A label is too long.", $"{bytes} bytes", $"at most {buffer.Length}", "Shorten the label."));
        if (used + bytes <= buffer.Length) return;
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
