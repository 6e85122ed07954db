using System.Text.Json;
using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>Reads one system saved by pymrio; all faults of all its files are collected before it gives up.</summary>
internal sealed partial class PymrioReader(TableSource source, PymrioParameters system,
    IReadOnlyList<PymrioParameters> extensions, TableReadOptions options, List<Finding> findings, CancellationToken cancellation)
{
    /// <summary>Whether output that is not saved is x = (I − A)⁻¹ Y1; else its absence is an error.</summary>
    public bool SolvesForOutput { get; init; }

    /// <summary>Rows of any extension that are primary inputs, by name; null: only whole extensions are.</summary>
    public Func<string, bool>? IsPrimaryRow { get; init; }

    /// <summary>A where the table is saved without Z.</summary>
    private DenseMatrix? coefficients;

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataFindingsException">Any file is missing or faulty: every finding.</exception>
    public MrioTable Read()
    {
        var parts = new PymrioPartReader(source, options, findings, cancellation);
        var metadata = ReadMetadata();
        var (industries, z) = ReadCore(parts);
        if (industries is null)
        {
            // Without industries nothing else can be placed; only what stands alone is still checked.
            parts.RequirePresent(system["Y"], system.Folder, "Y");
            throw Faulty();
        }

        var output = system["x"] is { } xPart ? parts.ReadOutput(xPart, industries) : null;
        var y = ReadDemand(parts, industries);
        var published = output;
        if (SolvesForOutput && system["x"] is null && coefficients is not null && y is not null)
            output = OutputFromDemand.Solve(coefficients, y, source.Place, findings, cancellation);
        if (z is null) z = FromCoefficients(parts, industries, output);
        var unit = parts.ReadMoneyUnit(system["unit"], system.Folder, industries);
        var flows = new PymrioExtensions(parts, findings, unit, industries, y?.Columns, IsPrimaryRow);
        foreach (var extension in extensions) flows.Add(extension, system.Folder, output);
        if (findings.Any(f => f.Severity == Severity.Error)) throw Faulty();
        var (v, vy, f, fy) = flows.Build();
        return new MrioTable(
            Identity(metadata, unit!.Value),
            new LabelledMatrix<Industry, Industry>(industries, industries, z!),
            y!, v, vy, f, fy,
            published is null ? null : new LabelledVector<Industry>(industries, published),
            WellKnownRoles.For(v.Rows, f.Rows, y!.Columns.Select(c => c.Category)),
            [.. findings]);
    }

    private InvalidDataFindingsException Faulty() => new($"The table {source.Place} can't be read", findings);

    private (Axis<Industry>? Industries, DenseMatrix? Z) ReadCore(PymrioPartReader parts)
    {
        var part = system["Z"] ?? system["A"];
        if (part is null)
        {
            findings.Add(Finding.Error("PYMRIO-NO-FLOWS", source.Files.PlaceOf(system.Folder + PymrioParameters.FileName),
                "The table has neither flows Z nor coefficients A.", string.Join(", ", system.Parts.Keys),
                "Z, or A and x", system["L"] is null ? "Save the table with its flows." :
                    "Save the table with Z or A and x: from L alone they would have to be inverted out."));
            return default;
        }

        var matrix = parts.ReadMatrix(part, square: true);
        if (matrix is null) return default;
        var rows = parts.IndustryRows(matrix);
        var columns = parts.IndustryColumns(matrix);
        if (rows is null || columns is null) return default;
        var industries = new Axis<Industry>("industries", rows);
        var map = LabelMatch.Positions(columns, industries, $"{matrix.Place}, columns", findings);
        var values = map.Contains(-1) || matrix.Values.Rows != industries.Count
            ? null : LabelMatch.Reorder(matrix.Values, null, map);
        if (system["Z"] is not null) return (industries, values ?? new DenseMatrix(0, 0));
        coefficients = values;
        return (industries, null);
    }

    /// <summary>Z = A x̂.</summary>
    private DenseMatrix? FromCoefficients(PymrioPartReader parts, Axis<Industry> industries, double[]? output)
    {
        if (output is null)
        {
            if (!parts.HasFaults(system["x"]) && !SolvesForOutput)
            {
                findings.Add(Finding.Error("PYMRIO-NO-FLOWS", source.Files.PlaceOf(system.Folder + PymrioParameters.FileName),
                    "The table has coefficients A but neither flows Z nor output x.", string.Join(", ", system.Parts.Keys),
                    "Z, or A and x", "Run pymrio's calc_all before saving, so that Z and x are saved too."));
            }

            return null;
        }

        if (coefficients is null) return null;
        var z = new DenseMatrix(industries.Count, industries.Count, zeroed: false);
        for (var j = 0; j < industries.Count; j++)
        {
            var a = coefficients.Column(j);
            var column = z.WritableColumn(j);
            for (var i = 0; i < column.Length; i++) column[i] = a[i] * output[j];
        }

        findings.Add(Finding.Info("PYMRIO-FLOWS-REBUILT", source.Place, "The flows were rebuilt as Z = A x̂.", "A and x, no Z",
            "Z"));
        return z;
    }

    private LabelledMatrix<Industry, DemandColumn>? ReadDemand(PymrioPartReader parts, Axis<Industry> industries)
    {
        if (!parts.RequirePresent(system["Y"], system.Folder, "Y")) return null;
        var matrix = parts.ReadMatrix(system["Y"]!, rows: industries.Count);
        if (matrix is null) return null;
        var rows = parts.IndustryRows(matrix);
        var columns = parts.DemandColumns(matrix);
        if (rows is null || columns is null) return null;
        var map = LabelMatch.Positions(rows, industries, $"{matrix.Place}, rows", findings);
        if (map.Contains(-1) || rows.Count != industries.Count) return null;
        return new LabelledMatrix<Industry, DemandColumn>(industries, new Axis<DemandColumn>("columns of final demand", columns),
            LabelMatch.Reorder(matrix.Values, map, null));
    }

    private (string Name, string Description) ReadMetadata()
    {
        var path = system.Folder + "metadata.json";
        if (source.Files.Find(path) is null) return ("", "");
        try
        {
            using var json = JsonDocument.Parse(JsonText.Checked(source.Files.ReadAll(path)));
            return (PymrioParameters.Text(json.RootElement, "name"), PymrioParameters.Text(json.RootElement, "description"));
        }
        catch (JsonException e)
        {
            findings.Add(Finding.Warning("PYMRIO-METADATA", $"{source.Files.PlaceOf(path)}, line {e.LineNumber + 1}",
                "The metadata are not valid JSON and are left out.", "a fault in the text", "JSON as pymrio writes it",
                "Correct the file."));
            return ("", "");
        }
    }

    private TableIdentity Identity((string Name, string Description) metadata, Unit unit)
    {
        var file = Path.GetFileNameWithoutExtension(source.Place.TrimEnd('/', '\\'));
        var stated = YearIn(metadata.Description) ?? YearIn(metadata.Name) ?? LastYearIn(metadata.Name) ?? LastYearIn(file);
        return new TableIdentity
        {
            Name = metadata.Name.Length > 0 ? metadata.Name : file,
            Year = YearFiles.Agreed(stated, options, source.Place, findings),
            Unit = unit,
            Source = metadata.Description,
            Format = "pymrio",
            Synthetic = $"{metadata.Name} {metadata.Description}".Contains("synthetic", StringComparison.OrdinalIgnoreCase),
        };
    }

    /// <summary>A year that is called one: "WIOD 2013 release, year 1995" is about 1995.</summary>
    private static int? YearIn(string text) =>
        StatedYear().Match(text) is { Success: true } m ? int.Parse(m.Groups[1].ValueSpan) : null;

    private static int? LastYearIn(string text) =>
        AnyYear().Matches(text) is { Count: > 0 } all ? int.Parse(all[^1].ValueSpan) : null;

    [GeneratedRegex(@"\byear[\s:=]*((?:19|20)\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StatedYear();

    [GeneratedRegex(@"(?<!\d)(?:19|20)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex AnyYear();
}
