using System.Security.Cryptography;
using System.Text;

namespace IoEngine.Files;

/// <summary>A file of a <see cref="FileSet"/>. Immutable.</summary>
/// <param name="Path">Path inside the set, with slashes.</param>
/// <param name="Bytes">Size when unpacked.</param>
internal sealed record FileEntry(string Path, long Bytes)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The folder with its closing slash; empty at the root.</summary>
    public string Folder => Path[..(Path.LastIndexOf('/') + 1)];
}

/// <summary>
/// Files that belong together, read-only: a folder, the entries of a zip (not unpacked to disk), or a single file.
/// </summary>
internal abstract class FileSet
{
    /// <summary>Path that the user gave.</summary>
    public required string Place { get; init; }

    /// <summary>All files, in ordinal order of their paths.</summary>
    public required IReadOnlyList<FileEntry> Entries { get; init; }

    /// <summary>
    /// Folder on disk that holds the files, so that their lengths are known beforehand; null inside an archive.
    /// </summary>
    public virtual string? Folder => null;

    /// <summary>Opens a folder, a zip, a file, or a path into a zip such as <c>tables.zip/2010</c>.</summary>
    /// <exception cref="InvalidDataFindingsException">Nothing is there, or the archive is damaged or unsafe.</exception>
    public static FileSet Open(string path, ArchiveLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path)) return FolderFiles.Open(path);
        if (File.Exists(path))
            return IsZip(path) ? ZipFiles.Open(path, "", limits ?? ArchiveLimits.Default) : SingleFile.Open(path);
        for (var i = path.Length - 1; i > 0; i--)
        {
            if (path[i] is not ('/' or '\\') || !File.Exists(path[..i])) continue;
            if (IsZip(path[..i]))
                return ZipFiles.Open(path[..i], path[(i + 1)..].Replace('\\', '/'), limits ?? ArchiveLimits.Default);
        }

        throw new InvalidDataFindingsException("The input can't be read", Missing(path));
    }

    /// <summary>The entry of that path, or null.</summary>
    public FileEntry? Find(string path) => Entries.FirstOrDefault(e => e.Path == path);

    /// <summary>Name of an entry for messages: the place of the set and the path within.</summary>
    public virtual string PlaceOf(string path) => $"{Place}/{path}";

    /// <summary>Opens a file for sequential reading; safe to call from several threads.</summary>
    public abstract Stream OpenRead(string path);

    /// <summary>The whole of a small file (labels, parameters).</summary>
    /// <exception cref="InvalidDataFindingsException">Larger than <paramref name="limit"/>.</exception>
    public byte[] ReadAll(string path, int limit = 64 << 20)
    {
        using var stream = OpenRead(path);
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length <= limit) continue;
            throw new InvalidDataFindingsException("The input can't be read", Finding.Error("FILE-TOO-LARGE", PlaceOf(path),
                "A file that should be small is large.", $"more than {limit} bytes", $"at most {limit} bytes",
                "Check that this is the right file."));
        }

        return memory.ToArray();
    }

    /// <summary>SHA-256 of everything that is there: the archive as it is, or the paths and bytes of all files.</summary>
    public virtual string Hash(CancellationToken cancellation = default)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in Entries)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{entry.Path}\0{entry.Bytes}\0"));
            using var stream = OpenRead(entry.Path);
            Append(hash, stream, cancellation);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private protected static void Append(IncrementalHash hash, Stream stream, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 20];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }
    }

    private static bool IsZip(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
            Span<byte> head = stackalloc byte[4];
            return stream.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4
                && (head.SequenceEqual("PK\u0003\u0004"u8) || head.SequenceEqual("PK\u0005\u0006"u8));
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(path, e);
        }
    }

    private protected static InvalidDataFindingsException Unreadable(string path, Exception cause) =>
        new("The input can't be read", Finding.Error("FILE-UNREADABLE", path, "The file can't be opened.", cause.Message,
            "a readable file", "Check the permissions and that no other program holds it."));

    private static Finding Missing(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var near = folder is not null && Directory.Exists(folder)
            ? Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).Take(8).ToList()
            : null;
        var found = near is null ? $"the folder '{folder}' does not exist either"
            : near.Count == 0 ? "an empty folder there" : $"there are {string.Join(", ", near)}";
        return Finding.Error("FILE-MISSING", path, "There is no such file or folder.", found, "a file, a folder or a .zip",
            "Correct the path; paths in a configuration are relative to it.");
    }
}

/// <summary>A folder and everything below it.</summary>
internal sealed class FolderFiles : FileSet
{
    /// <inheritdoc/>
    public override string Folder => Place;

    public static FolderFiles Open(string path)
    {
        try
        {
            var root = Path.GetFullPath(path);
            var entries = new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(f => new FileEntry(Path.GetRelativePath(root, f.FullName).Replace('\\', '/'), f.Length))
                .OrderBy(e => e.Path, StringComparer.Ordinal).ToList();
            return new FolderFiles { Place = path.TrimEnd('/', '\\'), Entries = entries };
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(path, e);
        }
    }

    /// <inheritdoc/>
    public override Stream OpenRead(string path)
    {
        var full = Path.Combine(Place, path);
        try
        {
            return new FileStream(full, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 });
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(full, e);
        }
    }
}

/// <summary>One file that is not an archive.</summary>
internal sealed class SingleFile : FileSet
{
    public static SingleFile Open(string path) =>
        new() { Place = path, Entries = [new FileEntry(Path.GetFileName(path), new FileInfo(path).Length)] };

    /// <inheritdoc/>
    public override string PlaceOf(string path) => Place;

    /// <inheritdoc/>
    public override Stream OpenRead(string path)
    {
        try
        {
            return new FileStream(Place, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 1 });
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw Unreadable(Place, e);
        }
    }
}
