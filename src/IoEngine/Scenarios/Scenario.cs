namespace IoEngine.Scenarios;

/// <summary>A world that did not happen: a name, what it starts from, and what is different, in order. Immutable.</summary>
public sealed record Scenario
{
    /// <summary>Name of the world as it is.</summary>
    public const string Baseline = "baseline";

    /// <summary>A scenario to be filled in.</summary>
    public Scenario()
    {
    }

    /// <summary>A scenario.</summary>
    /// <param name="name">Key of the results; <see cref="Baseline"/> is taken by the world as it is.</param>
    /// <param name="changes">In order; none: the same numbers as the base, bit by bit.</param>
    /// <param name="basedOn">Name of the scenario that this one builds on; null: the baseline.</param>
    public Scenario(string name, IReadOnlyList<Change> changes, string? basedOn = null) =>
        (Name, Changes, Base) = (name, changes, basedOn);

    /// <summary>Key of the results.</summary>
    [Option("Name of the scenario; a key of the results.", Required = true)]
    public string Name { get; init; } = "";

    /// <summary>What it builds on.</summary>
    [Option("Name of the scenario that this one builds on; null: the baseline.")]
    public string? Base { get; init; }

    /// <summary>Changes, in order; each says its kind.</summary>
    [Option("Changes, in order; each says its kind.")]
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>Where it is written, such as <c>$.scenarios[2]</c>; null: its position in the study.</summary>
    public string? Place { get; init; }

    /// <summary>The scenario of a few changes on the baseline.</summary>
    public static Scenario Of(string name, params IReadOnlyList<Change> changes) => new(name, changes);
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
    public override string ToString() =>
        this == All ? "all years" : First == Last ? $"{First}" : $"{First?.ToString() ?? "…"}-{Last?.ToString() ?? "…"}";
}
