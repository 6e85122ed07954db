using System.CommandLine;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe nowcast: the table of a later year from the last one and totals.</summary>
internal sealed class NowcastVerb : IVerb
{
    private readonly Option<int> to = new("--to") { Description = "The later year.", Required = true, HelpName = "YEAR" };
    private readonly EstimateOptions options = new();

    public Command Command
    {
        get
        {
            var command = new Command("nowcast", "The table of a later year: the structure of the last one, at the totals of "
                + "that year. " + WrittenTables.Rule) { to };
            options.AddTo(command);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation) =>
        options.Run(result, session, inputs => EstimationJob.Nowcast(inputs, result.GetRequiredValue(to), cancellation));
}
