using IoEngine.Accounts;
using IoEngine.Runs.Configuration;
using IoEngine.Tables.Attached;

namespace IoEngine.Runs.Inputs;

/// <summary>Accounts from elsewhere as <c>tables.accounts</c> lists them: the faults of all files come at once.</summary>
internal static class AccountsOfTables
{
    /// <summary>Reads every file.</summary>
    /// <exception cref="InvalidDataFindingsException">Files can't be read: every fault.</exception>
    public static IReadOnlyList<AttachedAccounts> Read(IReadOnlyList<AccountsSource> sources, Func<string, string> resolve,
        CancellationToken cancellation)
    {
        var (read, findings) = (new List<AttachedAccounts>(), new List<Finding>());
        foreach (var source in sources)
        {
            try
            {
                read.Add(AttachedAccounts.Read(source, resolve, cancellation));
            }
            catch (InvalidDataFindingsException fault)
            {
                findings.AddRange(fault.Findings);
            }
        }

        return findings.Count == 0 ? read : throw new InvalidDataFindingsException("The accounts can't be read", findings);
    }

    /// <summary>The files and their concordances, by content.</summary>
    public static IEnumerable<InputFile> Files(IReadOnlyList<AttachedAccounts> accounts, Func<string, string> resolve)
    {
        foreach (var each in accounts)
        {
            yield return InputFile.Of("accounts", resolve(each.Source.Path), each.Source.Path, each.Rows);
            foreach (var map in new[] { each.Source.Regions, each.Source.Sectors }.OfType<string>())
                if (File.Exists(resolve(map))) yield return InputFile.Of("accounts-map", resolve(map), map);
        }
    }

    /// <summary>
    /// What <c>--accounts</c> names: a file of accounts, or a JSON that holds what <c>tables.accounts</c> does, with paths
    /// relative to it.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">Files can't be read: every fault.</exception>
    /// <exception cref="ConfigException">The JSON is no such list.</exception>
    public static IReadOnlyList<AttachedAccounts> Named(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var all = new List<AttachedAccounts>();
        foreach (var file in files)
        {
            var isList = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            all.AddRange(isList
                ? Read(ConfigReader.ReadList<AccountsSource>(file), p => Path.GetFullPath(Path.Combine(folder, p)), cancellation)
                : Read([new AccountsSource { Path = file }], path => path, cancellation));
        }

        return all;
    }

    /// <summary>
    /// The table with all of them, in their order, and the roles that are still to be said of it: none, where some were attached
    /// with the roles that a user said.
    /// </summary>
    /// <exception cref="InvalidDataFindingsException">They can't be attached: the faults of all files.</exception>
    public static (MrioTable Table, TableRoles? Roles) Attach(MrioTable table, IReadOnlyList<AttachedAccounts> accounts,
        TableRoles? roles)
    {
        if (accounts.Count == 0) return (table, roles);
        if (roles is not null) table = table.With(roles);
        var findings = new List<Finding>();
        foreach (var each in accounts)
        {
            try
            {
                table = each.AttachTo(table);
            }
            catch (InvalidDataFindingsException fault)
            {
                findings.AddRange(fault.Findings);
            }
        }

        return findings.Count == 0 ? (table, null) : throw new InvalidDataFindingsException(
            $"The accounts can't be attached to '{table.Identity.Name}'", findings);
    }
}
