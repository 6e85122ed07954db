using System.Text.RegularExpressions;

namespace IoEngine.Acceptance;

/// <summary>The README keeps its word: its commands run, and the build machine runs the two of the set-up as written.</summary>
public partial class ReadmeTests
{
    private const string Prefix = "dotnet run --project src/IoEngine.Cli -- ";
    private static readonly string Readme = File.ReadAllText(Path.Combine(SharedData.Repository(), "README.md"));

    [Test]
    public void Has_two_commands_of_set_up_and_CI_runs_them()
    {
        var setUp = ShellBlocks().Match(Readme).Groups[1].Value.Trim().Split('\n');
        Assert.That(setUp, Is.EqualTo(new[] { Prefix + "run models/demo/run.json", "dotnet test -c Release" }));
        var ci = File.ReadAllText(Path.Combine(SharedData.Repository(), ".ci", "run"));
        Assert.That(ci, Does.Contain("readme 'dotnet run --project src/IoEngine.Cli -- run '").And.Contain("readme 'dotnet test'"));
        Assert.That(ci, Does.Contain("NUGET_PACKAGES="));
    }

    [Test]
    public void Every_example_runs_in_the_order_given()
    {
        using var folder = new TempFolder();
        foreach (var file in Directory.GetFiles(Path.Combine(SharedData.Repository(), "models", "demo")))
            folder.Write(Path.Combine("models", "demo", Path.GetFileName(file)), File.ReadAllText(file));
        var examples = ShellBlocks().Matches(Readme).Skip(1).SelectMany(m => m.Groups[1].Value.Split('\n')).Where(l => l.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        Assert.That(examples, Has.Count.GreaterThanOrEqualTo(5));
        const string mine = "results/world/mine.json";
        Assert.That(examples.Count(e => e.Contains(mine, StringComparison.Ordinal)), Is.EqualTo(2), "the first configuration of one's own is checked and run");
        foreach (var example in examples.NotEmpty())
        {
            if (example.Contains(mine, StringComparison.Ordinal)) folder.Write(mine, ConfigurationBlock().Match(Readme).Groups[1].Value);
            var (code, output, error) = Ioe.Run(folder.Path, example[Prefix.Length..].Split(' '));
            Assert.That(code, Is.Zero, $"{example}\n{error}");
            Assert.That(output, Is.Not.Empty, example);
        }
    }

    [Test]
    [NonParallelizable]
    public void The_program_that_uses_the_library_runs_as_printed()
    {
        using var folder = new TempFolder();
        var demo = ShellBlocks().Matches(Readme).SelectMany(m => m.Groups[1].Value.Split('\n')).Single(l => l.StartsWith(Prefix + "demo ", StringComparison.Ordinal));
        var (written, _, fault) = Ioe.Run(folder.Path, demo[Prefix.Length..].Split(' '));
        Assert.That(written, Is.Zero, fault);

        // The text as it stands, but for where the project is: the test does not write into the clone. What builds it is the
        // clone's.
        foreach (var file in new[] { "Directory.Build.props", "Directory.Packages.props", "global.json" })
            folder.Write(file, File.ReadAllText(Path.Combine(SharedData.Repository(), file)));
        const string project = "src/IoEngine/IoEngine.csproj";
        var program = ProgramBlock().Match(Readme).Groups[1].Value;
        Assert.That(program, Does.StartWith($"#:project {project}\n"));
        folder.Write("first.cs", program.Replace(project, Path.Combine(SharedData.Repository(), project), StringComparison.Ordinal));
        var (code, output, error) = Dotnet.Run(folder.Path, "run", "first.cs");
        Assert.That(code, Is.Zero, error + output);
        Assert.That(output.ReplaceLineEndings("\n"), Is.EqualTo(PrintedBlock().Match(Readme).Groups[1].Value), "what the README says is printed");

        // The same table by the program: one closure, one set of household parameters.
        var (multiplied, _, refused) = Ioe.Run(folder.Path, "multipliers", "results/world/tables/2024.mrio", "--out", "multipliers.csv");
        Assert.That(multiplied, Is.Zero, refused);
        var ordered = Csv.Read(folder["multipliers.csv"]).Where(r => r["indicator"] == "valueAdded" && r["supplier_country"] == "DEU" && r["sector"] == "C26").ToArray();
        var austria = 10 * ordered.Single(r => r["channel"] == "indirect" && r["country"] == "AUT").Number("value");
        Assert.That(output, Does.Contain(FormattableString.Invariant($"indirect value added in Austria: {austria:F4} million USD"))
            .And.Contain(FormattableString.Invariant($"of it through households: {ordered.Where(r => r["channel"] == "induced").Sum(r => r.Number("value")):F4}"))
            .And.Contain(FormattableString.Invariant($"value added in the world per unit ordered: {ordered.Sum(r => r.Number("value")):F4}")));
    }

    [Test]
    public void Every_verb_is_there()
    {
        using var folder = new TempFolder();
        var help = Ioe.Run(folder.Path, "--help").Output.Split("Commands:")[1];
        foreach (Match verb in VerbPattern().Matches(help).NotEmpty())
            Assert.That(Readme.Contains($"`ioe {verb.Groups[1].Value}", StringComparison.Ordinal), Is.True, $"the README does not name ioe {verb.Groups[1].Value}");
        Assert.That(VerbPattern().Matches(help), Has.Count.GreaterThanOrEqualTo(8));
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlocks();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ConfigurationBlock();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ProgramBlock();

    [GeneratedRegex("It prints\n\n```\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex PrintedBlock();

    [GeneratedRegex(@"^  ([a-z]+)\b.*$", RegexOptions.Multiline)]
    private static partial Regex VerbPattern();
}
