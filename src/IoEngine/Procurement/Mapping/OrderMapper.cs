using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Procurement.Mapping;

/// <summary>What an order buys, by which rule. Immutable.</summary>
/// <param name="Rule">override, code, nace, country-average, code-average or unmapped.</param>
/// <param name="Scheme">Scheme that the code was found in, else as given.</param>
/// <param name="Code">Code, NACE or contract that decided.</param>
/// <param name="Weights">Sectors; null: unmapped.</param>
/// <param name="Distributor">The supplier is a wholesaler by its NACE.</param>
internal sealed record MappedOrder(string Rule, string Scheme, string Code, SectorWeights? Weights, bool Distributor)
{
    /// <summary>Number within the session that mapped it, for tallies.</summary>
    public int Index { get; init; } = -1;

    /// <summary>Codes that were repaired, or have no single reading.</summary>
    public IReadOnlyList<CodeNote> Notes { get; init; } = [];
}

/// <summary>How the rules map the cells of a year. Immutable.</summary>
/// <param name="Cells">By position among the year's cells.</param>
/// <param name="Count">Number of different mappings; <see cref="MappedOrder.Index"/> is below.</param>
internal sealed record RuleMapping(MappedOrder[] Cells, int Count)
{
    public static RuleMapping None { get; } = new([], 0);
}

/// <summary>Applies the mapping rules in their precedence. Immutable after construction.</summary>
internal sealed class OrderMapper
{
    private readonly MappingRules rules;
    private readonly WholesaleRules? wholesale;
    private readonly string[] distributorNaces;
    private readonly Dictionary<(string Country, string Scheme, string Code), SectorWeights> countryAverages = [];
    private readonly Dictionary<(string Scheme, string Code), SectorWeights> codeAverages = [];
    private readonly Dictionary<int, SectorWeights> goodsByYear = [];
    private readonly SectorWeights? goods;
    private readonly Dictionary<int, RuleMapping> byRule = [];

    public OrderMapper(PricedLedger orders)
    {
        rules = orders.Rules.Mapping;
        wholesale = orders.Rules.Valuation.Wholesale;
        distributorNaces = wholesale is null ? [] : wholesale.Nace.SelectMany(n => NaceCode.Read(n).Keys).Where(d => d.Length > 0)
            .ToArray();
        var years = new (RuleMapping Mapped, MappedSpending Spending)[orders.Years.Count];
        Parallel.For(0, years.Length, y => years[y] = OfYear(orders.Of(orders.Years[y])));
        var all = new MappedSpending();
        for (var y = 0; y < years.Length; y++)
        {
            byRule.Add(orders.Years[y], years[y].Mapped);
            all.Add(years[y].Spending);
        }

        all.ByCountry.To(countryAverages);
        all.ByCode.To(codeAverages);
        all.GoodsByYear.To(goodsByYear);
        goods = all.Goods.Of(0);
        if (wholesale?.Goods is { } given)
            goods = SectorWeights.Normalised(given.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Value))
                .ToArray());
    }

    /// <summary>What distributors sell where the code does not say; null: nothing is known.</summary>
    public SectorWeights? GoodsOf(int year) =>
        wholesale?.Goods is null && goodsByYear.TryGetValue(year, out var own) ? own : goods;

    /// <summary>Whether orders that no rule maps take averages.</summary>
    public bool HasAverages => rules.Averages;

    /// <summary>How the rules map a year's cells, averages left out.</summary>
    public RuleMapping ByRule(int year) => byRule.TryGetValue(year, out var mapped) ? mapped : RuleMapping.None;

    private (RuleMapping Mapped, MappedSpending Spending) OfYear(PricedOrders orders)
    {
        var byCell = new MappedOrder[orders.Cells.Count];
        var spending = new MappedSpending();
        var session = new RuleSession(this);
        var sold = new List<SectorWeights?>();
        for (var c = 0; c < byCell.Length; c++)
        {
            var cell = orders.Cells[c];
            var mapped = byCell[c] = session.Map(cell);
            if (mapped.Weights is not { } weights || (mapped.Rule == "code" && !mapped.Distributor)) continue;
            if (orders.Weight(c) is not { } value) continue;
            if (rules.Averages && mapped.Rule != "code" && cell.Code.Length > 0)
            {
                spending.ByCountry.Add((cell.SupplierCountry, cell.Scheme, cell.Code), weights, value);
                spending.ByCode.Add((cell.Scheme, cell.Code), weights, value);
            }

            if (!mapped.Distributor || mapped.Rule == "nace") continue;
            while (sold.Count <= mapped.Index) sold.Add(null);
            var goodsSold = sold[mapped.Index] ??= WithoutWholesale(weights);
            spending.GoodsByYear.Add(cell.Year, goodsSold, value);
            spending.Goods.Add(0, goodsSold, value);
        }

        return (new RuleMapping(byCell, session.Count), spending);
    }

    private SectorWeights WithoutWholesale(SectorWeights weights)
    {
        var goods = new List<(string, double)>();
        for (var i = 0; i < weights.Items.Count; i++)
        {
            if (!wholesale!.Sectors.Contains(weights.Items[i].Sector)) goods.Add(weights.Items[i]);
        }

        return new SectorWeights(goods);
    }

    /// <summary>How the rules map a cell, averages left out.</summary>
    internal MappedOrder ByRule(in OrderCell cell)
    {
        var distributor = IsDistributor(cell.Nace);
        if (rules.Overrides?.Find(cell.Contract) is { } byContract)
            return new("override", "", cell.Contract, byContract, distributor);
        var notes = new List<CodeNote>();
        if (cell.Code.Length > 0 && rules.Codes is { } codes)
        {
            var (match, reading) = codes.Look(cell.Scheme, cell.Code, cell.RateYear);
            CodeNote.Add(notes, "code", cell.Code, reading, match is not null);
            if (match is not null) return new("code", match.Scheme, cell.Code, match.Weights, distributor) { Notes = notes };
        }

        var code = cell.Code.Length > 0 ? cell.Code : cell.Nace;
        if (cell.Nace.Length == 0 || rules.Nace is not { } nace)
            return new("unmapped", cell.Scheme, code, null, distributor) { Notes = notes };
        var (weights, read) = nace.Look(cell.Nace);
        CodeNote.Add(notes, "NACE", cell.Nace, read, weights is not null);
        return new(weights is null ? "unmapped" : "nace", cell.Scheme, code, weights, distributor) { Notes = notes };
    }

    /// <summary>
    /// The average of the cell's country, else of all countries, for its code; <paramref name="byRule"/> where there is none.
    /// </summary>
    internal MappedOrder ByAverage(in OrderCell cell, MappedOrder byRule)
    {
        if (countryAverages.TryGetValue((cell.SupplierCountry, cell.Scheme, cell.Code), out var average))
            return byRule with { Rule = "country-average", Weights = average };
        return codeAverages.TryGetValue((cell.Scheme, cell.Code), out average)
            ? byRule with { Rule = "code-average", Weights = average } : byRule;
    }

    private bool IsDistributor(string nace)
    {
        if (distributorNaces.Length == 0 || nace.Length == 0) return false;
        var keys = NaceCode.Read(nace).Keys;
        return keys.Count > 0
            && keys.All(key => Array.Exists(distributorNaces, d => key.StartsWith(d, StringComparison.Ordinal)));
    }
}

/// <summary>Remembers what the rules mapped, and numbers it. Not safe for concurrent use.</summary>
internal sealed class RuleSession(OrderMapper mapper)
{
    private readonly Dictionary<RuleKey, MappedOrder> known = [];
    private OrderCell last;
    private MappedOrder? lastMapped;

    /// <summary>Number of different mappings.</summary>
    public int Count => known.Count;

    public MappedOrder Map(in OrderCell cell)
    {
        // Cells stand in order, and a ledger shares its strings: most are told by reference from the one before.
        if (lastMapped is not null && ReferenceEquals(cell.Code, last.Code) && ReferenceEquals(cell.Nace, last.Nace)
            && ReferenceEquals(cell.Scheme, last.Scheme)
            && ReferenceEquals(cell.Contract, last.Contract) && cell.RateYear == last.RateYear)
            return lastMapped;
        var key = new RuleKey(cell.Code, cell.Nace, cell.Contract, cell.Scheme, cell.RateYear);
        if (!known.TryGetValue(key, out var mapped)) known[key] = mapped = mapper.ByRule(cell) with { Index = known.Count };
        (last, lastMapped) = (cell, mapped);
        return mapped;
    }

    // All that decides but averages. Its own comparison, which is compiled ahead of time; that of a tuple is not.
    private readonly struct RuleKey(string code, string nace, string contract, string scheme, int year) : IEquatable<RuleKey>
    {
        private readonly string code = code;
        private readonly string nace = nace;
        private readonly string contract = contract;
        private readonly string scheme = scheme;
        private readonly int year = year;

        public bool Equals(RuleKey other) => year == other.year && code == other.code && nace == other.nace
            && contract == other.contract && scheme == other.scheme;

        public override bool Equals(object? obj) => obj is RuleKey other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(code, nace, contract, scheme, year);
    }
}

/// <summary>
/// Gives averages to what no rule maps, where the rules say so, and numbers them from <paramref name="first"/> on. Not safe for
/// concurrent use.
/// </summary>
internal sealed class AverageMapping(OrderMapper mapper, int first)
{
    private readonly Dictionary<(string Code, string Nace, string Scheme, string Country), MappedOrder> known = [];

    public MappedOrder Map(in OrderCell cell, MappedOrder byRule)
    {
        if (byRule.Weights is not null || cell.Code.Length == 0 || !mapper.HasAverages) return byRule;
        var key = (cell.Code, cell.Nace, cell.Scheme, cell.SupplierCountry);
        if (!known.TryGetValue(key, out var mapped))
            known[key] = mapped = mapper.ByAverage(cell, byRule) with { Index = first + known.Count };
        return mapped;
    }
}
