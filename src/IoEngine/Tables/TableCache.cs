using System.Security.Cryptography;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Files.Staging;
using IoEngine.Tables.Formats;
using IoEngine.Tables.Formats.Own;

namespace IoEngine.Tables;

/// <summary>
/// Keeps tables that were read from text in the engine's own format, found again by the content of their source.
/// </summary>
/// <remarks>
/// The key is the SHA-256 of the source's bytes, its file name, what was asked of the reader, and the reader's version: a source
/// that changes is read anew. Safe for several threads and processes at once: entries are written aside and renamed. Entries are
/// never deleted, damaged ones are set aside; the folder may be, at any time. What is read from it must have the hashes, the
/// description and the key that it was kept with, whatever <see cref="TableReadOptions.VerifyHashes"/> says of other folders.
/// </remarks>
/// <param name="folder">Where the cache is kept; made when first needed.</param>
public sealed class TableCache(string folder)
{
    /// <summary>Raised with every change of what the readers of text make of the same bytes.</summary>
    private const int ReaderVersion = 2;

    /// <summary>Where the cache is kept.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Reads a table from the cache; where it is not there, from its source, and keeps it.</summary>
    /// <param name="path">As for <see cref="TableReader.Read"/>.</param>
    /// <param name="options">As for <see cref="TableReader.Read"/>.</param>
    /// <param name="cancellation">Stops reading; nothing half-written stays.</param>
    /// <returns>
    /// The same numbers, labels and findings as <see cref="TableReader.Read"/> gives; further findings where a damaged entry was
    /// replaced (CACHE-REBUILT) or the cache can't be written (CACHE-UNWRITABLE).
    /// </returns>
    /// <exception cref="InvalidDataFindingsException">As for <see cref="TableReader.Read"/>.</exception>
    /// <exception cref="ConfigException">The options name a format that does not exist.</exception>
    public MrioTable Read(string path, TableReadOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= TableReadOptions.Default;
        var forced = options.Format is null ? null : TableReader.Named(options.Format);
        var source = TableSource.Open(path);
        var format = forced ?? TableReader.Detect(source);
        if (format is MrioFolderFormat) return TableReader.ReadAs(source, format, options, cancellation);
        var key = Key(source, format, options, cancellation);
        var entry = Path.Combine(Folder, key + ".mrio");
        Finding? damage = null;
        string? aside = null;
        if (Directory.Exists(entry))
        {
            try
            {
                return TableReader.Read(entry,
                    new TableReadOptions { Format = "mrio", CacheKey = key, Progress = options.Progress }, cancellation);
            }
            catch (InvalidDataFindingsException e)
            {
                aside = $"{entry}.damaged-{Guid.NewGuid():N}";
                damage = Finding.Warning("CACHE-REBUILT", entry,
                    "The cached table was damaged and has been read from its source again.",
                    e.Findings[0].ToString(), "the table as it was kept",
                    $"Nothing to do; {Path.GetFileName(aside)} may be removed. Check the disk if it happens again.");
            }
        }

        var table = TableReader.ReadAs(source, format, options, cancellation);
        var unwritable = Keep(table, key, entry, aside, cancellation);
        var findings = new[] { damage, unwritable }.OfType<Finding>().ToList();
        return findings.Count == 0 ? table : new MrioTable(table.Identity, table.Z, table.Y, table.V, table.VY, table.F, table.FY,
            table.PublishedOutput, table.Roles, [.. table.Findings, .. findings], table.Names);
    }

    // A damaged entry is set aside, not removed: what is in it may be somebody's.
    private static Finding? Keep(MrioTable table, string key, string entry, string? aside, CancellationToken cancellation)
    {
        try
        {
            if (aside is not null) Disk.Current.MoveFolder(entry, aside);
            using var folder = StagedFolder.Create(entry, FolderKind.Table, replace: false, lasting: false);
            MrioFolder.Write(table, folder, cancellation, key);
            return null;
        }
        catch (ConfigException) when (aside is null && Directory.Exists(entry))
        {
            return null; // another run kept the same table meanwhile
        }
        catch (ConfigException e)
        {
            return Unwritable(e.Findings[0].Found);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unwritable(e.Message);
        }

        Finding Unwritable(string found) =>
            Finding.Warning("CACHE-UNWRITABLE", entry, "The table could not be kept; the next run reads its text again.", found,
                "a cache folder that can be written", "Choose another folder with --cache.");
    }

    private static string Key(TableSource source, ITableFormat format, TableReadOptions options, CancellationToken cancellation)
    {
        // The name counts because the year may come from it.
        var name = Path.GetFileName(source.Place.TrimEnd('/', '\\'));
        var content = options.SourceHash?.Invoke() ?? source.Files.Hash(cancellation);
        var asked =
            $"{ReaderVersion}\0{MrioDescription.CurrentVersion}\0{format.Name}\0{options.Year}\0{options.Unit}\0"
                + $"{options.Region}\0{options.Model}\0{options.Discrepancy}\0{name}\0{content}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)))[..40];
    }
}
