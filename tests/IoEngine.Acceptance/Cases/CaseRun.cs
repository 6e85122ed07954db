using System.Text.RegularExpressions;

namespace IoEngine.Acceptance.Cases;

/// <summary>One folder with an input as users bring it, run by the command line within the test's own process.</summary>
internal sealed partial class CaseRun
{
    private CaseRun(string output, string error, int code, string results)
    {
        (Output, Error, Code) = (output, error, code);
        if (!File.Exists(Path.Combine(results, "summary.csv"))) return;
        Summary = Csv.Read(Path.Combine(results, "summary.csv"));
        Findings = Csv.Read(Path.Combine(results, "findings.csv"));
    }

    public int Code { get; }

    public string Output { get; }

    public string Error { get; }

    /// <summary>Rows of the summary; none where nothing was written.</summary>
    public IReadOnlyList<Dictionary<string, string>> Summary { get; } = [];

    /// <summary>The file of findings; none where nothing was written.</summary>
    public IReadOnlyList<Dictionary<string, string>> Findings { get; } = [];

    /// <summary>Codes of everything that was found, in the results or on the terminal.</summary>
    public IReadOnlySet<string> Codes => Findings.Select(f => f["code"])
        .Concat(CodePattern().Matches(Error + Output).Select(m => m.Groups[1].Value)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Names of the folders below <c>../shared/cases/PART</c>; none where they are absent.</summary>
    public static IReadOnlyList<string> Names(string part)
    {
        var root = Path.Combine(Directory.GetParent(SharedData.Repository())!.FullName, "shared", "cases", part);
        return Directory.Exists(root) ? [.. Directory.GetDirectories(root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>Runs the main job of a case, or the command its README names where that is another (<c>ioe inspect table</c>).</summary>
    public static CaseRun Of(string part, string name)
    {
        var root = SharedData.Path("cases", part, name);
        var readme = Path.Combine(root, "README");
        var inspect = File.Exists(readme) && File.ReadLines(readme).Any(l => l.StartsWith("Command:", StringComparison.Ordinal) && l.Contains("ioe inspect"));
        using var results = new TempFolder();
        var target = results["results"];
        string[] args = inspect ? ["inspect", Path.Combine(root, "table")] : ["run", Path.Combine(root, "run.json"), "--out", target];
        var (code, output, error) = Ioe.Run(results.Path, args);
        return new CaseRun(output, error, code, target);
    }

    [GeneratedRegex(@"\b(?:error|warning|note) ([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+)\b")]
    private static partial Regex CodePattern();
}
