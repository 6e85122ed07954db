using System.CommandLine;
using IoEngine.Accounts;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe inspect: what a table is and how good it is.</summary>
internal sealed class InspectVerb : IVerb
{
    private readonly Argument<string> table = new("TABLE") { Description = "File, folder or zip." };
    private readonly Option<string?> against = new("--against")
    {
        Description = "Another edition, to say how they differ.", HelpName = "TABLE",
    };
    private readonly RoleOptions roles = new();
    private readonly AccountOptions accounts = new();
    private readonly SourceOptions source = new();

    public Command Command
    {
        get
        {
            var command = new Command("inspect", "Regions, sectors, totals, balances and findings of any readable table.")
            {
                table, against,
            };
            roles.AddTo(command);
            accounts.AddTo(command);
            source.AddTo(command);
            return command;
        }
    }

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var options = ImportJob.Options(source.Format(result), source.Year(result), verify: source.Verify(result),
            region: source.Region(result));
        var inspection = TableInspection.Of(result.GetRequiredValue(table), options, roles.Read(result), accounts.Read(result),
            cancellation);
        var (t, output) = (inspection.Table, session.Output);
        output.WriteLine(
            $"{t.Identity.Name}{(t.Identity.Year is { } year ? $", {year}" : "")}{(t.Identity.Synthetic ? " (SYNTHETIC)" : "")}: "
                + $"{t.Regions.Count} regions × {t.Sectors.Count} sectors, {t.Industries.Count} industries, {t.Identity.Unit}, "
                + $"{t.Identity.PriceBasis}");
        output.WriteLine($"format {t.Identity.Format}; source {t.Identity.Source}");
        output.WriteLine($"final demand: {string.Join(", ", t.DemandColumns.Select(c => c.Category).Distinct())}");
        output.WriteLine($"primary inputs: {string.Join(", ", t.V.Rows.Select(r => r.Name))}");
        if (t.F.Rows.Count > 0)
            output.WriteLine($"satellites: {string.Join(", ", t.F.Rows.Select(r => $"{r.Name} [{r.Unit}]"))}");
        output.WriteLine();
        var sectors = new TextTable("sector", "name") { Texts = 2 };
        foreach (var sector in t.Sectors) sectors.Add(sector.Code, t.Names.Of(sector));
        if (t.Names.Sectors.Count > 0)
        {
            sectors.Write(output);
            output.WriteLine();
        }

        var totals =
            new TextTable("region", "ISO 3", "name", "output", "value added", "final demand", "industries", "without output")
            {
                Texts = 3,
            };
        foreach (var r in inspection.Regions)
            totals.Add(r.Region, Iso3(t, r.Region), t.Names.Of(new Region(r.Region)), TextTable.Grouped(r.Output, 0),
                r.ValueAdded is { } va ? TextTable.Grouped(va, 0) : "-", TextTable.Grouped(r.FinalDemand, 0),
                $"{r.Industries}", $"{r.ZeroOutput}");
        totals.Write(output);
        output.WriteLine();
        if (inspection.Validated is { } valid)
        {
            var i = valid.Imbalance;
            output.WriteLine($"rows    max |x − Z1 − Y1| {i.RowMax:G6} at {i.WorstRow}, relative {i.RowRelative:E1}");
            output.WriteLine($"columns max |x − 1'Z − V| {i.ColumnMax:G6} at {i.WorstColumn}, relative {i.ColumnRelative:E1}");
        }

        foreach (var finding in inspection.Findings) output.WriteLine(finding.ToString());
        if (result.GetValue(against) is { } other)
        {
            output.WriteLine();
            output.WriteLine($"compared with {other}:");
            foreach (var finding in inspection.Against(other, options with { Format = null }, cancellation))
                output.WriteLine(finding.ToString());
            output.WriteLine();
        }

        output.WriteLine(inspection.Validated is null ? "invalid: the errors above must be cured first"
            : inspection.Findings.Any(f => f.Severity == Severity.Warning) ? "valid, with warnings" : "valid");
        return inspection.Validated is null ? ExitCode.InvalidData : ExitCode.Done;
    }

    private static string Iso3(MrioTable table, string region) =>
        table.Names.Regions.GetValueOrDefault(new Region(region))?.Iso3 ?? "-";
}
