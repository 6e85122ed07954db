namespace IoEngine.Membership;

/// <summary>What one country ordered, earned and paid over a window. Immutable.</summary>
/// <param name="Country">ISO 3166 alpha-3 code, or a group.</param>
/// <param name="Orders">Order value, in the report currency.</param>
/// <param name="ValueAdded">Value added of all channels, in the report currency.</param>
/// <param name="Contribution">Contribution, in the report currency; 0: it pays none.</param>
public sealed record ReturnInput(string Country, double Orders, double ValueAdded, double Contribution);

/// <summary>Shares and returns of one country over a window. Immutable.</summary>
/// <param name="Country">ISO 3166 alpha-3 code, or a group.</param>
/// <param name="OrderShare">Share of all orders.</param>
/// <param name="ValueAddedShare">Share of all value added.</param>
/// <param name="ContributionShare">Share of all contributions; null where no contribution is known at all.</param>
/// <param name="ReturnCoefficient">RC = order share / contribution share; null where the country pays no contribution.</param>
/// <param name="ValueChainReturn">
/// VRC = value-added share / contribution share; null where the country pays no contribution.
/// </param>
public sealed record CountryReturn(
    string Country, double OrderShare, double ValueAddedShare, double? ContributionShare, double? ReturnCoefficient,
    double? ValueChainReturn);

/// <summary>Returns on contributions over a window of years.</summary>
/// <remarks>
/// RC_c = (order value of c / all) / (contribution of c / all), VRC_c the same with value added. Undefined, not infinite, without
/// a contribution. Σ_c (contribution share) RC_c over all payers is the payers' share of orders.
/// </remarks>
public static class ReturnStatement
{
    /// <summary>Shares and returns of every country given; shares of orders and of value added sum to 1 each.</summary>
    public static IReadOnlyList<CountryReturn> Of(IReadOnlyList<ReturnInput> countries)
    {
        ArgumentNullException.ThrowIfNull(countries);
        var (orders, valueAdded, contributions) =
            (countries.Sum(c => c.Orders), countries.Sum(c => c.ValueAdded), countries.Sum(c => c.Contribution));
        return countries.Select(c =>
        {
            var (orderShare, valueAddedShare) = (Share(c.Orders, orders), Share(c.ValueAdded, valueAdded));
            double? paid = contributions > 0 ? c.Contribution / contributions : null;
            var pays = paid > 0;
            return new CountryReturn(c.Country, orderShare, valueAddedShare, paid,
                pays ? orderShare / paid : null, pays ? valueAddedShare / paid : null);
        }).ToArray();
    }

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;
}
