namespace IoEngine.Events;

/// <summary>What an organisation spends on besides orders; METHOD.md, section 2.</summary>
public enum EventKind
{
    /// <summary>Pay of people who live in a country: they spend the disposable part as households do.</summary>
    LabourIncome,

    /// <summary>Spending of households: all of it is spent.</summary>
    HouseholdSpending,

    /// <summary>Spending of visitors on a basket, as an amount or as nights times spending a night.</summary>
    VisitorSpending,

    /// <summary>Money for an institution: government consumption, another category of final use, or a basket.</summary>
    Institution,

    /// <summary>Sectors and shares as given, at basic prices.</summary>
    BillOfGoods,
}

/// <summary>One spending besides orders. Immutable.</summary>
/// <param name="Id">Its name, each once.</param>
/// <param name="Year">Calendar year.</param>
/// <param name="Country">
/// Where people live, visitors stay, or the institution is: ISO 3166 alpha-3, or the spelling as found; empty for a bill of goods
/// alone.
/// </param>
/// <param name="Kind">What it is.</param>
/// <param name="Amount">Amount, report currency.</param>
public sealed record SpendingEvent(string Id, int Year, string Country, EventKind Kind, decimal Amount)
{
    /// <summary>Name of the basket; empty: none.</summary>
    public string Basket { get; init; } = "";

    /// <summary>
    /// d: share of pay that people may dispose of, the rest being a levy of the organisation's own that no government receives;
    /// null: θ of the country, the rest being its taxes and contributions.
    /// </summary>
    public double? DisposableShare { get; init; }

    /// <summary>Category of final use whose mix an institution follows; empty: government consumption.</summary>
    public string Category { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Label { get; init; } = "";

    /// <summary>Where it stands, for messages.</summary>
    internal string Place { get; init; } = "events";

    /// <summary>The spelling of files: labour-income, household-spending, visitor-spending, institution, bill-of-goods.</summary>
    public static string NameOf(EventKind kind) => Spelling.Kebab($"{kind}");
}

/// <summary>A part of a basket. Immutable.</summary>
/// <param name="Region">
/// Where it is made, in the table's code or any spelling of the country; empty: where the final users of the event's country buy
/// such products, and in that country itself for a bill of goods.
/// </param>
/// <param name="Sector">The table's code.</param>
/// <param name="Share">Its share of the basket; shares sum to 1.</param>
public sealed record BasketShare(string Region, string Sector, double Share)
{
    /// <summary>Where it stands, for messages.</summary>
    internal string Place { get; init; } = "baskets";
}

/// <summary>Events and their baskets. Immutable.</summary>
public sealed class EventLedger
{
    private readonly Dictionary<int, SpendingEvent[]> byYear;

    /// <summary>Puts events and baskets together.</summary>
    /// <param name="events">The events.</param>
    /// <param name="baskets">Baskets by name; null: none.</param>
    public EventLedger(IEnumerable<SpendingEvent> events, IReadOnlyDictionary<string, IReadOnlyList<BasketShare>>? baskets = null)
    {
        ArgumentNullException.ThrowIfNull(events);
        byYear = events.GroupBy(e => e.Year).ToDictionary(g => g.Key, g => g.ToArray());
        Baskets = baskets ?? new Dictionary<string, IReadOnlyList<BasketShare>>();
        Years = [.. byYear.Keys.Order()];
    }

    /// <summary>No events.</summary>
    public static EventLedger Empty { get; } = new([]);

    /// <summary>Baskets by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BasketShare>> Baskets { get; }

    /// <summary>What is spent in all, by year.</summary>
    public SpendingBudget Budget { get; private init; } = SpendingBudget.Unknown;

    /// <summary>Years with an event, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>The same events within a budget.</summary>
    public EventLedger With(SpendingBudget budget) => new(byYear.OrderBy(y => y.Key).SelectMany(y => y.Value), Baskets)
    {
        Budget = budget,
    };

    /// <summary>The events of a year, as they stand in the file.</summary>
    public IReadOnlyList<SpendingEvent> Of(int year) => byYear.GetValueOrDefault(year, []);
}
