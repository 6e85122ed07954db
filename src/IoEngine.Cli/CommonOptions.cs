using System.CommandLine;

namespace IoEngine.Cli;

/// <summary>Options of every verb.</summary>
internal sealed class CommonOptions
{
    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "No progress and no notes on standard error, errors only; results are printed all the same.",
        Recursive = true,
    };

    public Option<bool> Verbose { get; } = new("--verbose", "-v")
    {
        Description = "Every finding, and details of faults.", Recursive = true,
    };

    public Option<string?> Log { get; } = new("--log")
    {
        Description = "Also write the log to this file, outside the folder of the results.", HelpName = "FILE", Recursive = true,
    };

    public IReadOnlyList<Option> All => [Quiet, Verbose, Log];
}
