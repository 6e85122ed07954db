using IoEngine.Accounts;
using IoEngine.Places;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Procurement.Valuation;

/// <summary>One stretch of demand at basic prices out of an order of value 1. Immutable.</summary>
internal readonly record struct PlacedShare(int Industry, double Share);

/// <summary>Where an order of value 1 for one sector from one region goes. Immutable.</summary>
/// <param name="Basic">What is produced.</param>
/// <param name="Trade">Trade margins.</param>
/// <param name="Transport">Transport margins.</param>
/// <param name="Tax">Taxes on products.</param>
/// <param name="IsAllMargin">Whether an order to a distributor is booked to trade whole, since no good is known.</param>
internal sealed record PlacedOrder(PlacedShare[] Basic, PlacedShare[] Trade, PlacedShare[] Transport, double Tax,
    bool IsAllMargin = false);

/// <summary>
/// Valuation for one table: shares of basic price, margins and tax by region, sector and treatment, each worked out once.
/// </summary>
/// <remarks>
/// method: f = P(1 − tax − trade − transport); distributors: margin in wholesale, the goods by the origins of the region's trade.
/// </remarks>
internal sealed class Placement
{
    private const int MostNamed = 5;

    private readonly DemandTable table;
    private readonly ValuationRules rules;
    private readonly OrderMapper mapper;
    private readonly List<Finding> findings;
    private readonly RegionMap regions;
    private readonly Dictionary<string, OnSite> hostsOf = new(StringComparer.Ordinal);
    private readonly PlacedOrder?[] known;
    private readonly int year;
    private readonly IReadOnlyDictionary<string, double>? tradeTo;
    private readonly Dictionary<string, double>?[] transportTo;
    private readonly HashSet<string> told = [];
    private readonly Dictionary<string, (int At, List<Region> Regions)> toldRegions = new(StringComparer.Ordinal);
    private readonly Shares shares;

    public Placement(int year, DemandTable table, ValuationRules rules, OrderMapper mapper, RegionMap regions,
        List<Finding> findings)
    {
        this.year = year;
        this.table = table;
        this.rules = Applicable(rules, table, findings);
        this.mapper = mapper;
        this.findings = findings;
        shares = new Shares(table.Industries.Count);
        transportTo = new Dictionary<string, double>?[table.Regions.Count];
        known = new PlacedOrder?[table.Regions.Count * table.Sectors.Count * 4];
        this.regions = regions;
        tradeTo = this.rules.TradeSectors
            ?? (this.rules.Wholesale?.Sectors is { Count: > 0 } own ? new Dictionary<string, double> { [own[0]] = 1.0 } : null);
        CheckSectors();
    }

    /// <summary>The shares for a sector that exists in the region.</summary>
    public PlacedOrder Of(int region, int sector, bool distributor, bool onSite)
    {
        onSite &= HostsOf(table.Sectors[sector].Code).Hosts.Length > 0;
        ref var placed = ref known[(((region * table.Sectors.Count) + sector) * 4) + (distributor ? 2 : 0) + (onSite ? 1 : 0)];
        return placed ??= Place(region, table.Sectors[sector], distributor, onSite);
    }

    private PlacedOrder Place(int region, Sector sector, bool distributor, bool onSite)
    {
        var wholesale = rules.Wholesale;
        var isWholesale = wholesale is not null && wholesale.Sectors.Contains(sector.Code);
        if (isWholesale && mapper.GoodsOf(year) is { } goods) Distribute(shares, region, sector, goods.Items, onSite);
        else if (isWholesale)
        {
            Ordinary(shares, region, sector, onSite);
            return shares.Take() with { IsAllMargin = true };
        }
        else if (distributor && wholesale is not null && !wholesale.Services.Contains(sector.Code))
            Distribute(shares, region, MarginSector(), [(sector.Code, 1.0)], onSite);
        else Ordinary(shares, region, sector, onSite);
        return shares.Take();
    }

    private void Ordinary(Shares to, int region, Sector sector, bool onSite)
    {
        var margins = MarginsOf(sector.Code);
        Produce(to.Basic, region, sector, 1.0 - margins.Tax - margins.Trade - margins.Transport, onSite);
        Receive(to.Trade, region, tradeTo, margins.Trade, "trade");
        if (margins.Transport != 0.0) Receive(to.Transport, region, TransportOf(region), margins.Transport, "transport");
        to.Tax += margins.Tax;
    }

    // The distributor's own margin, then the goods: their tax where the supplier is, their basic value where the region's
    // purchases come from.
    private void Distribute(Shares to, int region, Sector? wholesale, IReadOnlyList<(string Sector, double Weight)> goods,
        bool onSite)
    {
        var margin = rules.Wholesale!.Margin;
        if (wholesale is { } w && HasMarginSector(region, w)) Produce(to.Trade, region, w, margin, onSite);
        foreach (var (good, weight) in goods)
        {
            var value = (1.0 - margin) * weight;
            var tax = MarginsOf(good).Tax;
            to.Tax += value * tax;
            var origins = Origins(new Sector(good), region);
            if (origins.Count == 0)
            {
                Tell(good, Finding.Error("SECTOR-UNKNOWN", $"orders {year}, valuation.wholesale",
                    "No region of the table has a sector that distributors sell.", good,
                    string.Join(", ", table.Sectors.Take(12)), "Correct valuation.wholesale.goods or the concordance."));
            }

            foreach (var (industry, share) in origins) to.Basic.Add(industry, value * (1.0 - tax) * share);
        }
    }

    private IReadOnlyList<(int Industry, double Share)> Origins(Sector good, int region)
    {
        if (rules.Wholesale!.Origins is not { } given) return table.Trade.Origins(good, region);
        var own = given.Shares.Where(s => s.Key.Region == table.Regions[region].Code && s.Key.Sector == good.Code)
            .OrderBy(s => s.Key.Origin, StringComparer.Ordinal).ToArray();
        if (own.Length == 0) return table.Trade.Origins(good, region);
        var placed = new List<(int, double)>();
        foreach (var (pair, share) in own)
        {
            if (table.Industries.TryIndexOf(new Industry(pair.Origin, good.Code), out var industry))
                placed.Add((industry, share));
        }

        if (placed.Count == own.Length && Math.Abs(placed.Sum(p => p.Item2) - 1.0) < 1e-9) return placed;
        var buyer = table.Regions[region].Code;
        Tell($"{buyer}.{good}", Finding.Error("VALUATION-ORIGINS", $"origin shares of {good} in {buyer}",
            "The shares don't add to 1 over industries of the table.",
            $"{placed.Sum(p => p.Item2):R}", "1", "Correct the origin shares."));
        return placed;
    }

    // On-site services: the given shares in the host countries, the rest with the supplier.
    private void Produce(ShareSum to, int region, Sector sector, double share, bool onSite)
    {
        if (share == 0.0) return;
        var home = table.Industries.IndexOf(new Industry(table.Regions[region], sector));
        if (!onSite)
        {
            to.Add(home, share);
            return;
        }

        var (hosts, withSupplier) = HostsOf(sector.Code);
        if (withSupplier > 0.0) to.Add(home, share * withSupplier);
        foreach (var (host, part) in hosts)
        {
            var there = table.Industries.TryIndexOf(new Industry(table.Regions[host], sector), out var i) ? i : home;
            to.Add(there, share * part);
        }
    }

    // The host countries of a sector in the year, as regions of the table.
    private OnSite HostsOf(string sector)
    {
        if (hostsOf.TryGetValue(sector, out var known)) return known;
        var placed = new List<(int, double)>();
        var hosted = 0.0;
        foreach (var (country, share) in rules.OnSite.Of(year, sector))
        {
            var region = regions.Find(country).Region;
            if (region >= 0)
            {
                placed.Add((region, share));
                hosted += share;
            }
            else
                Tell(country, Finding.Error("VALUATION-HOST", $"valuation.onSite.{country}",
                    "The host country is no region of the table.", country,
                    string.Join(", ", table.Regions.Take(12)), "Use a country of the table, or map it in countries.csv."));
        }

        return hostsOf[sector] = new OnSite([.. placed], Math.Max(0.0, 1.0 - hosted));
    }

    private void Receive(ShareSum to, int region, IReadOnlyDictionary<string, double>? sectors, double share, string kind)
    {
        if (share == 0.0) return;
        if (sectors is null)
        {
            Tell(kind,
                Finding.Error("VALUATION-MARGIN-SECTOR", "valuation",
                    $"There are {kind} margins, but no sector that receives them.", cure:
                        "Name the table's sectors of trade in valuation.wholesale.sectors."));
            return;
        }

        var sum = sectors.Values.Sum();
        foreach (var (sector, weight) in sectors.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            if (table.Industries.TryIndexOf(new Industry(table.Regions[region], new Sector(sector)), out var industry))
                to.Add(industry, share * weight / sum);
            else
                TellRegion($"{kind} {sector}", table.Regions[region],
                    where => Finding.Error("VALUATION-MARGIN-SECTOR", $"valuation, {Some(where)}",
                        $"The sector that receives {kind} margins is not in the table.", sector,
                        string.Join(", ", table.Sectors.Take(12)), "Name sectors of the table."));
        }
    }

    // What carries goods: land, water and air transport, as large as they are in the region. Storage and post carry none.
    private IReadOnlyDictionary<string, double>? TransportOf(int region)
    {
        if (rules.TransportSectors is { } own) return own;
        if (transportTo[region] is { } known) return known;
        var carriers = Enumerable.Range(0, table.Industries.Count)
            .Where(i => table.RegionOf[i] == region && !table.WithoutOutput[i] && Carries(table.Industries[i].Sector))
            .ToDictionary(i => table.Industries[i].Sector.Code, i => table.Output[i], StringComparer.Ordinal);
        if (carriers.Count > 0) return transportTo[region] = carriers;
        TellRegion("carriers", table.Regions[region],
            where => Finding.Warning("VALUATION-TRANSPORT", $"valuation.margins, {Some(where)}",
                "No sector with output there is known to be transport: transport margins go to the sectors of trade.",
                "", "a sector with division 49, 50 or 51 of NACE",
                "Use a table in one of the lists of data/concordances/sector_lists.csv, or put these margins into trade."));
        return tradeTo;
    }

    private bool Carries(Sector sector) =>
        table.Activities.GetValueOrDefault(sector)?.Divisions.Any(d => d is 49 or 50 or 51) == true;

    private Sector? MarginSector()
    {
        var code = rules.Wholesale!.Sectors is { Count: > 0 } own ? own[0] : rules.TradeSectors?.MaxBy(s => s.Value).Key;
        if (code is not null) return new Sector(code);
        Tell("wholesale", Finding.Error("VALUATION-MARGIN-SECTOR", "valuation.wholesale",
            "There are distributors, but no sector that receives their margin.",
            cure: "Name the sector in valuation.wholesale.sectors."));
        return null;
    }

    private bool HasMarginSector(int region, Sector wholesale)
    {
        var (all, code) = (table.Industries, table.Regions[region]);
        if (all.TryIndexOf(new Industry(code, wholesale), out _)) return true;
        if (!table.Sectors.Contains(wholesale)) return false; // said once for the table already
        TellRegion($"distributors {wholesale}", code,
            where => Finding.Error("VALUATION-MARGIN-SECTOR", $"orders {year}, valuation.wholesale.sectors, {Some(where)}",
                $"{(where.Count == 1 ? "The region has" : $"{where.Count} regions have")} no such sector, which receives the "
                    + "margin of distributors.", wholesale.Code,
                $"a sector of {where[0]}: "
                    + $"{string.Join(", ", all.Where(i => i.Region == where[0]).Select(i => i.Sector).Take(12))}",
                "Name first a sector that all regions with distributors have, or aggregate the table to sectors that all "
                    + "regions have."));
        return false;
    }

    private MarginShares MarginsOf(string sector) =>
        rules.Margins is { } m && m.TryFind(sector, out var shares) ? shares : new MarginShares(0, 0, rules.Tax);

    private static ValuationRules Applicable(ValuationRules rules, DemandTable table, List<Finding> findings)
    {
        if (rules.Wholesale is not { IfPresent: true } wholesale
            || wholesale.Sectors.Any(s => table.Sectors.Contains(new Sector(s))))
            return rules;
        findings.Add(Finding.Warning("WHOLESALE-NONE", "valuation.wholesale.sectors",
            "The table has no such sector: orders to distributors are not split into margin and good, which overstates local "
                + "value added.",
            string.Join(", ", wholesale.Sectors), $"a sector of the table: {string.Join(", ", table.Sectors.Take(12))}",
            "Name the table's wholesale sector."));
        return rules with { Wholesale = null };
    }

    private void CheckSectors()
    {
        foreach (var sector in rules.Wholesale?.Sectors ?? []) Check(sector, "valuation.wholesale.sectors");
        foreach (var sector in rules.Margins?.Sectors ?? []) Check(sector, "valuation.margins");
        foreach (var sector in rules.OnSite.Sectors) Check(sector, "valuation.onSite");
        foreach (var sector in table.Sectors) HostsOf(sector.Code); // so that every fault is told at once

        void Check(string sector, string place)
        {
            if (table.Sectors.Contains(new Sector(sector))) return;
            findings.Add(Finding.Error("SECTOR-UNKNOWN", place, "The table has no such sector.", sector,
                string.Join(", ", table.Sectors.Take(12)), "Use the sector codes of the table."));
        }
    }

    private void Tell(string key, Finding finding)
    {
        if (told.Add(finding.Code + key)) findings.Add(finding);
    }

    // One fault of many regions is one finding: it grows with each region that has it.
    private void TellRegion(string key, Region region, Func<IReadOnlyList<Region>, Finding> finding)
    {
        if (!toldRegions.TryGetValue(key, out var said))
        {
            toldRegions[key] = said = (findings.Count, []);
            findings.Add(finding([region]));
        }

        if (said.Regions.Contains(region)) return;
        said.Regions.Add(region);
        findings[said.At] = finding(said.Regions);
    }

    private static string Some(IReadOnlyList<Region> regions) =>
        string.Join(", ", regions.Take(MostNamed)) + (regions.Count > MostNamed ? $" and {regions.Count - MostNamed} more" : "");

    // Host regions with their shares, and what stays with the supplier.
    private readonly record struct OnSite((int Region, double Share)[] Hosts, double WithSupplier);

    // Being worked out, one placement at a time.
    private sealed class Shares(int industries)
    {
        public ShareSum Basic { get; } = new(industries);

        public ShareSum Trade { get; } = new(industries);

        public ShareSum Transport { get; } = new(industries);

        public double Tax { get; set; }

        public PlacedOrder Take()
        {
            var placed = new PlacedOrder(Basic.Take(), Trade.Take(), Transport.Take(), Tax);
            Tax = 0.0;
            return placed;
        }
    }

    /// <summary>Shares added up by industry.</summary>
    private sealed class ShareSum(int industries)
    {
        private readonly double[] sums = new double[industries];
        private readonly bool[] isTouched = new bool[industries];
        private readonly int[] touched = new int[industries];
        private int count;

        public void Add(int industry, double share)
        {
            if (!isTouched[industry]) touched[count++] = industry;
            isTouched[industry] = true;
            sums[industry] += share;
        }

        /// <summary>One share an industry, in the order of the industries; then empty again.</summary>
        public PlacedShare[] Take()
        {
            if (count == 0) return [];
            touched.AsSpan(0, count).Sort();
            var taken = new PlacedShare[count];
            for (var i = 0; i < count; i++)
            {
                var industry = touched[i];
                taken[i] = new(industry, sums[industry]);
                (isTouched[industry], sums[industry]) = (false, 0.0);
            }

            count = 0;
            return taken;
        }
    }
}
