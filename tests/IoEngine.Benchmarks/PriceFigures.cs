using System.Globalization;
using System.Text;
using IoEngine.Analyses.Decompositions;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Studies;

namespace IoEngine.Benchmarks;

/// <summary>
/// What moved value added between 1995 and 2010 by the real tables of WIOD 2013, in money and at constant prices side by side: the
/// same purchases every year, so that the world alone changed.
/// </summary>
internal static class PriceFigures
{
    private static readonly (string Sector, double Share)[] Basket = [("c14", 0.3), ("c13", 0.2), ("c12", 0.1), ("c18", 0.15), ("c30", 0.2), ("c34", 0.05)];
    private static readonly (string Country, double Share)[] Suppliers =
        [("DEU", 0.25), ("FRA", 0.25), ("ITA", 0.15), ("GBR", 0.12), ("ESP", 0.08), ("NLD", 0.05), ("USA", 0.05), ("JPN", 0.03), ("POL", 0.02)];

    public static void Run(string[] args)
    {
        var tables = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data", "wiod2013"));
        var folder = Directory.CreateTempSubdirectory("ioe-prices-").FullName;
        try
        {
            Prepare(folder, tables);
            var money = Execute(folder, "prices.indices=null");
            var constant = Execute(folder, "prices.indices=shipped");
            foreach (var finding in constant.Findings.Where(f => f.Code.StartsWith("PRICE", StringComparison.Ordinal)))
                Console.WriteLine($"- {finding.Code}: {finding.Message} ({finding.Found})");
            var last = constant.Study.Baseline.Countries[^1];
            (string Who, Func<string, bool> Is)[] regions =
            [
                ("China", r => r == "CHN"), ("states outside (neither host, member nor mixed)", r => last.IsOutside(last.GroupOf(r))),
                ("host and member states", r => last.GroupOf(r) is "host" or "member"),
            ];
            foreach (var (who, of) in regions) Print(who, of, money.Changes!, constant.Changes!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The same purchases of 100 million dollars in every year, and a run over them.</summary>
    public static void Prepare(string folder, string tables)
    {
        var orders = new StringBuilder("date,supplier_country,purchase_code,value,currency\n");
        for (var year = 1995; year <= 2010; year++)
        {
            foreach (var (country, of) in Suppliers)
            {
                foreach (var (sector, share) in Basket)
                    orders.AppendLine(CultureInfo.InvariantCulture, $"{year}-06-30,{country},{sector},{1e8 * of * share:F2},USD");
            }
        }

        File.WriteAllText(Path.Combine(folder, "orders.csv"), orders.ToString());
        File.WriteAllText(Path.Combine(folder, "codes.csv"), "scheme,code,sector,weight\n" + string.Concat(Basket.Select(b => $"own,{b.Sector},{b.Sector},1\n")));
        File.WriteAllText(Path.Combine(folder, "run.json"), $$"""
            {
              "tables": { "path": "{{tables.Replace('\\', '/')}}/{year}.zip", "years": "1995-2010",
                "roles": { "valueAdded": ["PRIMARY"], "household": ["c37_HH", "c38_NPISH"] } },
              "orders": { "path": "orders.csv", "columns": { "nace": null, "supplier": null, "id": null } },
              "mapping": { "codes": "codes.csv" },
              "valuation": { "wholesale": { "sectors": [] } },
              "currency": { "report": "USD" },
              "groups": { "membership": "{{Path.GetFullPath(Path.Combine("models", "demo", "membership.csv")).Replace('\\', '/')}}" },
              "indicators": ["valueAdded"],
              "analyses": { "decomposition": true }
            }
            """);
    }

    private static RunResults Execute(string folder, string prices) => IoEngine.Runs.Run.Execute(ConfigReader.Read(Path.Combine(folder, "run.json"), [prices]));

    private static void Print(string who, Func<string, bool> of, Decomposition money, Decomposition constant)
    {
        Console.WriteLine($"\n### {char.ToUpperInvariant(who[0])}{who[1..]}\n\nMillion USD of each 100 million spent a year, change of 2010 over 1995.\n");
        Console.WriteLine("| in money | | at constant prices | |\n|---|---:|---|---:|");
        var (left, right) = (Parts(money, of), Parts(constant, of));
        for (var i = 0; i < Math.Max(left.Length, right.Length); i++)
            Console.WriteLine($"| {Cell(left, i)} | {Cell(right, i)} |");
        Console.WriteLine("\nIn money:\n");
        Sentences(money);
        Console.WriteLine("\nAt constant prices:\n");
        Sentences(constant);

        static string Cell((string Name, double Value)[] parts, int i) => i < parts.Length
            ? string.Create(CultureInfo.InvariantCulture, $"`{parts[i].Name}` | {parts[i].Value:+0.000;-0.000;0.000}") : " | ";

        void Sentences(Decomposition changes)
        {
            foreach (var sentence in DecompositionSentences.Of(changes, of, who, "million USD", 1e6).Where(s => !s.StartsWith("0.0 because", StringComparison.Ordinal)))
                Console.WriteLine($"- {sentence}");
        }
    }

    // The orders are the same in every year: their factors are nothing and are left out.
    private static (string Name, double Value)[] Parts(Decomposition changes, Func<string, bool> of)
    {
        var regions = changes.Steps[0].Regions;
        var parts = changes.Factors.Select(f => (DecompositionSentences.NameOf(f), Enumerable.Range(0, regions.Count).Where(r => of(regions[r].Code))
            .Sum(r => changes.Cumulated(f)[r]) / 1e6)).Where(p => p.Item2 != 0).ToArray();
        return [.. parts, ("in all", parts.Sum(p => p.Item2))];
    }
}
