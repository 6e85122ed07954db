using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Tables;

/// <summary>Writes tables in the exact layout of Eurostat's FIGARO.</summary>
internal static class FigaroText
{
    public static readonly string[] Categories = ["P3_S13", "P3_S14", "P3_S15", "P51G", "P5M"];

    public static readonly string[] PrimaryInputs = ["D21X31", "OP_RES", "OP_NRES", "D1", "D29X39", "B2A3G"];

    public static readonly string[] Regions46 =
        [.. "AR AT AU BE BG BR CA CH CN CY CZ DE DK EE ES FI FIGW1 FR GB GR HR HU ID IE IN IT JP KR LT LU LV MT MX NL NO PL PT RO RU SA SE SI SK TR US ZA".Split(' ')];

    public static readonly string[] Industries64 =
    [
        .. ("A01 A02 A03 B C10T12 C13T15 C16 C17 C18 C19 C20 C21 C22 C23 C24 C25 C26 C27 C28 C29 C30 C31_32 C33 D35 E36 E37T39 F G45 G46 G47 H49 H50 H51 H52 H53 "
            + "I J58 J59_60 J61 J62_63 K64 K65 K66 L M69_70 M71 M72 M73 M74_75 N77 N78 N79 N80T82 O84 P85 Q86 Q87_88 R90T92 R93 S94 S95 S96 T U").Split(' '),
    ];

    public static KnownTable Table(IReadOnlyList<string> regions, IReadOnlyList<string> sectors, int seed = 1) => new()
    {
        Regions = regions,
        Sectors = sectors,
        Categories = Categories,
        PrimaryInputs = PrimaryInputs,
        Unit = Unit.Money("EUR", 1e6),
        Decimals = 3,
        Seed = seed,
    };

    /// <summary>An industry makes its own product and a tenth as much of the next one of its region.</summary>
    public static SupplyUseTable SupplyUse(IReadOnlyList<string> regions, IReadOnlyList<string> sectors)
    {
        var t = Table(regions, sectors).Build();
        var products = new Axis<Product>("products", t.Industries.Select(i => new Product(i.Region.Code, $"CPA_{i.Sector}")));
        var make = new DenseMatrix(t.Industries.Count, products.Count);
        for (var p = 0; p < products.Count; p++)
        {
            var second = (p % sectors.Count) == sectors.Count - 1 ? p - sectors.Count + 1 : p + 1;
            make[p, p] = Math.Round(t.PublishedOutput![p] * 0.9, 3);
            make[second, p] = Math.Round(t.PublishedOutput[p] - make[p, p], 3);
        }

        return new SupplyUseTable(t.Identity, new(t.Industries, products, make), new(products, t.Industries, t.Z.Values), new(products, t.DemandColumns, t.Y.Values), t.V, t.VY);
    }

    public static void WriteMatrix(MrioTable table, Stream stream)
    {
        using var writer = new DelimitedWriter(stream, ',');
        writer.Text("rowLabels").Texts(table.Industries.Select(i => $"{i.Region}_{i.Sector}")).Texts(table.DemandColumns.Select(d => $"{d.Region}_{d.Category}")).EndLine();
        for (var i = 0; i < table.Industries.Count; i++)
            writer.Text($"{table.Industries[i].Region}_{table.Industries[i].Sector}").Numbers(table.Z.Values.Row(i)).Numbers(table.Y.Values.Row(i)).EndLine();
        for (var k = 0; k < table.V.Rows.Count; k++)
            writer.Text($"W2_{table.V.Rows[k].Name}").Numbers(table.V.Values.Row(k)).Numbers(table.VY.Values.Row(k)).EndLine();
    }

    public static void WriteFlat(MrioTable table, Stream stream)
    {
        using var writer = new DelimitedWriter(stream, ',');
        writer.Texts(["icioiRow", "icioiCol", "refArea", "rowIi", "counterpartArea", "colIi", "obsValue"]).EndLine();
        var columns = table.Industries.Select(i => (Area: i.Region.Code, Item: i.Sector.Code)).Concat(table.DemandColumns.Select(d => (Area: d.Region.Code, Item: d.Category))).ToList();
        var n = table.Industries.Count;
        for (var i = 0; i < n + table.V.Rows.Count; i++)
        {
            var (area, item) = i < n ? (table.Industries[i].Region.Code, table.Industries[i].Sector.Code) : ("W2", table.V.Rows[i - n].Name);
            for (var j = 0; j < columns.Count; j++)
            {
                writer.Text($"{area}_{item}").Text($"{columns[j].Area}_{columns[j].Item}").Text(area).Text(item).Text(columns[j].Area).Text(columns[j].Item)
                    .Number(i < n ? j < n ? table.Z.Values[i, j] : table.Y.Values[i, j - n] : j < n ? table.V.Values[i - n, j] : table.VY.Values[i - n, j - n]).EndLine();
            }
        }
    }

    /// <summary>Supply: products × industries, only within a region.</summary>
    public static void WriteSupply(SupplyUseTable table, Stream stream)
    {
        using var writer = new DelimitedWriter(stream, ',');
        writer.Text("rowLabels").Texts(table.Industries.Select(i => $"{i.Region}_{i.Sector}")).EndLine();
        for (var p = 0; p < table.Products.Count; p++)
            writer.Text($"{table.Products[p].Region}_{table.Products[p].Sector}").Numbers(table.Make.Values.Column(p).ToArray()).EndLine();
    }

    public static void WriteUse(SupplyUseTable table, Stream stream)
    {
        using var writer = new DelimitedWriter(stream, ',');
        writer.Text("rowLabels").Texts(table.Industries.Select(i => $"{i.Region}_{i.Sector}")).Texts(table.FinalUse.Columns.Select(d => $"{d.Region}_{d.Category}")).EndLine();
        for (var p = 0; p < table.Products.Count; p++)
            writer.Text($"{table.Products[p].Region}_{table.Products[p].Sector}").Numbers(table.Use.Values.Row(p)).Numbers(table.FinalUse.Values.Row(p)).EndLine();
        for (var k = 0; k < table.PrimaryInputs.Rows.Count; k++)
            writer.Text($"W2_{table.PrimaryInputs.Rows[k].Name}").Numbers(table.PrimaryInputs.Values.Row(k)).Numbers(table.PrimaryFinal!.Values.Row(k)).EndLine();
    }
}
