using System.CommandLine;
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

    private readonly RoleOptions roles = new();
    private readonly SourceOptions source = new();

    public Command Command
    {
        get
        {
            var command = new Command("aggregate", "A table aggregated or split over regions and sectors. " + WrittenTables.Rule)
            {
                table, maps, sizes, output, force,
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
        var (before, after, findings) = AggregationJob.Aggregate(result.GetRequiredValue(table), result.GetRequiredValue(maps),
            target, result.GetValue(sizes), result.GetValue(force), roles.Read(result), options, cancellation);
        session.Note(findings);
        var summary = new TextTable("table", "regions", "sectors", "industries", "output", "final demand");
        foreach (var (name, t) in new[] { ("before", before), ("after", after) })
        {
            var (x, y) = TableTotals.Of(t);
            summary.Add(name, $"{t.Regions.Count}", $"{t.Sectors.Count}", $"{t.Industries.Count}", TextTable.Grouped(x, 0),
                TextTable.Grouped(y, 0));
        }

        summary.Write(session.Output);
        return WrittenTables.End(target, findings, session);
    }
}
