using System.Text;
using IoEngine.Places;
using IoEngine.Texts;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>What the labels of a header show of the order of region and item, beside what the descriptor says of it.</summary>
internal sealed class CsvLabelOrder(CsvDescription description, CsvFile file, byte separator)
{
    /// <summary>Code of the question where labels can be cut in two ways.</summary>
    public const string Question = "CSV-SPLIT";

    private const int HeadBytes = 4 << 20;

    /// <summary>
    /// The file as its labels are: in the other order where only that makes sense, with a warning. Labels that can be cut in two
    /// ways are a question among the findings.
    /// </summary>
    public CsvFile Settled(TableSource source, string entry, List<Finding> findings)
    {
        var line = Array.FindIndex(file.Header, CsvLevel.IsBoth);
        var lines = source.FirstLines(entry, file.Header.Length, HeadBytes);
        if (line < 0 || line >= lines.Length) return file;
        var labels = DelimitedTokens.Split(Encoding.UTF8.GetBytes(lines[line]), separator).Skip(file.Index.Length)
            .Select(l => l.Trim()).Where(l => l.Contains(file.Split, StringComparison.Ordinal)).ToList();
        var (stated, place) = (file.Header[line], $"{source.Files.PlaceOf(entry)}, line {line + 1}");
        var other = stated == CsvLevel.RegionItem ? CsvLevel.ItemRegion : CsvLevel.RegionItem;
        if (Shows(other, stated, labels) is { } why)
        {
            findings.Add(Finding.Warning("CSV-ORDER", place,
                "The labels have region and item in the other order than the descriptor says; they are read as they are.", why,
                stated, $"Write \"{other}\" for \"{stated}\" in the descriptor."));
            return file with { Header = Swapped(file.Header), Index = Swapped(file.Index) };
        }

        if (stated == CsvLevel.ItemRegion) AskWhere(labels, place, findings);
        return file;

        string[] Swapped(string[] levels) => [.. levels.Select(l => l == stated ? other : l)];
    }

    // What the descriptor calls final demand stands in the place of the regions; or all countries stand in that of the items.
    private string? Shows(string other, string stated, List<string> labels)
    {
        if (labels.Count == 0) return null;
        var (asStated, reversed) = (labels.ConvertAll(l => file.Cut(l, stated)), labels.ConvertAll(l => file.Cut(l, other)));
        var demand = file.Holds is CsvHolds.All or CsvHolds.Y ? description.Items.Demand : [];
        if (demand.Length > 0)
        {
            var items = reversed.Select(c => c.Item).ToHashSet(StringComparer.Ordinal);
            if (asStated.Any(c => demand.Contains(c.Item)) || !demand.All(items.Contains)) return null;
            return $"'{labels[reversed.FindIndex(c => c.Item == demand[0])]}', where '{demand[0]}' is final demand";
        }

        var places = reversed.Select(c => c.Region).Distinct().ToList();
        return places.Count > 1 && places.TrueForAll(IsPlace) && !asStated.Any(c => IsPlace(c.Region))
            ? $"'{labels[0]}', where '{reversed[0].Region}' is a country" : null;
    }

    private static bool IsPlace(string code) => RestRegions.IsRest(code) || CountryBook.Default.TryFind(code, out _);

    /// <summary>
    /// An item with the divider in it is cut at the last one. Where cutting at the first gives a full grid of items and regions
    /// too, nothing tells a region "US_East" from an item "A01_US".
    /// </summary>
    private void AskWhere(List<string> labels, string place, List<Finding> findings)
    {
        var last = labels.ConvertAll(l => file.Cut(l, CsvLevel.ItemRegion));
        var first = labels.ConvertAll(l => file.Cut(l, CsvLevel.RegionItem) is var (item, region) ? (Region: region, Item: item)
            : default);
        var differs = first.FindIndex(c => !last.Contains(c));
        if (differs < 0 || !IsGrid(first)) return;
        findings.Add(Finding.Error(Question, place, "Labels can be cut into item and region in two ways.",
            $"'{labels[differs]}' is '{last[differs].Item}' of '{last[differs].Region}', or '{first[differs].Item}' of "
                + $"'{first[differs].Region}'", "a divider that stands in no code",
            "Write the labels with another divider and name it under \"split\", or give region and item in lines of their own."));
    }

    private static bool IsGrid(List<(string Region, string Item)> cuts)
    {
        var (regions, items) = (cuts.DistinctBy(c => c.Region).Count(), cuts.DistinctBy(c => c.Item).Count());
        return regions > 1 && items > 1 && cuts.Distinct().Count() == regions * items;
    }
}
