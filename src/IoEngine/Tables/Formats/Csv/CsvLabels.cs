using IoEngine.Tables.Formats.Labelled;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>Reads labels as a descriptor says.</summary>
internal sealed class CsvLabels(CsvDescription description, CsvFile file)
{
    private readonly HashSet<string> primary = [.. description.Items.Primary];
    private readonly HashSet<string> satellites = [.. description.Items.Satellites];
    private readonly HashSet<string> demand =
        [.. description.Items.Demand, .. description.Items.Exports, .. description.Items.Imports];
    private readonly HashSet<string> output = [.. description.Items.Output];
    private readonly HashSet<string> ignored = [.. description.Items.Ignore];
    private readonly HashSet<string> noRegion = [.. description.Items.NoRegion];

    /// <summary>The rules for the file.</summary>
    public LabelRules Rules => new(Column, Row, "a region and a sector, or an item that the descriptor names under 'items'",
        "Correct the label, or name its item in the descriptor under primary, satellites, demand, output or ignore.")
    {
        IndustriesInRows = file.Holds is not (CsvHolds.V or CsvHolds.F),
        Categories = description.Items.Demand.Length > 0 ? description.Items.Demand : null,
    };

    private CellLabel Column(string[] levels)
    {
        var kinds = file.IsLong ? file.LevelsOf(file.Column) : file.Header;
        var (region, item, _) = Parts(levels, kinds);
        region = InNation(region, kinds);
        return file.Holds switch
        {
            CsvHolds.X => new(LabelKind.Output),
            CsvHolds.Y => Named(region, item, LabelKind.Demand),
            CsvHolds.Z => Named(region, item, LabelKind.Industry),
            _ => ignored.Contains(item) ? new(LabelKind.Ignored)
                : output.Contains(item) ? new(LabelKind.Output)
                : Named(region, item, demand.Contains(item) ? LabelKind.Demand : LabelKind.Industry),
        };
    }

    private CellLabel Row(string[] levels)
    {
        var kinds = file.IsLong ? file.LevelsOf(file.Row) : file.Index;
        var (region, item, unit) = Parts(levels, kinds);
        if (item.Length == 0) return default;
        switch (file.Holds)
        {
            case CsvHolds.V: return Flow(LabelKind.Primary, region, item, unit);
            case CsvHolds.F: return Flow(LabelKind.Satellite, region, item, unit);
            case CsvHolds.All when ignored.Contains(item): return new(LabelKind.Ignored);
            case CsvHolds.All when output.Contains(item): return new(LabelKind.Output);
            case CsvHolds.All when primary.Contains(item): return Flow(LabelKind.Primary, region, item, unit);
            case CsvHolds.All when satellites.Contains(item): return Flow(LabelKind.Satellite, region, item, unit);
            default: return Named(InNation(region, kinds), item, LabelKind.Industry);
        }
    }

    /// <summary>The region of the table where its labels name none at all; primary inputs have none in any table.</summary>
    private string InNation(string region, string[] kinds) =>
        kinds.Any(k => k == CsvLevel.Region || CsvLevel.IsBoth(k)) ? region : description.Region ?? "";

    private CellLabel Named(string region, string item, LabelKind kind) =>
        region.Length == 0 || item.Length == 0 || noRegion.Contains(region) ? default : new(kind, region, item);

    private CellLabel Flow(LabelKind kind, string region, string item, string unit)
    {
        var name = region.Length == 0 || noRegion.Contains(region) ? item : $"{region}{file.Split}{item}";
        if (unit.Length == 0)
            unit = description.Units.GetValueOrDefault(name) ?? description.Units.GetValueOrDefault(item)
                ?? (kind == LabelKind.Primary ? description.Unit : "");
        return new(kind, Item: name, Unit: unit);
    }

    private (string Region, string Item, string Unit) Parts(string[] levels, string[] kinds)
    {
        string region = "", item = "", unit = "";
        for (var i = 0; i < kinds.Length; i++)
        {
            var label = levels[i].Trim();
            if (kinds[i] == CsvLevel.Region) region = label;
            else if (kinds[i] == CsvLevel.Item) item = label;
            else if (kinds[i] == CsvLevel.Unit) unit = label;
            // An item such as VA_TOTAL has the divider in it and no region.
            else if (CsvLevel.IsBoth(kinds[i])) (region, item) = IsItem(label) ? ("", label) : file.Cut(label, kinds[i]);
        }

        return (region, item, unit);
    }

    private bool IsItem(string label) =>
        primary.Contains(label) || satellites.Contains(label) || output.Contains(label) || ignored.Contains(label);
}
