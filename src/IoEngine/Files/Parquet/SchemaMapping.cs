using Parquet.Meta;
using Parquet.Schema;
using Type = Parquet.Meta.Type;

namespace IoEngine.Files.Parquet;

/// <summary>One column of the file: what the user sees and how its values lie.</summary>
/// <param name="Column">Name and type.</param>
/// <param name="Physical">How values lie.</param>
/// <param name="TypeLength">Bytes of a value of <see cref="Type.FIXED_LEN_BYTE_ARRAY"/>.</param>
/// <param name="IsUnsigned">Whether integers have no sign.</param>
/// <param name="IsUuid">Whether the sixteen bytes are a UUID.</param>
internal sealed record SchemaLeaf(ParquetColumn Column, Type Physical, int TypeLength, bool IsUnsigned = false,
    bool IsUuid = false)
{
    /// <summary>
    /// The column for the library: values as they lie, whatever they mean, so that what they mean is decided here alone.
    /// </summary>
    public DataField Field { get; } = new(Column.Name, Physical switch
    {
        Type.BOOLEAN => typeof(bool),
        Type.INT32 => typeof(int),
        Type.INT64 => typeof(long),
        Type.FLOAT => typeof(float),
        Type.DOUBLE => typeof(double),
        _ => typeof(byte[]),
    }, Column.Nullable);
}

/// <summary>From the schema as written to columns with one type each.</summary>
internal static class SchemaMapping
{
    private const int MaxTypeLength = 1 << 20;

    private enum Logical
    {
        None, Text, Binary, Decimal, Date, Time, Timestamp, Integer, Uuid, Float16, Interval, Variant, Geometry,
    }

    /// <summary>The columns of a file in order; nested ones are listed as not supported.</summary>
    /// <param name="nodes">The schema as written.</param>
    /// <param name="leaves">How many column chunks a row group has.</param>
    public static IReadOnlyList<SchemaLeaf> Map(IReadOnlyList<SchemaElement> nodes, out int leaves)
    {
        if (nodes.Count == 0) throw ParquetFault.Damaged("The footer has no schema.");
        List<SchemaLeaf> columns = [];
        var at = 1;
        leaves = 0;
        for (var child = 0; child < nodes[0].NumChildren; child++)
        {
            if (at >= nodes.Count) throw ParquetFault.Damaged("The schema is cut off.");
            var node = nodes[at];
            at = SkipSubtree(nodes, at, ref leaves);
            columns.Add(node.NumChildren > 0 ? Nested(node) : MapLeaf(node));
        }

        if (at != nodes.Count) throw ParquetFault.Damaged("The schema has nodes that belong to no column.");
        var twice = columns.GroupBy(column => column.Column.Name).Where(same => same.Count() > 1).Select(same => same.Key)
            .ToHashSet();
        columns = [
            .. columns.Select(
                c => twice.Contains(c.Column.Name) ? Refused(c.Column.Name, "a name that several columns have") : c)];
        // Gives each field its levels.
        if (columns.Count > 0) _ = new ParquetSchema(columns.Select(column => column.Field));
        return columns;
    }

    private static int SkipSubtree(IReadOnlyList<SchemaElement> nodes, int at, ref int leaves)
    {
        for (var open = 1L; open > 0; open--)
        {
            if (at >= nodes.Count) throw ParquetFault.Damaged("The schema is cut off.");
            var (name, children) = (nodes[at].Name, nodes[at].NumChildren ?? 0);
            if (children < 0) throw ParquetFault.Damaged($"The schema gives '{name}' {children} children.");
            if (children == 0) leaves++;
            open += children;
            at++;
        }

        return at;
    }

    private static SchemaLeaf Nested(SchemaElement node)
    {
        var kind = node.ConvertedType switch
        {
            ConvertedType.MAP or ConvertedType.MAP_KEY_VALUE => "MAP",
            ConvertedType.LIST => "LIST",
            _ => "STRUCT",
        };
        return Refused(node.Name, $"a nested column ({kind})");
    }

    private static SchemaLeaf MapLeaf(SchemaElement node)
    {
        if (node.Type is not { } physical || !Enum.IsDefined(physical))
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' the unknown physical type {(int?)node.Type}.");
        if (node.RepetitionType is not { } repetition || !Enum.IsDefined(repetition))
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' the repetition {(int?)node.RepetitionType}.");
        if (repetition == FieldRepetitionType.REPEATED) return Refused(node.Name, "a nested column (repeated values)");
        // The library leaves empty names out of the way to a column.
        if (node.Name.Length == 0) return Refused(node.Name, "a column without a name");
        if (physical == Type.FIXED_LEN_BYTE_ARRAY && node.TypeLength is null or < 1 or > MaxTypeLength)
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' values of {node.TypeLength} bytes.");
        var logical = LogicalOf(node);
        var type = (physical, logical) switch
        {
            (_, Logical.Decimal) => ParquetType.Decimal,
            (Type.BOOLEAN, Logical.None) => ParquetType.Boolean,
            (Type.INT32, Logical.None) => ParquetType.Int32,
            (Type.INT32, Logical.Date) => ParquetType.Date,
            (Type.INT32, Logical.Integer) => IsUnsigned(node, 32) ? ParquetType.Int64 : ParquetType.Int32,
            (Type.INT64, Logical.None or Logical.Integer) => ParquetType.Int64,
            (Type.INT64, Logical.Timestamp) or (Type.INT96, _) => ParquetType.Timestamp,
            (Type.FLOAT, Logical.None) => ParquetType.Float,
            (Type.DOUBLE, Logical.None) => ParquetType.Double,
            (Type.BYTE_ARRAY, Logical.Text) => ParquetType.Text,
            (Type.FIXED_LEN_BYTE_ARRAY, Logical.Uuid) when node.TypeLength == 16 => ParquetType.Text,
            (Type.BYTE_ARRAY, Logical.None or Logical.Binary) or (Type.FIXED_LEN_BYTE_ARRAY, Logical.None) => ParquetType.Binary,
            _ => ParquetType.Unsupported,
        };
        var column = new ParquetColumn(node.Name, type, repetition == FieldRepetitionType.OPTIONAL);
        return type switch
        {
            ParquetType.Unsupported => Refused(node.Name, $"{Describe(logical)} on {physical}"),
            ParquetType.Decimal => MapDecimal(node, column, physical),
            ParquetType.Timestamp => new SchemaLeaf(column with { Unit = UnitOf(node), IsUtc = IsUtc(node) }, physical, 0),
            _ => new SchemaLeaf(column, physical, node.TypeLength ?? 0, IsUnsigned(node, physical == Type.INT32 ? 32 : 64),
                logical == Logical.Uuid),
        };
    }

    private static SchemaLeaf MapDecimal(SchemaElement node, ParquetColumn column, Type physical)
    {
        var (precision, scale) = node.LogicalType?.DECIMAL is { } marked
            ? (marked.Precision, marked.Scale) : (node.Precision ?? 0, node.Scale ?? 0);
        if (physical is not (Type.INT32 or Type.INT64 or Type.BYTE_ARRAY or Type.FIXED_LEN_BYTE_ARRAY))
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' decimals that lie as {physical}.");
        if (precision < 1 || scale < 0 || scale > precision)
            throw ParquetFault.Damaged($"The schema gives '{node.Name}' decimals of precision {precision} and scale {scale}.");
        return scale > 28
            ? Refused(node.Name, $"a decimal with {scale} digits after the point (28 at most)")
            : new SchemaLeaf(column with { Precision = precision, Scale = scale }, physical, node.TypeLength ?? 0);
    }

    // The logical type decides; files of before 2018 have the converted type alone.
    private static Logical LogicalOf(SchemaElement node) => node.LogicalType switch
    {
        { STRING: not null } or { ENUM: not null } or { JSON: not null } => Logical.Text,
        { BSON: not null } => Logical.Binary,
        { DECIMAL: not null } => Logical.Decimal,
        { DATE: not null } => Logical.Date,
        { TIME: not null } => Logical.Time,
        { TIMESTAMP: not null } => Logical.Timestamp,
        { INTEGER: not null } => Logical.Integer,
        { UUID: not null } => Logical.Uuid,
        { FLOAT16: not null } => Logical.Float16,
        { VARIANT: not null } => Logical.Variant,
        { GEOMETRY: not null } or { GEOGRAPHY: not null } => Logical.Geometry,
        { UNKNOWN: not null } => Logical.None,
        _ => node.ConvertedType switch
        {
            ConvertedType.UTF8 or ConvertedType.ENUM or ConvertedType.JSON => Logical.Text,
            ConvertedType.BSON => Logical.Binary,
            ConvertedType.DECIMAL => Logical.Decimal,
            ConvertedType.DATE => Logical.Date,
            ConvertedType.TIME_MILLIS or ConvertedType.TIME_MICROS => Logical.Time,
            ConvertedType.TIMESTAMP_MILLIS or ConvertedType.TIMESTAMP_MICROS => Logical.Timestamp,
            >= ConvertedType.UINT_8 and <= ConvertedType.INT_64 => Logical.Integer,
            ConvertedType.INTERVAL => Logical.Interval,
            _ => Logical.None,
        },
    };

    private static bool IsUnsigned(SchemaElement node, int bits) => node.LogicalType?.INTEGER is { } marked
        ? !marked.IsSigned && marked.BitWidth >= bits
        : node.ConvertedType == (bits == 32 ? ConvertedType.UINT_32 : ConvertedType.UINT_64);

    private static ParquetTimeUnit UnitOf(SchemaElement node) => node.LogicalType?.TIMESTAMP?.Unit switch
    {
        { MILLIS: not null } => ParquetTimeUnit.Milliseconds,
        { MICROS: not null } => ParquetTimeUnit.Microseconds,
        { NANOS: not null } => ParquetTimeUnit.Nanoseconds,
        not null => throw ParquetFault.Damaged($"The schema gives '{node.Name}' times without a unit."),
        null => node.ConvertedType switch
        {
            ConvertedType.TIMESTAMP_MILLIS => ParquetTimeUnit.Milliseconds,
            ConvertedType.TIMESTAMP_MICROS => ParquetTimeUnit.Microseconds,
            _ => ParquetTimeUnit.Nanoseconds,
        },
    };

    private static bool IsUtc(SchemaElement node) =>
        node.LogicalType?.TIMESTAMP?.IsAdjustedToUTC ?? node.ConvertedType is not null;

    private static string Describe(Logical logical) => logical switch
    {
        Logical.Geometry => "GEOMETRY or GEOGRAPHY",
        Logical.None => "An unknown type",
        _ => logical.ToString().ToUpperInvariant(),
    };

    private static SchemaLeaf Refused(string name, string what) =>
        new(new ParquetColumn(name, ParquetType.Unsupported, true) { Unsupported = what }, Type.BYTE_ARRAY, 0);
}
