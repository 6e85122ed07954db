using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace IoEngine.Reporting.Html;

/// <summary>Writes the page of a results folder again.</summary>
public static class ReportFile
{
    /// <summary>Writes the page, whole or not at all; in the results folder the manifest gets its new hash.</summary>
    /// <param name="folder">The results folder.</param>
    /// <param name="file">Where to; null: report.html in the folder.</param>
    /// <returns>The file written.</returns>
    /// <param name="replace">Whether <paramref name="file"/> may be replaced; the page of the folder itself always is.</param>
    /// <exception cref="ConfigException">The folder holds no results, the file exists, or it can't be written.</exception>
    /// <exception cref="InvalidDataFindingsException">A result file is damaged.</exception>
    public static string Write(string folder, string? file = null, bool replace = false)
    {
        var results = StoredResults.Open(folder);
        var own = Path.GetFullPath(Path.Combine(folder, HtmlReport.FileName));
        var target = file is null ? own : Path.GetFullPath(file);
        if (target != own && OutputFile.Faults(target, replace) is { Count: > 0 } faults) throw new ConfigException(faults);
        var partial = $"{target}.partial-{Guid.NewGuid():N}";
        try
        {
            using (var stream = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16)) HtmlReport.Write(results, stream);
            File.Move(partial, target, overwrite: true);
            if (target == own) Enter(results.Manifest, folder, target);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ConfigException([Finding.Error("OUTPUT-UNWRITABLE", target, "The page can't be written.", fault.Message, "a file that may be created", "Choose another file with --out.")]);
        }
        finally
        {
            File.Delete(partial);
        }

        return target;
    }

    private static void Enter(JsonObject manifest, string folder, string page)
    {
        byte[] content = File.ReadAllBytes(page);
        var entry = new JsonObject { ["name"] = HtmlReport.FileName, ["bytes"] = content.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content)) };
        if (manifest["outputs"] is not JsonArray outputs) manifest["outputs"] = outputs = [];
        var known = outputs.FirstOrDefault(o => (string?)o?["name"] == HtmlReport.FileName);
        if (known is not null && JsonNode.DeepEquals(known, entry)) return;
        if (known is null) outputs.Add(entry);
        else outputs[outputs.IndexOf(known)] = entry;
        var path = Path.Combine(folder, "manifest.json");
        var partial = $"{path}.partial-{Guid.NewGuid():N}";
        using (var stream = new FileStream(partial, FileMode.CreateNew)) StoredResults.WriteManifest(manifest, stream);
        File.Move(partial, path, overwrite: true);
    }
}
