namespace IoEngine.Numerics;

/// <summary>The Chebyshev iteration for (I − M) w = r with the spectrum of M within [−0.15 λ, 1.05 λ].</summary>
/// <param name="Radius">λ.</param>
/// <param name="Count">Products with M.</param>
/// <param name="Middle">The middle of the spectrum of I − M.</param>
/// <param name="HalfWidth">Half its width.</param>
internal sealed record ChebyshevSteps(double Radius, int Count, double Middle, double HalfWidth)
{
    private const double Reduction = 0.004;
    private const int Most = 12;

    /// <summary>For M = 0.</summary>
    public static ChebyshevSteps None { get; } = new(0, 0, 1, 0.5);

    /// <summary>As many steps as reduce the error to 0.004; null where these are too many, or λ is no number below one.</summary>
    public static ChebyshevSteps? For(double radius)
    {
        if (radius == 0) return None;
        double low = 1 - (1.05 * radius), high = 1 + (0.15 * radius);
        if (!(low > 0)) return null;
        double middle = (low + high) / 2, half = (high - low) / 2, ratio = middle / half;
        double before = 1, now = ratio;
        for (var degree = 1; degree <= Most; degree++)
        {
            (before, now) = (now, (2 * ratio * now) - before);
            if (1 / now <= Reduction) return new ChebyshevSteps(radius, degree, middle, half);
        }

        return null;
    }
}
