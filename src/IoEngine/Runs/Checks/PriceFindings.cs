using IoEngine.Impact;
using IoEngine.Runs.Configuration;
using IoEngine.Runs.Inputs;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Validation;

namespace IoEngine.Runs.Checks;

/// <summary>
/// What a run's years need of prices: what the inputs lack, what stands in, and what is told in money for want of any.
/// </summary>
internal sealed class PriceFindings(RunInputs inputs)
{
    private const string Expected = "price indices and exchange rates of both years";
    private const string Cure = "Name files in prices.indices and prices.exchange; factors in money do not measure integration.";
    private bool checkedOnce;
    private YearAssignment? before;

    /// <summary>
    /// The findings of a year, in order of years; what the inputs lack is told once, with the first table's labels.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">A table at the prices of the year before can't be used.</exception>
    public IEnumerable<Finding> Of(PreparedYear year)
    {
        Finding[] found = [.. Inputs(year.Table), .. Decomposed(year), .. Freezes(year), .. Rows(year)];
        before = year.Assignment;
        return found;
    }

    private IEnumerable<Finding> Inputs(ValidatedTable table)
    {
        if (checkedOnce) return [];
        checkedOnce = true;
        var years = inputs.Years;
        (int, int)[] outside =
            [.. years.Where(y => y.Extrapolated && inputs.PricesRows(table)).Select(y => (y.TableYear, y.Year))];
        (int, int)[] changes =
        [
            .. inputs.Config.Analyses.Decomposition ? years.Zip(years.Skip(1), (a, b) => (a.TableYear, b.TableYear)) : [],
            .. years.SelectMany(y => Freezes(y).Select(f => (f.Change.BaseYear, y.TableYear))),
        ];
        return
        [
            .. inputs.Prices.For(table.Table.Identity)
                .Check(table.Table, [.. changes.Where(c => c.Item1 != c.Item2).Distinct()], outside),
            .. outside.Length > 0 ? Accounts(table) : [],
        ];
    }

    // Prices that there are must not be missed silently.
    private IEnumerable<Finding> Decomposed(PreparedYear year)
    {
        if (before is null || !inputs.Config.Analyses.Decomposition || !inputs.Prices.AreKnown) yield break;
        var (table, prices) = (year.Table.Table, inputs.Prices.For(year.Table.Table.Identity));
        if (prices.Unknown(table, before.TableYear, year.Assignment.TableYear) is not { Length: > 0 } unknown) yield break;
        yield return Finding.Warning("PRICES-UNKNOWN", $"{before.Year}-{year.Assignment.Year}",
            table.Identity.Synthetic && inputs.Prices.UseShipped
                ? "The tables are synthetic and take no shipped prices: their changes are decomposed in money."
                : "No prices are known for the tables of these years: their change is decomposed in money.",
            unknown, Expected, Cure);
    }

    private IEnumerable<Finding> Freezes(PreparedYear year)
    {
        var table = year.Table.Table;
        var prices = inputs.Prices.For(table.Identity);
        foreach (var (scenario, change) in Freezes(year.Assignment))
        {
            if (prices.Unknown(table, change.BaseYear, year.Assignment.TableYear) is { Length: > 0 } unknown)
                yield return Finding.Warning("PRICES-UNKNOWN", $"scenario '{scenario}', {year.Assignment.Year}",
                    $"The freeze of {change.BaseYear} is one of money: prices and exchange rates since are frozen with it.",
                    unknown, Expected, Cure);
        }
    }

    private IEnumerable<(string Scenario, FreezeStructure Change)> Freezes(YearAssignment year) =>
        from scenario in inputs.Config.Scenarios
        from change in scenario.Changes.OfType<FreezeStructure>()
        where change.Years.Contains(year.Year) && change.BaseYear != year.TableYear
        select (scenario.Name, change);

    // An index that is called as no row of the table would be passed over without a word.
    private IEnumerable<Finding> Accounts(ValidatedTable table)
    {
        string[] rows =
        [
            .. table.Roles.Employment is { Count: > 0 } ? [IndicatorNames.Employment] : Array.Empty<string>(),
            .. table.Roles.Fte is { Count: > 0 } ? [IndicatorNames.Fte] : Array.Empty<string>(),
            .. table.Table.F.Rows.Select(r => r.Name),
        ];
        return inputs.Prices.ProductiveAccounts.Except(rows).Order(StringComparer.Ordinal).Select(account => Finding.Error(
            "PRICE-ACCOUNT", $"{inputs.Config.Prices.Productivity}, {account}", "The table has no such row.", $"'{account}'",
            string.Join(", ", rows.Distinct()), Spelling.Suggest(account, rows, "Correct or remove its rows.")));
    }

    // What is done with rows that are no money in a year whose table is another year's.
    private IEnumerable<Finding> Rows(PreparedYear year)
    {
        if (!year.Assignment.Extrapolated || year.Table.Table.F.Rows.Count == 0) yield break;
        const string place = "$.tables.extrapolation.physical";
        var prices = inputs.Prices.For(year.Table.Table.Identity);
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
                prices.Unknown(year.Table.Table, year.Assignment.TableYear, year.Assignment.Year),
                "price indices and exchange rates of the year and of the table's",
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
