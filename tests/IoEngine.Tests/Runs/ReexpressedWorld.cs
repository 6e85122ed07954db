using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs;

/// <summary>
/// How a world is written: units of the flows, of rows of V and of jobs, the currency of the orders, and which industry stands
/// first.
/// </summary>
internal sealed record WorldStyle(string Unit = "million CHF", double PerMillion = 1, string? PayUnit = null, double PayPerMillion = 1, string Persons = "persons",
    double PerPerson = 1, string Fte = "FTE", double PerFte = 1, string OrderCurrency = "CHF", decimal PerFranc = 1, string Rates = "2019,CHF,0.9938\n")
{
    /// <summary>By how many places the industries are turned, and whether they stand the other way round.</summary>
    public (int Turn, bool Back) Order { get; init; }

    public override string ToString() => $"{Unit}, {PayUnit}, {Persons}, {Fte}, {OrderCurrency}, {Order}";
}

/// <summary>
/// An economy and its orders as files, which a test writes otherwise, and the numbers that a run makes of them.
/// </summary>
internal sealed class ReexpressedWorld : IDisposable
{
    private static readonly string[] Regions = ["CHE", "CIV", "AUT"];
    private readonly ScratchFolder folder = new();

    public ReexpressedWorld(WorldStyle style, int seed)
    {
        Write("table/t.csv", Table(new RandomTable(seed, 3, 4).Build(), style));
        Write("table/t.json", $$"""
            { "format": "labelled-csv", "name": "T", "year": 2019, "unit": "{{style.Unit}}", "files": [ { "file": "t.csv", "header": ["region_item"], "index": ["region_item"] } ],
              "items": { "primary": ["COE", "OTP", "CFC", "NOS", "TLS"], "satellites": ["employment/persons", "employment/fte"], "demand": ["HH", "GOV", "GFCF", "INV"] },
              "units": { "employment/persons": "{{style.Persons}}", "employment/fte": "{{style.Fte}}"{{(style.PayUnit is { } pay ? $", \"COE\": \"{pay}\"" : "")}} } }
            """);
        Write("fx.csv", "year,currency,per_usd\n" + style.Rates);
        Write("orders.csv", "date,supplier_country,purchase_code,value,currency\n" + string.Concat(Enumerable.Range(1, 30).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"2019-03-{i:00},{Regions[i % 3]},S{i % 4},{1250.5m * (i % 7 == 0 ? -i : i) * style.PerFranc},{style.OrderCurrency}\n"))));
        Write("codes.csv", "scheme,code,sector,weight\n" + string.Concat(Enumerable.Range(0, 4).Select(s => $"own,S{s},S{s},0.7\nown,S{s},S{(s + 1) % 4},0.1875\nown,S{s},S{(s + 2) % 4},0.1125\n")));
        Write("membership.csv", "country,group,from,to\nCHE,member,1954-09-29,\nAUT,member,1959-07-01,2030-12-31\n");
        Write("paid.csv", "year,country,amount,currency\n2019,CHE,12345.75,CHF\n2019,AUT,2500.25,CHF\n2019,CHE,1000.1,CHF\n");
        Write("households.csv", "region,disposable_share,propensity_to_consume,labour_share,source\nCHE,0.77,0.74,0.6,x\nAUT,0.55,0.875,0.58,x\n*,0.6,0.9,0.5,x\n");
        Write("run.json", """
            { "name": "units", "tables": { "path": "table", "years": "2019" }, "orders": { "path": "orders.csv" }, "mapping": { "codes": "codes.csv" },
              "valuation": { "wholesale": { "sectors": [] } }, "currency": { "rates": "fx.csv", "report": "CHF" }, "closure": { "kind": "net-labour", "households": "households.csv" },
              "groups": { "membership": "membership.csv", "contributions": "paid.csv" }, "indicators": ["valueAdded", "gdp", "compensation", "employment", "fte"] }
            """);
    }

    /// <summary>The files that hold a user's own inputs.</summary>
    public static IReadOnlyList<string> Inputs { get; } = ["orders.csv", "codes.csv", "fx.csv", "membership.csv", "paid.csv", "households.csv"];

    /// <summary>Rows of a file without quotes, as it was written first.</summary>
    public List<string[]> Rows(string file) => [.. File.ReadAllLines(folder[file]).Select(l => l.Split(','))];

    public void Write(string file, string text) => folder.Write(file, text);

    /// <summary>Writes a file that is there in another encoding, with its mark where it has one.</summary>
    public void Encode(string file, Encoding encoding) => File.WriteAllBytes(folder[file], [.. encoding.GetPreamble(), .. encoding.GetBytes(File.ReadAllText(folder[file]))]);

    /// <summary>What <c>ioe check</c> finds with these settings: the plan's findings, or those that refuse it.</summary>
    public IReadOnlyList<Finding> Findings(params string[] settings)
    {
        try
        {
            return Run.Check(ConfigReader.Read(folder["run.json"], settings)).Findings;
        }
        catch (InvalidDataFindingsException refused)
        {
            return refused.Findings;
        }
    }

    /// <summary>
    /// Every number of the results by its table, column and the labels of its row, in the report currency, persons and FTE.
    /// </summary>
    public Dictionary<(string Table, string Column, string Row), double> Numbers(params string[] settings)
    {
        var results = Run.Execute(ConfigReader.Read(folder["run.json"], settings)).Tables();
        return results.Where(t => t.Name is "summary" or "countries" or "groups" or "effects" or "attribution").SelectMany(t => t.Columns.Where(c => c.Kind == ColumnKind.Number)
            .SelectMany(c => Enumerable.Range(0, t.Rows).Select(r => ((t.Name, c.Name, Label(t, r)), c.Numbers[r])))).Where(n => !double.IsNaN(n.Item2)).ToDictionary(n => n.Item1, n => n.Item2);
    }

    public void Dispose() => folder.Dispose();

    private static string Label(ResultTable table, int row) => string.Join(' ', table.Columns.Where(c => c.Kind == ColumnKind.Text).Select(c => c.Texts[row]));

    private static string Table(MrioTable t, WorldStyle style)
    {
        var n = t.Industries.Count;
        var order = Enumerable.Range(0, n).Select(i => (i + style.Order.Turn) % n).ToArray();
        if (style.Order.Back) Array.Reverse(order);
        var text = new StringBuilder(",").AppendJoin(',', order.Select(i => Name(t.Industries[i].Region, t.Industries[i].Sector.Code)).Concat(t.DemandColumns.Select(d => Name(d.Region, d.Category)))).Append('\n');
        foreach (var i in order) Line(Name(t.Industries[i].Region, t.Industries[i].Sector.Code), t.Z.Values.Row(i), t.Y.Values.Row(i), style.PerMillion);
        for (var k = 0; k < t.V.Rows.Count; k++)
            Line(t.V.Rows[k].Name, t.V.Values.Row(k), t.VY.Values.Row(k), t.V.Rows[k].Name == "COE" && style.PayUnit is not null ? style.PayPerMillion : style.PerMillion);
        for (var q = 0; q < t.F.Rows.Count; q++) Line(t.F.Rows[q].Name, t.F.Values.Row(q), t.FY.Values.Row(q), q == 0 ? style.PerPerson : style.PerFte);
        return text.ToString();

        static string Name(Region region, string item) => $"{Regions[region.Code[1] - '0']}_{item}";

        void Line(string label, IEnumerable<double> ofIndustries, IEnumerable<double> ofDemand, double factor)
        {
            var all = ofIndustries.ToArray();
            text.Append(label).Append(',').AppendJoin(',', order.Select(i => all[i]).Concat(ofDemand).Select(v => (v * factor).ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }
    }
}
