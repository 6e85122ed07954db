using System.CommandLine;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe multipliers: the region × industry multiplier matrix per channel.</summary>
internal sealed class MultipliersVerb : IVerb
{
    private readonly Argument<string> table = new("TABLE") { Description = "File, folder or zip." };
    private readonly Option<string> closure = new("--closure")
    {
        Description = $"One of {string.Join(", ", Enum.GetValues<ClosureKind>().Select(Closure.NameOf))}; with the shipped "
            + "household parameters.", DefaultValueFactory = _ => "net-labour", HelpName = "NAME",
    };

    private readonly Option<string> indicator = new("--indicator")
    {
        Description = "What is measured.", DefaultValueFactory = _ => "valueAdded", HelpName = "NAME",
    };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Write the matrix to this .csv or .parquet file.", HelpName = "FILE",
    };
    private readonly Option<bool> force = new("--force") { Description = "Replace the file if it is a plain one." };
    private readonly RoleOptions roles = new();
    private readonly AccountOptions accounts = new();
    private readonly SourceOptions asked = new();

    public Command Command
    {
        get
        {
            var command = new Command("multipliers", "The region × industry multiplier matrix per channel.")
            {
                table, closure, indicator, output, force,
            };
            roles.AddTo(command);
            accounts.AddTo(command);
            asked.AddTo(command);
            return command;
        }
    }

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var (name, file, replace) = (result.GetValue(closure)!, result.GetValue(output), result.GetValue(force));
        if (file is not null) MultiplierJob.RequireWritable(file, replace);
        var source = result.GetRequiredValue(table);
        var options = ImportJob.Options(asked.Format(result), asked.Year(result), verify: asked.Verify(result, session, source),
            region: asked.Region(result));
        var multipliers = MultiplierJob.Compute(source, name, result.GetValue(indicator)!, roles.Read(result), options,
            accounts.Read(result), cancellation);
        session.Output.WriteLine($"{multipliers.Indicator.Name} per unit ordered from an industry, mean over the industries of a "
            + $"region that have output; closure {name}");
        var summary = new TextTable("supplier region", "industries", "direct", "indirect", "induced", "total", "at home");
        foreach (var home in Enumerable.Range(0, multipliers.Regions.Count))
        {
            var industries = Enumerable.Range(0, multipliers.Industries.Count)
                .Where(j => multipliers.Industries[j].Region == multipliers.Regions[home] && multipliers.HasOutput(j)).ToArray();
            if (industries.Length == 0)
            {
                summary.Add(multipliers.Regions[home].Code, "0", "-", "-", "-", "-", "-");
                continue;
            }

            var channels = Enum.GetValues<Channel>().Select(c => industries.Average(j => World(multipliers, c, j))).ToArray();
            var total = channels.Sum();
            var stays = industries.Average(j => multipliers.Total(home, j));
            summary.Add([multipliers.Regions[home].Code, $"{industries.Length}", .. channels.Append(total).Select(v => $"{v:F4}"),
                total == 0 ? "-" : TextTable.Percent(stays / total)]);
        }

        summary.Write(session.Output);
        if (file is null) return ExitCode.Done;
        session.Note(MultiplierJob.Write(multipliers, file, replace));
        session.Output.WriteLine($"Matrix: {Path.GetFullPath(file)}");
        return ExitCode.Done;
    }

    private static double World(Multipliers multipliers, Channel channel, int industry) =>
        Enumerable.Range(0, multipliers.Regions.Count).Sum(r => multipliers[channel, r, industry]);
}
