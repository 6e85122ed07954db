namespace IoEngine.Acceptance.Cases;

/// <summary>Spellings of countries that are not known: written to be filled in, from <c>../shared/cases</c>.</summary>
[NonParallelizable]
public class UnknownSpellingTests
{
    [Test]
    public void Unknown_spellings_are_written_to_be_filled_in_and_then_known()
    {
        var config = SharedData.Path("cases", "inputs", "10-country-names", "run.json");
        using var folder = new TempFolder();
        var file = folder["countries.csv"];
        Assert.That(Ioe.Run(folder.Path, "check", config, "--write-unknown", file).Output, Does.Contain(file));
        var lines = File.ReadAllLines(file);
        Assert.That(lines[0], Is.EqualTo("code,region,found_in,orders,value_EUR,may_be"));
        Assert.That(lines, Has.Member("Serbia and Montenegro,,orders,1,1041,SRB MNE").And.Member("Netherlands Antilles,,orders,1,1046,BES CUW SXM").And.Member("CERN,,orders,1,1100,"));
        Assert.That(Ioe.Run(folder.Path, "check", config, "--write-unknown", file).Code, Is.EqualTo(2), "nothing is lost without --force");
        File.WriteAllLines(file, lines.Select((line, i) => i == 0 ? line : line.Replace(",,orders", ",CHE,orders", StringComparison.Ordinal)));
        var again = Ioe.Run(folder.Path, "check", config, "--set", $"mapping.countries={file}", "--write-unknown", folder["none.csv"]);
        Assert.That((again.Code, File.Exists(folder["none.csv"])), Is.EqualTo((0, false)));
        Assert.That(again.Output, Does.Contain("Every spelling of a country is known"));
        Assert.That(again.Error, Does.Not.Contain("COUNTRY-UNKNOWN"));
    }

    [Test]
    public void They_are_written_where_nothing_is_mapped_too()
    {
        using var folder = new TempFolder();
        var run = Ioe.Run(folder.Path, "check", SharedData.Path("cases", "right", "10i-iso-numeric", "run.json"), "--write-unknown", folder["unknown.csv"]);
        Assert.That(run.Code, Is.EqualTo(3));
        Assert.That(run.Output, Does.Contain(folder["unknown.csv"]));
        Assert.That(File.ReadAllLines(folder["unknown.csv"]), Has.Length.EqualTo(6), "a header and five codes");
    }
}
