using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using IoEngine.Cli.Verbs;

namespace IoEngine.Cli;

/// <summary>ioe: the verbs, Ctrl-C, and from errors to exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">
    /// Progress and errors. The log is written to the console's error stream, which whoever gives another writer redirects to it.
    /// </param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var common = new CommonOptions();
        if (args is ["help", ..]) args = [.. args[1..], "--help"];
        var parsed = Create(common, output, error).Parse(args);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var fault in parsed.Errors) await error.WriteLineAsync(UsageFault.InWords(fault));
            await error.WriteLineAsync($"Usage: ioe {string.Join(' ', Path(parsed.CommandResult.Command))} --help");
            return ExitCode.Usage;
        }

        if (UsageFault.Values(parsed).ToArray() is { Length: > 0 } values)
        {
            foreach (var fault in values) await error.WriteLineAsync(fault);
            return ExitCode.Usage;
        }

        var invocation = new InvocationConfiguration
        {
            Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(invocation, stop.Token);

        // The first signal asks politely; the second one is left to the system.
        void Stop(PosixSignalContext context)
        {
            if (stop.IsCancellationRequested) return;
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static RootCommand Create(CommonOptions common, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Multi-regional input-output engine: from purchase orders to value added, jobs and taxes "
            + "by country.");
        foreach (var option in common.All) root.Add(option);
        IVerb[] verbs =
        [
            new RunVerb(), new CheckVerb(), new ImportVerb(), new InspectVerb(), new AggregateVerb(),
            new BalanceVerb(), new NowcastVerb(), new SplitVerb(), new MultipliersVerb(),
            new CompareVerb(), new ExplainVerb(), new ReportVerb(), new DemoVerb(), new SchemaVerb(), new VersionVerb(),
        ];
        foreach (var verb in verbs)
        {
            var command = verb.Command;
            command.SetAction((result, cancellation) => Task.Run(() => Invoke(verb, result, common, output, error, cancellation),
                CancellationToken.None));
            root.Add(command);
        }

        return root;
    }

    private static int Invoke(IVerb verb, ParseResult result, CommonOptions common, TextWriter output, TextWriter error,
        CancellationToken cancellation)
    {
        using var session = Session.Open(result, common, output, error);
        try
        {
            if (!verb.WritesFolder) session.OpenLog();
            return verb.Run(result, session, cancellation);
        }
        catch (Exception fault)
        {
            session.Fail(fault);
            return ExitCode.Of(fault);
        }
    }

    private static IEnumerable<string> Path(System.CommandLine.Command command) => command is RootCommand ? [] : [command.Name];
}
