using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Analysis;

/// <summary>
/// The price dual: p = (I − A')⁻¹ (v + τ + ω) = 1, Δp = (I − A')⁻¹ Δ: costs passed on in full. Immutable; safe for concurrent use.
/// </summary>
/// <remarks>Δ is a change of cost per unit of output. Miller &amp; Blair (2009), § 2.6.</remarks>
public sealed class PriceModel(ImpactModel model)
{
    private readonly Coefficients coefficients = model.Coefficients;

    /// <summary>p, n: 1 for every industry with output; the deviation from 1 is the solve's error alone.</summary>
    public LabelledVector<Industry> BasePrices()
    {
        var costs = new double[coefficients.Industries.Count];
        for (var j = 0; j < costs.Length; j++)
            costs[j] = coefficients.ValueAdded[j] + coefficients.TaxesOnProducts[j] + coefficients.OtherItems[j] + coefficients.Residual[j];
        return model.System.Multiplier(new LabelledVector<Industry>(coefficients.Industries, costs));
    }

    /// <summary>Δp for a change of cost per unit of output, n.</summary>
    public PriceChange Change(LabelledVector<Industry> costs) => new(coefficients.Source, model.System.Multiplier(costs));

    /// <summary>Wages of the industries for which <paramref name="where"/> holds change by <paramref name="share"/> (0.1: + 10 %).</summary>
    /// <exception cref="InvalidDataFindingsException">The table has no compensation of employees.</exception>
    public PriceChange Wages(double share, Func<Industry, bool> where) => Change(Shock(Required(coefficients.Source.Compensation, "compensation"), share, where));

    /// <summary>Other taxes on production change by <paramref name="share"/>.</summary>
    /// <exception cref="InvalidDataFindingsException">The table has no such row.</exception>
    public PriceChange ProductionTaxes(double share, Func<Industry, bool> where) => Change(Shock(Required(coefficients.Source.OtherTaxes, "otherTaxes"), share, where));

    /// <summary>Taxes less subsidies on intermediate inputs change by <paramref name="share"/>.</summary>
    public PriceChange ProductTaxes(double share, Func<Industry, bool> where) => Change(Shock(coefficients.Source.TaxesOnProducts, share, where));

    /// <summary>
    /// The prices of the industries for which <paramref name="where"/> holds are set from outside: they change by <paramref name="share"/>, whatever
    /// their own costs do (import prices: the industries of another region).
    /// </summary>
    /// <remarks>One adjoint solve for each such industry: the costs δ are found for which (L'δ) is the given change there.</remarks>
    public PriceChange SetPrices(double share, Func<Industry, bool> where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var set = Enumerable.Range(0, coefficients.Industries.Count).Where(j => where(coefficients.Industries[j]) && coefficients.HasOutput(j)).ToArray();
        using var unit = DenseMatrix.Create(coefficients.Industries.Count, set.Length, (i, k) => i == set[k] ? 1 : 0);
        using var response = model.System.SolveAdjoint(unit);

        var matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(set.Length, set.Length, (i, k) => response[set[i], k]);
        var costs = set.Length == 0 ? [] : matrix.LU().Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(set.Length, share)).ToArray();
        using var delta = DenseMatrix.FromVector(costs);
        using var change = MatrixProducts.Multiply(response, delta);
        return new PriceChange(coefficients.Source, new LabelledVector<Industry>(coefficients.Industries, change.Column(0)));
    }

    private LabelledVector<Industry> Shock(LabelledVector<Industry> row, double share, Func<Industry, bool> where)
    {
        ArgumentNullException.ThrowIfNull(where);
        var perUnit = coefficients.PerUnit(row).Values.ToArray();
        for (var j = 0; j < perUnit.Length; j++) perUnit[j] = where(coefficients.Industries[j]) ? share * perUnit[j] : 0;
        return new LabelledVector<Industry>(coefficients.Industries, perUnit);
    }

    private static LabelledVector<Industry> Required(LabelledVector<Industry>? row, string role) => row
        ?? throw new InvalidDataFindingsException("The price shock can't be computed", Finding.Error("ROLE-MISSING", $"tables.roles.{role}",
            "The shock needs a row that the table does not have.", "", "a row of V", $"Name it in roles.{role}."));
}
