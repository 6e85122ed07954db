using System.Globalization;
using IoEngine.Files.Lines;

namespace IoEngine.Procurement.Valuation;

/// <summary>Share of on-site services that is produced in one host country. Immutable.</summary>
/// <param name="Country">The host country, any spelling.</param>
/// <param name="Share">0 to 1.</param>
/// <param name="Sector">The sector that it holds for; null: all sectors without rows of their own.</param>
/// <param name="From">The first year; null: since ever.</param>
/// <param name="To">The last year; null: still.</param>
public sealed record OnSiteShare(string Country, double Share, string? Sector = null, int? From = null, int? To = null)
{
    /// <summary>Whether it holds in a year.</summary>
    internal bool HoldsIn(int year) => !(year < From) && !(year > To);
}

/// <summary>
/// Where services on site are produced, by year and sector; the rest stays with the supplier. A sector that has rows of its own
/// in a year takes these alone. Immutable.
/// </summary>
public sealed class OnSiteShares
{
    private const double Rounding = 1e-12;

    private readonly OnSiteShare[] rows;

    /// <summary>Creates the shares; <see cref="Faults"/> says whether they can be used.</summary>
    public OnSiteShares(IEnumerable<OnSiteShare> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        this.rows = [.. rows.OrderBy(r => r.Country, StringComparer.Ordinal)];
    }

    /// <summary>All on-site services stay with the supplier.</summary>
    public static OnSiteShares None { get; } = new([]);

    /// <summary>The same shares in every year and sector, by country.</summary>
    public static OnSiteShares Always(IEnumerable<KeyValuePair<string, double>> shares)
    {
        ArgumentNullException.ThrowIfNull(shares);
        return new(shares.Select(s => new OnSiteShare(s.Key, s.Value)));
    }

    /// <summary>The rows, by country.</summary>
    public IReadOnlyList<OnSiteShare> Rows => rows;

    /// <summary>Sectors with rows of their own.</summary>
    internal IEnumerable<string> Sectors => rows.Select(r => r.Sector).OfType<string>().Distinct();

    /// <summary>onsite.csv: country,share and optionally sector, from and to, which are years; an empty cell is "any".</summary>
    internal static OnSiteShares Read(string path, List<Finding> findings)
    {
        var csv = TidyCsv.Read(path, ["country", "share"], findings, "share");
        var rows = new List<OnSiteShare>();
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "country", out var country) & csv.TryNumber(row, "share", out var share)
                & csv.TryOptionalYear(row, "from", out var from) & csv.TryOptionalYear(row, "to", out var to))) continue;
            if (to < from)
                findings.Add(Finding.Error("VALUATION-PERIOD", csv.Place(row), "The last year is before the first.",
                    $"{from} to {to}", "from ≤ to", "Correct the years."));
            var sector = csv.Text(row, "sector");
            rows.Add(new OnSiteShare(country, share, sector.Length > 0 ? sector : null, from, to));
        }

        var shares = new OnSiteShares(rows);
        findings.AddRange(shares.Faults(path));
        return shares;
    }

    /// <summary>The host countries of a sector in a year.</summary>
    public IEnumerable<(string Country, double Share)> Of(int year, string sector)
    {
        var held = rows.Where(r => r.HoldsIn(year)).ToArray();
        var own = held.Where(r => r.Sector == sector).ToArray();
        return (own.Length > 0 ? own : held.Where(r => r.Sector is null)).Select(r => (r.Country, r.Share));
    }

    /// <summary>Shares below 0, above 1 in sum, and countries that are given twice for one year.</summary>
    internal IEnumerable<Finding> Faults(string place)
    {
        foreach (var negative in rows.Where(r => !(r.Share >= 0)))
            yield return Finding.Error("VALUATION-ON-SITE", place, "A share of on-site services is negative, or no number.",
                $"{negative.Country} {Shown(negative.Share)}", "0 to 1", "Give shares as fractions.");
        foreach (var (sector, year) in Changes())
        {
            var held = rows.Where(r => r.Sector == sector && r.HoldsIn(year)).ToArray();
            var where = (sector is null ? "" : $", sector {sector}") + (year > 0 ? $", {year}" : "");
            if (held.GroupBy(r => r.Country).FirstOrDefault(g => g.Count() > 1) is { } twice)
                yield return Finding.Error("VALUATION-ON-SITE", place + where, "A country has two shares.", twice.Key,
                    "one share a country, sector and year", "Remove one of the rows, or let one end before the other begins.");
            else if (!(held.Sum(r => r.Share) <= 1 + Rounding))
                yield return Finding.Error("VALUATION-ON-SITE", place + where, "Shares of on-site services add to more than 1.",
                    string.Join(" + ", held.Select(r => $"{r.Country} {Shown(r.Share)}")), "at most 1",
                    "Give shares as fractions; the rest stays with the supplier.");
        }
    }

    // Years in which something begins; before all of them is year 0.
    private IEnumerable<(string? Sector, int Year)> Changes() => rows.Select(r => r.Sector).Distinct()
        .SelectMany(sector => rows.Where(r => r.Sector == sector).Select(r => r.From ?? 0).Distinct().Order()
            .Select(year => (sector, year)));

    private static string Shown(double share) => share.ToString("G6", CultureInfo.InvariantCulture);
}
