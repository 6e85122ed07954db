namespace IoEngine.Cli.Verbs;

/// <summary>How the verbs that write tables end: one rule for all.</summary>
internal static class WrittenTables
{
    /// <summary>For the help.</summary>
    public const string Rule = "A table with errors (a role to be named, say) is written too, and the exit code is 3.";

    /// <summary>Says where the tables are and whether they can be used.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int End(string folder, IReadOnlyList<Finding> findings, Session session)
    {
        var errors = findings.Count(f => f.Severity == Severity.Error);
        session.Output.WriteLine(
            $"Written to {Path.GetFullPath(folder)}" + (errors == 0
                ? ""
                : $", with {Plural.Of(errors, "error")} to be cured before it can be used (exit code {ExitCode.InvalidData})"));
        return errors == 0 ? ExitCode.Done : ExitCode.InvalidData;
    }
}
