using System.Diagnostics;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>Where the time of a run goes: phases that follow one another and together are the whole.</summary>
internal sealed class RunTimings
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<(string Phase, TimeSpan Began)> phases = [];

    /// <summary>Wall time since the run began.</summary>
    public TimeSpan Elapsed => clock.Elapsed;

    /// <summary>How many years may have been at work at a time.</summary>
    public int YearsAtOnce { get; set; }

    /// <summary>What each year took.</summary>
    public IReadOnlyList<YearTiming> Years { get; set; } = [];

    /// <summary>Ends the phase before and begins one; one that is at work goes on, as where results are written twice.</summary>
    public void Begin(string phase)
    {
        if (phases.Count == 0 || phases[^1].Phase != phase)
            phases.Add((phase, phases.Count == 0 ? TimeSpan.Zero : clock.Elapsed));
    }

    /// <summary>Seconds of each phase until now, in their order.</summary>
    public IEnumerable<(string Phase, double Seconds)> Phases(TimeSpan now) => phases.Select((p, i) =>
        (p.Phase, ((i + 1 < phases.Count ? phases[i + 1].Began : now) - p.Began).TotalSeconds));
}

/// <summary>Seconds of a year on its lane, and before on the thread that prepares years. Immutable.</summary>
internal sealed record YearTiming
{
    /// <summary>What preparing a year took.</summary>
    public YearTiming(PreparedYear prepared, TimeSpan elapsed) =>
        (Year, Read, Demand) = (prepared.Assignment.Year, prepared.ReadSeconds, elapsed.TotalSeconds - prepared.ReadSeconds);

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>Reading and checking its table; 0 where it is that of the year before.</summary>
    public double Read { get; }

    /// <summary>From orders to demand, and the checks of the year.</summary>
    public double Demand { get; }

    /// <summary>Coefficients, closure, factors; 0 where they are those of the year before.</summary>
    public double Factorise { get; init; }

    /// <summary>Effects and multipliers of the baseline.</summary>
    public double Solve { get; init; }

    /// <summary>The scenarios.</summary>
    public double Scenarios { get; init; }

    /// <summary>What contracts bring, and what changed since the year before.</summary>
    public double Analyses { get; init; }
}
