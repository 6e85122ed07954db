using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>A region of the demonstration world: invented sizes of the public order of magnitude; see data/README.md.</summary>
/// <param name="Code">ISO 3166 alpha-3, or ROW.</param>
/// <param name="Latitude">Degrees north of its economic centre.</param>
/// <param name="Longitude">Degrees east.</param>
/// <param name="Gdp">
/// Gross domestic product, thousand million USD at current prices, in the years of <see cref="GdpYears"/>.
/// </param>
/// <param name="Jobs1999">Employment in 1999, million persons.</param>
/// <param name="Jobs2024">Employment in 2024, million persons.</param>
/// <param name="Labour">Labour share of value added, relative to the sector's standard.</param>
/// <param name="ProductionTax">Other taxes on production, relative to 2 % of value added.</param>
/// <param name="ProductTax">Product taxes, relative to the standard rates.</param>
/// <param name="Balance">Balance of trade, share of GDP.</param>
/// <param name="FullTime">Full-time equivalents per person employed.</param>
/// <param name="European">Part of the European market: neighbours trade more.</param>
/// <param name="Intensity">CO2 per unit of output, relative to the sector's standard.</param>
/// <param name="Specialities">Products it supplies more (or less) of than its size says, with the factor.</param>
internal sealed record RegionFacts(
    string Code, double Latitude, double Longitude, double[] Gdp, double Jobs1999, double Jobs2024, double Labour,
    double ProductionTax,
    double ProductTax, double Balance, double FullTime, bool European, double Intensity, string Specialities)
{
    /// <summary>Years for which GDP is given.</summary>
    public static readonly int[] GdpYears = [1999, 2004, 2008, 2014, 2019, 2020, 2024];

    /// <summary>GDP of the world, thousand million USD; the rest of the world is what the named regions leave.</summary>
    public static readonly double[] WorldGdp = [32600, 43900, 64000, 79700, 87900, 85500, 111000];

    /// <summary>All regions, the rest of the world last.</summary>
    public static readonly RegionFacts[] All =
    [
        new("CHE", 47.0, 8.0, [290, 395, 555, 725, 730, 740, 935], 4.0, 5.4, 1.12, 0.5, 0.70, 0.08, 0.78, true, 0.35,
            "C19T22 1.8 C26 1.8 K 1.6 C28 1.2 B 0.3 A 0.7"),
        new("FRA", 47.5, 2.5, [1490, 2120, 2930, 2855, 2730, 2640, 3160], 24.5, 29.0, 1.06, 2.2, 1.05, -0.01, 0.90, true, 0.50,
            "C29T30 1.2 C10T15 1.2 B 0.3"),
        new("DEU", 50.5, 9.0, [2190, 2810, 3745, 3890, 3890, 3940, 4660], 38.0, 46.0, 1.04, 0.4, 1.00, 0.05, 0.83, true, 0.80,
            "C28 1.6 C29T30 1.8 C27 1.5 C25 1.3 B 0.4"),
        new("ITA", 44.5, 10.5, [1250, 1800, 2410, 2160, 2010, 1900, 2370], 22.0, 24.0, 0.86, 1.6, 1.00, 0.005, 0.89, true, 0.65,
            "C28 1.4 C10T15 1.4 C25 1.4 B 0.3"),
        new("GBR", 52.0, -1.5, [1690, 2420, 2930, 3065, 2860, 2700, 3640], 27.5, 33.5, 1.02, 1.0, 1.00, -0.02, 0.84, true, 0.60,
            "K 1.7 M_N 1.4 J 1.3 C28 0.8 C25 0.8 C27 0.7"),
        new("ESP", 40.5, -3.0, [635, 1070, 1630, 1370, 1395, 1290, 1720], 15.5, 21.5, 0.96, 0.8, 0.95, -0.01, 0.91, true, 0.70,
            "A 1.6 C10T15 1.4 C29T30 1.3 B 0.4"),
        new("NLD", 52.2, 5.0, [445, 655, 950, 890, 910, 910, 1230], 8.0, 10.0, 0.98, 0.6, 1.05, 0.08, 0.72, true, 0.75,
            "C28 1.5 G46 1.5 H 1.4 A 1.5 C10T15 1.2"),
        new("BEL", 50.8, 4.5, [260, 370, 520, 535, 535, 525, 665], 4.1, 5.1, 1.02, 0.9, 1.00, 0.02, 0.86, true, 0.70,
            "C19T22 1.8 H 1.2 B 0.3"),
        new("AUT", 47.8, 14.5, [217, 300, 430, 442, 445, 435, 520], 3.7, 4.7, 0.98, 1.6, 1.05, 0.025, 0.86, true, 0.60,
            "C28 1.5 C25 1.4 C27 1.2 B 0.4"),
        new("SWE", 59.0, 16.0, [274, 382, 518, 580, 534, 547, 610], 4.3, 5.2, 1.00, 2.2, 1.10, 0.05, 0.88, true, 0.35,
            "C_OTH 1.6 C28 1.3 C29T30 1.3 C26 1.2"),
        new("NOR", 60.0, 9.5, [162, 265, 465, 500, 405, 368, 485], 2.3, 2.9, 0.92, 0.7, 1.10, 0.12, 0.85, true, 0.50,
            "B 7 C25 0.7 C26 0.6 C27 0.6 C29T30 0.5"),
        new("DNK", 55.8, 10.5, [178, 251, 353, 353, 346, 355, 430], 2.7, 3.1, 1.05, 0.9, 1.45, 0.05, 0.82, true, 0.55,
            "C19T22 1.5 C10T15 1.7 H 1.8"),
        new("FIN", 61.0, 24.5, [135, 197, 285, 273, 269, 272, 300], 2.3, 2.6, 0.98, 0.3, 1.15, 0.02, 0.92, true, 0.75,
            "C_OTH 2.0 C26 1.4 C28 1.6"),
        new("POL", 52.0, 19.5, [170, 255, 530, 540, 596, 600, 910], 14.5, 17.0, 0.78, 0.9, 1.10, -0.005, 0.97, true, 1.50,
            "C25 1.6 C_OTH 1.6 C10T15 1.5 C27 1.5 A 1.5"),
        new("CZE", 49.8, 15.0, [65, 119, 236, 209, 253, 246, 345], 4.8, 5.3, 0.84, 0.5, 1.00, 0.03, 0.97, true, 1.30,
            "C29T30 2.5 C27 2.0 C25 2.0 C28 1.7"),
        new("HUN", 47.3, 19.2, [49, 104, 158, 141, 164, 157, 223], 4.0, 4.7, 0.86, 0.8, 1.30, 0.02, 0.98, true, 0.95,
            "C29T30 2.2 C26 2.0 C27 2.0"),
        new("PRT", 39.8, -8.3, [127, 189, 263, 230, 240, 229, 310], 5.0, 5.0, 0.92, 0.5, 1.20, -0.04, 0.95, true, 0.75,
            "C10T15 1.7 C_OTH 1.5"),
        new("GRC", 38.2, 23.6, [143, 240, 356, 235, 205, 189, 257], 4.4, 4.9, 0.70, 0.9, 1.15, -0.08, 0.95, true, 1.00,
            "A 1.8 H 1.8 C26 0.4 C28 0.5 C29T30 0.3"),
        new("ROU", 45.5, 25.3, [36, 75, 214, 200, 251, 251, 383], 10.5, 7.8, 0.74, 0.4, 0.95, -0.05, 0.98, true, 1.30,
            "A 2.2 C10T15 1.6 C29T30 1.5"),
        new("ISR", 32.0, 34.9, [117, 136, 217, 314, 402, 411, 540], 2.4, 4.3, 0.95, 0.9, 1.05, 0.01, 0.92, false, 0.80,
            "C26 1.8 J 2.0 C29T30 0.3"),
        new("BGR", 42.7, 24.5, [13.5, 26, 54, 57, 69, 70, 112], 3.2, 3.3, 0.78, 0.3, 1.25, -0.04, 0.98, true, 1.90,
            "A 2.0 C10T15 1.8 C23T24 1.7"),
        new("SVK", 48.6, 18.5, [30, 57, 100, 101, 105, 107, 141], 2.1, 2.4, 0.80, 0.6, 1.00, 0.0, 0.97, true, 1.10,
            "C29T30 3.0 C25 1.5 C27 1.4"),
        new("TUR", 39.5, 32.0, [256, 408, 770, 940, 760, 720, 1320], 21.0, 32.0, 0.62, 0.3, 1.05, -0.03, 0.97, true, 1.20,
            "C10T15 2.0 C25 1.4 A 2.0"),
        new("IND", 21.0, 77.0, [459, 709, 1200, 2040, 2835, 2675, 3910], 390, 560, 0.60, 0.4, 0.85, -0.03, 0.96, false, 2.40,
            "J 2.2 A 3.0 C10T15 1.4"),
        new("CHN", 32.0, 117.0, [1094, 1955, 4594, 10476, 14280, 14690, 18740], 720, 735, 0.92, 1.5, 0.80, 0.035, 0.98, false,
            2.20, "C26 1.3 C27 1.6 C23T24 2.0 C10T15 1.7 C25 1.5 C28 1.4 A 1.8"),
        new("USA", 39.0, -92.0, [9630, 12220, 14770, 17610, 21520, 21350, 29180], 136, 165, 1.04, 2.0, 0.50, -0.04, 0.91, false,
            0.95, "J 1.3 M_N 1.2 K 1.3 M71T72 1.4 C26 1.1 C28 0.8 C25 0.8 C10T15 0.7 B 1.2"),
        new("JPN", 35.5, 138.0, [4635, 4890, 5110, 4900, 5120, 5060, 4030], 65.0, 68.0, 1.00, 1.2, 0.60, 0.01, 0.88, false, 0.85,
            "C29T30 1.8 C28 1.5 C26 1.4 C27 1.3 B 0.1"),
        new("KOR", 36.8, 127.8, [498, 793, 1050, 1485, 1650, 1645, 1710], 20.5, 28.5, 0.90, 0.7, 0.80, 0.03, 0.96, false, 1.15,
            "C26 3.0 C29T30 1.7 C19T22 1.4 C27 1.4 B 0.1"),
        new("TWN", 24.5, 121.0, [304, 348, 417, 535, 611, 674, 780], 9.4, 11.6, 0.90, 0.5, 0.55, 0.06, 0.98, false, 1.15,
            "C26 6.0 C25 1.4 C28 1.4 B 0.1"),
        new("ROW", 10.0, 60.0, [], 1150, 1750, 0.75, 0.6, 0.85, 0.0, 0.97, false, 1.80,
            "B 4.0 A 2.0 C10T15 1.1 C26 0.7 C27 0.6 C28 0.5 C29T30 0.6 C25 0.7"),
    ];

    /// <summary>GDP of every region in a year, million USD; geometric between the given years.</summary>
    public static double[] GdpOf(int year)
    {
        var gdp = new double[All.Length];
        var rest = Interpolate(WorldGdp, year);
        for (var r = 0; r < All.Length - 1; r++)
        {
            gdp[r] = Interpolate(All[r].Gdp, year);
            rest -= gdp[r];
        }

        gdp[^1] = rest;
        // The recession of 2009 lies between two of the given years.
        var cycle = year == 2009 ? 0.95 : 1.0;
        for (var r = 0; r < gdp.Length; r++) gdp[r] *= 1000 * cycle;
        return gdp;
    }

    private static double Interpolate(double[] values, int year)
    {
        var i = 0;
        while (i < GdpYears.Length - 2 && GdpYears[i + 1] < year) i++;
        var share = (year - GdpYears[i]) / (double)(GdpYears[i + 1] - GdpYears[i]);
        return values[i] * PortableMath.Power(values[i + 1] / values[i], share);
    }
}
