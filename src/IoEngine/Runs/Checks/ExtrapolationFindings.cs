using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Studies;

namespace IoEngine.Runs.Checks;

/// <summary>What is done with rows that are no money in a year whose table is another year's, said once a year.</summary>
internal static class ExtrapolationFindings
{
    /// <summary>The findings of a year; none where its table is its own, or has no such rows.</summary>
    public static IEnumerable<Finding> Of(RunInputs inputs, PreparedYear year)
    {
        if (!year.Assignment.Extrapolated || year.Table.Table.F.Rows.Count == 0) yield break;
        const string place = "$.tables.extrapolation.physical";
        if (inputs.Config.Tables.Extrapolation.Physical == PhysicalRule.AsIs)
        {
            yield return Finding.Warning("PHYSICAL-AS-IS", place,
                "Jobs and other rows that are no money are per unit of money of the table's year: inflation and exchange rates "
                    + "since count as jobs.", "as-is", "leave-out, which tells them at the prices of the year",
                "Set tables.extrapolation.physical to leave-out.");
        }
        else if (year.Rows?.Prices is null)
        {
            yield return Finding.Warning("PHYSICAL-LEFT-OUT", place,
                "Jobs and other rows that are no money are left out: no prices of the year are known for the table's regions.",
                inputs.Prices.Source, "price indices and exchange rates of the year and of the table's",
                "Name files in prices.indices and prices.exchange, or bring a table of the year.");
        }
        else
        {
            var rows = inputs.Prices.ProductiveAccounts.Order(StringComparer.Ordinal).ToArray();
            yield return Finding.Info("PHYSICAL-PRICED", place,
                "Jobs and other rows that are no money are per volume of the table's year, told at the prices of the year.",
                $"prices: {year.Rows.Prices.Source}; productivity: "
                    + (rows.Length == 0 ? "1 for all rows" : $"{string.Join(", ", rows)}, 1 for the others"));
        }
    }
}
