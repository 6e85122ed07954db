using System.Globalization;
using System.Text;

namespace IoEngine.Acceptance.Cases;

/// <summary>
/// A job of three regions and four sectors on disk, of which a test writes one file in the way that it is about.
/// </summary>
/// <remarks>
/// Every industry pays a twentieth of its primary inputs as product taxes and has twenty persons and ten full-time equivalents a
/// million of them. Primary inputs of all industries together are the orders, so that value added is 0.95 of them, and jobs are
/// known without an inverse: 20 · orders / 10⁶.
/// </remarks>
internal sealed class NeighbourWorld : IDisposable
{
    private static readonly string[] Regions = ["CHE", "DEU", "ROW"], Sectors = ["A01", "C26", "C27", "F"];

    public NeighbourWorld()
    {
        Folder.Write("table/table.csv", Table());
        Folder.Write("table/mrio.json", Descriptor("million EUR", "persons"));
        Orders("CHE|DEU", 2);
        Folder.Write("codes.csv", "scheme,code,sector,weight\nCPV,03,A01,1\nCPV,31,C27,1\nCPV,32,C26,1\nCPV,45,F,1\n");
        Folder.Write("nace.csv", "nace,sector,weight\n01,A01,1\n26,C26,1\n27,C27,1\n41,F,1\n");
        Folder.Write("fx.csv", "year,currency,per_usd\n2018,EUR,0.8\n2018,CHF,0.98\n2019,EUR,0.8\n2019,CHF,0.99\n2019,GBP,0.5\n2020,EUR,0.8\n2020,CHF,0.94\n");
        Folder.Write("membership.csv", "country,group,from,to\nCHE,member,1954-09-29,\nDEU,member,1954-09-29,\n");
        Folder.Write("run.json", """
            { "name": "neighbour", "tables": { "path": "table", "years": "2019", "outside": "nearest" },
              "orders": { "path": "orders.csv", "onUnmapped": "report", "unknownCountry": "report" },
              "mapping": { "codes": "codes.csv", "nace": "nace.csv" }, "valuation": { "wholesale": { "sectors": [] } },
              "currency": { "rates": "fx.csv", "report": "EUR" }, "closure": { "kind": "none" }, "groups": { "membership": "membership.csv" },
              "indicators": ["valueAdded", "employment"], "output": { "formats": ["csv"] } }
            """);
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Runs it.</summary>
    public CaseRun Run() => CaseRun.Running(Folder["run.json"]);

    /// <summary>Adds a key to a section of the configuration.</summary>
    public void Set(string section, string key) =>
        Folder.Write("run.json", File.ReadAllText(Folder["run.json"]).Replace($"\"{section}\": {{", $"\"{section}\": {{ {key},", StringComparison.Ordinal));

    /// <summary>The table with labels in this order and with this divider, under a descriptor that may say another order.</summary>
    public void Labels(string stated, string written, string split, Func<string, string>? region = null)
    {
        string Label(string r, string item) => region?.Invoke(r) is var code && written == "region_item" ? $"{code ?? r}{split}{item}" : $"{item}{split}{code ?? r}";
        Folder.Write("table/table.csv", Table(Label));
        Folder.Write("table/mrio.json", Descriptor("million EUR", "persons").Replace("\"region_item\"", $"\"{stated}\"", StringComparison.Ordinal)
            .Replace("\"index\"", $"\"split\": \"{split}\", \"index\"", StringComparison.Ordinal));
    }

    /// <summary>A table of one country, whose labels name no region.</summary>
    public void National(string? region = null)
    {
        Folder.Write("table/table.csv", Table((_, item) => item, 1));
        var one = region is null ? "" : $"\"region\": \"{region}\",";
        Folder.Write("table/mrio.json", Descriptor("million EUR", "persons").Replace("\"region_item\"", "\"item\"", StringComparison.Ordinal)
            .Replace("\"files\"", $"{one} \"files\"", StringComparison.Ordinal));
    }

    /// <summary>The descriptor of the table with these units.</summary>
    public void Units(string money, string persons) => Folder.Write("table/mrio.json", Descriptor(money, persons));

    /// <summary>
    /// Orders of 1000 EUR each (1000 the first, 500 the second, where <paramref name="shares"/> is 2), from these countries.
    /// </summary>
    public void Orders(string countries, int shares = 1) => Rows(countries, (c, i) => $"2019-03-01,{c},31000000,,{1000 / (shares == 1 ? 1 : i + 1)},EUR");

    /// <summary>Orders from Germany of 1, 2, 4, 8 … EUR with these codes, or these NACE.</summary>
    public void Codes(string codes, bool areNace = false) => Rows(codes, (c, i) => $"2019-03-01,DEU,{(areNace ? $",{c}" : $"{c},")},{1 << i},EUR");

    /// <summary>Orders from Germany of 1, 2, 4, 8 … EUR on these days.</summary>
    public void Dates(string dates) => Rows(dates, (d, i) => $"{d},DEU,31000000,,{1 << i},EUR");

    /// <summary>Orders from Germany with these amounts, between semicolons.</summary>
    public void Amounts(string amounts, string currency = "EUR") => Folder.Write("orders.csv", "date;supplier_country;purchase_code;value;currency\n"
        + string.Concat(amounts.Split('|').Select(a => $"2019-03-01;DEU;31000000;{a};{currency}\n")));

    public void Dispose() => Folder.Dispose();

    private void Rows(string cells, Func<string, int, string> row) => Folder.Write("orders.csv", "date,supplier_country,purchase_code,nace,value,currency\n"
        + string.Concat(cells.Split('|').Select((c, i) => row(c.Contains(',') || c.Contains('"') ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c, i) + "\n")));

    private static string Descriptor(string money, string persons) => $$"""
        { "format": "labelled-csv", "name": "Invented", "year": 2019, "unit": "{{money}}", "synthetic": true,
          "files": [ { "file": "table.csv", "header": ["region_item"], "index": ["region_item"] } ],
          "items": { "primary": ["TLS", "COE", "GOS"], "demand": ["HH"], "satellites": ["employment/persons"] }, "units": { "employment/persons": "{{persons}}" },
          "roles": { "valueAdded": ["COE", "GOS"], "taxesOnProducts": ["TLS"], "compensation": ["COE"], "household": ["HH"], "employment": ["employment/persons"] } }
        """;

    private static string Table(Func<string, string, string>? label = null, int countries = 3)
    {
        label ??= (r, item) => $"{r}_{item}";
        var regions = Regions[..countries];
        var labels = regions.SelectMany(r => Sectors.Select(s => label(r, s))).ToArray();
        var n = labels.Length;
        var z = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => 1.0 + (((7 * i) + (3 * j)) % 5) + (i / 4 == j / 4 ? 8 : 0)).ToArray()).ToArray();
        var y = Enumerable.Range(0, n).Select(i => regions.Select((_, r) => i / 4 == r ? 90.0 + i : 9.0).ToArray()).ToArray();
        var primary = Enumerable.Range(0, n).Select(j => z[j].Sum() + y[j].Sum() - z.Sum(row => row[j])).ToArray();
        var text = new StringBuilder();
        Line("", [.. labels, .. regions.Select(r => label(r, "HH"))]);
        for (var i = 0; i < n; i++) Line(labels[i], [.. z[i].Concat(y[i]).Select(Text)]);
        foreach (var (name, share) in new[] { ("TLS", 0.05), ("COE", 0.6), ("GOS", 0.35), ("employment/persons", 20) })
            Line(name, [.. primary.Select(p => Text(p * share)), .. regions.Select(_ => "0")]);
        return text.ToString();

        void Line(string label, string[] cells) => text.Append(label).Append(',').AppendJoin(',', cells).Append('\n');
        static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
    }
}
