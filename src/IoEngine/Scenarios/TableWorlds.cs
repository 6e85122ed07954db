using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Procurement.Demand;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>
/// The models of one year: the baseline's, and one for each different change of table or closure. Factors are shared wherever
/// they can be.
/// </summary>
/// <remarks>
/// Tables of base years, and whole tables that stand in for others, are kept from year to year: a study has few of them.
/// </remarks>
internal sealed class TableWorlds(StudyInputs inputs, Dictionary<int, ValidatedTable> baseTables,
    Dictionary<int, LeontiefSystem> baseSystems)
{
    private readonly Dictionary<string, (ValidatedTable Table, LeontiefSystem System, DemandTable Labels)> tables =
        new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImpactModel> models = new(StringComparer.Ordinal);

    public required YearAssignment Assignment { get; init; }

    public required ImpactModel Baseline { get; init; }

    public required DemandTable Labels { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>
    /// The model of a world in this year, and what its orders are placed in; the baseline's own objects where nothing differs.
    /// </summary>
    public (ImpactModel Model, DemandTable Labels) Of(WorldState state)
    {
        var key = "";
        var (table, system, labels) = (Baseline.Coefficients.Source, Baseline.System, Labels);
        foreach (var change in state.Tables.Where(t => t.Years.Contains(Assignment.Year)))
        {
            var before = table;
            key += change.KeyIn(state, Assignment.Year, table.Table.Regions) + "; ";
            if (tables.TryGetValue(key, out var known)) (table, system, labels) = known;
            else
            {
                (table, system) = change.ApplyTo(table, system, state, this);
                if (!ReferenceEquals(table, before)) labels = DemandTable.Of(table.Table, table.Output.Values.ToArray());
                tables[key] = (table, system, labels);
            }
        }

        var sameTable = ReferenceEquals(table, Baseline.Coefficients.Source);
        if (sameTable && state.Closures.Count == 0) return (Baseline, Labels);
        key = (sameTable ? "" : key) + string.Join("; ", state.Closures.Select(c => c.Key));
        if (models.TryGetValue(key, out var model)) return (model, labels);
        // Household parameters are those of the year, whatever of another year's table is taken.
        var closure = state.Closures.Aggregate(inputs.Closure.In(Baseline.Table), (c, change) => change.ApplyTo(c));
        model = sameTable ? Baseline.With(closure, Cancellation) : ImpactModel.Over(system, table, closure, Cancellation);
        return (models[key] = model, labels);
    }

    /// <summary>The table of a base year.</summary>
    public ValidatedTable BaseTable(int year)
    {
        if (year == Assignment.TableYear) return Baseline.Coefficients.Source;
        if (!baseTables.TryGetValue(year, out var table)) baseTables[year] = table = inputs.Tables(year, Cancellation);
        return table;
    }

    /// <summary>Prices of this year's table relative to the base year's; null: they are not known.</summary>
    public Accounts.RelativePrices? Prices(Accounts.MrioTable table, int baseYear) =>
        inputs.Prices(table, baseYear, Assignment.TableYear);

    /// <summary>The system of a whole base year's table.</summary>
    public LeontiefSystem BaseSystem(int year)
    {
        if (!baseSystems.TryGetValue(year, out var known)) baseSystems[year] = known = Prepare(BaseTable(year));
        return known;
    }

    /// <summary>A new factorisation, for a table that differs in many rows and columns.</summary>
    public LeontiefSystem Prepare(ValidatedTable table) =>
        new(table.Table.Industries, new Coefficients(table).A(), inputs.Solving(table), Cancellation);
}
