using System.CommandLine;
using System.Text.Json.Nodes;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Explanations;
using IoEngine.Runs.Inputs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe compare: two results folders side by side, with limits for automation.</summary>
internal sealed class CompareVerb : IVerb
{
    private const int Largest = 10;
    private readonly Argument<string> first = new("RESULTS_A") { Description = "Results folder of a run." };
    private readonly Argument<string> second = new("RESULTS_B") { Description = "Results folder of another run." };
    private readonly Option<double?> absolute = new("--absolute")
    {
        Description = "Largest difference allowed, in the unit of the row.", HelpName = "X",
    };
    private readonly Option<double?> relative = new("--relative")
    {
        Description = "Largest difference allowed, as a share of A; added to --absolute.", HelpName = "X",
    };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Folder for the whole comparison as comparison.csv.", HelpName = "DIR",
    };
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace an earlier comparison there, if nothing in it was added or changed.",
    };

    private readonly VerifyOption verify = new();

    public Command Command
    {
        get
        {
            var command = new Command("compare",
                "Differences of two results that add up; with limits, exit code 5 beyond them or where a result is in one of the "
                    + "two only. No number in common is an error, exit code 3.")
            {
                first, second, absolute, relative, output, force,
            };
            verify.AddTo(command);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var (a, b) = (result.GetRequiredValue(first), result.GetRequiredValue(second));
        var limits = Limits(result);
        if (result.GetValue(output) is { } target) session.KeepLogOutOf(target);
        else session.OpenLog();
        var verified = verify.Read(result, session, a, b);
        using var folder = result.GetValue(output) is { } path ? ResultsFolder.ForComparison(path, result.GetValue(force)) : null;
        var comparison = ResultComparison.Of(a, b, verified);
        cancellation.ThrowIfCancellationRequested();
        session.Note(comparison.Findings);
        About("A", a, verified, session.Output);
        About("B", b, verified, session.Output);
        session.Output.WriteLine();
        Write("Totals over years and countries", comparison.Totals(), session.Output, withPlace: false);
        var beyond = comparison.Beyond(limits ?? new ComparisonLimits());
        if (beyond.Count > 0)
        {
            session.Output.WriteLine();
            Write(limits is null ? "Largest differences" : "Largest differences beyond the limits", beyond.Take(Largest),
                session.Output, withPlace: true);
        }

        session.Output.WriteLine();
        session.Output.WriteLine(limits is null
            ? $"{beyond.Count} of {comparison.Rows.Count} numbers differ."
            : $"{beyond.Count} of {comparison.Rows.Count} numbers differ by more than {InWords(limits)}.");
        if (folder is not null) Save(folder, comparison, a, b, session);
        var oneSided = comparison.Findings.Count;
        if (oneSided > 0)
            session.Output.WriteLine($"{Plural.Of(oneSided, "result")} {Plural.Noun(oneSided, "is", "are")} in one of the two "
                + $"only ({comparison.Findings[0].Found}{(oneSided > 1 ? ", …" : "")})"
                + (limits is null ? "." : $": beyond any limit, exit code {ExitCode.Differs}."));
        return limits is not null && (beyond.Count > 0 || comparison.Findings.Count > 0) ? ExitCode.Differs : ExitCode.Done;
    }

    // Two closures make two answers, so each is named.
    private static void About(string letter, string folder, bool verified, TextWriter output)
    {
        var (name, years, synthetic, currency, closure) = ResultExplanation.Describe(folder, verified);
        var span = years.Count switch { 0 => "no year", 1 => years[0], _ => $"{years[0]}-{years[^1]}" };
        output.WriteLine(
            $"{letter}: {folder}: {name}, {span}, closure {closure}, "
                + $"{currency}{(synthetic ? " (SYNTHETIC: invented data, no statistic)" : "")}");
    }

    private ComparisonLimits? Limits(ParseResult result)
    {
        var (x, r) = (result.GetValue(absolute), result.GetValue(relative));
        var faults = new[]
        {
            ("--absolute", x), ("--relative", r),
        }.Where(l => l.Item2 is { } value && !(value >= 0 && double.IsFinite(value)))
            .Select(l => Finding.Error("COMPARE-LIMIT", l.Item1, "The limit is out of its range.", $"{l.Item2}", "0 or more"))
            .ToArray();
        if (faults.Length > 0) throw new ConfigException(faults);
        return x is null && r is null ? null : new ComparisonLimits(x ?? 0, r ?? 0);
    }

    private static string InWords(ComparisonLimits limits) => (limits.Absolute, limits.Relative * 100) switch
    {
        (var units, 0) => FormattableString.Invariant($"the absolute limit, {units:G6} in the unit of the row"),
        (0, var percent) => FormattableString.Invariant($"the relative limit, {percent:G6} % of A"),
        var (units, percent) =>
            FormattableString.Invariant(
                $"the absolute and the relative limit together, {units:G6} in the unit of the row and {percent:G6} % of A"),
    };

    private static void Write(string title, IEnumerable<ComparedResult> rows, TextWriter output, bool withPlace)
    {
        output.WriteLine(title);
        string[] place = withPlace ? ["year", "country"] : [];
        var table = new TextTable(["scenario", .. place, "indicator", "channel", "A", "B", "B - A", "relative", "unit"]);
        foreach (var r in rows)
        {
            string[] where = withPlace ? [$"{r.Year}", r.Country] : [];
            table.Add([r.Scenario, .. where, r.Indicator, r.Channel, TextTable.Grouped(r.A, 2), TextTable.Grouped(r.B, 2),
                TextTable.Grouped(r.Difference, 2), r.Relative is { } share ? TextTable.Percent(share) : "", r.Unit]);
        }

        table.Write(output);
    }

    private static void Save(ResultsFolder folder, ResultComparison comparison, string a, string b, Session session)
    {
        folder.Write(comparison.Table(), [ResultWriters.For("csv")]);
        folder.Write(comparison.FindingsTable(), [ResultWriters.For("csv")]);
        var manifest = new JsonObject
        {
            ["name"] = "comparison",
            ["versions"] = new JsonObject { ["engine"] = EngineVersion.Text },
            ["inputs"] = new JsonArray(new[] { ("A", a), ("B", b) }.Select(r => (JsonNode?)new JsonObject
            {
                ["role"] = r.Item1, ["path"] = r.Item2,
                ["manifest_sha256"] = InputFile.Of("results", System.IO.Path.Combine(r.Item2, "manifest.json"), r.Item2).Sha256,
            }).ToArray()),
        };
        session.Note(folder.Commit(manifest));
        session.Output.WriteLine($"Written to {folder.FinalPath}");
    }
}
