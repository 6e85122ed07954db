using System.Text;
using IoEngine.Texts;

namespace IoEngine.Files.Lines;

/// <summary>
/// Cuts a stream into blocks of whole lines of bounded size, counting lines; single lines (headers) come first.
/// </summary>
internal sealed class LineBlocks
{
    private const int LongestLine = 512 << 20;
    private readonly Stream stream;
    private readonly string place;
    private readonly int blockBytes;
    private byte[] buffer;
    private int start;
    private int end;
    private bool ended;
    private bool endsWithLineFeed;

    public LineBlocks(Stream stream, string place, int blockBytes = 1 << 20)
    {
        this.place = place;
        this.blockBytes = blockBytes;
        // Grows to a block and a half with the file: most files of labels are short.
        buffer = new byte[Math.Min(blockBytes + (blockBytes >> 1), 64 << 10)];
        var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var encoding = TextEncoding.Detect(buffer.AsSpan(0, length));
        var mark = buffer.AsSpan(0, length).StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        if (encoding is UTF8Encoding)
        {
            this.stream = stream;
            (start, end, BytesRead, endsWithLineFeed) = (mark, length, length, length > 0 && buffer[length - 1] == (byte)'\n');
        }
        else
        {
            var joined = new JoinedStream(buffer, mark, length, stream);
            this.stream = Encoding.CreateTranscodingStream(joined, encoding, new UTF8Encoding(false), leaveOpen: true);
            buffer = new byte[buffer.Length];
        }
    }

    /// <summary>Lines handed out so far.</summary>
    public int LinesTaken { get; private set; }

    /// <summary>Bytes read from the stream so far.</summary>
    public long BytesRead { get; private set; }

    /// <summary>Whether the file ended and its last byte is not a line feed.</summary>
    public bool EndsInLine { get; private set; }

    /// <summary>The next line without its end, not yet taken; valid until the next call. False at the end of the file.</summary>
    public bool TryPeekLine(out ReadOnlySpan<byte> line) => TryPeekLine(out line, out _);

    /// <summary>Takes the line that <see cref="TryPeekLine(out ReadOnlySpan{byte})"/> shows.</summary>
    public void TakeLine()
    {
        if (TryPeekLine(out _, out var length)) start += length;
        LinesTaken++;
    }

    /// <summary>
    /// Copies the next block of whole lines to <paramref name="block"/>, each ended by a line feed. False at the end.
    /// </summary>
    public bool TryTakeBlock(LineBlock block)
    {
        while (!ended && end - start < blockBytes) Fill();
        int last;
        while ((last = buffer.AsSpan(start, end - start).LastIndexOf((byte)'\n')) < 0 && !ended) Fill();
        var length = ended ? end - start : last + 1;
        if (length == 0) return false;
        block.FirstLine = LinesTaken + 1;
        block.Set(buffer.AsSpan(start, length));
        LinesTaken += block.Lines;
        start += length;
        return true;
    }

    private bool TryPeekLine(out ReadOnlySpan<byte> line, out int length)
    {
        var searched = 0;
        while (true)
        {
            var i = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (i >= 0 || ended)
            {
                length = i >= 0 ? searched + i + 1 : end - start;
                line = buffer.AsSpan(start, i >= 0 ? length - 1 : length);
                if (line.Length > 0 && line[^1] == '\r') line = line[..^1];
                return length > 0;
            }

            searched = end - start;
            Fill();
        }
    }

    private void Fill()
    {
        if (start > 0 && end == buffer.Length)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (buffer.Length >= LongestLine)
            {
                throw new InvalidDataFindingsException($"{place} can't be read", Finding.Error("TEXT-LINE-TOO-LONG", place,
                    "A line is too long.", $"more than {LongestLine >> 20} MiB without a line end", "lines ended by LF or CRLF",
                    "Check that the file is a text table."));
            }

            Array.Resize(ref buffer, Math.Min(LongestLine, buffer.Length * 2));
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        if (read == 0)
        {
            ended = true;
            EndsInLine = BytesRead > 0 && !endsWithLineFeed;
        }
        else endsWithLineFeed = buffer[end + read - 1] == (byte)'\n';
        end += read;
        BytesRead += read;
    }
}

/// <summary>A reusable run of whole lines, each ended by a line feed.</summary>
internal sealed class LineBlock
{
    private byte[] bytes = [];
    private int length;

    /// <summary>Number of the first line in the file, from one.</summary>
    public int FirstLine { get; set; }

    /// <summary>Number of lines.</summary>
    public int Lines { get; private set; }

    /// <summary>The bytes; the last is a line feed.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>Takes a copy, and ends the last line where the file did not.</summary>
    public void Set(ReadOnlySpan<byte> text)
    {
        if (bytes.Length < text.Length + 1) bytes = new byte[text.Length + (text.Length >> 2) + 1];
        text.CopyTo(bytes);
        length = text.Length;
        if (bytes[length - 1] != '\n') bytes[length++] = (byte)'\n';
        Lines = Bytes.Count((byte)'\n');
    }
}
