using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Jobs;
using IoEngine.Studies;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tests.Tables.Attached;

namespace IoEngine.Tests.Runs;

/// <summary>Accounts that a configuration attaches reach every result, and those that come with a table the same way.</summary>
public class AccountsInRunsTests
{
    private static readonly string[] Small = ["orders.years=2008", "tables.years=2008", "demo.orders=500", "output.formats=csv"];

    private static MrioTable Demonstration => Table(2008);

    private static MrioTable Table(int year) => DemonstrationWorld.Create(1954).Table(year);

    /// <summary>The demonstration's orders on a table of 2008.</summary>
    private static RunResults Execute(ScratchFolder scratch, MrioTable table, params string[] overrides)
    {
        MrioFolder.Write(table, scratch["2008.mrio"]);
        return RunTests.Execute([.. Small, $"tables.path={scratch["2008.mrio"]}", .. overrides]);
    }

    [Test]
    public void A_run_on_attached_accounts_has_the_results_of_the_tables_own_in_every_cell()
    {
        using var scratch = new ScratchFolder();
        var own = new[] { 2007, 2008 }.Select(year => AccountWorlds.OfWhich(Table(year), year)).ToArray();
        string[] rows = ["COE", "OTP", "CFC", .. own[0].F.Rows.Select(r => r.Name)];
        foreach (var table in own.NotEmpty())
        {
            MrioFolder.Write(table, scratch[$"own-{table.Identity.Year}.mrio"]);
            MrioFolder.Write(AccountWorlds.Bare(table), scratch[$"bare-{table.Identity.Year}.mrio"]);
        }

        var file = scratch.Write("accounts.csv", $"{AccountWorlds.Header}\n{string.Join('\n', own.SelectMany(t => rows.SelectMany(r => AccountWorlds.Lines(t, r))))}\n");
        RunResults Run(string kind, params string[] overrides) => RunTests.Execute(["tables.years=2007-2008", "orders.years=2007-2008", "demo.orders=500", "closure.levels=true", "output.formats=csv",
            $"tables.path={scratch[kind + "-{year}.mrio"]}", """scenarios=[{"name":"held","changes":[{"kind":"freeze","baseYear":2007}]}]""", .. overrides]);
        var (a, b) = (Run("own"), Run("bare", $$"""tables.accounts=[{"path":"{{file}}"}]"""));
        var (x, y) = (a.Tables().ToDictionary(t => t.Name), b.Tables().ToDictionary(t => t.Name));
        Assert.That(y.Keys.Except(x.Keys), Is.EqualTo(new[] { "accounts" }));
        foreach (var name in x.Keys.Where(n => n != "findings").NotEmpty()) SameCells(x[name], y[name]);
        Assert.That(new[] { "levels", "decomposition", "comparison" }.Select(n => x[n].Rows), Is.All.GreaterThan(0));
        var accounts = y["accounts"];
        Assert.That(accounts["account"].Texts.Distinct(), Is.EqualTo(rows));
        Assert.That(accounts["share"].Numbers, Is.All.EqualTo(1));
        var pay = accounts["account"].Texts.ToList().IndexOf("COE");
        Near.Equal(accounts["effect"].Numbers[pay], b.Years[0].Find("compensation")!.Total(), "effect", 1e-12);
        Assert.That(accounts["effect_share"].Numbers[pay], Is.EqualTo(1).Within(1e-12));
        YearAccount compensation = b.Years[0].Accounts.Single(r => r.Account == "COE");
        Assert.That((compensation.Industries, compensation.Source), Is.EqualTo((own[0].Industries.Count, accounts["source"].Texts[pay])));
        var input = b.Files.Single(f => f.Role == "accounts");
        Assert.That((input.Rows, input.Bytes), Is.EqualTo(((long?)2 * rows.Length * own[0].Industries.Count, new FileInfo(file).Length)));
    }

    [Test]
    public void Flags_and_filled_holes_are_told_in_the_results_with_what_rests_on_them()
    {
        using var scratch = new ScratchFolder();
        var own = AccountWorlds.OfWhich(Demonstration, 2008);
        var lines = AccountWorlds.Lines(own, "employment/persons").Where(l => !l.Contains(",DEU,", StringComparison.Ordinal))
            .Select(l => l + (l.Contains(",CHE,", StringComparison.Ordinal) ? ",p" : ","));
        var file = scratch.Write("jobs.csv", $"{AccountWorlds.Header},quality\n{string.Join('\n', lines)}\n");
        var run = Execute(scratch, AccountWorlds.Bare(own), "indicators=[\"valueAdded\",\"employment\"]",
            $$"""tables.accounts=[{"path":"{{file}}","holes":"sector-mean"}]""");
        var tables = run.Tables().ToDictionary(t => t.Name);
        var accounts = tables["accounts"];
        Assert.That(accounts["quality"].Texts, Is.EquivalentTo(new[] { "published", "p", "filled: sector-mean" }));
        Near.Equal(accounts["share"].Numbers.Sum(), 1, "shares", 1e-12);
        Near.Equal(accounts["effect"].Numbers.Sum(), run.Years[0].Find("employment")!.Total(), "effects", 1e-12);
        Near.Equal(accounts["effect_share"].Numbers.Sum(), 1, "shares of effects", 1e-12);
        var effects = tables["effects"];
        var marks = Enumerable.Range(0, effects.Rows).Where(i => effects["indicator"].Texts[i] == "employment")
            .GroupBy(i => effects["country"].Texts[i]).ToDictionary(g => g.Key, g => g.Select(i => effects["imputed"].Texts[i]).Distinct().Single());
        Assert.That(marks["DEU"], Is.EqualTo("yes"));
        Assert.That(marks.Where(m => m.Key != "DEU").Select(m => m.Value).NotEmpty(), Is.All.EqualTo("no"));
        Assert.That(run.Findings.Single(f => f.Code == "ACCOUNTS-MISSING").Found, Does.StartWith("22: DEU (22)"));
    }

    [Test]
    public void Faults_of_several_files_and_years_come_in_one_message()
    {
        using var scratch = new ScratchFolder();
        var a = scratch.Write("a.csv", $"{AccountWorlds.Header}\nemissions/CO2,2008,CHE,C26,1,kt\nemissions/CO2,2008,CHE,C99,1,kt\n");
        var b = scratch.Write("b.csv", $"{AccountWorlds.Header}\nenergy/use,2009,Nowhere,C26,1,TJ\n");
        var refused = Assert.Throws<InvalidDataFindingsException>(() => RunTests.Execute("orders.years=2008-2009", "tables.years=2008-2009", "demo.orders=200",
            $$"""tables.accounts=[{"path":"{{a}}","holes":"zero"},{"path":"{{b}}","holes":"zero"}]"""))!;
        var errors = refused.Findings.Where(f => f.Severity == Severity.Error).ToList();
        Assert.That(errors.Select(f => (f.Code, f.Place)), Is.EquivalentTo(new[]
        {
            ("ACCOUNTS-SECTOR", $"{a}, line 3"), ("ACCOUNTS-YEAR", $"{b}, energy/use"), ("ACCOUNTS-YEAR", $"{a}, emissions/CO2"), ("ACCOUNTS-REGION", $"{b}, line 2"),
        }));
    }

    [Test]
    public void Keys_of_accounts_are_bound_and_wrong_ones_refused()
    {
        var config = ConfigReader.Parse("""
            { "orders": { "path": "demo" }, "tables": { "path": "demo", "accounts": [ { "path": "jobs.csv", "columns": { "value": "n" }, "where": ["sex=T"],
              "take": ["fte"], "sectors": "figaro", "regions": "r.csv", "ignore": ["EU28"], "scale": "value-added", "holes": "region-mean", "replace": true, "format": "tidy" } ] } }
            """);
        var accounts = config.Tables.Accounts.Single();
        Assert.That((accounts.Path, accounts.Columns.Value, accounts.Columns.Year, accounts.Sectors, accounts.Scale, accounts.Holes, accounts.Replace),
            Is.EqualTo(("jobs.csv", "n", (string?)null, "figaro", IoEngine.Tables.Attached.AccountScale.ValueAdded, IoEngine.Tables.Attached.HoleRule.RegionMean, true)));
        Assert.That(ConfigReader.Parse(ConfigSchema.ToJson(config).ToJsonString()).Tables.Accounts.Single().Where, Is.EqualTo(new[] { "sex=T" }), "the manifest holds them");
        var wrong = Assert.Throws<ConfigException>(() => ConfigReader.Parse("""
            { "orders": { "path": "demo" }, "tables": { "path": "demo", "accounts": [ { "holes": "mean", "format": "excel", "colums": {} } ] } }
            """))!;
        Assert.That(wrong.Findings.Select(f => f.Code), Is.EquivalentTo(new[] { "CONFIG-MISSING", "CONFIG-CHOICE", "CONFIG-CHOICE", "CONFIG-UNKNOWN-KEY" }));
    }

    [Test]
    public void The_example_of_the_documentation_runs_as_it_stands()
    {
        using var scratch = new ScratchFolder();
        var page = File.ReadAllText(Path.Combine(SharedData.Repository(), "docs", "TABLES.md"));
        page = page[page.IndexOf("## Accounts from elsewhere", StringComparison.Ordinal)..];
        string Block(string kind, int index) => Regex.Matches(page, $"\n```{kind}\n(.*?)\n```\n", RegexOptions.Singleline)[index].Groups[1].Value + "\n";
        scratch.Write("electricity.csv", Block("csv", 0));
        scratch.Write("branches.csv", Block("csv", 1));
        var list = scratch.Write("accounts.json", Block("json", 0));
        MrioFolder.Write(Demonstration, scratch["2008.mrio"]);
        var inspection = TableInspection.Of(scratch["2008.mrio"], accounts: [list]);
        Assert.That(inspection.Table.F.Rows.Select(r => $"{r.Name} {r.Unit}"), Does.Contain("energy/electricity GWh"));
        var attached = inspection.Table.Attached.Single();
        var machinery = inspection.Table.Industries.IndexOf(new("FRA", "C28"));
        Near.Equal(AccountWorlds.Row(inspection.Table, "energy/electricity")[machinery], 133 * 0.75, "three quarters of industry", 1e-12);
        Assert.That(attached.QualityOf(machinery), Is.EqualTo("p"));
        var multipliers = MultiplierJob.Compute(scratch["2008.mrio"], "none", "energy/electricity", accounts: [list]);
        Assert.That(multipliers.Indicator.Unit.ToString(), Is.EqualTo("GWh"));
        var config = JsonNode.Parse(Block("json", 0))!.AsArray()[0]!;
        config["path"] = scratch["electricity.csv"];
        config["sectors"] = scratch["branches.csv"];
        var run = RunTests.Execute("orders.years=2008", "tables.years=2008", "demo.orders=500", "indicators=[\"energy/electricity\"]", $"tables.accounts=[{config.ToJsonString()}]");
        Assert.That(run.Years[0].Find("energy/electricity")!.Total(), Is.GreaterThan(0));
    }

    private static void SameCells(ResultTable a, ResultTable b)
    {
        Assert.That((b.Rows, b.Columns.Count), Is.EqualTo((a.Rows, a.Columns.Count)), a.Name);
        foreach (var column in a.Columns.NotEmpty())
        {
            var other = b[column.Name];
            if (column.Kind == ColumnKind.Text) Assert.That(other.Texts, Is.EqualTo(column.Texts), $"{a.Name}.{column.Name}");
            else if (column.Kind == ColumnKind.Integer) Assert.That(other.Integers, Is.EqualTo(column.Integers), $"{a.Name}.{column.Name}");
            else Assert.That(other.Numbers.Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(column.Numbers.Select(BitConverter.DoubleToInt64Bits)), $"{a.Name}.{column.Name}");
        }
    }
}
