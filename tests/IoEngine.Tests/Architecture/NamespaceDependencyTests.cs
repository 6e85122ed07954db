using System.Text.RegularExpressions;

namespace IoEngine.Tests.Architecture;

/// <summary>Who may know whom: the table of the architecture as a test that reads the sources.</summary>
public partial class NamespaceDependencyTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        [""] = [],
        ["Numerics"] = [],
        ["Files"] = [],
        ["Accounts"] = ["Numerics"],
        ["Tables"] = ["Accounts", "Files", "Numerics"],
        ["Validation"] = ["Accounts", "Numerics"],
        ["Procurement"] = ["Accounts", "Files", "Numerics"],
        ["Membership"] = ["Accounts"],
        ["Analysis"] = ["Accounts", "Numerics", "Validation"],
        ["Scenarios"] = ["Accounts", "Numerics", "Validation", "Procurement", "Membership", "Analysis"],
        ["Demonstration"] = ["Accounts", "Numerics", "Tables", "Files"],
        ["Reporting"] = ["Accounts", "Procurement", "Membership", "Analysis", "Scenarios", "Files"],
        ["Runs"] = ["Accounts", "Numerics", "Tables", "Files", "Validation", "Procurement", "Membership", "Analysis", "Scenarios", "Demonstration", "Reporting"],
    };

    // Packages each part may see, besides the platform.
    private static readonly Dictionary<string, string[]> MayUsePackages = new()
    {
        ["Numerics"] = ["MathNet.Numerics"],
        ["Files"] = ["ExcelDataReader"],
        ["Tables"] = ["ExcelDataReader"],
    };

    private static readonly string Source = Path.Combine(SharedData.Repository(), "src");

    private static IEnumerable<string> Parts() => Directory.GetDirectories(Path.Combine(Source, "IoEngine")).Select(Path.GetFileName)
        .Where(n => n is not ("bin" or "obj"))!;

    [TestCaseSource(nameof(Parts))]
    public void Uses_only_what_it_may(string part)
    {
        Assert.That(MayUse, Does.ContainKey(part), "every folder has a line in the table of the architecture");
        var faults = new List<string>();
        foreach (var (file, line, name) in Uses(Path.Combine(Source, "IoEngine", part)))
        {
            var steps = name.Split('.');
            var allowed = steps[0] switch
            {
                "System" or "Microsoft" => true,
                "IoEngine" => steps.Length == 1 || steps[1] == part || MayUse[part].Contains(steps[1]),
                _ => MayUsePackages.GetValueOrDefault(part, []).Any(p => name == p || name.StartsWith(p + ".", StringComparison.Ordinal)),
            };
            if (!allowed) faults.Add($"{file}:{line} uses {name}");
        }

        Assert.That(faults, Is.Empty);
    }

    [TestCaseSource(nameof(Parts))]
    public void Stands_in_the_namespace_of_its_folder(string part)
    {
        var root = Path.Combine(Source, "IoEngine", part);
        var faults = new List<string>();
        foreach (var file in Files(root))
        {
            var declared = NamespacePattern().Match(File.ReadAllText(file)).Groups[1].Value;
            if (declared != $"IoEngine.{part}" && !declared.StartsWith($"IoEngine.{part}.", StringComparison.Ordinal)) faults.Add($"{file}: {declared}");
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void The_command_line_knows_no_kernel_and_no_file_format()
    {
        string[] allowed = ["Runs", "Reporting", "Accounts", "Analysis", "Demonstration", "Cli"];
        var faults = Uses(Path.Combine(Source, "IoEngine.Cli"))
            .Where(u => u.Name.StartsWith("IoEngine.", StringComparison.Ordinal) && !allowed.Contains(u.Name.Split('.')[1]))
            .Select(u => $"{u.File}:{u.Line} uses {u.Name}");
        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void The_library_has_no_console_and_no_logging()
    {
        var faults = Files(Path.Combine(Source, "IoEngine"))
            .SelectMany(f => File.ReadLines(f).Select((text, i) => (File: f, Line: i + 1, Text: text)))
            .Where(l => ConsolePattern().IsMatch(l.Text)).Select(l => $"{l.File}:{l.Line}: {l.Text.Trim()}");
        Assert.That(faults, Is.Empty);
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !f.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<(string File, int Line, string Name)> Uses(string folder)
    {
        foreach (var file in Files(folder))
        {
            var line = 0;
            foreach (var text in File.ReadLines(file))
            {
                line++;
                if (UsingPattern().Match(text) is { Success: true } use) yield return (Path.GetRelativePath(Source, file), line, use.Groups[1].Value);
            }
        }
    }

    // using X; using static X; using Alias = X; — not the statement "using var".
    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?([A-Za-z_][\w.]*)\s*;")]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"\bConsole\.|\bSerilog\b|\bILogger\b|\bTrace\.Write|\bDebug\.Write")]
    private static partial Regex ConsolePattern();
}
