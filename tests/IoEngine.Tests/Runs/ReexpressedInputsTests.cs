using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Tests.Runs;

/// <summary>The same economy and the same orders in other units give the same results.</summary>
public class ReexpressedInputsTests
{
    /// <summary>How a world is written: units of the flows, of rows of V and of jobs, and the currency of the orders.</summary>
    private sealed record Style(string Unit = "million CHF", double PerMillion = 1, string? PayUnit = null, double PayPerMillion = 1, string Persons = "persons",
        double PerPerson = 1, string Fte = "FTE", double PerFte = 1, string OrderCurrency = "CHF", decimal PerFranc = 1, string Rates = "2019,CHF,1\n")
    {
        public override string ToString() => $"{Unit}, {PayUnit}, {Persons}, {Fte}, {OrderCurrency}";
    }

    private static readonly Style Plain = new();

    private static readonly Style[] Styles =
    [
        new("thousand CHF", 1e3),
        new("CHF", 1e6),
        new("Mrd. CHF", 1e-3),
        new("100 million CHF", 1e-2),
        new("10^4 CHF", 1e2),
        new("crore CHF", 0.1),
        new(PayUnit: "Tsd. CHF", PayPerMillion: 1e3),
        new(PayUnit: "Mia. CHF", PayPerMillion: 1e-3),
        new("kCHF", 1e3, "MioCHF"),
        new(Persons: "1000 p", PerPerson: 1e-3),
        new(Persons: "M.p", PerPerson: 1e-6, Fte: "THS_FTE", PerFte: 1e-3),
        new(Fte: "million full-time equivalents", PerFte: 1e-6),
        // Another currency at its rate: 4 dinars for a franc.
        new(OrderCurrency: "RSD", PerFranc: 4, Rates: "2019,CHF,1\n2019,RSD,4\n"),
        new("million RSD", 4, Rates: "2019,CHF,1\n2019,RSD,4\n"),
        new("Mrd RSD", 4e-3, "million RSD", 4, "THS_PER", 1e-3, "1000 AWU", 1e-3, "RSD", 4, "2019,CHF,2\n2019,RSD,8\n"),
    ];

    private static IEnumerable<TestCaseData> Cases() => Styles.SelectMany(s => new[] { 1, 6, 24 }.Select(seed => new TestCaseData(s, seed).SetArgDisplayNames($"{s}", $"seed {seed}")));

    [TestCaseSource(nameof(Cases))]
    public void Give_the_same_results(object style, int seed)
    {
        var (expected, found) = (Numbers(Plain, seed), Numbers((Style)style, seed));
        Assert.That(expected, Has.Count.GreaterThan(50), "there is something to compare");
        Assert.That(expected.Values.Count(v => v != 0), Is.GreaterThan(20));
        Assert.That(found.Keys, Is.EqualTo(expected.Keys));
        foreach (var column in expected.Keys.GroupBy(k => (k.Table, k.Column)).NotEmpty())
        {
            // What is rounding alone (the residual of a balanced table) is judged by the money that it is a rounding of.
            var (own, all) = (column.Max(k => Math.Abs(expected[k])), expected.Where(e => e.Key.Table == column.Key.Table).Max(e => Math.Abs(e.Value)));
            var allowed = 1e-12 * (own < 1e-9 * all ? all : own);
            foreach (var key in column.NotEmpty()) Assert.That(found[key], Is.EqualTo(expected[key]).Within(allowed), $"{key}");
        }
    }

    /// <summary>Every number of the summary, the countries and the effects of a run, in the report currency, persons and FTE.</summary>
    private static Dictionary<(string Table, string Column, int Row), double> Numbers(Style style, int seed)
    {
        using var folder = new ScratchFolder();
        var table = new RandomTable(seed, 3, 4).Build();
        folder.Write("table/t.csv", Csv(table, style));
        folder.Write("table/t.json", $$"""
            { "format": "labelled-csv", "name": "T", "year": 2019, "unit": "{{style.Unit}}", "files": [ { "file": "t.csv", "header": ["region_item"], "index": ["region_item"] } ],
              "items": { "primary": ["COE", "OTP", "CFC", "NOS", "TLS"], "satellites": ["employment/persons", "employment/fte"], "demand": ["HH", "GOV", "GFCF", "INV"] },
              "units": { "employment/persons": "{{style.Persons}}", "employment/fte": "{{style.Fte}}"{{(style.PayUnit is { } pay ? $", \"COE\": \"{pay}\"" : "")}} } }
            """);
        folder.Write("fx.csv", "year,currency,per_usd\n" + style.Rates);
        folder.Write("orders.csv", "date,supplier_country,purchase_code,value,currency\n" + string.Concat(Enumerable.Range(1, 30).Select(i => string.Create(CultureInfo.InvariantCulture,
            $"2019-03-01,R{i % 3},S{i % 4},{1250.5m * i * style.PerFranc},{style.OrderCurrency}\n"))));
        folder.Write("codes.csv", "scheme,code,sector,weight\n" + string.Concat(Enumerable.Range(0, 4).Select(s => $"own,S{s},S{s},1\n")));
        folder.Write("run.json", """
            { "name": "units", "tables": { "path": "table", "years": "2019" }, "orders": { "path": "orders.csv" }, "mapping": { "codes": "codes.csv" },
              "valuation": { "wholesale": { "sectors": [] } }, "currency": { "rates": "fx.csv", "report": "CHF" }, "closure": { "kind": "net-labour" },
              "indicators": ["valueAdded", "gdp", "compensation", "employment", "fte"] }
            """);
        var results = Run.Execute(ConfigReader.Read(folder["run.json"], [])).Tables();
        return results.Where(t => t.Name is "summary" or "countries" or "effects" or "attribution").SelectMany(t => t.Columns.Where(c => c.Kind == ColumnKind.Number)
            .SelectMany(c => Enumerable.Range(0, t.Rows).Select(r => ((t.Name, c.Name, r), c.Numbers[r])))).Where(n => !double.IsNaN(n.Item2)).ToDictionary(n => n.Item1, n => n.Item2);
    }

    private static string Csv(MrioTable t, Style style)
    {
        var text = new StringBuilder(",").AppendJoin(',', t.Industries.Select(i => $"{i.Region}_{i.Sector}").Concat(t.DemandColumns.Select(d => $"{d.Region}_{d.Category}"))).Append('\n');
        for (var i = 0; i < t.Industries.Count; i++) Line($"{t.Industries[i].Region}_{t.Industries[i].Sector}", [.. t.Z.Values.Row(i), .. t.Y.Values.Row(i)], style.PerMillion);
        for (var k = 0; k < t.V.Rows.Count; k++)
            Line(t.V.Rows[k].Name, [.. t.V.Values.Row(k), .. t.VY.Values.Row(k)], t.V.Rows[k].Name == "COE" && style.PayUnit is not null ? style.PayPerMillion : style.PerMillion);
        for (var q = 0; q < t.F.Rows.Count; q++) Line(t.F.Rows[q].Name, [.. t.F.Values.Row(q), .. t.FY.Values.Row(q)], q == 0 ? style.PerPerson : style.PerFte);
        return text.ToString();

        void Line(string label, double[] values, double factor) =>
            text.Append(label).Append(',').AppendJoin(',', values.Select(v => (v * factor).ToString("R", CultureInfo.InvariantCulture))).Append('\n');
    }
}
