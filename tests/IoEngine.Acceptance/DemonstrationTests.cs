using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Acceptance;

/// <summary>The demonstration: seconds, a headline for people, labelled synthetic, near the published pattern.</summary>
public partial class DemonstrationTests
{
    private static readonly string Config = Path.Combine(SharedData.Repository(), "models", "demo", "run.json");

    [Test]
    public void Prints_a_headline_in_seconds()
    {
        using var folder = new TempFolder();
        var clock = Stopwatch.StartNew();
        var (code, output, error) = Ioe.RunProgram(folder.Path, "run", Config, "--out", "results");
        Assert.That(code, Is.Zero, error);
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(90)), "about 5 s on two idle cores");
        Assert.That(output, Does.Contain("1999-2024 (SYNTHETIC").And.Contain("closure net-labour"));
        var perUnit = Headline().Match(output);
        Assert.That(perUnit.Success, output);
        var parts = perUnit.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray();
        Assert.That(parts[1] + parts[2] + parts[3], Is.EqualTo(parts[0]).Within(0.02));

        // Published: 1.25 a franc, 2–3 % of the orders and about 13 % of the value added outside.
        Assert.That(parts[0], Is.InRange(1.1, 1.4));
        var shares = Shares().Match(output);
        Assert.That(shares.Success, output);
        Assert.That(double.Parse(shares.Groups[1].Value, CultureInfo.InvariantCulture), Is.InRange(1.0, 4.0));
        Assert.That(double.Parse(shares.Groups[2].Value, CultureInfo.InvariantCulture), Is.InRange(8.0, 18.0));
        var all = Csv.Read(folder["results", "summary_all.csv"]).Single();
        Assert.That(all.Number("value_added_per_unit_ordered"), Is.EqualTo(parts[0]).Within(0.005));
        Assert.That(File.ReadAllText(folder["results", "manifest.json"]), Does.Contain("\"synthetic\": true"));
    }

    [Test]
    public void Written_to_disk_and_run_from_there_it_gives_the_same()
    {
        using var folder = new TempFolder();
        Assert.That(Ioe.Run(folder.Path, "demo", "--out", "world", "--orders", "3000").Code, Is.Zero);
        string[] years = ["--years", "2003-2004"];
        Assert.That(Ioe.Run(folder.Path, ["run", "world/run.json", "--out", "disk", .. years]).Code, Is.Zero);
        Assert.That(Ioe.Run(folder.Path, ["run", Config, "--out", "memory", "--set", "demo.orders=3000", .. years]).Code, Is.Zero);
        foreach (var file in new[] { "effects.csv", "attribution.csv", "countries.csv", "groups.csv", "summary.csv", "mapping.csv" })
            Assert.That(File.ReadAllText(folder["disk", file]), Is.EqualTo(File.ReadAllText(folder["memory", file])), file);
    }

    [Test]
    public void Parquet_holds_the_same_columns()
    {
        using var folder = new TempFolder();
        var (code, _, error) = Ioe.Run(folder.Path, "run", Config, "--out", "results", "--years", "2024", "--set", "output.formats=[\"csv\",\"parquet\"]");
        Assert.That(code, Is.Zero, error);
        var csv = Directory.GetFiles(folder["results"], "*.csv").Select(Path.GetFileNameWithoutExtension).Order();
        Assert.That(Directory.GetFiles(folder["results"], "*.parquet").Select(Path.GetFileNameWithoutExtension).Order(), Is.EqualTo(csv));
        Assert.That(File.ReadAllBytes(folder["results", "effects.parquet"])[..4], Is.EqualTo("PAR1"u8.ToArray()));
    }

    [Test]
    public void Results_are_replaced_only_by_force()
    {
        using var folder = new TempFolder();
        string[] args = ["run", Config, "--out", "results", "--years", "2024", "--quiet"];
        Assert.That(Ioe.Run(folder.Path, args).Code, Is.Zero);
        var (code, output, error) = Ioe.Run(folder.Path, args);
        Assert.That((code, output), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain("OUTPUT-EXISTS").And.Contain("--force"));
        Assert.That(Ioe.Run(folder.Path, [.. args, "--force"]).Code, Is.Zero);
    }

    [GeneratedRegex(@"Of each CHF ordered, ([\d.]+) CHF of value added arise in the world: ([\d.]+) direct, ([\d.]+) indirect, ([\d.]+) induced")]
    private static partial Regex Headline();

    [GeneratedRegex(@"Non-members \(non-member, observer\) receive ([\d.]+) % of the orders and ([\d.]+) % of the value added")]
    private static partial Regex Shares();
}
