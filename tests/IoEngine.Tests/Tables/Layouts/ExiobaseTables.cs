using System.IO.Compression;
using IoEngine.Accounts;

namespace IoEngine.Tests.Tables;

/// <summary>Writes tables in the exact layout of EXIOBASE 3: a folder of tab-separated texts.</summary>
internal static class ExiobaseTables
{
    public static readonly string[] Regions49 =
        [.. "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK GB US JP CN CA KR BR IN MX RU AU CH TR TW NO ID ZA WA WL WE WF WM".Split(' ')];

    public static readonly string[] Categories =
    [
        "Final consumption expenditure by households", "Final consumption expenditure by non-profit organisations serving households (NPISH)",
        "Final consumption expenditure by government", "Gross fixed capital formation", "Changes in inventories", "Changes in valuables", "Exports: Total (fob)",
    ];

    public static readonly string[] PrimaryInputs =
    [
        "Taxes less subsidies on products purchased: Total", "Other net taxes on production",
        "Compensation of employees; wages, salaries, & employers' social contributions: Low-skilled",
        "Compensation of employees; wages, salaries, & employers' social contributions: Medium-skilled",
        "Compensation of employees; wages, salaries, & employers' social contributions: High-skilled",
        "Operating surplus: Consumption of fixed capital", "Operating surplus: Rents on land", "Operating surplus: Royalties on resources",
        "Operating surplus: Remaining net operating surplus",
    ];

    public static KnownTable Table(IReadOnlyList<string> regions, IReadOnlyList<string> sectors, bool split, int seed = 1) => new()
    {
        Regions = regions,
        Sectors = sectors,
        Categories = Categories,
        PrimaryInputs = PrimaryInputs,
        Satellites = split
            ? [("employment/Employment people: Low-skilled male", "1000 p"), ("employment/Employment hours: Low-skilled male", "M.hr"), ("air_emissions/CO2 - combustion - air", "kg")]
            : [("satellite/Employment people: Low-skilled male", "1000 p"), ("satellite/Employment people: Vulnerable employment", "1000 p"), ("satellite/CO2 - combustion - air", "kg")],
        Unit = Unit.Money("EUR", 1e6),
        Seed = seed,
    };

    /// <summary>All files by name; big ones are produced one after the other.</summary>
    public static IEnumerable<(string Name, Action<Stream> Write)> Files(MrioTable t, bool split, bool z = true, bool x = true)
    {
        var core = t.Industries.Select(i => (i.Region.Code, i.Sector.Code)).ToList();
        var demand = t.DemandColumns.Select(d => (d.Region.Code, d.Category)).ToList();
        if (z) yield return ("Z.txt", s => Core(s, core, core, "sector", (i, j) => t.Z.Values[i, j]));
        else yield return ("A.txt", s => Core(s, core, core, "sector", (i, j) => t.PublishedOutput![j] is var o and not 0 ? t.Z.Values[i, j] / o : 0));
        yield return ("Y.txt", s => Core(s, core, demand, "category", (i, j) => t.Y.Values[i, j]));
        if (x) yield return ("x.txt", s => Lines(s, w =>
        {
            w.Texts(["region", "sector", "indout"]).EndLine();
            for (var i = 0; i < core.Count; i++) w.Text(core[i].Item1).Text(core[i].Item2).Number(t.PublishedOutput![i]).EndLine();
        }));
        yield return ("unit.txt", s => Lines(s, w =>
        {
            w.Texts(["region", "sector", "unit"]).EndLine();
            foreach (var (r, c) in core) w.Text(r).Text(c).Text("M.EUR").EndLine();
        }));
        var rows = t.V.Rows.Select((r, k) => (Folder: split ? "factor_inputs" : "satellite", r.Name, Unit: "M.EUR", Primary: true, k))
            .Concat(t.F.Rows.Select((r, k) => (Folder: r.Name.Split('/')[0], Name: r.Name.Split('/')[1], Unit: r.Unit.Published, Primary: false, k))).ToList();
        foreach (var extension in rows.GroupBy(r => r.Folder))
        {
            var own = extension.ToList();
            yield return ($"{extension.Key}/F.txt", s => Extension(s, own.Select(r => r.Name), core, "sector", (i, j) => own[i].Primary ? t.V.Values[own[i].k, j] : t.F.Values[own[i].k, j], !split));
            yield return ($"{extension.Key}/F_Y.txt", s => Extension(s, own.Select(r => r.Name), demand, "category", (i, j) => own[i].Primary ? t.VY.Values[own[i].k, j] : t.FY.Values[own[i].k, j], !split));
            yield return ($"{extension.Key}/unit.txt", s => Lines(s, w =>
            {
                w.Texts([split ? "" : "stressor", "unit"]).EndLine();
                foreach (var r in own) w.Text(r.Name).Text(r.Unit).EndLine();
            }));
        }
    }

    public static void Write(MrioTable t, string folder, bool split, bool z = true, bool x = true)
    {
        foreach (var (name, write) in Files(t, split, z, x))
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            write(File.Create(path));
        }
    }

    public static void WriteZip(MrioTable t, string path, string inner, bool split)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, write) in Files(t, split))
            write(archive.CreateEntry(inner + name, CompressionLevel.Fastest).Open());
    }

    private static void Lines(Stream stream, Action<DelimitedWriter> write)
    {
        using var writer = new DelimitedWriter(stream, '\t');
        write(writer);
    }

    private static void Core(Stream stream, List<(string, string)> rows, List<(string, string)> columns, string second, Func<int, int, double> value) => Lines(stream, w =>
    {
        w.Text("region").Blank().Texts(columns.Select(c => c.Item1)).EndLine();
        w.Text(second).Blank().Texts(columns.Select(c => c.Item2)).EndLine();
        w.Text("region").Text("sector").Texts(columns.Select(_ => "")).EndLine();
        for (var i = 0; i < rows.Count; i++)
        {
            w.Text(rows[i].Item1).Text(rows[i].Item2);
            for (var j = 0; j < columns.Count; j++) w.Number(value(i, j));
            w.EndLine();
        }
    });

    private static void Extension(Stream stream, IEnumerable<string> rows, List<(string, string)> columns, string second, Func<int, int, double> value, bool named) => Lines(stream, w =>
    {
        w.Text("region").Texts(columns.Select(c => c.Item1)).EndLine();
        w.Text(second).Texts(columns.Select(c => c.Item2)).EndLine();
        if (named) w.Text("stressor").Texts(columns.Select(_ => "")).EndLine();
        var i = 0;
        foreach (var row in rows)
        {
            w.Text(row);
            for (var j = 0; j < columns.Count; j++) w.Number(value(i, j));
            w.EndLine();
            i++;
        }
    });
}
