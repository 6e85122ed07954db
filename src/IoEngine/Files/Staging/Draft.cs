namespace IoEngine.Files.Staging;

/// <summary>What staging has in common, whatever is staged: the place, the journal, and faults in words.</summary>
internal abstract class Draft : IDisposable
{
    private readonly Journal journal;

    /// <summary>
    /// Opens the journal, and the draft where it is a folder. What killed processes left for the same place is tidied first.
    /// </summary>
    private protected Draft(OutputPlace place, string journalPlace, DraftKind kind)
    {
        Place = place;
        Guard(() => Disk.CreateFolder(Path.GetDirectoryName(journalPlace)!));
        Journal opened = null!;
        Guard(() => opened = Journal.Begin(Disk, journalPlace, kind));
        journal = opened;
        if (kind == DraftKind.File) return;
        try
        {
            Guard(() => Disk.CreateFolder(DraftPath));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The path as it was asked for.</summary>
    public string FinalPath => Place.Named;

    private protected Disk Disk { get; } = Disk.Current;

    private protected OutputPlace Place { get; }

    private protected Journal Journal => journal;

    /// <summary>Where it is written until it is complete.</summary>
    public string DraftPath => journal.Draft;

    /// <summary>Whether the draft is in its place, or on its way there with nobody to stop it: then it is not removed.</summary>
    private protected bool Committed { get; set; }

    /// <summary>Runs a step; what the system refuses is reported as a finding.</summary>
    /// <exception cref="ConfigException">The system refuses.</exception>
    public void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", Place.Named, "The output can't be written here.",
                e.Message,
                "a folder in which files may be created, with enough space",
                $"Choose another place with {Place.Option}, or change its permissions.")]);
        }
    }

    /// <summary>
    /// Does what comes after the output is in its place: a fault here makes it no less whole, so it is only told.
    /// </summary>
    private protected IReadOnlyList<Finding> Afterwards(Func<IReadOnlyList<Finding>> tidy)
    {
        try
        {
            var findings = tidy();
            journal.End();
            return findings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Finding.Warning("OUTPUT-LEFTOVER", Place.Named,
                "The output is in its place, but what it replaced could not be tidied away.", e.Message,
                "a disk that takes it",
                "Nothing to do for the output; the next start tries again. "
                    + $"Else remove {Path.GetFileName(DraftPath)} beside it.")];
        }
        finally
        {
            journal.Dispose();
        }
    }

    /// <summary>Removes the draft where it was not committed. What can't be removed now, the next start removes.</summary>
    public void Dispose()
    {
        if (Committed)
        {
            journal.Dispose();
            return;
        }

        Committed = true;
        try
        {
            Disk.DeleteDraft(DraftPath);
            journal.End();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The journal stays beside the draft, and says to the next start that nobody needs it.
        }
        finally
        {
            journal.Dispose();
        }
    }
}
