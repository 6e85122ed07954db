using System.CommandLine;
using IoEngine.Runs.Jobs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe balance: the table next to a published one that balances and meets totals.</summary>
internal sealed class BalanceVerb : IVerb
{
    private readonly EstimateOptions options = new();

    public Command Command
    {
        get
        {
            var command = new Command("balance", "The table next to this one that balances and meets totals (GRAS). "
                + WrittenTables.Rule);
            options.AddTo(command);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation) =>
        options.Run(result, session, inputs => EstimationJob.Balance(inputs, cancellation));
}
