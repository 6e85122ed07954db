namespace IoEngine.Tests.Library;

/// <summary>
/// A page of <c>docs/reference</c>: an introduction by hand, then a part made from the declarations in the code. Run the tests
/// with the variable <c>IOENGINE_WRITE_DOCS=1</c> to write the parts anew.
/// </summary>
internal sealed class ReferencePage(string name)
{
    private const string Line = "<!-- made from the declarations: below this line nothing is written by hand -->\n";

    private string Path => System.IO.Path.Combine(SharedData.Repository(), "docs", "reference", name + ".md");

    /// <summary>What is written by hand.</summary>
    public string Introduction => Parts()[0];

    /// <summary>Compares the made part, or writes it where that is asked for.</summary>
    public void Holds(string made)
    {
        var parts = Parts();
        if (Environment.GetEnvironmentVariable("IOENGINE_WRITE_DOCS") == "1") File.WriteAllText(Path, parts[0] + Line + "\n" + made);
        else Assert.That(parts[1].TrimStart('\n'), Is.EqualTo(made), $"{Path}: write it anew with IOENGINE_WRITE_DOCS=1");
    }

    private string[] Parts()
    {
        var parts = File.ReadAllText(Path).ReplaceLineEndings("\n").Split(Line);
        Assert.That(parts, Has.Length.EqualTo(2), $"{Path} has one line that begins its made part");
        return parts;
    }
}
