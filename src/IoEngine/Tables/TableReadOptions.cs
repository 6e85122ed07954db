using IoEngine.Accounts;
using IoEngine.Tables.Formats.Eora;

namespace IoEngine.Tables;

/// <summary>How to read a table. Immutable.</summary>
public sealed record TableReadOptions
{
    /// <summary>The documented defaults.</summary>
    public static TableReadOptions Default { get; } = new();

    /// <summary>Name of the format; null: detected from the content.</summary>
    public string? Format { get; init; }

    /// <summary>The year that the caller knows (from a path such as <c>{year}.zip</c>); null: from the source.</summary>
    public int? Year { get; init; }

    /// <summary>
    /// Whether a source that states another year than <see cref="Year"/> is refused; else it is used as that year's, with a
    /// warning.
    /// </summary>
    public bool YearMustAgree { get; init; }

    /// <summary>
    /// The region of a national table, whose labels name none; null: they do, or a descriptor says it. A table that has regions
    /// of its own is refused where this is another.
    /// </summary>
    public Region? Region { get; init; }

    /// <summary>The unit of money for a source that names none; a source that names one is believed.</summary>
    public Unit? Unit { get; init; }

    /// <summary>How a source that has supply and use instead of a square table is made square.</summary>
    public SupplyUseModel Model { get; init; } = SupplyUseModel.FixedProductSales;

    /// <summary>What becomes of the statistical discrepancy of Eora26.</summary>
    public EoraDiscrepancy Discrepancy { get; init; }

    /// <summary>Threads for parsing; 0: all processors.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether the parts of an engine's own folder are compared with their SHA-256 (their sizes always are); else a finding says
    /// that they were not.
    /// </summary>
    public bool VerifyHashes { get; init; } = true;

    /// <summary>
    /// The key under which a cache keeps the table; null: the table is in no cache. A kept table must be as the engine wrote it,
    /// description and key too.
    /// </summary>
    internal string? CacheKey { get; init; }

    /// <summary>
    /// Told the SHA-256 of every file that was read whole for it, by full path, so that nobody has to read it again for that.
    /// </summary>
    internal Action<string, string>? HashTaken { get; init; }

    /// <summary>
    /// Gives the hash of the whole source, where the caller reads several tables from it and hashes it once; null: it is hashed.
    /// </summary>
    internal Func<string>? SourceHash { get; init; }

    /// <summary>Receives what is being read.</summary>
    public IProgress<TableReadProgress>? Progress { get; init; }
}

/// <summary>How far reading has come. Immutable.</summary>
/// <param name="Part">File that is being read.</param>
/// <param name="Bytes">Bytes of it read so far, unpacked.</param>
/// <param name="TotalBytes">Its size, unpacked.</param>
public readonly record struct TableReadProgress(string Part, long Bytes, long TotalBytes);
