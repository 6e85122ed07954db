using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Runs.Inputs;
using IoEngine.Validation;

namespace IoEngine.Runs.Checks;

/// <summary>
/// What household parameters rest on, over all tables of a run: cells of another year, assumptions, payments that are not known.
/// </summary>
/// <param name="inputs">The run's inputs.</param>
internal sealed class HouseholdChecks(RunInputs inputs)
{
    private readonly HashSet<Cell> cells = [];
    private readonly SortedDictionary<int, string> commuting = [];
    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly SortedSet<(string Column, string Region)> untaxed = [];

    private string File => inputs.Config.Closure.Households ?? "$.closure.households";

    /// <summary>Notes what the regions of a table take.</summary>
    /// <exception cref="InvalidDataFindingsException">Household incomes are there for other years alone.</exception>
    public void Add(ValidatedTable validated)
    {
        var table = validated.Table;
        AddRates(table);
        if (inputs.Closure.Kind == ClosureKind.None) return;
        var year = table.Identity.Year;
        var households = inputs.Closure.In(table).Households;
        lock (cells)
        {
            if (inputs.Closure.ShippedResidence) commuting[year ?? 0] = Commuting(table);
            for (var r = 0; r < table.Regions.Count; r++)
            {
                var (region, hasWages) = (table.Regions[r], !validated.WithoutCompensation[r]);
                var own = households.OriginOf(region) is HouseholdOrigin.Row or HouseholdOrigin.Others;
                foreach (var (column, from) in households.Carried(region).Where(c => Counts(c.Column, hasWages)))
                    cells.Add(new Cell(column, region.Code, year, from, false, own));
                foreach (var column in households.Assumed(region).Where(c => Counts(c, hasWages)))
                    cells.Add(new Cell(column, region.Code, year, null, true, own));
                if (inputs.Config.Closure.CompulsoryPayments && households.For(region).CompulsoryPayments is null)
                    unknown.Add(region.Code);
            }
        }
    }

    private static string Commuting(MrioTable table) => table.Identity.Year is not { } year
        ? "none, for want of the table's year"
        : ShippedResidence.In(table) is null
            ? ShippedResidence.Years.Contains(year) ? $"none, since the table does not show {ShippedResidence.Workplace}"
                : "none, since no figure was found"
        : ShippedResidence.HeldYears.Contains(year) ? "in part of the last year before that has a figure" : "of the year";

    // A rate that is not known is no rate of zero. It feeds nothing back, so that it counts without a closure too.
    private void AddRates(MrioTable table)
    {
        var asked = inputs.Config.Indicators ?? [];
        var profit = asked.Contains(IndicatorNames.ProfitTax);
        var named = FiscalRate.All.Where(r => profit || IndicatorNames.OfRate[r.Column] != IndicatorNames.ProfitTax).ToArray();
        var households = inputs.Closure.In(table).Households;
        lock (cells)
        {
            foreach (var region in table.Regions)
            {
                foreach (var (column, rate) in named)
                {
                    if (households.For(region).Fiscal is not { } known || rate(known) is null)
                        untaxed.Add((column, region.Code));
                }
            }
        }
    }

    /// <summary>The findings of all tables.</summary>
    public IEnumerable<Finding> All()
    {
        foreach (var own in new[] { true, false })
        {
            var carried = cells.Where(c => c.From is not null && c.Own == own).ToArray();
            if (carried.Length == 0) continue;
            var found = string.Join("; ", carried.GroupBy(c => (c.Column, c.From)).OrderBy(g => g.Key).Select(g =>
                $"{g.Key.Column} of {g.Key.From} {Years(g)} ({Regions(g)})"));
            const string message = "Household parameters of the nearest year stand in for those of years that have none.";
            const string cure = "Add rows of these years, or rows with an empty year for all years without one.";
            yield return own ? Finding.Warning("HOUSEHOLD-NEAREST", File, message, found, "a row of the table's year", cure)
                : Finding.Info("HOUSEHOLD-NEAREST", File, message, found, "a row of the table's year", cure);
        }

        var assumed = cells.Where(c => c.Assumed).GroupBy(c => c.Column).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key}: {Regions(g)}").ToArray();
        if (assumed.Length > 0)
            yield return Finding.Info("HOUSEHOLD-ASSUMED", File,
                "Household parameters are assumptions: no published figure stands behind them.", string.Join("; ", assumed),
                "published figures", "Give published ones in closure.households, and vary them: scenarios of kind \"closure\".");
        if (commuting.Count > 0)
            yield return Finding.Info("RESIDENCE-SHIPPED", "$.closure.residence",
                $"Cross-border workers of {ShippedResidence.Workplace} earn the average and live by the shipped shares.",
                string.Join("; ", commuting.GroupBy(c => c.Value).Select(g => $"{YearSpans.Of(g.Select(c => c.Key))}: {g.Key}")),
                "shares of every year", "Give a file of your own in closure.residence.");
        if (unknown.Count > 0)
            yield return Finding.Warning("HOUSEHOLD-COMPULSORY", File,
                "Compulsory payments outside the tax wedge are not known for regions: none are taken off there.",
                Named.Some(unknown), "compulsory_payments of every region", "Give them in closure.households.");
        if (untaxed.Count > 0)
            yield return Finding.Warning("HOUSEHOLD-FISCAL", File,
                "Rates of taxes and contributions are not known for regions: these are left out of the figures, which are too "
                    + "low by them.",
                string.Join("; ", untaxed.GroupBy(u => u.Column).Select(g => $"{g.Key}: {Named.Some(g.Select(u => u.Region))}")),
                "a rate in every region, 0 where there is none of it", "Give them in closure.households.") with
            {
                Severity = IsAsked ? Severity.Warning : Severity.Info,
            };
    }

    // The headline of taxes stands in every run; who asks for an indicator must know what it lacks.
    private bool IsAsked => (inputs.Config.Indicators ?? []).Any(i => IndicatorNames.RatesOf(i).Any());

    // What the closure does not use needs no word.
    private bool Counts(string column, bool hasWages) => column switch
    {
        "labour_share" => !hasWages,
        "mixed_income_share" => inputs.Closure.Kind == ClosureKind.LabourMixed,
        "consumption_share" => inputs.Closure.Kind == ClosureKind.IncomeShare,
        "propensity_to_consume" => inputs.Closure.Kind is not (ClosureKind.IncomeShare or ClosureKind.GrossWage),
        "compulsory_payments" => inputs.Config.Closure.CompulsoryPayments,
        _ => true,
    };

    private static string Years(IEnumerable<Cell> cells)
    {
        int[] years = [.. cells.Select(c => c.Year).OfType<int>().Distinct()];
        return years.Length > 0 ? $"for {YearSpans.Of(years)}" : "for tables without a year";
    }

    private static string Regions(IEnumerable<Cell> cells)
    {
        var regions = cells.Select(c => c.Region).Distinct().ToArray();
        return regions.Length > 20 ? $"{regions.Length} regions" : string.Join(", ", regions);
    }

    private sealed record Cell(string Column, string Region, int? Year, int? From, bool Assumed, bool Own);
}
