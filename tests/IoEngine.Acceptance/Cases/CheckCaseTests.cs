using System.Text.RegularExpressions;

namespace IoEngine.Acceptance.Cases;

/// <summary><c>ioe check</c> says of the inputs all that <c>ioe run</c> says, and nothing else.</summary>
[NonParallelizable]
public partial class CheckCaseTests
{
    private static IEnumerable<TestCaseData> Cases() => Named("inputs").Concat(Named("right")).DefaultIfEmpty(new TestCaseData("", ""));

    [TestCaseSource(nameof(Cases))]
    public void Finds_what_the_run_finds(string part, string name)
    {
        var config = SharedData.Path("cases", part, name, "run.json");
        var run = CaseRun.Of(part, name);
        using var folder = new TempFolder();
        var (code, output, error) = Ioe.Run(folder.Path, "check", config, "--verbose");
        Assert.That(code, Is.EqualTo(run.Code), error);
        // Results name files as the configuration does.
        var here = Path.GetDirectoryName(config) + Path.DirectorySeparatorChar;
        var said = run.Findings.Count > 0 ? [.. run.Findings.Select(Text)] : Said(run.Error.Replace(here, "", StringComparison.Ordinal));
        Assert.That(said, Is.Not.Empty);
        Assert.That(Said((error + output).Replace(here, "", StringComparison.Ordinal)), Is.EquivalentTo(said));
    }

    /// <summary>What is found of groups and of payers over several years.</summary>
    [TestCase("ALTERNATIVE-COUNTRY GROUPS-WINDOW CONTRIBUTION-COUNTRY", "groups.membership=membership.csv", "groups.contributions=paid.csv", "groups.alternative=household")]
    [TestCase("GROUPS-NONE", "groups.membership=null")]
    [TestCase("GROUPS-MIXED", "groups.membership=inside.csv")]
    public void Finds_what_the_run_finds_of_groups(string codes, params string[] settings)
    {
        using var world = new SmallWorld();
        world.Folder.Write("paid.csv", "year,country,amount,currency\n2000,CHE,100,CHF\n2000,Atlantis,50,CHF\n");
        world.Folder.Write("inside.csv", "country,group,from,to\nCHE,host,1954-09-29,\nAUT,host,1954-09-29,\n");
        string[] set = [.. settings.SelectMany(s => new[] { "--set", s })];
        var run = world.Run([.. set, "--out", "results"]);
        Assert.That(run.Code, Is.Zero, run.Error);
        var check = Ioe.Run(world.Folder.Path, ["check", "run.json", "--verbose", .. set]);
        var said = Csv.Read(world.Folder["results", "findings.csv"]).Select(Text).ToArray();
        Assert.That(codes.Split(' '), Is.SubsetOf(said.Select(s => s.Split(' ')[1])));
        Assert.That(Said(check.Error.Replace(world.Folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)), Is.EquivalentTo(said));
    }

    private static IEnumerable<TestCaseData> Named(string part) => CaseRun.Names(part)
        .Where(n => !CaseRun.IsInspection(SharedData.Path("cases", part, n)))
        .Where((n, i) => part == "inputs" || i % 8 == 0).Select(n => new TestCaseData(part, n));

    private static string Text(Dictionary<string, string> row)
    {
        // What a spreadsheet would take for a formula has an apostrophe in result files.
        var found = row["found"] is ['\'', '=' or '+' or '-' or '@', ..] guarded ? guarded[1..] : row["found"];
        return $"{row["severity"]} {row["code"]} at {row["place"]}: {row["message"]}{(found.Length > 0 ? $" Found: {found}" : "")}".TrimEnd('.');
    }

    private static string[] Said(string text) => [.. FindingPattern().Matches(text).Select(m => EndPattern().Split(m.Value)[0].TrimEnd('.'))];

    [GeneratedRegex(@"\b(?:error|warning|info) [A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+ at [^\n]+")]
    private static partial Regex FindingPattern();

    [GeneratedRegex(" (?:Expected|Tolerance|Cure): ")]
    private static partial Regex EndPattern();
}
