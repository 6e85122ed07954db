using System.CommandLine;
using IoEngine.Accounts;

namespace IoEngine.Cli.Verbs;

/// <summary>--role name=row,row for tables whose format does not say what their rows are.</summary>
internal sealed class RoleOptions
{
    private readonly Option<string[]> roles = new("--role")
    {
        Description = "Rows or categories of a role, such as valueAdded=PRIMARY or household=c37_HH,c38_NPISH; as tables.roles "
            + "of the configuration.",
        HelpName = "role=rows",
    };

    public void AddTo(Command command) => command.Add(roles);

    public TableRoles? Read(ParseResult result)
    {
        var given = result.GetValue(roles) ?? [];
        if (given.Length == 0) return null;
        var read = new TableRoles();
        var faults = new List<Finding>();
        foreach (var assignment in given)
        {
            var parts = assignment.Split('=', 2);
            var rows = parts.Length == 2
                ? parts[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            if (parts.Length == 2 && TableRoles.Names.Contains(parts[0])) read = read.With(parts[0], rows);
            else faults.Add(Finding.Error("CONFIG-ROLE", $"--role {assignment}", "This is not a role with rows.", assignment,
                $"{string.Join(", ", TableRoles.Names.SkipLast(1))} or {TableRoles.Names[^1]}, '=', rows",
                "Write for example --role valueAdded=VA."));
        }

        return faults.Count == 0 ? read : throw new ConfigException(faults);
    }
}
