using System.CommandLine;
using IoEngine.Reporting;
using IoEngine.Runs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe check: reads and validates everything, prints the plan, computes nothing.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly ConfigOptions config = new();
    private readonly Option<string?> unknown = new("--write-unknown")
    {
        Description = "Write spellings of countries that are not known to this CSV file, to be filled in and named as "
            + "mapping.countries.", HelpName = "FILE",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace the file of --write-unknown if it exists." };

    public Command Command
    {
        get
        {
            var command = new Command("check", "Reads and validates everything and prints the plan; computes nothing.")
            {
                unknown, force,
            };
            config.AddTo(command);
            return command;
        }
    }

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var loaded = config.Read(result);
        var file = result.GetValue(unknown);
        if (file is not null) IoEngine.Runs.Run.RequireUnknownFile(file, result.GetValue(force));
        RunPlan plan;
        try
        {
            plan = session.Watch(progress => IoEngine.Runs.Run.Check(loaded, progress, file, cancellation));
        }
        finally
        {
            if (File.Exists(file)) session.Output.WriteLine($"Spellings of countries to fill in: {Path.GetFullPath(file)}");
        }

        if (file is not null && !File.Exists(file))
            session.Output.WriteLine($"Every spelling of a country is known; {file} is not written.");
        session.Note(plan.Findings);
        var output = session.Output;
        var money = MoneyScale.For(plan.Years.Select(y => Math.Abs((double)y.Reconciliation.Orders)).DefaultIfEmpty(0).Max(),
            plan.Inputs.Currency);
        output.WriteLine($"{loaded.Config.Name}: {Plural.Of(plan.Years.Count, "year")}, orders in {money}");
        var table = new TextTable("year", "table", "regions", "sectors", "industries", "memory MiB", "imbalance", "orders",
            "mapped", "unmapped", "coverage");
        foreach (var y in plan.Years)
        {
            var r = y.Reconciliation;
            table.Add($"{y.Assignment.Year}", $"{y.Assignment.TableYear}{(y.Assignment.Extrapolated ? "*" : "")}", $"{y.Regions}",
                $"{y.Sectors}",
                $"{y.Industries}", TextTable.Grouped(y.Bytes / 1048576.0, 0),
                $"{Math.Max(y.Imbalance.RowRelative, y.Imbalance.ColumnRelative):0.0E+0}",
                TextTable.Money((double)r.Orders, money), TextTable.Money((double)r.Mapped, money),
                TextTable.Money((double)r.Unmapped, money),
                r.Orders == 0 ? "-" : TextTable.Percent((double)(r.Mapped / r.Orders)));
        }

        table.Write(output);
        if (plan.Years.Any(y => y.Assignment.Extrapolated)) output.WriteLine("* table of another year: extrapolated");
        output.WriteLine($"Tables and their solution take about {TextTable.Grouped(plan.PeakBytes / 1048576.0, 0)} MiB at the "
            + $"peak, of {loaded.Config.Tables.MemoryMiB} allowed (tables.memoryMiB); orders and results come on top.");
        output.WriteLine($"{Plural.Of(plan.Findings.Count(f => f.Severity == Severity.Warning), "warning")}, "
            + $"{Plural.Of(plan.Findings.Count(f => f.Severity == Severity.Info), "note")}, no error.");
        return ExitCode.Done;
    }
}
