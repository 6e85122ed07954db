using System.CommandLine;
using IoEngine.Demonstration;
using IoEngine.Runs;
using IoEngine.Runs.Configuration;
using IoEngine.Studies;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe demo: writes the synthetic demonstration world.</summary>
internal sealed class DemoVerb : IVerb
{
    private readonly Option<string> output = new("--out")
    {
        Description = "Folder to write.", DefaultValueFactory = _ => "demo", HelpName = "DIR",
    };
    private readonly Option<int> orders = new("--orders")
    {
        Description = "Number of orders.", DefaultValueFactory = _ => new DemoConfig().Orders, HelpName = "N",
    };
    private readonly Option<int> seed = new("--seed")
    {
        Description = "Seed; the same seed gives the same world.", DefaultValueFactory = _ => new DemoConfig().Seed,
        HelpName = "S",
    };

    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace an earlier demonstration there, if nothing in it was added or changed.",
    };

    private static int Files => DemonstrationWorld.LastYear - DemonstrationWorld.FirstYear + 2;

    public Command Command => new("demo", "Writes the synthetic demonstration world: tables, orders, small inputs and run.json.")
    {
        output, orders, seed, force,
    };

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var count = result.GetValue(orders);
        if (count < 1)
            throw new ConfigException([Finding.Error("CONFIG-RANGE", "--orders", "The number is out of range.", $"{count}",
                "at least 1", "Ask for more.")]);
        var folder = result.GetValue(output)!;
        session.KeepLogOutOf(folder);
        var done = 0;
        session.Note(
            session.Watch(progress => DemonstrationWriter.Write(folder, result.GetValue(seed), count, result.GetValue(force),
                new Lines(line => progress.Report(new RunProgress(RunStage.Writing, null, done++, Files, line))), cancellation)));
        session.Output.WriteLine($"Synthetic world (invented data): {Path.GetFullPath(folder)}");
        session.Output.WriteLine($"Run it with: ioe run {Path.Combine(folder, "run.json")}");
        return ExitCode.Done;
    }

    private sealed class Lines(Action<string> report) : IProgress<string>
    {
        public void Report(string value) => report(value);
    }
}
