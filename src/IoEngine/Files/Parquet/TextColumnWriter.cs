using System.Runtime.InteropServices;
using System.Text;

namespace IoEngine.Files.Parquet;

/// <summary>A column of texts or bytes: each distinct one is kept once a row group, and written as a dictionary where that is smaller.</summary>
internal sealed class TextColumnWriter : ParquetColumnWriter
{
    // Longer bounds would only swell the footer; readers do without.
    private const int LongestBound = 256;

    private static readonly UTF8Encoding Strict = new(false, true);

    private readonly ByteBuffer arena = new();
    private readonly List<int> ends = [], codes = [];
    private readonly Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> codeOfSpan;
    private readonly Dictionary<string, int> codeOfBytes = new(StringComparer.Ordinal);
    private readonly ByteBuffer body = new();
    private string? lastText;
    private int lastCode;
    private long plainBytes;

    public TextColumnWriter(ParquetColumn column)
        : base(column) => codeOfSpan = codeOf.GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Add(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (Column.Type != ParquetType.Text) base.Add(value);
        if (!ReferenceEquals(value, lastText)) lastCode = CodeOf(value);
        lastText = value;
        Store(lastCode);
    }

    public override void Add(ReadOnlySpan<char> value)
    {
        if (Column.Type != ParquetType.Text) base.Add(value);
        Store(codeOfSpan.TryGetValue(value, out var code) ? code : CodeOf(value.ToString()));
    }

    public override void AddBytes(ReadOnlySpan<byte> value)
    {
        if (Column.Type == ParquetType.Text)
        {
            Add(Strict.GetString(value));
            return;
        }
        // Latin-1 maps each byte to one character, so the same dictionary type serves.
        var key = Encoding.Latin1.GetString(value);
        if (!codeOfBytes.TryGetValue(key, out var code))
        {
            arena.Add(value);
            code = Close();
            codeOfBytes[key] = code;
        }
        Store(code);
    }

    private protected override void WritePages(WrittenChunk chunk, PageWriter pages)
    {
        var width = HybridEncoder.WidthOf(ends.Count);
        var dictionaryBytes = arena.Count + (4L * ends.Count) + ((long)codes.Count * width / 8);
        var hasDictionary = ends.Count > 0 && dictionaryBytes < plainBytes;
        if (hasDictionary) WriteDictionary(chunk, pages);
        FindRange(chunk);
        var all = CollectionsMarshal.AsSpan(codes);
        for (int row = 0, value = 0; row < Rows;)
        {
            var rows = hasDictionary ? Math.Min(PageBytes / 4, Rows - row) : RowsOfPage(row, value, i => 4 + LengthOf(codes[i]));
            var count = ValuesIn(row, rows);
            body.Clear();
            WriteLevels(body, row, rows);
            if (hasDictionary)
            {
                body.Add((byte)width);
                HybridEncoder.Write(body, all.Slice(value, count), width);
            }
            else
            {
                foreach (var code in all.Slice(value, count)) WritePlain(code);
            }
            pages.WriteData(chunk, body.Span, rows, hasDictionary ? PageEncoding.RleDictionary : PageEncoding.Plain);
            row += rows;
            value += count;
        }
        Restart();
    }

    private void WriteDictionary(WrittenChunk chunk, PageWriter pages)
    {
        body.Clear();
        for (var code = 0; code < ends.Count; code++) WritePlain(code);
        pages.WriteDictionary(chunk, body.Span, ends.Count);
    }

    private void WritePlain(int code)
    {
        body.AddInt32(LengthOf(code));
        body.Add(BytesOf(code));
    }

    private void FindRange(WrittenChunk chunk)
    {
        if (ends.Count == 0) return;
        int smallest = 0, largest = 0;
        for (var code = 1; code < ends.Count; code++)
        {
            if (BytesOf(code).SequenceCompareTo(BytesOf(smallest)) < 0) smallest = code;
            if (BytesOf(code).SequenceCompareTo(BytesOf(largest)) > 0) largest = code;
        }
        if (LengthOf(smallest) > LongestBound || LengthOf(largest) > LongestBound) return;
        chunk.Smallest = BytesOf(smallest).ToArray();
        chunk.Largest = BytesOf(largest).ToArray();
    }

    private void Restart()
    {
        arena.Clear();
        ends.Clear();
        codes.Clear();
        codeOf.Clear();
        codeOfBytes.Clear();
        lastText = null;
        plainBytes = 0;
    }

    private int CodeOf(string value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(codeOf, value, out var isKnown);
        if (isKnown) return code;
        try
        {
            Strict.GetBytes(value, arena.Next(Strict.GetByteCount(value)));
        }
        catch (EncoderFallbackException)
        {
            codeOf.Remove(value);
            throw Unfit(value, "it has half a surrogate pair");
        }
        return code = Close();
    }

    private int Close()
    {
        ends.Add(arena.Count);
        return ends.Count - 1;
    }

    private void Store(int code)
    {
        codes.Add(code);
        plainBytes += 4 + LengthOf(code);
        Count();
    }

    private int LengthOf(int code) => ends[code] - StartOf(code);

    private int StartOf(int code) => code == 0 ? 0 : ends[code - 1];

    private ReadOnlySpan<byte> BytesOf(int code) => arena.Span[StartOf(code)..ends[code]];
}
