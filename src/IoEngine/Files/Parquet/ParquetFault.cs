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

    private const string DamagedCure = "Copy or write the file again.";
    private const string UnsupportedCure = "Write the file as a flat table with UNCOMPRESSED, SNAPPY, GZIP or BROTLI pages.";

    /// <summary>The code of the finding that it becomes.</summary>
    public string Code => code;

    /// <summary>A structure goes on behind the end of the bytes at hand; a longer piece may hold it.</summary>
    public bool IsShort { get; private init; }

    /// <summary>The bytes contradict themselves.</summary>
    public static ParquetFault Damaged(string message) => new(DamagedCode, message, DamagedCure);

    /// <summary>A structure goes on behind the end of the bytes at hand.</summary>
    public static ParquetFault Short(string message) => new(DamagedCode, message, DamagedCure) { IsShort = true };

    /// <summary>A feature of the format that this reader does not have, by its name in the format.</summary>
    public static ParquetFault Unsupported(string feature, string cure = UnsupportedCure) =>
        new(UnsupportedCode, $"{feature} is not supported.", cure);

    /// <summary>The finding with its place.</summary>
    public Finding At(string place) => Finding.Error(code, place, Message, cure: cure);
}
