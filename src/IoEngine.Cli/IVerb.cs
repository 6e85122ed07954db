using System.CommandLine;

namespace IoEngine.Cli;

/// <summary>One verb: its syntax and what it does.</summary>
internal interface IVerb
{
    /// <summary>Name, arguments, options.</summary>
    Command Command { get; }

    /// <summary>
    /// Whether it writes a folder, in which the log must not be: then it opens the log itself, by
    /// <see cref="Session.KeepLogOutOf"/>.
    /// </summary>
    bool WritesFolder => false;

    /// <summary>Does it; errors are thrown.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    int Run(ParseResult result, Session session, CancellationToken cancellation);
}
