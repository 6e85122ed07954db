using IoEngine.Files.Lines;
using IoEngine.Places;
using IoEngine.Procurement.Money;

namespace IoEngine.Events;

/// <summary>Reads events, baskets and budgets; every fault goes to the findings.</summary>
/// <param name="countries">What spellings of countries mean.</param>
/// <param name="rates">Exchange rates.</param>
/// <param name="report">Report currency.</param>
/// <param name="findings">Takes what is noticed.</param>
internal sealed class EventFile(CountryConcordance countries, CurrencyRates rates, string report, List<Finding> findings)
{
    // A region of a table may be called anything that short; whether it is one shows with the table.
    private const int LongestCode = 5;
    private const double ShareTolerance = 1e-6;

    private static readonly string[] Numbers = ["amount", "disposable_share", "nights", "spending_per_night"];

    private static readonly Dictionary<string, EventKind> Kinds =
        Enum.GetValues<EventKind>().ToDictionary(SpendingEvent.NameOf, k => k, StringComparer.OrdinalIgnoreCase);

    // Columns that mean something for some kinds alone: elsewhere a figure there would be lost.
    private static readonly (string Column, EventKind[] Kinds)[] Own =
    [
        ("disposable_share", [EventKind.LabourIncome]),
        ("nights", [EventKind.VisitorSpending]),
        ("spending_per_night", [EventKind.VisitorSpending]),
        ("category", [EventKind.Institution]),
        ("basket", [EventKind.VisitorSpending, EventKind.Institution, EventKind.BillOfGoods]),
    ];

    /// <summary>
    /// events.csv: id,year,country,kind,amount,currency[,basket,disposable_share,nights,spending_per_night,category,label].
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="baskets">Baskets by name.</param>
    public EventLedger Events(string path, IReadOnlyDictionary<string, IReadOnlyList<BasketShare>> baskets)
    {
        var csv = TidyCsv.Read(path, ["id", "year", "country", "kind", "amount", "currency"], findings, Numbers);
        var column = new CountryColumn(csv.Rows.Select(r => csv.Text(r, "country")), countries);
        var events = new List<SpendingEvent>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "id", out var id) & csv.TryYear(row, "year", out var year) & TryKind(csv, row, out var kind)))
                continue;
            if (!lines.TryAdd(id, row.Line))
                findings.Add(Finding.Error("EVENT-DUPLICATE", csv.Place(row, "id"), "An event occurs twice.",
                    $"'{id}', also on line {lines[id]}", "each id once", "Remove one of the two, or give it another id."));
            if (!(Fits(csv, row, kind) & TryCountry(csv, row, column, kind, out var country)
                & TryBasket(csv, row, kind, baskets, out var basket) & TryDisposable(csv, row, kind, out var disposable)
                & TryAmount(csv, row, kind, year, out var amount)))
                continue;
            events.Add(new SpendingEvent(id, year, country, kind, amount)
            {
                Basket = basket, DisposableShare = disposable, Category = csv.Text(row, "category"),
                Label = csv.Text(row, "label"), Place = csv.Place(row),
            });
        }

        return new EventLedger(events, baskets);
    }

    /// <summary>baskets.csv: basket,region,sector,share; the shares of a basket sum to 1.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BasketShare>> Baskets(string path)
    {
        var csv = TidyCsv.Read(path, ["basket", "sector", "share"], findings, "share");
        var baskets = new Dictionary<string, List<BasketShare>>(StringComparer.Ordinal);
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "basket", out var basket) & csv.TryText(row, "sector", out var sector)
                & csv.TryNumber(row, "share", out var share)))
                continue;
            if (!(share is >= 0 and <= 1))
                findings.Add(Finding.Error("EVENT-BASKET", csv.Place(row, "share"), "A share of a basket is out of range.",
                    $"{share}", "0 to 1", "Give shares as fractions, not per cent."));
            if (!baskets.TryGetValue(basket, out var own)) baskets[basket] = own = [];
            own.Add(new BasketShare(csv.Text(row, "region"), sector, share) { Place = csv.Place(row) });
        }

        foreach (var (name, own) in baskets)
        {
            var sum = own.Sum(s => s.Share);
            if (Math.Abs(sum - 1) > ShareTolerance)
                findings.Add(Finding.Error("EVENT-BASKET", own[0].Place, "The shares of a basket don't sum to 1.",
                    FormattableString.Invariant($"{name}: {sum:G10}"), "1", "Correct the shares.", $"{ShareTolerance}"));
        }

        return baskets.ToDictionary(b => b.Key, b => (IReadOnlyList<BasketShare>)b.Value, StringComparer.Ordinal);
    }

    /// <summary>budget.csv: year,amount,currency; what is given for one year is added.</summary>
    public SpendingBudget Budget(string path)
    {
        var csv = TidyCsv.Read(path, ["year", "amount", "currency"], findings, "amount");
        var amounts = new Dictionary<int, decimal>();
        foreach (var row in csv.Rows)
        {
            if (csv.TryYear(row, "year", out var year) & TryMoney(csv, row, year, "amount", out var amount))
                amounts[year] = amounts.GetValueOrDefault(year) + amount;
        }

        return new SpendingBudget(amounts);
    }

    private bool TryKind(TidyCsv csv, TidyRow row, out EventKind kind)
    {
        kind = default;
        if (!csv.TryText(row, "kind", out var text)) return false;
        if (Kinds.TryGetValue(text, out kind)) return true;
        findings.Add(Finding.Error("EVENT-KIND", csv.Place(row, "kind"), "There is no such kind of event.", $"'{text}'",
            string.Join(", ", Kinds.Keys), Spelling.Suggest(text, Kinds.Keys, "Use one of these kinds.")));
        return false;
    }

    private bool Fits(TidyCsv csv, TidyRow row, EventKind kind)
    {
        var fits = true;
        foreach (var (column, kinds) in Own.Where(o => !o.Kinds.Contains(kind) && csv.Text(row, o.Column).Length > 0))
        {
            fits = false;
            findings.Add(Finding.Error("EVENT-CELL", csv.Place(row, column), "The cell means nothing for this kind of event.",
                $"'{csv.Text(row, column)}' for {SpendingEvent.NameOf(kind)}",
                $"empty, or {string.Join(", ", kinds.Select(SpendingEvent.NameOf))}", "Clear the cell, or correct the kind."));
        }

        return fits;
    }

    private bool TryCountry(TidyCsv csv, TidyRow row, CountryColumn column, EventKind kind, out string country)
    {
        country = "";
        var text = csv.Text(row, "country");
        if (text.Length == 0 && kind == EventKind.BillOfGoods) return true;
        if (!csv.TryText(row, "country", out text)) return false;
        country = column.CountryOf(text);
        if (country.Length > 0 && (text.Length <= LongestCode || countries.Knows(text))) return true;
        findings.Add(UnknownCountry(csv.Place(row, "country"), text));
        return false;
    }

    /// <summary>The fault of a country that nothing knows, or that the table can't place.</summary>
    internal static Finding UnknownCountry(string place, string found) => Finding.Error("EVENT-COUNTRY", place,
        "The country of an event is not known.", $"'{found}'", "a country, or a region of the table",
        "Write its ISO code or name, or give the spelling in mapping.countries.");

    private bool TryBasket(TidyCsv csv, TidyRow row, EventKind kind,
        IReadOnlyDictionary<string, IReadOnlyList<BasketShare>> baskets, out string basket)
    {
        basket = csv.Text(row, "basket");
        if (baskets.ContainsKey(basket)) return true;
        if (basket.Length == 0 && kind is not (EventKind.VisitorSpending or EventKind.BillOfGoods)) return true;
        findings.Add(Finding.Error("EVENT-BASKET", csv.Place(row, "basket"),
            basket.Length == 0 ? "This kind of event needs a basket." : "There is no such basket.",
            basket.Length == 0 ? "nothing" : $"'{basket}'",
            baskets.Count == 0 ? "a file of baskets" : string.Join(", ", baskets.Keys),
            "Name the file under baskets (basket,region,sector,share), and one of its baskets here."));
        return false;
    }

    private bool TryDisposable(TidyCsv csv, TidyRow row, EventKind kind, out double? share)
    {
        share = null;
        if (kind != EventKind.LabourIncome) return true;
        if (!csv.TryOptional(row, "disposable_share", out share)) return false;
        if (share is null or (>= 0 and <= 1)) return true;
        findings.Add(Finding.Error("EVENT-SHARE", csv.Place(row, "disposable_share"), "A share is out of range.", $"{share}",
            "0 to 1", "Give the share as a fraction, not per cent."));
        return false;
    }

    // An amount, or nights at a price: never half of the one, never both.
    private bool TryAmount(TidyCsv csv, TidyRow row, EventKind kind, int year, out decimal amount)
    {
        amount = 0;
        var (nights, price) = (csv.Text(row, "nights").Length > 0, csv.Text(row, "spending_per_night").Length > 0);
        if (kind != EventKind.VisitorSpending || (!nights && !price)) return TryMoney(csv, row, year, "amount", out amount);
        if (nights != price || csv.Text(row, "amount").Length > 0)
        {
            findings.Add(Finding.Error("EVENT-NIGHTS", csv.Place(row, nights ? "spending_per_night" : "nights"),
                nights != price ? "Nights and spending a night belong together." : "There are an amount and nights.",
                nights && price ? "both" : nights ? "nights without a price" : "a price without nights",
                "an amount, or nights with spending_per_night",
                "Fill in the other of the two, or give an amount in their place."));
            return false;
        }

        if (!(csv.TryDecimal(row, "nights", out var number) & TryMoney(csv, row, year, "spending_per_night", out var each)))
            return false;
        amount = decimal.Round(number * each, 9);
        return true;
    }

    private bool TryMoney(TidyCsv csv, TidyRow row, int year, string column, out decimal amount)
    {
        amount = 0;
        if (!csv.TryText(row, "currency", out var currency)) return false;
        currency = currency.ToUpperInvariant();
        if (!csv.TryDecimal(row, column, out var value, currency)) return false;
        if (rates.TryRate(currency, report, year, out var rate))
        {
            amount = CurrencyRates.Converted(value, rate);
            return true;
        }

        findings.AddRange(rates.Missing(currency, report, year)
            .Select(f => f with { Place = $"{csv.Place(row, "currency")}: {f.Place}" }));
        return false;
    }
}
