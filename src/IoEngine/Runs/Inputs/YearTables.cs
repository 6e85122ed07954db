using System.Globalization;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Jobs;
using IoEngine.Tables;

namespace IoEngine.Runs.Inputs;

/// <summary>The tables of a run, one a year: files, or the synthetic world.</summary>
internal interface IYearTables
{
    /// <summary>Years held, ascending; at least one.</summary>
    IReadOnlyList<int> Years { get; }

    /// <summary>Reads the table of a year as published.</summary>
    MrioTable Read(int year, CancellationToken cancellation);

    /// <summary>The file or folder of a year, for the manifest; null: there is none.</summary>
    InputFile? Input(int year);
}

/// <summary>Tables on disk, found by a path with {year}.</summary>
internal sealed partial class FileTables : IYearTables
{
    private const string Placeholder = "{year}";
    private readonly TablesConfig config;
    private readonly Dictionary<int, Dictionary<string, string>> hashes = [];
    private readonly Func<string, string> resolve;

    private FileTables(TablesConfig config, Func<string, string> resolve, IReadOnlyList<int> years)
    {
        this.config = config;
        this.resolve = resolve;
        Years = years;
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> Years { get; }

    /// <summary>Finds the files; missing ones become findings.</summary>
    public static FileTables? Find(LoadedConfig loaded, List<Finding> findings)
    {
        var config = loaded.Config.Tables;
        var years = config.Years?.Years ?? Discover(loaded.Resolve(config.Path), config.Path, findings);
        if (config.Unit is { } unit && !Unit.TryReadMoney(unit, out _))
            findings.Add(Finding.Error("TABLE-UNIT", "$.tables.unit", "The unit is not one of money.", $"'{unit}'",
                UnitText.ExpectedMoney, "Name the scale and the ISO 4217 currency."));
        if (!config.Path.Contains(Placeholder, StringComparison.Ordinal) && years.Count > 1)
            findings.Add(Finding.Error("TABLE-YEARS", "$.tables.path", "One table can't serve several years of tables.",
                config.Path, "a path with {year}", "Put {year} where the year stands in the path, or name one year."));
        string PathOf(int year) => loaded.Resolve(config.Path.Replace(Placeholder, Text(year), StringComparison.Ordinal));
        var missing = years.Where(y => !File.Exists(PathOf(y)) && !Directory.Exists(PathOf(y))).ToArray();
        var held = years.Except(missing).ToArray();
        var replaced = config.Outside == OutsideRule.Nearest && held.Length > 0;
        if (missing.Length > 0) findings.Add(Missing(missing, PathOf(missing[0]), replaced));
        return years.Count == 0 ? null : new FileTables(config, loaded.Resolve, replaced ? held : years);
    }

    // Within the years as outside of them: a year without a table uses the nearest, where the configuration says so.
    private static Finding Missing(int[] years, string path, bool replaced)
    {
        var noun = Plural.Noun(years.Length, "the year");
        return new Finding("TABLE-MISSING", replaced ? Severity.Warning : Severity.Error,
            path + (years.Length == 1 ? "" : $" and {Plural.Of(years.Length - 1, "more path")}"),
            $"The {Plural.Noun(years.Length, "table")} of {YearSpans.Of(years)} {Plural.Noun(years.Length, "is", "are")} missing"
                + (replaced ? $"; orders of {noun} use the nearest table, as tables.outside says." : "."),
            "nothing", "a file or folder a year", "", replaced
                ? $"Correct tables.path, leave {noun} out of tables.years, or set tables.outside to error to stop here."
                : $"Correct tables.path, or leave {noun} out of tables.years.");
    }

    /// <inheritdoc/>
    public MrioTable Read(int year, CancellationToken cancellation)
    {
        Dictionary<string, string> taken = [];
        // The path says the year; where the table states another, that is a warning among its findings.
        var options = ImportJob.Options(config.Format, year, config.Model, config.Discrepancy, force: true) with
        {
            Unit = config.Unit is { } unit && Unit.TryReadMoney(unit, out var money) ? money : null,
            VerifyHashes = config.Verify,
            HashTaken = (file, hash) => taken[file] = hash,
        };
        lock (hashes) hashes[year] = taken;
        return config.Cache is { } cache
            ? new TableCache(resolve(cache)).Read(PathOf(year), options, cancellation)
            : TableReader.Read(PathOf(year), options, cancellation);
    }

    /// <inheritdoc/>
    public InputFile Input(int year)
    {
        Dictionary<string, string>? known;
        lock (hashes) known = hashes.GetValueOrDefault(year);
        return InputFile.Of("table", PathOf(year), Named(year), known: known);
    }

    private string PathOf(int year) => resolve(Named(year));

    private string Named(int year) => config.Path.Replace(Placeholder, Text(year), StringComparison.Ordinal);

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);

    // Years whose path exists; only the last step of the path may carry {year} for that.
    private static IReadOnlyList<int> Discover(string path, string named, List<Finding> findings)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(path))!;
        List<int> years = [];
        if (name.Contains(Placeholder, StringComparison.Ordinal) && Directory.Exists(folder))
        {
            var pattern = new Regex("^" + Regex.Escape(name).Replace(Regex.Escape(Placeholder), "([0-9]{4})",
                StringComparison.Ordinal) + "$");
            years = Directory.EnumerateFileSystemEntries(folder).Select(f => pattern.Match(Path.GetFileName(f)))
                .Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).Distinct().Order()
                .ToList();
        }
        else if (FourDigits().Matches(name) is [var only])
        {
            years = [int.Parse(only.Value, CultureInfo.InvariantCulture)];
        }

        if (years.Count == 0)
            findings.Add(Finding.Error("TABLE-YEARS", "$.tables.path", "No table is found, so the years are not known.", named,
                "existing paths with {year} in the last step, or tables.years", "Correct tables.path, or say tables.years."));
        return years;
    }

    [GeneratedRegex("(?<![0-9])[12][0-9]{3}(?![0-9])")]
    private static partial Regex FourDigits();
}

/// <summary>The tables of the synthetic world.</summary>
internal sealed class DemonstrationTables(DemonstrationWorld world, YearSelection? years) : IYearTables
{
    /// <inheritdoc/>
    public IReadOnlyList<int> Years { get; } = years?.Years
        ?? Enumerable.Range(DemonstrationWorld.FirstYear, DemonstrationWorld.LastYear - DemonstrationWorld.FirstYear + 1)
            .ToArray();

    /// <inheritdoc/>
    public MrioTable Read(int year, CancellationToken cancellation) => world.Table(year);

    /// <inheritdoc/>
    public InputFile? Input(int year) => null;
}
