using System.Globalization;
using System.Text;

namespace IoEngine.Tests.Tables;

/// <summary>Writes rows of cells as UTF-8; numbers in their shortest form that reads back to the same bits.</summary>
internal sealed class DelimitedWriter(Stream stream, char separator, string lineEnd = "\n", bool quoteText = false) : IDisposable
{
    private readonly byte[] buffer = new byte[1 << 20];
    private int used;
    private bool inLine;

    public DelimitedWriter Text(string cell)
    {
        Separate();
        var text = quoteText ? $"\"{cell}\"" : cell;
        Reserve(text.Length * 3);
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
        return this;
    }

    public DelimitedWriter Texts(IEnumerable<string> cells)
    {
        foreach (var cell in cells) Text(cell);
        return this;
    }

    public DelimitedWriter Number(double value)
    {
        Separate();
        Reserve(32);
        value.TryFormat(buffer.AsSpan(used), out var written, "R", CultureInfo.InvariantCulture);
        used += written;
        return this;
    }

    public DelimitedWriter Numbers(IEnumerable<double> values)
    {
        foreach (var value in values) Number(value);
        return this;
    }

    public DelimitedWriter Blank()
    {
        Separate();
        return this;
    }

    public void EndLine()
    {
        Reserve(2);
        used += Encoding.UTF8.GetBytes(lineEnd, buffer.AsSpan(used));
        inLine = false;
    }

    public void Dispose()
    {
        stream.Write(buffer, 0, used);
        stream.Dispose();
    }

    private void Separate()
    {
        Reserve(1);
        if (inLine) buffer[used++] = (byte)separator;
        inLine = true;
    }

    private void Reserve(int bytes)
    {
        if (used + bytes <= buffer.Length) return;
        stream.Write(buffer, 0, used);
        used = 0;
    }
}
