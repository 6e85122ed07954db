using System.Text.Json.Nodes;
using IoEngine.Files.Staging;

namespace IoEngine.Reporting;

/// <summary>
/// A folder of results that appears whole or not at all, with a manifest that lists every file with its SHA-256.
/// </summary>
/// <remarks>
/// Not thread-safe. Disposing without <see cref="Commit"/> removes every trace. What the engine wrote there before, and nothing
/// else, is replaced where that is asked for: anything that somebody added or changed is named and kept.
/// </remarks>
public sealed class ResultsFolder : IDisposable
{
    private readonly StagedFolder folder;

    private ResultsFolder(StagedFolder folder) => this.folder = folder;

    /// <summary>Where the results will be.</summary>
    public string FinalPath => folder.FinalPath;

    /// <summary>What has been written, in order, with content hashes.</summary>
    internal IReadOnlyList<WrittenFile> Files => folder.Files;

    /// <summary>
    /// Prepares the folder of a run; checked before the work begins, so that an hour's run does not end on a full stop.
    /// </summary>
    /// <param name="path">The results folder.</param>
    /// <param name="force">Whether earlier results there, as they were written, may be replaced.</param>
    /// <exception cref="ConfigException">Something is in the way (every reason), or the folder can't be written.</exception>
    public static ResultsFolder Create(string path, bool force = false) =>
        new(StagedFolder.Create(path, FolderKind.Results, force));

    /// <summary>Prepares the folder of a comparison.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="force">Whether an earlier comparison there, as it was written, may be replaced.</param>
    /// <exception cref="ConfigException">As for <see cref="Create"/>.</exception>
    public static ResultsFolder ForComparison(string path, bool force = false) =>
        new(StagedFolder.Create(path, FolderKind.Comparison, force));

    /// <summary>Writes one file.</summary>
    /// <exception cref="ConfigException">It can't be written.</exception>
    public void Write(string name, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(write);
        folder.Write(name, write);
    }

    /// <summary>Writes a table in every format given.</summary>
    /// <exception cref="ConfigException">It can't be written.</exception>
    public void Write(ResultTable table, IEnumerable<IResultTableWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(writers);
        foreach (var writer in writers) folder.Write($"{table.Name}.{writer.Format}", stream => writer.Write(table, stream));
    }

    /// <summary>Writes a table that comes in parts, in every format given.</summary>
    /// <param name="name">Path in the folder without extension.</param>
    /// <param name="parts">At least one; gone through once a format.</param>
    /// <param name="writers">The formats.</param>
    /// <exception cref="ConfigException">It can't be written.</exception>
    public void Write(string name, IEnumerable<ResultTable> parts, IEnumerable<IResultTableWriter> writers)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(writers);
        foreach (var writer in writers) folder.Write($"{name}.{writer.Format}", stream => writer.Write(parts, stream));
    }

    /// <summary>
    /// Writes the manifest last, with the list of files and its seal, and puts the finished folder in its place.
    /// </summary>
    /// <param name="manifest">What the manifest says besides; completed here.</param>
    /// <returns>What could not be tidied away afterwards; the results are in their place all the same.</returns>
    /// <exception cref="ConfigException">The place was taken meanwhile, or can't be written.</exception>
    public IReadOnlyList<Finding> Commit(JsonObject manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return folder.Commit(manifest);
    }

    /// <summary>Removes what was written unless it was committed.</summary>
    public void Dispose() => folder.Dispose();
}
