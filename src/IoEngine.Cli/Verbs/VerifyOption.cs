using System.CommandLine;
using IoEngine.Reporting;

namespace IoEngine.Cli.Verbs;

/// <summary>--no-verify of verbs that read what the engine wrote.</summary>
internal sealed class VerifyOption
{
    private readonly Option<bool> off = new("--no-verify")
    {
        Description = "Take tables and results of the engine as they are, without comparing them with the SHA-256 that they were "
            + "written with; the findings say so.",
    };

    public void AddTo(Command command) => command.Add(off);

    /// <summary>Whether what is read is compared.</summary>
    public bool Read(ParseResult result) => !result.GetValue(off);

    /// <summary>The same, for what has no findings of its own: where it is not compared, that is said at once.</summary>
    public bool Read(ParseResult result, Session session, params string[] places)
    {
        if (!result.GetValue(off)) return true;
        session.Note([.. places.Select(StoredResults.Unverified)]);
        return false;
    }
}
