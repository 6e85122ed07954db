using IoEngine.Tables.Deflation;

namespace IoEngine.Demonstration;

/// <summary>
/// Prices and exchange rates of the synthetic world, invented: they make volumes of its tables' money, and are statistics of no
/// country.
/// </summary>
/// <remarks>
/// A region's prices rise by 1 to 3 % a year, those of a sector faster or slower by up to 1 %; currencies swing by up to 15 %
/// around their level, each in a rhythm of its own. Only the four operations, so that the bits are the same everywhere.
/// </remarks>
internal static class PriceFacts
{
    /// <summary>What results call them.</summary>
    public const string Source = "demonstration";

    /// <summary>Prices and rates of all years.</summary>
    public static TablePrices Prices() => TablePrices.Of(Indices(), Rates(), Source);

    /// <summary>Index in local currency, 1 in the first year.</summary>
    public static IEnumerable<(string Region, string Sector, int Year, double Index)> Indices()
    {
        for (var r = 0; r < RegionFacts.All.Length; r++)
        {
            for (var s = 0; s < SectorFacts.All.Length; s++)
            {
                var yearly = 1.01 + (0.002 * (r * 7 % 11)) + (0.002 * ((s * 5 % 11) - 5));
                var index = 1.0;
                for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
                {
                    yield return (RegionFacts.All[r].Code, SectorFacts.All[s].Code, year, index);
                    index *= yearly;
                }
            }
        }
    }

    /// <summary>Dollars per unit of local money, around 1; the dollar's own is 1.</summary>
    public static IEnumerable<(string Region, int Year, double PerUnit)> Rates()
    {
        for (var r = 0; r < RegionFacts.All.Length; r++)
        {
            var (code, rhythm) = (RegionFacts.All[r].Code, 8 + (r % 5));
            for (var year = DemonstrationWorld.FirstYear; year <= DemonstrationWorld.LastYear; year++)
            {
                var phase = (year - DemonstrationWorld.FirstYear + (3 * r)) % rhythm / (double)rhythm;
                yield return (code, year, code == "USA" ? 1 : 0.85 + (0.6 * Math.Abs(phase - 0.5)));
            }
        }
    }
}
