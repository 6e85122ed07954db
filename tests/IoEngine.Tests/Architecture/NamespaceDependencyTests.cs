using System.Text.RegularExpressions;

namespace IoEngine.Tests.Architecture;

/// <summary>Who may know whom: the table of the architecture as a test that reads the sources.</summary>
public partial class NamespaceDependencyTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        [""] = [],
        ["Numerics"] = [],
        ["Texts"] = [],
        ["Files"] = ["Texts"],
        ["Places"] = ["Accounts", "Files", "Texts"],
        ["Accounts"] = ["Numerics"],
        ["Tables"] = ["Accounts", "Places", "Files", "Numerics", "Texts"],
        ["Validation"] = ["Accounts", "Files", "Numerics"],
        ["Procurement"] = ["Accounts", "Places", "Files", "Numerics", "Texts"],
        ["Membership"] = ["Accounts"],
        ["Leontief"] = ["Accounts", "Numerics", "Validation"],
        ["Households"] = ["Accounts", "Files", "Places", "Numerics", "Validation", "Leontief"],
        ["Events"] = ["Accounts", "Places", "Files", "Validation", "Procurement", "Households"],
        ["Impact"] = ["Accounts", "Numerics", "Validation", "Leontief", "Households"],
        ["Analyses"] = ["Accounts", "Numerics", "Validation", "Leontief", "Households", "Impact"],
        ["Scenarios"] = ["Events", "Accounts", "Places", "Numerics", "Validation", "Procurement", "Membership", "Leontief", "Households", "Impact", "Analyses"],
        ["Studies"] = ["Events", "Accounts", "Places", "Numerics", "Validation", "Procurement", "Membership", "Leontief", "Households", "Impact", "Analyses", "Scenarios"],
        ["Demonstration"] = ["Accounts", "Numerics", "Tables", "Files"],
        ["Reporting"] = ["Events", "Accounts", "Places", "Procurement", "Membership", "Households", "Impact", "Analyses", "Scenarios", "Studies", "Files"],
        ["Runs"] =
        [
            "Accounts", "Places", "Numerics", "Tables", "Files", "Validation", "Procurement", "Membership", "Leontief", "Households", "Impact", "Analyses", "Scenarios",
            "Studies", "Demonstration", "Reporting", "Texts", "Events",
        ],
    };

    // Packages each part may see, besides the platform.
    private static readonly Dictionary<string, string[]> MayUsePackages = new()
    {
        ["Numerics"] = ["MathNet.Numerics"],
        ["Analyses"] = ["MathNet.Numerics.Statistics"],
        ["Files"] = ["ExcelDataReader", "Parquet", "Snappier", "ZstdSharp", "K4os"],
        ["Tables"] = ["ExcelDataReader"],
    };

    private static readonly string Source = Path.Combine(SharedData.Repository(), "src");

    private static IEnumerable<string> Parts() => Directory.GetDirectories(Path.Combine(Source, "IoEngine")).Select(Path.GetFileName)
        .Where(n => n is not ("bin" or "obj"))!;

    [TestCaseSource(nameof(Parts))]
    public void Uses_only_what_it_may(string part)
    {
        Assert.That(MayUse, Does.ContainKey(part), "every folder has a line in the table of the architecture");
        var faults = Uses(Path.Combine(Source, "IoEngine", part)).Where(use => !Allowed(part, use.Name)).Select(use => $"{use.File}:{use.Line} uses {use.Name}");
        Assert.That(faults, Is.Empty);
    }

    private static bool Allowed(string part, string name)
    {
        var steps = name.Split('.');
        return steps[0] switch
        {
            "System" or "Microsoft" => true,
            "IoEngine" => steps.Length == 1 || steps[1] == part || !MayUse.ContainsKey(steps[1]) || MayUse[part].Contains(steps[1]),
            _ => MayUsePackages.GetValueOrDefault(part, []).Any(p => name == p || name.StartsWith(p + ".", StringComparison.Ordinal)),
        };
    }

    [Test]
    public void A_full_name_in_the_code_is_seen_as_a_using_is()
    {
        const string code = """"
            using IoEngine.Accounts;
            using Solver = MathNet.Numerics.LinearAlgebra;
            namespace IoEngine.Analyses.Prices; // IoEngine.Files.InAComment
            /* MathNet.Numerics.InABlock
               IoEngine.Files.InABlock */
            class Prices
            {
                string a = "IoEngine.Files.InAString \\" + @"C:\" + $"{{IoEngine.Files.Escaped}} {(IoEngine.Reporting.InAHole.Of('"', "}")):0.0} IoEngine.Files.Text";
                string b = $$"""
                    { IoEngine.Files.Raw } {{ global::IoEngine.Runs.InARawHole.X }} "IoEngine.Files.Raw"
                    """;
                object c = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build;
                object d = new Tables.TableReader(), e = this.Tables.TableReader, f = Tables.Count;
            }
            """";
        Assert.That(NamesUsed.In(code), Is.EqualTo(new[]
        {
            (1, "IoEngine.Accounts"),
            (2, "MathNet.Numerics.LinearAlgebra"),
            (8, "IoEngine.Reporting.InAHole.Of"),
            (10, "IoEngine.Runs.InARawHole.X"),
            (12, "MathNet.Numerics.LinearAlgebra.Matrix"),
            (13, "IoEngine.Tables.TableReader"),
        }));
        Assert.That(NamesUsed.In(code).Where(use => !Allowed("Analyses", use.Name)).Select(use => use.Line), Is.EqualTo(new[] { 2, 8, 10, 12, 13 }));
    }

    [TestCaseSource(nameof(Parts))]
    public void Stands_in_the_namespace_of_its_folder(string part)
    {
        var faults = new List<string>();
        foreach (var file in Files(Path.Combine(Source, "IoEngine", part)))
        {
            var declared = NamespacePattern().Match(File.ReadAllText(file)).Groups[1].Value;
            var folder = Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.');
            if (declared != folder) faults.Add($"{file}: {declared}");
        }

        Assert.That(faults, Is.Empty);
    }

    [Test]
    public void No_two_files_have_one_name() =>
        Assert.That(Files(Source).GroupBy(f => Path.GetFileName(f)).Where(g => g.Count() > 1).SelectMany(g => g), Is.Empty);

    [Test]
    public void The_command_line_knows_no_kernel_and_no_file_format()
    {
        string[] allowed = ["Runs", "Reporting", "Accounts", "Households", "Impact", "Analyses", "Studies", "Demonstration", "Cli"];
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

    private static IEnumerable<(string File, int Line, string Name)> Uses(string folder) => Files(folder)
        .SelectMany(file => NamesUsed.In(File.ReadAllText(file)).Select(use => (Path.GetRelativePath(Source, file), use.Line, use.Name)));

    [GeneratedRegex(@"^namespace\s+([\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    [GeneratedRegex(@"\bConsole\.|\bSerilog\b|\bILogger\b|\bTrace\.Write|\bDebug\.Write")]
    private static partial Regex ConsolePattern();
}
