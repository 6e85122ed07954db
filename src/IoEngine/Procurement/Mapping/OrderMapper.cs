namespace IoEngine.Procurement;

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

    public OrderMapper(OrderLedger ledger, DemandRules demand)
    {
        rules = demand.Mapping;
        wholesale = demand.Valuation.Wholesale;
        distributorNaces = wholesale is null ? [] : wholesale.Nace.Select(n => NaceConcordance.Parse(n).Digits).Where(d => d.Length > 0).ToArray();
        var years = new MappedSpending[ledger.Years.Count];
        Parallel.For(0, years.Length, y => years[y] = Spending(ledger.SpanOf(ledger.Years[y]), demand));
        var all = new MappedSpending();
        foreach (var year in years) all.Add(year);
        all.ByCountry.To(countryAverages);
        all.ByCode.To(codeAverages);
        all.GoodsByYear.To(goodsByYear);
        goods = all.Goods.Of(0);
        if (wholesale?.Goods is { } given) goods = SectorWeights.Normalised(given.OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, g.Value)));
    }

    /// <summary>What distributors sell where the code does not say; null: nothing is known.</summary>
    public SectorWeights? GoodsOf(int year) => wholesale?.Goods is null && goodsByYear.TryGetValue(year, out var own) ? own : goods;

    private MappedSpending Spending(ReadOnlySpan<OrderCell> cells, DemandRules demand)
    {
        var spending = new MappedSpending();
        var session = new MappingSession(this, averages: false);
        var rates = new Dictionary<(string, int), double>();
        var sold = new List<SectorWeights?>();
        foreach (ref readonly var cell in cells)
        {
            var needed = cell.Code.Length > 0 || distributorNaces.Length > 0;
            if (!needed || session.Map(cell) is not { Weights: { } weights } mapped) continue;
            if (mapped.Rule == "code" && !mapped.Distributor) continue;
            if (!rates.TryGetValue((cell.Currency, cell.RateYear), out var rate))
                rates[(cell.Currency, cell.RateYear)] = rate = demand.Rates.TryRate(cell.Currency, demand.ReportCurrency, cell.RateYear, out var r) ? (double)r : 0.0;
            if (rate == 0.0) continue;
            var value = (double)cell.Value * rate;
            if (rules.Averages && mapped.Rule != "code" && cell.Code.Length > 0)
            {
                spending.ByCountry.Add((cell.SupplierCountry, cell.Scheme, cell.Code), weights, value);
                spending.ByCode.Add((cell.Scheme, cell.Code), weights, value);
            }

            if (!mapped.Distributor || mapped.Rule == "nace") continue;
            while (sold.Count <= mapped.Index) sold.Add(null);
            var goodsSold = sold[mapped.Index] ??= new SectorWeights(weights.Items.Where(w => !wholesale!.Sectors.Contains(w.Sector)).ToArray());
            spending.GoodsByYear.Add(cell.Year, goodsSold, value);
            spending.Goods.Add(0, goodsSold, value);
        }

        return spending;
    }

    internal MappedOrder Map(OrderCell cell, bool averages)
    {
        var distributor = IsDistributor(cell.Nace);
        if (rules.Overrides?.Find(cell.Contract) is { } byContract) return new("override", "", cell.Contract, byContract, distributor);
        if (cell.Code.Length > 0 && rules.Codes?.Find(cell.Scheme, cell.Code, cell.RateYear) is { } byCode)
            return new("code", byCode.Scheme, cell.Code, byCode.Weights, distributor);
        if (cell.Nace.Length > 0 && rules.Nace?.Find(cell.Nace) is { } byNace)
            return new("nace", cell.Scheme, cell.Code.Length > 0 ? cell.Code : cell.Nace, byNace, distributor);
        if (averages && cell.Code.Length > 0)
        {
            if (countryAverages.TryGetValue((cell.SupplierCountry, cell.Scheme, cell.Code), out var average))
                return new("country-average", cell.Scheme, cell.Code, average, distributor);
            if (codeAverages.TryGetValue((cell.Scheme, cell.Code), out average)) return new("code-average", cell.Scheme, cell.Code, average, distributor);
        }

        return new("unmapped", cell.Scheme, cell.Code.Length > 0 ? cell.Code : cell.Nace, null, distributor);
    }

    private bool IsDistributor(string nace)
    {
        if (distributorNaces.Length == 0 || nace.Length == 0) return false;
        var digits = NaceConcordance.Parse(nace).Digits;
        return Array.Exists(distributorNaces, d => digits.StartsWith(d, StringComparison.Ordinal));
    }
}

/// <summary>Remembers what was mapped. Not safe for concurrent use.</summary>
internal sealed class MappingSession(OrderMapper mapper, bool averages)
{
    private readonly Dictionary<(string Code, string Nace, string Contract, string Scheme, int Year), MappedOrder> byRule = [];
    private readonly Dictionary<(string Code, string Nace, string Contract, string Scheme, int Year, string Country), MappedOrder> byAverage = [];
    private OrderCell last;
    private MappedOrder? lastMapped;
    private int count;

    public MappedOrder Map(in OrderCell cell)
    {
        // Cells stand in order, and a ledger shares its strings: most are told by reference from the one before.
        if (lastMapped is not null && ReferenceEquals(cell.Code, last.Code) && ReferenceEquals(cell.Nace, last.Nace) && ReferenceEquals(cell.Scheme, last.Scheme)
            && ReferenceEquals(cell.Contract, last.Contract) && cell.RateYear == last.RateYear && ReferenceEquals(cell.SupplierCountry, last.SupplierCountry))
            return lastMapped;
        var key = (cell.Code, cell.Nace, cell.Contract, cell.Scheme, cell.RateYear);
        if (!byRule.TryGetValue(key, out var mapped)) byRule[key] = mapped = mapper.Map(cell, averages: false) with { Index = count++ };
        // Only what no rule maps depends on the country.
        if (mapped.Weights is null && averages && cell.Code.Length > 0) mapped = ByAverage(cell);
        (last, lastMapped) = (cell, mapped);
        return mapped;
    }

    private MappedOrder ByAverage(in OrderCell cell)
    {
        var key = (cell.Code, cell.Nace, cell.Contract, cell.Scheme, cell.RateYear, cell.SupplierCountry);
        if (!byAverage.TryGetValue(key, out var mapped)) byAverage[key] = mapped = mapper.Map(cell, averages: true) with { Index = count++ };
        return mapped;
    }
}
