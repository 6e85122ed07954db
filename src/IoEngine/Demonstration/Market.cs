namespace IoEngine.Demonstration;

/// <summary>Who sells what in a year: probabilities of country and family.</summary>
internal sealed class Market
{
    private readonly double[] cumulated;

    /// <summary>The market of a year.</summary>
    public Market(int year)
    {
        var (countries, families) = (SupplierCountry.All, PurchaseFamily.All);
        cumulated = new double[countries.Length * families.Length];
        var sum = 0.0;
        for (var c = 0; c < countries.Length; c++)
        {
            var shares = families.Select((f, i) => (countries[c].Host ? f.Host : f.Abroad) * PurchaseFamily.Era(i, year))
                .ToArray();
            var all = shares.Sum();
            for (var f = 0; f < families.Length; f++)
            {
                // Shares are of value; the number of orders is that over their size.
                sum += countries[c].WeightIn(year) * shares[f] / all / families[f].Size;
                cumulated[(c * families.Length) + f] = sum;
            }
        }
    }

    /// <summary>Position of the country of a kind.</summary>
    public static int Country(int kind) => kind / PurchaseFamily.All.Length;

    /// <summary>Position of the family of a kind.</summary>
    public static int Family(int kind) => kind % PurchaseFamily.All.Length;

    /// <summary>A kind of order: country and family.</summary>
    public int Draw(SeededRandom random)
    {
        var target = random.NextDouble() * cumulated[^1];
        var (low, high) = (0, cumulated.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (cumulated[middle] > target) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}
