using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Tables;
using IoEngine.Tables.Balancing;
using IoEngine.Validation;

namespace IoEngine.Benchmarks;

/// <summary>
/// Withheld years of WIOD 2013: the table of a later year made from an earlier one and totals, beside the earlier one held, against
/// the published one; and a country of WIOD that is aggregated into the rest of the world and split out again.
/// </summary>
internal static class NowcastFigures
{
    // Value added and taxes are one row of this release.
    private static readonly TableRoles Roles = new() { ValueAdded = ["PRIMARY"] };

    public static void Run(string[] args)
    {
        var shared = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data"));
        Console.WriteLine("| from | to | measure | held, median | nowcast, median | nowcast nearer in | sweeps |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var start in args.Length > 1 ? args[1..].Select(int.Parse) : [1996, 2001, 2005])
        {
            var old = Read(shared, start);
            foreach (var ahead in new[] { 1, 3, 5 }) Withheld(old, Read(shared, start + ahead));
        }
    }

    /// <summary>splits [FOLDER] [COUNTRY].</summary>
    public static void Splits(string[] args)
    {
        var shared = Path.GetFullPath(args.FirstOrDefault() ?? Path.Combine("..", "shared", "data"));
        var country = args.ElementAtOrDefault(1) ?? "AUT";
        var truth = Read(shared, 2010).Table;
        var rest = truth.Regions[^1].Code;
        var aggregated = TableAggregation.Apply(truth, new Concordance(ConcordanceAxis.Regions, "into the rest",
            [new(country, rest), new("*", "*")]));
        Console.WriteLine($"{country} out of {rest}, WIOD 2013, 2010");
        Console.WriteLine("| known | value added of orders in the country, arising there: truth | estimate | Σ\\|error\\| by country / orders | proportional | sweeps |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (name, targets) in new[] { ("totals", Totals(truth, country, false, false)), ("totals by sector", Totals(truth, country, true, false)), ("totals by sector, trade by partner", Totals(truth, country, true, true)) })
        {
            var made = TableBalancing.Split(aggregated, ConcordanceAxis.Regions, rest, [country, rest], targets, TableValidator.Validate(aggregated, Roles).Roles, new() { Tolerance = 1e-8 });
            var output = TableValidator.Validate(truth, Roles).Output;
            double share = Sum(output, country) / (Sum(output, country) + Sum(output, rest));
            var plain = TableAggregation.Apply(aggregated, new Concordance(ConcordanceAxis.Regions, "proportional", [new(rest, country, share), new(rest, rest, 1 - share), new("*", "*")]));
            var (own, estimate, simple) = (ByCountry(truth, country), ByCountry(made.Table, country), ByCountry(plain, country));
            Console.WriteLine($"| {name} | {own[country]:P1} | {estimate[country]:P1} | {own.Sum(r => Math.Abs(r.Value - estimate[r.Key])):P1} | {own.Sum(r => Math.Abs(r.Value - simple[r.Key])):P1} | {made.Matrix.Sweeps} |");
        }
    }

    private static double Sum(LabelledVector<Industry> x, string region) => x.Axis.Select((i, k) => i.Region.Code == region ? x[k] : 0).Sum();

    /// <summary>Value added by country of one unit ordered in a country, by its own outputs.</summary>
    private static Dictionary<string, double> ByCountry(MrioTable table, string country)
    {
        var valid = TableValidator.Validate(table, Roles);
        var model = ImpactModel.Build(valid, Closure.None);
        var total = Sum(valid.Output, country);
        double[] f = [.. valid.Output.Axis.Select((i, k) => i.Region.Code == country ? valid.Output[k] / total : 0)];
        var effects = model.Evaluate(f);
        var va = model.Indicators["valueAdded"];
        double[][] parts = [.. new[] { Channel.Direct, Channel.Indirect }.Select(c => effects.ByRegion(va, c).Values.ToArray())];
        return table.Regions.Select((r, k) => (r.Code, parts[0][k] + parts[1][k])).ToDictionary();
    }

    private static List<TableTarget> Totals(MrioTable truth, string country, bool sectors, bool partners)
    {
        var valid = TableValidator.Validate(truth, Roles);
        var targets = new List<TableTarget>();
        void Add(string what, string sector, string partner, double value) => targets.Add(new(what, country, sector, partner, value));
        if (sectors)
        {
            for (var k = 0; k < truth.Industries.Count; k++)
            {
                if (truth.Industries[k].Region.Code != country) continue;
                Add("output", truth.Industries[k].Sector.Code, "", valid.Output[k]);
                Add("value-added", truth.Industries[k].Sector.Code, "", valid.ValueAdded[k]);
            }
        }
        else
        {
            Add("output", "", "", Sum(valid.Output, country));
            Add("value-added", "", "", Sum(valid.ValueAdded, country));
        }

        var trade = Trade(truth);
        Add("final-demand", "", "", FinalDemand(truth)[country]);
        Add("exports", "", "", trade.Where(t => t.Key.From == country && t.Key.To != country).Sum(t => t.Value));
        Add("imports", "", "", trade.Where(t => t.Key.To == country && t.Key.From != country).Sum(t => t.Value));
        targets = [.. targets.Select(t => t.What is "final-demand" or "imports" ? t with { Weight = 1e-2 } : t)];
        if (!partners) return targets;
        foreach (var (pair, value) in trade.Where(t => t.Value > 0 && t.Key.From != t.Key.To && t.Key.From != truth.Regions[^1].Code && t.Key.To != truth.Regions[^1].Code))
        {
            if (pair.From == country || pair.To == country) targets.Add(new("trade", pair.From, "", pair.To, value));
        }

        return targets;
    }

    private static Dictionary<(string From, string To), double> Trade(MrioTable table)
    {
        var trade = new Dictionary<(string From, string To), double>();
        foreach (var (columns, label) in new[] { (table.Z.Values, (Func<int, string>)(j => table.Industries[j].Region.Code)), (table.Y.Values, c => table.DemandColumns[c].Region.Code) })
        {
            for (var j = 0; j < columns.Columns; j++)
            {
                var column = columns.Column(j);
                for (var i = 0; i < column.Length; i++)
                {
                    var pair = (table.Industries[i].Region.Code, label(j));
                    trade[pair] = trade.GetValueOrDefault(pair) + column[i];
                }
            }
        }

        return trade;
    }

    private static Dictionary<string, double> FinalDemand(MrioTable table)
    {
        var sums = new Dictionary<string, double>();
        for (var c = 0; c < table.DemandColumns.Count; c++)
        {
            var region = table.DemandColumns[c].Region.Code;
            sums[region] = sums.GetValueOrDefault(region) + table.Y.Values.Column(c).ToArray().Sum();
        }

        return sums;
    }

    private static ValidatedTable Read(string shared, int year) =>
        TableValidator.Validate(TableReader.Read(Path.Combine(shared, "wiod2013", $"{year}.zip"), new TableReadOptions { Year = year }), Roles);

    private static void Withheld(ValidatedTable old, ValidatedTable truth)
    {
        var targets = new List<TableTarget>();
        for (var k = 0; k < old.Table.Industries.Count; k++)
        {
            // What the last table does not have at all can't be made from it.
            var sold = old.Table.Z.Values.Row(k).Concat(old.Table.Y.Values.Row(k)).Any(c => c > 0);
            var bought = old.Table.Z.Values.Column(k).ToArray().Append(old.ValueAdded[k]).Any(c => c > 0);
            var (region, sector) = (old.Table.Industries[k].Region.Code, old.Table.Industries[k].Sector.Code);
            if (sold && bought && truth.Output[k] > 0) targets.Add(new("output", region, sector, "", truth.Output[k]));
            if (old.ValueAdded[k] * truth.ValueAdded[k] > 0) targets.Add(new("value-added", region, sector, "", truth.ValueAdded[k]));
        }

        // The published columns do not balance, so that outputs, value added and final demand contradict each other a little.
        targets.AddRange(FinalDemand(truth.Table).Select(f => new TableTarget("final-demand", f.Key, "", "", f.Value, Weight: 1e-4)));
        var made = TableBalancing.Nowcast(old.Table, truth.Table.Identity.Year!.Value, targets, old.Roles, new() { Tolerance = 1e-8 });
        var nowcast = TableValidator.Validate(made.Table, Roles);
        var (own, held, estimate) = (Measures(truth, truth), Measures(old, truth), Measures(nowcast, truth));
        foreach (var (name, k) in new[] { ("A, Σ by column", 0), ("multipliers, Σ by industry", 1), ("value added by country", 2) })
        {
            double[] far = [.. held[k].Zip(own[k], Distance)];
            double[] near = [.. estimate[k].Zip(own[k], Distance)];
            var counted = Enumerable.Range(0, far.Length).Where(j => far[j] > 0 || near[j] > 0).ToList();
            Console.WriteLine($"| {old.Table.Identity.Year} | {truth.Table.Identity.Year} | {name} | {Median(counted.Select(j => far[j])):G4} | {Median(counted.Select(j => near[j])):G4} | {counted.Count(j => near[j] < far[j]) / (double)counted.Count:P0} | {made.Matrix.Sweeps} |");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum();

    /// <summary>Columns of A; multipliers by region of each industry; shares of countries in the value added of investment.</summary>
    private static double[][][] Measures(ValidatedTable table, ValidatedTable truth)
    {
        var model = ImpactModel.Build(table, Closure.None);
        var (va, a) = (model.Indicators["valueAdded"], model.Coefficients.A());
        var multipliers = model.Multipliers(va);
        double[][] columns = [.. Enumerable.Range(0, a.Columns).Select(j => a.Column(j).ToArray())];
        double[][] byRegion = [.. Enumerable.Range(0, a.Columns).Select(j => Enumerable.Range(0, multipliers.Regions.Count).Select(r => multipliers.Total(r, j)).ToArray())];
        var f = new double[a.Rows];
        for (var c = 0; c < truth.Table.DemandColumns.Count; c++)
        {
            if (!(truth.Roles.Investment ?? []).Contains(truth.Table.DemandColumns[c].Category)) continue;
            for (var i = 0; i < f.Length; i++) f[i] += Math.Max(0, truth.Table.Y.Values[i, c]);
        }

        var total = f.Sum();
        var effects = model.Evaluate([.. f.Select(x => x / total)]);
        double[][] parts = [.. new[] { Channel.Direct, Channel.Indirect }.Select(c => effects.ByRegion(va, c).Values.ToArray())];
        return [columns, byRegion, [.. parts[0].Zip(parts[1], (d, i) => new[] { d + i })]];
    }
}
