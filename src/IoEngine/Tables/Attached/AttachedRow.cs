using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Attached;

/// <summary>A row to be joined to a table.</summary>
/// <param name="Account">What it is.</param>
/// <param name="Unit">Unit of its cells.</param>
/// <param name="Values">Its cells, n.</param>
/// <param name="Filled">Which of them a rule filled, n.</param>
/// <param name="Quality">What is known of its cells.</param>
/// <param name="MayFill">Whether a rule fills holes with means.</param>
/// <param name="Replaces">Whether it takes the place of the table's rows of its role.</param>
internal sealed record AttachedRow(AccountRow Account, Unit Unit, double[] Values, bool[] Filled, AttachedAccount Quality,
    bool MayFill, bool Replaces)
{
    /// <summary>Ends the name of the row with the part of compensation that is filled.</summary>
    public const string Imputed = "_imputed";

    private FlowRow Label => new(Account.Name, Unit);

    /// <summary>The table with further rows behind its own, their roles, and findings.</summary>
    public static MrioTable Join(MrioTable table, IReadOnlyList<AttachedRow> rows, IReadOnlyList<Finding> findings)
    {
        var roles = table.Roles;
        var goes = Replaced(table, rows);
        var (primary, satellites) = (new List<(FlowRow Row, double[] Values)>(), new List<(FlowRow Row, double[] Values)>());
        foreach (var row in rows)
        {
            (row.Account.IsPrimary ? primary : satellites).Add((row.Label, row.Values));
            var kept = row.Replaces ? null : row.Account.Role?.Of(roles);
            if (row.Account.Role is { } role && kept is not { Count: > 0 }) roles = roles.With(role.Name, [row.Account.Name]);
            if (row.Account.Role?.Name != "compensation") continue;
            var part = row.Values.Select((v, i) => row.Filled[i] ? v : 0).ToArray();
            // In every year alike where a rule may fill, so that tables of two years have the same rows.
            roles = roles with { ImputedCompensation = row.MayFill ? [row.Account.Name + Imputed] : null };
            if (row.MayFill) primary.Add((new FlowRow(row.Account.Name + Imputed, row.Unit), part));
        }

        var (v, vy) = Joined(table.V, table.VY, primary, goes);
        var (f, fy) = Joined(table.F, table.FY, satellites, goes);
        return new MrioTable(table.Identity, table.Z, table.Y, v, vy, f, fy, table.PublishedOutput, roles,
            [.. table.Findings, .. findings], table.Names,
            [.. table.Attached.Where(a => !goes.Contains(a.Row)), .. rows.Select(r => r.Quality)]);
    }

    // Rows that are part of value added and stand beside it; one that value added is made of stays, without the role.
    private static HashSet<string> Replaced(MrioTable table, IEnumerable<AttachedRow> rows)
    {
        var goes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(r => r.Replaces))
        {
            goes.Add(row.Account.Name);
            if (!row.Account.IsPrimary) continue;
            goes.UnionWith((row.Account.Role!.Of(table.Roles) ?? []).Except(table.Roles.ValueAdded ?? []));
            if (row.Account.Role.Name == "compensation") goes.UnionWith(table.Roles.ImputedCompensation ?? []);
        }

        return goes;
    }

    private static (LabelledMatrix<FlowRow, Industry>, LabelledMatrix<FlowRow, DemandColumn>) Joined(
        LabelledMatrix<FlowRow, Industry> own, LabelledMatrix<FlowRow, DemandColumn> ofDemand,
        List<(FlowRow Row, double[] Values)> more, HashSet<string> goes)
    {
        if (more.Count == 0) return (own, ofDemand);
        var kept = Enumerable.Range(0, own.Rows.Count).Where(i => !goes.Contains(own.Rows[i].Name)).ToArray();
        var axis = new Axis<FlowRow>(own.Rows.Name, kept.Select(i => own.Rows[i]).Concat(more.Select(m => m.Row)));
        return (new(axis, own.Columns, DenseMatrix.Create(axis.Count, own.Columns.Count,
                (i, j) => i < kept.Length ? own.Values[kept[i], j] : more[i - kept.Length].Values[j])),
            new(axis, ofDemand.Columns, DenseMatrix.Create(axis.Count, ofDemand.Columns.Count,
                (i, j) => i < kept.Length ? ofDemand.Values[kept[i], j] : 0)));
    }
}
