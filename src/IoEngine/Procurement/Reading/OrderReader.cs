namespace IoEngine.Procurement;

/// <summary>Reads orders from .csv, .csv.gz or .parquet, one file or a glob, in one streaming pass.</summary>
public static class OrderReader
{
    /// <summary>Reads all files of a path or glob (<c>*</c>, <c>?</c> in the file name; <c>**</c> for folders) into one ledger.</summary>
    /// <param name="path">Full path; .csv, .csv.gz, .parquet.</param>
    /// <param name="options">Columns, dialect, currency, bands; null: the defaults.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancellation">Cancels between blocks of a few megabytes.</param>
    /// <exception cref="InvalidDataFindingsException">No such file, a header without a needed column, or a file that is not what its name says.</exception>
    public static OrderReading Read(string path, OrderReadOptions? options = null, IProgress<long>? progress = null,
        CancellationToken cancellation = default) =>
        throw new NotSupportedException($"{path} {options} {progress} {cancellation}");
}
