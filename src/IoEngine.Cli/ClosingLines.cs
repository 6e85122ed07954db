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
        var synthetic = results.Inputs.Synthetic || results.Years.Any(y => y.Table.Synthetic);
        var years = results.Years.Select(y => y.Assignment.Year).ToArray();
        var span = years.Length == 1 ? $"{years[0]}" : $"{years[0]}-{years[^1]}";
        output.WriteLine($"{name}, {span}{(synthetic ? " (SYNTHETIC: invented data, no statistic)" : "")}");
        output.WriteLine($"closure {closure}; value added in million {currency}, nominal; gross effects of orders that are part "
            + "of final demand");
        output.WriteLine();
        var grouped = results.Inputs.Membership.HasGroups;
        string[] header = ["year", "orders", "direct", "indirect", "induced", "total", "per unit", "non-members: orders",
            "value added"];
        var table = new TextTable(grouped ? header : header[..^2]);
        foreach (var row in Shown(results.Summary).Append(all)) table.Add(grouped ? Cells(row) : Cells(row)[..^2]);
        table.Write(output);
        if (years.Length > ShortTable)
            output.WriteLine(
                $"(every {Step(years.Length)} years; all of them in "
                    + $"{FileOf("summary", results.Inputs.Config.Output) ?? "the report"})");
        output.WriteLine();
        output.WriteLine($"Of each {currency} ordered, {all.PerUnit:F2} {currency} of value added arise in the world: "
            + $"{Per(all, Channel.Direct)} direct, {Per(all, Channel.Indirect)} indirect, {Per(all, Channel.Induced)} induced.");
        Boundaries(results, output);
        if (grouped)
            Groups(results, output);
        Scenarios(results, output);
        output.WriteLine(
            $"Mapped {TextTable.Millions((double)all.Mapped)} + unmapped {TextTable.Millions((double)all.Unmapped)} = orders "
                + $"{TextTable.Millions((double)all.Orders)} million {currency}; leaks at Type I "
                + $"{TextTable.Millions(all.Leaks.Total)}.");
        if (results.Inputs.Orders.Rejected is { Count: > 0 } rejected)
            output.WriteLine($"Not in these numbers: {TextTable.Grouped(rejected.Count, 0)} of the orders' rows that can't be "
                + $"used{(FileOf("rejected_orders", results.Inputs.Config.Output) is { } file ? $", see {file}" : "")}.");
        if (results.Years.Count(y => y.Assignment.Extrapolated) is var extrapolated and > 0)
            output.WriteLine(
                $"{extrapolated} of {Plural.Of(years.Length, "year")} "
                    + $"{Plural.Noun(extrapolated, "is extrapolated: it uses", "are extrapolated: they use")} the table of "
                    + "another year (* above).");
    }

    private static void Groups(RunResults results, TextWriter output)
    {
        var all = results.All;
        var outside = results.Study.Baseline.OutsideGroups;
        output.WriteLine($"Non-members{(outside is [] or ["non-member"] ? "" : $" ({string.Join(", ", outside)})")} receive "
            + $"{Share(all.NonMemberOrderShare)} of the orders and {Share(all.NonMemberShare)} of the value added"
            + (all.MixedValueAdded > 0
                ? $" ({TextTable.Percent(all.MixedValueAdded / all.Total)} more arise in regions that hold members and "
                    + "non-members)" : "")
            + (all.UnknownOrders > 0
                ? $"; {TextTable.Percent(all.UnknownOrders / (double)all.Orders)} of the orders are in no known country." : "."));
    }

    private static string Share(double? share) => share is { } known ? TextTable.Percent(known) : "-";

    /// <summary>Name of a result file in the format that people read more easily; null where the page is all there is.</summary>
    public static string? FileOf(string name, OutputConfig output) =>
        output.Formats.Contains("csv") ? $"{name}.csv" : output.Formats.FirstOrDefault(f => f != "html") is { } other
            ? $"{name}.{other}" : null;

    private static void Scenarios(RunResults results, TextWriter output)
    {
        var (baseline, currency) = (results.All, results.Inputs.Currency);
        foreach (var scenario in results.Study.Scenarios)
        {
            var row = SummaryRow.Sum(scenario, SummaryRow.Of(scenario));
            output.WriteLine($"Scenario {scenario.Name}: value added {TextTable.Millions(row.Total)} million {currency} "
                + $"({TextTable.Millions(row.Total - baseline.Total)} against the baseline)"
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

    private static string[] Cells(SummaryRow row) =>
    [
        row.Year is { } year ? $"{year}{(row.ExtrapolatedYears > 0 ? "*" : "")}" : "all", TextTable.Millions((double)row.Orders),
        TextTable.Millions(row.ValueAdded[0]), TextTable.Millions(row.ValueAdded[1]), TextTable.Millions(row.ValueAdded[2]),
        TextTable.Millions(row.Total), row.PerUnit.ToString("F3", System.Globalization.CultureInfo.InvariantCulture),
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
