using System.Text.Json.Nodes;

namespace IoEngine.Files.Staging;

/// <summary>
/// A folder that appears whole or not at all: written beside its place, put on the disk, then exchanged for what was there.
/// </summary>
/// <remarks>
/// Not thread-safe, but several writers of one place are: each has its own draft, and one of them stays, whole.
/// </remarks>
internal sealed class StagedFolder : Draft
{
    private readonly FolderKind kind;
    private readonly bool replace;
    private readonly bool lasting;
    private readonly List<WrittenFile> files = [];

    private StagedFolder(OutputPlace place, FolderKind kind, bool replace, bool lasting)
        : base(place, place.Real, DraftKind.Folder)
    {
        this.kind = kind;
        this.replace = replace;
        this.lasting = lasting;
    }

    /// <summary>What has been written, in order, with content hashes.</summary>
    public IReadOnlyList<WrittenFile> Files => files;

    /// <summary>Prepares a folder; refused before the work begins, so that an hour's run does not end on a full stop.</summary>
    /// <param name="path">Where it will be.</param>
    /// <param name="kind">What it will hold.</param>
    /// <param name="replace">Whether what the engine wrote there before may be replaced; all else never is.</param>
    /// <param name="lasting">Whether it must outlast a loss of power; what can be made again at any time need not.</param>
    /// <exception cref="ConfigException">Something is in the way, or the place can't be written.</exception>
    public static StagedFolder Create(string path, FolderKind kind, bool replace, bool lasting = true)
    {
        var place = OutputPlace.Of(path);
        Journal.Recover(place.Real);
        place.RequireFolder(kind, replace);
        return new StagedFolder(place, kind, replace, lasting);
    }

    /// <summary>Writes one file.</summary>
    /// <param name="name">Path inside the folder, with slashes.</param>
    /// <param name="write">Writes the content.</param>
    /// <returns>The file with its hash.</returns>
    /// <exception cref="ConfigException">The system refuses.</exception>
    public WrittenFile Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(DraftPath, name);
        Guard(() =>
        {
            if (name.Contains('/', StringComparison.Ordinal)) Disk.CreateFolder(Path.GetDirectoryName(path)!);
            using (var stream = Disk.CreateFile(path)) write(stream);
            using var written = File.OpenRead(path);
            files.Add(new WrittenFile(name, written.Length, HashingStream.HashOf(written)));
        });
        return files[^1];
    }

    /// <summary>Writes the marker last, and puts the folder in its place.</summary>
    /// <param name="marker">What the marker says besides the kind, the files and its seal.</param>
    /// <returns>What could not be tidied afterwards; the folder is in its place all the same.</returns>
    /// <exception cref="ConfigException">The place was taken meanwhile, or can't be written.</exception>
    public IReadOnlyList<Finding> Commit(JsonObject marker)
    {
        FolderMarker.Complete(marker, kind, files);
        Write(kind.Marker, stream => FolderMarker.Write(marker, stream));
        if (lasting) Guard(Sync);
        Place.RequireFolder(kind, replace);
        var replaced = "";
        Guard(() => replaced = PutInPlace());
        Committed = true;
        return Afterwards(() =>
        {
            if (lasting) Disk.SyncFolder(Place.Parent);
            return replaced.Length == 0 || Leftovers.RemoveReplaced(Disk, replaced) is not { Count: > 0 } kept ? []
                : [Finding.Warning("OUTPUT-KEPT", Place.Named,
                    "While the output was put in its place, somebody wrote into the folder that it replaced.",
                    string.Join(", ", kept), "no other writer", $"They are kept in {replaced}.")];
        });
    }

    private void Sync()
    {
        foreach (var file in files) Disk.SyncFile(Path.Combine(DraftPath, file.Name));
        foreach (var below in Directory.GetDirectories(DraftPath, "*", SearchOption.AllDirectories)) Disk.SyncFolder(below);
        Disk.SyncFolder(DraftPath);
    }

    /// <summary>Puts the draft in its place.</summary>
    /// <returns>Where that stands which was there before; empty where nothing was.</returns>
    private string PutInPlace()
    {
        if (!Directory.Exists(Place.Real))
        {
            Disk.MoveFolder(DraftPath, Place.Real);
            return "";
        }

        Disk.CopyMode(Place.Real, DraftPath);
        if (Disk.Exchange(DraftPath, Place.Real)) return DraftPath;
        Journal.SayReady();
        Disk.MoveFolder(Place.Real, Journal.Replaced);
        try
        {
            Disk.MoveFolder(DraftPath, Place.Real);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            PutBack();
            throw;
        }

        return Journal.Replaced;
    }

    // Where even that fails the draft stays, complete, and the next start puts it in its place.
    private void PutBack()
    {
        try
        {
            Disk.MoveFolder(Journal.Replaced, Place.Real);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Committed = true;
        }
    }
}
