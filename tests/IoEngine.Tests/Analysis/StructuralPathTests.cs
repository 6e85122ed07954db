using IoEngine.Accounts;
using IoEngine.Analyses.Paths;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Tables;
using IoEngine.Tests.Goldens;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>
/// Paths + remainder = multiplier; no path above the cut-off is missed; a walk over all chains as second opinion.
/// </summary>
public class StructuralPathTests
{
    private static readonly double[] Cutoffs = [0.5, 0.05, 0.001];

    [ForAll]
    public void Paths_and_remainder_are_the_multiplier(RandomTable shape)
    {
        var model = ImpactModel.Build(TableValidator.Validate(shape.Build()), Closure.None);
        var v = model.Coefficients.ValueAdded;
        foreach (var cutoff in Cutoffs)
        {
            foreach (var industry in model.Table.Industries.NotEmpty()) Check(model.System, v, industry, new PathOptions { RelativeCutoff = cutoff });
        }
    }

    [Test]
    public void On_the_golden_table_the_strongest_paths_are_those_of_a_walk_over_all_chains()
    {
        var model = ImpactModel.Build(Golden.Read("E03").Validated(), Closure.None);
        var v = model.Coefficients.ValueAdded.Values.ToArray();
        var a = model.System.A;
        var industries = model.Table.Industries;
        for (var j = 0; j < industries.Count; j++)
        {
            var analysis = Check(model.System, model.Coefficients.ValueAdded, industries[j], new PathOptions { RelativeCutoff = 1e-4 });
            var walked = new List<(string Path, double Value)>();
            Walk(j, 1, $"{industries[j]}", 0);
            var expected = walked.OrderByDescending(w => w.Value).Take(25).ToArray();
            for (var k = 0; k < expected.Length; k++)
            {
                Assert.That(analysis.Paths[k].Value, Is.EqualTo(expected[k].Value).Within(1e-15), $"{industries[j]}, rank {k}");
                Assert.That(walked.Single(w => w.Path == analysis.Paths[k].ToString()).Value, Is.EqualTo(analysis.Paths[k].Value).Within(1e-15));
            }

            void Walk(int i, double output, string path, int depth)
            {
                walked.Add((path, v[i] * output));
                if (depth == 6) return;
                for (var k = 0; k < industries.Count; k++)
                {
                    if (a[k, i] * output > 1e-6) Walk(k, a[k, i] * output, $"{path} ← {industries[k]}", depth + 1);
                }
            }
        }
    }

    [Test]
    public void On_a_published_table_a_few_paths_explain_most_of_a_multiplier()
    {
        var validated = TableValidator.Validate(TableReader.Read(SharedData.Path("data", "lrwiod2000.zip")));
        var model = ImpactModel.Build(validated, Closure.None);
        var v = model.Coefficients.ValueAdded;
        foreach (var industry in model.Table.Industries.Where((_, j) => j % 29 == 0).NotEmpty())
        {
            var analysis = Check(model.System, v, industry, new PathOptions { RelativeCutoff = 1e-4 });
            var coarse = Check(model.System, v, industry, new PathOptions { RelativeCutoff = 1e-3 });
            Assert.That(analysis.Listed, Is.GreaterThanOrEqualTo(coarse.Listed), "a finer cut-off lists more");
            if (analysis.Multiplier > 0) Assert.That(analysis.Listed / analysis.Multiplier, Is.GreaterThan(0.6), industry.ToString());
        }

        // One receiving region: everything else is the same.
        var austria = new LabelledVector<Industry>(v.Axis, v.Axis.Select((i, j) => i.Region.Code == "AUT" ? v[j] : 0).ToArray());
        var ordered = model.Table.Industries.First(i => i.Region.Code == "DEU");
        var inAustria = Check(model.System, austria, ordered, new PathOptions { RelativeCutoff = 1e-3 });
        Assert.That(inAustria.Paths.Where(p => p.Value != 0).Select(p => p.Industries[^1].Region.Code).NotEmpty(), Is.All.EqualTo("AUT"));
    }

    [Test]
    public void Negative_effects_and_inputs_stay_within_the_bound()
    {
        var industries = new Axis<Industry>("industries", [new("A", "1"), new("A", "2"), new("B", "1")]);
        var a = DenseMatrix.FromRows([[0.1, 0.3, -0.05], [0.2, 0.1, 0.2], [0.1, 0, 0.3]]);
        var system = new LeontiefSystem(industries, a);
        var e = new LabelledVector<Industry>(industries, [0.6, -0.2, 0.5]);
        foreach (var industry in industries.NotEmpty())
        {
            var analysis = Check(system, e, industry, new PathOptions { RelativeCutoff = 1e-3 });
            Assert.That(analysis.RemainderBound, Is.GreaterThan(Math.Abs(analysis.Remainder)), "both signs are left out");
        }
    }

    [Test]
    public void The_limit_of_paths_is_said_and_the_sum_still_holds()
    {
        var model = ImpactModel.Build(Golden.Read("E03").Validated(), Closure.None);
        var analysis = Check(model.System, model.Coefficients.ValueAdded, model.Table.Industries[0],
            new PathOptions { RelativeCutoff = 1e-9, MaximumPaths = 10 });
        Assert.That((analysis.Complete, analysis.Paths.Count), Is.EqualTo((false, 10)));
    }

    [TestCase(0.0)]
    [TestCase(-1.0)]
    [TestCase(1.5)]
    [TestCase(double.NaN)]
    public void An_impossible_cut_off_is_refused(double cutoff)
    {
        var model = ImpactModel.Build(Golden.Read("E03").Validated(), Closure.None);
        Assert.Throws<ArgumentOutOfRangeException>(() => StructuralPathAnalysis.Of(model.System, model.Coefficients.ValueAdded,
            model.Table.Industries[0], new PathOptions { RelativeCutoff = cutoff }));
    }

    [ForAll]
    public void With_households_they_sum_to_the_closed_multiplier(RandomTable shape)
    {
        var table = TableValidator.Validate(shape.Build());
        foreach (var kind in new[] { ClosureKind.NetLabour, ClosureKind.GrossWage })
        {
            var model = ImpactModel.Build(table, new Closure { Kind = kind, Households = HouseholdParameters.Shipped.Scaled(0.8, 0.8) });
            foreach (var indicator in new[] { "valueAdded", "gdp" })
            {
                foreach (var cutoff in Cutoffs[..2]) Closed(model, indicator, model.Table.Industries[^1], new PathOptions { RelativeCutoff = cutoff });
            }
        }
    }

    /// <summary>The second opinion: the extended matrix itself, which the engine never forms.</summary>
    [Test]
    public void With_households_the_golden_table_gives_the_paths_of_the_extended_matrix()
    {
        var model = ImpactModel.Build(Golden.Read("E03").Validated(), new Closure());
        var (n, accounts) = (model.Table.Industries.Count, model.Closed!.Accounts);
        var a = accounts.Accounts.Count;
        var extended = DenseMatrix.Create(n + a, n + a, (i, j) => (i < n, j < n) switch
        {
            (true, true) => model.System.A[i, j],
            (true, false) => accounts.Spending[i, j - n],
            (false, true) => accounts.IncomeRows[j, i - n],
            _ => accounts.Transfers[i - n, j - n],
        });
        var labels = new Axis<Industry>("nodes", [.. model.Table.Industries, .. accounts.Accounts.Select(c => new Industry(c.Region, new Sector("(households)")))]);
        double[] v = [.. model.Indicators["valueAdded"].PerOutput, .. new double[a]];
        var system = new LeontiefSystem(labels, extended);
        for (var j = 0; j < n; j++)
        {
            var options = new PathOptions { RelativeCutoff = 1e-3 };
            var analysis = Closed(model, "valueAdded", model.Table.Industries[j], options);
            var expected = Check(system, new LabelledVector<Industry>(labels, v), labels[j], options);
            Near.Equal(analysis.Multiplier, expected.Multiplier, "Type II", 1e-12);
            Near.Equal(analysis.Remainder, expected.Remainder, "remainder", 1e-10);
            var ends = expected.Paths.Where(p => p.Industries[^1].Sector.Code != "(households)").ToArray();
            Assert.That(analysis.Paths.Select(p => p.ToString()), Is.EqualTo(ends.Select(p => p.ToString())));
            Assert.That(analysis.Paths.Any(p => p.Induced), "a path through households is among the strongest");
            var open = StructuralPathAnalysis.Of(model.System, model.Coefficients.ValueAdded, labels[j], options);
            Assert.That(analysis.Paths.Where(p => !p.Induced).Sum(p => p.Value), Is.LessThanOrEqualTo(open.Multiplier + 1e-12), "what is left of the induced ones is Type I");
        }
    }

    [Test]
    public void With_households_paths_on_a_published_table_sum_to_the_multiplier()
    {
        var validated = TableValidator.Validate(TableReader.Read(SharedData.Path("data", "lrwiod2000.zip")));
        var model = ImpactModel.Build(validated, new Closure());
        foreach (var industry in model.Table.Industries.Where((_, j) => j % 97 == 5))
        {
            var analysis = Closed(model, "valueAdded", industry, new PathOptions { RelativeCutoff = 1e-3 });
            TestContext.Out.WriteLine($"{industry}: {analysis.Multiplier:F4}, {analysis.Paths.Count} paths hold {analysis.Listed / analysis.Multiplier:P1}, {analysis.Paths.Count(p => p.Induced)} of them through households");
        }
    }

    private static StructuralPathAnalysis Closed(ImpactModel model, string name, Industry industry, PathOptions options)
    {
        var indicator = model.Indicators[name];
        var multipliers = model.Multipliers(indicator);
        var j = model.Table.Industries.IndexOf(industry);
        var multiplier = Enumerable.Range(0, model.Table.Regions.Count).Sum(r => multipliers.Total(r, j));
        return Check(StructuralPathAnalysis.Of(model, indicator, industry, options), multiplier, options);
    }

    private static StructuralPathAnalysis Check(LeontiefSystem system, LabelledVector<Industry> e, Industry industry, PathOptions options) =>
        Check(StructuralPathAnalysis.Of(system, e, industry, options), system.Multiplier(e)[system.Industries.IndexOf(industry)], options);

    private static StructuralPathAnalysis Check(StructuralPathAnalysis analysis, double multiplier, PathOptions options)
    {
        var scale = Math.Max(Math.Abs(multiplier), analysis.RemainderBound) + double.Epsilon;
        Assert.That(Math.Abs(analysis.Multiplier - multiplier), Is.LessThanOrEqualTo(1e-13 * scale));
        Assert.That(Math.Abs(analysis.Listed + analysis.Remainder - multiplier), Is.LessThanOrEqualTo(1e-11 * scale), analysis.Industry.ToString());
        Assert.That(Math.Abs(analysis.Remainder), Is.LessThanOrEqualTo(analysis.RemainderBound * (1 + 1e-12)));
        var everything = analysis.Paths.Sum(p => Math.Abs(p.Value)) + analysis.RemainderBound;
        if (analysis.Complete)
            Assert.That(analysis.LargestLeftOut, Is.LessThanOrEqualTo(options.RelativeCutoff * everything * (1 + 1e-9)), analysis.Industry.ToString());
        Assert.That(analysis.Paths[0].Industries.Count, Is.GreaterThan(0));
        Assert.That(analysis.Paths.Select(p => p.ToString()).Distinct().Count(), Is.EqualTo(analysis.Paths.Count), "no path twice");
        return analysis;
    }
}
