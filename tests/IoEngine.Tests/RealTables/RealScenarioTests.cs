using System.Diagnostics;
using IoEngine.Analyses.Decompositions;
using IoEngine.Households;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Tests.RealTables;

/// <summary>Decomposition and scenarios on published tables.</summary>
public class RealScenarioTests
{
    private static readonly Dictionary<int, ValidatedTable> Held = [];

    private static ValidatedTable Table(int year)
    {
        var folder = SharedData.Path("data", "wiod2013");
        lock (Held) return Held.TryGetValue(year, out var table) ? table : Held[year] = WiodStudy.Table(folder, year);
    }

    /// <summary>Four of the sixteen years, so that the test takes seconds; the benchmark "scenarios" takes them all.</summary>
    [Test]
    public void The_decomposition_of_real_years_adds_up_and_can_be_read()
    {
        var inputs = WiodStudy.Inputs(Table, 1995, 2010, 4000);
        var states = new[] { 1995, 2000, 2005, 2010 }.Select(y => WiodStudy.State(inputs, Table(y), y, new Closure())).ToArray();
        var chain = StructuralDecomposition.Chain(states);
        foreach (var step in chain.Steps.NotEmpty())
        {
            var scale = step.After().Sum();
            Assert.That(step.Residual(), Is.LessThan(1e-9 * scale));
            Assert.That(step.Method, Is.EqualTo(DecompositionMethod.Shapley));
            foreach (var factor in step.Factors.NotEmpty()) Assert.That(step.Contribution(factor).Values.ToArray().Sum(Math.Abs), Is.GreaterThan(0), factor.ToString());
        }

        var members = inputs.Membership;
        var sentences = DecompositionSentences.Of(chain, r => MembershipOutside(r), "non-members", "million USD", 1e6);
        foreach (var sentence in sentences) TestContext.Out.WriteLine(sentence);
        Assert.That(sentences, Has.Count.EqualTo(2 + chain.Steps[0].Factors.Count));
        Assert.That(sentences, Has.Some.Contains("trade, prices and exchange rates together").And.Some.Contains("the buyer's own sourcing"));

        bool MembershipOutside(string region) => members.IsOutside(members.GroupIn(region, 2000));
    }

    /// <summary>
    /// Forty scenarios must not cost forty runs. The bound is loose, for busy machines; the benchmark "scenarios" measures.
    /// </summary>
    [Test]
    public void Forty_scenarios_cost_far_less_than_forty_runs()
    {
        var inputs = WiodStudy.Inputs(Table, 1995, 1996, 4000);
        var alone = StudyPlan.Build(inputs, []);
        Study.Run(alone);
        var clock = Stopwatch.StartNew();
        Study.Run(alone);
        var run = clock.Elapsed.TotalSeconds;
        clock.Restart();
        var results = Study.Run(StudyPlan.Build(inputs, WiodStudy.Forty(1995)));
        var forty = clock.Elapsed.TotalSeconds;
        TestContext.Out.WriteLine($"one run {run:F2} s (tables in memory), baseline and forty scenarios {forty:F2} s: {forty / run:F1} runs");
        Assert.That(results.Scenarios, Has.Count.EqualTo(40));
        Assert.That(forty, Is.LessThan(20 * run), "even with the tables already in memory, which forty runs would each read again");
    }
}
