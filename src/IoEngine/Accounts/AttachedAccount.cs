namespace IoEngine.Accounts;

/// <summary>
/// A row of V or F that was attached to a table from a file of accounts, and how good its cells are. Immutable.
/// </summary>
public sealed class AttachedAccount
{
    /// <summary>What stands in <see cref="QualityOf"/> for a cell as the file publishes it, without any flag.</summary>
    public const string Published = "published";

    private readonly string[] quality;
    private readonly bool[] filled;

    /// <param name="row">Name of the row.</param>
    /// <param name="source">The file.</param>
    /// <param name="role">The role of the row, such as compensation; empty: none.</param>
    /// <param name="quality">Of each industry.</param>
    /// <param name="filled">Of each industry whether a rule stands in for the file.</param>
    internal AttachedAccount(string row, string source, string role, string[] quality, bool[] filled)
    {
        (Row, Source, Role) = (row, source, role);
        (this.quality, this.filled) = (quality, filled);
    }

    /// <summary>Name of the row of V or F.</summary>
    public string Row { get; }

    /// <summary>The file that it came from.</summary>
    public string Source { get; }

    /// <summary>The role that the row plays, such as compensation; empty: none.</summary>
    public string Role { get; }

    /// <summary>
    /// The file's own flags (p, e …) of an industry, how a hole was filled, or <see cref="Published"/>; several joined by
    /// <c>; </c>.
    /// </summary>
    public string QualityOf(int industry) => quality[industry];

    /// <summary>Whether the number of an industry is none of the file's: a rule filled a hole.</summary>
    public bool IsFilled(int industry) => filled[industry];
}
