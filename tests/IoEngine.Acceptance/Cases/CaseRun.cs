using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance.Cases;

/// <summary>One folder with an input as users bring it, run by the command line within the test's own process.</summary>
internal sealed partial class CaseRun
{
    private static readonly ConcurrentDictionary<string, Lazy<CaseRun>> Known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, string>>> tables = new(StringComparer.Ordinal);

    private CaseRun(string output, string error, int code, string results)
    {
        (Output, Error, Code) = (output, error, code);
        if (!File.Exists(Path.Combine(results, "summary.csv"))) return;
        foreach (var table in new[] { "summary", "summary_all", "findings", "countries", "mapping", "rejected_orders" }) tables[table] = Csv.Read(Path.Combine(results, $"{table}.csv"));
    }

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>The sum over years of the baseline.</summary>
    public Dictionary<string, string> OverYears => Table("summary_all").Single(r => r["scenario"] == "baseline");

    /// <summary>Rows of the summary; none where nothing was written.</summary>
    public IReadOnlyList<Dictionary<string, string>> Summary => Table("summary");

    /// <summary>The file of findings; none where nothing was written.</summary>
    public IReadOnlyList<Dictionary<string, string>> Findings => Table("findings");

    /// <summary>Rows of a result file; none where nothing was written.</summary>
    public IReadOnlyList<Dictionary<string, string>> Table(string name) => tables.GetValueOrDefault(name) ?? [];

    /// <summary>Severity and code of everything that was found, in the results or on the terminal.</summary>
    public IReadOnlySet<(string Severity, string Code)> Found => Findings.Select(f => (f["severity"], f["code"]))
        .Concat(FindingPattern().Matches(Error + Output).Select(m => (m.Groups[1].Value, m.Groups[2].Value))).ToHashSet();

    /// <summary>Codes of everything that was found.</summary>
    public IReadOnlySet<string> Codes => Found.Select(f => f.Code).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Sums of a column of a result file by another, over all years, without those that are 0 and without what is not mapped.
    /// </summary>
    public IReadOnlyDictionary<string, double> Sums(string table, string key, string value) => Table(table)
        .Where(r => r[key].Length > 0 && r.GetValueOrDefault("rule") != "unmapped").GroupBy(r => r[key])
        .Select(g => (g.Key, Sum: g.Sum(r => r.Number(value)))).Where(g => g.Sum != 0).ToDictionary(g => g.Key, g => g.Sum, StringComparer.Ordinal);

    /// <summary>Names of the folders below <c>../shared/cases/PART</c>; none where they are absent.</summary>
    public static IReadOnlyList<string> Names(string part)
    {
        var root = Path.Combine(Directory.GetParent(SharedData.Repository())!.FullName, "shared", "cases", part);
        return Directory.Exists(root) ? [.. Directory.GetDirectories(root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>
    /// Runs the main job of a case, or the command its README names where that is another (<c>ioe inspect table</c>); once for
    /// all tests that ask.
    /// </summary>
    public static CaseRun Of(string part, string name)
    {
        var root = SharedData.Path("cases", part, name);
        return Known.GetOrAdd(root, _ => new Lazy<CaseRun>(() => IsInspection(root) ? Inspecting(Path.Combine(root, "table")) : Running(Path.Combine(root, "run.json")))).Value;
    }

    /// <summary>Whether the README of a case is about <c>ioe inspect</c>.</summary>
    public static bool IsInspection(string root) => Path.Combine(root, "README") is var readme && File.Exists(readme)
        && File.ReadLines(readme).Any(l => l.StartsWith("Command:", StringComparison.Ordinal) && l.Contains("ioe inspect"));

    /// <summary><c>ioe run</c> of a configuration.</summary>
    public static CaseRun Running(string config)
    {
        using var results = new TempFolder();
        var target = results["results"];
        var (code, output, error) = Ioe.Run(results.Path, "run", config, "--out", target);
        return new CaseRun(output, error, code, target);
    }

    private static CaseRun Inspecting(string table)
    {
        var (code, output, error) = Ioe.Run(Path.GetDirectoryName(table)!, "inspect", table);
        return new CaseRun(output, error, code, "");
    }

    /// <summary>"CHE 850, DEU 12.5": numbers by name, as a case states them.</summary>
    public static Dictionary<string, double> Parse(string stated) => stated.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(' '))
        .ToDictionary(p => p[0], p => double.Parse(p[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    [GeneratedRegex(@"\b(error|warning|info) ([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)\b")]
    private static partial Regex FindingPattern();
}
