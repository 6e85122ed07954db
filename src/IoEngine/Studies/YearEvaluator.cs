using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Scenarios;

namespace IoEngine.Studies;

/// <summary>
/// Effects and attribution of a year's demand on one model, in the report currency, with the audit that nothing was lost.
/// </summary>
/// <param name="model">The model of the year's table.</param>
/// <param name="boundaries">Its nested boundaries; null: not asked for.</param>
/// <param name="alternative">What the contributions would have bought otherwise; null: no net effect.</param>
internal sealed class YearEvaluator(ImpactModel model, SystemBoundaries? boundaries = null,
    AlternativeSpending? alternative = null)
{
    // Identities on the coefficients hold to rounding; what the table itself misses is inside them as the leak "table residual".
    private const double AuditTolerance = 1e-8;
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>Evaluates a year.</summary>
    /// <param name="year">The year and its demand.</param>
    /// <param name="indicators">Names; value added is among them, since the headline needs it.</param>
    /// <param name="cancellation">Cancels inside the solves.</param>
    /// <param name="attributing">Called when the effects are known and the multipliers begin.</param>
    /// <exception cref="NumericalException">The audit fails: value added + leaks ≠ orders, or attribution ≠ effects.</exception>
    public YearResult Evaluate(PreparedYear year, IReadOnlyList<string> indicators, CancellationToken cancellation,
        Action? attributing = null)
    {
        var clock = Stopwatch.StartNew();
        var (demand, perUnit, f) = (year.Demand, year.TableMoneyPerUnit, year.Demand.Total(year.TableMoneyPerUnit));
        var effects = model.Evaluate(f.Values, cancellation);
        attributing?.Invoke();
        var chosen = indicators.Select(name => year.Told(model.Indicators[name])).OfType<Indicator>().ToArray();
        var attribution = Attributions(year, chosen, cancellation);
        var results = chosen.Select((indicator, i) => new IndicatorResult(indicator, effects, model.Table,
            indicator.IsMoney ? demand.Currency : indicator.Unit.ToString(), Back(indicator, year), attribution[i])).ToArray();
        CheckAttribution(demand, results);
        var valueAdded = results.Single(r => r.Name == "valueAdded");
        var leaks = LeaksOf(year, effects.Leaks);
        return new YearResult
        {
            Assignment = year.Assignment,
            Table = model.Table.Identity,
            Regions = model.Table.Regions,
            Industries = model.Table.Industries,
            HasImputedIncome = ImputedIncome(),
            Names = model.Table.Names,
            Accounts = YearAccount.Of(model.Table, results),
            Demand = demand,
            Indicators = results,
            ValueAdded = valueAdded,
            Leaks = leaks,
            AuditDifference = Audit(year, valueAdded, leaks, f),
            TableMoneyPerUnit = perUnit,
            ByOrders = ByOrders(year, chosen, cancellation),
            Boundaries = boundaries is null ? null
                : YearBoundaries.Of(boundaries, model, f, chosen, 1 / perUnit, demand.Currency, cancellation),
            Net = alternative is null ? null
                : YearNet.Of(model, effects, alternative, chosen, perUnit, demand.Currency, cancellation),
            ClosureRadius = model.Closed?.SpectralRadius.Estimate,
            Reports = model.System.Reports,
            ReadSeconds = year.ReadSeconds,
            SolveSeconds = clock.Elapsed.TotalSeconds,
        };
    }

    private OrderAttribution? ByOrders(PreparedYear year, Indicator[] chosen, CancellationToken cancellation) =>
        year.Demand.Dimensions.Names.Count == 0 ? null : OrderAttribution.Of(year.Demand,
            [.. chosen.Select(i => (model.Multipliers(i, cancellation), Back(i, year)))], year.TableMoneyPerUnit);

    private bool[] ImputedIncome()
    {
        var regions = new bool[model.Table.Regions.Count];
        for (var j = 0; j < model.Table.Industries.Count; j++)
            regions[model.Table.RegionOf[j]] |= model.Coefficients.Source.HasImputedCompensation[j];
        return regions;
    }

    private static double Back(Indicator indicator, PreparedYear year) => indicator.IsMoney ? 1 / year.TableMoneyPerUnit : 1;

    // By indicator and channel: receiving region × source.
    private DenseMatrix[][] Attributions(PreparedYear year, Indicator[] indicators, CancellationToken cancellation)
    {
        model.Prepare(indicators, cancellation);
        var bySource = Scaled(year.Demand.BySource.Copy(), year.TableMoneyPerUnit);
        return Array.ConvertAll(indicators, indicator =>
        {
            var multipliers = model.Multipliers(indicator, cancellation);
            return Array.ConvertAll(Channels, c => Scaled(multipliers.Attribute(c, bySource), Back(indicator, year)));
        });
    }

    private void CheckAttribution(YearDemand demand, IndicatorResult[] results)
    {
        foreach (var result in results)
        {
            foreach (var channel in Channels) CheckAttribution(demand, result, channel);
        }
    }

    private void CheckAttribution(YearDemand demand, IndicatorResult result, Channel channel)
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

    private static double Audit(PreparedYear year, IndicatorResult valueAdded, YearLeaks leaks, LabelledVector<Industry> f)
    {
        var demand = year.Demand;
        var typeOne = valueAdded.Total(Channel.Direct) + valueAdded.Total(Channel.Indirect);
        var mapped = (double)demand.Reconciliation.Mapped;
        var difference = typeOne + leaks.Total - mapped;
        var scale = f.Values.ToArray().Sum(Math.Abs) / year.TableMoneyPerUnit + Math.Abs(leaks.OrderTaxes);
        if (Math.Abs(difference) > AuditTolerance * scale)
            throw new NumericalException($"{demand.Year}: value added {typeOne:F2} + leaks {leaks.Total:F2} is not the mapped "
                + $"orders {mapped:F2} {demand.Currency} (difference {difference:G6}, allowed {AuditTolerance * scale:G3}). "
                + "Nothing is written.");
        return difference;
    }

    private static YearLeaks LeaksOf(PreparedYear year, Leaks leaks)
    {
        var back = 1 / year.TableMoneyPerUnit;
        return new YearLeaks(year.Demand.Reconciliation.ProductTaxes, leaks.TaxesOnProducts.Sum() * back, leaks.OtherItems * back,
            leaks.TableResidual * back, leaks.Unexplained * back);
    }

    private static DenseMatrix Scaled(DenseMatrix m, double factor)
    {
        for (var j = 0; j < m.Columns; j++)
        {
            foreach (ref var value in m.WritableColumn(j)) value *= factor;
        }

        return m;
    }
}
