using System.Text.RegularExpressions;

namespace IoEngine.Files.Staging;

/// <summary>What becomes of a draft.</summary>
internal enum DraftKind
{
    /// <summary>A folder that takes the place of another one.</summary>
    Folder,

    /// <summary>A folder whose files take the places of their namesakes in the folder around it.</summary>
    Update,

    /// <summary>A file that takes the place of another one.</summary>
    File,
}

/// <summary>
/// A small file beside each draft, locked as long as its process lives: it tells the next start which drafts are left of a killed
/// run, and which of them was complete and on its way to its place.
/// </summary>
/// <remarks>
/// Lines: what it is, the machine, the kind of draft, and <c>ready</c> once the draft is complete, on the disk, and must be put
/// in its place in more than one step. Lines are only ever added, so a torn one is none. Other machines' drafts are left alone:
/// their locks may not be seen here.
/// </remarks>
internal sealed partial class Journal : IDisposable
{
    private const string Title = "IoEngine draft 1", Ready = "ready", Suffix = ".journal";
    private readonly Disk disk;
    private readonly FileStream file;

    private Journal(Disk disk, string draft, string replaced, FileStream file)
    {
        this.disk = disk;
        this.file = file;
        Draft = draft;
        Replaced = replaced;
    }

    /// <summary>Where the draft is written.</summary>
    public string Draft { get; }

    /// <summary>Where the folder that is replaced waits, where the two can't be exchanged in one step.</summary>
    public string Replaced { get; }

    /// <summary>Opens a journal for a new draft.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="place">What the draft is for; for an update the folder with its closing separator.</param>
    /// <param name="kind">What becomes of the draft.</param>
    public static Journal Begin(Disk disk, string place, DraftKind kind)
    {
        var id = $"{Guid.NewGuid():N}";
        var draft = $"{place}.partial-{id}";
        var file = disk.CreateJournal(draft + Suffix);
        var journal = new Journal(disk, draft, $"{place}.replaced-{id}", file);
        try
        {
            disk.Append(file, $"{Title}\n{Environment.MachineName}\n{kind}\n");
            return journal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            journal.Dispose();
            TryDelete(disk, draft + Suffix);
            throw;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static void TryDelete(Disk disk, string path)
    {
        try
        {
            disk.DeleteFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty journal is nobody's: it stays, and does no harm.
        }
    }

    /// <summary>From here on the next start puts the draft in its place if this process does not.</summary>
    public void SayReady()
    {
        disk.SyncFolder(Path.GetDirectoryName(Draft)!);
        disk.Append(file, Ready + "\n");
    }

    /// <summary>Nothing is left to be done: the journal goes.</summary>
    public void End()
    {
        file.Dispose();
        disk.DeleteFile(Draft + Suffix);
    }

    /// <summary>Lets go of the journal; the next start looks after what is left.</summary>
    public void Dispose() => file.Dispose();

    /// <summary>
    /// Finishes or removes what killed processes left of drafts for a place. What can't be is left for another time.
    /// </summary>
    /// <param name="place">As for <see cref="Begin"/>.</param>
    public static void Recover(string place)
    {
        var disk = Disk.Current;
        try
        {
            var folder = Path.GetDirectoryName(place);
            if (folder is null || !Directory.Exists(folder)) return;
            var name = Path.GetFileName(place);
            foreach (var path in Directory.GetFiles(folder, "*.partial-*" + Suffix))
            {
                var match = DraftName().Match(Path.GetFileName(path));
                if (match.Success && match.Groups["name"].Value == name) Recover(disk, place, match.Groups["id"].Value, path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that can't be changed can be read all the same, and a later start may have more luck.
        }
    }

    private static void Recover(Disk disk, string place, string id, string path)
    {
        if (!IsDead(path)) return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var (draft, replaced) = ($"{place}.partial-{id}", $"{place}.replaced-{id}");
            if (LinesOf(file) is not [_, _, var kind, .. var rest]) return;
            if (rest is [Ready, ..] && !Finish(disk, Enum.Parse<DraftKind>(kind), place, draft, replaced)) return;
            Leftovers.RemoveDraft(disk, draft);
            Leftovers.RemoveReplaced(disk, replaced);
        }

        disk.DeleteFile(path);
    }

    // Only a journal that is complete and of this machine is looked at any closer: a lock on one that is just being made would
    // disturb its maker.
    private static bool IsDead(string path)
    {
        try
        {
            using (var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            {
                if (LinesOf(file) is not [Title, var machine, _, ..] || machine != Environment.MachineName) return false;
            }

            using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // False where the place was taken meanwhile, so that neither the draft nor what it should replace may go.
    private static bool Finish(Disk disk, DraftKind kind, string place, string draft, string replaced)
    {
        if (!Directory.Exists(draft)) return true;
        var folder = Path.GetDirectoryName(place)!;
        if (kind == DraftKind.Update)
        {
            foreach (var from in Directory.GetFiles(draft))
                disk.MoveFile(from, Path.Combine(folder, Path.GetFileName(from)), replace: true);
        }
        else if (Directory.Exists(replaced))
        {
            if (Directory.Exists(place) || File.Exists(place)) return false;
            disk.MoveFolder(draft, place);
        }

        disk.SyncFolder(folder);
        return true;
    }

    private static string[] LinesOf(FileStream file)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        return reader.ReadToEnd().Split('\n')[..^1];
    }

    [GeneratedRegex(@"^(?<name>.*)\.partial-(?<id>[0-9a-f]{32})\.journal$", RegexOptions.Singleline)]
    private static partial Regex DraftName();
}
