using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Numerics;
using IoEngine.Procurement;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>The models of one year: the baseline's, and one for each different change of table or closure. Factors are shared wherever they can be.</summary>
/// <remarks>Tables of base years, and whole tables that stand in for others, are kept from year to year: a study has few of them.</remarks>
internal sealed class TableWorlds(StudyInputs inputs, Dictionary<int, ValidatedTable> baseTables, Dictionary<int, LeontiefSystem> baseSystems)
{
    private readonly Dictionary<string, (ValidatedTable Table, LeontiefSystem System, DemandTable Labels)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImpactModel> models = new(StringComparer.Ordinal);

    public required YearAssignment Assignment { get; init; }

    public required ImpactModel Baseline { get; init; }

    public required DemandTable Labels { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>The model of a world in this year, and what its orders are placed in; the baseline's own objects where nothing differs.</summary>
    public (ImpactModel Model, DemandTable Labels) Of(WorldState state)
    {
        var key = "";
        var (table, system, labels) = (Baseline.Coefficients.Source, Baseline.System, Labels);
        foreach (var change in state.Tables.Where(t => t.Years.Contains(Assignment.Year)))
        {
            var before = table;
            key += KeyOf(change, state, table) + "; ";
            if (tables.TryGetValue(key, out var known)) (table, system, labels) = known;
            else
            {
                (table, system) = Apply(change, state, table, system);
                if (!ReferenceEquals(table, before)) labels = DemandTable.Of(table.Table, table.Output.Values.ToArray());
                tables[key] = (table, system, labels);
            }
        }

        var sameTable = ReferenceEquals(table, Baseline.Coefficients.Source);
        if (sameTable && state.Closures.Count == 0) return (Baseline, Labels);
        key = (sameTable ? "" : key) + string.Join("; ", state.Closures.Select(c => c.Key));
        if (models.TryGetValue(key, out var model)) return (model, labels);
        var closure = state.Closures.Aggregate(inputs.Closure, (c, change) => change.ApplyTo(c));
        model = sameTable ? Baseline.With(closure, Cancellation) : ImpactModel.Over(system, table, closure, Cancellation);
        return (models[key] = model, labels);
    }

    // A group means other regions in another world: they, not the group's name, are the key.
    private string KeyOf(TableChange change, WorldState state, ValidatedTable table) => change is ExtractIndustries { Group: { } group }
        ? $"{change.Key} = {string.Join('+', TableLabels.OfGroup(group, Assignment.Year, state.Membership, table.Table.Regions))}" : change.Key;

    private (ValidatedTable, LeontiefSystem) Apply(TableChange change, WorldState state, ValidatedTable table, LeontiefSystem system) => change switch
    {
        FreezeStructure freeze => Freeze(freeze, table, system),
        ShiftTrade shift => Shift(shift, table, system),
        ExtractIndustries extract => Extract(extract, state, table, system),
        _ => throw new InvalidOperationException($"No rule for the change '{change.Kind}'."),
    };

    private (ValidatedTable, LeontiefSystem) Freeze(FreezeStructure freeze, ValidatedTable table, LeontiefSystem system)
    {
        if (freeze.BaseYear == Assignment.TableYear && ReferenceEquals(table, Baseline.Coefficients.Source)) return (table, system);
        var of = BaseTable(freeze.BaseYear);
        if (freeze.Part == FrozenPart.Table)
        {
            if (!baseSystems.TryGetValue(freeze.BaseYear, out var known)) baseSystems[freeze.BaseYear] = known = Prepare(of);
            return (of, known);
        }

        var frozen = freeze.Part == FrozenPart.TradeShares ? StructuralFreeze.TradeShares(table, of) : StructuralFreeze.Technology(table, of);
        return (frozen, Prepare(frozen));
    }

    private ValidatedTable BaseTable(int year)
    {
        if (year == Assignment.TableYear) return Baseline.Coefficients.Source;
        if (!baseTables.TryGetValue(year, out var table)) baseTables[year] = table = inputs.Tables(year, Cancellation);
        return table;
    }

    private LeontiefSystem Prepare(ValidatedTable table)
    {
        var expected = table.Table.Regions.Count * ((inputs.Indicators?.Count ?? Study.DefaultIndicators.Count) + 1);
        return new LeontiefSystem(table.Table.Industries, new Coefficients(table).A(), (inputs.Solve ?? SolveOptions.Default) with { RightHandSides = expected }, Cancellation);
    }

    private (ValidatedTable, LeontiefSystem) Extract(ExtractIndustries extract, WorldState state, ValidatedTable table, LeontiefSystem system)
    {
        var gone = extract.In(Assignment.Year, state.Membership, table.Table.Regions);
        // A group may be empty in this year: then nothing is gone.
        return table.Table.Industries.Any(gone) ? HypotheticalExtraction.Apply(table, system, gone, extract.Extraction, Cancellation) : (table, system);
    }

    private (ValidatedTable, LeontiefSystem) Shift(ShiftTrade shift, ValidatedTable table, LeontiefSystem system)
    {
        var regions = table.Table.Regions;
        var users = shift.Users?.Select(u => TableLabels.Region(u, regions)).ToHashSet();
        var shifted = TradeShift.Apply(table, TableLabels.Region(shift.From, regions), TableLabels.Region(shift.To, regions), shift.Share,
            r => users?.Contains(r) ?? true, s => shift.Sectors?.Contains(s.Code) ?? true);
        return (shifted, system.With(new Coefficients(shifted).A(), Cancellation));
    }
}
