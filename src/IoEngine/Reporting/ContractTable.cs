using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Places;
using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting;

/// <summary>Contract multipliers by table year, to and from the result table <c>multipliers</c>.</summary>
internal static class ContractTable
{
    private const string Taxes = "product_taxes";

    // A wide table of this many cells is about 15 MB of CSV; older tables are left out beyond it.
    private const long MostCells = 4_000_000;

    /// <summary>
    /// The result table: value added of the newest tables first as far as they fit, the newest always; then the other indicators
    /// of the newest tables as far as there is room; countries by their code in results.
    /// </summary>
    public static ResultTable ToTable(IReadOnlyDictionary<int, ContractMultipliers> byTableYear)
    {
        var kept = new SortedDictionary<int, ContractMultipliers>();
        var cells = 0L;
        foreach (var (year, multipliers) in byTableYear.OrderByDescending(y => y.Key))
        {
            cells += Cells(multipliers);
            if (kept.Count > 0 && cells > MostCells) break;
            kept[year] = multipliers.WithoutOthers();
        }

        foreach (var year in kept.Keys.Reverse().ToArray())
        {
            var full = byTableYear[year];
            cells += Cells(full) * (full.Indicators.Count - 1);
            if (cells > MostCells) break;
            kept[year] = full;
        }

        var countries = kept.Values.SelectMany(m => Names(m)).Distinct().ToArray();
        return MultiplierFiles.Contracts(countries).Fill(kept.SelectMany(k => Rows(k.Key, k.Value, countries)));
    }

    private static long Cells(ContractMultipliers m) => 2L * m.Regions.Count * m.Industries.Count;

    /// <summary>The multipliers of the stored table by table year.</summary>
    public static SortedDictionary<int, ContractMultipliers> FromTable(ResultTable table)
    {
        var result = new SortedDictionary<int, ContractMultipliers>();
        var stored = new StoredRows(table);
        foreach (var year in Enumerable.Range(0, table.Rows).GroupBy(i => table["table_year"].Integers[i]))
        {
            var indicators = year.GroupBy(stored.IndicatorOf).Select(rows => stored.Of(rows.Key, rows)).ToArray();
            result[(int)year.Key] = ContractMultipliers.Stored(indicators[0], stored.TaxesOf(year), indicators[1..]);
        }

        return result;
    }

    /// <summary>Rows of a stored table; those without a column of indicators are value added.</summary>
    private sealed class StoredRows(ResultTable table)
    {
        private readonly int first = table.Columns.ToList().FindIndex(c => c.Name == "world") + 1;
        private readonly ResultColumn? indicators = table.Columns.FirstOrDefault(c => c.Name == "indicator");
        private readonly ResultColumn channels = table["channel"];
        private readonly ResultColumn countries = table["supplier_country"];
        private readonly ResultColumn sectors = table["sector"];
        private readonly ResultColumn worlds = table["world"];

        public string IndicatorOf(int row) => indicators?.Texts[row] ?? IndicatorNames.ValueAdded;

        public int[] TaxesOf(IEnumerable<int> rows) => Worlds(rows.Where(i => channels.Texts[i] == Taxes));

        public ContractIndicator Of(string name, IEnumerable<int> rows)
        {
            var regions = new Axis<Region>("regions", table.Columns.Skip(first).Select(c => new Region(c.Name)));
            var byChannel = rows.ToLookup(i => channels.Texts[i]);
            var direct = byChannel["direct"].ToArray();
            var industries = new Axis<Industry>("industries", direct.Select(
                i => new Industry(countries.Texts[i], sectors.Texts[i])));
            var unit = table["unit"].Texts[direct[0]];
            return ContractIndicator.Stored(name, unit == MultiplierFiles.PerOrder ? "" : unit,
                indicators is not null ? (int)table["decimals"].Integers[direct[0]] : 6, regions, industries,
                Worlds(direct),
                Matrix(byChannel["indirect"], regions.Count, industries.Count),
                Matrix(byChannel["induced"], regions.Count, industries.Count));
        }

        private int[] Worlds(IEnumerable<int> rows) => [.. rows.Select(i => (int)worlds.Integers[i])];

        private int[] Matrix(IEnumerable<int> of, int regions, int industries)
        {
            var cells = new int[regions * industries];
            foreach (var (j, i) in of.Index())
            {
                for (var r = 0; r < regions; r++) cells[(r * industries) + j] = (int)table.Columns[first + r].Integers[i];
            }

            return cells;
        }
    }

    private static IEnumerable<ContractRow> Rows(int year, ContractMultipliers multipliers, string[] countries)
    {
        var names = Names(multipliers);
        var position = countries.Select(c => Enumerable.Range(0, multipliers.Regions.Count).FirstOrDefault(r => names[r] == c,
            -1)).ToArray();
        foreach (var indicator in multipliers.Indicators)
        {
            foreach (var (channel, name) in ResultTerms.Channels)
            {
                for (var j = 0; j < multipliers.Industries.Count; j++)
                {
                    var cells = position.Select(r => r < 0 ? 0L : indicator[channel, r, j]).ToArray();
                    yield return Row(indicator, name, j, cells.Sum(), cells);
                }
            }

            for (var j = 0; j < multipliers.Industries.Count && indicator.Name == IndicatorNames.ValueAdded; j++)
                yield return Row(indicator, Taxes, j, multipliers.ProductTaxes(j), new long[countries.Length]);
        }

        ContractRow Row(ContractIndicator of, string channel, int j, long world, long[] cells)
        {
            var industry = multipliers.Industries[j];
            return new(year, of.Name, of.IsMoney ? MultiplierFiles.PerOrder : of.Unit, of.Decimals, channel,
                names[multipliers.Regions.IndexOf(industry.Region)], industry.Sector.Code, world, cells);
        }
    }

    private static string[] Names(ContractMultipliers multipliers) =>
        [.. Enumerable.Range(0, multipliers.Regions.Count).Select(new RegionMap(multipliers.Regions).NameOf)];
}
