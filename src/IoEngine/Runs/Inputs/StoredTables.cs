using System.Text.Json.Nodes;
using IoEngine.Demonstration;
using IoEngine.Reporting;
using IoEngine.Runs.Configuration;
using IoEngine.Validation;

namespace IoEngine.Runs.Inputs;

/// <summary>The tables that stored results were computed from, if they can still be had, unchanged.</summary>
internal sealed class StoredTables
{
    private readonly StoredResults results;
    private readonly string[] folders;

    /// <summary>Looks beside the configuration, where one is named, else here, in the results and beside them.</summary>
    /// <param name="results">The results.</param>
    /// <param name="folder">Their folder.</param>
    /// <param name="config">The configuration file; null: not named.</param>
    public StoredTables(StoredResults results, string folder, string? config)
    {
        this.results = results;
        var full = Path.GetFullPath(folder);
        folders = config is not null ? [Path.GetDirectoryName(Path.GetFullPath(config))!]
            : [Directory.GetCurrentDirectory(), full, Path.GetDirectoryName(full) ?? full];
    }

    /// <summary>
    /// The configuration as it was run, relative to the folder in which its tables are found; null where they are nowhere.
    /// </summary>
    public LoadedConfig? Find(int tableYear, out string missing)
    {
        missing = "";
        var config = Config();
        if (config.Tables.Path == TablesConfig.Demo) return new LoadedConfig(config, folders[0], "the manifest");
        var named = config.Tables.Path.Replace("{year}", tableYear.ToString(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
        foreach (var folder in folders)
        {
            var path = Path.GetFullPath(Path.Combine(folder, named));
            if (!File.Exists(path) && !Directory.Exists(path)) continue;
            (string Role, string What, string? Named)[] inputs =
            [
                ("table", "table", named), .. config.Tables.Accounts.SelectMany(a => new[]
                {
                    ("accounts", "file of accounts", a.Path), ("accounts-map", "concordance of accounts", a.Regions),
                    ("accounts-map", "concordance of accounts", a.Sectors),
                }),
            ];
            missing = inputs.Where(i => i.Named is not null).Select(i => Changed(i.Role, i.What, i.Named!, folder))
                .FirstOrDefault(m => m is not null) ?? "";
            return missing.Length == 0 ? new LoadedConfig(config, folder, "the manifest") : null;
        }

        missing = $"The table {named} is not found in {string.Join(", ", folders.Distinct())}: name the configuration "
            + "with --config.";
        return null;
    }

    /// <summary>Reads and validates the table of a year.</summary>
    public static ValidatedTable Read(LoadedConfig loaded, int tableYear, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        IYearTables? tables = loaded.Config.Tables.Path == TablesConfig.Demo
            ? new DemonstrationTables(DemonstrationWorld.Create(loaded.Config.Demo.Seed), loaded.Config.Tables.Years)
            : FileTables.Find(loaded.Config.Tables with { Years = YearSelection.Of([tableYear]) }, loaded.Resolve, findings);
        if (tables is null || findings.Any(f => f.Severity == Severity.Error))
            throw new InvalidDataFindingsException("The table can't be read", findings);
        var accounts = AccountsOfTables.Read(loaded.Config.Tables.Accounts, loaded.Resolve, cancellation);
        return new ValidatedTables(tables, loaded.Config.Tables, accounts).Read(tableYear, cancellation);
    }

    // Scenarios play no part here, and each kind of change would have to be read again.
    private RunConfig Config()
    {
        if (results.Manifest["config"] is not JsonObject config)
            throw new ConfigException([Finding.Error("RESULTS-MANIFEST", "manifest.json", "The manifest has no configuration.",
                "nothing", "config", "Run again.")]);
        var copy = (JsonObject)config.DeepClone();
        copy.Remove("scenarios");
        return ConfigReader.Parse(copy.ToJsonString(), "manifest.json");
    }

    // What is wrong with a file that was an input; null: nothing.
    private string? Changed(string role, string what, string named, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, named));
        if (HashOf(role, named) is not { } expected) return null;
        if (!File.Exists(path) && !Directory.Exists(path)) return $"{path}, the {what} of the run, is not there.";
        return InputFile.Of(role, path, named).Sha256 == expected ? null
            : $"{path} is not the {what} that was used: its SHA-256 is another than in the manifest.";
    }

    private string? HashOf(string role, string named) => (results.Manifest["inputs"] as JsonArray)?
        .FirstOrDefault(
            i => (string?)i?["role"] == role && (string?)i["path"] == named.Replace('\\', '/'))?["sha256"]?.GetValue<string>();
}
