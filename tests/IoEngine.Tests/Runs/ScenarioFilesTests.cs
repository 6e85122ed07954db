using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs;

/// <summary>Scenarios have the result files of the baseline: nested boundaries, leakages, gross against net.</summary>
public class ScenarioFilesTests
{
    private const string Scenarios = """
        [ { "name": "half", "changes": [ { "kind": "scale", "orders": {}, "factor": 0.5 } ] },
          { "name": "thrifty", "changes": [ { "kind": "closure", "propensityFactor": 0.9 } ] },
          { "name": "pays-more", "changes": [ { "kind": "contribution", "country": "CHE", "factor": 2, "keepTotal": false } ] },
          { "name": "open", "changes": [ { "kind": "closure", "closure": "none" } ] } ]
        """;

    private static readonly Lazy<RunResults> Results = new(() => Run.Execute(ConfigReader.Read(Path.Combine(SharedData.Repository(), "models", "demo", "run.json"),
        ["orders.years=2008-2009", "demo.orders=2000", "closure.levels=true", "groups.alternative={\"mix\":\"government\",\"amount\":\"all\"}", $"scenarios={Scenarios.ReplaceLineEndings(" ")}"])));

    private static ResultTable Table(string name) => Results.Value.Tables().Single(t => t.Name == name);

    [Test]
    public void Levels_of_a_scenario_are_those_of_its_own_world()
    {
        var levels = Table("levels");
        double Level(string scenario, int year, int level) => Sum(levels, "value", ("scenario", scenario), ("year", $"{year}"), ("level", $"{level}"), ("indicator", "valueAdded"));
        foreach (var world in new[] { "baseline", "half", "thrifty", "pays-more" })
        {
            foreach (var year in Results.Value.Study[world].Years.NotEmpty())
            {
                var va = year.ValueAdded;
                Near.Equal(Level(world, year.Assignment.Year, 1), va.Total(Channel.Direct), $"{world} 1", 1e-10);
                Near.Equal(Level(world, year.Assignment.Year, 2), va.Total(Channel.Direct) + va.Total(Channel.Indirect), $"{world} 2", 1e-10);
            }
        }

        for (var level = 1; level <= SystemBoundaries.Levels; level++)
        {
            Near.Equal(Level("half", 2008, level), Level("baseline", 2008, level) / 2, $"half, level {level}", 1e-9);
            Assert.That(Level("pays-more", 2008, level), Is.EqualTo(Level("baseline", 2008, level)), "contributions change no effect");
            Assert.That(Level("thrifty", 2008, level), level < 4 ? Is.EqualTo(Level("baseline", 2008, level)).Within(1e-9).Percent : Is.LessThan(Level("baseline", 2008, level)));
        }

        Assert.That(levels["scenario"].Texts, Does.Not.Contain("open"), "without a household closure there are no such boundaries");
        var leakages = Table("leakages");
        Near.Equal(Sum(leakages, "value", ("scenario", "half"), ("year", "2009"), ("level", "4")), Sum(leakages, "value", ("scenario", "baseline"), ("year", "2009"), ("level", "4")) / 2, "leakages", 1e-9);
    }

    [Test]
    public void Net_of_a_scenario_is_its_gross_effect_less_what_its_contributions_would_have_brought()
    {
        var net = Table("net");
        double Of(string scenario, string column) => Sum(net, column, ("scenario", scenario), ("year", "2008"), ("indicator", "valueAdded"));
        foreach (var world in new[] { "baseline", "half", "thrifty", "pays-more", "open" })
        {
            var year = Results.Value.Study[world].Years[0];
            Near.Equal(Of(world, "gross"), year.ValueAdded.Total(), $"{world}, gross", 1e-10);
            Near.Equal(Of(world, "net"), Of(world, "gross") - Of(world, "alternative"), $"{world}, net", 1e-9);
            Near.Equal(Of(world, "contribution"), Results.Value.Study[world].Contributions.Payers(2008).Sum(p => Results.Value.Study[world].Contributions.Of(p, 2008)), $"{world}, contributions", 1e-10);
        }

        Assert.That(Of("pays-more", "contribution"), Is.GreaterThan(Of("baseline", "contribution")));
        Assert.That(Of("pays-more", "alternative"), Is.GreaterThan(Of("baseline", "alternative")));
        Assert.That(Of("pays-more", "gross"), Is.EqualTo(Of("baseline", "gross")));
        Assert.That(Of("half", "alternative"), Is.EqualTo(Of("baseline", "alternative")).Within(1e-9).Percent);
    }

    private static double Sum(ResultTable table, string column, params (string Column, string Value)[] where)
    {
        var sum = 0.0;
        for (var i = 0; i < table.Rows; i++)
        {
            if (where.All(w => Text(table, w.Column, i) == w.Value)) sum += table[column].Numbers[i];
        }

        return sum;
    }

    private static string Text(ResultTable table, string column, int row) =>
        table[column].Kind == ColumnKind.Text ? table[column].Texts[row]! : $"{(table[column].Kind == ColumnKind.Integer ? table[column].Integers[row] : table[column].Numbers[row])}";
}
