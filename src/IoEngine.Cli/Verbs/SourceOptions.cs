using System.CommandLine;

namespace IoEngine.Cli.Verbs;

/// <summary>--format, --year, --region and --no-verify: what every verb that reads a table asks of its source.</summary>
internal sealed class SourceOptions
{
    private readonly Option<string?> format = new("--format") { Description = "Format; detected unless named.", HelpName = "F" };
    private readonly Option<int?> year = new("--year")
    {
        Description = "Year, for a source of several, or one that does not say.", HelpName = "Y",
    };
    private readonly Option<string?> region = new("--region")
    {
        Description = "The region of a national table whose labels name none, such as CHE.", HelpName = "R",
    };
    private readonly VerifyOption verify = new();

    /// <param name="command">The verb.</param>
    /// <param name="ofNationalTables">Whether --region is among them; where not, it means something else.</param>
    public void AddTo(Command command, bool ofNationalTables = true)
    {
        command.Add(format);
        command.Add(year);
        if (ofNationalTables) command.Add(region);
        verify.AddTo(command);
    }

    /// <summary>The format; null: detected.</summary>
    public string? Format(ParseResult result) => result.GetValue(format);

    /// <summary>The year; null: the one that there is. A source that states another is refused.</summary>
    public int? Year(ParseResult result) => result.GetValue(year);

    /// <summary>The region of a national table; null: labels have theirs.</summary>
    public string? Region(ParseResult result) => result.GetValue(region);

    /// <summary>Whether what the engine wrote is compared with its SHA-256.</summary>
    public bool Verify(ParseResult result) => verify.Read(result);

    /// <summary>The same, for what has no findings of its own: where a table is not compared, that is said at once.</summary>
    public bool Verify(ParseResult result, Session session, string place) => verify.Read(result, session, place);
}
