using System.CommandLine;
using System.Text.Json;
using IoEngine.Runs.Configuration;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe schema: the configuration's JSON Schema.</summary>
internal sealed class SchemaVerb : IVerb
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    public Command Command => new("schema", "Prints the JSON Schema of the configuration, with every option's text and default.");

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        session.Output.WriteLine(ConfigSchema.Create().ToJsonString(Indented));
        return ExitCode.Done;
    }
}
