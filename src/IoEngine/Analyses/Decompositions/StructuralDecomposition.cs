using IoEngine.Accounts;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>One year of the decomposition: its table, closure and orders. Immutable.</summary>
/// <param name="Year">Calendar year, for labels.</param>
/// <param name="Table">The table; all years must have the same labels.</param>
/// <param name="Closure">The closure; <see cref="Closure.None"/> in every year for Type I.</param>
/// <param name="Orders">
/// f, n, basic prices. Money results are rate-neutral: any one currency in all years will do, and the result is in it.
/// </param>
/// <param name="Model">
/// The model of that very table and closure where there is one: its factors and multipliers are used again. null: it is built.
/// </param>
/// <param name="Prices">
/// Prices of the table relative to the one of the state before; null: none are known, and that step is one of money.
/// </param>
public sealed record DecompositionState(int Year, ValidatedTable Table, Closure Closure, LabelledVector<Industry> Orders,
    ImpactModel? Model = null, RelativePrices? Prices = null);

/// <summary>How to decompose. Immutable.</summary>
/// <param name="Indicator">What is explained; default value added.</param>
/// <param name="SplitOrderMix">Whether supplier and product mix are factors of their own.</param>
/// <param name="Method">Exact mean over all orders of change, which auto is here for all factors, or the two polar ones.</param>
/// <param name="Solve">Method, kernel, threads, largest residual.</param>
public sealed record DecompositionOptions(
    string Indicator = "valueAdded", bool SplitOrderMix = true, DecompositionMethod Method = DecompositionMethod.Auto,
    SolveOptions? Solve = null);

/// <summary>
/// VA = v' L(T, H) f(level, supplier mix, product mix), closed or not: how much of its change each factor explains. Pure.
/// </summary>
/// <remarks>
/// A factor that did not change (to rounding, 1e-13 of a share) contributes exactly zero; the parts add up to the change. Only
/// the four combinations of T and H are factorised, two of them where the years' own models are given, and a chain shares those
/// at its joints; every combination of the other factors is a product with few solves of these, L = p̂ Lᶜ p̂⁻¹. With prices: up
/// to 256 combinations, VA = v' p̂ Lᶜ p̂⁻¹ f, v the residual in each. Dietzenbacher and Los (1998).
/// </remarks>
public static class StructuralDecomposition
{
    /// <summary>Decomposes the change from one year to another.</summary>
    /// <exception cref="InvalidDataFindingsException">The tables have different labels.</exception>
    /// <exception cref="NumericalException">A combined system can't be solved.</exception>
    public static DecompositionStep Between(DecompositionState from, DecompositionState to, DecompositionOptions? options = null,
        CancellationToken cancellation = default) =>
            Chain([from, to], options, cancellation).Steps[0];

    /// <summary>Decomposes year by year; the cumulated contributions are the sums of the steps.</summary>
    /// <param name="states">At least two, in order of time.</param>
    /// <param name="options">Indicator, factors, method.</param>
    /// <param name="cancellation">Cancels between and inside solves.</param>
    public static Decomposition Chain(IReadOnlyList<DecompositionState> states, DecompositionOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(states);
        if (states.Count < 2) throw new ArgumentException("A decomposition needs two states at least.", nameof(states));
        StructuralFreeze.RequireSameLabels(states.Select(s => s.Table).Distinct().ToArray());
        foreach (var state in states)
        {
            if (!state.Orders.Axis.Equals(state.Table.Table.Industries))
                throw new ArgumentException($"The orders of {state.Year} have other industries than the table.", nameof(states));
            if (state.Model is { } model
                && !(ReferenceEquals(model.Coefficients.Source, state.Table) && model.Closure.Equals(state.Closure)))
                throw new ArgumentException($"The model of {state.Year} is of another table or closure.", nameof(states));
        }

        var chosen = options ?? new DecompositionOptions();
        var steps = new List<DecompositionStep>();
        var from = WithModel(states[0], null, chosen, cancellation);
        foreach (var state in states.Skip(1))
        {
            var to = WithModel(state, from, chosen, cancellation);
            steps.Add(Step(from, to, new CombinedWorlds(from, to, chosen, cancellation), chosen));
            from = to;
        }

        return new Decomposition(steps);
    }

    private static DecompositionState WithModel(DecompositionState state, DecompositionState? before,
        DecompositionOptions options, CancellationToken cancellation)
    {
        if (state.Model is not null) return state;
        if (before?.Model is { } known && ReferenceEquals(before.Table, state.Table))
            return state with { Model = before.Closure.Equals(state.Closure) ? known : known.With(state.Closure, cancellation) };
        return state with
        {
            Model = ImpactModel.Build(state.Table, state.Closure, CombinedWorlds.Expecting(state, options), cancellation),
        };
    }

    private static DecompositionStep Step(DecompositionState from, DecompositionState to, CombinedWorlds worlds,
        DecompositionOptions options)
    {
        var factors = worlds.Factors;
        var changed = Enumerable.Range(0, factors.Count).Where(i => worlds.Changed(factors[i])).ToArray();
        var before = worlds.Value(0);
        var after = changed.Length == 0 ? before : null;
        var everything = (1 << factors.Count) - 1;
        var method = options.Method == DecompositionMethod.Auto ? DecompositionMethod.Shapley : options.Method;
        var parts = FactorDecomposition.Split(changed, factors.Count, mask =>
        {
            var value = mask == 0 ? before : worlds.Value(mask);
            if (mask == everything) after = value;
            return value;
        }, method);
        return new DecompositionStep((from.Year, to.Year), options.Indicator, from.Table.Table.Regions, factors, to.Prices,
            before, after!, parts, method);
    }
}
