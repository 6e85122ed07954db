namespace IoEngine.Tests;

/// <summary>Finds the data folder <c>shared</c> beside the repository; tests that need it skip where it is absent.</summary>
internal static class SharedData
{
    /// <summary>Full path of a file or folder under <c>shared</c>; skips the calling test where it is absent.</summary>
    public static string Path(params string[] parts)
    {
        var path = System.IO.Path.Combine([Root() ?? "", .. parts]);
        if (Root() is null || (!File.Exists(path) && !Directory.Exists(path)))
            Assert.Ignore($"needs ../shared: {string.Join('/', parts)} is not beside the repository");
        return path;
    }

    /// <summary>The repository's root.</summary>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "IoEngine.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests do not run from inside the repository.");
    }

    private static string? Root()
    {
        var path = System.IO.Path.Combine(Directory.GetParent(Repository())!.FullName, "shared");
        return Directory.Exists(path) ? path : null;
    }
}
