using System.Runtime.InteropServices;

namespace IoEngine.Acceptance;

/// <summary>
/// The program that the publish command of docs/SOLVER.md makes, compiled ahead of time: its numbers are those of the built one.
/// </summary>
[NonParallelizable]
public class PublishedProgramTests
{
    [Test]
    public void Gives_the_same_results_byte_for_byte()
    {
        using var folder = new TempFolder();
        var (code, output, error) = Dotnet.Run(SharedData.Repository(), "publish", "src/IoEngine.Cli", "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier,
            "-o", folder["ioe"]);
        // The compiler is a package of its own, which an offline machine may lack.
        if (code != 0 && (output + error).Contains("error NU1", StringComparison.Ordinal)) Assert.Ignore($"needs the package of the ahead-of-time compiler: {output}{error}");
        Assert.That(code, Is.Zero, output + error);
        Assert.That(new FileInfo(folder["ioe", "IoEngine.dll"]).Length, Is.GreaterThan(2 * new FileInfo(Path.Combine(AppContext.BaseDirectory, "IoEngine.dll")).Length),
            "it holds machine code");

        var config = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");
        string[] args = ["run", config, "--years", "2018-2019", "--set", "demo.orders=5000", "--out"];
        Assert.That(Ioe.RunProgram(folder.Path, [.. args, folder["built"]]).Code, Is.Zero);
        var program = folder["ioe", OperatingSystem.IsWindows() ? "ioe.exe" : "ioe"];
        Assert.That(Ioe.RunCopy(program, folder.Path, [.. args, folder["published"]]).Code, Is.Zero);
        foreach (var file in Directory.GetFiles(folder["built"], "*.csv").NotEmpty())
            Assert.That(File.ReadAllBytes(folder["published", Path.GetFileName(file)]), Is.EqualTo(File.ReadAllBytes(file)), Path.GetFileName(file));
    }
}
