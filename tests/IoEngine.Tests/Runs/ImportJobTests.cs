using IoEngine.Runs.Jobs;
using IoEngine.Tables;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Runs;

public class ImportJobTests
{
    [Test]
    public void A_table_is_written_as_pymrio_saves_it_and_is_the_same_when_read_again()
    {
        using var scratch = new ScratchFolder();
        MrioFolder.Write(SmallTables.Random(1), scratch["own.mrio"]);
        var (table, findings) = ImportJob.ToPymrio(scratch["own.mrio"], scratch["saved.zip"]);
        var again = TableReader.Read(scratch["saved.zip"]);
        Assert.Multiple(() =>
        {
            Assert.That(findings.Select(f => f.Code), Does.Contain("TABLE-ROW-BALANCE"), "the table is examined as it is");
            Assert.That(again.Identity.Format, Does.StartWith("pymrio"));
            Assert.That(again.Industries, Is.EqualTo(table.Industries));
            for (var j = 0; j < table.Industries.Count; j++)
                Assert.That(again.Z.Values.Column(j).ToArray(), Is.EqualTo(table.Z.Values.Column(j).ToArray()));
        });

        var refused = Assert.Throws<ConfigException>(() => ImportJob.ToPymrio(scratch["nothing"], scratch["saved.zip"]))!;
        Assert.That(refused.Message, Does.Contain("saved.zip"), "what is there is not replaced, and nothing is read before");
        Assert.That(ImportJob.ToPymrio(scratch["own.mrio"], scratch["saved.zip"], replace: true).Table.Industries, Is.EqualTo(table.Industries));
    }

    [Test]
    public void A_source_of_another_year_is_refused_unless_forced([Values("saved", "own.mrio", "forced.zip")] string name)
    {
        using var scratch = new ScratchFolder();
        if (name == "own.mrio") MrioFolder.Write(SmallTables.Random(1), scratch[name]);
        else PymrioWriter.Write(SmallTables.Random(1), scratch[name]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => ImportJob.Import(scratch[name], scratch["to.mrio"], ImportJob.Options(year: 1990)))!;
        Assert.That(refused.Findings.Select(f => (f.Code, f.Severity, f.Found, f.Expected)), Is.EqualTo(new[] { ("TABLE-YEAR", Severity.Error, "2005", "1990") }));
        Assert.That(Directory.Exists(scratch["to.mrio"]), Is.False);

        var (table, findings) = ImportJob.Import(scratch[name], scratch["to.mrio"], ImportJob.Options(year: 1990, force: true));
        Assert.That((table.Identity.Year, findings.Single(f => f.Code == "TABLE-YEAR").Severity), Is.EqualTo(((int?)1990, Severity.Warning)));
        Assert.That(ImportJob.Import(scratch[name], scratch["same.mrio"], ImportJob.Options(year: 2005)).Table.Identity.Year, Is.EqualTo(2005));
    }
}
