using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Households;

/// <summary>
/// K: the capital goods that industries use up per unit of output, by the industry that makes them; L_K = (I − A − K)⁻¹.
/// Immutable.
/// </summary>
/// <remarks>
/// K ≥ 0 and 1'K ≤ consumption of fixed capital per unit of output; what K does not place stays a leak. Value added stays gross:
/// value added − capital placed + taxes + other items = demand. Lenzen and Treloar (2004), Endogenising Capital.
/// </remarks>
public sealed class CapitalUse
{
    private const double Rounding = 1e-9;
    private const int MostNamed = 10;

    private CapitalUse(DenseMatrix k, double[] placed, double[] taxes) => (Matrix, Placed, Taxes) = (k, placed, taxes);

    /// <summary>K, n × n.</summary>
    public DenseMatrix Matrix { get; }

    /// <summary>1'K: capital placed per unit of output, n, basic prices.</summary>
    public IReadOnlyList<double> Placed { get; }

    /// <summary>
    /// Product taxes on what is placed, per unit of output, n: at the rate that investment of the region bears, and never more
    /// than the capital used up that is left.
    /// </summary>
    public IReadOnlyList<double> Taxes { get; }

    /// <summary>K from what industries use up per unit of output.</summary>
    /// <param name="coefficients">Coefficients of a table that has consumption of fixed capital.</param>
    /// <param name="perUnit">n × n: capital good i per unit of output of j, basic prices. Kept, not copied.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// A cell is negative or no number, an industry places more than it uses up or has no output, or the table lacks consumption
    /// of fixed capital; every such cell and industry is counted, the first ten are named.
    /// </exception>
    public static CapitalUse Of(Coefficients coefficients, DenseMatrix perUnit)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        ArgumentNullException.ThrowIfNull(perUnit);
        var n = coefficients.Industries.Count;
        if (perUnit.Rows != n || perUnit.Columns != n) throw new ArgumentException($"K must be {n} × {n}.", nameof(perUnit));
        if (coefficients.Source.FixedCapital is not { } used) throw Unusable([LabourIncome.NoFixedCapital()]);
        var consumption = coefficients.PerUnit(used);
        var placed = new double[n];
        var (negative, exceeding) = (new List<string>(), new List<string>());
        for (var j = 0; j < n; j++)
        {
            var column = perUnit.Column(j);
            for (var i = 0; i < n; i++)
            {
                if (!(column[i] >= 0 && double.IsFinite(column[i])))
                    negative.Add($"{coefficients.Industries[i]} in {coefficients.Industries[j]}: {Shown(column[i])}");
                placed[j] += column[i];
            }

            if (!(placed[j] <= consumption[j] + (Rounding * Math.Abs(consumption[j]))))
                exceeding.Add($"{coefficients.Industries[j]}: {Shown(placed[j] * coefficients.Source.Output[j])} placed of "
                    + $"{Shown(used[j])}" + (coefficients.HasOutput(j) ? "" : ", without output"));
        }

        var findings = new List<Finding>();
        if (negative.Count > 0)
            findings.Add(Finding.Error("CAPITAL-NEGATIVE", "closure.capital", "Capital goods used up are negative, or no number.",
                Some(negative), "0 or more", "Correct these cells."));
        if (negative.Count == 0 && exceeding.Count > 0)
            findings.Add(Finding.Error("CAPITAL-EXCEEDS-CFC", "closure.capital",
                "Industries would use up more capital goods than their consumption of fixed capital.", Some(exceeding),
                "at most the consumption of fixed capital of the table",
                "Check unit and year of the file; capital goods at purchasers' prices hold taxes and margins."));
        return findings.Count > 0 ? throw Unusable(findings)
            : new CapitalUse(perUnit, placed, TaxesOn(coefficients, placed, consumption));
    }

    /// <summary>The same for industries of some regions alone; the others use up what no account replaces.</summary>
    internal CapitalUse Where(Func<int, bool> keep)
    {
        if (Enumerable.Range(0, Placed.Count).All(keep)) return this;
        var kept = Matrix.Copy();
        var (placed, taxes) = (Placed.ToArray(), Taxes.ToArray());
        for (var j = 0; j < placed.Length; j++)
        {
            if (keep(j)) continue;
            kept.WritableColumn(j).Clear();
            placed[j] = taxes[j] = 0;
        }

        return new CapitalUse(kept, placed, taxes);
    }

    /// <summary>
    /// Accounts in which capital buys nothing more, since K does: what is left of capital income is the product taxes on it.
    /// </summary>
    internal InstitutionAccounts Over(InstitutionAccounts accounts)
    {
        var (income, spending) = (accounts.IncomeRows.Copy(), accounts.Spending.Copy());
        var taxes = accounts.ProductTaxes.ToArray();
        for (var a = 0; a < taxes.Length; a++)
        {
            if (accounts.Accounts[a].Kind != AccountKind.Capital) continue;
            spending.WritableColumn(a).Clear();
            var row = income.WritableColumn(a);
            for (var j = 0; j < row.Length; j++)
                row[j] = accounts.Industries[j].Region == accounts.Accounts[a].Region ? Taxes[j] : 0;
            taxes[a] = 1;
        }

        return new InstitutionAccounts(accounts.Accounts, accounts.Industries, income, spending,
            ClosureBuilder.TaxTransfers(accounts.Accounts, taxes), taxes)
        {
            SurplusIncome = accounts.SurplusIncome,
            CapitalPlaced = Placed,
        };
    }

    private static double[] TaxesOn(Coefficients coefficients, double[] placed, LabelledVector<Industry> consumption)
    {
        var taxes = new double[placed.Length];
        if (coefficients.Source.Investment is not { } investment) return taxes;
        var rates = new double[coefficients.Source.Table.Regions.Count];
        for (var r = 0; r < rates.Length; r++)
        {
            var bought = investment.Totals[r] - investment.Taxes[r] - investment.Other[r];
            rates[r] = bought > 0 ? investment.Taxes[r] / bought : 0;
        }

        for (var j = 0; j < taxes.Length; j++)
        {
            var left = Math.Max(0, consumption[j] - placed[j]);
            taxes[j] = Math.Min(rates[coefficients.Source.Table.RegionOf[j]] * placed[j], left);
        }

        return taxes;
    }

    private static InvalidDataFindingsException Unusable(IReadOnlyList<Finding> findings) =>
        new("The capital-use matrix can't be used", findings);

    private static string Shown(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    /// <summary>The first ten of many, with how many there are.</summary>
    internal static string Some(List<string> all) =>
        string.Join("; ", all.Take(MostNamed)) + (all.Count > MostNamed ? $"; {all.Count} in all" : "");
}
