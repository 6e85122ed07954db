namespace IoEngine.Files.Parquet;

/// <summary>Something wrong inside a file, before its place is known; never leaves this folder.</summary>
/// <param name="code">The code of the finding that it becomes.</param>
/// <param name="message">What is wrong, without the place.</param>
/// <param name="cure">What the user can do.</param>
internal sealed class ParquetFault(string code, string message, string cure) : Exception(message)
{
    /// <summary>The bytes contradict themselves.</summary>
    public const string DamagedCode = "PARQUET-DAMAGED";

    /// <summary>A feature of the format that this reader does not have.</summary>
    public const string UnsupportedCode = "PARQUET-UNSUPPORTED";

    /// <summary>The cure for what is too much at once.</summary>
    public const string SmallerGroups = "Write the file with row groups of at most 1,048,576 rows.";

    private const string DamagedCure = "Copy or write the file again.";
    private const string UnsupportedCure = "Write the file as a flat table with SNAPPY, ZSTD, GZIP, BROTLI, LZ4_RAW or no "
        + "compression.";

    // Where in a column, once that is known.
    private string page = "";

    /// <summary>The code of the finding that it becomes.</summary>
    public string Code => code;

    /// <summary>The bytes contradict themselves.</summary>
    public static ParquetFault Damaged(string message) => new(DamagedCode, message, DamagedCure);

    /// <summary>A feature of the format that this reader does not have, by its name in the format.</summary>
    public static ParquetFault Unsupported(string feature, string cure = UnsupportedCure) =>
        new(UnsupportedCode, $"{feature} is not supported.", cure);

    /// <summary>The same with the page in which it is.</summary>
    public ParquetFault In(string? found)
    {
        page = found ?? "";
        return this;
    }

    /// <summary>The finding with its place.</summary>
    public Finding At(string place) => Finding.Error(code, place + page, Message, cure: cure);
}
