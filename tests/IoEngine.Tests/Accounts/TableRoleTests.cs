using System.Reflection;
using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Accounts;

/// <summary>A role is declared on its property, and everything that knows of roles reads it there.</summary>
public class TableRoleTests
{
    private static IEnumerable<string> Names() => TableRoles.Names;

    [Test]
    public void Every_list_of_rows_declares_its_role_and_its_option()
    {
        var lists = typeof(TableRoles).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.PropertyType == typeof(IReadOnlyList<string>)).ToArray();
        Assert.That(TableRoles.Names, Is.EqualTo(lists.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))).And.Not.Empty);
        Assert.That(lists.Where(p => p.GetCustomAttribute<OptionAttribute>() is null), Is.Empty, "without an option");
        var known = TableRole.All.SelectMany(r => r.Declared.Known).ToArray();
        Assert.That(known, Is.Unique.And.Not.Empty, "a name that two roles claim");
        Assert.That(known.Where(n => WellKnownRoles.Plain(n, '/') != n), Is.Empty, "a name with case, spaces or punctuation is never found");
    }

    [TestCaseSource(nameof(Names))]
    public void A_role_is_said_by_its_name_and_changes_no_other(string name)
    {
        var roles = TableRole.Make(r => [r.Name]).With(name, ["ROW"]);
        foreach (var role in TableRole.All.NotEmpty()) Assert.That(role.Of(roles), Is.EqualTo(new[] { role.Name == name ? "ROW" : role.Name }));
    }

    [TestCaseSource(nameof(Names))]
    public void What_is_not_said_is_taken_from_the_format_and_an_empty_list_is_said(string name)
    {
        var format = TableRole.Make(r => [r.Name]);
        var role = TableRole.All.Single(r => r.Name == name);
        Assert.That(role.Of(new TableRoles().Or(format)), Is.EqualTo(new[] { name }));
        Assert.That(role.Of(new TableRoles().With(name, []).Or(format)), Is.Empty);
    }

    [TestCaseSource(nameof(Names))]
    public void A_role_is_found_by_each_of_its_well_known_names(string name)
    {
        var role = TableRole.All.Single(r => r.Name == name);
        foreach (var known in role.Declared.Known.NotEmpty())
        {
            var row = new FlowRow(known, "");
            var roles = role.IsPrimaryInput ? WellKnownRoles.For([row], [], []) : role.Unit is not null ? WellKnownRoles.For([], [row], []) : WellKnownRoles.For([], [], [known]);
            Assert.That(role.Of(roles), Is.EqualTo(new[] { known }));
            foreach (var other in TableRole.All.Where(r => r != role).NotEmpty()) Assert.That(other.Of(roles), Is.Null, $"{known}: {other.Name}");
        }
    }

    [TestCase("ValueAdded")]
    [TestCase("names")]
    [TestCase("")]
    public void There_are_no_other_roles(string name) => Assert.That(() => new TableRoles().With(name, []), Throws.ArgumentException);
}
