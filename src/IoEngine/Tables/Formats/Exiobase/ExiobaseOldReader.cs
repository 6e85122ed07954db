using IoEngine.Accounts;
using IoEngine.Files;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Labelled;
using IoEngine.Tables.Naming;

namespace IoEngine.Tables.Formats.Exiobase;

/// <summary>
/// Reads EXIOBASE 1 and 2: mrIot.txt with coefficients, mrFinalDemand.txt, mrFactorInputs.txt and pairs such as mrEmissions.txt
/// and mrFDEmissions.txt.
/// </summary>
/// <remarks>
/// A unit such as M.EUR/M.EUR or kg/M.EUR marks coefficients: per output in industries, per total final demand in its columns.
/// </remarks>
internal sealed class ExiobaseOldReader(TableSource source, FileEntry core, TableReadOptions options, List<Finding> findings,
    CancellationToken cancellation)
{
    private static readonly string[] Extensions = ["Emissions", "Materials", "Resources"];

    /// <summary>The file of flows or coefficients, or null.</summary>
    public static FileEntry? Find(TableSource source) =>
        source.Entries.FirstOrDefault(
            e => IsPart(e.Name, "Iot") && source.Entries.Any(o => o.Folder == e.Folder && IsPart(o.Name, "FinalDemand")));

    /// <summary>Reads the table.</summary>
    public MrioTable Read()
    {
        var iot = ReadPart("Iot", required: true);
        var final = ReadPart("FinalDemand", required: true);
        var industries = iot is null ? null : Industries(iot);
        var demand = final is null ? null : Demand(final);
        if (industries is null || demand is null || iot is null || final is null) throw Faulty();
        LabelMatch.Positions(iot.Columns((r, s) => new Industry(r, s)), industries, $"{iot.Place}, columns", findings);
        var y = Aligned(final, final.Rows.Select(r => new Industry(r[0], r[1])).ToList(), industries, demand);
        var extensions = Extensions.SelectMany(e => ReadExtension(e, industries, demand)).ToList();
        var primary = ReadExtension("FactorInputs", industries, demand).ToList();
        if (findings.Any(f => f.Severity == Severity.Error)) throw Faulty();
        var coefficients = iot.Units.All(u => u.Contains('/'));
        var a = LabelMatch.Reorder(iot.Values, null, LabelMatch.Positions(iot.Columns((r, s) => new Industry(r, s)), industries,
            iot.Place, []));
        var x = coefficients ? OutputFromDemand.Solve(a, y!, source.Place, findings, cancellation) : null;
        if (coefficients && x is null) throw Faulty();
        return Assemble(industries, demand, coefficients ? Scaled(a, x!) : a, y!, x ?? Sums(a, y!), primary, extensions);
    }

    private MrioTable Assemble(Axis<Industry> industries, Axis<DemandColumn> demand, DenseMatrix z,
        LabelledMatrix<Industry, DemandColumn> y, double[] x, List<ExtensionRow> primary, List<ExtensionRow> extensions)
    {
        var finals = Enumerable.Range(0, demand.Count).Select(d => y.Values.Column(d).ToArray().Sum()).ToArray();
        var v = new Axis<FlowRow>("primary inputs", primary.Select(r => r.Label));
        var f = new Axis<FlowRow>("satellite rows", extensions.Select(r => r.Label));
        var year = YearFiles.Agreed(YearFiles.YearIn(Path.GetFileNameWithoutExtension(source.Place)), options, source.Place,
            findings);
        var identity = new TableIdentity
        {
            Name =
                $"EXIOBASE {(core.Name.Contains("version2", StringComparison.Ordinal) ? "2" : "1 or 2")}"
                    + $"{(year is null ? "" : $" {year}")}",
            Year = year,
            Unit = Unit.Read("M.EUR"),
            Source = $"EXIOBASE, {core.Name}",
            Format = "exiobase",
        };
        return new MrioTable(identity, new(industries, industries, z), y,
            new(v, industries, Flows(primary, r => r.OfIndustries, x)), new(v, demand, Flows(primary, r => r.OfDemand, finals)),
            new(f, industries, Flows(extensions, r => r.OfIndustries, x)),
            new(f, demand, Flows(extensions, r => r.OfDemand, finals)),
            roles: ExiobaseRows.Roles(v, f).Or(WellKnownRoles.For([.. v], [.. f], demand.Select(d => d.Category))),
            findings: [.. findings]);
    }

    private InvalidDataFindingsException Faulty() => new($"The table {source.Place} can't be read", findings);

    private ExiobaseText? ReadPart(string part, bool required)
    {
        var entry = source.Entries.FirstOrDefault(e => e.Folder == core.Folder && IsPart(e.Name, part));
        if (entry is not null) return ExiobaseText.Read(source, entry.Path, options, findings, cancellation);
        if (required)
            findings.Add(Finding.Error("FILE-MISSING", source.Files.PlaceOf($"{core.Folder}mr{part}.txt"),
                "A file of the table is missing.", YearFiles.Names(source), $"mr{part}.txt", "Restore the file."));
        return null;
    }

    private Axis<Industry>? Industries(ExiobaseText text) =>
        text.HasLevels(3, findings) && LabelMatch.AllDistinct(text.Rows.Select(r => new Industry(r[0], r[1])).ToList(),
            text.PlaceOfRow, findings)
        && LabelMatch.AllDistinct(text.Columns((r, s) => new Industry(r, s)), text.PlaceOfColumn, findings)
            ? new Axis<Industry>("industries", text.Rows.Select(r => new Industry(r[0], r[1]))) : null;

    private Axis<DemandColumn>? Demand(ExiobaseText text)
    {
        var columns = text.Columns((r, c) => new DemandColumn(r, c));
        return text.HasLevels(3, findings) && LabelMatch.AllDistinct(columns, text.PlaceOfColumn, findings)
            ? new Axis<DemandColumn>("columns of final demand", columns) : null;
    }

    private LabelledMatrix<Industry, DemandColumn>? Aligned(ExiobaseText text, List<Industry> rows, Axis<Industry> industries,
        Axis<DemandColumn> demand)
    {
        if (!LabelMatch.AllDistinct(rows, text.PlaceOfRow, findings)) return null;
        var map = LabelMatch.Positions(rows, industries, $"{text.Place}, rows", findings);
        return map.Contains(-1)
            ? null : new LabelledMatrix<Industry, DemandColumn>(industries, demand, LabelMatch.Reorder(text.Values, map, null));
    }

    private IEnumerable<ExtensionRow> ReadExtension(string part, Axis<Industry> industries, Axis<DemandColumn> demand)
    {
        if (ReadPart(part, required: part == "FactorInputs") is not { } text || !text.HasLevels(1, findings)) yield break;
        var final = part == "FactorInputs" ? null : ReadPart("FD" + part, required: false);
        var columns = LabelMatch.Positions(text.Columns((r, s) => new Industry(r, s)), industries, $"{text.Place}, columns",
            findings);
        var finalColumns = final is null ? null : LabelMatch.Positions(final.Columns((r, c) => new DemandColumn(r, c)), demand,
            $"{final.Place}, columns", findings);
        var finalRows = final is null ? [] : LabelMatch.AllDistinct([.. final.Names], final.PlaceOfRow, findings)
            ? final.Names.ToList() : [];
        if (!LabelMatch.AllDistinct([.. text.Names], text.PlaceOfRow, findings) || columns.Contains(-1)
            || finalColumns?.Contains(-1) == true)
            yield break;
        foreach (var lost in finalRows.Except(text.Names))
            findings.Add(Finding.Error("LABEL-EXTRA", final!.Place, "A row is not among those of the industries.", $"'{lost}'",
                $"the rows of {text.Place}", "Correct its name."));
        for (var i = 0; i < text.Names.Count; i++)
        {
            var at = finalRows.IndexOf(text.Names[i]);
            var name = part == "FactorInputs" ? text.Names[i] : $"{part.ToLowerInvariant()}/{text.Names[i]}";
            yield return new ExtensionRow(new FlowRow(name, text.Units[i].Split('/')[0]),
                (Values(text, i, columns), text.Units[i].Contains('/')),
                at < 0 ? (new double[demand.Count], false) : (Values(final!, at, finalColumns!), final!.Units[at].Contains('/')));
        }
    }

    private static double[] Values(ExiobaseText text, int row, int[] columns) =>
        columns.Select(c => text.Values[row, c]).ToArray();

    private static DenseMatrix Flows(List<ExtensionRow> rows, Func<ExtensionRow, (double[] Values, bool Coefficient)> of,
        double[] totals) =>
            DenseMatrix.Create(rows.Count, totals.Length,
                (i, j) => of(rows[i]) is var (values, coefficient) ? coefficient ? values[j] * totals[j] : values[j] : 0);

    private static DenseMatrix Scaled(DenseMatrix a, double[] x) =>
        DenseMatrix.Create(a.Rows, a.Columns, (i, j) => a[i, j] * x[j]);

    private static double[] Sums(DenseMatrix z, LabelledMatrix<Industry, DemandColumn> y) =>
        Enumerable.Range(0, z.Rows).Select(i => z.Row(i).Sum() + y.Values.Row(i).Sum()).ToArray();

    /// <summary>mrIot.txt, mrIot_version2.2.2.txt.</summary>
    private static bool IsPart(string name, string part) =>
        name.Equals($"mr{part}.txt", StringComparison.OrdinalIgnoreCase)
        || (name.StartsWith($"mr{part}_version", StringComparison.OrdinalIgnoreCase)
            && name.EndsWith(".txt", StringComparison.OrdinalIgnoreCase));

    private sealed record ExtensionRow(FlowRow Label, (double[] Values, bool Coefficient) OfIndustries,
        (double[] Values, bool Coefficient) OfDemand);
}
