namespace IoEngine.Households;

/// <summary>
/// Taxes and contributions of one region as shares; null: not known, which is not zero. Satellites: they are measured, they do
/// not feed back. Immutable.
/// </summary>
/// <param name="EmployersSocial">Employers' social contributions, share of compensation of employees.</param>
/// <param name="EmployeesSocial">Employees' social contributions, share of compensation of employees.</param>
/// <param name="WageTax">Tax on wages, share of compensation of employees.</param>
/// <param name="ProfitTax">Tax on net operating surplus, share of it.</param>
/// <param name="CompulsoryInWedge">
/// Compulsory payments that are no revenue of government, where θ is net of them: a part of 1 − θ.
/// </param>
/// <param name="CashBenefits">Cash benefits, negative: a part of 1 − θ.</param>
public sealed record FiscalRate(double? EmployersSocial = null, double? EmployeesSocial = null, double? WageTax = null,
    double? ProfitTax = null, double? CompulsoryInWedge = null, double? CashBenefits = null)
{
    /// <summary>Parts of 1 − θ may miss it by so much.</summary>
    internal const double WedgeTolerance = 1e-3;

    /// <summary>
    /// 1 − θ as the sum of its parts: social contributions, wage tax, payments that are no revenue, benefits; null where one of
    /// the first three is not known.
    /// </summary>
    public double? Wedge => EmployersSocial + EmployeesSocial + WageTax is { } known
        ? known + (CompulsoryInWedge ?? 0) + (CashBenefits ?? 0) : null;

    /// <summary>The same split of another wedge.</summary>
    internal FiscalRate For(double wedge) => Wedge is not (> 0 and var sum) || sum == wedge ? this : this with
    {
        EmployersSocial = EmployersSocial * wedge / sum,
        EmployeesSocial = EmployeesSocial * wedge / sum,
        WageTax = WageTax * wedge / sum,
        CompulsoryInWedge = CompulsoryInWedge * wedge / sum,
        CashBenefits = CashBenefits * wedge / sum,
    };

    /// <summary>The rates by the column that they stand in.</summary>
    internal static IReadOnlyList<(string Column, Func<FiscalRate, double?> Of)> All { get; } =
    [
        ("employers_social", static r => r.EmployersSocial), ("employees_social", static r => r.EmployeesSocial),
        ("wage_tax", static r => r.WageTax), ("profit_tax", static r => r.ProfitTax),
    ];

    /// <summary>The columns of a file that have something of it: the rates, and the rest of the wedge.</summary>
    internal static IReadOnlyList<(string Column, Func<FiscalRate, double?> Of)> Columns { get; } =
    [
        .. All, ("compulsory_in_wedge", static r => r.CompulsoryInWedge), ("cash_benefits", static r => r.CashBenefits),
    ];
}
