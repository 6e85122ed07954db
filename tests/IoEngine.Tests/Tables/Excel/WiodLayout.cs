namespace IoEngine.Tests.Tables.Excel;

/// <summary>Sheets in the exact layouts of WIOD 2013, WIOD 2016 and ADB, filled with seeded numbers that balance.</summary>
internal sealed class WiodLayout
{
    public static readonly string[] Sectors2013 = [.. IoEngine.Tables.Naming.SectorLists.Codes("wiod2013")];
    public static readonly string[] Sectors2016 = [.. IoEngine.Tables.Naming.SectorLists.Codes("wiod2016")];
    private static readonly string[] Tail = ["II_fob", "TXSP", "EXP_adj", "PURR", "PURNR", "VA", "IntTTM", "GO"];

    private static readonly string[] TailNames =
    [
        "Total intermediate consumption", "taxes less subsidies on products", "Cif/ fob adjustments on exports", "Direct purchases abroad by residents",
        "Purchases on the domestic territory by non-residents ", "Value added at basic prices", "International Transport Margins", "Output at basic prices",
    ];

    private WiodLayout(string sheet, string[] regions, string[] sectors, int demand, List<object?[]> rows) =>
        (Sheet, Regions, Sectors, Demand, Rows) = (sheet, regions, sectors, demand, rows);

    public string Sheet { get; }

    public string[] Regions { get; }

    public string[] Sectors { get; }

    /// <summary>Columns of final demand.</summary>
    public int Demand { get; }

    /// <summary>All rows; row 7 (E and on) is the first of numbers.</summary>
    public List<object?[]> Rows { get; }

    public int Industries => Regions.Length * Sectors.Length;

    public double Cell(int row, int column) => Convert.ToDouble(Rows[row][column], System.Globalization.CultureInfo.InvariantCulture);

    public Workbook Workbook() => new Workbook().Sheet(Sheet, Rows);

    public static WiodLayout Of2016(int seed, string[] regions, string[]? sectors = null, int year = 2014) =>
        Make(seed, $"{year}", regions, sectors ?? Sectors2016, ["CONS_h", "CONS_np", "CONS_g", "GFCF", "INVEN"],
            ["Intercountry Input-Output Table", "43 countries, in current prices"], 2016);

    public static WiodLayout Of2013(int seed, string[] regions, string[]? sectors = null) =>
        Make(seed, "WIOT_2009", regions, sectors ?? Sectors2013, ["c37", "c38", "c39", "c41", "c42"],
            ["World Input-Output Table for 2009", "countries, in current prices", "(industry-by-industry)", "(millions of US$)"], 2013);

    public static WiodLayout Adb(int seed, string[] regions) =>
        Make(seed, "ADB MRIO 2024", regions, Sectors2013, ["F1", "F2", "F3", "F4", "F5"],
            ["ADB Multi-Regional Input-Output Table", "75 economies, at current prices (industry by industry)", "In millions of US$"], 0);

    private static WiodLayout Make(int seed, string sheet, string[] regions, string[] sectors, string[] categories, string[] title, int edition)
    {
        var random = new Random(seed);
        var (s, n, d) = (sectors.Length, regions.Length * sectors.Length, regions.Length * categories.Length);
        var width = 4 + n + d + 1;
        var head = edition == 0 ? 7 : 6;
        var rows = Enumerable.Range(0, head + n + 8).Select(_ => new object?[width]).ToList();
        for (var i = 0; i < title.Length; i++) rows[i][0] = title[i];
        for (var j = 0; j < n + d; j++)
        {
            var (region, item) = j < n ? (regions[j / s], j % s) : (regions[(j - n) / categories.Length], (j - n) % categories.Length);
            var number = j < n ? $"c{item + 1}" : edition == 2016 ? $"c{57 + item}" : categories[item];
            if (edition != 0) rows[head - 4][4 + j] = j < n ? Code(sectors[item]) : edition == 2016 ? categories[item] : null;
            rows[head - 3][4 + j] = $"Name of {item}";
            rows[head - 2][4 + j] = region;
            rows[head - 1][4 + j] = number;
        }

        rows[head - 3][width - 1] = "Total output";
        if (edition == 2016) (rows[2][width - 1], rows[4][width - 1], rows[5][width - 1]) = ("GO", "TOT", "c62");
        if (edition == 0) (rows[head - 2][width - 1], rows[head - 3][width - 1]) = ("ToT", "TOTAL");
        var columns = new double[n + d];
        for (var i = 0; i < n; i++)
        {
            var row = rows[head + i];
            (row[0], row[1], row[2], row[3]) = (edition == 0 ? null : Code(sectors[i % s]), $"Name of {i % s} ", regions[i / s], edition == 2016 ? $"r{1 + (i % s)}" : $"c{1 + (i % s)}");
            var sum = 0.0;
            for (var j = 0; j < n + d; j++)
            {
                var value = j < n ? random.NextDouble() : random.NextDouble() * n / 2;
                if (edition == 0 && random.Next(50) == 0) (value, row[4 + j]) = (0, " ");
                else row[4 + j] = value;
                sum += value;
                columns[j] += value;
            }

            row[width - 1] = sum;
        }

        Foot(rows, head, n, d, columns, edition, random);
        return new WiodLayout(sheet, regions, sectors, d, rows);
    }

    private static void Foot(List<object?[]> rows, int head, int n, int d, double[] columns, int edition, Random random)
    {
        string[] codes = ["r60", "r99", "r61", "r62", "r63", "r64", edition == 0 ? "trs" : "", "r69"];
        for (var k = 0; k < 8; k++)
        {
            var row = rows[head + n + k];
            (row[1], row[3]) = (TailNames[k], edition == 2016 ? $"r{(k < 7 ? 65 + k : 73)}" : codes[k].Length > 0 ? codes[k] : null);
            if (edition == 2016) row[0] = Tail[k];
            if (edition == 2016 || k == 0) row[2] = "TOT";
            for (var j = 0; j < n + d; j++)
            {
                if (edition == 2013 && j >= n) continue;
                var output = j < n ? (double)rows[head + j][^1]! : columns[j] * 1.1;
                var margins = 0.01 * output;
                var taxes = j < n ? 0.02 * output * random.NextDouble() : output - columns[j] - margins;
                row[4 + j] = k switch
                {
                    0 => columns[j],
                    1 => taxes,
                    2 or 3 or 4 => 0.0,
                    5 => j < n ? output - columns[j] - (double)rows[head + n + 1][4 + j]! - margins : 0.0,
                    6 => margins,
                    _ => output,
                };
            }
        }
    }

    // Excel keeps codes that look like numbers as numbers.
    private static object Code(string sector) => int.TryParse(sector, out var number) ? number : sector;
}
