namespace IoEngine.Procurement;

/// <summary>Number and value of orders of one year under one label. Immutable.</summary>
/// <param name="Year">Year of the orders.</param>
/// <param name="Label">Size band, country, group, sector or "scheme:code".</param>
/// <param name="Group">Group of the supplier's country in that year; empty where the label spans groups.</param>
/// <param name="Number">Orders.</param>
/// <param name="Value">Value, report currency.</param>
/// <param name="Cumulated">Value under this label and group up to and with this year.</param>
public sealed record ProfileRow(int Year, string Label, string Group, double Number, decimal Value, decimal Cumulated);

/// <summary>The suppliers of a year (or of all years). Immutable.</summary>
/// <param name="Year">Year; null: all years together.</param>
/// <param name="Suppliers">Suppliers with an order.</param>
/// <param name="New">Of these, without an order in an earlier year of the data.</param>
/// <param name="Repeat">Of these, with an order in an earlier year: Suppliers − New.</param>
/// <param name="Orders">Orders that name a supplier.</param>
/// <param name="Value">Their value, report currency.</param>
/// <param name="Top10">Share of the ten largest suppliers in the value of suppliers with a positive value.</param>
/// <param name="Top100">The same for the hundred largest.</param>
/// <param name="Herfindahl">Σ of squared shares, 0 … 1; 1 is a single supplier.</param>
public sealed record SupplierProfile(
    int? Year, int Suppliers, int New, int Repeat, long Orders, decimal Value, double Top10, double Top100, double Herfindahl);

/// <summary>How procurement itself looks: by year, size, country, group, code, and by supplier. Immutable.</summary>
/// <remarks>Orders whose currency has no rate in their year are left out and counted in <see cref="Unvalued"/>.</remarks>
public sealed class OrderProfile
{
    private OrderProfile()
    {
    }

    /// <summary>By year, size band and country group: the result table <c>orders_profile</c>.</summary>
    public required IReadOnlyList<ProfileRow> ByBand { get; init; }

    /// <summary>By year and supplier country, with its group.</summary>
    public required IReadOnlyList<ProfileRow> ByCountry { get; init; }

    /// <summary>By year and group.</summary>
    public required IReadOnlyList<ProfileRow> ByGroup { get; init; }

    /// <summary>By year and purchase code.</summary>
    public required IReadOnlyList<ProfileRow> ByCode { get; init; }

    /// <summary>By year, then all years together.</summary>
    public required IReadOnlyList<SupplierProfile> Suppliers { get; init; }

    /// <summary>Orders without a rate, left out.</summary>
    public required double Unvalued { get; init; }

    /// <summary>The profile of a ledger.</summary>
    /// <param name="ledger">Orders.</param>
    /// <param name="rates">Exchange rates.</param>
    /// <param name="reportCurrency">Currency of all values.</param>
    /// <param name="groupOf">Group of a country (alpha-3 or as found) in a year.</param>
    public static OrderProfile Of(OrderLedger ledger, CurrencyRates rates, string reportCurrency, Func<string, int, string> groupOf)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(rates);
        ArgumentNullException.ThrowIfNull(groupOf);
        var valued = new List<(OrderCell Cell, decimal Value, string Group)>(ledger.Cells.Count);
        var unvalued = 0.0;
        var groups = new Dictionary<(string, int), string>();
        foreach (var cell in ledger.Cells)
        {
            if (!rates.TryRate(cell.Currency, reportCurrency, cell.RateYear, out var rate))
            {
                unvalued += cell.Number;
                continue;
            }

            if (!groups.TryGetValue((cell.SupplierCountry, cell.Year), out var group)) groups[(cell.SupplierCountry, cell.Year)] = group = groupOf(cell.SupplierCountry, cell.Year);
            valued.Add((cell, CurrencyRates.Converted(cell.Value, rate), group));
        }

        return new OrderProfile
        {
            ByBand = Rows(valued, v => (ledger.Bands.Name(v.Cell.Band), v.Group), v => v.Cell.Band),
            ByCountry = Rows(valued, v => (v.Cell.SupplierCountry, v.Group), _ => 0),
            ByGroup = Rows(valued, v => (v.Group, v.Group), _ => 0),
            ByCode = Rows(valued, v => (v.Cell.Scheme.Length == 0 ? v.Cell.Code : $"{v.Cell.Scheme}:{v.Cell.Code}", ""), _ => 0),
            Suppliers = OfSuppliers(ledger.Suppliers, rates, reportCurrency),
            Unvalued = unvalued,
        };
    }

    /// <summary>By year and sector, from the mapping of the years' demands; unmapped orders under "unmapped".</summary>
    public static IReadOnlyList<ProfileRow> BySector(IEnumerable<YearDemand> demands)
    {
        ArgumentNullException.ThrowIfNull(demands);
        var rows = demands.SelectMany(d => d.Mapping.GroupBy(m => m.Rule == "unmapped" ? "unmapped" : m.Sector)
            .Select(g => (d.Year, Label: g.Key, Number: g.Sum(m => m.Number), Value: g.Sum(m => m.Value))));
        return Cumulate(rows.OrderBy(r => r.Year).ThenBy(r => r.Label, StringComparer.Ordinal).Select(r => (r.Year, r.Label, "", r.Number, r.Value)));
    }

    private static ProfileRow[] Rows(List<(OrderCell Cell, decimal Value, string Group)> valued,
        Func<(OrderCell Cell, decimal Value, string Group), (string Label, string Group)> key, Func<(OrderCell Cell, decimal Value, string Group), int> rank) =>
        Cumulate(valued.GroupBy(v => (v.Cell.Year, Rank: rank(v), Key: key(v)))
            .OrderBy(g => g.Key.Year).ThenBy(g => g.Key.Rank).ThenBy(g => g.Key.Key.Label, StringComparer.Ordinal).ThenBy(g => g.Key.Key.Group, StringComparer.Ordinal)
            .Select(g => (g.Key.Year, g.Key.Key.Label, g.Key.Key.Group, g.Sum(v => v.Cell.Number), g.Sum(v => v.Value))));

    private static ProfileRow[] Cumulate(IEnumerable<(int Year, string Label, string Group, double Number, decimal Value)> rows)
    {
        var sums = new Dictionary<(string, string), decimal>();
        return rows.Select(r =>
        {
            var sum = sums.GetValueOrDefault((r.Label, r.Group)) + r.Value;
            sums[(r.Label, r.Group)] = sum;
            return new ProfileRow(r.Year, r.Label, r.Group, r.Number, r.Value, sum);
        }).ToArray();
    }

    private static SupplierProfile[] OfSuppliers(SupplierLedger ledger, CurrencyRates rates, string reportCurrency)
    {
        var rows = ledger.Rows.Select(r => (r.Supplier, r.Year, r.Number, Value: rates.TryRate(r.Currency, reportCurrency, r.Year, out var rate) ? CurrencyRates.Converted(r.Value, rate) : 0m)).ToArray();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows) first[row.Supplier] = Math.Min(first.GetValueOrDefault(row.Supplier, int.MaxValue), row.Year);
        var years = rows.GroupBy(r => r.Year).OrderBy(g => g.Key).Select(g => Profile(g.Key, g, first)).ToList();
        if (rows.Length > 0) years.Add(Profile(null, rows, first));
        return years.ToArray();
    }

    private static SupplierProfile Profile(int? year, IEnumerable<(string Supplier, int Year, long Number, decimal Value)> rows, Dictionary<string, int> first)
    {
        var suppliers = rows.GroupBy(r => r.Supplier, StringComparer.Ordinal).Select(g => (g.Key, Number: g.Sum(r => r.Number), Value: g.Sum(r => r.Value))).ToArray();
        var isNew = suppliers.Count(s => year is null || first[s.Key] == year);
        var positive = suppliers.Where(s => s.Value > 0m).Select(s => (double)s.Value).OrderDescending().ToArray();
        var sum = positive.Sum();
        double Top(int n) => sum > 0 ? positive.Take(n).Sum() / sum : 0.0;
        return new SupplierProfile(year, suppliers.Length, isNew, suppliers.Length - isNew, suppliers.Sum(s => s.Number), suppliers.Sum(s => s.Value), Top(10), Top(100),
            sum > 0 ? positive.Sum(v => v / sum * (v / sum)) : 0.0);
    }
}
