using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Runs.Configuration;

namespace IoEngine.Runs.Inputs;

/// <summary>The tables of a run, one a year: files, or the synthetic world.</summary>
internal interface IYearTables
{
    /// <summary>Years held, ascending; at least one.</summary>
    IReadOnlyList<int> Years { get; }

    /// <summary>Reads the table of a year as published.</summary>
    MrioTable Read(int year, CancellationToken cancellation);

    /// <summary>The file or folder of a year, for the manifest; null: there is none.</summary>
    InputFile? Input(int year);
}

/// <summary>The tables of the synthetic world.</summary>
internal sealed class DemonstrationTables(DemonstrationWorld world, YearSelection? years) : IYearTables
{
    /// <inheritdoc/>
    public IReadOnlyList<int> Years { get; } = years?.Years
        ?? Enumerable.Range(DemonstrationWorld.FirstYear, DemonstrationWorld.LastYear - DemonstrationWorld.FirstYear + 1)
            .ToArray();

    /// <inheritdoc/>
    public MrioTable Read(int year, CancellationToken cancellation) => world.Table(year);

    /// <inheritdoc/>
    public InputFile? Input(int year) => null;
}
