using IoEngine.Accounts;
using IoEngine.Files.Lines;
using IoEngine.Households;
using IoEngine.Places;

namespace IoEngine.Runs.Inputs;

/// <summary>
/// Reads households.csv: region,disposable_share,propensity_to_consume,labour_share,source and optional columns; every fault goes
/// to the findings.
/// </summary>
/// <remarks>
/// Optional: year (empty: every year without a row of its own), mixed_income_share, household_income with household_income_unit,
/// consumption_share, employers_social, employees_social, wage_tax, profit_tax. The region * stands for all others.
/// </remarks>
internal static class HouseholdInputs
{
    private const int Always = 0;

    public static HouseholdParameters Read(string path, CountryConcordance countries, List<Finding> findings)
    {
        var csv = TidyCsv.Read(path, ["region", "disposable_share", "propensity_to_consume", "labour_share", "source"], findings,
            "disposable_share", "propensity_to_consume", "labour_share", "mixed_income_share", "household_income",
            "consumption_share");
        var years = new SortedDictionary<int, (Dictionary<Region, HouseholdParameter> Rows, HouseholdParameter? Others)>
        {
            [Always] = ([], null),
        };
        var seen = new HashSet<(string, int)>();
        foreach (var row in csv.Rows)
        {
            if (!(csv.TryText(row, "region", out var region) & TryYear(csv, row, out var year)
                & TryParameter(csv, row, findings, out var parameter)))
                continue;
            if (!seen.Add((countries.CountryOf(region), year)))
                findings.Add(Finding.Error("HOUSEHOLD-DUPLICATE", csv.Place(row),
                    "The region occurs twice, in this or another spelling.", region + (year == Always ? "" : $", {year}"),
                    "each region once a year", "Remove one of the two rows."));
            else
            {
                var of = years.GetValueOrDefault(year, ([], null));
                if (region == "*") of.Others = parameter;
                else
                    of.Rows.Add(new Region(CountryBook.Default.TryFind(region, out _) ? region : countries.CountryOf(region)),
                        parameter!);
                years[year] = of;
            }
        }

        try
        {
            var sets = years.ToDictionary(y => y.Key, y => new HouseholdParameters(y.Value.Rows, y.Value.Others));
            return HouseholdParameters.OfYears(sets[Always], sets.Where(s => s.Key != Always).ToDictionary());
        }
        catch (InvalidDataFindingsException fault)
        {
            findings.AddRange(fault.Findings.Select(f => f with { Place = $"{path}: {f.Place}" }));
            return HouseholdParameters.Shipped;
        }
    }

    private static bool TryYear(TidyCsv csv, TidyRow row, out int year)
    {
        year = Always;
        return csv.Text(row, "year").Length == 0 || csv.TryYear(row, "year", out year);
    }

    private static bool TryParameter(TidyCsv csv, TidyRow row, List<Finding> findings, out HouseholdParameter? parameter)
    {
        parameter = null;
        if (!(csv.TryNumber(row, "disposable_share", out var disposable) & csv.TryNumber(row, "propensity_to_consume",
            out var propensity)
            & csv.TryNumber(row, "labour_share", out var labour) & TryOptional(csv, row, "mixed_income_share", out var mixed)
            & TryIncome(csv, row, findings, out var income, out var unit)
            & TryOptional(csv, row, "consumption_share", out var consumed) & TryFiscal(csv, row, out var fiscal))) return false;
        parameter = new HouseholdParameter(disposable, propensity, labour, csv.Text(row, "source"), mixed ?? 0, income, consumed,
            fiscal, unit);
        return true;
    }

    // An amount of money without its unit could be of any size.
    private static bool TryIncome(TidyCsv csv, TidyRow row, List<Finding> findings, out double? income, out Unit? unit)
    {
        unit = null;
        if (!TryOptional(csv, row, "household_income", out income)) return false;
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
        if (!(TryOptional(csv, row, "employers_social", out var employers)
            & TryOptional(csv, row, "employees_social", out var employees)
            & TryOptional(csv, row, "wage_tax", out var wage) & TryOptional(csv, row, "profit_tax", out var profit)))
            return false;
        if ((employers ?? employees ?? wage ?? profit) is not null)
            rate = new FiscalRate(employers ?? 0, employees ?? 0, wage ?? 0, profit ?? 0);
        return true;
    }

    private static bool TryOptional(TidyCsv csv, TidyRow row, string column, out double? value)
    {
        value = null;
        if (csv.Text(row, column).Length == 0) return true;
        if (!csv.TryNumber(row, column, out var number)) return false;
        value = number;
        return true;
    }
}
