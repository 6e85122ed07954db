using IoEngine.Numerics;

namespace IoEngine.Demonstration;

/// <summary>About 30,000 suppliers: each has a country and a family; some are old acquaintances, others come and go.</summary>
internal sealed class SupplierPool
{
    private const int Suppliers = 30_000;

    // A country with half the orders has less than half the suppliers: distance makes for few and small ones.
    private const double Spread = 0.75;
    private const double CoreShare = 0.08;
    private const double CoreOrders = 0.55;
    private readonly int[] first;
    private readonly int[] size;

    /// <summary>Lays out the pool by country and family.</summary>
    public SupplierPool()
    {
        var (countries, families) = (SupplierCountry.All, PurchaseFamily.All);
        first = new int[countries.Length * families.Length];
        size = new int[first.Length];
        var spread = countries.Select(c => PortableMath.Power(c.Weight, Spread)).ToArray();
        var next = 1;
        for (var i = 0; i < first.Length; i++)
        {
            var (country, family) = (countries[i / families.Length], families[i % families.Length]);
            var shares = families.Select(f => (country.Host ? f.Host : f.Abroad) / Math.Sqrt(f.Size)).ToArray();
            size[i] = Math.Max(1,
                (int)(Suppliers * spread[i / families.Length] / spread.Sum() * shares[i % families.Length] / shares.Sum()));
            first[i] = next;
            next += size[i];
        }

        Count = next - 1;
    }

    /// <summary>How many suppliers there are.</summary>
    public int Count { get; }

    /// <summary>A supplier of a country and family who is in business in a year.</summary>
    public int Draw(int country, int family, int year, SeededRandom random)
    {
        var i = (country * PurchaseFamily.All.Length) + family;
        var core = Math.Max(1, (int)(size[i] * CoreShare));
        var u = random.NextDouble();
        if (size[i] <= 3 || random.Chance(CoreOrders)) return first[i] + (int)(Math.Min(core, size[i]) * u * u * u);
        // The others are in business for some years: the window moves over the pool from the first year to the last.
        var rest = size[i] - core;
        var window = Math.Max(1, (int)(0.3 * rest));
        var start = (int)((rest - window) * (year - DemonstrationWorld.FirstYear)
            / (double)(DemonstrationWorld.LastYear - DemonstrationWorld.FirstYear));
        return first[i] + core + start + (int)(window * u);
    }

    /// <summary>NACE class of a supplier: always the same for one supplier and group.</summary>
    public static string NaceOf(int supplier, PurchaseFamily family, PurchaseGroup group)
    {
        var bits = RandomBits.Scatter((ulong)supplier);
        var u = (bits >> 40) / (double)(1 << 24);
        if (u < family.Wholesalers) return (bits & 1) == 0 ? "46.69" : "46.52";
        return u > 0.94 ? "" : group.Nace[(int)(bits % (ulong)group.Nace.Length)];
    }
}
