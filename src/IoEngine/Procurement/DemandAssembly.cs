using System.Runtime.InteropServices;
using IoEngine.Accounts;

namespace IoEngine.Procurement;

/// <summary>The demand of one year in the making. Used once.</summary>
internal sealed class DemandAssembly
{
    private readonly int year;
    private readonly DemandTable table;
    private readonly DemandDetail detail;
    private readonly DemandRules rules;
    private readonly MappingSession mapping;
    private readonly RegionResolver regions;
    private readonly Placement placement;
    private readonly List<Finding> findings = [];
    private readonly DemandSources sources = new();
    private readonly MappingTally tally = new();
    private readonly DemandFindings notes;
    private readonly Dictionary<(int Source, int Industry, string Code, int Band), double> entries = [];
    private readonly Dictionary<(string Currency, int Year), (bool Known, decimal Rate)> rates = [];
    private readonly List<(OrderCell Cell, decimal Value, MappedOrder Mapped)> homeless = [];
    private decimal orders;
    private decimal unmapped;
    private decimal excluded;
    private decimal distributed;
    private double basic;
    private double trade;
    private double transport;
    private double taxes;
    private double unexplained;

    public DemandAssembly(int year, DemandTable table, DemandDetail detail, DemandRules rules, OrderMapper mapper)
    {
        this.year = year;
        this.table = table;
        this.detail = detail;
        this.rules = rules;
        mapping = new MappingSession(mapper, rules.Mapping.Averages);
        regions = rules.Countries.For(table.Regions);
        placement = new Placement(year, table, rules.Valuation, mapper, regions, findings);
        notes = new DemandFindings(year, table, rules);
    }

    public YearDemand Build(IReadOnlyList<OrderCell> cells)
    {
        foreach (var cell in cells) Take(cell);
        DistributeHomeless();
        return Finish();
    }

    private void Take(in OrderCell cell)
    {
        if (!TryRate(cell, out var rate)) return;
        var value = cell.Value * rate;
        if ((!rules.IncludeInKind && (cell.Flags & OrderFlags.InKind) != 0) || (!rules.IncludeFunding && (cell.Flags & OrderFlags.Funding) != 0))
        {
            excluded += value;
            return;
        }

        orders += value;
        var mapped = mapping.Map(cell);
        var country = rules.Country == OrderCountry.Origin && cell.OriginCountry.Length > 0 ? cell.OriginCountry : cell.SupplierCountry;
        if (country.Length == 0 && rules.UnknownCountry == UnknownCountry.Distribute && mapped.Weights is not null)
        {
            homeless.Add((cell, value, mapped));
            return;
        }

        var (region, rule) = regions.Find(country);
        notes.Country(country, rule, regions.HasRest, value, cell.Number);
        var source = sources.Of(country, region);
        Book(cell, value, cell.Number, source, region, mapped);
    }

    // One order of one source: split by the weights, each part placed or counted as unmapped. The last part is what the others leave.
    private void Book(in OrderCell cell, decimal value, double number, int source, int region, MappedOrder mapped)
    {
        sources.Add(source, number, value);
        if (region < 0 || mapped.Weights is null)
        {
            var reason = region < 0 ? cell.SupplierCountry.Length == 0 ? "no country" : $"no region for country '{sources[source]}'" : "no rule";
            Unmap(source, cell, mapped, reason, value, number);
            return;
        }

        var items = mapped.Weights.Items;
        var left = value;
        for (var k = 0; k < items.Count; k++)
        {
            var (code, weight) = items[k];
            var part = k == items.Count - 1 ? left : decimal.Round(value * (decimal)weight, 12);
            left -= part;
            if (!table.Sectors.TryIndexOf(new Sector(code), out var sector))
            {
                notes.SectorMissing(code, mapped);
                Unmap(source, cell, mapped, $"sector '{code}' is not in the table", part, number * weight);
            }
            else if (!table.Industries.TryIndexOf(new Industry(table.Regions[region], table.Sectors[sector]), out _))
                Unmap(source, cell, mapped, $"{table.Regions[region]} has no sector '{code}'", part, number * weight);
            else
            {
                tally.Add(mapped, code, number * weight, part);
                sources.AddSector(source, sector, part);
                Place(cell, source, placement.Of(region, sector, mapped.Distributor, (cell.Flags & OrderFlags.OnSite) != 0), (double)part);
            }
        }
    }

    private void Place(in OrderCell cell, int source, PlacedOrder placed, double value)
    {
        basic += Put(cell, source, placed.Basic, value);
        trade += Put(cell, source, placed.Trade, value);
        transport += Put(cell, source, placed.Transport, value);
        taxes += value * placed.Tax;
        sources.AddTax(source, value * placed.Tax);
    }

    private double Put(in OrderCell cell, int source, PlacedShare[] shares, double value)
    {
        var sum = 0.0;
        var code = (detail & DemandDetail.Code) == 0 ? "" : cell.Scheme.Length == 0 ? cell.Code : $"{cell.Scheme}:{cell.Code}";
        var band = (detail & DemandDetail.Band) == 0 ? -1 : cell.Band;
        foreach (var (industry, share) in shares)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(entries, (source, industry, code, band), out _) += value * share;
            sum += value * share;
            if (!table.WithoutOutput[industry]) continue;
            notes.WithoutOutput(industry, value * share);
            unexplained += value * share;
        }

        return sum;
    }

    private void Unmap(int source, in OrderCell cell, MappedOrder mapped, string reason, decimal value, double number)
    {
        unmapped += value;
        sources.AddUnmapped(source, value);
        notes.Unmapped(reason, value, number);
        tally.Unmapped(mapped.Scheme, cell.Code.Length > 0 ? cell.Code : cell.Nace, reason, number, value);
    }

    // Spend without a country follows the same sector's known orders of the year, else all known ones: spread, never repeated.
    private void DistributeHomeless()
    {
        if (homeless.Count == 0) return;
        var shares = sources.Shares();
        foreach (var (cell, value, mapped) in homeless)
        {
            if (shares.Any.Length == 0)
            {
                Book(cell, value, cell.Number, sources.Of("", -1), -1, mapped);
                continue;
            }

            distributed += value;
            notes.Distributed(value, cell.Number);
            var left = value;
            var items = mapped.Weights!.Items;
            for (var k = 0; k < items.Count; k++)
            {
                var part = k == items.Count - 1 ? left : decimal.Round(value * (decimal)items[k].Weight, 12);
                left -= part;
                var known = table.Sectors.TryIndexOf(new Sector(items[k].Sector), out var sector) && shares.BySector.TryGetValue(sector, out var own) ? own : shares.Any;
                var one = mapped with { Weights = SectorWeights.Of(items[k].Sector) };
                var rest = part;
                for (var s = 0; s < known.Length; s++)
                {
                    var piece = s == known.Length - 1 ? rest : decimal.Round(part * known[s].Share, 12);
                    rest -= piece;
                    Book(cell, piece, cell.Number * items[k].Weight * (double)known[s].Share, known[s].Source, sources.RegionOf(known[s].Source), one);
                }
            }
        }
    }

    private bool TryRate(in OrderCell cell, out decimal rate)
    {
        if (!rates.TryGetValue((cell.Currency, cell.RateYear), out var known))
        {
            var found = rules.Rates.TryRate(cell.Currency, rules.ReportCurrency, cell.RateYear, out var r);
            if (!found) findings.AddRange(rules.Rates.Missing(cell.Currency, rules.ReportCurrency, cell.RateYear));
            rates[(cell.Currency, cell.RateYear)] = known = (found, r);
        }

        rate = known.Rate;
        return known.Known;
    }

    private YearDemand Finish()
    {
        var order = sources.Order();
        var position = new int[order.Length];
        for (var s = 0; s < order.Length; s++) position[order[s]] = s;
        var sorted = entries.Where(e => e.Value != 0.0)
            .Select(e => new DemandEntry(position[e.Key.Source], e.Key.Industry, e.Key.Code, e.Key.Band, e.Value)).ToArray();
        Array.Sort(sorted, Compare);
        notes.To(findings);
        return new YearDemand
        {
            Year = year,
            Currency = rules.ReportCurrency,
            Industries = table.Industries,
            Regions = table.Regions,
            Sources = order.Select(s => sources[s]).ToArray(),
            RegionOfSource = order.Select(sources.RegionOf).ToArray(),
            Entries = sorted,
            ProductTaxesBySource = order.Select(sources.TaxOf).ToArray(),
            SourceTotals = order.Select(sources.TotalOf).ToArray(),
            Reconciliation = new DemandReconciliation(orders, orders - unmapped, unmapped, excluded, basic, trade, transport, taxes, unexplained, distributed),
            Mapping = tally.Rows(),
            Unexplained = notes.Unexplained(),
            Findings = findings,
        };
    }

    private static int Compare(DemandEntry a, DemandEntry b)
    {
        var c = a.Source.CompareTo(b.Source);
        if (c == 0) c = a.Industry.CompareTo(b.Industry);
        if (c == 0) c = string.CompareOrdinal(a.Code, b.Code);
        return c != 0 ? c : a.Band.CompareTo(b.Band);
    }
}
