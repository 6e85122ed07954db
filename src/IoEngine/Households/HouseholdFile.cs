using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Places;

namespace IoEngine.Households;

/// <summary>
/// Reads households.csv: region,disposable_share,propensity_to_consume,labour_share,source and optional columns; every fault goes
/// to the findings.
/// </summary>
/// <remarks>
/// Optional: year (empty: every year without a row of its own), mixed_income_share, household_income with household_income_unit,
/// consumption_share, compulsory_payments, employers_social, employees_social, wage_tax, profit_tax, compulsory_in_wedge,
/// cash_benefits, kind (assumption: said so
/// wherever the row is used). The region * stands for all others. With a column year cells may be empty, and a region may have
/// several rows of a year, each with cells of its own; every region must have each required column in one of its rows.
/// </remarks>
internal static class HouseholdFile
{
    private const string Assumption = "assumption";

    private static readonly string[] Columns = [.. HouseholdRow.Required.Prepend("region"), "source"];

    private static readonly string[] Numbers = [.. HouseholdRow.Required, "mixed_income_share", "household_income",
        "consumption_share", "compulsory_payments"];

    /// <summary>Reads a file; a file with faults gives the shipped parameters beside the findings.</summary>
    public static HouseholdParameters Read(string path, CountryConcordance countries, List<Finding> findings)
    {
        var faults = new List<Finding>();
        var regions = Regions(TidyCsv.Read(path, Columns, faults, Numbers), countries, faults);
        findings.AddRange(faults);
        return faults.Exists(f => f.Severity == Severity.Error) ? HouseholdParameters.Shipped
            : HouseholdParameters.Of(regions.Where(r => r.Name != "*").Select(r => (new Region(r.Name), r.Series)),
                regions.Find(r => r.Name == "*").Series);
    }

    /// <summary>The shipped file: series by ISO 3166 alpha-3 and <c>*</c>.</summary>
    public static IReadOnlyDictionary<string, HouseholdSeries> Shipped(string name)
    {
        var findings = new List<Finding>();
        var regions = Regions(ShippedCsv.Read(name, Columns, Numbers), CountryConcordance.Default, findings);
        return findings.Count == 0 ? regions.ToDictionary(r => r.Name, r => r.Series, StringComparer.Ordinal)
            : throw new InvalidDataFindingsException($"The shipped {name} can't be used", findings);
    }

    private static List<(string Name, HouseholdSeries Series)> Regions(TidyCsv csv, CountryConcordance countries,
        List<Finding> findings)
    {
        var regions = new List<(string Name, string Key, List<(TidyRow Line, HouseholdRow Row)> Rows)>();
        foreach (var line in csv.Rows)
        {
            if (!(csv.TryText(line, "region", out var region) & csv.TryOptionalYear(line, "year", out var year)
                & TryRow(csv, line, findings, out var row)))
                continue;
            var found = new List<Finding>();
            HouseholdParameters.Check(region, row!, found);
            findings.AddRange(found.Select(f => f with { Place = $"{csv.Place(line)}: {f.Place}" }));
            var key = countries.CountryOf(region);
            if (!regions.Exists(r => r.Key == key))
                regions.Add((region == "*" || CountryBook.Default.TryFind(region, out _) ? region : key, key, []));
            var rows = regions.Find(r => r.Key == key).Rows;
            row = row! with { Year = year };
            if (rows.Exists(r => r.Row.Year == row.Year && HouseholdRow.Columns.Any(c => c.IsIn(r.Row) && c.IsIn(row))))
                findings.Add(Finding.Error("HOUSEHOLD-DUPLICATE", csv.Place(line),
                    "The region occurs twice, in this or another spelling.", region + (year is null ? "" : $", {year}"),
                    "each region once a year", "Remove one of the two rows."));
            else rows.Add((line, row));
        }

        // What no row of a region has is reported as the empty cell that it is.
        var series = regions.Where(r => r.Rows.Count > 0).Select(r => (r.Name, r.Rows[0].Line,
            Series: new HouseholdSeries([.. r.Rows.Select(row => row.Row)]))).ToList();
        foreach (var (name, line, of) in series)
        {
            var wedges = new List<Finding>();
            of.CheckWedges(name, wedges);
            findings.AddRange(wedges.Select(f => f with { Place = $"{csv.Place(line)}: {f.Place}" }));
            foreach (var column in of.Lacking) csv.TryNumber(line, column, out _);
        }

        return series.ConvertAll(s => (s.Name, s.Series));
    }

    private static bool TryRow(TidyCsv csv, TidyRow line, List<Finding> findings, out HouseholdRow? row)
    {
        row = null;
        if (!(csv.TryOptional(line, "disposable_share", out var disposable)
            & csv.TryOptional(line, "propensity_to_consume", out var propensity)
            & csv.TryOptional(line, "labour_share", out var labour) & csv.TryOptional(line, "mixed_income_share", out var mixed)
            & TryIncome(csv, line, findings, out var income, out var unit)
            & csv.TryOptional(line, "consumption_share", out var consumed)
            & csv.TryOptional(line, "compulsory_payments", out var compulsory) & TryFiscal(csv, line, out var fiscal)))
            return false;
        row = new HouseholdRow
        {
            Source = csv.Text(line, "source"), Assumed = csv.Text(line, "kind") == Assumption, DisposableShare = disposable,
            PropensityToConsume = propensity, LabourShare = labour, MixedIncomeShare = mixed, HouseholdIncome = income,
            IncomeUnit = unit, ConsumptionShare = consumed, CompulsoryPayments = compulsory, Fiscal = fiscal,
        };
        return true;
    }

    // An amount of money without its unit could be of any size.
    private static bool TryIncome(TidyCsv csv, TidyRow row, List<Finding> findings, out double? income, out Unit? unit)
    {
        unit = null;
        if (!csv.TryOptional(row, "household_income", out income)) return false;
        if (income is null) return true;
        var text = csv.Text(row, "household_income_unit");
        if (Unit.TryReadMoney(text, out var money))
        {
            unit = money;
            return true;
        }

        findings.Add(Finding.Error("HOUSEHOLD-INCOME-UNIT", csv.Place(row, "household_income_unit"),
            "The household income has no unit of money.", text.Length == 0 ? "none" : $"'{text}'",
            "a unit such as 'million CHF'", "State it in the column household_income_unit."));
        return false;
    }

    private static bool TryFiscal(TidyCsv csv, TidyRow row, out FiscalRate? rate)
    {
        rate = null;
        if (!(csv.TryOptional(row, "employers_social", out var employers)
            & csv.TryOptional(row, "employees_social", out var employees)
            & csv.TryOptional(row, "wage_tax", out var wage) & csv.TryOptional(row, "profit_tax", out var profit)
            & csv.TryOptional(row, "compulsory_in_wedge", out var compulsory)
            & csv.TryOptional(row, "cash_benefits", out var benefits)))
            return false;
        var found = new FiscalRate(employers, employees, wage, profit, compulsory, benefits);
        if (found != new FiscalRate()) rate = found;
        return true;
    }
}
