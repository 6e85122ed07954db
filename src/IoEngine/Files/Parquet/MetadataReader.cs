namespace IoEngine.Files.Parquet;

/// <summary>Reads the footer's and the page headers' structures; field numbers are those of the format's parquet.thrift.</summary>
internal static class MetadataReader
{
    // Wider or longer files exist nowhere; damaged ones that claim to be are stopped before memory is spent on them.
    private const int MaxSchemaNodes = 1 << 17;

    /// <summary>The file's footer.</summary>
    public static FileMetadata ReadFooter(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        var file = new FileMetadata();
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 2: ReadSchema(ref thrift, type, file.Schema); break;
                case 3: file.Rows = thrift.ReadInt64(type); break;
                case 4: ReadRowGroups(ref thrift, type, file.RowGroups); break;
                case 5: ReadKeyValues(ref thrift, type, file.KeyValues); break;
                case 6: file.CreatedBy = thrift.ReadText(type); break;
                case 8: file.IsEncrypted = true; thrift.Skip(type); break;
                default: thrift.Skip(type); break;
            }
        }
        return file;
    }

    /// <summary>The header of the page that starts with these bytes.</summary>
    public static PageHeader ReadPageHeader(ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        var page = new PageHeader { Kind = -1, Values = -1, Encoding = -1, IsCompressed = true, LevelEncoding = (int)PageEncoding.Rle };
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1: page.Kind = thrift.ReadInt32(type); break;
                case 2: page.UncompressedSize = thrift.ReadInt32(type); break;
                case 3: page.CompressedSize = thrift.ReadInt32(type); break;
                case 4: page.Crc = thrift.ReadInt32(type); break;
                case 5 or 7: ReadDataHeader(ref thrift, type, ref page, isDictionary: id == 7); break;
                case 8: ReadDataHeaderV2(ref thrift, type, ref page); break;
                default: thrift.Skip(type); break;
            }
        }
        page.Length = thrift.Position;
        return page;
    }

    private static void ReadDataHeader(ref ThriftReader thrift, byte structType, ref PageHeader page, bool isDictionary)
    {
        ThriftReader.ExpectStruct(structType);
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            if (id == 1) page.Values = thrift.ReadInt32(type);
            else if (id == 2) page.Encoding = thrift.ReadInt32(type);
            else if (id == 3 && !isDictionary) page.LevelEncoding = thrift.ReadInt32(type);
            else thrift.Skip(type);
        }
    }

    private static void ReadDataHeaderV2(ref ThriftReader thrift, byte structType, ref PageHeader page)
    {
        ThriftReader.ExpectStruct(structType);
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1: page.Values = thrift.ReadInt32(type); break;
                case 4: page.Encoding = thrift.ReadInt32(type); break;
                case 5: page.DefinitionBytes = thrift.ReadInt32(type); break;
                case 6: page.RepetitionBytes = thrift.ReadInt32(type); break;
                case 7: page.IsCompressed = ThriftReader.ReadBoolean(type); break;
                default: thrift.Skip(type); break;
            }
        }
    }

    private static void ReadSchema(ref ThriftReader thrift, byte listType, List<SchemaNode> schema)
    {
        var count = thrift.ReadListHeader(listType, out var elementType);
        if (count > MaxSchemaNodes) throw ParquetFault.Damaged($"The footer declares {count} columns.");
        for (var i = 0; i < count; i++)
        {
            ThriftReader.ExpectStruct(elementType);
            schema.Add(ReadSchemaNode(ref thrift));
        }
    }

    private static SchemaNode ReadSchemaNode(ref ThriftReader thrift)
    {
        var node = new SchemaNode();
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1: node.Type = thrift.ReadInt32(type); break;
                case 2: node.TypeLength = thrift.ReadInt32(type); break;
                case 3: node.Repetition = thrift.ReadInt32(type); break;
                case 4: node.Name = thrift.ReadText(type); break;
                case 5: node.Children = thrift.ReadInt32(type); break;
                case 6: node.ConvertedType = thrift.ReadInt32(type); break;
                case 7: node.Scale = thrift.ReadInt32(type); break;
                case 8: node.Precision = thrift.ReadInt32(type); break;
                case 10: ReadLogicalType(ref thrift, type, node); break;
                default: thrift.Skip(type); break;
            }
        }
        return node;
    }

    private static void ReadLogicalType(ref ThriftReader thrift, byte unionType, SchemaNode node)
    {
        ThriftReader.ExpectStruct(unionType);
        var member = 0;
        while (thrift.NextField(ref member, out var memberType))
        {
            ThriftReader.ExpectStruct(memberType);
            node.Logical = member;
            var id = 0;
            while (thrift.NextField(ref id, out var type))
            {
                switch (member, id)
                {
                    case (SchemaMapping.LogicalDecimal, 1): node.Scale = thrift.ReadInt32(type); break;
                    case (SchemaMapping.LogicalDecimal, 2): node.Precision = thrift.ReadInt32(type); break;
                    case (SchemaMapping.LogicalTimestamp, 1): node.IsUtc = ThriftReader.ReadBoolean(type); break;
                    case (SchemaMapping.LogicalTimestamp, 2): node.TimeUnit = ReadUnionMember(ref thrift, type); break;
                    case (SchemaMapping.LogicalInteger, 1): node.BitWidth = thrift.ReadInt32(type); break;
                    case (SchemaMapping.LogicalInteger, 2): node.IsSigned = ThriftReader.ReadBoolean(type); break;
                    default: thrift.Skip(type); break;
                }
            }
        }
    }

    private static int ReadUnionMember(ref ThriftReader thrift, byte unionType)
    {
        ThriftReader.ExpectStruct(unionType);
        int id = 0, member = 0;
        while (thrift.NextField(ref id, out var type))
        {
            member = id;
            thrift.Skip(type);
        }
        return member;
    }

    private static void ReadRowGroups(ref ThriftReader thrift, byte listType, List<RowGroup> groups)
    {
        var count = thrift.ReadListHeader(listType, out var elementType);
        for (var i = 0; i < count; i++)
        {
            ThriftReader.ExpectStruct(elementType);
            List<ColumnChunk> chunks = [];
            long rows = -1;
            var id = 0;
            while (thrift.NextField(ref id, out var type))
            {
                if (id == 1) ReadChunks(ref thrift, type, chunks);
                else if (id == 3) rows = thrift.ReadInt64(type);
                else thrift.Skip(type);
            }
            if (chunks.Count == 0 || rows < 0)
                throw ParquetFault.Damaged($"Row group {i} has {chunks.Count} columns and {rows} rows.");
            groups.Add(new RowGroup(chunks, rows));
        }
    }

    private static void ReadChunks(ref ThriftReader thrift, byte listType, List<ColumnChunk> chunks)
    {
        var count = thrift.ReadListHeader(listType, out var elementType);
        for (var i = 0; i < count; i++)
        {
            ThriftReader.ExpectStruct(elementType);
            var chunk = new ColumnChunk();
            var id = 0;
            while (thrift.NextField(ref id, out var type))
            {
                if (id == 1) chunk.IsElsewhere = thrift.ReadText(type).Length > 0;
                else if (id == 3) ReadChunkMetadata(ref thrift, type, chunk);
                else
                {
                    chunk.IsEncrypted |= id == 8;
                    thrift.Skip(type);
                }
            }
            if (!chunk.HasMetadata && !chunk.IsEncrypted)
                throw ParquetFault.Damaged("The footer has a column without a description.");
            chunks.Add(chunk);
        }
    }

    private static void ReadChunkMetadata(ref ThriftReader thrift, byte structType, ColumnChunk chunk)
    {
        ThriftReader.ExpectStruct(structType);
        chunk.HasMetadata = true;
        var id = 0;
        while (thrift.NextField(ref id, out var type))
        {
            switch (id)
            {
                case 1: chunk.Type = thrift.ReadInt32(type); break;
                case 4: chunk.Codec = thrift.ReadInt32(type); break;
                case 5: chunk.Values = thrift.ReadInt64(type); break;
                case 7: chunk.CompressedSize = thrift.ReadInt64(type); break;
                case 9: chunk.DataPageOffset = thrift.ReadInt64(type); break;
                case 11: chunk.DictionaryPageOffset = thrift.ReadInt64(type); break;
                default: thrift.Skip(type); break;
            }
        }
    }

    private static void ReadKeyValues(ref ThriftReader thrift, byte listType, Dictionary<string, string> keyValues)
    {
        var count = thrift.ReadListHeader(listType, out var elementType);
        for (var i = 0; i < count; i++)
        {
            ThriftReader.ExpectStruct(elementType);
            string key = "", value = "";
            var id = 0;
            while (thrift.NextField(ref id, out var type))
            {
                if (id == 1) key = thrift.ReadText(type);
                else if (id == 2) value = thrift.ReadText(type);
                else thrift.Skip(type);
            }
            keyValues[key] = value;
        }
    }
}
