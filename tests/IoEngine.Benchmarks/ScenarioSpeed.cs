using System.Diagnostics;
using IoEngine.Analyses.Decompositions;
using IoEngine.Households;
using IoEngine.Studies;
using IoEngine.Tests.RealTables;

namespace IoEngine.Benchmarks;

/// <summary>Forty scenarios over the sixteen real years against forty runs, and the decomposition of all of them.</summary>
internal static class ScenarioSpeed
{
    public static void Run(string[] args)
    {
        var folder = args.FirstOrDefault() ?? Path.Combine("..", "shared", "data", "wiod2013");
        var (first, last) = (1995, 2010);
        var inputs = WiodStudy.Inputs(year => WiodStudy.Table(folder, year), first, last, 50_000);
        Study.Run(StudyPlan.Build(inputs with { Years = inputs.Years.Take(1).ToArray() }, [])); // compiled
        var run = Time("one run: 16 years read, factorised, 50,000 orders", () => Study.Run(StudyPlan.Build(inputs, [])));
        var forty = Time("baseline and forty scenarios in one study", () => Study.Run(StudyPlan.Build(inputs, WiodStudy.Forty(first))));
        Console.WriteLine($"forty scenarios cost {(forty - run) / run:F2} runs more; forty runs would take {40 * run / (forty - run):F1} times as long");

        var tables = Enumerable.Range(first, last - first + 1).ToDictionary(y => y, y => WiodStudy.Table(folder, y));
        var states = tables.Select(t => WiodStudy.State(inputs, t.Value, t.Key, new Closure())).ToArray();
        Decomposition? chain = null;
        Time("decomposition into six factors, 15 steps", () => chain = StructuralDecomposition.Chain(states));
        var worst = chain!.Steps.Max(s => s.Residual() / s.After().Sum());
        Console.WriteLine($"largest residual {worst:E1} of the world's value added");
        foreach (var sentence in DecompositionSentences.Of(chain, r => inputs.Membership.IsOutside(inputs.Membership.GroupIn(r, 2000)), "non-members", "million USD", 1e6))
            Console.WriteLine(sentence);
    }

    private static double Time(string what, Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        Console.WriteLine($"{clock.Elapsed.TotalSeconds,8:F2} s  {what}");
        return clock.Elapsed.TotalSeconds;
    }
}
