using IoEngine.Accounts;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Membership;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Validation;

namespace IoEngine.Scenarios;

/// <summary>The world as it is: what scenarios change. Immutable.</summary>
public sealed record StudyInputs
{
    /// <summary>The orders.</summary>
    public required OrderLedger Orders { get; init; }

    /// <summary>From orders to demand.</summary>
    public required DemandRules Rules { get; init; }

    /// <summary>Years with the years of their tables.</summary>
    public required IReadOnlyList<YearAssignment> Years { get; init; }

    /// <summary>
    /// The validated table of a table year. Called again when it is needed again, so a caller may cache or not.
    /// </summary>
    public required Func<int, CancellationToken, ValidatedTable> Tables { get; init; }

    /// <summary>Table years that <see cref="Tables"/> can give.</summary>
    public required IReadOnlyList<int> TableYears { get; init; }

    /// <summary>Regions of the tables, against which labels are checked.</summary>
    public required IReadOnlyList<Region> Regions { get; init; }

    /// <summary>Sectors of the tables, against which labels are checked.</summary>
    public required IReadOnlyList<Sector> Sectors { get; init; }

    /// <summary>Who belonged to what.</summary>
    public MembershipRegister Membership { get; init; } = MembershipRegister.Empty;

    /// <summary>Contributions, report currency.</summary>
    public ContributionLedger Contributions { get; init; } = ContributionLedger.Empty;

    /// <summary>What is spent besides orders, and in all, report currency: the same in every world.</summary>
    public EventLedger Events { get; init; } = EventLedger.Empty;

    /// <summary>The household closure.</summary>
    public Closure Closure { get; init; } = new();

    /// <summary>Indicators; null: value added, gdp, compensation, employment and fte as far as the table has them.</summary>
    public IReadOnlyList<string>? Indicators { get; init; }

    /// <summary>Method, kernel, threads, largest residual.</summary>
    public Numerics.SolveOptions? Solve { get; init; }

    /// <summary>
    /// <see cref="Solve"/> with what the solver may count on, for its choice of method: an adjoint solve by indicator and region,
    /// and one by closed region.
    /// </summary>
    /// <param name="table">The table to solve with.</param>
    /// <param name="more">Right-hand sides besides.</param>
    internal Numerics.SolveOptions Solving(ValidatedTable table, int more = 0) => (Solve ?? Numerics.SolveOptions.Default) with
    {
        RightHandSides = more
            + (table.Table.Regions.Count * (1 + (Indicators ?? IndicatorNames.Default).Count(SolvedWith(table)))),
    };

    // What the table does not have is not solved for, and what is the same as value added there only once.
    private static Func<string, bool> SolvedWith(ValidatedTable table) => name => name switch
    {
        IndicatorNames.Employment => table.Roles.Employment is { Count: > 0 },
        IndicatorNames.Fte => table.Roles.Fte is { Count: > 0 },
        IndicatorNames.Gdp => table.TaxesOnProducts.Values.ContainsAnyExcept(0.0),
        _ => true,
    };

    /// <summary>
    /// p of a table's industries in a year relative to an earlier or later one; its result is null where prices are not known,
    /// and freezes are then those of money.
    /// </summary>
    public Func<MrioTable, int, int, RelativePrices?> Prices { get; init; } = static (_, _, _) => null;

    /// <summary>Where the scenarios are written, for messages.</summary>
    public string Source { get; init; } = "";
}

/// <summary>One world, between two changes: everything that scenarios can change. Immutable.</summary>
internal sealed record WorldState
{
    public required OrderLedger Orders { get; init; }

    public required DemandRules Rules { get; init; }

    public required MembershipRegister Membership { get; init; }

    public required ContributionLedger Contributions { get; init; }

    /// <summary>Changes of the closure, in order.</summary>
    public IReadOnlyList<ChangeClosure> Closures { get; init; } = [];

    /// <summary>Changes of the table, in order.</summary>
    public IReadOnlyList<TableChange> Tables { get; init; } = [];

    /// <summary>Codes of the tables' regions.</summary>
    public required IReadOnlySet<string> Regions { get; init; }

    /// <summary>Whether a spelling is a country or a region: orders of others can't be placed.</summary>
    public bool IsPlace(string country) => country.Length > 0
        && (Membership.Names(country) || Regions.Contains(country) || Rules.Countries.Knows(country));

    public static WorldState Of(StudyInputs inputs) => new()
    {
        Regions = inputs.Regions.Select(r => r.Code).ToHashSet(StringComparer.Ordinal),
        Orders = inputs.Orders,
        Rules = inputs.Rules,
        Membership = inputs.Membership,
        Contributions = inputs.Contributions,
    };
}
