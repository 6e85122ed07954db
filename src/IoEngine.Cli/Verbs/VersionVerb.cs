using System.CommandLine;
using IoEngine.Runs;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe version: the engine and the kernels of this machine.</summary>
internal sealed class VersionVerb : IVerb
{
    public Command Command => new("version", "Prints the version and the kernels found.");

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        foreach (var line in EngineVersion.Describe()) session.Output.WriteLine(line);
        return ExitCode.Done;
    }
}
