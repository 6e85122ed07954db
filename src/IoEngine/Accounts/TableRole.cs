using System.Reflection;
using System.Text.Json;

namespace IoEngine.Accounts;

/// <summary>
/// What the rows or categories of a role are, which says in which matrix they stand and with which other roles they can't be
/// shared.
/// </summary>
internal enum RoleKind
{
    /// <summary>Rows of V: value added itself.</summary>
    ValueAddedTotal,

    /// <summary>Rows of V that are neither value added nor part of it: taxes on products.</summary>
    ProductTaxes,

    /// <summary>Rows of V that are part of value added, published beside it or in its place.</summary>
    ValueAddedPart,

    /// <summary>Rows of F, each in the unit of the role.</summary>
    Satellite,

    /// <summary>Categories of Y; each belongs to one kind of final user.</summary>
    FinalUse,
}

/// <summary>
/// Declares a role on its property of <see cref="TableRoles"/>; the key is the property's name, the text its
/// <see cref="OptionAttribute"/>.
/// </summary>
/// <param name="kind">What its rows are.</param>
/// <param name="known">What databases call them, without case, spaces and punctuation; of satellites the stroke is kept.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RoleAttribute(RoleKind kind, params string[] known) : Attribute
{
    /// <summary>What its rows are.</summary>
    public RoleKind Kind { get; } = kind;

    /// <summary>What databases call them.</summary>
    public IReadOnlyList<string> Known { get; } = known;

    /// <summary>Of satellites: what each row must count.</summary>
    public UnitKind Unit { get; init; }

    /// <summary>Of satellites: spellings of that unit, for messages.</summary>
    public string Units { get; init; } = "";

    /// <summary>What it means where no row has the role; empty: nothing is said.</summary>
    public string Missing { get; init; } = "";

    /// <summary>Whether a table without it is refused.</summary>
    public bool Needed { get; init; }
}

/// <summary>
/// A role as declared on <see cref="TableRoles"/>: what formats, checks, files and the command line know of it. Immutable.
/// </summary>
internal sealed class TableRole
{
    private readonly PropertyInfo property;

    private TableRole(PropertyInfo property, RoleAttribute declared)
    {
        this.property = property;
        Declared = declared;
        Name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
    }

    /// <summary>Every role, in the order of declaration.</summary>
    public static IReadOnlyList<TableRole> All { get; } =
        [.. typeof(TableRoles).GetProperties().Select(p => (Property: p, Declared: p.GetCustomAttribute<RoleAttribute>()))
            .Where(p => p.Declared is not null).Select(p => new TableRole(p.Property, p.Declared!))];

    /// <summary>Key in files and in <c>--role</c>.</summary>
    public string Name { get; }

    /// <summary>Kind, names, unit.</summary>
    public RoleAttribute Declared { get; }

    /// <summary>Whether its rows are rows of V.</summary>
    public bool IsPrimaryInput => Declared.Kind is RoleKind.ValueAddedTotal or RoleKind.ProductTaxes or RoleKind.ValueAddedPart;

    /// <summary>Of satellites: one of what each row must count.</summary>
    public Unit? Unit => Declared.Kind == RoleKind.Satellite ? Accounts.Unit.One(Declared.Unit) : null;

    /// <summary>Names of its rows or categories; null: not said.</summary>
    public IReadOnlyList<string>? Of(TableRoles roles) => (IReadOnlyList<string>?)property.GetValue(roles);

    /// <summary>Roles whose rows are given one by one.</summary>
    public static TableRoles Make(Func<TableRole, IReadOnlyList<string>?> rows)
    {
        var roles = new TableRoles();
        foreach (var role in All) role.property.SetValue(roles, rows(role));
        return roles;
    }
}
