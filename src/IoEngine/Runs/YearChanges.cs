using IoEngine.Analyses.Decompositions;
using IoEngine.Impact;
using IoEngine.Studies;
using IoEngine.Tables.Deflation;

namespace IoEngine.Runs;

/// <summary>
/// Decomposes the change from each year to the next while the run goes through the years; of the years before it holds one.
/// </summary>
/// <remarks>
/// The years' own models are used, so that a step costs the two systems between them. Each year's orders are in the nominal
/// report currency.
/// </remarks>
internal sealed class YearChanges(Numerics.SolveOptions solve, TablePrices prices)
{
    private readonly List<DecompositionStep> steps = [];
    private DecompositionState? before;
    private YearResult? result;

    /// <summary>The changes so far, in order of time.</summary>
    public IReadOnlyList<DecompositionStep> Steps => steps;

    /// <summary>Adds a year.</summary>
    /// <param name="model">The year's model.</param>
    /// <param name="year">What the run found with it.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    /// <returns>Findings: a step that does not add up to the change of the results is an error.</returns>
    /// <exception cref="InvalidDataFindingsException">The tables of the two years have different labels.</exception>
    public IReadOnlyList<Finding> Add(ImpactModel model, YearResult year, CancellationToken cancellation)
    {
        var state = new DecompositionState(year.Assignment.Year, model.Coefficients.Source, model.Closure, year.Demand.Total(),
            model);
        var (last, lastResult) = (before, result);
        (before, result) = (state, year);
        if (last is null) return [];
        var (from, to) = (lastResult!.Assignment.TableYear, year.Assignment.TableYear);
        var known = prices.For(model.Table.Identity).Between(model.Table, from, to);
        var step = StructuralDecomposition.Between(last, state with { Prices = known }, new DecompositionOptions(Solve: solve),
            cancellation);
        steps.Add(step);
        return Check(step, TotalOf(lastResult), TotalOf(year));
    }

    /// <summary>The parts against the change of the results themselves, region by region.</summary>
    /// <param name="step">The decomposition.</param>
    /// <param name="before">Value added of the old year by region, all channels, G.</param>
    /// <param name="after">The same of the new year.</param>
    internal static IReadOnlyList<Finding> Check(DecompositionStep step, double[] before, double[] after)
    {
        const double tolerance = 1e-8;
        var scale = before.Sum(Math.Abs) + after.Sum(Math.Abs);
        var parts = step.Factors.Select(step.Contribution).ToArray();
        var worst = Enumerable.Range(0, before.Length)
            .Select(r => (Region: step.Regions[r], Sum: parts.Sum(p => p[r]), Change: after[r] - before[r]))
            .MaxBy(c => Math.Abs(c.Sum - c.Change));
        if (Math.Abs(worst.Sum - worst.Change) <= tolerance * scale) return [];
        return
        [
            Finding.Error("DECOMPOSITION-SUM", $"{step.From}-{step.To}, {worst.Region}",
                "The factors do not add up to the change of value added.",
                $"{worst.Sum:G12}", $"{worst.Change:G12}", "Try another solve.method or solve.kernel.",
                $"{tolerance * scale:G3}"),
        ];
    }

    private static double[] TotalOf(YearResult year)
    {
        var channels = Enum.GetValues<Channel>().Select(year.ValueAdded.ByRegion).ToArray();
        return Enumerable.Range(0, year.Regions.Count).Select(r => channels.Sum(c => c[r])).ToArray();
    }
}
