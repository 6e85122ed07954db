namespace IoEngine.Files;

/// <summary>A folder or file that appears whole or not at all: written beside its place, then renamed.</summary>
/// <remarks>Not thread-safe, but several writers of one place are: each has its own draft, and the first or last rename wins whole.</remarks>
internal sealed class Staging : IDisposable
{
    private readonly bool replace;
    private bool committed;

    private Staging(string path, bool replace)
    {
        FinalPath = path;
        DraftPath = $"{path}.partial-{Guid.NewGuid():N}";
        this.replace = replace;
    }

    /// <summary>Where it will be.</summary>
    public string FinalPath { get; }

    /// <summary>Where it is written until it is complete.</summary>
    public string DraftPath { get; }

    /// <summary>Prepares a new folder at <paramref name="path"/>.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="replace">Whether what is there may be replaced.</param>
    /// <exception cref="ConfigException">Something is there already, or the place can't be written.</exception>
    public static Staging ForFolder(string path, bool replace)
    {
        var staging = Prepare(path, replace);
        staging.Guard(() => Directory.CreateDirectory(staging.DraftPath));
        return staging;
    }

    /// <summary>Prepares a new file at <paramref name="path"/>; its folder is made where it is absent.</summary>
    /// <exception cref="ConfigException">Something is there already, or the place can't be written.</exception>
    public static Staging ForFile(string path, bool replace)
    {
        var staging = Prepare(path, replace);
        staging.Guard(() => Directory.CreateDirectory(Path.GetDirectoryName(staging.FinalPath)!));
        return staging;
    }

    /// <summary>Runs a step of writing; what the system refuses is reported as a finding.</summary>
    /// <exception cref="ConfigException">The system refuses.</exception>
    public void Guard(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", FinalPath, "The output can't be written here.", e.Message,
                "a folder in which files may be created, with enough space", "Choose another place, or change its permissions.")]);
        }
    }

    /// <summary>Puts the finished folder or file in its place.</summary>
    /// <exception cref="ConfigException">The place was taken meanwhile, or can't be written.</exception>
    public void Commit()
    {
        if (!replace && Exists(FinalPath)) throw Taken(FinalPath);
        Guard(() =>
        {
            if (File.Exists(DraftPath)) File.Move(DraftPath, FinalPath, replace);
            else MoveFolder();
        });
        committed = true;
    }

    /// <summary>Removes the draft where it was not committed.</summary>
    public void Dispose()
    {
        if (committed) return;
        if (File.Exists(DraftPath)) File.Delete(DraftPath);
        else if (Directory.Exists(DraftPath)) Directory.Delete(DraftPath, recursive: true);
    }

    private static Staging Prepare(string path, bool replace)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return !replace && Exists(full) ? throw Taken(full) : new Staging(full, replace);
    }

    private void MoveFolder()
    {
        var old = Directory.Exists(FinalPath) ? $"{FinalPath}.replaced-{Guid.NewGuid():N}" : null;
        if (old is not null) Directory.Move(FinalPath, old);
        try
        {
            Directory.Move(DraftPath, FinalPath);
        }
        catch when (old is not null)
        {
            // Where another writer was quicker its folder stays; else what was there comes back.
            if (Directory.Exists(FinalPath)) Directory.Delete(old, recursive: true);
            else Directory.Move(old, FinalPath);
            throw;
        }

        if (old is not null) Directory.Delete(old, recursive: true);
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static ConfigException Taken(string path) =>
        new([Finding.Error("OUTPUT-EXISTS", path, "The output exists already.", "a file or folder of that name", "a new name",
            "Choose another name, or ask for it to be replaced (--force).")]);
}
