namespace IoEngine.Files.Staging;

/// <summary>The place of an output: where it really is, and what there forbids to put it there. Immutable.</summary>
/// <remarks>
/// One rule for every verb: only what the engine wrote, as it wrote it, is ever replaced, and only where that is asked for.
/// </remarks>
internal sealed class OutputPlace
{
    private const int Shown = 6, MostLinks = 40;

    private OutputPlace(string asked, string named, string real, string option)
    {
        Option = option;
        Asked = asked;
        Named = named;
        Real = real;
    }

    /// <summary>The option that names it, for messages.</summary>
    public string Option { get; }

    /// <summary>The path as it was asked for.</summary>
    public string Asked { get; }

    /// <summary>The same in full, for messages.</summary>
    public string Named { get; }

    /// <summary>The path that all links lead to: a link stays one, and what it names is written.</summary>
    public string Real { get; }

    /// <summary>The folder in which it stands.</summary>
    public string Parent => Path.GetDirectoryName(Real) ?? Real;

    /// <summary>Finds the place.</summary>
    /// <param name="path">The path.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="ConfigException">The name is empty, or its links lead in a circle.</exception>
    public static OutputPlace Of(string path, string option = "--out")
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ConfigException([Finding.Error("OUTPUT-NAME", option, "The output has no name.", $"'{path}'",
                "a file or folder to write", "Name one, or leave the option out.")]);
        }

        var named = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        try
        {
            return new OutputPlace(path, named, Followed(named), option);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", named, "The path can't be followed.", e.Message,
                "a path whose links lead somewhere", $"Choose another place with {option}.")]);
        }
    }

    /// <summary>Refuses a folder that may not be put here; nothing is changed.</summary>
    /// <param name="kind">What would be written.</param>
    /// <param name="replace">Whether the engine's own earlier folder may be replaced.</param>
    /// <exception cref="ConfigException">Every reason, with the names of what stands in the way.</exception>
    public void RequireFolder(FolderKind kind, bool replace)
    {
        var faults = IsAroundWorkingFolder() is { } around ? [around]
            : File.Exists(Real) ? [Finding.Error("OUTPUT-EXISTS", Named, "There is a file where the folder should be.", "a file",
                "a new folder", "Choose another folder with --out.")]
            : Directory.Exists(Real) ? FaultsOf(kind, replace)
            : new List<Finding>();
        if (faults.Count > 0) throw new ConfigException(faults);
    }

    /// <summary>Refuses a file that may not be put here; nothing is changed.</summary>
    /// <param name="replace">Whether an existing file may be replaced.</param>
    /// <exception cref="ConfigException">Something stands in the way.</exception>
    public void RequireFile(bool replace)
    {
        if (FaultOfFile(replace) is { } fault) throw new ConfigException([fault]);
    }

    /// <summary>Why a file may not be put here; null where it may.</summary>
    private Finding? FaultOfFile(bool replace) =>
        Directory.Exists(Real) ? Finding.Error("OUTPUT-EXISTS", $"{Option} {Asked}",
            "There is a folder where the file should be.", "a folder", "a new file", $"Choose another file with {Option}.")
        : !File.Exists(Real) ? null
        : !SystemCalls.IsRegularFile(Real) ? Finding.Error("OUTPUT-FOREIGN", $"{Option} {Asked}",
            "This is no plain file, so it is not replaced, with --force either.",
            "a device, pipe or socket", "a new file, or a plain one with --force", $"Choose another file with {Option}.")
        : replace ? null
        : Finding.Error("OUTPUT-EXISTS", $"{Option} {Asked}", "The file exists already.", "a file", "a new file",
            $"Choose another file with {Option}, or replace it with --force.");

    private List<Finding> FaultsOf(FolderKind kind, bool replace)
    {
        try
        {
            if (SystemCalls.IsMountPoint(Real))
            {
                return [Finding.Error("OUTPUT-UNWRITABLE", Named,
                    "Another file system is mounted here, so the folder can't be put in place as a whole.", "a mount point",
                    "a folder inside it", $"Choose a folder inside, such as {Path.Combine(Named, "results")}.")];
            }

            if (!Directory.EnumerateFileSystemEntries(Real).Any()) return [];
            if (!replace)
            {
                return [Finding.Error("OUTPUT-EXISTS", Named, "The folder exists and is not empty.",
                    Names([.. Directory.EnumerateFileSystemEntries(Real).Select(e => Path.GetFileName(e)!)]),
                    "a new folder", $"Choose another folder with --out, or replace it with --force if it holds {kind.Noun}.")];
            }

            return FaultsOf(FolderContents.Of(Real, kind.Marker), kind);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [Finding.Error("OUTPUT-UNWRITABLE", Named, "The folder can't be looked through, so it is not replaced.",
                e.Message, "a folder that can be read", "Choose another folder with --out, or change its permissions.")];
        }
    }

    private List<Finding> FaultsOf(FolderContents contents, FolderKind kind)
    {
        const string Cure = "Move them elsewhere, or choose another folder with --out.";
        var expected = $"{kind.Noun}, as this program wrote them";
        if (contents.Changed.Contains(kind.Marker))
        {
            return [Finding.Error("OUTPUT-CHANGED", Named,
                $"{kind.Marker} was changed since it was written, so the folder is not replaced, with --force either.",
                kind.Marker, expected, Cure)];
        }

        var faults = new List<Finding>();
        if (contents.Marker is { IsIntact: true } marker && marker.KindName != kind.Name)
        {
            faults.Add(Finding.Error("OUTPUT-FOREIGN", Named,
                $"The folder holds something else than {kind.Noun}, so it is not replaced, with --force either.",
                $"{kind.Marker} of kind '{marker.KindName}'", expected, "Choose another folder with --out."));
        }

        if (contents.Foreign.Count > 0)
        {
            faults.Add(Finding.Error("OUTPUT-FOREIGN", Named,
                "The folder holds what this program did not write, so it is not replaced, with --force either.",
                Names(contents.Foreign, first: kind.Marker), expected, Cure));
        }

        if (contents.Changed.Count > 0)
        {
            faults.Add(Finding.Error("OUTPUT-CHANGED", Named,
                "Files were changed since they were written, so the folder is not replaced, with --force either.",
                Names(contents.Changed), expected, Cure));
        }

        return faults;
    }

    private Finding? IsAroundWorkingFolder()
    {
        var work = Followed(Environment.CurrentDirectory);
        if (!$"{work}{Path.DirectorySeparatorChar}".StartsWith(Path.EndsInDirectorySeparator(Real)
            ? Real : Real + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            return null;
        return Finding.Error("OUTPUT-WORKING-FOLDER", Named,
            "The output would take the place of the folder in which you work, or of one around it.", Real,
            "a folder of its own", "Choose another folder with --out, such as a new one inside.");
    }

    private static string Names(IReadOnlyList<string> names, string first = "") =>
        string.Join(", ", names.OrderBy(n => n != first).ThenBy(n => n, StringComparer.Ordinal).Take(Shown))
            + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");

    // Step by step, since any folder on the way may be a link. What does not exist yet is kept as it is named.
    private static string Followed(string full, int links = 0)
    {
        if (links > MostLinks) throw new IOException("Its links lead in a circle.");
        if (Path.GetDirectoryName(full) is not { } parent) return full;
        var folder = Followed(parent, links);
        var path = Path.Combine(folder, Path.GetFileName(full));
        return new FileInfo(path).LinkTarget is { } target
            ? Followed(Path.TrimEndingDirectorySeparator(Path.GetFullPath(target, folder)), links + 1) : path;
    }
}
