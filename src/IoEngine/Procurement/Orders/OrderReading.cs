using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Orders;

/// <summary>A row that could not be used. Immutable.</summary>
/// <param name="File">File as given.</param>
/// <param name="Line">Line on which the row begins, from 1 (for Parquet: number of the row, from 1).</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Value">The value, where it could be read; else null.</param>
/// <param name="Currency">The currency, where it could be read; else empty.</param>
/// <param name="Text">The row as found, cut to 200 characters.</param>
public sealed record RejectedOrder(string File, long Line, string Reason, decimal? Value, string Currency, string Text);

/// <summary>One file of orders. Immutable.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Rows">Rows, the header and blank lines left out.</param>
/// <param name="Used">Rows that are in the ledger.</param>
/// <param name="Rejected">Rows that are not; Rows = Used + Rejected.</param>
/// <param name="Dialect">Delimiter, decimal sign, encoding as used.</param>
public sealed record OrderFile(string Path, long Rows, long Used, long Rejected, string Dialect);

/// <summary>
/// What came of reading orders: nothing that was in the files is in neither the ledger nor the rejected rows. Immutable.
/// </summary>
public sealed class OrderReading
{
    /// <summary>The orders.</summary>
    public required OrderLedger Ledger { get; init; }

    /// <summary>
    /// Rows that can't be used, by file and line. At most a million are kept; <see cref="OrderFile.Rejected"/> counts all.
    /// </summary>
    public required IReadOnlyList<RejectedOrder> Rejected { get; init; }

    /// <summary>The files, in ordinal order of their paths.</summary>
    public required IReadOnlyList<OrderFile> Files { get; init; }

    /// <summary>
    /// What was noticed: absent columns, duplicates, absurd values, future dates, mixed decimals, rejected rows.
    /// </summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Rows in all files.</summary>
    public long Rows => Files.Sum(f => f.Rows);
}
