namespace IoEngine.Files.Parquet;

/// <summary>One column of the file: what the user sees and how its values lie.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="Leaf">Its number among the column chunks of a row group.</param>
/// <param name="Physical">How values lie.</param>
/// <param name="TypeLength">Bytes of a value of <see cref="PhysicalType.FixedLenByteArray"/>.</param>
/// <param name="IsUnsigned">Whether integers have no sign.</param>
/// <param name="IsUuid">Whether the sixteen bytes are a UUID.</param>
internal sealed record SchemaLeaf(
    ParquetColumn Column, int Leaf, PhysicalType Physical, int TypeLength, bool IsUnsigned = false, bool IsUuid = false);

/// <summary>From the schema as written to columns with one type each.</summary>
internal static class SchemaMapping
{
    public const int LogicalString = 1, LogicalEnum = 4, LogicalDecimal = 5, LogicalDate = 6, LogicalTime = 7, LogicalTimestamp = 8,
        LogicalInteger = 10, LogicalUnknown = 11, LogicalJson = 12, LogicalBson = 13, LogicalUuid = 14, LogicalFloat16 = 15;

    private const int MaxTypeLength = 1 << 20;

    /// <summary>The columns of a file in order; nested ones are listed as not supported.</summary>
    public static IReadOnlyList<SchemaLeaf> Map(IReadOnlyList<SchemaNode> nodes, out int leaves)
    {
        if (nodes.Count == 0) throw ParquetFault.Damaged("The footer has no schema.");
        List<SchemaLeaf> columns = [];
        var at = 1;
        leaves = 0;
        for (var child = 0; child < nodes[0].Children; child++)
        {
            if (at >= nodes.Count) throw ParquetFault.Damaged("The schema is cut off.");
            var node = nodes[at];
            var first = leaves;
            at = SkipSubtree(nodes, at, ref leaves);
            columns.Add(node.Children > 0 ? Nested(node, first) : MapLeaf(node, first));
        }
        if (at != nodes.Count) throw ParquetFault.Damaged("The schema has nodes that belong to no column.");
        return columns;
    }

    // Counts down open nodes instead of recursing: a damaged schema can't exhaust the stack.
    private static int SkipSubtree(IReadOnlyList<SchemaNode> nodes, int at, ref int leaves)
    {
        long open = 1;
        while (open > 0)
        {
            if (at >= nodes.Count) throw ParquetFault.Damaged("The schema is cut off.");
            var node = nodes[at++];
            if (node.Children < 0) throw ParquetFault.Damaged($"The schema gives '{node.Name}' {node.Children} children.");
            if (node.Children == 0) leaves++;
            open += node.Children - 1;
        }
        return at;
    }

    private static SchemaLeaf Nested(SchemaNode node, int leaf)
    {
        var kind = node.ConvertedType switch { 1 or 2 => "MAP", 3 => "LIST", _ => "STRUCT" };
        return Refused(node, leaf, $"a nested column ({kind})");
    }

    private static SchemaLeaf MapLeaf(SchemaNode node, int leaf)
    {
        if (node.Type is not (>= 0 and <= (int)PhysicalType.FixedLenByteArray))
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' the unknown physical type {node.Type}.");
        if (node.Repetition is < 0 or > 2)
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' the repetition {node.Repetition}.");
        if (node.Repetition == 2) return Refused(node, leaf, "a nested column (repeated values)");
        var physical = (PhysicalType)node.Type.Value;
        if (physical == PhysicalType.FixedLenByteArray && node.TypeLength is < 1 or > MaxTypeLength)
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' values of {node.TypeLength} bytes.");
        var logical = LogicalOf(node);
        if (logical == LogicalDecimal) return MapDecimal(node, leaf, physical);
        return physical switch
        {
            PhysicalType.Boolean when logical is 0 or LogicalUnknown => Of(node, leaf, ParquetType.Boolean),
            PhysicalType.Int32 => MapInt32(node, leaf, logical),
            PhysicalType.Int64 => MapInt64(node, leaf, logical),
            PhysicalType.Int96 => Of(node, leaf, ParquetType.Timestamp, c => c with { Unit = ParquetTimeUnit.Nanoseconds }),
            PhysicalType.Float when logical is 0 or LogicalUnknown => Of(node, leaf, ParquetType.Float),
            PhysicalType.Double when logical is 0 or LogicalUnknown => Of(node, leaf, ParquetType.Double),
            PhysicalType.ByteArray => MapBytes(node, leaf, logical),
            PhysicalType.FixedLenByteArray => MapFixed(node, leaf, logical),
            _ => Refused(node, leaf, Describe(node, logical)),
        };
    }

    private static SchemaLeaf MapInt32(SchemaNode node, int leaf, int logical) => logical switch
    {
        0 or LogicalUnknown => Of(node, leaf, ParquetType.Int32),
        LogicalDate => Of(node, leaf, ParquetType.Date),
        LogicalInteger when node.IsSigned || node.BitWidth < 32 => Of(node, leaf, ParquetType.Int32),
        LogicalInteger => Of(node, leaf, ParquetType.Int64) with { IsUnsigned = true },
        _ => Refused(node, leaf, Describe(node, logical)),
    };

    private static SchemaLeaf MapInt64(SchemaNode node, int leaf, int logical) => logical switch
    {
        0 or LogicalUnknown => Of(node, leaf, ParquetType.Int64),
        LogicalInteger => Of(node, leaf, ParquetType.Int64) with { IsUnsigned = !node.IsSigned },
        LogicalTimestamp when node.TimeUnit is >= 1 and <= 3 =>
            Of(node, leaf, ParquetType.Timestamp, c => c with { Unit = (ParquetTimeUnit)(node.TimeUnit - 1), IsUtc = node.IsUtc }),
        _ => Refused(node, leaf, Describe(node, logical)),
    };

    private static SchemaLeaf MapBytes(SchemaNode node, int leaf, int logical) => logical switch
    {
        LogicalString or LogicalEnum or LogicalJson => Of(node, leaf, ParquetType.Text),
        0 or LogicalUnknown or LogicalBson => Of(node, leaf, ParquetType.Binary),
        _ => Refused(node, leaf, Describe(node, logical)),
    };

    private static SchemaLeaf MapFixed(SchemaNode node, int leaf, int logical) => logical switch
    {
        0 or LogicalUnknown => Of(node, leaf, ParquetType.Binary),
        LogicalUuid when node.TypeLength == 16 => Of(node, leaf, ParquetType.Text) with { IsUuid = true },
        _ => Refused(node, leaf, Describe(node, logical)),
    };

    private static SchemaLeaf MapDecimal(SchemaNode node, int leaf, PhysicalType physical)
    {
        if (physical is not (PhysicalType.Int32 or PhysicalType.Int64 or PhysicalType.ByteArray or PhysicalType.FixedLenByteArray))
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' decimals that lie as {physical}.");
        if (node.Precision < 1 || node.Scale < 0 || node.Scale > node.Precision)
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' decimals of precision {node.Precision} and scale {node.Scale}.");
        return node.Scale > 28
            ? Refused(node, leaf, $"a decimal with {node.Scale} digits after the point (28 at most)")
            : Of(node, leaf, ParquetType.Decimal, c => c with { Precision = node.Precision, Scale = node.Scale });
    }

    // The logical type decides; files of before 2018 have the converted type alone.
    private static int LogicalOf(SchemaNode node)
    {
        if (node.Logical != 0) return node.Logical;
        switch (node.ConvertedType)
        {
            case null: return 0;
            case 0: return LogicalString;
            case 4: return LogicalEnum;
            case 5: return LogicalDecimal;
            case 6: return LogicalDate;
            case 7 or 8: return LogicalTime;
            case 9 or 10:
                (node.TimeUnit, node.IsUtc) = (node.ConvertedType.Value - 8, true);
                return LogicalTimestamp;
            case >= 11 and <= 18:
                (node.BitWidth, node.IsSigned) = (8 << ((node.ConvertedType.Value - 11) & 3), node.ConvertedType >= 15);
                return LogicalInteger;
            case 19: return LogicalJson;
            case 20: return LogicalBson;
            default: return -node.ConvertedType.Value;
        }
    }

    private static string Describe(SchemaNode node, int logical)
    {
        var name = logical switch
        {
            LogicalTime => "TIME",
            LogicalFloat16 => "FLOAT16",
            -21 => "INTERVAL",
            16 => "VARIANT",
            17 or 18 => "GEOMETRY or GEOGRAPHY",
            LogicalTimestamp => $"TIMESTAMP with unit {node.TimeUnit}",
            _ => $"logical type {logical}",
        };
        return $"{name} on {(PhysicalType)node.Type!.Value}";
    }

    private static SchemaLeaf Of(SchemaNode node, int leaf, ParquetType type, Func<ParquetColumn, ParquetColumn>? more = null)
    {
        var column = new ParquetColumn(node.Name, type, node.Repetition == 1);
        return new SchemaLeaf(more is null ? column : more(column), leaf, (PhysicalType)node.Type!.Value, node.TypeLength);
    }

    private static SchemaLeaf Refused(SchemaNode node, int leaf, string what) =>
        new(new ParquetColumn(node.Name, ParquetType.Unsupported, true) { Unsupported = what }, leaf, default, 0);
}
