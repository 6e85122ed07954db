using System.Text.RegularExpressions;
using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Files.Numbers;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Eora;

/// <summary>Reads one year of Eora26; all faults of all its files are collected before it gives up.</summary>
internal sealed partial class EoraReader(TableSource source, FileEntry core, IReadOnlyList<TableSource> labelSources,
    TableReadOptions options, CancellationToken cancellation)
{
    private readonly List<Finding> findings = [];

    /// <summary>Reads the table.</summary>
    /// <exception cref="InvalidDataFindingsException">Any file is missing or faulty: every finding.</exception>
    public MrioTable Read()
    {
        var industries = Axis("industries", Labels("T", 4), l => new Industry(l[1], l[3]));
        var demand = Axis("columns of final demand", Labels("FD", 4), l => new DemandColumn(l[1], l[3]));
        var primary = Axis("primary inputs", Labels("VA", 2), l => new FlowRow(l[1], "thousand USD"));
        var hasSatellite = FileOf("Q") is not null;
        var satellites = hasSatellite ? Satellites(Labels("Q", 2)) : new Axis<FlowRow>("satellite rows", []);
        if (industries is null || demand is null || primary is null || satellites is null) throw Faulty();
        var z = Matrix("T", industries, industries);
        var y = Matrix("FD", industries, demand);
        var v = Matrix("VA", primary, industries);
        var f = hasSatellite ? Matrix("Q", satellites, industries) : new DenseMatrix(0, industries.Count);
        var fy = hasSatellite && FileOf("QY") is not null
            ? Matrix("QY", satellites, demand) : new DenseMatrix(satellites.Count, demand.Count);
        if (z is null || y is null || v is null || f is null || fy is null || findings.Any(x => x.Severity == Severity.Error))
            throw Faulty();
        var table = new MrioTable(Identity(), new(industries, industries, z), new(industries, demand, y),
            new(primary, industries, v), f: new(satellites, industries, f), fy: new(satellites, demand, fy),
            roles: WellKnownRoles.For([.. primary], [.. satellites], demand.Select(d => d.Category)), findings: findings);
        return EoraDiscrepancyColumn.Treat(table, options.Discrepancy, source.Files.PlaceOf(core.Path));
    }

    private InvalidDataFindingsException Faulty() => new($"The table {source.Place} can't be read", findings);

    private TableIdentity Identity()
    {
        var year = YearFiles.YearOf(source, core, options, findings);
        var purchasers = core.Name.Contains("_pp_", StringComparison.OrdinalIgnoreCase);
        return new TableIdentity
        {
            Name = $"Eora26{(year is null ? "" : $" {year}")}",
            Year = year,
            Unit = Unit.Read("thousand USD"),
            PriceBasis = purchasers ? "purchasers' prices, current" : "basic prices, current",
            Source = $"Eora26, {core.Name}",
            Format = "eora26",
        };
    }

    private FileEntry? FileOf(string part) => source.Files.Find($"{core.Folder}{core.Name[..^5]}{part}.txt");

    private List<string[]>? Labels(string part, int cells)
    {
        foreach (var labels in labelSources)
        {
            if (labels.Entries.FirstOrDefault(e => e.Name.Equals($"labels_{part}.txt", StringComparison.OrdinalIgnoreCase))
                is not { } entry)
                continue;
            var before = findings.Count;
            var lines = LabelLines.Read(labels, entry.Path, cells, findings);
            return findings.Skip(before).Any(f => f.Severity == Severity.Error) ? null : lines;
        }

        findings.Add(Finding.Error("FILE-MISSING", source.Files.PlaceOf($"{core.Folder}labels_{part}.txt"),
            "The labels of the table are missing.", YearFiles.Names(source),
            $"labels_{part}.txt, or indices.zip that holds it", "Put indices.zip of Eora26 beside the table."));
        return null;
    }

    private Axis<T>? Axis<T>(string name, List<string[]>? lines, Func<string[], T> label)
        where T : notnull
    {
        if (lines is null) return null;
        var labels = lines.Select(label).ToList();
        return LabelMatch.AllDistinct(labels, i => $"labels of the {name} of {source.Place}, line {i + 1}", findings)
            ? new Axis<T>(name, labels) : null;
    }

    /// <summary>Rows of Q: group with unit in parentheses, and item. Groups repeat items, so a second one is numbered.</summary>
    private Axis<FlowRow>? Satellites(List<string[]>? lines)
    {
        if (lines is null) return null;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var rows = new List<FlowRow>();
        foreach (var line in lines)
        {
            var unit = LastParentheses().Match(line[0]);
            var name = $"{(unit.Success ? line[0][..unit.Index].Trim() : line[0])}/{line[1]}";
            seen[name] = seen.GetValueOrDefault(name) + 1;
            rows.Add(new FlowRow(seen[name] == 1 ? name : $"{name} ({seen[name]})", unit.Success ? unit.Groups[1].Value : ""));
        }

        if (seen.Values.Any(n => n > 1))
        {
            findings.Add(Finding.Warning("LABEL-DUPLICATE", source.Place,
                "Rows of the satellites have the same name; the later ones are numbered.", seen.First(s => s.Value > 1).Key,
                "each name once"));
        }

        return new Axis<FlowRow>("satellite rows", rows);
    }

    private DenseMatrix? Matrix<TRow, TColumn>(string part, Axis<TRow> rows, Axis<TColumn> columns)
        where TRow : notnull
        where TColumn : notnull
    {
        var entry = FileOf(part);
        if (entry is null)
        {
            findings.Add(Finding.Error("FILE-MISSING", source.Files.PlaceOf($"{core.Folder}{core.Name[..^5]}{part}.txt"),
                "A file of the table is missing.", YearFiles.Names(source), $"…_{part}.txt", "Restore the file."));
            return null;
        }

        var before = findings.Count;
        try
        {
            var layout = new NumericTextLayout(0, 0)
            {
                Separator = (byte)'\t', MayNameIndex = false, GivenColumns = [.. columns.Select(c => c.ToString()!)],
            };
            var matrix = TextMatrix.Read(source, entry.Path, layout, _ => rows.Count, options, findings, cancellation);
            if (matrix.Text.Rows != rows.Count)
            {
                findings.Add(Finding.Error("TEXT-ROWS", matrix.Place,
                    "The file has another number of rows than there are labels.", $"{matrix.Text.Rows} rows",
                    $"{rows.Count} {rows.Name}",
                    "Restore the file; its end may have been cut. Labels and numbers must be of one release."));
            }

            return findings.Skip(before).Any(f => f.Severity == Severity.Error) ? null : matrix.Values;
        }
        catch (InvalidDataFindingsException e)
        {
            findings.AddRange(e.Findings);
            return null;
        }
    }

    [GeneratedRegex(@"\(([^()]*)\)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LastParentheses();
}
