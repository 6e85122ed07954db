namespace IoEngine.Demonstration;

/// <summary>
/// A group of purchases: one code in each of the two schemes. The codes are invented; only their shape is a laboratory's.
/// </summary>
/// <param name="Code">In the purchase-family scheme, from 2012.</param>
/// <param name="OldCode">In the activity scheme, until 2011.</param>
/// <param name="Weight">Share of the family's orders.</param>
/// <param name="Nace">NACE Rev. 2 classes of its suppliers.</param>
/// <param name="OnSite">
/// Probability that the work is done on the laboratory's site when the supplier is from a host state.
/// </param>
internal sealed record PurchaseGroup(string Code, string OldCode, double Weight, string[] Nace, double OnSite = 0);

/// <summary>A family of purchases. The shares are plausible inventions.</summary>
/// <param name="Host">Share of the value ordered in the host states.</param>
/// <param name="Abroad">Share of the value ordered elsewhere.</param>
/// <param name="Size">Value of an order relative to the mean.</param>
/// <param name="Wholesalers">Share of suppliers that are distributors.</param>
/// <param name="Groups">Its groups.</param>
internal sealed record PurchaseFamily(double Host, double Abroad, double Size, double Wholesalers, PurchaseGroup[] Groups)
{
    /// <summary>All families, numbered from 1 in the codes.</summary>
    public static readonly PurchaseFamily[] All =
    [
        new(0.170, 0.040, 4.0, 0, // civil engineering and buildings
        [
            new("0101", "211", 0.35, ["41.20", "43.39"], 0.6), new("0102", "212", 0.15, ["42.13", "42.99"], 0.6),
            new("0103", "213", 0.35, ["43.21", "43.22"], 0.6), new("0104", "221", 0.15, ["71.11", "71.12"], 0.2),
        ]),
        new(0.070, 0.210, 1.5, 0.06, // electrical engineering and magnets
        [
            new("0201", "311", 0.35, ["27.11", "27.90"]), new("0202", "312", 0.25, ["27.11"]),
            new("0203", "313", 0.25, ["27.32", "27.33"]), new("0204", "321", 0.15, ["27.12"]),
        ]),
        new(0.060, 0.150, 0.7, 0.12, // electronics and radio frequency
        [
            new("0301", "411", 0.55, ["26.11", "26.12"]), new("0302", "412", 0.25, ["26.30"]),
            new("0303", "421", 0.20, ["26.51"]),
        ]),
        new(0.080, 0.110, 1.0, 0.12, // information technology
        [
            new("0401", "511", 0.40, ["26.20"]), new("0402", "521", 0.25, ["58.29", "62.01"]),
            new("0403", "522", 0.20, ["62.02", "62.03"], 0.4), new("0404", "512", 0.15, ["26.30"]),
        ]),
        new(0.100, 0.200, 0.8, 0.08, // mechanical engineering and raw materials
        [
            new("0501", "611", 0.50, ["25.62", "25.50"]), new("0502", "621", 0.20, ["24.10", "24.42"]),
            new("0503", "612", 0.15, ["28.41", "28.22"]), new("0504", "613", 0.15, ["25.11", "25.29"]),
        ]),
        new(0.040, 0.120, 1.3, 0.05, // vacuum and cryogenics
        [
            new("0601", "631", 0.40, ["28.13", "28.99"]), new("0602", "641", 0.30, ["28.25"]),
            new("0603", "632", 0.30, ["28.13", "28.14"]),
        ]),
        new(0.020, 0.070, 0.8, 0.05, // detectors and optics
        [
            new("0701", "431", 0.60, ["26.51", "26.60"]), new("0702", "432", 0.40, ["26.70"]),
        ]),
        new(0.020, 0.025, 0.6, 0.10, // gases, chemicals, radiation protection
        [
            new("0801", "711", 0.50, ["20.11"]), new("0802", "712", 0.30, ["20.59"]),
            new("0803", "721", 0.20, ["26.51", "32.99"]),
        ]),
        new(0.100, 0, 12.0, 0, // energy and water
        [
            new("0901", "811", 0.80, ["35.14", "35.11"]), new("0902", "812", 0.20, ["36.00", "35.30"]),
        ]),
        new(0.200, 0.025, 4.0, 0, // industrial services
        [
            new("1001", "911", 0.35, ["81.10", "81.21"], 0.9), new("1002", "912", 0.35, ["33.12", "33.20"], 0.8),
            new("1003", "913", 0.30, ["78.20", "82.11"], 0.9),
        ]),
        new(0.070, 0.035, 1.5, 0, // engineering studies and research
        [
            new("1101", "921", 0.60, ["71.12"], 0.4), new("1102", "922", 0.40, ["72.19", "71.20"], 0.1),
        ]),
        new(0.035, 0.008, 0.5, 0, // transport, vehicles, travel
        [
            new("1201", "931", 0.45, ["49.41", "52.29"], 0.2), new("1202", "932", 0.20, ["29.10", "45.11"]),
            new("1203", "933", 0.35, ["79.11", "51.10"]),
        ]),
        new(0.030, 0.004, 0.25, 0.15, // office, housing, printed matter
        [
            new("1301", "941", 0.55, ["31.01", "17.23"]), new("1302", "942", 0.25, ["55.10", "56.29"], 0.5),
            new("1303", "943", 0.20, ["18.12", "58.11"]),
        ]),
        new(0.020, 0.004, 3.0, 0, // insurance, banking, advice
        [
            new("1401", "951", 0.55, ["65.12", "64.19"]), new("1402", "952", 0.45, ["69.10", "70.22"]),
        ]),
    ];

    /// <summary>
    /// How much more than usual of a family is bought in a year: the collider's magnets, its caverns, the upgrade, computing,
    /// energy prices.
    /// </summary>
    public static double Era(int family, int year) => family switch
    {
        0 => year is <= 2003 ? 1.5 : year is >= 2018 and <= 2022 ? 1.6 : 1,
        1 or 4 or 5 => year is >= 2001 and <= 2007 ? 1.5 : year is >= 2016 ? 1.1 : 1,
        3 => 0.7 + (0.03 * (year - 1999)),
        8 => year is 2022 or 2023 ? 1.5 : year is 2013 or 2014 or 2019 or 2020 ? 0.6 : 1,
        _ => 1,
    };
}

/// <summary>
/// A country that suppliers come from. Weights are rounded inventions in the published pattern: hosts large, 2–3 % to
/// non-members.
/// </summary>
/// <param name="Code">ISO 3166 alpha-3.</param>
/// <param name="Weight">Share of the value ordered, per ten thousand.</param>
/// <param name="Trend">Relative change of the share from 2011 to 2024, and the opposite back to 1999.</param>
/// <param name="Currency">Currency in which most of its suppliers are paid.</param>
internal sealed record SupplierCountry(string Code, double Weight, double Trend, string Currency)
{
    private const string Minor =
        "IRL 5 LUX 6 SVN 6 HRV 2 LTU 2 LVA 2 UKR 3 PAK 2 BRA 2 CYP 1 AUS 4 SGP 4 HKG 3 MYS 1 THA 1 BLR 2 GEO 0.5 ARM 0.5 MEX 0.4 "
            + "ARG 0.4 CHL 0.4 COL 0.3 ZAF 0.6 EGY 0.3 MAR 0.4 TUN 0.4 IRN 0.3 IDN 0.3 VNM 0.3 PHL 0.3 NZL 0.4 ISL 0.3 LIE 3 MCO "
            + "0.6 MLT 0.4 MKD 0.3 BIH 0.4 MNE 0.3 ALB 0.3 MDA 0.3 AZE 0.3 KAZ 0.3 UZB 0.3 SAU 0.3 ARE 0.6 QAT 0.3 KWT 0.3 JOR "
            + "0.3 LBN 0.3 BGD 0.3 LKA 0.3 NPL 0.3 PER 0.3 ECU 0.3 CUB 0.3 URY 0.3 CRI 0.3 GHA 0.3 KEN 0.3";

    /// <summary>All 92.</summary>
    public static readonly SupplierCountry[] All =
    [
        new("CHE", 3350, 0.05, "CHF"), new("FRA", 2750, 0.05, "EUR"), new("DEU", 1080, -0.05, "EUR"),
        new("ITA", 700, -0.05, "EUR"), new("GBR", 480, -0.05, "GBP"), new("ESP", 330, 0.1, "EUR"), new("NLD", 270, 0.05, "EUR"),
        new("BEL", 165, 0, "EUR"), new("AUT", 150, 0, "EUR"), new("SWE", 100, 0, "SEK"), new("FIN", 95, -0.2, "EUR"),
        new("POL", 70, 0.5, "PLN"), new("CZE", 60, 0.3, "CZK"), new("DNK", 55, 0, "DKK"), new("NOR", 45, 0.2, "NOK"),
        new("PRT", 40, 0.3, "EUR"), new("HUN", 30, 0.3, "EUR"), new("GRC", 30, -0.2, "EUR"), new("ISR", 30, 0.3, "USD"),
        new("BGR", 20, 0.3, "EUR"), new("ROU", 20, 0.6, "EUR"), new("SVK", 18, 0.3, "EUR"), new("SRB", 4, 0.7, "EUR"),
        new("EST", 3, 0.7, "EUR"), new("USA", 85, -0.2, "USD"), new("JPN", 35, -0.6, "JPY"), new("RUS", 24, -0.4, "EUR"),
        new("CHN", 22, 0.8, "USD"), new("IND", 10, 0.4, "USD"), new("CAN", 6, -0.2, "USD"), new("TWN", 7, 0.3, "USD"),
        new("KOR", 6, 0.6, "USD"), new("TUR", 5, 0.7, "EUR"), .. Others(),
    ];

    /// <summary>Whether the laboratory stands in this country.</summary>
    public bool Host => Code is "CHE" or "FRA";

    /// <summary>Weight in a year.</summary>
    public double WeightIn(int year) => Code switch
    {
        "RUS" or "BLR" when year >= 2023 => 0,
        // While the collider was built, more of the money went to industry far from the site.
        "CHE" or "FRA" when year is >= 2001 and <= 2007 => Weight * 0.88,
        _ => Weight * (1 + (Trend * (year - 2011) / 13.0)),
    };

    private static SupplierCountry[] Others()
    {
        var words = Minor.Split(' ');
        return Enumerable.Range(0, words.Length / 2)
            .Select(
                i => new SupplierCountry(words[2 * i],
                    double.Parse(words[(2 * i) + 1], System.Globalization.CultureInfo.InvariantCulture), 0,
                    words[2 * i] is "IRL" or "LUX" or "SVN" or "HRV" or "LTU" or "LVA" or "CYP" or "MCO" or "MLT" or "MNE" ? "EUR"
                        : words[2 * i] is "LIE" ? "CHF" : "USD"))
            .ToArray();
    }
}
