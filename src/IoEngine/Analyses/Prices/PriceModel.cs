using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Leontief;

namespace IoEngine.Analyses.Prices;

/// <summary>
/// The price dual: p = (I − A')⁻¹ (v + τ + ω) = 1, Δp = (I − A')⁻¹ Δ: costs passed on in full. Immutable; safe for concurrent
/// use.
/// </summary>
/// <remarks>Δ is a change of cost per unit of output. Miller &amp; Blair (2009), § 2.6.</remarks>
public sealed class PriceModel(ImpactModel model)
{
    private readonly Coefficients coefficients = model.Coefficients;

    /// <summary>
    /// p, n: 1 for every industry with output, up to the solve's error; an input from an industry without output costs nothing
    /// here and lowers it.
    /// </summary>
    public LabelledVector<Industry> BasePrices()
    {
        var costs = new double[coefficients.Industries.Count];
        for (var j = 0; j < costs.Length; j++)
            costs[j] = coefficients.ValueAdded[j] + coefficients.TaxesOnProducts[j] + coefficients.OtherItems[j]
                + coefficients.Residual[j];
        return model.System.Multiplier(new LabelledVector<Industry>(coefficients.Industries, costs));
    }

    /// <summary>Δp for a change of cost per unit of output, n.</summary>
    public PriceChange Change(LabelledVector<Industry> costs) => new(coefficients.Source, model.System.Multiplier(costs));

    /// <summary>
    /// Wages of the industries for which <paramref name="where"/> holds change by <paramref name="share"/> (0.1: + 10 %).
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">The table has no compensation of employees.</exception>
    public PriceChange Wages(double share, Func<Industry, bool> where) =>
        Change(Shock(Required(coefficients.Source.Compensation, "compensation"), share, where));

    /// <summary>Other taxes on production change by <paramref name="share"/>.</summary>
    /// <exception cref="InvalidDataFindingsException">The table has no such row.</exception>
    public PriceChange ProductionTaxes(double share, Func<Industry, bool> where) =>
        Change(Shock(Required(coefficients.Source.OtherTaxes, "otherTaxes"), share, where));

    /// <summary>Taxes less subsidies on intermediate inputs change by <paramref name="share"/>.</summary>
    public PriceChange ProductTaxes(double share, Func<Industry, bool> where) =>
        Change(Shock(coefficients.Source.TaxesOnProducts, share, where));

    /// <summary>
    /// The prices of the industries for which <paramref name="where"/> holds are set from outside: they change by
    /// <paramref name="share"/>, whatever their own costs do (import prices: the industries of another region).
    /// </summary>
    /// <remarks>
    /// With S the industries that are set: Δp_S is given, and Δp_N = A'_NN Δp_N + A'_SN Δp_S for the others. That is one adjoint
    /// solve with the system in which the industries of S buy nothing (their columns of A are zero), checked by its residual as
    /// every solve is. Where A ≥ 0 is productive, so is that system. An industry without output keeps its price. Miller &amp;
    /// Blair (2009), § 2.6.
    /// </remarks>
    /// <exception cref="NumericalException">
    /// The system without the purchases of S is singular to working precision; the industry is named.
    /// </exception>
    public PriceChange SetPrices(double share, Func<Industry, bool> where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var given = new double[coefficients.Industries.Count];
        var others = model.System.A.Copy();
        for (var j = 0; j < given.Length; j++)
        {
            if (!coefficients.HasOutput(j) || !where(coefficients.Industries[j])) continue;
            given[j] = share;
            others.WritableColumn(j).Clear();
        }

        return new PriceChange(coefficients.Source,
            model.System.With(others).Multiplier(new LabelledVector<Industry>(coefficients.Industries, given)));
    }

    private LabelledVector<Industry> Shock(LabelledVector<Industry> row, double share, Func<Industry, bool> where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var perUnit = coefficients.PerUnit(row).Values.ToArray();
        for (var j = 0; j < perUnit.Length; j++) perUnit[j] = where(coefficients.Industries[j]) ? share * perUnit[j] : 0;
        return new LabelledVector<Industry>(coefficients.Industries, perUnit);
    }

    private static LabelledVector<Industry> Required(LabelledVector<Industry>? row, string role) => row
        ?? throw new InvalidDataFindingsException("The price shock can't be computed",
            Finding.Error("ROLE-MISSING", $"tables.roles.{role}",
                "The shock needs a row that the table does not have.", "", "a row of V", $"Name it in roles.{role}."));
}
