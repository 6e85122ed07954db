using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Studies;
using IoEngine.Tables;
using IoEngine.Tables.Deflation;
using IoEngine.Validation;

namespace IoEngine.Benchmarks;

/// <summary>
/// How wrong jobs of 2014 are that come from an older table: the published national tables of 2000, 2005 and 2010 held, against
/// those of 2014; without prices, with the GDP deflator, with prices by sector, each without and with productivity.
/// </summary>
internal static class JobFigures
{
    private const int Now = 2014;
    private const string Persons = "employment/persons";
    private static readonly string[] Domestic = ["CONS_h", "CONS_np", "CONS_g", "GFCF"];

    public static void Run(string[] args)
    {
        var shared = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data"));
        var sectors = SectorPrices(Path.Combine(shared, "wiod2016_sea"));
        var deflators = TablePrices.Read(TablePrices.Shipped, TablePrices.Shipped, null, []);
        var today = Read(shared, Now);
        var f = Demand(today);
        var own = Jobs(today, f, null, null);
        int[] years = [2010, 2005, 2000];
        var found = new List<(int Year, double[][] Errors)>();
        foreach (var year in years)
        {
            var old = Read(shared, year);
            var g = Productivity(old, today, sectors.Between(today.Table, year, Now)!);
            RelativePrices?[] prices = [null, deflators.Between(today.Table, year, Now)!, sectors.Between(today.Table, year, Now)!];
            found.Add((year, [.. prices.SelectMany(p => new[] { Jobs(old, f, p, null), Jobs(old, f, p, g) })
                .Select(jobs => jobs.Zip(own, (a, b) => (a / b) - 1).ToArray())]));
        }

        Summary(found);
        foreach (var (year, errors) in found) ByCountry(year, errors, today.Table.Regions);
    }

    private static ValidatedTable Read(string shared, int year) => TableValidator.Validate(
        TableReader.Read(Path.Combine(shared, "wiod2016_national", $"{year}.zip"), new TableReadOptions { Year = year }),
        new TableRoles { ValueAdded = ["VA"], TaxesOnProducts = ["TXSP"], Household = ["CONS_h", "CONS_np"] }, new ValidationOptions(MaxImbalance: double.PositiveInfinity));

    /// <summary>What each country uses of its own products, one million dollars a country.</summary>
    private static double[] Demand(ValidatedTable table)
    {
        var t = table.Table;
        var f = new double[t.Industries.Count];
        for (var c = 0; c < t.DemandColumns.Count; c++)
        {
            if (!Domestic.Contains(t.DemandColumns[c].Category)) continue;
            for (var i = 0; i < f.Length; i++) f[i] += Math.Max(0, t.Y.Values[i, c]);
        }

        var sums = new double[t.Regions.Count];
        for (var i = 0; i < f.Length; i++) sums[t.RegionOf[i]] += f[i];
        return [.. f.Select((value, i) => value / sums[t.RegionOf[i]])];
    }

    /// <summary>Persons by country: direct and indirect, at home.</summary>
    private static double[] Jobs(ValidatedTable table, double[] f, RelativePrices? prices, LabelledVector<Industry>? productivity)
    {
        var model = ImpactModel.Build(table, Closure.None);
        var industries = table.Table.Industries;
        var same = new RelativePrices(new LabelledVector<Industry>(industries, industries.Select(_ => 1.0).ToArray()), null, "none");
        var told = new ExtrapolatedRows(prices ?? same, _ => productivity).Of(model.Indicators[Persons])!;
        var effects = model.Evaluate(f);
        double[][] channels = [.. new[] { Channel.Direct, Channel.Indirect }.Select(c => effects.ByRegion(told, c).Values.ToArray())];
        return [.. channels[0].Zip(channels[1], (a, b) => a + b)];
    }

    /// <summary>Real output per person of the accounts, 2014 over the year; where either has no person, that of the country.</summary>
    private static LabelledVector<Industry> Productivity(ValidatedTable old, ValidatedTable today, RelativePrices prices)
    {
        var (industries, regions) = (today.Table.Industries, today.Table.RegionOf);
        var (before, now) = (PersonsOf(old), PersonsOf(today));
        var real = industries.Select((_, j) => today.Output[j] / prices.InTableMoney[j]).ToArray();
        double Sum(Func<int, double> of, int region) => Enumerable.Range(0, real.Length).Where(j => regions[j] == region).Sum(of);
        var country = today.Table.Regions.Select((_, r) => Sum(j => real[j], r) / Sum(j => now[j], r) / (Sum(j => old.Output[j], r) / Sum(j => before[j], r))).ToArray();
        return new LabelledVector<Industry>(industries, industries.Select((_, j) => before[j] > 0 && now[j] > 0 && old.Output[j] > 0 && real[j] > 0
            ? real[j] / now[j] / (old.Output[j] / before[j]) : country[regions[j]]).ToArray());
    }

    private static double[] PersonsOf(ValidatedTable table)
    {
        var rows = table.Table.F.Rows;
        var at = Enumerable.Range(0, rows.Count).Single(q => rows[q].Name == Persons);
        return [.. Enumerable.Range(0, table.Table.Industries.Count).Select(j => table.Table.F.Values[at, j])];
    }

    /// <summary>Prices of output by region and sector in local money, and dollars per unit of it.</summary>
    private static TablePrices SectorPrices(string folder)
    {
        static IEnumerable<(string[] Labels, int Year, double Value)> Wide(string file, int labels)
        {
            var lines = File.ReadLines(file).Select(l => l.Split(',')).ToArray();
            return lines.Skip(1).SelectMany(l => l.Skip(labels).Select((value, k) => (l[..labels], int.Parse(lines[0][labels + k], CultureInfo.InvariantCulture),
                double.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : double.NaN))).Where(v => !double.IsNaN(v.Item3));
        }

        return TablePrices.Of(Wide(Path.Combine(folder, "prices.csv"), 2).Select(p => (p.Labels[0], p.Labels[1], p.Year, p.Value)),
            Wide(Path.Combine(folder, "exchange.csv"), 1).Select(e => (e.Labels[0], e.Year, 1 / e.Value)), "prices.csv");
    }

    private static void Summary(List<(int Year, double[][] Errors)> found)
    {
        Console.WriteLine("| table held | | no price | no price, g | GDP deflator | GDP deflator, g | sector prices | sector prices, g |\n|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (var (year, errors) in found)
        {
            Console.WriteLine($"| {year} | median error | {string.Join(" | ", errors.Select(e => Percent(e.Order().ElementAt(e.Length / 2))))} |");
            Console.WriteLine($"| {year} | mean of absolute errors | {string.Join(" | ", errors.Select(e => Percent(e.Average(Math.Abs)).TrimStart('+')))} |");
        }
    }

    private static void ByCountry(int year, double[][] errors, Axis<Region> regions)
    {
        Console.WriteLine($"\n### The table of {year} held\n");
        Console.WriteLine("| country | no price | no price, g | GDP deflator | GDP deflator, g | sector prices | sector prices, g |\n|---|---:|---:|---:|---:|---:|---:|");
        for (var r = 0; r < regions.Count; r++) Console.WriteLine($"| {regions[r].Code} | {string.Join(" | ", errors.Select(e => Percent(e[r])))} |");
    }

    private static string Percent(double error) => (100 * error).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture) + " %";
}
