namespace IoEngine.Runs.Outputs;

/// <summary>
/// Paths below the configuration's folder as the configuration writes them, so that the same inputs elsewhere give the same
/// results. Pure.
/// </summary>
internal static class PathsInFolder
{
    /// <summary>The findings with such paths in all their texts; other paths stay as they are.</summary>
    /// <param name="findings">Findings with absolute paths.</param>
    /// <param name="folder">Absolute folder of the configuration.</param>
    public static IEnumerable<Finding> Relative(IEnumerable<Finding> findings, string folder)
    {
        // Of a file system's root every absolute path is below: nothing would be gained.
        var trimmed = Path.TrimEndingDirectorySeparator(folder);
        if (trimmed == Path.GetPathRoot(folder) || trimmed.Length == 0) return findings;
        var prefix = trimmed + Path.DirectorySeparatorChar;
        return findings.Select(f => f with
        {
            Place = Relative(f.Place, prefix),
            Message = Relative(f.Message, prefix),
            Found = Relative(f.Found, prefix),
            Expected = Relative(f.Expected, prefix),
            Cure = Relative(f.Cure, prefix),
        });
    }

    private static string Relative(string text, string prefix)
    {
        for (var at = text.IndexOf(prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(prefix, at,
            StringComparison.Ordinal))
        {
            // The middle of a longer path is another folder.
            if (at == 0 || char.IsWhiteSpace(text[at - 1]) || "'\"“(=,;".Contains(text[at - 1], StringComparison.Ordinal))
                text = text.Remove(at, prefix.Length);
            else at += prefix.Length;
        }

        return text;
    }
}
