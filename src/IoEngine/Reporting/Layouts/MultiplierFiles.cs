using IoEngine.Impact;

namespace IoEngine.Reporting.Layouts;

/// <summary>
/// What a contract of one supplying industry brings, in whole numbers: in the world, and by receiving country as the file has
/// them.
/// </summary>
internal readonly record struct ContractRow(int TableYear, string Indicator, string Unit, int Decimals, string Channel,
    string SupplierCountry, string Sector, long World, IReadOnlyList<long> Cells);

/// <summary>One multiplier.</summary>
internal readonly record struct MultiplierRow(string Indicator, string Channel, string Country, string SupplierCountry,
    string Sector, double Value, string Unit);

/// <summary><c>multipliers</c>: wide for the page's calculator, long by <c>ioe multipliers</c>.</summary>
internal static class MultiplierFiles
{
    public const string Name = "multipliers";

    /// <summary>What stands in <c>unit</c> of money.</summary>
    public const string PerOrder = "per million ordered";

    /// <summary>
    /// Effects in each receiving country (a column a country) and in the world of an order at basic prices to a sector of a
    /// supplier country; channel <c>product_taxes</c> of value added: taxes less subsidies on products along the chain.
    /// </summary>
    public static ResultLayout<ContractRow> Contracts(IReadOnlyList<string> countries) => new ResultLayout<ContractRow>(Name,
            "What a contract brings where, for the page's calculator: wide, whole numbers. Value added first, then the other "
                + "indicators of the run; newest tables first as far as they fit.")
    { Written = "where `html` is among `output.formats`", Notes = "Then a column for each receiving country, in the same unit." }
        .Year("table_year", "year of the table", r => r.TableYear)
        .Text("indicator", ResultTerms.AsInEffects, r => r.Indicator)
        .Text("channel", "`direct`, `indirect`, `induced`, and `product_taxes` with value added: taxes less subsidies on "
            + "products along the chain, in `world` only", r => r.Channel)
        .Text("supplier_country", "where the contract is placed", r => r.SupplierCountry)
        .Text("sector", "with which sector of the table", r => r.Sector)
        .Text("unit", "`per million ordered`, at basic prices, for money; else the unit, such as `persons`", r => r.Unit)
        .Integer("decimals", In.Number, "the effect is the number / 10^decimals: per unit ordered for money, else per unit "
            + "ordered in the table's money", r => r.Decimals)
        .Integer("world", "whole numbers", "effect everywhere", r => r.World)
        .With(countries.Select((c, i) => new Column<ContractRow>(c, "whole numbers", "effect there", r => r.Cells[i])));

    public static ResultLayout<MultiplierRow> Long { get; } = new ResultLayout<MultiplierRow>(Name,
            "`ioe multipliers TABLE --out FILE` writes another file, long and unrounded: a row a channel, receiving and "
                + "supplying country and sector. Zeros are left out.")
    { Title = "multipliers of `ioe multipliers`", Written = "by `ioe multipliers`" }
        .Text("indicator", "what is measured (`--indicator`)", r => r.Indicator)
        .Text("channel", "`direct`, `indirect`, `induced`", r => r.Channel)
        .Text("country", "the table's region where the effect arises", r => r.Country)
        .Text("supplier_country", "the table's region where the order is placed", r => r.SupplierCountry)
        .Text("sector", "with which sector", r => r.Sector)
        .Number("value", In.Row, "effect per unit ordered at basic prices, in the table's money", r => r.Value)
        .Text("unit", "of `value`", r => r.Unit);

    /// <summary>The matrix as a tidy table; cells that are exactly zero are left out.</summary>
    public static ResultTable LongOf(Multipliers multipliers) => Long.Fill(Rows(multipliers));

    private static IEnumerable<MultiplierRow> Rows(Multipliers multipliers)
    {
        var indicator = multipliers.Indicator;
        var unit = indicator.IsMoney ? "per unit of money ordered" : $"{indicator.Unit} per unit of the table's money ordered";
        foreach (var (channel, name) in ResultTerms.Channels)
        {
            for (var r = 0; r < multipliers.Regions.Count; r++)
            {
                for (var j = 0; j < multipliers.Industries.Count; j++)
                {
                    var industry = multipliers.Industries[j];
                    if (multipliers[channel, r, j] is not 0 and var value)
                        yield return new(indicator.Name, name, multipliers.Regions[r].Code, industry.Region.Code,
                            industry.Sector.Code, value, unit);
                }
            }
        }
    }
}
