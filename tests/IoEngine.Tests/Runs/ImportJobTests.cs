using IoEngine.Runs.Jobs;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;
using IoEngine.Tests.Tables;

namespace IoEngine.Tests.Runs;

public class ImportJobTests
{
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
