using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Leontief;

namespace IoEngine.Analyses.Net;

/// <summary>What the members' contributions would have bought otherwise: the demand that a net effect subtracts.</summary>
/// <remarks>
/// net = effect(f − f_alt) = effect(f) − effect(f_alt), exact by linearity. Gross and net are never mixed: a net effect may be
/// negative.
/// </remarks>
public static class AlternativeUse
{
    /// <summary>
    /// f_alt = Σ_r c_r · mix_r: each region's contribution spent on the usual mix of its government, households or investment.
    /// </summary>
    /// <param name="coefficients">Coefficients of a validated table.</param>
    /// <param name="kind">Whose mix: government by default of the method.</param>
    /// <param name="contributions">Contribution of each region at purchasers' prices, table currency.</param>
    /// <returns>Demand at basic prices, n; product taxes and purchases abroad leak.</returns>
    /// <exception cref="InvalidDataFindingsException">
    /// The table has no such final use, or a contributing region's is not positive.
    /// </exception>
    public static LabelledVector<Industry> Demand(Coefficients coefficients, AccountKind kind,
        LabelledVector<Region> contributions)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(contributions);
        var regions = contributions.Axis.Where(r => contributions[r] != 0).ToArray();
        var findings = new List<Finding>();
        var patterns = SpendingPatterns.EverythingSpent(coefficients.Source, findings);
        patterns.Require(kind, regions);
        if (findings.Count > 0)
            throw new InvalidDataFindingsException("The alternative use of contributions can't be computed", findings);
        var f = new double[coefficients.Industries.Count];
        var mix = new double[f.Length];
        foreach (var region in regions)
        {
            patterns.Fill(new Account(kind, region), mix);
            for (var i = 0; i < f.Length; i++) f[i] += contributions[region] * mix[i];
        }

        return new LabelledVector<Industry>(coefficients.Industries, f);
    }
}
