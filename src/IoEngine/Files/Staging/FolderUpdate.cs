using System.Text.Json.Nodes;

namespace IoEngine.Files.Staging;

/// <summary>
/// Some files of a folder that the engine wrote, written again together with its marker: the next start finishes what was begun.
/// </summary>
internal sealed class FolderUpdate : Draft
{
    private readonly FolderKind kind;
    private readonly List<WrittenFile> files = [];

    private FolderUpdate(OutputPlace place, FolderKind kind)
        : base(place, place.Real + Path.DirectorySeparatorChar, DraftKind.Update) => this.kind = kind;

    /// <summary>Prepares to write files of a folder again.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">What it holds.</param>
    /// <exception cref="ConfigException">The folder can't be written.</exception>
    public static FolderUpdate Of(string folder, FolderKind kind) => new(OutputPlace.Of(folder), kind);

    /// <summary>Finishes or removes what killed processes left of a folder: updates inside it, and drafts beside it.</summary>
    public static void Recover(string folder)
    {
        var place = OutputPlace.Of(folder);
        Journal.Recover(place.Real);
        if (Directory.Exists(place.Real)) Journal.Recover(place.Real + Path.DirectorySeparatorChar);
    }

    /// <summary>Writes one file, which must be new, or be as the engine wrote it.</summary>
    /// <exception cref="ConfigException">The file is somebody else's or was changed, or the system refuses.</exception>
    public void Write(string name, Action<Stream> write)
    {
        Require(name);
        var path = Path.Combine(DraftPath, name);
        Guard(() =>
        {
            using (var stream = Disk.CreateFile(path)) write(stream);
            using var written = File.OpenRead(path);
            files.Add(new WrittenFile(name, written.Length, HashingStream.HashOf(written)));
        });
    }

    /// <summary>
    /// Enters the files in the marker, and puts all in their places; where nothing changed, nothing is touched.
    /// </summary>
    /// <param name="marker">The marker as it is.</param>
    /// <returns>What could not be tidied afterwards.</returns>
    /// <exception cref="ConfigException">The system refuses.</exception>
    public IReadOnlyList<Finding> Commit(JsonObject marker)
    {
        if (!FolderMarker.Enter(marker, files) && files.All(f => File.Exists(Path.Combine(Place.Real, f.Name)))) return [];
        Guard(() =>
        {
            using var stream = Disk.CreateFile(Path.Combine(DraftPath, kind.Marker));
            FolderMarker.Write(marker, stream);
        });
        string[] names = [.. files.Select(f => f.Name), kind.Marker];
        Guard(() =>
        {
            foreach (var name in names) Disk.SyncFile(Path.Combine(DraftPath, name));
            Disk.SyncFolder(DraftPath);
            Journal.SayReady();
        });
        Committed = true;
        Guard(() =>
        {
            foreach (var name in names)
                Disk.MoveFile(Path.Combine(DraftPath, name), Path.Combine(Place.Real, name), replace: true);
        });
        return Afterwards(() =>
        {
            Disk.SyncFolder(Place.Real);
            Disk.DeleteFolder(DraftPath);
            return [];
        });
    }

    private void Require(string name)
    {
        var (marker, path, own) = (FolderMarker.Read(Place.Real, kind.Marker), Path.Combine(Place.Real, name), false);
        if (marker is not { IsIntact: true })
        {
            throw new ConfigException([Finding.Error("OUTPUT-CHANGED", Path.Combine(Place.Named, kind.Marker),
                "The list of the folder's files was changed since it was written, so nothing is entered in it.",
                kind.Marker, "the file as this program wrote it", "Choose a file elsewhere with --out.")]);
        }

        if (!Path.Exists(path)) return;
        var changed = marker.Files.TryGetValue(name, out var hash);
        Guard(() => own = changed && FolderContents.IsAsWritten(path, hash!));
        if (own) return;
        throw new ConfigException([Finding.Error(changed ? "OUTPUT-CHANGED" : "OUTPUT-FOREIGN", Path.Combine(Place.Named, name),
            changed
                ? "The file was changed since it was written, so it is not replaced."
                : "This program did not write the file, so it is not replaced.", name,
            "the file as this program wrote it, or none", "Move it elsewhere, or choose another file with --out.")]);
    }
}
