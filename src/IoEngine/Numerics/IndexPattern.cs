namespace IoEngine.Numerics;

/// <summary>
/// What a solver may know about the indices of A: which region and product each is, and how much weight it has.
/// </summary>
/// <param name="RegionOf">For each index the number of its region.</param>
/// <param name="ProductOf">
/// For each index the number of its product, the same one in every region; null: its position within its region.
/// </param>
/// <param name="Output">x, to weigh a region's users of a product by; null: all alike.</param>
internal sealed record IndexPattern(
    IReadOnlyList<int> RegionOf, IReadOnlyList<int>? ProductOf = null, IReadOnlyList<double>? Output = null)
{
    /// <summary>The product of each index, from 0, without gaps.</summary>
    public int[] Products()
    {
        var of = new int[RegionOf.Count];
        if (ProductOf is not null)
        {
            var numbers = new Dictionary<int, int>();
            for (var i = 0; i < of.Length; i++)
            {
                if (!numbers.TryGetValue(ProductOf[i], out var number)) numbers[ProductOf[i]] = number = numbers.Count;
                of[i] = number;
            }

            return of;
        }

        var next = new Dictionary<int, int>();
        for (var i = 0; i < of.Length; i++)
        {
            of[i] = next.GetValueOrDefault(RegionOf[i]);
            next[RegionOf[i]] = of[i] + 1;
        }

        return of;
    }
}
