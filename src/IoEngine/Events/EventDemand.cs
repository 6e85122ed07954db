using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Places;
using IoEngine.Validation;

namespace IoEngine.Events;

/// <summary>From the events of a year to demand at basic prices, by the spending patterns of a table. Pure.</summary>
public sealed class EventDemand
{
    private readonly ValidatedTable table;
    private readonly EventLedger ledger;
    private readonly HouseholdParameters households;
    private readonly RegionMap map;
    private readonly List<Finding> findings = [];
    private readonly SpendingPatterns earners;
    private readonly SpendingPatterns spenders;

    private EventDemand(ValidatedTable table, EventLedger ledger, HouseholdParameters households, CountryConcordance countries)
    {
        (this.table, this.ledger, this.households) = (table, ledger, households);
        map = countries.For(table.Table.Regions);
        earners = new SpendingPatterns(table, new Closure { Households = households }, findings);
        spenders = SpendingPatterns.EverythingSpent(table, findings);
    }

    private MrioTable Labels => table.Table;

    /// <summary>The demand of every event of a year, as they stand in the file.</summary>
    /// <param name="ledger">Events and baskets.</param>
    /// <param name="year">The year.</param>
    /// <param name="table">The table that serves it.</param>
    /// <param name="closure">
    /// The closure: pay is spent by its household parameters as in net-labour, whatever is closed and wherever.
    /// </param>
    /// <param name="countries">The user's word on countries; null: codes and names decide.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// The table has no such region, sector or category, or no spending pattern; every lack is listed.
    /// </exception>
    public static IReadOnlyList<EventSpending> Of(EventLedger ledger, int year, ValidatedTable table, Closure closure,
        CountryConcordance? countries = null)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(closure);
        if (ledger.Of(year).Count == 0) return [];
        var demand = new EventDemand(table, ledger, closure.In(table.Table).Households,
            countries ?? CountryConcordance.Default);
        var found = ledger.Of(year).Select(demand.One).ToArray();
        return demand.findings.Count > 0
            ? throw new InvalidDataFindingsException("The events can't be used", [.. demand.findings.Distinct()])
            : found.OfType<EventSpending>().ToArray();
    }

    // Null: a fault was found.
    private EventSpending? One(SpendingEvent of)
    {
        var region = of.Country.Length == 0 ? -1 : map.Find(of.Country).Region;
        if (region < 0 && (of.Country.Length > 0 || of.Kind != EventKind.BillOfGoods))
        {
            findings.Add(EventFile.UnknownCountry(of.Place, of.Country));
            return null;
        }

        return of.Kind switch
        {
            EventKind.LabourIncome => Pay(of, region),
            EventKind.HouseholdSpending => Spent(of, region, spenders, AccountKind.Household),
            EventKind.VisitorSpending => Basket(of, region, spenders.Use(AccountKind.Household), "household"),
            EventKind.Institution when of.Basket.Length > 0 =>
                Basket(of, region, spenders.Use(AccountKind.Government), "government"),
            EventKind.Institution when of.Category.Length > 0 => Category(of, region),
            EventKind.Institution => Spent(of, region, spenders, AccountKind.Government),
            EventKind.BillOfGoods => Goods(of, region),
            _ => throw new ArgumentOutOfRangeException(nameof(of)),
        };
    }

    // f = C_r d amount, C_r of net-labour; the rest is saved, or taxes and contributions, or the organisation's own.
    private EventSpending? Pay(SpendingEvent of, int region)
    {
        var parameter = households.For(Labels.Regions[region]);
        var (amount, disposable) = ((double)of.Amount, of.DisposableShare ?? parameter.DisposableShare);
        var income = disposable * amount;
        if (Spent(of, region, earners, AccountKind.Household, income, parameter.PropensityToConsume) is not { } spent)
            return null;
        var rest = amount - income;
        return spent with
        {
            Saving = (1 - parameter.PropensityToConsume) * income,
            Levy = of.DisposableShare is null ? 0 : rest,
            WageTaxes = of.DisposableShare is null ? rest : 0,
            Own = amount,
        };
    }

    private EventSpending? Spent(SpendingEvent of, int region, SpendingPatterns patterns, AccountKind kind, double? income = null,
        double spentShare = 1)
    {
        var (before, account) = (findings.Count, new Account(kind, Labels.Regions[region]));
        patterns.Require(kind, [account.Region]);
        if (findings.Count > before) return null;
        var f = new double[Labels.Industries.Count];
        var taxes = patterns.Fill(account, f);
        var amount = income ?? (double)of.Amount;
        return Made(of, region, f, amount, taxes * amount, spentShare * amount);
    }

    private EventSpending? Category(SpendingEvent of, int region)
    {
        if (table.UseOf([of.Category]) is not { } use)
        {
            findings.Add(Finding.Error("EVENT-CATEGORY", of.Place, "The table has no such category of final use.",
                $"'{of.Category}'", string.Join(", ", Labels.DemandColumns.Select(c => c.Category).Distinct()),
                "Use one of these, or leave the cell empty for government consumption."));
            return null;
        }

        if (!(use.Totals[region] > 0))
        {
            findings.Add(NoPattern(of.Place, $"{of.Category} of {Labels.Regions[region]}"));
            return null;
        }

        var f = new double[Labels.Industries.Count];
        var amount = (double)of.Amount;
        var taxes = SpendingPatterns.Spend(use, region, 1 / use.Totals[region], f);
        return Made(of, region, f, amount, taxes * amount, amount);
    }

    // Purchasers' prices: product taxes at the rate of the users whose origins it follows.
    private EventSpending? Basket(SpendingEvent of, int region, FinalUse? use, string role)
    {
        if (use is null)
        {
            findings.Add(Finding.Error("EVENT-BASKET", of.Place, "A basket needs the purchases of final users.",
                $"no role {role}", $"tables.roles.{role}", "Name their categories in tables.roles."));
            return null;
        }

        var bought = use.Purchases.Column(region).ToArray();
        var rate = use.Taxes[region] / (bought.Sum() + use.Taxes[region]);
        if (!(rate is >= 0 and < 1))
        {
            findings.Add(NoPattern(of.Place, $"{role} purchases of {Labels.Regions[region]}"));
            return null;
        }

        var amount = (double)of.Amount;
        return Fill(of, region, bought) is { } f
            ? Made(of, region, f, (1 - rate) * amount, rate * amount, amount) : null;
    }

    private EventSpending? Goods(SpendingEvent of, int region) =>
        Fill(of, region, null) is { } f ? Made(of, region, f, (double)of.Amount, 0, (double)of.Amount) : null;

    // The basket over industries; a part without a region comes from where such products are bought, or from the own country.
    private double[]? Fill(SpendingEvent of, int region, double[]? bought)
    {
        var before = findings.Count;
        var f = new double[Labels.Industries.Count];
        foreach (var part in ledger.Baskets[of.Basket])
        {
            var origin = part.Region.Length > 0 ? map.Find(part.Region).Region : bought is null ? region : -1;
            if (part.Region.Length > 0 && origin < 0)
                findings.Add(Finding.Error("EVENT-BASKET", part.Place, "The region of a basket is not known.", $"'{part.Region}'",
                    "a region of the table, or a country", "Correct it, or leave it empty."));
            else if (origin < 0 && bought is null)
                findings.Add(Finding.Error("EVENT-BASKET", part.Place, "Neither the basket nor its event has a country.",
                    $"event '{of.Id}'", "a region in the basket, or the country of the event", "Fill in one of the two."));
            else if (Labels.Sectors.All(s => s.Code != part.Sector))
                findings.Add(Finding.Error("EVENT-BASKET", part.Place, "The table has no such sector.", $"'{part.Sector}'",
                    string.Join(", ", Labels.Sectors.Take(12)) + (Labels.Sectors.Count > 12 ? ", …" : ""),
                    "Use the table's codes; ioe inspect lists them."));
            else Place(of, part, origin, bought, f);
        }

        return findings.Count == before ? f : null;
    }

    private void Place(SpendingEvent of, BasketShare part, int origin, double[]? bought, double[] f)
    {
        var places = Enumerable.Range(0, f.Length).Where(j => Labels.Industries[j].Sector.Code == part.Sector
            && (origin < 0 || Labels.RegionOf[j] == origin)).ToArray();
        var weights = places.Select(j => origin >= 0 ? 1.0 : bought![j]).ToArray();
        var sum = weights.Sum();
        if (!(sum > 0))
        {
            findings.Add(NoPattern(part.Place, $"{part.Sector}, event '{of.Id}'"));
            return;
        }

        for (var k = 0; k < places.Length; k++) f[places[k]] += part.Share * weights[k] / sum;
    }

    private EventSpending Made(SpendingEvent of, int region, double[] shares, double amount, double taxes, double spent)
    {
        var f = new LabelledVector<Industry>(Labels.Industries, [.. shares.Select(share => share * amount)]);
        return new EventSpending(of, region, f, taxes, spent - f.Sum() - taxes, 0, 0, 0, 0);
    }

    private static Finding NoPattern(string place, string found) => Finding.Error("EVENT-PATTERN", place,
        "Final users buy nothing of this, so that nothing says where it comes from.", found, "purchases above 0",
        "Give the region in the basket, or choose another sector or category.");
}
