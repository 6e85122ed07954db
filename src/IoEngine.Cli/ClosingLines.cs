using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Cli;

/// <summary>What a person reads at the end of a run.</summary>
internal static class ClosingLines
{
    private const int ShortTable = 12;

    public static void Write(RunResults results, TextWriter output)
    {
        var (all, currency, name) = (results.All, results.Inputs.Currency, results.Inputs.Config.Name);
        var closure = Closure.NameOf(results.Inputs.Closure.Kind);
        var money = MoneyScale.For(Math.Max(Math.Abs((double)all.Orders), Math.Abs(all.Total)), currency);
        var synthetic = results.Inputs.Synthetic || results.Years.Any(y => y.Table.Synthetic);
        var years = results.Years.Select(y => y.Assignment.Year).ToArray();
        var span = years.Length == 1 ? $"{years[0]}" : $"{years[0]}-{years[^1]}";
        output.WriteLine($"{name}, {span}{(synthetic ? " (SYNTHETIC: invented data, no statistic)" : "")}");
        output.WriteLine($"closure {closure}; value added in {money}, nominal; gross effects of orders that are part "
            + "of final demand");
        output.WriteLine();
        var grouped = results.Inputs.Membership.HasGroups;
        string[] header = ["year", "orders", "direct", "indirect", "induced", "total", "per unit", "non-members: orders",
            "value added"];
        var table = new TextTable(grouped ? header : header[..^2]);
        foreach (var row in Shown(results.Summary).Append(all)) table.Add(grouped ? Cells(row, money) : Cells(row, money)[..^2]);
        table.Write(output);
        if (years.Length > ShortTable)
            output.WriteLine(
                $"(every {Step(years.Length)} years; all of them in "
                    + $"{FileOf("summary", results.Inputs.Config.Output) ?? "the report"})");
        output.WriteLine();
        output.WriteLine($"Of each {currency} ordered, {all.PerUnit:F2} {currency} of value added arise in the world: "
            + $"{Per(all, Channel.Direct)} direct, {Per(all, Channel.Indirect)} indirect, {Per(all, Channel.Induced)} induced.");
        Fiscal(all, currency, output);
        Boundaries(results, output);
        if (grouped)
            Groups(results, output);
        Scenarios(results, money, output);
        output.WriteLine($"Mapped {TextTable.Money((double)all.Mapped, money)} + unmapped "
            + $"{TextTable.Money((double)all.Unmapped, money)} = orders {TextTable.Money((double)all.Orders, money)} {money}; "
            + $"leaks at Type I {TextTable.Money(all.Leaks.Total, money)}.");
        if (results.Inputs.Orders.Rejected is { Count: > 0 } rejected)
            output.WriteLine($"Not in these numbers: {TextTable.Grouped(rejected.Count, 0)} of the orders' rows that can't be "
                + $"used{(FileOf("rejected_orders", results.Inputs.Config.Output) is { } file ? $", see {file}" : "")}.");
        Imputed(results, output);
        if (results.Years.Count(y => y.Assignment.Extrapolated) is var extrapolated and > 0)
            output.WriteLine(
                $"{extrapolated} of {Plural.Of(years.Length, "year")} "
                    + $"{Plural.Noun(extrapolated, "is extrapolated: it uses", "are extrapolated: they use")} the table of "
                    + "another year (* above).");
    }

    private static void Fiscal(SummaryRow all, string currency, TextWriter output)
    {
        if (all.FiscalPerUnit is not { } perUnit) return;
        var back = all.FiscalReturn is { } of ? $", {of:F2} of each {currency} of the contributions that fund the orders" : "";
        output.WriteLine("Taxes and social contributions, where their rates are known: "
            + $"{perUnit:F2} {currency} of each {currency} ordered{back}.");
    }

    private static void Imputed(RunResults results, TextWriter output)
    {
        var regions = results.Years.SelectMany(y => y.Regions.Where((_, r) => y.HasImputedIncome[r])).Distinct().ToArray();
        if (regions.Length == 0 || results.Inputs.Closure.Kind == ClosureKind.None) return;
        var all = results.Years.All(y => y.HasImputedIncome.All(imputed => imputed));
        output.WriteLine("Compensation, and so the incomes behind the induced effect, is imputed, not published, in "
            + (all ? "all regions" : string.Join(", ", regions.Take(ShortTable)) + (regions.Length > ShortTable
                ? $" and {regions.Length - ShortTable} more" : "")) + ".");
    }

    private static void Groups(RunResults results, TextWriter output)
    {
        var all = results.All;
        var outside = results.Study.Baseline.OutsideGroups;
        output.WriteLine($"Non-members{(outside is [] or ["non-member"] ? "" : $" ({string.Join(", ", outside)})")} receive "
            + $"{Share(all.NonMemberOrderShare)} of the orders and {Share(all.NonMemberShare)} of the value added"
            + (all.MixedValueAdded > 0
                ? $"; {TextTable.Percent(all.MixedOrders / (double)all.Orders)} and "
                    + $"{TextTable.Percent(all.MixedValueAdded / all.Total)} more stand in regions that hold members and "
                    + "non-members" : "")
            + (all.UnknownOrders > 0
                ? $"; {TextTable.Percent(all.UnknownOrders / (double)all.Orders)} of the orders are in no known country." : "."));
    }

    private static string Share(double? share) => share is { } known ? TextTable.Percent(known) : "-";

    /// <summary>Name of a result file in the format that people read more easily; null where the page is all there is.</summary>
    public static string? FileOf(string name, OutputConfig output) =>
        output.Formats.Contains("csv") ? $"{name}.csv" : output.Formats.FirstOrDefault(f => f != "html") is { } other
            ? $"{name}.{other}" : null;

    private static void Scenarios(RunResults results, MoneyScale money, TextWriter output)
    {
        var baseline = results.All;
        foreach (var scenario in results.Study.Scenarios)
        {
            var row = SummaryRow.Sum(scenario, SummaryRow.Of(scenario));
            output.WriteLine($"Scenario {scenario.Name}: value added {TextTable.Money(row.Total, money)} {money} "
                + $"({TextTable.Money(row.Total - baseline.Total, money)} against the baseline)"
                + (row.NonMemberShare is null
                    ? "."
                    : $", non-members {Share(row.NonMemberOrderShare)} of the orders and {Share(row.NonMemberShare)} of the "
                        + "value added."));
        }
    }

    // Level 5 is never shown without level 2: the wider the boundary, the weaker the claim that the orders caused it.
    private static void Boundaries(RunResults results, TextWriter output)
    {
        if (results.All.Orders == 0 || results.Years.Any(y => y.Boundaries is null)) return;
        var per = Enumerable.Range(1, SystemBoundaries.Levels)
            .Select(
                level =>
                    $"{level} {SystemBoundaries.NameOf(level)} "
                        + $"{results.Years.Sum(y => y.Boundaries!.Total("valueAdded", level)) / (double)results.All.Orders:F2}");
        output.WriteLine($"Within nested boundaries, value added per {results.Inputs.Currency} ordered: "
            + $"{string.Join(", ", per)}.");
    }

    private static string Per(SummaryRow row, Channel channel) =>
        row.Orders == 0 ? "0" : (row.ValueAdded[(int)channel] / (double)row.Orders).ToString("F2",
            System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Cells(SummaryRow row, MoneyScale money) =>
    [
        row.Year is { } year ? $"{year}{(row.ExtrapolatedYears > 0 ? "*" : "")}" : "all",
        .. row.ValueAdded.Prepend((double)row.Orders).Append(row.Total).Select(value => TextTable.Money(value, money)),
        row.PerUnit.ToString("F3", System.Globalization.CultureInfo.InvariantCulture),
        Share(row.NonMemberOrderShare), Share(row.NonMemberShare),
    ];

    // A screen holds a dozen rows: of more years every second, third … and always the last.
    private static IEnumerable<SummaryRow> Shown(IReadOnlyList<SummaryRow> years)
    {
        var step = Step(years.Count);
        return years.Where((_, i) => (years.Count - 1 - i) % step == 0);
    }

    private static int Step(int years) => (years + ShortTable - 1) / ShortTable;
}
