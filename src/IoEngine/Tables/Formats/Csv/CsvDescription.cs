using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Tables.Formats.Own;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Tables.Formats.Csv;

/// <summary>The descriptor of a table in labelled text files: a small JSON beside them. Immutable.</summary>
/// <remarks>
/// <c>{ "format": "labelled-csv", "name": "Mine", "year": 2015, "unit": "million EUR", "files": [ … ], "items": { … }, "roles": {
/// … } }</c>. Comments and trailing commas are allowed; unknown keys are errors. See <see cref="CsvFile"/> and
/// <see cref="CsvItems"/>.
/// </remarks>
internal sealed record CsvDescription
{
    public const string FormatName = "labelled-csv";

    /// <summary>Always <see cref="FormatName"/>.</summary>
    public required string Format { get; init; }

    /// <summary>Name of the table, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Year of the flows.</summary>
    public int? Year { get; init; }

    /// <summary>Unit of money of Z, Y, V and x, such as "million EUR".</summary>
    public required string Unit { get; init; }

    /// <summary>Price basis.</summary>
    public string PriceBasis { get; init; } = "basic prices, current";

    /// <summary>Where it comes from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the numbers are invented.</summary>
    public bool Synthetic { get; init; }

    /// <summary>The files; paths are relative to the descriptor.</summary>
    public required CsvFile[] Files { get; init; }

    /// <summary>Which items are no industries.</summary>
    public CsvItems Items { get; init; } = new();

    /// <summary>
    /// Units of rows of primary inputs and satellites, by name; without one, primary inputs are in the unit of the table.
    /// </summary>
    public Dictionary<string, string> Units { get; init; } = [];

    /// <summary>Roles of rows and categories; what is not said comes from well-known names.</summary>
    public TableRoles Roles { get; init; } = new();

    /// <summary>Whether an entry is such a descriptor; other JSON is passed over.</summary>
    public static bool IsOne(TableSource source, FileEntry entry)
    {
        if (!entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || entry.Bytes > 1 << 20) return false;
        try
        {
            using var json = JsonDocument.Parse(JsonText.WithoutMark(source.Files.ReadAll(entry.Path)),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return PymrioParameters.Text(json.RootElement, "format") == FormatName;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // no JSON, or no UTF-8 where the format's name would be
        }
    }

    /// <summary>Reads and checks a descriptor; faults are added to the findings, and then it is null.</summary>
    public static CsvDescription? Read(TableSource source, FileEntry entry, List<Finding> findings)
    {
        var place = source.Files.PlaceOf(entry.Path);
        try
        {
            var description = JsonSerializer.Deserialize<CsvDescription>(JsonText.Checked(source.Files.ReadAll(entry.Path)).Span,
                MrioDescription.Json)!;
            var before = findings.Count;
            description.Check(place, findings);
            return findings.Count == before ? description : null;
        }
        catch (JsonException e)
        {
            var fault = JsonFault.Of(e, typeof(CsvDescription));
            var line = e.LineNumber is { } l ? $", line {l + 1}" : "";
            findings.Add(Finding.Error("CSV-DESCRIPTOR",
                $"{place}{line}{(e.Path is { Length: > 2 } path ? $", {path[2..]}" : "")}",
                $"The descriptor can't be read. {fault.Message}", fault.Found, fault.Expected, fault.Cure));
            return null;
        }
    }

    private void Check(string place, List<Finding> findings)
    {
        void Fault(string where, string message, string found, string expected) =>
            findings.Add(Finding.Error("CSV-DESCRIPTOR", $"{place}, {where}", message, found, expected,
                "Correct the descriptor."));
        if (Format != FormatName) Fault("format", "This is no descriptor of labelled text.", $"'{Format}'", $"'{FormatName}'");
        if (!Accounts.Unit.TryReadMoney(Unit, out _))
            Fault("unit", "The unit is not an amount of money.", $"'{Unit}'", UnitText.ExpectedMoney);
        if (Files.Length == 0) Fault("files", "There are no files.", "an empty list", "at least one file");
        for (var i = 0; i < Files.Length; i++) Files[i].Check(i, Files.Length, Fault);
        if (Files.Count(f => f.Holds is CsvHolds.All or CsvHolds.Z) != 1)
            Fault("files", "Not exactly one file holds the flows between industries.",
                $"{Files.Count(f => f.Holds is CsvHolds.All or CsvHolds.Z)}", "one with \"holds\": \"all\" or \"z\"");
    }
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
/// <c>region_item</c> (cut at the first <c>split</c>), <c>unit</c>, <c>-</c> (not used). Long: one line a cell; <c>"row"</c>,
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
        if (Split.Length != 1) fault($"{where}.split", "The divider is not one character.", $"'{Split}'", "such as '_'");
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
            if (Where.Count > 1)
                fault($"{where}.where", "There is more than one condition.", $"{Where.Count}", "one column and its text");
            return;
        }

        Levels($"{where}.header", Header, Holds != CsvHolds.X, fault);
        Levels($"{where}.index", Index, Holds is not (CsvHolds.V or CsvHolds.F), fault);
    }

    private static void Levels(string where, string[] levels, bool withRegion, Action<string, string, string, string> fault)
    {
        const string expected = "region and item, or region_item; also unit and -";
        foreach (var level in levels.Where(l => l is not ("region" or "item" or "region_item" or "unit" or "-")))
            fault(where, "A level is not known.", $"'{level}'", expected);
        var both = levels.Count(l => l == "region_item");
        var named = both == 1 ? !levels.Contains("item") && !levels.Contains("region")
            : both == 0 && levels.Count(l => l == "item") == 1
                && (levels.Count(l => l == "region") == 1 || (!withRegion && !levels.Contains("region")));
        if (!named) fault(where, "The labels are not fully described.", $"[{string.Join(", ", levels)}]", expected);
    }
}

/// <summary>Items that are no industries, by what they are. Immutable.</summary>
internal sealed record CsvItems
{
    /// <summary>Rows of primary inputs.</summary>
    public string[] Primary { get; init; } = [];

    /// <summary>Rows of satellites; best named extension/row, such as employment/persons.</summary>
    public string[] Satellites { get; init; } = [];

    /// <summary>Categories of final demand.</summary>
    public string[] Demand { get; init; } = [];

    /// <summary>Rows and columns of gross output.</summary>
    public string[] Output { get; init; } = [];

    /// <summary>Rows and columns that are not to be read, such as other totals.</summary>
    public string[] Ignore { get; init; } = [];

    /// <summary>Regions that are none, such as W2 or TOTAL: their rows are named by the item alone.</summary>
    public string[] NoRegion { get; init; } = [];
}
