using System.IO.Compression;

namespace IoEngine.Acceptance;

/// <summary>
/// The package as others get it: its content, and a project outside the solution that uses it from a folder feed.
/// </summary>
[NonParallelizable]
public class PackageTests
{
    private const string Version = "0.1.0-acceptance";
    private TempFolder folder = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        folder = new TempFolder();
        // What was built for these tests is packed as it is: bin/CONFIGURATION/net10.0 is where they stand.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var (code, output, error) = Dotnet.Run(SharedData.Repository(), "pack", "src/IoEngine", "-c", configuration, "--no-build", "-o", folder["feed"],
            $"-p:PackageVersion={Version}");
        Assert.That(code, Is.Zero, output + error);
    }

    [OneTimeTearDown]
    public void Remove() => folder?.Dispose();

    [Test]
    public void Holds_the_library_its_documentation_readme_and_licence()
    {
        using var package = ZipFile.OpenRead(folder["feed", $"IoEngine.{Version}.nupkg"]);
        var names = package.Entries.Select(e => e.FullName).ToArray();
        foreach (var name in new[] { "lib/net10.0/IoEngine.dll", "lib/net10.0/IoEngine.xml", "README.md", "LICENSE" }) Assert.That(names, Does.Contain(name));
        using var specification = new StreamReader(package.GetEntry("IoEngine.nuspec")!.Open());
        var text = specification.ReadToEnd();
        Assert.That(text, Does.Contain("<readme>README.md</readme>").And.Contain("<license type=\"file\">LICENSE</license>").And.Contain("<description>"));
        using var documentation = new StreamReader(package.GetEntry("lib/net10.0/IoEngine.xml")!.Open());
        Assert.That(documentation.ReadToEnd(), Does.Contain("M:IoEngine.Studies.Study.Run"));
    }

    [Test]
    public void A_project_outside_the_solution_uses_it_from_a_folder_feed()
    {
        var source = Path.Combine(SharedData.Repository(), "tests", "IoEngine.Consumer");
        Directory.CreateDirectory(folder["consumer"]);
        foreach (var file in Directory.GetFiles(source)) File.Copy(file, Path.Combine(folder["consumer"], Path.GetFileName(file)));

        // A package folder of its own, so that this version never stays on the machine; what it depends on comes from the
        // machine's.
        var cached = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var (code, output, error) = Dotnet.Run(folder["consumer"], "run", "-c", "Release", $"-p:IoEngineVersion={Version}",
            $"-p:RestoreAdditionalProjectSources={folder["feed"]}", $"-p:RestorePackagesPath={folder["packages"]}", $"-p:RestoreFallbackFolders={cached}");
        Assert.That(code, Is.Zero, output + error);
        Assert.That(output, Does.Contain("660 industries, 0 errors").And.Contain("JPN:").And.Contain("DEU:").And.Contain("world:"));
        Assert.That(Directory.Exists(Path.Combine(folder["packages"], "ioengine", Version)), "the package, not the project, was used");
    }
}
