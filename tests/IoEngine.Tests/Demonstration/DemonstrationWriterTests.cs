using IoEngine.Demonstration;
using IoEngine.Runs.Configuration;
using IoEngine.Tables;
using IoEngine.Tables.Deflation;

namespace IoEngine.Tests.Demonstration;

public class DemonstrationWriterTests
{
    private ScratchFolder scratch = null!;
    private string folder = "";

    [SetUp]
    public void SetUp() => folder = (scratch = new ScratchFolder())["world"];

    [TearDown]
    public void TearDown() => scratch.Dispose();

    [Test]
    public void It_writes_tables_orders_small_files_and_a_configuration_over_them()
    {
        var lines = new List<string>();
        DemonstrationWriter.Write(folder, 5, 200, progress: new Lines(lines));
        Assert.That(Directory.GetDirectories(Path.Combine(folder, "tables")), Has.Length.EqualTo(26));
        Assert.That(File.ReadAllText(Path.Combine(folder, "orders.csv")), Is.EqualTo(DemonstrationOrdersTests.Csv(200, 5)));
        Assert.That(lines, Has.Count.EqualTo(27));
        var config = ConfigReader.Read(Path.Combine(folder, "run.json")).Config;
        Assert.That(config.Tables.Path, Is.EqualTo("tables/{year}.mrio"));
        Assert.That(config.Orders.Path, Is.EqualTo("orders.csv"));
        Assert.That((config.Demo.Seed, config.Demo.Orders), Is.EqualTo((5, 200)));
        foreach (var file in new[] { config.Mapping.Codes, config.Mapping.Nace, config.Mapping.Countries, config.Groups.Membership, config.Groups.Contributions, config.Prices.Indices, config.Prices.Exchange })
            Assert.That(File.Exists(Path.Combine(folder, file!)), Is.True, file);
        Assert.That(config.Currency.Rates, Is.EqualTo(CurrencyConfig.Shipped));
        foreach (var name in DemonstrationFiles.Names.NotEmpty()) Assert.That(File.Exists(Path.Combine(folder, name)), Is.True, name);
        var read = TableReader.Read(Path.Combine(folder, "tables", "2007.mrio"));
        Assert.That(TableHash.Of(read), Is.EqualTo(TableHash.Of(DemonstrationWorld.Create(5).Table(2007))), "a table comes back bit for bit");
        Assert.That(read.Identity.Synthetic, Is.True);
        var findings = new List<Finding>();
        var prices = TablePrices.Read(Path.Combine(folder, "prices.csv"), Path.Combine(folder, "exchange.csv"), null, findings);
        Assert.That(findings.Concat(prices.Check(read, [(1999, 2024)])), Is.Empty, "a synthetic table carries its own prices");
        Assert.That(prices.Between(read, 2003, 2007)!.InTableMoney.Values.ToArray(), Is.EqualTo(DemonstrationWorld.Prices.Between(read, 2003, 2007)!.InTableMoney.Values.ToArray()));
        Assert.That(read.Roles.Compensation, Is.EqualTo(new[] { "COE" }));
    }

    [Test]
    public void An_existing_folder_is_kept()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
        Assert.That(() => DemonstrationWriter.Write(folder, 5, 10), Throws.InstanceOf<ConfigException>());
        Assert.That(File.ReadAllText(Path.Combine(folder, "mine.txt")), Is.EqualTo("mine"));
    }

    [Test]
    public void Cancelling_leaves_nothing()
    {
        using var source = new CancellationTokenSource();
        var stop = new Stop(source);
        Assert.That(() => DemonstrationWriter.Write(folder, 5, 10, progress: stop, cancellation: source.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFileSystemEntries(scratch.Path), Is.Empty);
    }

    private sealed class Lines(List<string> lines) : IProgress<string>
    {
        public void Report(string value) => lines.Add(value);
    }

    private sealed class Stop(CancellationTokenSource source) : IProgress<string>
    {
        public void Report(string value) => source.Cancel();
    }
}
