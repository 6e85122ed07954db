using IoEngine.Texts;

namespace IoEngine.Procurement.Ledger;

/// <summary>Columns of the orders by whose values effects are attributed, besides the supplier's country. Immutable.</summary>
/// <remarks>
/// The values of an order travel in its cell as one text. What is not a column of the file may be the size band, as the engine
/// has it: <see cref="Band"/>.
/// </remarks>
public sealed class OrderDimensions
{
    /// <summary>The size band of <see cref="OrderCell.Band"/>, where the orders have no column of this name.</summary>
    public const string Band = "band";

    /// <summary>The value of a column that an order leaves empty.</summary>
    public const string Nothing = "(none)";

    /// <summary>Most combinations of values in one run.</summary>
    internal const int MostKeys = 5000;

    /// <summary>Between the values of a cell's text: no text of an order holds a control character.</summary>
    internal const char Between = '\u001F';

    /// <summary>In place of a value: the size band of the cell.</summary>
    internal const string OwnBand = "\u0001";

    /// <param name="names">Names of the columns, in order.</param>
    internal OrderDimensions(IReadOnlyList<string> names) => Names = names;

    /// <summary>No column.</summary>
    public static OrderDimensions None { get; } = new([]);

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a name means the size band, where it is not a column's.</summary>
    internal static bool IsBand(string name) => name.Equals(Band, StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with names before any column is known; null: nothing.</summary>
    internal static Finding? Fault(IReadOnlyList<string> names)
    {
        var twice = names.GroupBy(n => n.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is null && !names.Any(string.IsNullOrWhiteSpace)) return null;
        return Finding.Error("CONFIG-ATTRIBUTION", "$.attribution.by",
            twice is { Length: > 0 } ? "A column is named twice." : "A name of a column is empty.",
            string.Join(", ", names.Select(n => $"'{n}'")), "each column once, by its name", "Remove the others.");
    }

    /// <summary>The finding of a name that is no column of the orders.</summary>
    internal static Finding Missing(string place, string name, IReadOnlyCollection<string> columns) =>
        Finding.Error("ATTRIBUTION-COLUMN", place, $"The column '{name}' that attribution.by names is missing.",
            columns.Count == 0 ? "no column" : string.Join(", ", columns.Select(c => $"'{c}'")), $"'{name}'",
            Spelling.Suggest(name, columns, "Name columns of the orders under attribution.by."));

    /// <summary>The values of a cell, each column's own; <see cref="Nothing"/> where it is empty.</summary>
    internal string[] Of(in OrderCell cell, OrderBands bands)
    {
        var parts = (cell.Dimensions ?? "").Split(Between);
        var values = new string[Names.Count];
        for (var d = 0; d < values.Length; d++)
        {
            var own = d < parts.Length ? parts[d] : "";
            values[d] = own == OwnBand ? bands.Name(cell.Band) : own.Length == 0 ? Nothing : own;
        }

        return values;
    }

    /// <summary>The text of an order given in code; the size band where a dimension is called so and has no value.</summary>
    internal string Joined(IReadOnlyList<string> values) => Normalised(string.Join(Between, Names.Select((name, d) =>
        d < values.Count && values[d].Trim() is { Length: > 0 } value ? value : IsBand(name) ? OwnBand : "")));

    /// <summary>The text of a cell with marks of no data emptied, value by value; empty where every one is.</summary>
    internal static string Normalised(string joined) => joined.Contains(Between, StringComparison.Ordinal)
        ? string.Join(Between, joined.Split(Between).Select(NoData.OrText)).TrimEnd(Between) : NoData.OrText(joined);
}
