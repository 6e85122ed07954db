namespace IoEngine.Tests.Reporting.Html;

/// <summary>A folder for one test, removed after it.</summary>
internal sealed class ResultFiles : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ioe-report-").FullName;

    public string this[string name] => name == "." ? root : Path.Combine(root, name);

    public void Write(string name, string text) => File.WriteAllText(this[name], text);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
