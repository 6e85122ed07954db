using IoEngine.Accounts;

namespace IoEngine.Households;

/// <summary>A row of household parameters, in which cells may be empty. Immutable.</summary>
internal sealed record HouseholdRow
{
    /// <summary>The columns that every region must have in one of its rows.</summary>
    public static readonly string[] Required = ["disposable_share", "propensity_to_consume", "labour_share"];

    /// <summary>The columns, and whether a row has something in them.</summary>
    public static readonly (string Name, Func<HouseholdRow, bool> IsIn)[] Columns =
    [
        ("disposable_share", static r => r.DisposableShare is not null),
        ("propensity_to_consume", static r => r.PropensityToConsume is not null),
        ("labour_share", static r => r.LabourShare is not null),
        ("mixed_income_share", static r => r.MixedIncomeShare is not null),
        ("household_income", static r => r.HouseholdIncome is not null),
        ("consumption_share", static r => r.ConsumptionShare is not null),
        ("compulsory_payments", static r => r.CompulsoryPayments is not null),
        .. FiscalRate.Columns.Select(rate =>
            (rate.Column, (Func<HouseholdRow, bool>)(r => r.Fiscal is { } fiscal && rate.Of(fiscal) is not null))),
    ];

    /// <summary>The year; null: all years without a row of their own.</summary>
    public int? Year { get; init; }

    /// <summary>Where the numbers come from.</summary>
    public string Source { get; init; } = "";

    /// <summary>Whether the row says of itself that it is an assumption.</summary>
    public bool Assumed { get; init; }

    public double? DisposableShare { get; init; }

    public double? PropensityToConsume { get; init; }

    public double? LabourShare { get; init; }

    public double? MixedIncomeShare { get; init; }

    public double? HouseholdIncome { get; init; }

    public Unit? IncomeUnit { get; init; }

    public double? ConsumptionShare { get; init; }

    public double? CompulsoryPayments { get; init; }

    public FiscalRate? Fiscal { get; init; }

    /// <summary>A row of all years that has everything.</summary>
    public static HouseholdRow Of(HouseholdParameter p) => new()
    {
        Source = p.Source,
        DisposableShare = p.DisposableShare,
        PropensityToConsume = p.PropensityToConsume,
        LabourShare = p.LabourShare,
        MixedIncomeShare = p.MixedIncomeShare,
        HouseholdIncome = p.HouseholdIncome,
        IncomeUnit = p.IncomeUnit,
        ConsumptionShare = p.ConsumptionShare,
        CompulsoryPayments = p.CompulsoryPayments,
        Fiscal = p.Fiscal,
    };
}
