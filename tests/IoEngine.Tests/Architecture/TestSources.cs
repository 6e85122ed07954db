namespace IoEngine.Tests.Architecture;

/// <summary>The sources of the tests, for tests that read them.</summary>
internal static class TestSources
{
    /// <summary>Paths of a test project's sources, without what is built.</summary>
    public static IEnumerable<string> Of(string project)
    {
        var folder = Path.Combine(SharedData.Repository(), "tests", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(path => Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));
    }
}
