using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Valuation;

namespace IoEngine.Procurement.Demand;

/// <summary>The demand of one year in the making. Used once.</summary>
internal sealed class DemandAssembly
{
    private readonly int year;
    private readonly DemandTable table;
    private readonly DemandDetail detail;
    private readonly DemandRules rules;
    private readonly AverageMapping averages;
    private readonly RegionMap regions;
    private readonly Placement placement;
    private readonly List<Finding> findings = [];
    private readonly DemandSources sources;
    private readonly MappingTally tally = new();
    private readonly DemandFindings notes;
    private readonly DetailedEntries detailed = new();
    private readonly List<(int At, decimal Value, MappedOrder Mapped)> homeless = [];
    private readonly OrderLedger ledger;
    private readonly IReadOnlyList<OrderCell> cells;
    private readonly List<CellDemand>? byCell;
    private readonly List<double[]> dense = [];
    private readonly List<int[]?> sectorsOf = [];
    private readonly (int Industry, double Share)[][] takersOf;
    private (string? Country, int Source) place;
    private decimal orders;
    private decimal unmapped;
    private decimal excluded;
    private decimal distributed;
    private double basic;
    private double trade;
    private double transport;
    private double taxes;
    private double unexplained;

    public DemandAssembly(int year, DemandTable table, DemandDetail detail, DemandRules rules, OrderMapper mapper,
        OrderLedger ledger, PricedOrders orders)
    {
        this.year = year;
        this.table = table;
        this.detail = detail;
        this.ledger = ledger;
        cells = orders.Cells;
        byCell = (detail & DemandDetail.Cell) == 0 ? null : [];
        this.rules = rules;
        averages = new AverageMapping(mapper, mapper.ByRule(year).Count);
        regions = rules.Countries.For(table.Regions);
        placement = new Placement(year, table, rules.Valuation, mapper, regions, findings);
        notes = new DemandFindings(year, table, rules);
        takersOf = ZeroOutput.Takers(table, rules.WithoutOutput);
        sources = new DemandSources(table.Sectors.Count);
        findings.AddRange(orders.Missing);
    }

    /// <summary>Takes orders: split by the weights of their sectors, each part placed or counted as unmapped.</summary>
    /// <param name="at">Which orders: their position among the cells of the year.</param>
    /// <param name="value">Their value in the report currency.</param>
    /// <param name="counts">Whether they count.</param>
    /// <param name="byRule">How the rules map them.</param>
    public void Take(int at, decimal value, bool counts, MappedOrder byRule)
    {
        var cell = cells[at];
        if (!counts)
        {
            excluded += value;
            notes.Excluded(value, cell.Number);
            return;
        }

        orders += value;
        var mapped = averages.Map(cell, byRule);
        notes.AddCodes(mapped, value, cell.Number);
        var country = rules.Country == OrderCountry.Origin && cell.OriginCountry.Length > 0
            ? cell.OriginCountry : cell.SupplierCountry;
        if (country.Length == 0 && rules.UnknownCountry == UnknownCountry.Distribute && mapped.Weights is not null)
        {
            homeless.Add((at, value, mapped));
            return;
        }

        var source = SourceOf(country);
        sources.Add(source, cell.Number, value);
        if (sources.RegionOf(source) < 0 || mapped.Weights is null)
        {
            Unmap(source, cell, mapped, ReasonOf(source), value, cell.Number);
            return;
        }

        var left = value;
        for (var k = 0; k < mapped.Weights.Items.Count; k++)
        {
            var part = mapped.Weights.Part(k, value, ref left);
            BookItem(at, part, cell.Number * mapped.Weights.Items[k].Weight, source, mapped, k);
        }
    }

    // Cells stand by country, so the last one is mostly the right one.
    private int SourceOf(string country)
    {
        if (ReferenceEquals(country, place.Country)) return place.Source;
        var (region, rule) = regions.Find(country);
        place = (country, sources.Of(country, region));
        notes.AddCountry(country, rule);
        return place.Source;
    }

    private string ReasonOf(int source) => sources.RegionOf(source) >= 0 ? UnmappedReason.NoRule
        : sources[source].Length == 0 ? UnmappedReason.NoCountry : UnmappedReason.NoRegion(sources[source]);

    private void BookItem(int at, decimal part, double number, int source, MappedOrder mapped, int item)
    {
        var cell = cells[at];
        var sector = SectorsOf(mapped)[item];
        var region = sources.RegionOf(source);
        var code = mapped.Weights!.Items[item].Sector;
        if (sector < 0)
        {
            notes.SectorMissing(code, mapped);
            Unmap(source, cell, mapped, UnmappedReason.NoSector(code), part, number);
        }
        else if (table.IndustryOf(region, sector) < 0)
            Unmap(source, cell, mapped, UnmappedReason.NoIndustry(table.Regions[region].Code, code), part, number);
        else
        {
            tally.Add(mapped, item, number, part);
            sources.AddSector(source, sector, part);
            var placed = placement.Of(region, sector, mapped.Distributor, (cell.Flags & OrderFlags.OnSite) != 0);
            if (placed.IsAllMargin) notes.AllMargin(code, part, number);
            var value = (double)part;
            basic += Put(at, source, placed.Basic, value);
            trade += Put(at, source, placed.Trade, value);
            transport += Put(at, source, placed.Transport, value);
            taxes += value * placed.Tax;
            sources.AddTax(source, value * placed.Tax);
        }
    }

    // Positions of a mapped order's sectors in the table, looked up once.
    private int[] SectorsOf(MappedOrder mapped)
    {
        while (sectorsOf.Count <= mapped.Index) sectorsOf.Add(null);
        if (sectorsOf[mapped.Index] is { } known) return known;
        var items = mapped.Weights!.Items;
        var found = new int[items.Count];
        for (var i = 0; i < found.Length; i++)
            found[i] = table.Sectors.TryIndexOf(new Sector(items[i].Sector), out var s) ? s : -1;
        return sectorsOf[mapped.Index] = found;
    }

    private double Put(int at, int source, PlacedShare[] shares, double value)
    {
        while (dense.Count <= source) dense.Add(new double[table.Industries.Count]);
        var sum = 0.0;
        foreach (var (industry, share) in shares)
        {
            var part = value * share;
            sum += part;
            foreach (var (taker, ofPart) in takersOf[industry])
            {
                var taken = part * ofPart;
                dense[source][taker] += taken;
                byCell?.Add(new CellDemand(at, source, taker, taken));
                if (HasEntries) detailed.Add(source, taker, CodeOf(cells[at]), BandOf(cells[at]), taken);
                if (taker != industry) notes.StandIn(industry, taker, taken);
                else if (table.WithoutOutput[industry])
                {
                    notes.WithoutOutput(industry, taken);
                    unexplained += taken;
                }
            }
        }

        return sum;
    }

    private int BandOf(in OrderCell cell) => (detail & DemandDetail.Band) == 0 ? -1 : cell.Band;

    private string CodeOf(in OrderCell cell) =>
        (detail & DemandDetail.Code) == 0 ? "" : cell.Scheme.Length == 0 ? cell.Code : $"{cell.Scheme}:{cell.Code}";

    private void Unmap(int source, in OrderCell cell, MappedOrder mapped, string reason, decimal value, double number)
    {
        unmapped += value;
        sources.AddUnmapped(source, value);
        notes.AddUnmapped(reason, value, number);
        tally.Unmapped(mapped.Scheme, cell.Code.Length > 0 ? cell.Code : cell.Nace, reason, number, value);
    }

    // Spend without a country follows the same sector's known orders of the year, else all known ones: spread, never repeated.
    private void DistributeHomeless()
    {
        if (homeless.Count == 0) return;
        var shares = sources.Shares();
        foreach (var (at, value, mapped) in homeless)
        {
            var cell = cells[at];
            if (shares.Any.Length == 0)
            {
                var nowhere = sources.Of("", -1);
                sources.Add(nowhere, cell.Number, value);
                Unmap(nowhere, cell, mapped, UnmappedReason.NoCountry, value, cell.Number);
                continue;
            }

            distributed += value;
            notes.Distributed(value, cell.Number);
            var left = value;
            var items = mapped.Weights!.Items;
            for (var k = 0; k < items.Count; k++)
            {
                var part = mapped.Weights.Part(k, value, ref left);
                var known = SectorsOf(mapped)[k] is var sector and >= 0 && shares.BySector.TryGetValue(sector, out var own)
                    ? own : shares.Any;
                DistributeItem(at, part, cell.Number * items[k].Weight, mapped, k, known);
            }
        }
    }

    private void DistributeItem(int at, decimal part, double number, MappedOrder mapped, int item,
        (int Source, decimal Share)[] shares)
    {
        var rest = part;
        for (var s = 0; s < shares.Length; s++)
        {
            var piece = s == shares.Length - 1 ? rest : decimal.Round(part * shares[s].Share, 12);
            rest -= piece;
            sources.Add(shares[s].Source, number * (double)shares[s].Share, piece);
            BookItem(at, piece, number * (double)shares[s].Share, shares[s].Source, mapped, item);
        }
    }

    private bool HasEntries => (detail & (DemandDetail.Code | DemandDetail.Band)) != 0;

    // Sources in their order in the result.
    private CellDemand[] ByCell(int[] order)
    {
        if (byCell is null) return [];
        var position = new int[order.Length];
        for (var s = 0; s < order.Length; s++) position[order[s]] = s;
        return [.. byCell.Select(d => d with { Source = position[d.Source] })];
    }

    /// <summary>The demand of all that was taken.</summary>
    public YearDemand Finish()
    {
        DistributeHomeless();
        var order = sources.Order();
        var f = new DenseMatrix(table.Industries.Count, order.Length);
        var (names, regionOf) = (new string[order.Length], new int[order.Length]);
        var taxesOf = new double[order.Length];
        var totals = new SourceTotal[order.Length];
        for (var s = 0; s < order.Length; s++)
        {
            names[s] = sources[order[s]];
            regionOf[s] = sources.RegionOf(order[s]);
            taxesOf[s] = sources.TaxOf(order[s]);
            totals[s] = sources.TotalOf(order[s]);
            if (order[s] < dense.Count) dense[order[s]].CopyTo(f.WritableColumn(s));
        }

        notes.Values(totals);
        notes.To(findings);
        return new YearDemand
        {
            Year = year,
            Currency = rules.ReportCurrency,
            Industries = table.Industries,
            Regions = table.Regions,
            Sources = names,
            RegionOfSource = regionOf,
            BySource = f,
            Entries = HasEntries ? detailed.Sorted(order) : new DenseEntries(f),
            Cells = byCell is null ? [] : cells, ByCell = ByCell(order),
            Dimensions = ledger.Dimensions, Bands = ledger.Bands,
            ProductTaxesBySource = taxesOf,
            SourceTotals = totals,
            Reconciliation = new DemandReconciliation(orders, orders - unmapped, unmapped, excluded, basic, trade, transport,
                taxes, unexplained, distributed),
            Mapping = tally.Rows(),
            Unexplained = notes.Unexplained(),
            Findings = findings,
        };
    }
}
