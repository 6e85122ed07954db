using IoEngine.Tests;

namespace IoEngine.Acceptance.Cases;

/// <summary>Spellings of countries and marks of no data as users bring them, from <c>../shared/cases/inputs</c>; what each README expects.</summary>
[NonParallelizable]
public class PlaceCaseTests
{
    // Where a README leaves two answers: NA beside the two-letter CH and No is Namibia, with a note; states that are now several, cells that name several
    // countries, numbers of ISO 3166 and what is no country at all stay unmapped, in one list.
    [TestCase("02-country-NA-is-Namibia", 15000, 3000, "COUNTRY-NA")]
    [TestCase("02b-NA-mapped-by-user", 3000, 3000, "COUNTRY-NA")]
    [TestCase("06-ted-several-winners", 10000, 6000, "COUNTRY-UNKNOWN")]
    [TestCase("10-country-names", 119328, 104347, "COUNTRY-UNKNOWN")]
    [TestCase("10d-iso-names", 249, 249, null)]
    [TestCase("10j-common-english", 75, 75, null)]
    [TestCase("10k-german", 50, 50, null)]
    [TestCase("19g-membership-united-kingdom", 3000, 3000, null)]
    public void Orders_come_to_the_countries_that_are_meant(string name, double orders, double mapped, string? finding)
    {
        var run = CaseRun.Of("inputs", name);
        Assert.That(run.Code, Is.Zero, run.Error);
        Assert.That((run.Summary[^1].Number("orders"), run.Summary[^1].Number("mapped")), Is.EqualTo((orders, mapped)));
        Assert.That(run.Codes.Where(c => c is "COUNTRY-UNKNOWN" or "COUNTRY-NA"), finding is null ? Is.Empty : Does.Contain(finding));
        Assert.That(run.Findings.Count(f => f["code"] == "COUNTRY-UNKNOWN"), Is.LessThanOrEqualTo(1), "one list");
    }

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
