namespace IoEngine.Files.Staging;

/// <summary>A single file that appears whole or not at all: written beside its place, put on the disk, then renamed.</summary>
internal sealed class StagedFile : Draft
{
    private readonly bool replace;

    private StagedFile(OutputPlace place, bool replace)
        : base(place, place.Real, DraftKind.File) => this.replace = replace;

    /// <summary>Refuses a file that can't be written, before anything is computed.</summary>
    /// <exception cref="ConfigException">Something is in the way.</exception>
    public static void Require(string path, bool replace, string option = "--out") =>
        OutputPlace.Of(path, option).RequireFile(replace);

    /// <summary>Writes the file; its folder is made where there is none. A link stays one: what it names is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="replace">Whether a plain file that is there may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="option">The option that names the file, for messages.</param>
    /// <returns>What could not be tidied afterwards; the file is in its place all the same.</returns>
    /// <exception cref="ConfigException">Something is in the way, or the file can't be written.</exception>
    public static IReadOnlyList<Finding> Write(string path, bool replace, Action<Stream> write, string option = "--out")
    {
        var place = OutputPlace.Of(path, option);
        Journal.Recover(place.Real);
        place.RequireFile(replace);
        using var staged = new StagedFile(place, replace);
        staged.Guard(() =>
        {
            using var stream = staged.Disk.CreateFile(staged.DraftPath);
            write(stream);
        });
        return staged.Commit();
    }

    private IReadOnlyList<Finding> Commit()
    {
        Guard(() => Disk.SyncFile(DraftPath));
        Place.RequireFile(replace);
        Guard(() =>
        {
            if (File.Exists(Place.Real)) Disk.CopyMode(Place.Real, DraftPath);
            Disk.MoveFile(DraftPath, Place.Real, replace);
        });
        Committed = true;
        return Afterwards(() =>
        {
            Disk.SyncFolder(Place.Parent);
            return [];
        });
    }
}
