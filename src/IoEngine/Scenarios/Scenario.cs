namespace IoEngine.Scenarios;

/// <summary>A world that did not happen: a name, what it starts from, and what is different, in order. Immutable.</summary>
/// <param name="Name">Key of the results; <see cref="Baseline"/> is taken by the world as it is.</param>
/// <param name="Changes">In order; none: the same numbers as the base, bit by bit.</param>
/// <param name="Base">Name of the scenario that this one builds on; null: the baseline.</param>
public sealed record Scenario(string Name, IReadOnlyList<Change> Changes, string? Base = null)
{
    /// <summary>Where it is written, such as <c>$.scenarios[2]</c>; null: its position in the study.</summary>
    public string? Place { get; init; }

    /// <summary>Name of the world as it is.</summary>
    public const string Baseline = "baseline";

    /// <summary>The scenario of a few changes on the baseline.</summary>
    public static Scenario Of(string name, params IReadOnlyList<Change> changes) => new(name, changes);
}

/// <summary>One difference between two worlds. Immutable; the set is closed: the engine knows each kind.</summary>
public abstract record Change
{
    private protected Change()
    {
    }

    /// <summary>The spelling of configuration and findings.</summary>
    public abstract string Kind { get; }

    /// <summary>Collects what is wrong with the labels and numbers, without applying anything.</summary>
    internal abstract void Check(ChangeCheck check);

    /// <summary>The world after the change; notes what it touched.</summary>
    internal abstract WorldState Apply(WorldState state, ChangeCheck check);

}

/// <summary>Years from <paramref name="First"/> to <paramref name="Last"/>, both included; null: open. Immutable.</summary>
/// <param name="First">First year; null: from the beginning.</param>
/// <param name="Last">Last year; null: to the end.</param>
public sealed record YearSpan(int? First = null, int? Last = null)
{
    /// <summary>Every year.</summary>
    public static YearSpan All { get; } = new();

    /// <summary>Whether a year belongs to it.</summary>
    public bool Contains(int year) => year >= (First ?? int.MinValue) && year <= (Last ?? int.MaxValue);

    /// <summary>Whether two spans have a year in common.</summary>
    public bool Overlaps(YearSpan other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (First ?? int.MinValue) <= (other.Last ?? int.MaxValue) && (other.First ?? int.MinValue) <= (Last ?? int.MaxValue);
    }

    /// <inheritdoc/>
    public override string ToString() => this == All ? "all years" : First == Last ? $"{First}" : $"{First?.ToString() ?? "…"}-{Last?.ToString() ?? "…"}";
}
