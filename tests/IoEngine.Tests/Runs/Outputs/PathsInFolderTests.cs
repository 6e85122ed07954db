using IoEngine.Runs.Outputs;

namespace IoEngine.Tests.Runs.Outputs;

/// <summary>Only paths below the folder are shortened.</summary>
public class PathsInFolderTests
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "study");

    [Test]
    public void Paths_below_the_folder_are_as_the_configuration_writes_them()
    {
        var (file, beside, inside) = (Path.Combine(Folder, "in", "orders.csv"), Folder + "2" + Path.DirectorySeparatorChar + "fx.csv", Path.Combine(Path.GetTempPath(), "x") + Path.Combine(Folder, "a.csv"));
        var finding = new Finding("C", Severity.Warning, $"{file}, line 3", $"It and '{file}' differ.", file, $"({file})", "", $"Correct {file} or {beside}, {inside}.");
        foreach (var folder in new[] { Folder, Folder + Path.DirectorySeparatorChar })
        {
            var relative = Path.Combine("in", "orders.csv");
            Assert.That(PathsInFolder.Relative([finding], folder).Single(), Is.EqualTo(new Finding("C", Severity.Warning, $"{relative}, line 3", $"It and '{relative}' differ.", relative, $"({relative})", "",
                $"Correct {relative} or {beside}, {inside}.")));
        }

        Assert.That(PathsInFolder.Relative([finding], Path.GetPathRoot(Folder)!).Single(), Is.EqualTo(finding));
    }
}
