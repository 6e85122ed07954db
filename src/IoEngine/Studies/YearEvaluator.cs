using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>
/// Effects and attribution of one year's demand on one model, in the report currency, with the audit that nothing was lost.
/// </summary>
internal sealed class YearEvaluator(
    ImpactModel model, YearAssignment assignment, YearDemand demand, double tableMoneyPerUnit,
    SystemBoundaries? boundaries = null, AlternativeSpending? alternative = null)
{
    // Identities on the coefficients hold to rounding; what the table itself misses is inside them as the leak "table residual".
    private const double AuditTolerance = 1e-8;
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>Evaluates the year.</summary>
    /// <param name="indicators">Names; value added is added where it is missing, since the headline needs it.</param>
    /// <param name="readSeconds">What reading the table took.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    /// <param name="attributing">Called when the effects are known and the multipliers begin.</param>
    /// <exception cref="NumericalException">The audit fails: value added + leaks ≠ orders, or attribution ≠ effects.</exception>
    public YearResult Evaluate(IReadOnlyList<string> indicators, double readSeconds, CancellationToken cancellation,
        Action? attributing = null)
    {
        var clock = Stopwatch.StartNew();
        var bySource = InTableMoney(demand.BySource());
        var f = RowSums(bySource);
        var effects = model.Evaluate(f, cancellation);
        attributing?.Invoke();
        var chosen = indicators.Select(name => model.Indicators[name]).ToArray();
        model.Prepare(chosen, cancellation);
        var results = chosen.Select(i => Result(i, effects, bySource, cancellation)).ToArray();
        var leaks = LeaksOf(effects.Leaks);
        return new YearResult
        {
            Assignment = assignment,
            Table = model.Table.Identity,
            Regions = model.Table.Regions,
            Industries = model.Table.Industries,
            Names = model.Table.Names,
            Demand = demand,
            Indicators = results,
            Leaks = leaks,
            AuditDifference = Audit(results.Single(r => r.Name == "valueAdded"), leaks, f),
            TableMoneyPerUnit = tableMoneyPerUnit,
            Boundaries = boundaries is null
                ? null : YearBoundaries.Of(boundaries, model, new LabelledVector<Industry>(model.Table.Industries, f), chosen,
                    1 / tableMoneyPerUnit, demand.Currency, cancellation),
            Net = alternative is null ? null : YearNet.Of(model, effects, alternative, chosen, tableMoneyPerUnit, demand.Currency,
                cancellation),
            ClosureRadius = model.Closed?.SpectralRadius.Estimate,
            Reports = model.System.Reports,
            ReadSeconds = readSeconds,
            SolveSeconds = clock.Elapsed.TotalSeconds,
        };
    }

    private IndicatorResult Result(Indicator indicator, Effects effects, DenseMatrix bySource, CancellationToken cancellation)
    {
        var back = indicator.IsMoney ? 1 / tableMoneyPerUnit : 1;
        var byIndustry = Channels.Select(c =>
        {
            var values = new double[model.Table.Industries.Count];
            for (var j = 0; j < values.Length; j++) values[j] = effects.Value(indicator, c, j) * back;
            return values;
        }).ToArray();
        var onSpending = Enumerable.Range(0, model.Table.Regions.Count)
            .Select(r => effects.OnSpending(indicator, Channel.Induced, r) * back).ToArray();
        var multipliers = model.Multipliers(indicator, cancellation);
        var attribution = Channels.Select(c => Scaled(multipliers.Attribute(c, bySource), back)).ToArray();
        var unit = indicator.IsMoney ? demand.Currency : indicator.Unit.ToString();
        var result = new IndicatorResult(model.Table, indicator, unit, byIndustry, onSpending, attribution);
        foreach (var channel in Channels) CheckAttribution(result, channel);
        return result;
    }

    private void CheckAttribution(IndicatorResult result, Channel channel)
    {
        var byRegion = result.ByRegion(channel);
        var scale = byRegion.Sum(Math.Abs);
        for (var r = 0; r < byRegion.Length; r++)
        {
            var sum = 0.0;
            for (var s = 0; s < demand.Sources.Count; s++) sum += result.Attribution(channel, r, s);
            if (Math.Abs(sum - byRegion[r]) > AuditTolerance * scale)
                throw new NumericalException($"{demand.Year}: the {channel} {result.Name} attributed to {model.Table.Regions[r]} "
                    + $"sums to {sum:G12}, its effect is {byRegion[r]:G12}. Forward and adjoint solves disagree; try another "
                    + "solve.method or solve.kernel.");
        }
    }

    private double Audit(IndicatorResult valueAdded, YearLeaks leaks, double[] f)
    {
        var typeOne = valueAdded.Total(Channel.Direct) + valueAdded.Total(Channel.Indirect);
        var mapped = (double)demand.Reconciliation.Mapped;
        var difference = typeOne + leaks.Total - mapped;
        var scale = f.Sum(Math.Abs) / tableMoneyPerUnit + Math.Abs(leaks.OrderTaxes);
        if (Math.Abs(difference) > AuditTolerance * scale)
            throw new NumericalException($"{demand.Year}: value added {typeOne:F2} + leaks {leaks.Total:F2} is not the mapped "
                + $"orders {mapped:F2} {demand.Currency} (difference {difference:G6}, allowed {AuditTolerance * scale:G3}). "
                + "Nothing is written.");
        return difference;
    }

    private YearLeaks LeaksOf(Leaks leaks)
    {
        var back = 1 / tableMoneyPerUnit;
        return new YearLeaks(demand.Reconciliation.ProductTaxes, leaks.TaxesOnProducts.Sum() * back, leaks.OtherItems * back,
            leaks.TableResidual * back, leaks.Unexplained * back);
    }

    private DenseMatrix InTableMoney(DenseMatrix f)
    {
        for (var s = 0; s < f.Columns; s++)
        {
            foreach (ref var value in f.WritableColumn(s)) value *= tableMoneyPerUnit;
        }

        return f;
    }

    private static DenseMatrix Scaled(DenseMatrix m, double factor)
    {
        for (var j = 0; j < m.Columns; j++)
        {
            foreach (ref var value in m.WritableColumn(j)) value *= factor;
        }

        return m;
    }

    private static double[] RowSums(DenseMatrix m)
    {
        var sums = new double[m.Rows];
        for (var j = 0; j < m.Columns; j++)
        {
            var column = m.Column(j);
            for (var i = 0; i < sums.Length; i++) sums[i] += column[i];
        }

        return sums;
    }
}
