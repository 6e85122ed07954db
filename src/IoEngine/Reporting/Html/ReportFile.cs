using IoEngine.Files.Staging;

namespace IoEngine.Reporting.Html;

/// <summary>Writes the page of a results folder again.</summary>
public static class ReportFile
{
    /// <summary>Writes the page, whole or not at all; in the results folder the manifest gets its new hash.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="file">Where to; null: report.html in the folder.</param>
    /// <returns>The file written, and what could not be tidied away afterwards.</returns>
    /// <param name="replace">
    /// Whether <paramref name="file"/> may be replaced; the page of the folder itself always is, unless somebody changed it.
    /// </param>
    /// <param name="verify">Whether the results are compared with their manifest.</param>
    /// <exception cref="ConfigException">
    /// The folder holds no results, the file exists or was changed, or it can't be written.
    /// </exception>
    /// <exception cref="InvalidDataFindingsException">A result file was changed or is damaged.</exception>
    public static (string File, IReadOnlyList<Finding> Findings) Write(string folder, string? file = null, bool replace = false,
        bool verify = true)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var own = Path.GetFullPath(Path.Combine(folder, HtmlReport.FileName));
        if (file is not null) StagedFile.Require(file, replace || Path.GetFullPath(file) == own);
        return StoredResults.Read(folder, verify, results =>
        {
            if (file is not null && Path.GetFullPath(file) != own)
                return (Path.GetFullPath(file), StagedFile.Write(file, replace, stream => HtmlReport.Write(results, stream)));
            using var update = FolderUpdate.Of(folder, FolderKind.Results);
            update.Write(HtmlReport.FileName, stream => HtmlReport.Write(results, stream));
            return (own, update.Commit(results.Manifest));
        });
    }
}
