using IoEngine.Accounts;

namespace IoEngine.Tables.Attached;

/// <summary>What an account becomes in a table: a row of V that is part of value added, or a satellite row. Immutable.</summary>
/// <param name="Name">Name of the row: the account as the file has it.</param>
/// <param name="Role">Its role; null: a satellite row without one.</param>
internal sealed record AccountRow(string Name, TableRole? Role)
{
    /// <summary>The account that is no row: value added, to scale the others by.</summary>
    public const string ValueAdded = "valueAdded";

    /// <summary>Whether it is part of value added.</summary>
    public bool IsPrimary => Role is { IsPrimaryInput: true };

    /// <summary>The row of an account; null where nobody can say what it is.</summary>
    public static AccountRow? Of(string account)
    {
        var role = TableRole.All.FirstOrDefault(r => r.Name == account)
            ?? TableRole.All.FirstOrDefault(r => r.Declared.Kind is RoleKind.ValueAddedPart or RoleKind.Satellite
                && WellKnownRoles.IsKnown(account, r));
        if (role is null) return account.Contains('/', StringComparison.Ordinal) ? new AccountRow(account, null) : null;
        return role.Declared.Kind is RoleKind.ValueAddedPart or RoleKind.Satellite ? new AccountRow(account, role) : null;
    }

    /// <summary>What may be named, for messages.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. TableRole.All.Where(r => r.Declared.Kind is RoleKind.ValueAddedPart or RoleKind.Satellite).Select(r => r.Name)];
}
