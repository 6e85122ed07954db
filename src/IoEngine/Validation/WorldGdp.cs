using IoEngine.Accounts;

namespace IoEngine.Validation;

/// <summary>Gross domestic product of the world by year, to tell whether the unit of a table is what it says.</summary>
internal static class WorldGdp
{
    /// <summary>Trillion current USD, World Bank (NY.GDP.MKTP.CD), as revised by 2024, two decimals.</summary>
    private static readonly Dictionary<int, double> Trillions = new()
    {
        [1965] = 1.99, [1990] = 22.82, [1995] = 31.14, [1996] = 31.86, [1997] = 31.75, [1998] = 31.70, [1999] = 32.73,
        [2000] = 33.84, [2001] = 33.63, [2002] = 34.92, [2003] = 39.15, [2004] = 44.12, [2005] = 47.76, [2006] = 51.75,
        [2007] = 58.31, [2008] = 64.07, [2009] = 60.72, [2010] = 66.51, [2011] = 73.96, [2012] = 75.60, [2013] = 77.75,
        [2014] = 79.89, [2015] = 75.36, [2016] = 76.59, [2017] = 81.55, [2018] = 86.69, [2019] = 87.95, [2020] = 85.58,
        [2021] = 97.53, [2022] = 101.23, [2023] = 105.44,
    };

    /// <summary>
    /// EUR per USD, annual averages, Federal Reserve H.10 (the same figures as the demonstration's fx.csv), 1999 to 2024.
    /// </summary>
    private static readonly double[] EuroPerDollar =
    [
        0.9387, 1.0832, 1.1171, 1.0578, 0.8833, 0.8040, 0.8033, 0.7960, 0.7293, 0.6791, 0.7176, 0.7541, 0.7178, 0.7777, 0.7530,
        0.7520, 0.9012, 0.9032, 0.8849, 0.8462, 0.8933, 0.8764, 0.8453, 0.9493, 0.9245, 0.9242,
    ];

    /// <summary>GDP of the world in units of a table; null where the year or the rate is not known.</summary>
    public static double? In(Unit unit, int year)
    {
        if (!Trillions.TryGetValue(year, out var trillions)) return null;
        double? rate = unit.Currency switch
        {
            "USD" => 1,
            "EUR" when year >= 1999 && year < 1999 + EuroPerDollar.Length => EuroPerDollar[year - 1999],
            _ => null,
        };
        return trillions * 1e12 * rate / unit.Scale;
    }
}
