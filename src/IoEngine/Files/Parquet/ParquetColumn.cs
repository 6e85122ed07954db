namespace IoEngine.Files.Parquet;

/// <summary>What the values of a column are, after the file's physical and logical types have been put together.</summary>
internal enum ParquetType
{
    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="int"/>; also the file's 8 and 16 bit integers.</summary>
    Int32,

    /// <summary><see cref="long"/>; also the file's unsigned 32 and 64 bit integers (beyond 2⁶³ − 1 is an error).</summary>
    Int64,

    /// <summary><see cref="float"/>.</summary>
    Float,

    /// <summary><see cref="double"/>.</summary>
    Double,

    /// <summary><see cref="decimal"/> with the column's precision and scale.</summary>
    Decimal,

    /// <summary>Text, as codes into <see cref="ParquetTexts"/>; also the file's ENUM, JSON and UUID.</summary>
    Text,

    /// <summary>Bytes without a meaning, as codes into <see cref="ParquetTexts"/>.</summary>
    Binary,

    /// <summary>Days since 1970-01-01 as <see cref="int"/>.</summary>
    Date,

    /// <summary>Time since 1970-01-01 as <see cref="long"/> in the column's <see cref="ParquetColumn.Unit"/>.</summary>
    Timestamp,

    /// <summary>Can't be read; <see cref="ParquetColumn.Unsupported"/> says why.</summary>
    Unsupported,
}

/// <summary>The unit in which a timestamp column counts.</summary>
internal enum ParquetTimeUnit
{
    /// <summary>10⁻³ s.</summary>
    Milliseconds,

    /// <summary>10⁻⁶ s.</summary>
    Microseconds,

    /// <summary>10⁻⁹ s.</summary>
    Nanoseconds,
}

/// <summary>One column of a flat table.</summary>
/// <param name="Name">The column's name, unique in its file.</param>
/// <param name="Type">What the values are.</param>
/// <param name="Nullable">Whether values may be missing.</param>
internal sealed record ParquetColumn(string Name, ParquetType Type, bool Nullable = false)
{
    /// <summary>Digits of a decimal.</summary>
    public int Precision { get; init; } = 18;

    /// <summary>Digits after the decimal point, 0 to <see cref="Precision"/>.</summary>
    public int Scale { get; init; } = 2;

    /// <summary>The unit of a timestamp.</summary>
    public ParquetTimeUnit Unit { get; init; } = ParquetTimeUnit.Microseconds;

    /// <summary>Whether a timestamp is an instant (UTC) and not a local time.</summary>
    public bool IsUtc { get; init; }

    /// <summary>The zone stored for a timestamp that is an instant; empty where none is.</summary>
    public string Zone { get; init; } = "";

    /// <summary>The clock of that zone; null where there is none, or it is not known here.</summary>
    public TimeZoneInfo? Clock { get; init; }

    /// <summary>Why the column can't be read; empty for one that can.</summary>
    public string Unsupported { get; init; } = "";
}
