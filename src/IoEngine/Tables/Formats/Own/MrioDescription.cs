using System.Text.Json;
using System.Text.Json.Serialization;
using IoEngine.Accounts;
using IoEngine.Files.Staging;

namespace IoEngine.Tables.Formats.Own;

/// <summary>What a code means.</summary>
/// <param name="Code">Code of a region or sector.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Iso3">ISO 3166 alpha-3 of a region that is a country; else left out.</param>
internal sealed record CodeName(string Code, string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Iso3 = null);

/// <summary>The content of a table.json: everything of a table but its numbers.</summary>
internal sealed record MrioDescription
{
    public const string FileName = "table.json";
    public const string FormatName = "mrio";
    public const int CurrentVersion = 1;

    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new UnitConverter() },
    };

    public required string Format { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public int? Year { get; init; }

    public required string Currency { get; init; }

    /// <summary>How many of the currency one unit is: 1e6 for millions.</summary>
    public required double Scale { get; init; }

    public string UnitAsPublished { get; init; } = "";

    public string PriceBasis { get; init; } = "";

    public string Source { get; init; } = "";

    /// <summary>Format that the numbers were read from first.</summary>
    public string ReadFrom { get; init; } = "";

    public bool Synthetic { get; init; }

    /// <summary>How the table was estimated; left out where it is as published.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TableEstimate? Estimated { get; init; }

    public TableRoles Roles { get; init; } = new();

    public required string[] IndustryRegions { get; init; }

    public required string[] IndustrySectors { get; init; }

    public required string[] DemandRegions { get; init; }

    public required string[] DemandCategories { get; init; }

    /// <summary>What the codes of regions mean, as far as it is known.</summary>
    public CodeName[] Regions { get; init; } = [];

    /// <summary>What the codes of sectors mean, as far as it is known.</summary>
    public CodeName[] Sectors { get; init; } = [];

    public required FlowRow[] PrimaryInputs { get; init; }

    public FlowRow[] Satellites { get; init; } = [];

    public Finding[] Findings { get; init; } = [];

    /// <summary>
    /// By name (Z, Y, V, VY, F, FY, x; the file is name.npy) the SHA-256 of each file; null where it was not taken.
    /// </summary>
    public required Dictionary<string, string?> Parts { get; init; }

    /// <summary>The key under which a cache keeps the table; null elsewhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CacheKey { get; init; }

    /// <summary>
    /// Shows that the engine wrote the description as it is (see <see cref="FolderMarker"/>); null in one that somebody else
    /// wrote.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Seal { get; init; }

    /// <summary>The description of a table whose parts have these hashes.</summary>
    public static MrioDescription Of(MrioTable table, Dictionary<string, string?> parts, string? cacheKey) => new()
    {
        CacheKey = cacheKey,
        Format = FormatName,
        Version = CurrentVersion,
        Name = table.Identity.Name,
        Year = table.Identity.Year,
        Currency = table.Identity.Unit.Currency,
        Scale = table.Identity.Unit.Scale,
        UnitAsPublished = table.Identity.Unit.Published,
        PriceBasis = table.Identity.PriceBasis,
        Source = table.Identity.Source,
        ReadFrom = table.Identity.Format,
        Synthetic = table.Identity.Synthetic,
        Estimated = table.Identity.Estimate,
        Roles = table.Roles,
        IndustryRegions = [.. table.Industries.Select(i => i.Region.Code)],
        IndustrySectors = [.. table.Industries.Select(i => i.Sector.Code)],
        DemandRegions = [.. table.DemandColumns.Select(c => c.Region.Code)],
        DemandCategories = [.. table.DemandColumns.Select(c => c.Category)],
        Regions = [.. table.Regions.Where(table.Names.Regions.ContainsKey)
            .Select(r => new CodeName(r.Code, table.Names.Of(r), table.Names.Regions[r].Iso3))],
        Sectors = [.. table.Sectors.Where(table.Names.Sectors.ContainsKey).Select(s => new CodeName(s.Code, table.Names.Of(s)))],
        PrimaryInputs = [.. table.V.Rows],
        Satellites = [.. table.F.Rows],
        Findings = [.. table.Findings],
        Parts = parts,
    };

    /// <summary>The names; of a code that is there twice the first.</summary>
    public TableNames Names() => new(
        Regions.DistinctBy(r => r.Code).ToDictionary(r => new Region(r.Code), r => new RegionName(r.Name, r.Iso3)),
        Sectors.DistinctBy(s => s.Code).ToDictionary(s => new Sector(s.Code), s => s.Name));

    /// <summary>Who the table is, as the table of a year.</summary>
    public TableIdentity Identity(int? year) => new()
    {
        Name = Name,
        Year = year,
        Unit = Unit.Money(Currency, Scale).Spelled(UnitAsPublished),
        PriceBasis = PriceBasis,
        Source = Source,
        Format = ReadFrom,
        Synthetic = Synthetic,
        Estimate = Estimated,
    };
}
