using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Scenarios;

/// <summary>Another household closure, or the same with other parameters. Immutable.</summary>
public sealed record ChangeClosure : Change
{
    /// <summary>A change to be filled in.</summary>
    public ChangeClosure()
    {
    }

    /// <summary>Another closure.</summary>
    /// <param name="closure">Which closure.</param>
    public ChangeClosure(ClosureKind closure) => Closure = closure;

    /// <inheritdoc/>
    [Option("Another household closure, or the same with other parameters.", Required = true, Choices = ["closure"])]
    public override string Kind => "closure";

    /// <summary>Household closure; null: as it is.</summary>
    [Option("Household closure; null: as it is.", Except = ["sam"])]
    public ClosureKind? Closure { get; init; }

    /// <summary>Disposable share of every region times this, at most 1.</summary>
    [Option("Disposable share of every region times this, at most 1.")]
    public double DisposableFactor { get; init; } = 1;

    /// <summary>Propensity to consume of every region times this, at most 1.</summary>
    [Option("Propensity to consume of every region times this, at most 1.")]
    public double PropensityFactor { get; init; } = 1;

    /// <summary>Closed regions; null: as it is.</summary>
    [Option("Closed regions; null: as it is.")]
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Equal for changes that do the same.</summary>
    internal string Key => string.Create(CultureInfo.InvariantCulture,
        $"{Closure?.ToString() ?? "-"}|{DisposableFactor:R}|{PropensityFactor:R}|"
            + $"{(Regions is null ? "-" : string.Join(',', Regions))}");

    internal override void Check(ChangeCheck check)
    {
        check.Positive("disposableFactor", DisposableFactor);
        check.Positive("propensityFactor", PropensityFactor);
        check.Regions("regions", Regions);
    }

    // A closure that asks for no propensity, or closes no region, writes these as well: another change of them would have no
    // effect.
    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        if (Closure is not null) yield return Of("kind");
        if (DisposableFactor != 1) yield return Of("disposable share");
        var rule = Closure is { } kind ? ClosureRule.Of(kind) : null;
        if (PropensityFactor != 1 || rule is { Propensity: null }) yield return Of("propensity to consume");
        if (Regions is not null || rule is { Accounts.Count: 0 }) yield return Of("regions");

        static ParameterTouch Of(string name) => new("closure", name);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Closure is null && DisposableFactor == 1 && PropensityFactor == 1 && Regions is null) return state;
        check.Note("Closure changed.",
            $"{(Closure is { } kind ? Households.Closure.NameOf(kind) : "same closure")}, θ × "
                + $"{ChangeCheck.Text(DisposableFactor)}, mpc × {ChangeCheck.Text(PropensityFactor)}");
        return state with { Closures = [.. state.Closures, this] };
    }

    internal Closure ApplyTo(Closure closure)
    {
        var result = closure with { Kind = Closure ?? closure.Kind };
        if (DisposableFactor != 1 || PropensityFactor != 1)
            result = result with { Households = closure.Households.Scaled(DisposableFactor, PropensityFactor) };
        return Regions is null ? result : result with { Regions = Regions.Select(r => new Region(r)).ToArray() };
    }
}
