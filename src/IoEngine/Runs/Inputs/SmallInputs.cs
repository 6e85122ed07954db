using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Membership;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Procurement.Money;
using IoEngine.Texts;

namespace IoEngine.Runs.Inputs;

/// <summary>Reads the small tidy files of interfaces that no other namespace owns; every fault goes to the findings.</summary>
internal static class SmallInputs
{
    /// <summary>
    /// membership.csv: country,group,from,to; without a first day a country belongs to the group always, without a last day
    /// still.
    /// </summary>
    public static MembershipRegister Membership(string path, CountryConcordance countries, List<Finding> findings,
        IReadOnlyList<string>? outside = null)
    {
        var csv = TidyCsv.Read(path, ["country", "group", "from", "to"], findings);
        var periods = new List<MembershipPeriod>();
        var column = Column(csv, countries, findings);
        foreach (var row in csv.Rows)
        {
            if (TryCountry(csv, row, column, findings, out var country) & TryName(csv, row, "group", findings, out var group)
                & csv.TryDay(row, "from", out var from)
                & csv.TryDay(row, "to", out var to))
                periods.Add(new MembershipPeriod(country, group, from ?? default, to, csv.Place(row)));
        }

        try
        {
            return new MembershipRegister(periods, outside);
        }
        catch (InvalidDataFindingsException fault)
        {
            findings.AddRange(fault.Findings);
            return MembershipRegister.Empty;
        }
    }

    /// <summary>contributions.csv: year,country,amount,currency, converted to the report currency at the year's rate.</summary>
    public static ContributionLedger Contributions(string path, CountryConcordance countries, CurrencyRates rates, string report,
        List<Finding> findings)
    {
        var csv = TidyCsv.Read(path, ["year", "country", "amount", "currency"], findings);
        var contributions = new List<Contribution>();
        var column = Column(csv, countries, findings);
        var missing = new SortedDictionary<string, List<(int Year, TidyRow Row)>>(StringComparer.Ordinal);
        var lines = new SortedDictionary<(int Year, string Country), List<string>>();
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryYear(row, "year", out var year) & TryCountry(csv, row, column, findings, out var country)
                & csv.TryText(row, "currency", out var currency)
                & csv.TryNumber(row, "amount", out var amount, currency.ToUpperInvariant()))) continue;
            if (amount < 0)
                findings.Add(Finding.Warning("CONTRIBUTION-NEGATIVE", csv.Place(row, "amount"),
                    "A contribution is negative; it is kept and gives no return.", $"{amount}", "0 or more", "Check the sign."));
            if (!lines.TryGetValue((year, country), out var given)) lines[(year, country)] = given = [];
            given.Add($"'{csv.Text(row, "country")}' (line {row.Line})");
            if (rates.TryRate(currency.ToUpperInvariant(), report, year, out var rate))
                contributions.Add(new Contribution(year, country, amount * (double)rate));
            else
            {
                foreach (var without in new[]
                {
                    currency.ToUpperInvariant(), report,
                }.Distinct().Where(c => !rates.TryRate(c, "USD", year, out _)))
                {
                    if (!missing.TryGetValue(without, out var needed)) missing[without] = needed = [];
                    needed.Add((year, row));
                }
            }
        }

        // Hundreds of lines may lack one currency: that is one fault.
        foreach (var (currency, needed) in missing) findings.Add(NoRate(csv, rates, currency, needed));
        findings.AddRange(Added(csv, lines.Where(l => l.Value.Count > 1).ToArray()));
        return new ContributionLedger(contributions);
    }

    // Instalments and several funds are one reason, a country in two spellings or a file joined twice another: the sum is right
    // for the first alone.
    private static IEnumerable<Finding> Added(TidyCsv csv, KeyValuePair<(int Year, string Country), List<string>>[] several)
    {
        if (several.Length > 0)
            yield return Finding.Info("CONTRIBUTION-ADDED", csv.Path,
                "Contributions of one country and year on several lines are added.",
                Named.Some(several.Select(s => $"{s.Key.Country} {s.Key.Year}: {string.Join(", ", s.Value)}"), 10, "; "),
                cure: "Remove what is given twice.");
    }

    private static Finding NoRate(TidyCsv csv, CurrencyRates rates, string currency, List<(int Year, TidyRow Row)> needed)
    {
        var found = rates.Missing(currency, currency, needed[0].Year)[0].Found;
        var further = needed.Count == 1 ? "" : $" and {Plural.Of(needed.Count - 1, "more line")}";
        return Finding.Error("CURRENCY-RATE-MISSING", csv.Place(needed[0].Row) + further,
            $"There is no exchange rate of {currency} for {YearSpans.Of(needed.Select(n => n.Year))}.", found,
            "one rate a currency and year", rates.Cure(needed[0].Year, currency)[..^1] + ", or correct the currency.");
    }

    /// <summary>A demand: region,sector,value in the labels and money of a table; what is given twice is added.</summary>
    /// <exception cref="InvalidDataFindingsException">A line can't be used; every fault is listed.</exception>
    public static LabelledVector<Industry> Demand(string path, Axis<Industry> industries)
    {
        var findings = new List<Finding>();
        var csv = TidyCsv.Read(path, ["region", "sector", "value"], findings, "value");
        var f = new double[industries.Count];
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "region", out var region) & csv.TryText(row, "sector", out var sector)
                & csv.TryNumber(row, "value", out var value))) continue;
            if (industries.TryIndexOf(new Industry(region, sector), out var j)) f[j] += value;
            else
                findings.Add(Finding.Error("INDUSTRY-UNKNOWN", csv.Place(row), "The table has no such industry.",
                    $"{region} {sector}", $"one of {industries.Count}, such as {industries[0]}",
                    "Write region and sector as the table does; ioe inspect lists them."));
        }

        return findings.Exists(x => x.Severity == Severity.Error)
            ? throw new InvalidDataFindingsException("The demand can't be used", findings)
            : new LabelledVector<Industry>(industries, f);
    }

    /// <summary>
    /// residence.csv: workplace,residence,share[,year]; N[residence, workplace] for all years and for single ones.
    /// </summary>
    public static ResidenceShares Residence(string path, List<Finding> findings)
    {
        const int always = 0;
        var csv = TidyCsv.Read(path, ["workplace", "residence", "share"], findings);
        var shares = new SortedDictionary<int, Dictionary<(string Home, string Work), double>>();
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "workplace", out var work) & csv.TryText(row, "residence", out var home)
                & csv.TryNumber(row, "share", out var share)
                & csv.TryOptionalYear(row, "year", out var given)))
                continue;
            var year = given ?? always;
            if (!shares.TryGetValue(year, out var ofYear)) shares[year] = ofYear = [];
            if (!ofYear.TryAdd((home, work), share))
                findings.Add(Finding.Error("RESIDENCE-DUPLICATE", csv.Place(row), "The pair occurs twice.",
                    $"{work}, {home}" + (year == always ? "" : $", {year}"), "each pair once a year",
                    "Remove one of the two rows."));
        }

        return new ResidenceShares(shares.GetValueOrDefault(always) is { } each ? Matrix(each) : null,
            shares.Where(y => y.Key != always).ToDictionary(y => y.Key, y => Matrix(y.Value)));
    }

    private static LabelledMatrix<Region, Region> Matrix(Dictionary<(string Home, string Work), double> shares)
    {
        var homes = new Axis<Region>("residences", shares.Keys.Select(k => new Region(k.Home)).Distinct());
        var workplaces = new Axis<Region>("workplaces", shares.Keys.Select(k => new Region(k.Work)).Distinct());
        return new LabelledMatrix<Region, Region>(homes, workplaces,
            DenseMatrix.Create(homes.Count, workplaces.Count,
                (h, w) => shares.GetValueOrDefault((homes[h].Code, workplaces[w].Code))));
    }

    private static CountryColumn Column(TidyCsv csv, CountryConcordance countries, List<Finding> findings)
    {
        var column = new CountryColumn(csv.Rows.Select(r => csv.Text(r, "country")), countries);
        if (column.NaFinding(csv.Path) is { } na) findings.Add(na);
        return column;
    }

    private static bool TryCountry(TidyCsv csv, TidyRow row, CountryColumn column, List<Finding> findings, out string country)
    {
        country = csv.TryText(row, "country", out var text) ? column.CountryOf(text) : "";
        if (country.Length == 0 && text.Length > 0) findings.Add(NoDataIn(csv, row, "country", text));
        return country.Length > 0;
    }

    private static bool TryName(TidyCsv csv, TidyRow row, string column, List<Finding> findings, out string name)
    {
        if (!csv.TryText(row, column, out name)) return false;
        if (!NoData.Is(name)) return true;
        findings.Add(NoDataIn(csv, row, column, name));
        return false;
    }

    private static Finding NoDataIn(TidyCsv csv, TidyRow row, string column, string found) =>
        Finding.Error("CSV-EMPTY", csv.Place(row, column), "The cell stands for no data.", $"'{found}'", "a value",
            "Fill it in or remove the row.");
}

/// <summary>Where the people live who earn a region's wages. Immutable.</summary>
/// <param name="Always">For years without rows of their own; null: such a region's earners live where they work.</param>
/// <param name="ByYear">By year of the table.</param>
internal sealed record ResidenceShares(LabelledMatrix<Region, Region>? Always,
    IReadOnlyDictionary<int, LabelledMatrix<Region, Region>> ByYear);
