using IoEngine.Accounts;

namespace IoEngine.Tables;

/// <summary>
/// The parts that rows and columns play in every database that uses these names. Where none matches nothing is said.
/// </summary>
/// <remarks>
/// Names are compared without case, spaces and punctuation; a row of employment must count persons: one in hours gets no role. A
/// source that says its roles itself overrides them.
/// </remarks>
internal static class WellKnownRoles
{
    /// <summary>What databases call the rest of value added, which has no role of its own.</summary>
    private static readonly string[] Surplus =
    [
        "nos", "gos", "gops", "os", "b2a3g", "mix", "mixedincome", "surplus", "operatingsurplus", "netoperatingsurplus",
        "grossoperatingsurplus", "netoperatingsurplusb2n", "netmixedincomeb3n", "netmixedincome",
        "grossoperatingsurplusandmixedincome", "operatingsurplusandmixedincome", "operatingsurplusremainingnetoperatingsurplus",
        "operatingsurplusrentsonland", "operatingsurplusroyaltiesonresources",
    ];

    /// <summary>Roles by the names of the rows of V and F and the categories of Y.</summary>
    public static TableRoles For(IReadOnlyList<FlowRow> v, IReadOnlyList<FlowRow> f, IEnumerable<string> categories)
    {
        var rows = v.Select(r => r.Name).ToList();
        var distinct = categories.Distinct(StringComparer.Ordinal).ToList();
        return TableRole.Make(role => role switch
        {
            { Declared.Kind: RoleKind.ValueAddedTotal } => Among(rows, role) ?? Components(rows),
            { IsPrimaryInput: true } => Among(rows, role),
            { Unit: { } unit } => Among(f.Where(r => r.Unit.In(unit) is not null).Select(r => r.Name), role),
            _ => Among(distinct, role),
        });
    }

    /// <summary>The components of value added, where both pay and surplus are among them.</summary>
    private static List<string>? Components(List<string> rows)
    {
        var parts = TableRole.All.Where(r => r.Declared.Kind == RoleKind.ValueAddedPart).ToList();
        var pay = parts.Single(r => r.Name == "compensation");
        return Among(rows, pay) is null || Among(rows, Surplus) is null
            ? null : Among(rows, [.. parts.SelectMany(r => r.Declared.Known), .. Surplus]);
    }

    /// <summary>Whether databases call rows of a role by this name.</summary>
    public static bool IsKnown(string name, TableRole role) => Among([name], role) is not null;

    private static List<string>? Among(IEnumerable<string> names, TableRole role) =>
        Among(names, role.Declared.Known, role.Declared.Kind == RoleKind.Satellite ? '/' : '\0');

    private static List<string>? Among(IEnumerable<string> names, IReadOnlyList<string> known, char kept = '\0')
    {
        var matching = names.Where(n => known.Contains(Plain(n, kept), StringComparer.Ordinal)).ToList();
        return matching.Count > 0 ? matching : null;
    }

    /// <summary>A name without case, spaces and punctuation but <paramref name="kept"/>.</summary>
    internal static string Plain(string name, char kept = '\0') =>
        string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == kept)).ToLowerInvariant();
}
