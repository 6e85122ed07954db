namespace IoEngine.Files.Staging;

/// <summary>
/// Every change that staging makes on the disk, one method each: a test can let any of them fail, or be the last.
/// </summary>
internal class Disk
{
    private static readonly Disk Real = new();
    private static readonly AsyncLocal<Disk?> Other = new();

    /// <summary>The disk of this flow of work: the real one, but in tests.</summary>
    public static Disk Current => Other.Value ?? Real;

    /// <summary>Takes another disk for this flow of work; null: the real one again.</summary>
    public static void Use(Disk? disk) => Other.Value = disk;

    /// <summary>Makes a folder and those around it.</summary>
    public virtual void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <summary>Makes a new file.</summary>
    public virtual Stream CreateFile(string path) =>
        new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16);

    /// <summary>Makes a new file that others may read but not lock as long as it is open.</summary>
    public virtual FileStream CreateJournal(string path) =>
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1);

    /// <summary>Adds text to a file and puts it on the disk.</summary>
    public virtual void Append(FileStream file, string text)
    {
        file.Write(System.Text.Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Puts a file's content on the disk.</summary>
    public virtual void SyncFile(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Puts the names in a folder on the disk.</summary>
    public virtual void SyncFolder(string path) => SystemCalls.SyncFolder(path);

    /// <summary>Renames a folder; the new name must be free, or an empty folder's.</summary>
    public virtual void MoveFolder(string from, string to) => Directory.Move(from, to);

    /// <summary>Renames a file.</summary>
    public virtual void MoveFile(string from, string to, bool replace) => File.Move(from, to, replace);

    /// <summary>Exchanges what two paths name, in one step; false where the system can't.</summary>
    public virtual bool Exchange(string first, string second) => SystemCalls.Exchange(first, second);

    /// <summary>Gives a new folder or file the permissions of the one whose place it takes.</summary>
    public virtual void CopyMode(string from, string to)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, File.GetUnixFileMode(from));
    }

    /// <summary>Removes a file.</summary>
    public virtual void DeleteFile(string path) => File.Delete(path);

    /// <summary>Removes a folder, which must be empty.</summary>
    public virtual void DeleteFolder(string path) => Directory.Delete(path);

    /// <summary>Removes a draft with all that is in it.</summary>
    public virtual void DeleteDraft(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else File.Delete(path);
    }
}
