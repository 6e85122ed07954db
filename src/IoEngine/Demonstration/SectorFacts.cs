using System.Globalization;

namespace IoEngine.Demonstration;

/// <summary>
/// A sector of the demonstration world: rounded, plausible structure of an industrial country's accounts, invented for the
/// purpose.
/// </summary>
/// <param name="Code">After the sections and divisions of NACE Rev. 2.</param>
/// <param name="Name">For people.</param>
/// <param name="Goods">A good: it crosses borders easily, and inventories are kept of it.</param>
/// <param name="Openness">
/// Preference for a foreign supplier of equal size 1,000 km away, against one at home, once markets are integrated.
/// </param>
/// <param name="Distance">Elasticity of trade to distance.</param>
/// <param name="Tax">Taxes less subsidies on products paid on inputs, share of output.</param>
/// <param name="Labour">Compensation of employees, share of value added.</param>
/// <param name="Capital">Consumption of fixed capital, share of value added.</param>
/// <param name="Wage">Compensation per person, relative to the country's mean.</param>
/// <param name="Carbon">CO2, kilotonnes per million USD of output in an average country of 2010.</param>
/// <param name="Inputs">Inputs by product, per mille of output.</param>
internal sealed record SectorFacts(
    string Code, string Name, bool Goods, double Openness, double Distance, double Tax, double Labour, double Capital,
    double Wage, double Carbon, string Inputs)
{
    /// <summary>All sectors.</summary>
    public static readonly SectorFacts[] All =
    [
        new("A", "Agriculture, forestry, fishing", true, 0.0134, 0.70, -0.0100, 0.25, 0.22, 0.45, 0.15,
            "A 160 B 2 C10T15 70 C19T22 75 C23T24 5 C25 8 C26 1 C27 2 C28 15 C29T30 2 C_OTH 8 D_E 20 F 8 G46 40 G_I 12 H 18 J 3 "
                + "K 12 L 8 M71T72 3 M_N 14 O_U 6"),
        new("B", "Mining and quarrying", true, 0.0536, 0.30, 0.0150, 0.28, 0.28, 1.50, 0.30,
            "B 50 C19T22 35 C23T24 15 C25 15 C26 4 C27 8 C28 35 C29T30 8 C_OTH 8 D_E 40 F 25 G46 20 G_I 6 H 35 J 8 K 15 L 8 "
                + "M71T72 30 M_N 30 O_U 5"),
        new("C10T15", "Food, textiles, leather", true, 0.0223, 0.60, 0.0125, 0.58, 0.16, 0.80, 0.08,
            "A 220 B 2 C10T15 180 C19T22 50 C23T24 10 C25 15 C26 1 C27 2 C28 8 C29T30 1 C_OTH 35 D_E 18 F 4 G46 65 G_I 10 H 30 J "
                + "6 K 10 L 6 M71T72 4 M_N 38 O_U 5"),
        new("C19T22", "Fuels, chemicals, pharmaceuticals, plastics", true, 0.0335, 0.50, 0.0125, 0.46, 0.20, 1.40, 0.35,
            "A 5 B 160 C10T15 10 C19T22 240 C23T24 10 C25 10 C26 2 C27 4 C28 8 C29T30 1 C_OTH 20 D_E 35 F 4 G46 50 G_I 8 H 30 J "
                + "7 K 10 L 5 M71T72 22 M_N 45 O_U 4"),
        new("C23T24", "Mineral products and basic metals", true, 0.0246, 0.70, 0.0150, 0.56, 0.18, 1.10, 0.90,
            "A 1 B 120 C10T15 2 C19T22 45 C23T24 240 C25 20 C26 2 C27 6 C28 15 C29T30 2 C_OTH 40 D_E 65 F 5 G46 40 G_I 6 H 35 J "
                + "5 K 10 L 5 M71T72 6 M_N 28 O_U 4"),
        new("C25", "Metal products", true, 0.0143, 0.70, 0.0125, 0.61, 0.15, 1.00, 0.05,
            "B 3 C10T15 2 C19T22 30 C23T24 200 C25 110 C26 5 C27 12 C28 25 C29T30 4 C_OTH 20 D_E 22 F 5 G46 45 G_I 8 H 20 J 7 K "
                + "12 L 9 M71T72 10 M_N 45 O_U 5"),
        new("C26", "Electronic and optical products, instruments", true, 0.0759, 0.20, 0.0100, 0.56, 0.20, 1.35, 0.02,
            "B 1 C10T15 2 C19T22 30 C23T24 25 C25 25 C26 220 C27 35 C28 12 C29T30 2 C_OTH 15 D_E 9 F 3 G46 55 G_I 6 H 12 J 28 K "
                + "10 L 7 M71T72 35 M_N 50 O_U 4"),
        new("C27", "Electrical equipment", true, 0.0357, 0.35, 0.0112, 0.61, 0.15, 1.15, 0.03,
            "B 2 C10T15 2 C19T22 50 C23T24 110 C25 50 C26 65 C27 110 C28 25 C29T30 5 C_OTH 15 D_E 10 F 4 G46 55 G_I 6 H 16 J 14 "
                + "K 10 L 7 M71T72 18 M_N 45 O_U 4"),
        new("C28", "Machinery", true, 0.0335, 0.45, 0.0112, 0.62, 0.14, 1.20, 0.03,
            "C10T15 2 C19T22 30 C23T24 80 C25 80 C26 35 C27 50 C28 120 C29T30 12 C_OTH 15 D_E 9 F 4 G46 50 G_I 7 H 17 J 14 K 11 "
                + "L 8 M71T72 20 M_N 45 O_U 4"),
        new("C29T30", "Vehicles, aircraft, ships", true, 0.0335, 0.45, 0.0100, 0.59, 0.20, 1.30, 0.03,
            "C10T15 6 C19T22 50 C23T24 55 C25 60 C26 30 C27 35 C28 35 C29T30 230 C_OTH 18 D_E 8 F 3 G46 60 G_I 10 H 20 J 10 K 9 "
                + "L 6 M71T72 35 M_N 40 O_U 3"),
        new("C_OTH", "Other manufacturing, repair, installation", true, 0.0134, 0.60, 0.0137, 0.59, 0.15, 0.90, 0.12,
            "A 40 B 3 C10T15 20 C19T22 50 C23T24 30 C25 30 C26 15 C27 12 C28 20 C29T30 6 C_OTH 140 D_E 20 F 6 G46 50 G_I 10 H 25 "
                + "J 15 K 12 L 12 M71T72 10 M_N 45 O_U 6"),
        new("D_E", "Energy, water, waste", false, 0.0032, 1.25, 0.0225, 0.36, 0.32, 1.40, 2.20,
            "A 3 B 130 C19T22 45 C23T24 6 C25 8 C26 4 C27 15 C28 15 C29T30 3 C_OTH 25 D_E 210 F 30 G46 22 G_I 6 H 16 J 10 K 18 L "
                + "6 M71T72 14 M_N 30 O_U 10"),
        new("F", "Construction", false, 0.0006, 0.85, 0.0225, 0.55, 0.07, 0.85, 0.04,
            "A 1 B 8 C10T15 3 C19T22 25 C23T24 85 C25 70 C26 6 C27 28 C28 14 C29T30 3 C_OTH 45 D_E 7 F 130 G46 38 G_I 18 H 15 J "
                + "8 K 15 L 12 M71T72 30 M_N 50 O_U 4"),
        new("G46", "Wholesale trade", false, 0.0054, 0.55, 0.0250, 0.55, 0.10, 1.10, 0.03,
            "A 3 C10T15 8 C19T22 12 C23T24 3 C25 5 C26 8 C27 3 C28 5 C29T30 8 C_OTH 15 D_E 8 F 7 G46 45 G_I 25 H 100 J 28 K 22 L "
                + "35 M71T72 6 M_N 95 O_U 8"),
        new("G_I", "Other trade, hotels, restaurants", false, 0.0017, 0.55, 0.0312, 0.58, 0.11, 0.60, 0.04,
            "A 15 C10T15 75 C19T22 8 C23T24 3 C25 3 C26 3 C27 3 C28 2 C29T30 22 C_OTH 15 D_E 22 F 10 G46 30 G_I 15 H 30 J 20 K "
                + "20 L 65 M71T72 3 M_N 55 O_U 8"),
        new("H", "Transport and storage", false, 0.0108, 0.45, 0.0375, 0.57, 0.20, 0.95, 0.45,
            "A 1 C10T15 3 C19T22 85 C25 4 C26 3 C27 3 C28 5 C29T30 30 C_OTH 15 D_E 15 F 18 G46 22 G_I 20 H 200 J 14 K 22 L 18 "
                + "M71T72 5 M_N 70 O_U 8"),
        new("J", "Information and communication", false, 0.0065, 0.30, 0.0225, 0.54, 0.20, 1.45, 0.02,
            "C10T15 2 C19T22 3 C25 2 C26 30 C27 6 C28 3 C29T30 2 C_OTH 18 D_E 7 F 7 G46 18 G_I 14 H 14 J 170 K 13 L 20 M71T72 10 "
                + "M_N 100 O_U 12"),
        new("K", "Finance and insurance", false, 0.0054, 0.30, 0.0438, 0.49, 0.10, 1.60, 0.01,
            "C19T22 1 C26 3 C_OTH 6 D_E 4 F 6 G46 4 G_I 10 H 9 J 45 K 220 L 25 M71T72 3 M_N 80 O_U 8"),
        new("L", "Real estate", false, 0.0002, 0.85, 0.0175, 0.07, 0.40, 1.00, 0.01,
            "C19T22 2 C23T24 3 C25 3 C27 3 C28 2 C_OTH 3 D_E 10 F 70 G46 5 G_I 5 H 3 J 6 K 60 L 40 M71T72 8 M_N 40 O_U 5"),
        new("M71T72", "Engineering, architecture, testing, research", false, 0.0065, 0.35, 0.0200, 0.59, 0.15, 1.35, 0.02,
            "C10T15 3 C19T22 12 C23T24 2 C25 5 C26 18 C27 5 C28 6 C29T30 3 C_OTH 10 D_E 9 F 7 G46 15 G_I 18 H 16 J 45 K 14 L 30 "
                + "M71T72 110 M_N 95 O_U 15"),
        new("M_N", "Other business services", false, 0.0076, 0.35, 0.0225, 0.59, 0.13, 0.95, 0.03,
            "A 1 C10T15 4 C19T22 8 C23T24 1 C25 3 C26 6 C27 3 C28 4 C29T30 8 C_OTH 16 D_E 6 F 8 G46 14 G_I 25 H 30 J 48 K 24 L "
                + "32 M71T72 15 M_N 165 O_U 10"),
        new("O_U", "Public administration, education, health, other services", false, 0.0003, 0.65, 0.0350, 0.76, 0.14, 0.95,
            0.03,
            "A 4 C10T15 20 C19T22 28 C23T24 1 C25 2 C26 8 C27 2 C28 3 C29T30 5 C_OTH 15 D_E 17 F 18 G46 18 G_I 15 H 14 J 25 K 13 "
                + "L 18 M71T72 12 M_N 50 O_U 22"),
    ];

    /// <summary>Mix of products in final use by category, per mille before scaling to one.</summary>
    public static readonly (string Category, double Share, double Tax, string Mix)[] FinalUse =
    [
        ("HH", 0.560, 0.105,
            "A 25 B 1 C10T15 120 C19T22 45 C23T24 4 C25 5 C26 18 C27 10 C28 4 C29T30 40 C_OTH 25 D_E 38 F 6 G46 55 G_I 195 H 40 "
                + "J 45 K 65 L 180 M71T72 2 M_N 22 O_U 130"),
        ("NPISH", 0.015, 0.005, "M_N 50 O_U 950"),
        ("GOV", 0.195, 0.007, "C19T22 25 F 5 G_I 7 H 10 J 8 M71T72 20 M_N 15 O_U 910"),
        ("GFCF", 0.225, 0.050, "A 2 C25 20 C26 55 C27 25 C28 105 C29T30 75 C_OTH 20 F 480 G46 35 H 6 J 75 L 10 M71T72 80 M_N 12"),
        ("INV", 0.005, 0.0, ""),
    ];

    /// <summary>Position of a sector by its code.</summary>
    public static int IndexOf(string code)
    {
        var i = Array.FindIndex(All, s => s.Code == code);
        return i >= 0 ? i : throw new UnknownLabelException(code, "sectors of the demonstration", All.Select(s => s.Code));
    }

    /// <summary>
    /// Reads "CODE number CODE number …" to one value a sector; what is not named gets <paramref name="otherwise"/>.
    /// </summary>
    public static double[] Read(string text, double otherwise)
    {
        var values = new double[All.Length];
        Array.Fill(values, otherwise);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i + 1 < words.Length; i += 2)
            values[IndexOf(words[i])] = double.Parse(words[i + 1], CultureInfo.InvariantCulture);
        return values;
    }
}
