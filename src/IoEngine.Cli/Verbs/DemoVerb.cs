using System.CommandLine;
using IoEngine.Reporting;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe demo: writes the synthetic demonstration world.</summary>
internal sealed class DemoVerb : IVerb
{
    private readonly Option<string> output = new("--out") { Description = "Folder to write.", DefaultValueFactory = _ => "demo", HelpName = "DIR" };
    private readonly Option<int> orders = new("--orders") { Description = "Number of orders.", DefaultValueFactory = _ => new DemoConfig().Orders, HelpName = "N" };
    private readonly Option<int> seed = new("--seed") { Description = "Seed; the same seed gives the same world.", DefaultValueFactory = _ => new DemoConfig().Seed, HelpName = "S" };

    public Command Command => new("demo", "Writes the synthetic demonstration world: tables, orders, small inputs and run.json.") { output, orders, seed };

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var count = result.GetValue(orders);
        if (count < 1)
            throw new ConfigException([Finding.Error("CONFIG-RANGE", "--orders", "The number is out of range.", $"{count}", "at least 1", "Ask for more.")]);
        using var folder = ResultsFolder.Create(result.GetValue(output)!);
        session.Watch(progress =>
        {
            DemonstrationJob.Write(folder, result.GetValue(seed), count, progress, cancellation);
            return true;
        });
        session.Output.WriteLine($"Synthetic world (invented data): {folder.FinalPath}");
        session.Output.WriteLine($"Run it with: ioe run {Path.Combine(result.GetValue(output)!, "run.json")}");
        return ExitCode.Done;
    }
}
