using System.Security.Cryptography;

namespace IoEngine.Reporting;

/// <summary>A folder that appears whole or not at all: written beside its place, then renamed.</summary>
/// <remarks>Not thread-safe. Disposing without <see cref="Commit"/> removes every trace.</remarks>
public sealed class ResultsFolder : IDisposable
{
    private const string Marker = "manifest.json";
    private readonly List<WrittenFile> files = [];
    private readonly bool force;
    private bool committed;

    private ResultsFolder(string path, string partial, bool force)
    {
        FinalPath = path;
        PartialPath = partial;
        this.force = force;
    }

    /// <summary>Where the results will be.</summary>
    public string FinalPath { get; }

    /// <summary>Where they are written until they are complete.</summary>
    public string PartialPath { get; }

    /// <summary>What has been written, in order, with content hashes.</summary>
    public IReadOnlyList<WrittenFile> Files => files;

    /// <summary>Prepares the folder; checked before the work begins, so that an hour's run does not end on a full stop.</summary>
    /// <param name="path">The results folder.</param>
    /// <param name="force">Whether earlier results there may be replaced. Anything but results (a folder with a manifest) is never touched.</param>
    /// <exception cref="ConfigException">The folder exists, or can't be written.</exception>
    public static ResultsFolder Create(string path, bool force = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Refusal(full, force) is { } finding) throw new ConfigException([finding]);
        var partial = $"{full}.partial-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(partial);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", full, "The results can't be written here.", fault.Message,
                "a folder in which files may be created", "Choose another folder with --out.")]);
        }

        return new ResultsFolder(full, partial, force);
    }

    /// <summary>Writes one file.</summary>
    public void Write(string name, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        var path = Path.Combine(PartialPath, name);
        using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16)) write(stream);
        using var written = File.OpenRead(path);
        files.Add(new WrittenFile(name, written.Length, Convert.ToHexStringLower(SHA256.HashData(written))));
    }

    /// <summary>Writes a table in every format given.</summary>
    public void Write(ResultTable table, IEnumerable<IResultTableWriter> writers)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(writers);
        foreach (var writer in writers) Write($"{table.Name}.{writer.Format}", stream => writer.Write(table, stream));
    }

    /// <summary>Puts the finished folder in its place.</summary>
    /// <exception cref="ConfigException">The place was taken meanwhile, or can't be written.</exception>
    public void Commit()
    {
        if (Refusal(FinalPath, force) is { } finding) throw new ConfigException([finding]);
        string? replaced = null;
        try
        {
            if (Directory.Exists(FinalPath))
            {
                replaced = $"{FinalPath}.replaced-{Guid.NewGuid():N}";
                Directory.Move(FinalPath, replaced);
            }

            Directory.Move(PartialPath, FinalPath);
            committed = true;
            if (replaced is not null) Directory.Delete(replaced, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            if (replaced is not null && !Directory.Exists(FinalPath)) Directory.Move(replaced, FinalPath);
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", FinalPath, "The results can't be put in place.", fault.Message,
                "a folder that may be renamed", "Choose another folder with --out.")]);
        }
    }

    /// <summary>Removes what was written unless it was committed.</summary>
    public void Dispose()
    {
        if (!committed && Directory.Exists(PartialPath)) Directory.Delete(PartialPath, recursive: true);
    }

    private static Finding? Refusal(string path, bool force)
    {
        if (File.Exists(path))
            return Finding.Error("OUTPUT-EXISTS", path, "There is a file where the results folder should be.", "a file", "no file",
                "Choose another folder with --out.");
        if (!Directory.Exists(path) || !Directory.EnumerateFileSystemEntries(path).Any()) return null;
        if (!force)
            return Finding.Error("OUTPUT-EXISTS", path, "The results folder exists.", "a folder that is not empty", "a new folder",
                "Choose another folder with --out, or replace it with --force.");
        return File.Exists(Path.Combine(path, Marker)) ? null
            : Finding.Error("OUTPUT-NOT-RESULTS", path, "The folder holds something else than results, so --force does not replace it.",
                $"no {Marker}", "results of an earlier run", "Choose another folder with --out.");
    }
}

/// <summary>A file of the results. Immutable.</summary>
/// <param name="Name">Name in the folder.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">SHA-256 of the content, hexadecimal.</param>
public sealed record WrittenFile(string Name, long Bytes, string Sha256);
