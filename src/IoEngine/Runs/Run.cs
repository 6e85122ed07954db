using System.Diagnostics;
using IoEngine.Procurement.Demand;
using IoEngine.Runs.Checks;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs;

/// <summary>The main job: orders → demand → effects → groups, for every year.</summary>
public static class Run
{
    /// <summary>Runs a configuration; nothing is written.</summary>
    /// <param name="loaded">The configuration, see <see cref="ConfigReader.Read"/>.</param>
    /// <param name="progress">What is being done; reports may come from other threads.</param>
    /// <param name="cancellation">Cancels within a factorisation.</param>
    /// <returns>Results of every year, ready for <see cref="RunResults.Write"/>.</returns>
    /// <exception cref="ConfigException">The configuration contradicts itself.</exception>
    /// <exception cref="InvalidDataFindingsException">Input can't be used; every fault is listed.</exception>
    /// <exception cref="NumericalException">A system can't be solved, or an audit fails.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RunResults Execute(LoadedConfig loaded, IProgress<RunProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        var timings = new RunTimings();
        timings.Begin("inputs");
        var inputs = new InputsReader(loaded, progress, cancellation).Read();
        DemandAudit.Check(inputs.Orders);
        var demand = new DemandBuilder(inputs.Orders.Ledger, inputs.Rules);
        var years = new RunYears(inputs, progress, cancellation);
        var byproducts = new YearByproducts(inputs);
        timings.Begin("years");
        using var lanes = new YearLanes(inputs, years, byproducts, cancellation);
        for (var position = 0; position < inputs.Years.Count; position++)
        {
            lanes.MakeRoom();
            var clock = Stopwatch.StartNew();

            // once there are errors the remaining years are prepared for theirs alone
            if (years.TryPrepare(demand, position) is not { } prepared || years.HasErrors()) continue;
            if (lanes.Open(prepared.Table, solve => years.TryPlan(demand, position, prepared.Table, solve)))
                lanes.Start(position, prepared.Table, new(prepared, clock.Elapsed), s => s.Add(prepared, cancellation));
        }

        lanes.Finish();
        (timings.YearsAtOnce, timings.Years) = (lanes.Count, lanes.Timings);
        timings.Begin("results");
        var findings = years.AllFindings();
        var plan = lanes.Plan ?? StudyPlan.Build(inputs.World([], []), [], [], demand); // no year at all
        var study = StudyYears.Collect(plan, lanes.Results);
        return new RunResults
        {
            Inputs = inputs, Study = study, Findings = [.. findings, .. NetPerimeter.Of(study.Baseline, inputs)],
            Files = [.. inputs.Files, .. years.TableFiles],
            Contracts = byproducts.Contracts, Changes = byproducts.Changes, Receivers = byproducts.Receivers,
            Timings = timings,
        };
    }

    /// <summary>Reads and validates everything and maps the orders, but solves nothing.</summary>
    /// <inheritdoc cref="Execute" path="/param"/>
    /// <param name="loaded">The configuration.</param>
    /// <param name="progress">What is being done.</param>
    /// <param name="cancellation">Cancels while inputs are read.</param>
    /// <param name="unknownTo">
    /// File for spellings of countries that nothing knows, to be filled in and given as <c>mapping.countries</c>; written even
    /// where the check then fails, and not at all where every spelling is known. Null: none.
    /// </param>
    /// <inheritdoc cref="Execute" path="/exception"/>
    public static RunPlan Check(LoadedConfig loaded, IProgress<RunProgress>? progress = null, string? unknownTo = null,
        CancellationToken cancellation = default) =>
            new RunYears(new InputsReader(loaded, progress, cancellation).Read(), progress, cancellation).Plan(unknownTo);

    /// <summary>Refuses a file for unknown spellings before anything is read.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="replace">Whether what is there may be replaced; it is then removed.</param>
    /// <exception cref="ConfigException">The file exists, or is a folder.</exception>
    public static void RequireUnknownFile(string file, bool replace = false)
    {
        UnknownSpellings.RequireWritable(file, replace);
        File.Delete(file);
    }
}
