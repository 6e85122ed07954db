using IoEngine.Accounts;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>What a row or a column of a labelled table holds.</summary>
internal enum LabelKind
{
    /// <summary>The format does not know the label.</summary>
    Unknown,

    /// <summary>An industry (or product): part of Z.</summary>
    Industry,

    /// <summary>A column of final demand: part of Y.</summary>
    Demand,

    /// <summary>A row of primary inputs: part of V.</summary>
    Primary,

    /// <summary>A row of a satellite: part of F.</summary>
    Satellite,

    /// <summary>Totals: gross output.</summary>
    Output,

    /// <summary>Known and not used.</summary>
    Ignored,
}

/// <summary>What a row or column is and where its numbers go. Immutable.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Region">Region of an industry or of a column of demand.</param>
/// <param name="Item">Sector, category or name of the row.</param>
/// <param name="Unit">Unit of a row of V or F.</param>
internal readonly record struct CellLabel(LabelKind Kind, string Region = "", string Item = "", string Unit = "")
{
    /// <summary>The label as an industry.</summary>
    public Industry Industry => new(Region, Item);

    /// <summary>The label as a row of V or F.</summary>
    public FlowRow Row => new(Item, Unit);

    /// <summary>The label as a column of final demand.</summary>
    public DemandColumn Demand => new(Region, Item);

    /// <summary>
    /// Region and item of a label such as AUS_A01_02: cut at the first underscore, since sectors have underscores too.
    /// </summary>
    public static bool TrySplit(string label, out string region, out string item)
    {
        var cut = label.IndexOf('_');
        region = cut > 0 ? label[..cut].Trim() : "";
        item = cut > 0 ? label[(cut + 1)..].Trim() : "";
        return region.Length > 0 && item.Length > 0;
    }
}

/// <summary>How a format reads labels. Stateless.</summary>
/// <param name="Column">What a column is, by its labels in each header line.</param>
/// <param name="Row">What a row is, by its labels in each index column.</param>
/// <param name="Expected">Sentence part that says which labels the format knows.</param>
/// <param name="Cure">What to do about an unknown label.</param>
internal sealed record LabelRules(Func<string[], CellLabel> Column, Func<string[], CellLabel> Row, string Expected, string Cure)
{
    /// <summary>Whether the industries must be among the rows; not so in a file of primary inputs or satellites alone.</summary>
    public bool IndustriesInRows { get; init; } = true;

    /// <summary>
    /// Order of the categories of final demand, for files whose lines do not show it; null: of first appearance.
    /// </summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>
    /// Rows that other things stand in than in the columns: products of a supply or use table, in the order of the industries;
    /// null: industries.
    /// </summary>
    public Func<Industry, Industry>? RowOf { get; init; }

    /// <summary>Classifies labels; duplicates and unknown ones become errors.</summary>
    /// <param name="levels">One array a level.</param>
    /// <param name="ofRows">Rows, not columns.</param>
    /// <param name="placeOf">Place of a position, for messages.</param>
    /// <param name="findings">Receives the errors.</param>
    public CellLabel[] Classify(IReadOnlyList<string[]> levels, bool ofRows, Func<int, string> placeOf, List<Finding> findings)
    {
        var count = levels.Count == 0 ? 0 : levels[0].Length;
        var labels = new CellLabel[count];
        var texts = new string[count];
        var unknown = 0;
        for (var i = 0; i < count; i++)
        {
            var parts = levels.Select(l => l[i]).ToArray();
            texts[i] = string.Join('.', parts);
            labels[i] = ofRows ? Row(parts) : Column(parts);
            if (labels[i].Kind != LabelKind.Unknown || ++unknown > 20) continue;
            findings.Add(Finding.Error("LABEL-UNKNOWN", placeOf(i),
                $"The label of a {(ofRows ? "row" : "column")} is not understood.", $"'{texts[i]}'", Expected, Cure));
        }

        LabelMatch.AllDistinct(texts, placeOf, findings);
        return labels;
    }
}
