using IoEngine.Runs.Inputs;

namespace IoEngine.Tests.Runs;

/// <summary>Inputs by content, as the manifest lists them.</summary>
public class InputFileTests
{
    [Test]
    public void A_file_is_known_by_its_SHA_256()
    {
        using var folder = new ScratchFolder();
        // The example of FIPS 180-4.
        InputFile file = InputFile.Of("rates", folder.Write("fx.csv", "abc"), "fx.csv", 7);
        Assert.That(file, Is.EqualTo(new InputFile("rates", "fx.csv", 3, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 7)));
    }

    [Test]
    public void A_folder_is_known_by_names_and_contents_and_by_nothing_else()
    {
        using var folder = new ScratchFolder();
        Fill("a", ("x.txt", "1"), ("sub/y.txt", "22"));
        Fill("b", ("sub/y.txt", "22"), ("x.txt", "1"));
        Fill("c", ("x.txt", "1"), ("sub/z.txt", "22"));
        Fill("d", ("x.txt", "1"), ("sub/y.txt", "23"));
        var files = new[] { "a", "b", "c", "d" }.Select(name => InputFile.Of("table", folder[name], "same name")).ToArray();
        Assert.That(files.Select(f => f.Bytes), Is.All.EqualTo(3));
        Assert.That(files[1], Is.EqualTo(files[0]), "written in another order, and elsewhere");
        Assert.That(files.Skip(1).Select(f => f.Sha256), Is.Unique);

        void Fill(string name, params (string Path, string Text)[] content)
        {
            foreach (var (path, text) in content) folder.Write($"{name}/{path}", text);
        }
    }
}
