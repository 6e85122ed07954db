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
    /// The result table: newest tables first as far as they fit, the newest always; countries by their code in results.
    /// </summary>
    public static ResultTable ToTable(IReadOnlyDictionary<int, ContractMultipliers> byTableYear)
    {
        var kept = new SortedDictionary<int, ContractMultipliers>();
        var cells = 0L;
        foreach (var (year, multipliers) in byTableYear.OrderByDescending(y => y.Key))
        {
            cells += 2L * multipliers.Regions.Count * multipliers.Industries.Count;
            if (kept.Count > 0 && cells > MostCells) break;
            kept[year] = multipliers;
        }

        var countries = kept.Values.SelectMany(m => Names(m)).Distinct().ToArray();
        return MultiplierFiles.Contracts(countries).Fill(kept.SelectMany(k => Rows(k.Key, k.Value, countries)));
    }

    /// <summary>The multipliers of the stored table by table year.</summary>
    public static SortedDictionary<int, ContractMultipliers> FromTable(ResultTable table)
    {
        var fixedColumns = MultiplierFiles.Contracts([]).Columns.Count;
        var regions = new Axis<Region>("regions", table.Columns.Skip(fixedColumns).Select(c => new Region(c.Name)));
        var (years, channels) = (table["table_year"].Integers, table["channel"].Texts);
        var (suppliers, sectors) = (table["supplier_country"].Texts, table["sector"].Texts);
        var result = new SortedDictionary<int, ContractMultipliers>();
        foreach (var year in Enumerable.Range(0, table.Rows).GroupBy(i => years[i]))
        {
            var rows = year.ToLookup(i => channels[i]);
            var industries = new Axis<Industry>("industries", rows["direct"].Select(i => new Industry(suppliers[i], sectors[i])));
            result[(int)year.Key] = ContractMultipliers.Stored(regions, industries, World(rows["direct"]),
                Cells(rows["indirect"]), Cells(rows["induced"]), World(rows[Taxes]));

            int[] World(IEnumerable<int> of) => of.Select(i => (int)table["world"].Integers[i]).ToArray();

            int[] Cells(IEnumerable<int> of)
            {
                var cells = new int[regions.Count * industries.Count];
                var j = 0;
                foreach (var i in of)
                {
                    for (var r = 0; r < regions.Count; r++)
                        cells[(r * industries.Count) + j] = (int)table.Columns[fixedColumns + r].Integers[i];
                    j++;
                }

                return cells;
            }
        }

        return result;
    }

    private static IEnumerable<ContractRow> Rows(int year, ContractMultipliers multipliers, string[] countries)
    {
        var names = Names(multipliers);
        var position = countries.Select(c => Enumerable.Range(0, multipliers.Regions.Count).FirstOrDefault(r => names[r] == c,
            -1)).ToArray();
        foreach (var (channel, name) in ResultTerms.Channels)
        {
            for (var j = 0; j < multipliers.Industries.Count; j++)
            {
                var cells = position.Select(r => r < 0 ? 0L : multipliers[channel, r, j]).ToArray();
                yield return Row(name, j, cells.Sum(), cells);
            }
        }

        for (var j = 0; j < multipliers.Industries.Count; j++)
            yield return Row(Taxes, j, multipliers.ProductTaxes(j), new long[countries.Length]);

        ContractRow Row(string channel, int j, long world, long[] cells)
        {
            var industry = multipliers.Industries[j];
            return new(year, channel, names[multipliers.Regions.IndexOf(industry.Region)], industry.Sector.Code, world, cells);
        }
    }

    private static string[] Names(ContractMultipliers multipliers) =>
        [.. Enumerable.Range(0, multipliers.Regions.Count).Select(new RegionMap(multipliers.Regions).NameOf)];
}
