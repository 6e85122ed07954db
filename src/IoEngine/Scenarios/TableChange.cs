using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>A change of the table itself. Immutable.</summary>
public abstract record TableChange : Change
{
    private protected TableChange()
    {
    }

    /// <summary>Years of the study whose table changes.</summary>
    [Option("Years whose table changes, one span; null: all.")]
    public YearSpan Years { get; init; } = YearSpan.All;

    /// <summary>Equal for changes that do the same to a table of a year.</summary>
    internal abstract string Key { get; }

    /// <summary>The same in one world and year, where the key alone does not say it.</summary>
    internal virtual string KeyIn(WorldState state, int year, Axis<Region> regions) => Key;

    /// <summary>The table of a year after the change, with its system; the same objects where nothing differs.</summary>
    internal abstract (ValidatedTable Table, LeontiefSystem System) ApplyTo(ValidatedTable table, LeontiefSystem system,
        WorldState state, TableWorlds worlds);

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        check.Note("Tables changed.", $"{Key}, {Years}");
        return state with { Tables = [.. state.Tables, this] };
    }

    private protected IReadOnlyList<int> YearsIn(StudyInputs inputs) =>
        inputs.Years.Select(y => y.Year).Where(Years.Contains).ToArray();

    private protected static string List(IReadOnlyList<string>? labels) => labels is null ? "all" : string.Join('+', labels);
}
