using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Jobs;
using IoEngine.Tables;

namespace IoEngine.Runs.Inputs;

/// <summary>
/// Tables on disk: a path a year, with {year} in it, or one source that holds several years. Each table is read when its year
/// comes.
/// </summary>
internal sealed partial class FileTables : IYearTables
{
    private const string Placeholder = "{year}";
    private readonly TablesConfig config;
    private readonly Dictionary<int, Dictionary<string, string>> hashes = [];
    private readonly Func<string, string> resolve;
    private readonly SourceOfYears? source;

    private FileTables(TablesConfig config, Func<string, string> resolve, IReadOnlyList<int> years, SourceOfYears? source)
    {
        this.config = config;
        this.resolve = resolve;
        this.source = source;
        Years = years;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Finds the files; missing ones become findings.</summary>
    /// <param name="config">Path and years, and how tables are read.</param>
    /// <param name="resolve">From a path of the configuration to one of the machine.</param>
    /// <param name="findings">Takes the faults.</param>
    /// <param name="key">Where the path is said.</param>
    public static FileTables? Find(TablesConfig config, Func<string, string> resolve, List<Finding> findings,
        string key = "$.tables.path")
    {
        if (config.Unit is { } unit && !Unit.TryReadMoney(unit, out _))
            findings.Add(Finding.Error("TABLE-UNIT", "$.tables.unit", "The unit is not one of money.", $"'{unit}'",
                UnitText.ExpectedMoney, "Name the scale and the ISO 4217 currency."));
        if (!config.Path.Contains(Placeholder, StringComparison.Ordinal)) return InOneSource(config, resolve, findings, key);
        var years = config.Years?.Years ?? Discover(resolve(config.Path));
        RequireYears(config, years, findings, key);
        string PathOf(int year) => resolve(Named(config, year));
        var held = Held(config, years, y => Exists(PathOf(y)), missing => PathOf(missing[0])
            + (missing.Length == 1 ? "" : $" and {Plural.Of(missing.Length - 1, "more path")}"), "nothing", findings);
        return years.Count == 0 ? null : new FileTables(config, resolve, held, null);
    }

    /// <inheritdoc/>
    public MrioTable Read(int year, CancellationToken cancellation)
    {
        Dictionary<string, string> taken = [];
        // The path says the year; where the table states another, that is a warning among its findings.
        var options = ImportJob.Options(source?.Format ?? config.Format, year, config.Model, config.Discrepancy, force: true,
            config.Verify, config.Region) with
        {
            Unit = config.Unit is { } unit && Unit.TryReadMoney(unit, out var money) ? money : null,
            HashTaken = (file, hash) => taken[file] = hash,
            SourceHash = source is null ? null : source.ContentHash,
        };
        lock (hashes) hashes[year] = taken;
        return config.Cache is { } cache
            ? new TableCache(resolve(cache)).Read(PathOf(year), options, cancellation)
            : TableReader.Read(PathOf(year), options, cancellation);
    }

    /// <inheritdoc/>
    public InputFile Input(int year)
    {
        if (source?.Input(config.Path, year) is { } member) return member;
        Dictionary<string, string>? known;
        lock (hashes) known = hashes.GetValueOrDefault(year);
        return InputFile.Of("table", PathOf(year), Named(config, year), known: known);
    }

    private string PathOf(int year) => resolve(Named(config, year));

    private static string Named(TablesConfig config, int year) =>
        config.Path.Replace(Placeholder, year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static FileTables? InOneSource(TablesConfig config, Func<string, string> resolve, List<Finding> findings, string key)
    {
        var path = resolve(config.Path);
        SourceOfYears? source = null;
        try
        {
            if (Exists(path)) source = SourceOfYears.Open(path, config.Format);
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
            return null;
        }

        var years = config.Years?.Years ?? (source is { Years.Count: > 0 } ? source.Years : InName(path));
        RequireYears(config, years, findings, key);
        if (source is { HasSeveral: true })
        {
            years = Held(config, years, source.Years.Contains, _ => path, $"tables of {YearSpans.Of(source.Years)}", findings);
            source.RequireOneOf(years, findings);
        }
        else
        {
            if (years.Count > 1)
                findings.Add(Finding.Error("TABLE-YEARS", key, "One table can't serve several years of tables.",
                    config.Path, "a path with {year}, or a zip or folder that holds several years",
                    "Put {year} where the year stands in the path, or name one year."));
            Held(config, years, _ => Exists(path), _ => path, "nothing", findings);
        }

        return years.Count == 0 ? null : new FileTables(config, resolve, years, source);
    }

    private static void RequireYears(TablesConfig config, IReadOnlyList<int> years, List<Finding> findings, string key)
    {
        if (years.Count > 0) return;
        findings.Add(Finding.Error("TABLE-YEARS", key, "No table is found, so the years are not known.", config.Path,
            "existing paths with {year} in the last step, a source of several years, or tables.years",
            "Correct tables.path, or say tables.years."));
    }

    /// <summary>
    /// The years that have a table; faults are among the findings. Within the years as outside of them: a year without a table
    /// uses the nearest, where the configuration says so.
    /// </summary>
    private static IReadOnlyList<int> Held(TablesConfig config, IReadOnlyList<int> years, Func<int, bool> isThere,
        Func<int[], string> placeOf, string found, List<Finding> findings)
    {
        var missing = years.Where(y => !isThere(y)).ToArray();
        if (missing.Length == 0) return years;
        var held = years.Except(missing).ToArray();
        var replaced = config.Outside == OutsideRule.Nearest && held.Length > 0;
        var noun = Plural.Noun(missing.Length, "the year");
        findings.Add(new Finding("TABLE-MISSING", replaced ? Severity.Warning : Severity.Error, placeOf(missing),
            $"The {Plural.Noun(missing.Length, "table")} of {YearSpans.Of(missing)} "
                + $"{Plural.Noun(missing.Length, "is", "are")} missing"
                + (replaced ? $"; orders of {noun} use the nearest table, as tables.outside says." : "."),
            found, "a table of every year in tables.years", "", replaced
                ? $"Correct tables.path, leave {noun} out of tables.years, or set tables.outside to error to stop here."
                : $"Correct tables.path, or leave {noun} out of tables.years."));
        return replaced ? held : years;
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    // Years whose path exists; only the last step of the path may carry {year} for that.
    private static IReadOnlyList<int> Discover(string path)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path))!;
        if (!name.Contains(Placeholder, StringComparison.Ordinal) || !Directory.Exists(folder)) return [];
        var escaped = Regex.Escape(name).Replace(Regex.Escape(Placeholder), "([0-9]{4})", StringComparison.Ordinal);
        var pattern = new Regex($"^{escaped}$");
        return [.. Directory.EnumerateFileSystemEntries(folder).Select(f => pattern.Match(Path.GetFileName(f)))
            .Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    private static IReadOnlyList<int> InName(string path) =>
        FourDigits().Matches(Path.GetFileName(Path.TrimEndingDirectorySeparator(path))) is [var only]
            ? [int.Parse(only.Value, CultureInfo.InvariantCulture)] : [];

    [GeneratedRegex("(?<![0-9])[12][0-9]{3}(?![0-9])")]
    private static partial Regex FourDigits();
}
