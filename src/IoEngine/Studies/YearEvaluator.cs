using System.Diagnostics;
using IoEngine.Accounts;
using IoEngine.Events;
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
/// <param name="spending">What is spent besides orders; null: nothing.</param>
internal sealed class YearEvaluator(ImpactModel model, SystemBoundaries? boundaries = null,
    AlternativeSpending? alternative = null, IReadOnlyList<EventSpending>? spending = null)
{
    private readonly IReadOnlyList<EventSpending> events = spending ?? [];

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
        var results = Measure(year, chosen, effects, demand.BySource, cancellation);
        var (valueAdded, leaks) = (results.Single(r => r.Name == "valueAdded"), LeaksOf(year, effects.Leaks));
        var spent = Events(year, chosen, cancellation);
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
            AuditDifference = Audit(year, valueAdded, leaks, f.Values, (double)demand.Reconciliation.Mapped, "mapped orders"),
            Events = spent,
            Fiscal = YearFiscal.Of(model, year, effects, spent),
            TableMoneyPerUnit = perUnit,
            ByOrders = ByOrders(year, chosen, cancellation),
            Boundaries = boundaries is null ? null
                : YearBoundaries.Of(boundaries, model, f, chosen, 1 / perUnit, demand.Currency, cancellation),
            Net = alternative is null ? null
                : YearNet.Of(model, effects, alternative, chosen, perUnit, demand.Currency,
                    demand.Reconciliation.Orders, spent, cancellation),
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

    // Effects as the results state them, with whose demand caused what.
    private IndicatorResult[] Measure(PreparedYear year, Indicator[] indicators, Effects effects, DenseMatrix bySource,
        CancellationToken cancellation)
    {
        var attribution = Attributions(year, indicators, bySource, cancellation);
        var results = indicators.Select((indicator, i) => new IndicatorResult(indicator, effects, model.Table,
            indicator.IsMoney ? year.Demand.Currency : indicator.Unit.ToString(), Back(indicator, year), attribution[i]))
            .ToArray();
        foreach (var result in results)
        {
            foreach (var channel in Channels) CheckAttribution(year.Demand.Year, result, channel, bySource.Columns);
        }

        return results;
    }

    // By indicator and channel: receiving region × source.
    private DenseMatrix[][] Attributions(PreparedYear year, Indicator[] indicators, DenseMatrix demand,
        CancellationToken cancellation)
    {
        model.Prepare(indicators, cancellation);
        var bySource = Scaled(demand.Copy(), year.TableMoneyPerUnit);
        return Array.ConvertAll(indicators, indicator =>
        {
            var multipliers = model.Multipliers(indicator, cancellation);
            return Array.ConvertAll(Channels, c => Scaled(multipliers.Attribute(c, bySource), Back(indicator, year)));
        });
    }

    // Kind by kind, as demand of sources of their own: every identity of orders holds for them too.
    private YearEvents? Events(PreparedYear year, Indicator[] chosen, CancellationToken cancellation)
    {
        if (events.Count == 0) return null;
        var kinds = events.GroupBy(e => e.Event.Kind).OrderBy(g => g.Key)
            .Select(g => Kind(year, g.Key, [.. g], chosen, cancellation)).ToArray();
        return new YearEvents(events, kinds);
    }

    private EventEffects Kind(PreparedYear year, EventKind kind, EventSpending[] of, Indicator[] chosen,
        CancellationToken cancellation)
    {
        var sources = of.Select(e => e.Event.Country).Distinct().Order(StringComparer.Ordinal).ToArray();
        var bySource = new DenseMatrix(model.Table.Industries.Count, sources.Length);
        var f = new double[model.Table.Industries.Count];
        foreach (var spending in of)
        {
            var column = bySource.WritableColumn(Array.IndexOf(sources, spending.Event.Country));
            for (var j = 0; j < f.Length; j++) column[j] += spending.Demand[j];
        }

        for (var s = 0; s < sources.Length; s++)
        {
            var column = bySource.Column(s);
            for (var j = 0; j < f.Length; j++) f[j] += column[j] * year.TableMoneyPerUnit;
        }

        var effects = model.Evaluate(f, cancellation);
        var results = Measure(year, chosen, effects, bySource, cancellation);
        var leaks = LeaksOf(year, effects.Leaks) with { OrderTaxes = 0 };
        Audit(year, results.Single(r => r.Name == IndicatorNames.ValueAdded), leaks, f,
            of.Sum(s => s.Demand.Sum()), $"demand of {SpendingEvent.NameOf(kind)}");
        return new EventEffects(kind, sources, results, effects, [.. chosen.Select(i =>
            YearEvents.OwnOf(i.Name, of, model.Closure.Households, model.Table.Regions))]);
    }

    private void CheckAttribution(int year, IndicatorResult result, Channel channel, int sources)
    {
        var byRegion = result.ByRegion(channel);
        var scale = byRegion.Sum(Math.Abs);
        for (var r = 0; r < byRegion.Length; r++)
        {
            var sum = 0.0;
            for (var s = 0; s < sources; s++) sum += result.Attribution(channel, r, s);
            if (Math.Abs(sum - byRegion[r]) > AuditTolerance * scale)
                throw new NumericalException($"{year}: the {channel} {result.Name} attributed to {model.Table.Regions[r]} "
                    + $"sums to {sum:G12}, its effect is {byRegion[r]:G12}. Forward and adjoint solves disagree; try another "
                    + "solve.method or solve.kernel.");
        }
    }

    private static double Audit(PreparedYear year, IndicatorResult valueAdded, YearLeaks leaks, ReadOnlySpan<double> f,
        double spent, string what)
    {
        var demand = year.Demand;
        var typeOne = valueAdded.Total(Channel.Direct) + valueAdded.Total(Channel.Indirect);
        var difference = typeOne + leaks.Total - spent;
        var scale = f.ToArray().Sum(Math.Abs) / year.TableMoneyPerUnit + Math.Abs(leaks.OrderTaxes);
        if (Math.Abs(difference) > AuditTolerance * scale)
            throw new NumericalException($"{demand.Year}: value added {typeOne:F2} + leaks {leaks.Total:F2} is not the {what} "
                + $"{spent:F2} {demand.Currency} (difference {difference:G6}, allowed {AuditTolerance * scale:G3}). "
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
