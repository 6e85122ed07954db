using System.CommandLine;
using IoEngine.Accounts;
using IoEngine.Analyses.Aggregation;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe aggregate: a table in other regions or sectors.</summary>
internal sealed class AggregateVerb : IVerb
{
    private readonly Argument<string> table = new("TABLE") { Description = "File, folder or zip." };

    private readonly Option<string[]> maps = new("--map")
    {
        Description = "CSV with the columns region,to or sector,to and a weight or size; or a list of sectors such as "
            + "nace-sections. One of each kind.",
        HelpName = "MAP", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Required = true,
    };

    private readonly Option<string?> sizes = new("--sizes")
    {
        Description = "A table in the list wanted, for the sizes of sectors that must be split.", HelpName = "TABLE",
    };
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder to write, NAME.mrio.", Required = true, HelpName = "DIR",
    };
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace an earlier table there, if nothing in it was added or changed.",
    };

    private readonly Option<string?> demand = new("--demand")
    {
        Description = "CSV region,sector,value in the table's money: says what aggregating does to the answer for this demand.",
        HelpName = "FILE",
    };
    private readonly Option<string?> bias = new("--bias")
    {
        Description = "Write that to this .csv or .parquet file, by region and channel; needs --demand.", HelpName = "FILE",
    };

    private readonly RoleOptions roles = new();
    private readonly SourceOptions source = new();

    public Command Command
    {
        get
        {
            var command = new Command("aggregate", "A table aggregated or split over regions and sectors. " + WrittenTables.Rule)
            {
                table, maps, sizes, output, force, demand, bias,
            };
            roles.AddTo(command);
            source.AddTo(command);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var target = result.GetRequiredValue(output);
        session.KeepLogOutOf(target);
        var options = ImportJob.Options(source.Format(result), source.Year(result), verify: source.Verify(result),
            region: source.Region(result));
        var (file, replace) = (result.GetValue(bias), result.GetValue(force));
        if (file is not null)
        {
            if (result.GetValue(demand) is null)
                throw new ConfigException([Finding.Error("USAGE-DEMAND", $"--bias {file}", "The bias is that of a demand.",
                    "no --demand", "--demand FILE", "Name the demand, or leave --bias out.")]);
            AggregationJob.RequireWritable(file, replace);
        }

        var (before, after, findings, found) = AggregationJob.Aggregate(result.GetRequiredValue(table),
            result.GetRequiredValue(maps), target, result.GetValue(sizes), replace, roles.Read(result), options,
            result.GetValue(demand), cancellation);
        session.Note(findings);
        var summary = new TextTable("table", "regions", "sectors", "industries", "output", "final demand");
        foreach (var (name, t) in new[] { ("before", before), ("after", after) })
        {
            var (x, y) = TableTotals.Of(t);
            summary.Add(name, $"{t.Regions.Count}", $"{t.Sectors.Count}", $"{t.Industries.Count}", TextTable.Grouped(x, 0),
                TextTable.Grouped(y, 0));
        }

        summary.Write(session.Output);
        if (found is not null) Tell(found, before.Identity.Unit, session.Output);
        if (found is not null && file is not null)
            session.Note(AggregationJob.Write(found, before.Identity.Unit, file, replace));
        return WrittenTables.End(target, findings, session);
    }

    private static void Tell(AggregationBias bias, Unit unit, TextWriter output)
    {
        var table = new TextTable("region", "full table", "aggregated", "bias", "relative");
        var (full, aggregated, difference) = (bias.Full(), bias.Aggregated(), bias.Bias());
        foreach (var r in Enumerable.Range(0, bias.Regions.Count))
            table.Add(bias.Regions[r].Code, $"{full[r]:G6}", $"{aggregated[r]:G6}", $"{difference[r]:G6}",
                full[r] == 0 ? "-" : TextTable.Percent(difference[r] / full[r]));
        output.WriteLine();
        output.WriteLine($"Value added that the demand causes at Type I, {unit}:");
        table.Write(output);
        var moved = difference.Values.ToArray().Sum(Math.Abs) / 2;
        output.WriteLine($"Aggregation bias: {moved:G6} of {full.Sum():G6} arise in other regions than by the full table"
            + (full.Sum() == 0 ? "." : $" ({TextTable.Percent(moved / full.Sum())})."));
    }
}
