using IoEngine.Accounts;

namespace IoEngine.Tests.Tables;

/// <summary>Writes tables in the exact layout of an edition of the OECD's ICIO.</summary>
internal sealed record IcioText(int Edition)
{
    public bool Is2016 => Edition == 2016;

    /// <summary>Parts of China and Mexico are written: their aggregates are zero but for final demand.</summary>
    public bool Extended { get; init; }

    public IReadOnlyList<string> Categories => Edition switch
    {
        2016 => ["HFCE", "NPS", "GGFC", "GFCF", "INV", "DIRP"],
        2018 => ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "P33"],
        _ => ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"],
    };

    public static readonly string[] Regions2023 =
    [
        .. ("ARG AUS AUT BEL BGD BGR BLR BRA BRN CAN CHE CHL CHN CIV CMR COL CRI CYP CZE DEU DNK EGY ESP EST FIN FRA GBR GRC HKG HRV HUN IDN IND IRL ISL "
            + "ISR ITA JOR JPN KAZ KHM KOR LAO LTU LUX LVA MAR MEX MLT MMR MYS NGA NLD NOR NZL PAK PER PHL POL PRT ROU RUS SAU SEN SGP SVK SVN SWE THA TUN TUR "
            + "TWN UKR USA VNM ZAF ROW").Split(' '),
    ];

    public static readonly string[] Sectors2023 =
    [
        .. ("A01_02 A03 B05_06 B07_08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31T33 D E F G H49 H50 H51 H52 H53 I "
            + "J58T60 J61 J62_63 K L M N O P Q R S T").Split(' '),
    ];

    public static readonly string[] Sectors2025 =
    [
        .. ("A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24A C24B C25 C26 C27 C28 C29 C301 C302T309 C31T33 D E F G H49 H50 "
            + "H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T").Split(' '),
    ];

    /// <summary>Rows of V, in the order of the file.</summary>
    public IReadOnlyList<string> PrimaryInputs(IReadOnlyList<string> economies) => Edition switch
    {
        2016 => ["VA+TAXSUB"],
        2018 or 2021 => [.. economies.Select(e => $"{e}_TAXSUB"), "VALU"],
        _ => ["TLS", "VA"],
    };

    public IReadOnlyList<string> Parts => (Extended, Edition) switch
    {
        (false, _) => [],
        (_, 2016) => ["MX1", "MX2", "MX3", "CN1", "CN2", "CN3", "CN4"],
        (_, 2025) => ["CN1", "CN2", "MX1", "MX2"],
        _ => ["MX1", "MX2", "CN1", "CN2"],
    };

    /// <summary>The known table that <see cref="Write"/> takes: with the parts as regions of their own.</summary>
    public KnownTable Table(IReadOnlyList<string> economies, IReadOnlyList<string> sectors, int seed = 1) => new()
    {
        Regions = [.. economies, .. Parts],
        Sectors = sectors,
        Categories = Categories,
        PrimaryInputs = PrimaryInputs(economies),
        HasDemand = (r, _) => !Parts.Contains(r),
        Seed = seed,
    };

    public void Write(MrioTable table, Stream stream)
    {
        using var writer = new DelimitedWriter(stream, ',', Is2016 ? "\r\n" : "\n", quoteText: Is2016);
        var n = table.Industries.Count;
        var demand = DemandOrder(table);
        writer.Text(Edition is 2023 or 2025 ? "V1" : "").Texts(table.Industries.Select(i => $"{i.Region}_{i.Sector}"))
            .Texts(demand.Select(d => Is2016 ? $"{table.DemandColumns[d].Category}_{table.DemandColumns[d].Region}" : $"{table.DemandColumns[d].Region}_{table.DemandColumns[d].Category}"))
            .Text(Edition switch { 2016 => "DISC", 2018 or 2021 => "TOTAL", _ => "OUT" }).EndLine();
        for (var i = 0; i < n; i++)
        {
            writer.Text($"{table.Industries[i].Region}_{table.Industries[i].Sector}");
            for (var j = 0; j < n; j++) writer.Number(table.Z.Values[i, j]);
            foreach (var d in demand) writer.Number(table.Y.Values[i, d]);
            writer.Number(Is2016 ? 0.125 : table.PublishedOutput![i]).EndLine();
        }

        for (var k = 0; k < table.V.Rows.Count; k++)
        {
            writer.Text(table.V.Rows[k].Name);
            for (var j = 0; j < n; j++) writer.Number(table.V.Values[k, j]);
            foreach (var d in demand)
            {
                if (Is2016) writer.Blank();
                else writer.Number(table.VY.Values[k, d]);
            }

            if (Is2016) writer.Blank().EndLine();
            else writer.Number(0).EndLine();
        }

        WriteOutput(table, writer, demand);
    }

    private void WriteOutput(MrioTable table, DelimitedWriter writer, IReadOnlyList<int> demand)
    {
        writer.Text(Edition is 2018 or 2021 ? "OUTPUT" : "OUT").Numbers(table.PublishedOutput!.Values.ToArray());
        foreach (var d in demand)
        {
            if (Is2016)
            {
                writer.Blank();
                continue;
            }

            var total = 0.0;
            for (var i = 0; i < table.Industries.Count; i++) total += table.Y.Values[i, d];
            for (var k = 0; k < table.V.Rows.Count; k++) total += table.VY.Values[k, d];
            writer.Number(total);
        }

        if (Is2016) writer.Blank().EndLine();
        else writer.Number(table.PublishedOutput.Sum()).EndLine();
    }

    /// <summary>The 2016 edition puts one category of all countries after the other.</summary>
    private List<int> DemandOrder(MrioTable table)
    {
        var all = Enumerable.Range(0, table.DemandColumns.Count);
        return Is2016 ? [.. all.OrderBy(d => Categories.ToList().IndexOf(table.DemandColumns[d].Category))] : [.. all];
    }
}
