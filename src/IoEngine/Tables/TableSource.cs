using System.Text;
using IoEngine.Files;

namespace IoEngine.Tables;

/// <summary>Where a table is read from: a file, a folder, or a zip, opened lazily. Formats see all three alike.</summary>
internal sealed class TableSource(FileSet files)
{
    /// <summary>The files.</summary>
    public FileSet Files { get; } = files;

    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, object?> known = new();

    /// <summary>What several formats must find out about the source, found out once.</summary>
    /// <param name="what">Name of the fact.</param>
    /// <param name="find">Finds it out.</param>
    public T Once<T>(string what, Func<T> find) => (T)known.GetOrAdd(what, _ => find())!;

    /// <summary>Path that the user gave.</summary>
    public string Place => Files.Place;

    /// <summary>All files, with slashes in their paths.</summary>
    public IReadOnlyList<FileEntry> Entries => Files.Entries;

    /// <summary>Opens a file, a folder, a zip, or a path into a zip.</summary>
    /// <exception cref="InvalidDataFindingsException">Nothing is there, or it can't be opened.</exception>
    public static TableSource Open(string path) => new(FileSet.Open(path));

    /// <summary>A zip among the entries: read in its place in a folder, from memory inside an archive.</summary>
    /// <exception cref="InvalidDataFindingsException">It is damaged or a bomb.</exception>
    public TableSource Inner(FileEntry zip) => Files.Folder is { } folder
        ? Open(Path.Combine(folder, zip.Path)) : new(ZipFiles.OpenNested(Files, zip.Path));

    /// <summary>The first lines of an entry, for recognising; fewer where the file or <paramref name="bytes"/> ends.</summary>
    public string[] FirstLines(string entry, int lines, int bytes = 64 << 10)
    {
        using var stream = Files.OpenRead(entry);
        var head = new byte[(int)Math.Min(bytes, Files.Find(entry)?.Bytes ?? bytes)];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(head, 0, read).TrimStart('\uFEFF').Split('\n', lines + 1).Take(lines)
            .Select(l => l.TrimEnd('\r')).ToArray();
    }
}
