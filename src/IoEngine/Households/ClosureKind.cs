using IoEngine.Accounts;

namespace IoEngine.Households;

/// <summary>How household income is endogenised; what "induced" means. Named in every result.</summary>
public enum ClosureKind
{
    /// <summary>No closure: Type I only.</summary>
    None,

    /// <summary>R = w, C = HH / Σ compensation of the region. Overstates: taxes and saving do not leak.</summary>
    GrossWage,

    /// <summary>
    /// R = w, C = HH / all household income of the region: as given, else spending by its share of income, given or assumed.
    /// </summary>
    IncomeShare,

    /// <summary>R = w + a share of net operating surplus, C as net-labour, without θ.</summary>
    LabourMixed,

    /// <summary>R = θ w, C = mpc · HH / (HH + TLS_HH + other purchases). The default.</summary>
    NetLabour,

    /// <summary>
    /// Households as net-labour, and capital replacement and government too: the outermost boundary (§ 3.1), a social accounting
    /// matrix.
    /// </summary>
    Sam,
}

/// <summary>What a region spends and earns, for the divisor of its spending pattern. Immutable.</summary>
/// <param name="Parameter">Its household parameters.</param>
/// <param name="Unit">The table's money.</param>
/// <param name="Spending">HH + TLS_HH + other purchases: household spending at purchasers' prices.</param>
/// <param name="Compensation">Σ w of its industries, added up when asked for.</param>
internal readonly record struct HouseholdSums(HouseholdParameter Parameter, Unit Unit, double Spending,
    Func<double> Compensation);

/// <summary>
/// What a closure is: which accounts it closes, their income R, their spending C, and what it reads. All that tells closures
/// apart is declared here. Immutable.
/// </summary>
/// <remarks>METHOD.md, section 3. R = share of pay · w + share of surplus · s; C = propensity · HH / divisor.</remarks>
internal sealed record ClosureRule
{
    private ClosureRule(ClosureKind kind, params AccountKind[] accounts) => (Kind, Accounts) = (kind, accounts);

    /// <summary>Every closure, in the order of the kinds.</summary>
    public static IReadOnlyList<ClosureRule> All { get; } =
    [
        new(ClosureKind.None),
        new(ClosureKind.GrossWage, AccountKind.Household)
        {
            Divisor = static sums => sums.Compensation(),
            SpendsAnAmount = static _ => true,
            NoDivisor = "The closure gross-wage divides by the compensation of the region, and that is not positive.",
        },
        new(ClosureKind.IncomeShare, AccountKind.Household)
        {
            Divisor = static sums => sums.Parameter.IncomeIn(sums.Spending, sums.Unit),
            SpendsAnAmount = static p => p.HouseholdIncome is not null,
            NoDivisor = "The closure income-share divides by all household income of the region (household_income, or spending "
                + "by consumption_share), and that is not positive.",
        },
        new(ClosureKind.LabourMixed, AccountKind.Household)
        {
            SurplusShare = static p => p.MixedIncomeShare,
            Propensity = static p => p.PropensityToConsume,
        },
        new(ClosureKind.NetLabour, AccountKind.Household)
        {
            PayShare = static p => p.DisposableShare,
            Propensity = static p => p.PropensityToConsume,
        },
        new(ClosureKind.Sam, AccountKind.Capital, AccountKind.Household, AccountKind.Government)
        {
            PayShare = static p => p.DisposableShare,
            Propensity = static p => p.PropensityToConsume,
        },
    ];

    /// <summary>Which closure.</summary>
    public ClosureKind Kind { get; }

    /// <summary>The spelling of configuration and results.</summary>
    public string Name => Spelling.Kebab($"{Kind}");

    /// <summary>The accounts that it closes; none: Type I.</summary>
    public IReadOnlyList<AccountKind> Accounts { get; }

    /// <summary>Share of labour cost that households receive, the rest being wage tax; null: all.</summary>
    public Func<HouseholdParameter, double>? PayShare { get; private init; }

    /// <summary>Share of net operating surplus that households receive as mixed income; null: none.</summary>
    public Func<HouseholdParameter, double>? SurplusShare { get; private init; }

    /// <summary>Share of income that is consumed; null: all.</summary>
    public Func<HouseholdParameter, double>? Propensity { get; private init; }

    /// <summary>What household spending is divided by; its result is null where that is not known.</summary>
    public Func<HouseholdSums, double?> Divisor { get; private init; } = static sums => sums.Spending;

    /// <summary>
    /// Whether spending per unit of income is an amount of money over another one, so that it moves with prices; else it is a
    /// share of income that is spent at any prices.
    /// </summary>
    public Func<HouseholdParameter, bool> SpendsAnAmount { get; private init; } = static _ => false;

    /// <summary>Why a region can't be closed whose divisor is not positive.</summary>
    public string NoDivisor { get; private init; } =
        $"{AccountKind.Household} spending of the region is not positive, so it gives no spending pattern.";

    /// <summary>The rule of a kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public static ClosureRule Of(ClosureKind kind) =>
        All.FirstOrDefault(r => r.Kind == kind)
        ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such closure.");
}
