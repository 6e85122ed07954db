using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace IoEngine.Files;

/// <summary>What an archive may unpack to before it is taken for a bomb. Immutable.</summary>
/// <param name="TotalBytes">Sum of the unpacked sizes.</param>
/// <param name="Entries">Number of files.</param>
/// <param name="Ratio">Unpacked to packed size of entries larger than <paramref name="RatioFrom"/> bytes.</param>
/// <param name="RatioFrom">Smaller entries may have any ratio: short tables of zeros do.</param>
/// <remarks>The real tables at hand pack 3 to 12 : 1; sparse ones up to about 60 : 1. Deflate ends at 1032 : 1.</remarks>
internal sealed record ArchiveLimits(long TotalBytes = 128L << 30, int Entries = 100_000, int Ratio = 400,
    long RatioFrom = 256L << 20)
{
    /// <summary>The documented defaults.</summary>
    public static ArchiveLimits Default { get; } = new();
}

/// <summary>The entries of a zip, inflated as they are read and never written to disk.</summary>
internal sealed class ZipFiles : FileSet
{
    private readonly string inner;
    private readonly Func<Stream> open;

    private ZipFiles(string inner, Func<Stream> open)
    {
        this.inner = inner;
        this.open = open;
    }

    /// <summary>
    /// Opens the zip at <paramref name="path"/>; only entries below the folder <paramref name="inner"/> are seen.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">Damaged, a bomb, or with paths that climb out of the archive.</exception>
    public static ZipFiles Open(string path, string inner, ArchiveLimits limits) =>
        Open(path, inner, limits, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>
    /// The zip that is entry <paramref name="entry"/> of <paramref name="outer"/>, held in memory while it is used.
    /// </summary>
    public static ZipFiles OpenNested(FileSet outer, string entry, ArchiveLimits? limits = null)
    {
        var bytes = outer.ReadAll(entry, int.MaxValue / 2);
        return Open(outer.PlaceOf(entry), "", limits ?? ArchiveLimits.Default, () => new MemoryStream(bytes, writable: false));
    }

    private static ZipFiles Open(string place, string inner, ArchiveLimits limits, Func<Stream> open)
    {
        inner = inner.Trim('/');
        if (inner.Length > 0) inner += '/';
        try
        {
            using var archive = new ZipArchive(open(), ZipArchiveMode.Read);
            var files = archive.Entries.Where(e => !e.FullName.EndsWith('/')).ToList();
            Check(place, files, limits);
            var entries = files.Where(e => e.FullName.StartsWith(inner, StringComparison.Ordinal))
                .Select(e => new FileEntry(e.FullName[inner.Length..], e.Length)).OrderBy(e => e.Path, StringComparer.Ordinal)
                .ToList();
            if (entries.Count == 0)
            {
                throw new InvalidDataFindingsException("The input can't be read",
                    Finding.Error("FILE-MISSING", $"{place}/{inner}",
                        inner.Length == 0 ? "The archive is empty." : "The archive has no such folder.",
                        files.Count == 0 ? "no files" : string.Join(", ", files.Take(8).Select(f => f.FullName)),
                        "a folder with a table", "Correct the path after the name of the archive."));
            }

            return new ZipFiles(inner, open)
            {
                Place = inner.Length == 0 ? place : $"{place}/{inner.TrimEnd('/')}", Entries = entries,
            };
        }
        catch (InvalidDataException e)
        {
            throw Damaged(place, e.Message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(place, e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Each call opens the archive anew: one <see cref="ZipArchive"/> can't be read from two threads.</remarks>
    public override Stream OpenRead(string path)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(open(), ZipArchiveMode.Read);
            var entry = archive.GetEntry(inner + path) ?? throw Damaged(PlaceOf(path), "the entry is gone");
            return new CheckedStream(entry.Open(), archive, entry.Length, entry.Crc32, PlaceOf(path));
        }
        catch (InvalidDataException e)
        {
            archive?.Dispose();
            throw Damaged(PlaceOf(path), e.Message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            archive?.Dispose();
            throw Unreadable(PlaceOf(path), e);
        }
    }

    /// <inheritdoc/>
    public override string Hash(CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(inner + '\0'));
        using var stream = open();
        Append(hash, stream, cancellation);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    internal static InvalidDataFindingsException Damaged(string place, string found) =>
        new("The archive can't be read", Finding.Error("ARCHIVE-DAMAGED", place, "The archive is damaged.", found,
            "a complete .zip", "Copy or download the archive again."));

    private static void Check(string place, List<ZipArchiveEntry> files, ArchiveLimits limits)
    {
        var findings = new List<Finding>();
        if (files.Count > limits.Entries) findings.Add(Bomb(place, $"{files.Count} files", $"at most {limits.Entries}"));
        foreach (var file in files.Where(f => Climbs(f.FullName)).Take(20))
        {
            findings.Add(Finding.Error("ARCHIVE-PATH", $"{place}/{file.FullName}", "A path leads out of the archive.",
                file.FullName, "paths below the root of the archive", "Do not trust this archive; get it from its publisher."));
        }

        var total = files.Sum(f => (double)f.Length);
        if (total > limits.TotalBytes) findings.Add(Bomb(place, Size(total), $"at most {Size(limits.TotalBytes)} unpacked"));
        foreach (var file in files.Where(
            f => f.Length > limits.RatioFrom && f.Length / Math.Max(1.0, f.CompressedLength) > limits.Ratio).Take(20))
            findings.Add(Bomb($"{place}/{file.FullName}", $"{Size(file.Length)} in {file.CompressedLength} bytes",
                $"at most {limits.Ratio} : 1"));

        foreach (var twice in files.GroupBy(f => f.FullName, StringComparer.Ordinal).Where(g => g.Count() > 1).Take(20))
        {
            findings.Add(Finding.Error("ARCHIVE-DUPLICATE", $"{place}/{twice.Key}", "A file is in the archive twice.",
                $"{twice.Count()} times", "each file once", "Pack the archive again."));
        }

        if (findings.Count > 0) throw new InvalidDataFindingsException("The archive can't be read", findings);
    }

    private static bool Climbs(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || (path.Length > 1 && path[1] == ':') || path.Contains('\0')
        || path.Split('/', '\\').Contains("..");

    private static Finding Bomb(string place, string found, string expected) =>
        Finding.Error("ARCHIVE-BOMB", place, "The archive unpacks to more than can be meant.", found, expected,
            "Unpack it yourself and read the folder if you trust it.");

    private static string Size(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1 << 20):F0} MiB");
}
