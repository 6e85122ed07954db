namespace IoEngine.Files.Staging;

/// <summary>Removes what is of no more use, and never more than the engine wrote.</summary>
internal static class Leftovers
{
    private static readonly string[] Markers = [FolderKind.Results.Marker, FolderKind.Table.Marker];

    /// <summary>
    /// Removes a draft. One that is whole may be what was replaced, under the draft's name: of it no more goes than is listed.
    /// </summary>
    public static void RemoveDraft(Disk disk, string draft)
    {
        if (Directory.Exists(draft) && Markers.Any(m => FolderMarker.Read(draft, m) is { IsIntact: true }))
            RemoveReplaced(disk, draft);
        else if (Directory.Exists(draft) || File.Exists(draft)) disk.DeleteDraft(draft);
    }

    /// <summary>
    /// Removes what the engine wrote of a folder that was replaced, the marker last, and the folder where nothing else is in it.
    /// </summary>
    /// <returns>What stays, since somebody put or changed it there meanwhile.</returns>
    public static IReadOnlyList<string> RemoveReplaced(Disk disk, string folder)
    {
        if (!Directory.Exists(folder)) return [];
        var marker = Markers.FirstOrDefault(m => FolderMarker.Read(folder, m) is { IsIntact: true }) ?? Markers[0];
        var contents = FolderContents.Of(folder, marker);
        foreach (var name in contents.Own.Where(n => n != marker)) disk.DeleteFile(Path.Combine(folder, name));
        var kept = contents.Changed.Concat(contents.Foreign).ToArray();
        if (kept.Length > 0) return kept;
        if (contents.Own.Count > 0) disk.DeleteFile(Path.Combine(folder, marker));
        foreach (var below in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories).OrderByDescending(d => d.Length))
            disk.DeleteFolder(below);
        disk.DeleteFolder(folder);
        return [];
    }
}
