namespace IoEngine.Tables.Formats.Csv;

/// <summary>What a label holds, in the words of a descriptor.</summary>
internal static class CsvLevel
{
    public const string Region = "region", Item = "item", Unit = "unit", Unused = "-";

    /// <summary>Region, the divider, item: cut at the first divider, since items have dividers too.</summary>
    public const string RegionItem = "region_item";

    /// <summary>Item, the divider, region: cut at the last divider.</summary>
    public const string ItemRegion = "item_region";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> Known { get; } = [Region, Item, RegionItem, ItemRegion, Unit, Unused];

    /// <summary>Whether a level holds region and item both.</summary>
    public static bool IsBoth(string level) => level is RegionItem or ItemRegion;
}

/// <summary>What a file holds.</summary>
internal enum CsvHolds
{
    /// <summary>Everything: what each row and column is, its item says.</summary>
    All,

    /// <summary>Industries × industries.</summary>
    Z,

    /// <summary>Industries × final demand.</summary>
    Y,

    /// <summary>Primary inputs × industries, and × final demand where its columns are categories of it.</summary>
    V,

    /// <summary>Satellites × industries, and × final demand where its columns are categories of it.</summary>
    F,

    /// <summary>Output: industries × one column.</summary>
    X,
}

/// <summary>A file of a described table. Immutable.</summary>
/// <remarks>
/// Wide: <c>"header"</c> says what each header line holds, <c>"index"</c> what each label column: <c>region</c>, <c>item</c>,
/// <c>region_item</c> (cut at the first <c>split</c>), <c>item_region</c> (cut at the last), <c>unit</c>, <c>-</c> (not used). A
/// national table has items alone and one region in the descriptor. Long: one line a cell; <c>"row"</c>,
/// <c>"column"</c> and <c>"value"</c> name columns of its header: a region and an item each, or one column of both.
/// </remarks>
internal sealed record CsvFile
{
    /// <summary>Path, relative to the descriptor.</summary>
    public required string File { get; init; }

    /// <summary>What it holds.</summary>
    public CsvHolds Holds { get; init; }

    /// <summary>What each header line holds.</summary>
    public string[] Header { get; init; } = [];

    /// <summary>What each column of labels holds.</summary>
    public string[] Index { get; init; } = [];

    /// <summary>What divides region and item in one label.</summary>
    public string Split { get; init; } = "_";

    /// <summary>Long: what a label is where one column names it: region_item, item_region, or item in a national table.</summary>
    public string Labels { get; init; } = CsvLevel.RegionItem;

    /// <summary>Separator of cells, such as ";" or "\t"; null: detected.</summary>
    public string? Separator { get; init; }

    /// <summary>Decimal sign, "." or ","; null: the point where commas separate cells, else as the numbers show.</summary>
    public string? Decimal { get; init; }

    /// <summary>Long: columns that name the row.</summary>
    public string[] Row { get; init; } = [];

    /// <summary>Long: columns that name the column.</summary>
    public string[] Column { get; init; } = [];

    /// <summary>Long: column of the number.</summary>
    public string? Value { get; init; }

    /// <summary>Long: one column and the text that a line must have there to be read, such as year and 2015.</summary>
    public Dictionary<string, string> Where { get; init; } = [];

    /// <summary>Long: whether every cell must have a line; else those without are zero.</summary>
    public bool Complete { get; init; }

    /// <summary>Whether there is one line a cell.</summary>
    public bool IsLong => Value is not null;

    /// <summary>What the columns of a long file hold that name a row or a column.</summary>
    public string[] LevelsOf(string[] columns) => columns.Length == 1 ? [Labels] : [CsvLevel.Region, CsvLevel.Item];

    /// <summary>Region and item of a label; no region where the divider is not in it.</summary>
    /// <param name="label">As in the file.</param>
    /// <param name="level"><see cref="CsvLevel.RegionItem"/> or <see cref="CsvLevel.ItemRegion"/>.</param>
    public (string Region, string Item) Cut(string label, string level)
    {
        var isRegionFirst = level == CsvLevel.RegionItem;
        var cut = isRegionFirst ? label.IndexOf(Split, StringComparison.Ordinal)
            : label.LastIndexOf(Split, StringComparison.Ordinal);
        if (cut < 0) return ("", label);
        var (first, second) = (label[..cut].Trim(), label[(cut + Split.Length)..].Trim());
        return isRegionFirst ? (first, second) : (second, first);
    }

    /// <summary>Adds what is wrong with the description.</summary>
    public void Check(int at, int of, Action<string, string, string, string> fault)
    {
        var where = $"files[{at}]";
        if (Path.IsPathRooted(File) || File.Split('/', '\\').Contains(".."))
            fault($"{where}.file", "A path leads away from the descriptor.", File, "a path below the folder of the descriptor");
        if (Separator is { Length: not 1 })
            fault($"{where}.separator", "The separator is not one character.", $"'{Separator}'", "such as ';' or '\\t'");
        if (Decimal is not (null or "." or ","))
            fault($"{where}.decimal", "The decimal sign is none.", $"'{Decimal}'", "'.' or ','");
        if (Split.Trim().Length == 0) fault($"{where}.split", "The divider is empty.", $"'{Split}'", "such as '_' or ' - '");
        if (IsLong)
        {
            if (of > 1 || Holds != CsvHolds.All)
                fault(where, "A long file must hold the whole table.", $"{of} files, holds {Holds}",
                    "one file, with \"holds\": \"all\"");
            if (Row.Length is 0 or > 2)
                fault($"{where}.row", "A row is named by one or two columns.", $"{Row.Length}",
                    "region and item, or one column of both");
            if (Column.Length is 0 or > 2)
                fault($"{where}.column", "A column is named by one or two columns.", $"{Column.Length}",
                    "region and item, or one column of both");
            if (Labels != CsvLevel.Item && !CsvLevel.IsBoth(Labels))
                fault($"{where}.labels", "A level is not known.", $"'{Labels}'", "region_item, item_region or item");
            if (Where.Count > 1)
                fault($"{where}.where", "There is more than one condition.", $"{Where.Count}", "one column and its text");
            return;
        }

        Levels($"{where}.header", Header, fault);
        Levels($"{where}.index", Index, fault);
    }

    /// <summary>The descriptions of labels that name no region although what they name has one.</summary>
    public IEnumerable<(string Key, string[] Levels)> WithoutRegion()
    {
        if (IsLong)
        {
            if (Labels == CsvLevel.Item && (Row.Length == 1 || Column.Length == 1)) yield return ("labels", [Labels]);
            yield break;
        }

        if (Holds != CsvHolds.X && HasNone(Header)) yield return ("header", Header);
        if (Holds is not (CsvHolds.V or CsvHolds.F) && HasNone(Index)) yield return ("index", Index);

        static bool HasNone(string[] levels) => !levels.Any(l => l == CsvLevel.Region || CsvLevel.IsBoth(l));
    }

    private static void Levels(string where, string[] levels, Action<string, string, string, string> fault)
    {
        const string expected = "region and item, or region_item or item_region; also unit and -";
        foreach (var level in levels.Where(l => !CsvLevel.Known.Contains(l)))
            fault(where, "A level is not known.", $"'{level}'", expected);
        var both = levels.Count(CsvLevel.IsBoth);
        var named = both == 1 ? !levels.Contains(CsvLevel.Item) && !levels.Contains(CsvLevel.Region)
            : both == 0 && levels.Count(l => l == CsvLevel.Item) == 1 && levels.Count(l => l == CsvLevel.Region) <= 1;
        if (!named) fault(where, "The labels are not fully described.", $"[{string.Join(", ", levels)}]", expected);
    }
}
