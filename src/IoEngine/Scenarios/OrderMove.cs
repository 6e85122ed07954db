using IoEngine.Procurement.Ledger;

namespace IoEngine.Scenarios;

/// <summary>
/// One redirection: values leave their cells, are added by what was bought, and are spread over the destination. Used once.
/// </summary>
/// <remarks>
/// Cells that differ only in their supplier's country are moved together, so a group of thirty sources costs no more than one.
/// </remarks>
internal sealed class OrderMove(WorldState state, Func<OrderCell, bool> which, OrderDestination to, decimal share)
{
    private readonly Dictionary<(int Year, string Scheme, string Code), (string, decimal)[]> spreads = [];
    private readonly Dictionary<(int Year, string Scheme, string Code), Dictionary<string, decimal>> byCode = [];
    private readonly Dictionary<int, Dictionary<string, decimal>> byYear = [];
    private readonly Dictionary<string, decimal> ever = new(StringComparer.Ordinal);
    private readonly HashSet<string> sources = new(StringComparer.Ordinal);
    private readonly HashSet<string> targets = new(StringComparer.Ordinal);
    private readonly string[]? named = to.Countries?.Select(state.Rules.Countries.CountryOf).Distinct(StringComparer.Ordinal)
        .ToArray();
    private readonly Dictionary<int, string[]> members = [];
    private string[]? everybody;

    public double Number { get; private set; }

    /// <summary>In report currency, where a rate is known.</summary>
    public decimal Value { get; private set; }

    public int Sources => sources.Count;

    public int Targets => targets.Count;

    /// <summary>The orders at their new suppliers.</summary>
    public List<OrderCell> Placed { get; } = [];

    /// <summary>Years and codes for which no country of the destination could be found.</summary>
    public List<(int Year, string Code)> Homeless { get; } = [];

    public OrderLedger Run()
    {
        var orders = PricedLedger.AsPlaced(state.Orders, state.Rules);
        if (named is not { Length: 1 } && to.Spread is SpreadRule.SameCode or SpreadRule.Orders) LearnPattern(orders);
        var stay = new List<OrderCell>(state.Orders.Cells.Count);
        var moving = new Dictionary<OrderCell, (decimal Value, double Number)>();
        foreach (var (cell, inReport) in orders.Years.SelectMany(y => Weighed(orders.Of(y))))
        {
            if (!which(cell) || Spread(cell).Length == 0)
            {
                stay.Add(cell);
                continue;
            }

            var value = share == 1m ? cell.Value : decimal.Round(cell.Value * share, 12);
            if (share < 1m) stay.Add(cell with { Value = cell.Value - value, Number = cell.Number * (double)(1 - share) });
            var key = cell with { SupplierCountry = "", OriginCountry = "", Value = 0m, Number = 0 };
            var (sum, number) = moving.GetValueOrDefault(key);
            moving[key] = (sum + value, number + (cell.Number * (double)share));
            sources.Add(OrderSelection.CountryOf(cell, state.Rules));
            Number += cell.Number * (double)share;
            Value += share * (inReport ?? 0m);
        }

        foreach (var (key, (value, number)) in moving) Place(key, value, number, stay);
        return moving.Count == 0 ? state.Orders : state.Orders.Of(stay);
    }

    // The last part is what the others leave: the total is kept exactly.
    private void Place(in OrderCell key, decimal value, double number, List<OrderCell> stay)
    {
        var spread = Spread(key);
        var left = value;
        for (var i = 0; i < spread.Length; i++)
        {
            var (country, weight) = spread[i];
            var part = i == spread.Length - 1 ? left : decimal.Round(value * weight, 12);
            left -= part;
            targets.Add(country);
            var placed = key with { SupplierCountry = country, Value = part, Number = number * (double)weight };
            Placed.Add(placed);
            stay.Add(placed);
        }
    }

    /// <summary>Countries and weights, which add to 1, for one code and year; empty: there is nothing to go by.</summary>
    private (string, decimal)[] Spread(in OrderCell cell)
    {
        var key = (cell.Year, cell.Scheme, cell.Code);
        if (spreads.TryGetValue(key, out var known)) return known;
        var candidates = Candidates(cell.Year);
        var spread = candidates is [var only] ? [(only, 1m)] : to.Spread switch
        {
            SpreadRule.Equal => Normalised(candidates.Select(c => (c, 1m))),
            SpreadRule.Contributions => Normalised(candidates.Select(c => (c, (decimal)state.Contributions.Of(c, key.Year)))),
            SpreadRule.Orders => ByOrders(candidates, key.Year),
            _ =>
                byCode.TryGetValue(key, out var own)
                    && Normalised(candidates.Select(c => (c, own.GetValueOrDefault(c)))) is { Length: > 0 } same
                    ? same : ByOrders(candidates, key.Year),
        };
        if (spread.Length == 0) Homeless.Add((key.Year, key.Code));
        return spreads[key] = spread;
    }

    private (string, decimal)[] ByOrders(string[] candidates, int year)
    {
        if (byYear.TryGetValue(year, out var own)
            && Normalised(candidates.Select(c => (c, own.GetValueOrDefault(c)))) is { Length: > 0 } now)
            return now;
        return Normalised(candidates.Select(c => (c, ever.GetValueOrDefault(c))));
    }

    private string[] Candidates(int year)
    {
        if (named is not null) return named;
        if (members.TryGetValue(year, out var known)) return known;
        return members[year] = Everybody().Where(c => GroupRule.Holds(state, to.Group!, c, year)).ToArray();
    }

    private string[] Everybody() =>
        everybody ??= state.Orders.Cells.Select(c => c.SupplierCountry).Concat(state.Membership.Countries)
            .Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();

    private void LearnPattern(PricedLedger orders)
    {
        foreach (var (cell, inReport) in orders.Years.SelectMany(y => Weighed(orders.Of(y))))
        {
            var country = OrderSelection.CountryOf(cell, state.Rules);
            if (cell.Value <= 0m || country.Length == 0 || inReport is not { } value) continue;
            Add(byCode, (cell.Year, cell.Scheme, cell.Code), country, value);
            Add(byYear, cell.Year, country, value);
            ever[country] = ever.GetValueOrDefault(country) + value;
        }

        static void Add<TKey>(Dictionary<TKey, Dictionary<string, decimal>> sums, TKey key, string country, decimal value)
            where TKey : notnull
        {
            if (!sums.TryGetValue(key, out var own)) sums[key] = own = new(StringComparer.Ordinal);
            own[country] = own.GetValueOrDefault(country) + value;
        }
    }

    private static IEnumerable<(OrderCell Cell, decimal? InReport)> Weighed(PricedOrders orders) =>
        Enumerable.Range(0, orders.Cells.Count).Select(c => (orders.Cells[c], orders.Share(c)));

    private static (string, decimal)[] Normalised(IEnumerable<(string Country, decimal Weight)> weights)
    {
        var positive = weights.Where(w => w.Weight > 0m).ToArray();
        var sum = positive.Sum(w => w.Weight);
        return positive.Select(w => (w.Country, w.Weight / sum)).ToArray();
    }
}
