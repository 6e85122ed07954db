namespace IoEngine.Files.Staging;

/// <summary>What stands in a folder, told apart: the engine's own files as it wrote them, and all else. Immutable.</summary>
/// <param name="Marker">The folder's marker; null where it has none.</param>
/// <param name="Own">The engine's files as they were written, by path inside the folder; the marker last.</param>
/// <param name="Changed">Files that the engine wrote and somebody changed since.</param>
/// <param name="Foreign">
/// All else: files, links, and folders (named with a slash at the end) that the marker does not list.
/// </param>
internal sealed record FolderContents(FolderMarker? Marker, IReadOnlyList<string> Own, IReadOnlyList<string> Changed,
    IReadOnlyList<string> Foreign)
{
    /// <summary>Whether nothing is there.</summary>
    public bool IsEmpty => Own.Count + Changed.Count + Foreign.Count == 0;

    /// <summary>Looks at every entry and compares every listed file with its hash.</summary>
    /// <param name="folder">An existing folder.</param>
    /// <param name="marker">Name of the marker's file.</param>
    /// <exception cref="IOException">The folder can't be looked through.</exception>
    public static FolderContents Of(string folder, string marker)
    {
        var read = FolderMarker.Read(folder, marker);
        var listed = read is { IsIntact: true } ? read.Files : new Dictionary<string, string>();
        var (own, changed, foreign) = (new List<string>(), new List<string>(), new List<string>());
        Look(new DirectoryInfo(folder), "");
        if (read is { IsIntact: true }) own.Add(marker);
        return new FolderContents(read, own, changed, foreign);

        void Look(DirectoryInfo inside, string prefix)
        {
            foreach (var entry in inside.EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                var name = prefix + entry.Name;
                if (entry.LinkTarget is not null) foreign.Add(name);
                else if (entry is DirectoryInfo below)
                {
                    if (listed.Keys.Any(f => f.StartsWith(name + "/", StringComparison.Ordinal))) Look(below, name + "/");
                    else foreign.Add(name + "/");
                }
                else if (name == marker && read is { HasSeal: true })
                {
                    if (!read.IsIntact) changed.Add(name);
                }
                else if (!listed.TryGetValue(name, out var hash)) foreign.Add(name);
                else if (IsAsWritten(entry.FullName, hash)) own.Add(name);
                else changed.Add(name);
            }
        }
    }

    /// <summary>Whether the path is a plain file of that SHA-256.</summary>
    public static bool IsAsWritten(string path, string hash)
    {
        if (!SystemCalls.IsRegularFile(path)) return false;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return HashingStream.HashOf(stream) == hash;
    }
}
