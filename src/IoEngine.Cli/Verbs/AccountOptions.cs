using System.CommandLine;

namespace IoEngine.Cli.Verbs;

/// <summary>--accounts: files of accounts to attach to the table.</summary>
internal sealed class AccountOptions
{
    private readonly Option<string[]> accounts = new("--accounts")
    {
        Description = "A file of accounts to attach (wages, jobs, fixed capital …), or a JSON with what tables.accounts of the "
            + "configuration holds.",
        HelpName = "FILE",
    };

    public void AddTo(Command command) => command.Add(accounts);

    public IReadOnlyList<string> Read(ParseResult result) => result.GetValue(accounts) ?? [];
}
