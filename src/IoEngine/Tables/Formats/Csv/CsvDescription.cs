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

    /// <summary>
    /// The region of a national table, whose labels name none; null: they do, or the reader is told it.
    /// </summary>
    public string? Region { get; init; }

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

    /// <summary>
    /// Whether an entry is meant as such a descriptor, be it faulty: then its faults are told, and nothing is guessed in its
    /// place. Other JSON is passed over.
    /// </summary>
    public static bool IsOne(TableSource source, FileEntry entry) =>
        entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && entry.Bytes <= 1 << 20
        && IsOne(source.Files.ReadAll(entry.Path));

    /// <summary>The year that a descriptor states; null: none, or it can't be read.</summary>
    public static int? YearOf(TableSource source, FileEntry entry)
    {
        try
        {
            using var json = Parse(source.Files.ReadAll(entry.Path));
            return json.RootElement.TryGetProperty("year", out var year) && year.ValueKind == JsonValueKind.Number
                && year.TryGetInt32(out var stated) ? stated : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsOne(byte[] bytes)
    {
        try
        {
            using var json = Parse(bytes);
            var root = json.RootElement;
            // A misspelt format with a unit of money and a list of files is no other file that is known.
            return PymrioParameters.Text(root, "format") is { Length: > 0 } format
                && (format == FormatName || (format != MrioDescription.FormatName
                    && PymrioParameters.Text(root, "unit").Length > 0 && root.TryGetProperty("files", out var files)
                    && files.ValueKind == JsonValueKind.Array));
        }
        catch (JsonException)
        {
            return bytes.AsSpan().IndexOf("\"labelled-csv\""u8) >= 0;
        }
        catch (InvalidOperationException)
        {
            return false; // no UTF-8 where the format's name would be
        }
    }

    private static JsonDocument Parse(byte[] bytes) => JsonDocument.Parse(JsonText.WithoutMark(bytes),
        new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });

    /// <summary>Reads and checks a descriptor; faults are added to the findings, and then it is null.</summary>
    public static CsvDescription? Read(TableSource source, FileEntry entry, Region? region, List<Finding> findings)
    {
        var place = source.Files.PlaceOf(entry.Path);
        try
        {
            var description = JsonSerializer.Deserialize<CsvDescription>(JsonText.Checked(source.Files.ReadAll(entry.Path)).Span,
                MrioDescription.Json)!;
            var before = findings.Count;
            description.Check(place, region, findings);
            return findings.Count == before ? description with { Region = description.Region ?? region?.Code } : null;
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

    private void Check(string place, Region? region, List<Finding> findings)
    {
        void Fault(string where, string message, string found, string expected) =>
            findings.Add(Finding.Error("CSV-DESCRIPTOR", $"{place}, {where}", message, found, expected,
                "Correct the descriptor."));
        if (Format != FormatName) Fault("format", "This is no descriptor of labelled text.", $"'{Format}'", $"'{FormatName}'");
        if (!Accounts.Unit.TryReadMoney(Unit, out _))
            Fault("unit", "The unit is not an amount of money.", $"'{Unit}'", UnitText.ExpectedMoney);
        if (Files.Length == 0) Fault("files", "There are no files.", "an empty list", "at least one file");
        if (Region is { } own && region is { } named && own != named.Code)
            Fault("region", "Another region is asked for than the descriptor names.", $"'{named}' for '{own}'", "one region");
        for (var i = 0; i < Files.Length; i++) Files[i].Check(i, Files.Length, Fault);
        if ((Region ?? region?.Code) is null) RequireRegions(place, findings);
        if (Files.Count(f => f.Holds is CsvHolds.All or CsvHolds.Z) != 1)
            Fault("files", "Not exactly one file holds the flows between industries.",
                $"{Files.Count(f => f.Holds is CsvHolds.All or CsvHolds.Z)}", "one with \"holds\": \"all\" or \"z\"");
    }

    private void RequireRegions(string place, List<Finding> findings)
    {
        foreach (var (at, without) in Files.Select((f, i) => (i, f.WithoutRegion().ToList())).Where(f => f.Item2.Count > 0))
        {
            findings.Add(Finding.Error("CSV-REGION", $"{place}, files[{at}]", "Every label needs a region, and these name none.",
                string.Join(", ", without.Select(w => $"{w.Key} [{string.Join(", ", w.Levels)}]")),
                "region and item, region_item or item_region, or one region for the whole table",
                "For a national table name its region: \"region\": \"CHE\" in the descriptor, tables.region in the "
                    + "configuration, or --region CHE; else describe where the labels have theirs."));
        }
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

    /// <summary>
    /// Columns of negative imports where the flows hold imported goods: they become a row of primary inputs of that name.
    /// </summary>
    public string[] Imports { get; init; } = [];

    /// <summary>Categories of final demand that hold no imported goods.</summary>
    public string[] Exports { get; init; } = [];

    /// <summary>Rows and columns of gross output.</summary>
    public string[] Output { get; init; } = [];

    /// <summary>Rows and columns that are not to be read, such as other totals.</summary>
    public string[] Ignore { get; init; } = [];

    /// <summary>Regions that are none, such as W2 or TOTAL: their rows are named by the item alone.</summary>
    public string[] NoRegion { get; init; } = [];
}
