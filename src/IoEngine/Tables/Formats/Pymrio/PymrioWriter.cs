using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IoEngine.Accounts;
using IoEngine.Files.Staging;
using IoEngine.Numerics;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Pymrio;

/// <summary>
/// Writes tables as pymrio saves them: tab-separated text with every digit, as a folder or a zip; the same table gives the same
/// bytes.
/// </summary>
/// <remarks>
/// Primary inputs go to <c>factor_inputs</c>, satellite rows named <c>extension/row</c> to the folder of their extension
/// (<c>satellite</c> where the name has no slash). Roles and price basis have no place in that layout and are left out.
/// </remarks>
public static class PymrioWriter
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly SearchValues<char> NotInFolderNames = SearchValues.Create("\\:*?\"<>|\t\0");

    private const string PrimaryInputs = "factor_inputs";

    /// <summary>A zip knows no earlier time; a fixed one keeps the bytes the same.</summary>
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes the table, whole or not at all.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">A folder, or a file that ends in <c>.zip</c>.</param>
    /// <param name="replace">Whether a file, or a folder as the engine wrote it, may be replaced.</param>
    /// <param name="cancellation">Stops between rows and leaves nothing behind.</param>
    /// <returns>What could not be tidied away afterwards; the table is in its place all the same.</returns>
    /// <exception cref="ConfigException">The output exists and may not be replaced, or can't be written.</exception>
    /// <exception cref="InvalidDataFindingsException">
    /// A label holds a line end, or an extension has a name that no folder can have.
    /// </exception>
    public static IReadOnlyList<Finding> Write(MrioTable table, string path, bool replace = false,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(path);
        RequireWritableLabels(table);
        var zipped = path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (zipped)
        {
            return StagedFile.Write(path, replace, stream =>
            {
                using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
                WriteParts(table, (name, write) => Write(archive, name, write), cancellation);
                cancellation.ThrowIfCancellationRequested();
            });
        }

        using var folder = StagedFolder.Create(path, FolderKind.PymrioTable, replace);
        WriteParts(table, (name, write) => folder.Write(name, write), cancellation);
        cancellation.ThrowIfCancellationRequested();
        return folder.Commit(new JsonObject { ["name"] = table.Identity.Name });
    }

    private static void Write(ZipArchive archive, string name, Action<Stream> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Timeless;
        using var stream = entry.Open();
        write(stream);
    }

    private static void WriteParts(MrioTable table, Action<string, Action<Stream>> write, CancellationToken cancellation)
    {
        var unit = table.Identity.Unit.Published;
        var industries = table.Industries.Select(i => new[] { i.Region.Code, i.Sector.Code }).ToList();
        var demand = table.DemandColumns.Select(c => new[] { c.Region.Code, c.Category }).ToList();
        WriteJson(write, "file_parameters.json",
            Parameters("IOSystem", null, [("Z", 2, 2), ("Y", 2, 2), ("unit", 2, 1), .. Output(table)]));
        WriteJson(write, "metadata.json", Metadata(table.Identity));
        Text("Z.txt", z => z.Matrix(["region", "sector"], industries, ["region", "sector"], industries, table.Z.Values));
        Text("Y.txt", y => y.Matrix(["region", "sector"], industries, ["region", "category"], demand, table.Y.Values));
        if (table.PublishedOutput is { } x)
        {
            Text("x.txt", text =>
            {
                text.Line(["region", "sector", "indout"]);
                for (var i = 0; i < industries.Count; i++) text.Line(industries[i], x[i]);
            });
        }

        Text("unit.txt", units =>
        {
            units.Line(["region", "sector", "unit"]);
            foreach (var i in industries) units.Line([.. i, unit]);
        });

        // Rows of factor_inputs that are not money were read as satellites: they go back to where they were.
        var v = Joined(table.V, Part(table.F, PrimaryInputs));
        var vy = Joined(table.VY, Part(table.FY, PrimaryInputs));
        WriteExtension(write, PrimaryInputs, "Factor Inputs", "inputtype", v, vy, industries, demand, cancellation);
        foreach (var extension in table.F.Rows.Select(ExtensionOf).Where(e => e != PrimaryInputs).Distinct())
            WriteExtension(write, extension, extension, "stressor", Part(table.F, extension), Part(table.FY, extension),
                industries, demand, cancellation);

        void Text(string name, Action<PymrioText> content) => WriteText(write, name, content, cancellation);
    }

    private static void WriteExtension(Action<string, Action<Stream>> write, string folder, string name, string rowName,
        LabelledMatrix<FlowRow, Industry> f,
        LabelledMatrix<FlowRow, DemandColumn> fy, List<string[]> industries, List<string[]> demand,
        CancellationToken cancellation)
    {
        if (f.Rows.Count == 0) return;
        var rows = f.Rows.Select(r => new[] { r.Name }).ToList();
        var hasDemand = HasContent(fy.Values);
        List<(string, int, int)> parts = [("F", 1, 2), ("unit", 1, 1)];
        if (hasDemand) parts.Add(("F_Y", 1, 2));
        WriteJson(write, $"{folder}/file_parameters.json", Parameters("Extension", name, parts));
        Text("F.txt", text => text.Matrix([rowName], rows, ["region", "sector"], industries, f.Values));
        if (hasDemand) Text("F_Y.txt", text => text.Matrix([rowName], rows, ["region", "category"], demand, fy.Values));
        Text("unit.txt", units =>
        {
            units.Line([rowName, "unit"]);
            for (var i = 0; i < rows.Count; i++) units.Line([rows[i][0], f.Rows[i].Unit.Published]);
        });

        void Text(string file, Action<PymrioText> content) => WriteText(write, $"{folder}/{file}", content, cancellation);
    }

    /// <summary>The rows of one extension, without its name.</summary>
    private static LabelledMatrix<FlowRow, T> Part<T>(LabelledMatrix<FlowRow, T> all, string extension)
        where T : notnull
    {
        var positions = Enumerable.Range(0, all.Rows.Count).Where(i => ExtensionOf(all.Rows[i]) == extension).ToArray();
        var rows = positions.Select(i => all.Rows[i] with { Name = all.Rows[i].Name[(all.Rows[i].Name.IndexOf('/') + 1)..] });
        return new LabelledMatrix<FlowRow, T>(new Axis<FlowRow>("satellite rows", rows), all.Columns,
            LabelMatch.Reorder(all.Values, positions, null));
    }

    private static LabelledMatrix<FlowRow, T> Joined<T>(LabelledMatrix<FlowRow, T> first, LabelledMatrix<FlowRow, T> second)
        where T : notnull => second.Rows.Count == 0
        ? first
        : new LabelledMatrix<FlowRow, T>(new Axis<FlowRow>("primary inputs", first.Rows.Concat(second.Rows)), first.Columns,
            DenseMatrix.Create(first.Rows.Count + second.Rows.Count, first.Columns.Count,
                (i, j) => i < first.Rows.Count ? first.Values[i, j] : second.Values[i - first.Rows.Count, j]));

    private static string ExtensionOf(FlowRow row) => row.Name.IndexOf('/') is var i and > 0 ? row.Name[..i] : "satellite";

    private static IEnumerable<(string, int, int)> Output(MrioTable table) => table.PublishedOutput is null ? [] : [("x", 2, 1)];

    /// <summary>Not a zero, or a zero with a sign: both must come back.</summary>
    private static bool HasContent(DenseMatrix values)
    {
        for (var j = 0; j < values.Columns; j++)
        {
            foreach (var value in values.Column(j))
            {
                if (BitConverter.DoubleToInt64Bits(value) != 0) return true;
            }
        }

        return false;
    }

    private static Dictionary<string, object> Parameters(string systemType, string? name,
        IReadOnlyList<(string Name, int Index, int Header)> parts)
    {
        var parameters = new Dictionary<string, object>
        {
            ["files"] = parts.ToDictionary(p => p.Name, p => new Dictionary<string, string>
            {
                ["name"] = p.Name + ".txt", ["nr_index_col"] = $"{p.Index}", ["nr_header"] = $"{p.Header}",
            }),
            ["systemtype"] = systemType,
        };
        if (name is not null) parameters["name"] = name;
        return parameters;
    }

    /// <summary>
    /// The layout has no place for year and origin of invented numbers: the description says both in words that reading finds
    /// again.
    /// </summary>
    private static Dictionary<string, object> Metadata(TableIdentity identity)
    {
        var description = new StringBuilder(identity.Source);
        void Add(string words) => description.Append(description.Length > 0 ? ", " : "").Append(words);
        if (identity.Year is { } year && !identity.Source.Contains($"year {year}", StringComparison.Ordinal)) Add($"year {year}");
        if (identity.Synthetic && !$"{identity.Source} {identity.Name}".Contains("synthetic", StringComparison.OrdinalIgnoreCase))
            Add("synthetic");
        return new Dictionary<string, object>
        {
            ["description"] = description.ToString(), ["name"] = identity.Name, ["system"] = "ixi", ["version"] = "1",
            ["history"] = Array.Empty<string>(),
        };
    }

    private static void WriteJson(Action<string, Action<Stream>> write, string name, object content)
    {
        write(name, stream => JsonSerializer.Serialize(stream, content, Json));
    }

    private static void WriteText(Action<string, Action<Stream>> write, string name, Action<PymrioText> content,
        CancellationToken cancellation) =>
            write(name, stream =>
            {
                using var text = new PymrioText(stream, cancellation);
                content(text);
            });

    /// <summary>Labels become lines and names of extensions become folders: both must be fit for it.</summary>
    private static void RequireWritableLabels(MrioTable table)
    {
        var labels = table.Industries.SelectMany(i => new[] { i.Region.Code, i.Sector.Code })
            .Concat(table.DemandColumns.SelectMany(c => new[] { c.Region.Code, c.Category }))
            .Concat(table.V.Rows.Concat(table.F.Rows).SelectMany(r => new[] { r.Name, r.Unit.Published }));
        var faults = labels.Where(l => l.AsSpan().IndexOfAny('\n', '\r') >= 0).Distinct()
            .Select(l => Finding.Error("LABEL-UNWRITABLE", "labels",
                "A label holds a line end.", $"'{l.ReplaceLineEndings("⏎")}'", "labels of one line", "Rename the label."))
            .ToList();
        faults.AddRange(table.F.Rows.Select(ExtensionOf).Distinct()
            .Where(e => e.Trim('.', ' ').Length == 0 || e.AsSpan().IndexOfAny(NotInFolderNames) >= 0)
            .Select(
                e => Finding.Error("LABEL-UNWRITABLE", "satellite rows",
                    "The name of an extension can't be the name of a folder.", $"'{e}'",
                    "letters, digits, '_' and '-' before the slash", "Rename the extension.")));
        if (faults.Count > 0) throw new InvalidDataFindingsException("The table can't be written as pymrio saves it", faults);
    }
}
