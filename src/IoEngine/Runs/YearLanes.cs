using System.Diagnostics;
using System.Runtime.ExceptionServices;
using IoEngine.Numerics;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>
/// Where the years of a run are solved while the next is prepared: side by side where memory allows it, each on its share of the
/// threads.
/// </summary>
/// <remarks>
/// The threads of one small system wait for one another; those of several years do not. Years that follow one another on one
/// table share its factors and so a lane; a decomposition needs each year's model beside the one before. What a year finds
/// depends neither on its lane nor on the threads of its solves. Called from one thread.
/// </remarks>
internal sealed class YearLanes(RunInputs inputs, RunYears years, YearByproducts byproducts, CancellationToken cancellation)
    : IDisposable
{
    private readonly IReadOnlyList<YearResult>?[] results = new IReadOnlyList<YearResult>?[inputs.Years.Count];
    private readonly YearTiming?[] timings = new YearTiming?[inputs.Years.Count];
    private readonly List<Lane> lanes = [];

    /// <summary>Baseline and scenarios; null before <see cref="Open"/>.</summary>
    public StudyPlan? Plan { get; private set; }

    /// <summary>How many years may be at work at a time.</summary>
    public int Count => lanes.Count;

    /// <summary>What each solved year found: the baseline, then the scenarios.</summary>
    public IReadOnlyList<IReadOnlyList<YearResult>> Results => [.. results.OfType<IReadOnlyList<YearResult>>()];

    /// <summary>What each solved year took.</summary>
    public IReadOnlyList<YearTiming> Timings => [.. timings.OfType<YearTiming>()];

    private long Budget => inputs.Config.Tables.MemoryMiB * 1024L * 1024L;

    private Lane[] Busy => [.. lanes.Where(l => l.IsBusy)];

    /// <summary>Waits until one more table has room beside what is at work.</summary>
    public void MakeRoom()
    {
        while (Busy is { Length: > 0 } busy && busy.Sum(l => l.Bytes) + busy.Max(l => l.TableBytes) > Budget)
            Lane.WaitAny(busy);
        ThrowFirstFault();
    }

    /// <summary>Plans the study with the first table that can be used, which says how much room a year takes.</summary>
    /// <param name="table">The table.</param>
    /// <param name="planned">The plan for a solver with its share of the threads; null where there is none yet.</param>
    /// <returns>Whether there is a plan.</returns>
    public bool Open(ValidatedTable table, Func<SolveOptions, StudyPlan?> planned)
    {
        if (Plan is not null) return true;
        var threads = inputs.Solve.Threads > 0 ? inputs.Solve.Threads : Environment.ProcessorCount;
        var room = (Budget - YearMemory.OfTable(table)) / Math.Max(1, YearMemory.Of(table, inputs.Config));
        var most = inputs.Config.Analyses.Decomposition ? 1 : Math.Min(threads, TablesInTurn());
        var count = (int)Math.Clamp(room, 1, Math.Max(1, most));
        Plan = planned(inputs.Solve with { Threads = Math.Max(1, threads / count) });
        if (Plan is null) return false;
        for (var i = 0; i < count; i++)
        {
            var lane = new Lane();
            lane.Study = new StudyYears(Plan, byproducts.Extras(found => years.Note(lane.Position, found)),
                (stage, within, message) => years.Tell(stage, lane.Position, message, within));
            lanes.Add(lane);
        }

        return true;
    }

    /// <summary>Begins to solve a year as soon as there is a lane for it.</summary>
    /// <param name="position">Its position among the years of the run.</param>
    /// <param name="table">Its table.</param>
    /// <param name="prepared">What preparing it took.</param>
    /// <param name="solve">Solves it.</param>
    public void Start(int position, ValidatedTable table, YearTiming prepared, Func<StudyYears, SolvedYear> solve)
    {
        var (bytes, tableYear) = (YearMemory.Of(table, inputs.Config), inputs.Years[position].TableYear);
        var lane = LaneFor(tableYear);
        while (Busy is { Length: > 0 } busy && busy.Sum(l => l.Bytes) + bytes > Budget) Lane.WaitAny(busy);
        ThrowFirstFault();
        (lane.Position, lane.TableYear) = (position, tableYear);
        (lane.Bytes, lane.TableBytes) = (bytes, YearMemory.OfTable(table));
        lane.Start(() => Solve(position, prepared, () => solve(lane.Study)));
    }

    /// <summary>Waits for all years.</summary>
    /// <exception cref="InvalidDataFindingsException">A year's demand must not be used.</exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    public void Finish()
    {
        Dispose();
        ThrowFirstFault();
    }

    /// <summary>Waits for what is at work: a fault or Ctrl-C must not leave a year behind.</summary>
    public void Dispose()
    {
        foreach (var lane in lanes) lane.Wait();
    }

    private int TablesInTurn() => Enumerable.Range(0, inputs.Years.Count)
        .Count(i => i == 0 || inputs.Years[i].TableYear != inputs.Years[i - 1].TableYear);

    /// <summary>The lane that holds the factors of a table, else one that is free; waits for it.</summary>
    private Lane LaneFor(int tableYear)
    {
        if (lanes.Find(l => l.TableYear == tableYear) is { } same)
        {
            same.Wait();
            return same;
        }

        while (true)
        {
            if (lanes.Find(l => !l.IsBusy) is { } free) return free;
            Lane.WaitAny(lanes);
        }
    }

    private void Solve(int position, YearTiming prepared, Func<SolvedYear> solve)
    {
        var clock = Stopwatch.StartNew();
        var year = solve();
        var solved = clock.Elapsed.TotalSeconds;
        byproducts.Add(year, (stage, within, message) => years.Tell(stage, position, message, within),
            found => years.Note(position, found), cancellation);
        results[position] = year.Results;
        timings[position] = prepared with
        {
            Factorise = year.FactoriseSeconds,
            Solve = year.Baseline.SolveSeconds,
            Scenarios = solved - year.FactoriseSeconds - year.Baseline.SolveSeconds,
            Analyses = clock.Elapsed.TotalSeconds - solved,
        };
    }

    // Of several years that fail the first is told, whichever was quicker.
    private void ThrowFirstFault()
    {
        if (!lanes.Exists(l => l.Fault is not null)) return;
        Dispose();
        ExceptionDispatchInfo.Throw(lanes.Where(l => l.Fault is not null).MinBy(l => l.Position)!.Fault!);
    }

    /// <summary>
    /// One year after the other, each on a thread of its own; between them it keeps the model of the last table.
    /// </summary>
    private sealed class Lane
    {
        private Task work = Task.CompletedTask;

        public StudyYears Study { get; set; } = null!;

        /// <summary>The year at work, or the last.</summary>
        public int Position { get; set; }

        /// <summary>Year of its table; null: none yet.</summary>
        public int? TableYear { get; set; }

        /// <summary>What the year takes.</summary>
        public long Bytes { get; set; }

        /// <summary>What its table takes.</summary>
        public long TableBytes { get; set; }

        public bool IsBusy => !work.IsCompleted;

        public Exception? Fault => work.Exception?.InnerException;

        public static void WaitAny(IReadOnlyList<Lane> some) => Task.WaitAny([.. some.Select(l => l.work)]);

        public void Start(Action year) =>
            work = Task.Factory.StartNew(year, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public void Wait() => Task.WaitAny(work);
    }
}
