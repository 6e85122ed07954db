using IoEngine.Files.Staging;
using IoEngine.Reporting;

namespace IoEngine.Runs.Jobs;

/// <summary>A single result table in a file of its own, CSV or Parquet by its extension.</summary>
internal static class ResultFile
{
    /// <summary>Refuses a file that <see cref="Write"/> would refuse, before anything is computed.</summary>
    /// <exception cref="ConfigException">The extension is neither, or the file exists.</exception>
    public static void Require(string file, bool replace, string option = "--out")
    {
        ArgumentNullException.ThrowIfNull(file);
        var extension = FormatOf(file);
        if (!ResultWriters.Formats.Contains(extension))
        {
            throw new ConfigException([Finding.Error("OUTPUT-FORMAT", $"{option} {file}", "There is no such format.",
                $"'.{extension}'",
                "one of " + string.Join(", ", ResultWriters.Formats.Select(f => "." + f)), "End the name with one of these.")]);
        }

        StagedFile.Require(file, replace);
    }

    /// <summary>Writes the table; the file appears whole or not at all.</summary>
    /// <returns>What could not be tidied away afterwards; the file is in its place all the same.</returns>
    /// <exception cref="ConfigException">The extension is neither, the file exists, or it can't be written.</exception>
    public static IReadOnlyList<Finding> Write(ResultTable table, string file, bool replace)
    {
        Require(file, replace);
        var writer = ResultWriters.For(FormatOf(file));
        return StagedFile.Write(file, replace, stream => writer.Write(table, stream));
    }

    private static string FormatOf(string file) => Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
}
