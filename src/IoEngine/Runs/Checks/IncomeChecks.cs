using System.Globalization;
using IoEngine.Households;
using IoEngine.Validation;

namespace IoEngine.Runs.Checks;

/// <summary>
/// Household incomes against what the table's households spend: an income in another unit, or of another year or country, shows
/// there.
/// </summary>
internal static class IncomeChecks
{
    // Households spend 0.55 to 0.95 of all their income (primary incomes, transfers and what is kept for taxes) in national
    // accounts; transfers from abroad raise that where they are large.
    private const double Least = 0.1, Low = 0.4, High = 1.2, Most = 3;

    /// <summary>Incomes that the spending of their region can't, or hardly, belong to.</summary>
    public static IEnumerable<Finding> Of(ValidatedTable table, HouseholdParameters households, string? file)
    {
        var regions = table.Table.Regions;
        for (var r = 0; r < regions.Count; r++)
        {
            if (households.OriginOf(regions[r]) != HouseholdOrigin.Row
                || households.For(regions[r]) is not { HouseholdIncome: { } stated } parameter)
                continue;
            var spending = table.Households?.Totals[r] ?? 0;
            if (spending <= 0 || parameter.IncomeIn(spending, table.Table.Identity.Unit) is not { } income) continue;
            var share = income > 0 ? spending / income : double.PositiveInfinity;
            if (share is >= Low and <= High) continue;
            var money = table.Table.Identity.Unit;
            var found = string.Create(CultureInfo.InvariantCulture,
                $"income {stated} {parameter.IncomeUnit ?? money}, which is {income:G6} {money}; spending {spending:G6} {money}, "
                    + $"{share:G3} of it");
            var (place, expected) = ($"{file ?? "households"}, region {regions[r].Code}, household_income",
                string.Create(CultureInfo.InvariantCulture, $"spending of {Low} to {High} of all income"));
            const string cure = "Check the unit in household_income_unit, the year, and that it is the income of all households.";
            yield return share is >= Least and <= Most
                ? Finding.Warning("HOUSEHOLD-INCOME", place,
                    "The households' spending in the table is an unusual share of their income.", found, expected, cure)
                : Finding.Error("HOUSEHOLD-INCOME", place, "The households' income can't be that of the households of the table.",
                    found, expected, cure);
        }
    }
}
