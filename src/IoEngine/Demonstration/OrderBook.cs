using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>Streams the orders of a world, year by year and in the order of time.</summary>
/// <remarks>
/// The yearly totals are given (a mean of 543 MCHF, peaks in 2004 and 2018, a dip in 2020); sizes are a log-normal body with a
/// Pareto tail, so that most orders are small and the large ones are worth most. However many orders are asked for, they are
/// worth the same in total.
/// </remarks>
internal sealed class OrderBook
{
    /// <summary>Value of the orders by year from 1999, million CHF.</summary>
    public static readonly int[] YearlyMillions =
        [470, 430, 520, 600, 690, 790, 698, 600, 520, 470, 450, 430, 440, 430, 450, 470, 490, 540, 600, 690, 610, 420, 510, 560,
            600, 640];

    private const double BodyMedian = 0.08;
    private const double BodySigma = 1.7;
    private const double TailShare = 0.03;
    private const double TailStart = 2.8;
    private const double TailExponent = 1.3;
    private const double LargestOrder = 45e6;
    private const int CapRounds = 6;
    private readonly long seed;
    private readonly int count;
    private readonly SupplierPool suppliers = new();
    private readonly ExchangeRates rates = ExchangeRates.Embedded;

    /// <summary>A book of so many orders.</summary>
    public OrderBook(long seed, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        this.seed = seed;
        this.count = count;
    }

    /// <summary>The orders.</summary>
    public IEnumerable<DemonstrationOrder> Orders()
    {
        var weights = YearlyMillions.Select((m, i) => Math.Sqrt(m) * (1 + (0.02 * i))).ToArray();
        var (all, reached, number) = (weights.Sum(), 0.0, 0);
        for (var i = 0; i < YearlyMillions.Length; i++)
        {
            reached += weights[i];
            var last = i == YearlyMillions.Length - 1 ? count : (int)(count * reached / all);
            foreach (var order in OrdersOf(DemonstrationWorld.FirstYear + i, last - number, YearlyMillions[i] * 1e6))
                yield return order with { Number = ++number };
        }
    }

    private IEnumerable<DemonstrationOrder> OrdersOf(int year, int orders, double total)
    {
        if (orders == 0) yield break;
        var random = new SeededRandom(seed, 5000 + year);
        var market = new Market(year);
        var kinds = new int[orders];
        var values = new double[orders];
        for (var i = 0; i < orders; i++)
        {
            kinds[i] = market.Draw(random);
            values[i] = PurchaseFamily.All[Market.Family(kinds[i])].Size * Size(random);
            if (values[i] < 0.5 && random.Chance(0.004)) values[i] = -values[i];
        }

        Normalise(values, total);
        for (var i = 0; i < orders; i++)
            yield return Order(year, kinds[i], values[i], DateOf(year, (i + random.NextDouble()) / orders), random);
    }

    private DemonstrationOrder Order(int year, int kind, double value, DateOnly date, SeededRandom random)
    {
        var (country, family) = (SupplierCountry.All[Market.Country(kind)], PurchaseFamily.All[Market.Family(kind)]);
        var group = GroupOf(family, random);
        var supplier = suppliers.Draw(Market.Country(kind), Market.Family(kind), year, random);
        var currency = CurrencyOf(country, random);
        var nace = SupplierPool.NaceOf(supplier, family, group);
        var code = year <= 2011 ? group.OldCode : group.Code;
        // Real extracts have holes: a code, seldom the activity too, and once in a few thousand rows the country.
        var hole = random.NextDouble();
        if (hole < 0.020) code = "";
        if (hole < 0.003) nace = "";
        var onSite = random.Chance(country.Host ? group.OnSite : 0.3 * group.OnSite);
        var (inKind, funding) = (random.Chance(0.01), random.Chance(0.002));
        var cents = (long)Math.Round(value * 100 * rates.PerFranc(currency, year));
        return new DemonstrationOrder(0, date, supplier, hole > 0.9997 ? "" : country.Code, code, nace, cents, currency, onSite,
            inKind && !onSite, funding && !inKind && !onSite);
    }

    private static PurchaseGroup GroupOf(PurchaseFamily family, SeededRandom random)
    {
        var u = random.NextDouble();
        foreach (var group in family.Groups)
        {
            u -= group.Weight;
            if (u < 0) return group;
        }

        return family.Groups[^1];
    }

    private static string CurrencyOf(SupplierCountry country, SeededRandom random)
    {
        var u = random.NextDouble();
        if (country.Host || country.Currency == "EUR")
            return u < 0.9 ? country.Currency : country.Currency == "CHF" ? "EUR" : "CHF";
        return u < 0.6 ? country.Currency : u < 0.8 ? "EUR" : "CHF";
    }

    /// <summary>Value of an order, in units in which the body's median is 0.08; the tail has no end here.</summary>
    private static double Size(SeededRandom random) => random.Chance(TailShare)
        ? TailStart * PortableMath.Power(1 - random.NextDouble(), -1 / TailExponent)
        : BodyMedian * random.NextFactor(BodySigma);

    // Scales to the year's total; an order above the largest contract ever placed is cut, which lifts the others a little: a few
    // rounds settle it.
    private static void Normalise(double[] values, double total)
    {
        var cap = Math.Max(LargestOrder, 1.5 * total / values.Length);
        for (var round = 0; round <= CapRounds; round++)
        {
            var sum = 0.0;
            foreach (var value in values) sum += value;
            for (var i = 0; i < values.Length; i++) values[i] *= total / sum;
            if (round == CapRounds) return;
            for (var i = 0; i < values.Length; i++) values[i] = Math.Min(values[i], cap);
        }
    }

    // 4 January to 22 December, Mondays to Fridays: the laboratory closes over the turn of the year.
    private static DateOnly DateOf(int year, double share)
    {
        var from = new DateOnly(year, 1, 4);
        var days = new DateOnly(year, 12, 22).DayNumber - from.DayNumber + 1;
        var date = from.AddDays(Math.Min((int)(share * days), days - 1));
        return date.DayOfWeek switch
        {
            DayOfWeek.Saturday => date.AddDays(-1),
            DayOfWeek.Sunday => date.AddDays(-2),
            _ => date,
        } is var weekday && weekday.Year == year
            ? weekday
            : date;
    }
}
