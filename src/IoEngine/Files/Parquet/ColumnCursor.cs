namespace IoEngine.Files.Parquet;

/// <summary>Reads one column of one row group after the other, as many rows at a time as asked for.</summary>
/// <remarks>Pages, levels and codes are the same for all types and live here; what a value is, the children know.</remarks>
internal abstract class ColumnCursor(SchemaLeaf leaf, ParquetBuffer buffer, ParquetSource source)
{
    private readonly PageStream pages = new(source);
    private HybridDecoder levels, codes;
    private int pageLeft;
    private long valuesLeft;
    private bool hasDictionary, hasData;
    private int[] codeBuffer = [];

    /// <summary>Where the values go.</summary>
    public ParquetBuffer Buffer => buffer;

    /// <summary>The column.</summary>
    protected SchemaLeaf Leaf => leaf;

    /// <summary>The current page, unpacked.</summary>
    protected byte[] Bytes => pages.Bytes;

    /// <summary>How the current page's values are encoded.</summary>
    protected PageEncoding Encoding { get; private set; }

    /// <summary>Starts on a row group.</summary>
    public void Open(RowGroup group, long dataEnd)
    {
        var chunk = group.Chunks[leaf.Leaf];
        if (chunk.IsEncrypted) throw ParquetFault.Unsupported("An encrypted column");
        if (chunk.IsElsewhere) throw ParquetFault.Unsupported("A column whose pages lie in another file");
        if (chunk.Type != (int)leaf.Physical)
            throw ParquetFault.Damaged($"The column lies as type {chunk.Type}, its schema says {leaf.Physical}.");
        if (chunk.Values != group.Rows) throw ParquetFault.Damaged($"The column has {chunk.Values} values in {group.Rows} rows.");
        pages.Open(chunk, dataEnd);
        // A dictionary may come before the next batch does.
        buffer.Texts.EndBatch();
        (valuesLeft, pageLeft, hasDictionary, hasData) = (chunk.Values, 0, false, false);
    }

    /// <summary>Passes over rows: whole pages unread, and of the page in which the last of them lies its first rows read and dropped.</summary>
    public void Skip(long rows)
    {
        while (rows > 0)
        {
            if (pageLeft == 0)
            {
                rows -= NextPage(rows);
                continue;
            }
            var count = (int)Math.Min(Math.Min(pageLeft, rows), buffer.ValidArray.Length);
            buffer.Texts.EndBatch();
            ReadRows(0, count);
            pageLeft -= count;
            rows -= count;
        }
    }

    /// <summary>Reads the next rows into the buffer.</summary>
    public void Read(int rows)
    {
        buffer.Texts.EndBatch();
        buffer.Count = rows;
        buffer.NullCount = 0;
        for (var at = 0; at < rows;)
        {
            // A page without values is legal.
            while (pageLeft == 0) NextPage(passable: 0);
            var count = Math.Min(pageLeft, rows - at);
            ReadRows(at, count);
            pageLeft -= count;
            at += count;
        }
    }

    /// <summary>The place for an error.</summary>
    public string Place(string file, int group) => pages.Page < 0
        ? $"{file}, column '{leaf.Column.Name}', row group {group}"
        : $"{file}, column '{leaf.Column.Name}', row group {group}, page {pages.Page} at byte {pages.Offset}";

    /// <summary>Takes the dictionary's values, which lie PLAIN from <paramref name="start"/> to <paramref name="end"/>.</summary>
    protected abstract void ReadDictionary(int start, int end, int count);

    /// <summary>Starts on the values of a page that are not dictionary codes.</summary>
    protected abstract void StartValues(int start, int end);

    /// <summary>Reads values that are not dictionary codes into the buffer from <paramref name="at"/> on, without gaps.</summary>
    protected abstract void ReadValues(int at, int count);

    /// <summary>Replaces dictionary codes with values, into the buffer from <paramref name="at"/> on, without gaps.</summary>
    protected abstract void LookUp(ReadOnlySpan<int> codes, int at);

    /// <summary>Moves values that lie without gaps to the rows that have one.</summary>
    protected abstract void Spread(int at, ReadOnlySpan<bool> valid, int values);

    /// <summary>Replaces codes with a dictionary's values, each code checked.</summary>
    protected static void LookUp<T>(ReadOnlySpan<int> codes, T[] dictionary, Span<T> into)
    {
        for (var i = 0; i < codes.Length; i++)
        {
            if ((uint)codes[i] >= (uint)dictionary.Length)
                throw ParquetFault.Damaged($"A page has code {codes[i]}; the dictionary has {dictionary.Length} values.");
            into[i] = dictionary[codes[i]];
        }
    }

    /// <summary>The error for an encoding that does not belong to the column's type.</summary>
    protected ParquetFault Refuse() => ParquetFault.Unsupported($"Encoding {Encoding} on {leaf.Physical}");

    private void ReadRows(int at, int count)
    {
        var valid = buffer.ValidArray.AsSpan(at, count);
        var values = count;
        if (leaf.Column.Nullable) values = levels.Read(valid);
        else valid.Fill(true);
        buffer.NullCount += count - values;
        if (values > 0)
        {
            if (Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary) ReadCodes(at, values);
            else ReadValues(at, values);
        }
        if (values < count) Spread(at, valid, values);
    }

    private void ReadCodes(int at, int count)
    {
        if (codeBuffer.Length < count) codeBuffer = new int[buffer.ValidArray.Length];
        var found = codeBuffer.AsSpan(0, count);
        codes.Read(found);
        LookUp(found, at);
    }

    // Rows passed over: those of the next page, if it has no more than may be passed; else it is ready to be read.
    private int NextPage(long passable)
    {
        pages.Next(passable);
        while (pages.Header.Kind == (int)PageKind.Dictionary)
        {
            TakeDictionary();
            pages.Next(passable);
        }
        var header = pages.Header;
        if (header.Values < 0 || header.Values > valuesLeft)
            throw ParquetFault.Damaged($"A page declares {header.Values} values where {valuesLeft} are left.");
        hasData = true;
        valuesLeft -= header.Values;
        if (pages.IsPassed) return header.Values;
        pageLeft = header.Values;
        if (!Enum.IsDefined((PageEncoding)header.Encoding))
            throw ParquetFault.Damaged($"A page has the unknown encoding {header.Encoding}.");
        Encoding = (PageEncoding)header.Encoding;
        var start = StartLevels(header);
        if (Encoding is PageEncoding.PlainDictionary or PageEncoding.RleDictionary) StartCodes(start);
        else StartValues(start, pages.End);
        return 0;
    }

    private void TakeDictionary()
    {
        if (hasDictionary) throw ParquetFault.Damaged("The column has two dictionaries in one row group.");
        if (hasData) throw ParquetFault.Damaged("The column's dictionary comes after its first values.");
        var header = pages.Header;
        if (header.Encoding is not ((int)PageEncoding.Plain or (int)PageEncoding.PlainDictionary))
            throw ParquetFault.Unsupported($"A dictionary with encoding {header.Encoding}");
        // Each value takes at least one bit, most four bytes and more: what follows may trust the count.
        if (header.Values < 0 || header.Values > (pages.End - pages.Start) * 8L)
            throw ParquetFault.Damaged($"A dictionary declares {header.Values} values in {pages.End - pages.Start} bytes.");
        ReadDictionary(pages.Start, pages.End, header.Values);
        hasDictionary = true;
    }

    private int StartLevels(PageHeader header)
    {
        var start = pages.Start;
        if (header.Kind == (int)PageKind.DataV2)
        {
            start += header.RepetitionBytes + header.DefinitionBytes;
            if (leaf.Column.Nullable) levels = new HybridDecoder(Bytes, start - header.DefinitionBytes, start, 1);
            return start;
        }
        if (!leaf.Column.Nullable) return start;
        if (header.LevelEncoding != (int)PageEncoding.Rle) throw ParquetFault.Unsupported("BIT_PACKED levels");
        if (pages.End - start < 4) throw ParquetFault.Damaged("A page is too short for its levels.");
        var size = BitConverter.ToInt32(Bytes, start);
        start += 4;
        if (size < 0 || size > pages.End - start)
            throw ParquetFault.Damaged($"A page declares {size} bytes of levels and has {pages.End - start}.");
        levels = new HybridDecoder(Bytes, start, start + size, 1);
        return start + size;
    }

    private void StartCodes(int start)
    {
        if (!hasDictionary) throw ParquetFault.Damaged("A page has codes but the column has no dictionary.");
        // A page with nothing but missing values may have no codes at all, not even their width.
        var width = start < pages.End ? Bytes[start++] : 0;
        codes = new HybridDecoder(Bytes, start, pages.End, width);
    }
}
