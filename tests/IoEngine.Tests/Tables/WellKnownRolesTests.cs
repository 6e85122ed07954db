using IoEngine.Accounts;
using IoEngine.Tables;

namespace IoEngine.Tests.Tables;

public class WellKnownRolesTests
{
    [Test]
    public void FIGARO_has_value_added_in_components()
    {
        var roles = WellKnownRoles.For(Rows("D21X31", "OP_RES", "OP_NRES", "D1", "D29X39", "B2A3G"), [], ["P3_S14", "P3_S15", "P3_S13", "P51G", "P5M"]);
        Assert.Multiple(() =>
        {
            Assert.That(roles.ValueAdded, Is.EqualTo(new[] { "D1", "D29X39", "B2A3G" }));
            Assert.That(roles.TaxesOnProducts, Is.EqualTo(new[] { "D21X31" }));
            Assert.That(roles.Compensation, Is.EqualTo(new[] { "D1" }));
            Assert.That(roles.OtherTaxes, Is.EqualTo(new[] { "D29X39" }));
            Assert.That(roles.FixedCapital, Is.Null);
            Assert.That(roles.Household, Is.EqualTo(new[] { "P3_S14", "P3_S15" }));
            Assert.That(roles.Government, Is.EqualTo(new[] { "P3_S13" }));
            Assert.That(roles.Investment, Is.EqualTo(new[] { "P51G" }));
        });
    }

    [Test]
    public void OECD_has_a_total()
    {
        var roles = WellKnownRoles.For(Rows("TLS", "VA"), [], ["HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR"]);
        Assert.That(roles.ValueAdded, Is.EqualTo(new[] { "VA" }));
        Assert.That(roles.Household, Is.EqualTo(new[] { "HFCE", "NPISH", "DPABR" }));
        Assert.That(roles.Government, Is.EqualTo(new[] { "GGFC" }));
        Assert.That(roles.Investment, Is.EqualTo(new[] { "GFCF" }), "never inventories");
    }

    [Test]
    public void A_total_beside_components_is_not_counted_twice() =>
        Assert.That(WellKnownRoles.For(Rows("VA", "COE", "OTP", "CFC", "NOS"), [], []).ValueAdded, Is.EqualTo(new[] { "VA" }));

    [Test]
    public void Components_without_surplus_are_no_value_added() =>
        Assert.That(WellKnownRoles.For(Rows("COE", "OTP"), [], []).ValueAdded, Is.Null);

    [Test]
    public void What_is_not_known_is_not_said()
    {
        var roles = WellKnownRoles.For(Rows("PRIMARY"), Rows("air/CO2"), ["FD"]);
        foreach (var role in TableRole.All.NotEmpty()) Assert.That(role.Of(roles), Is.Null, role.Name);
    }

    [Test]
    public void Employment_is_by_extension_and_row()
    {
        var roles = WellKnownRoles.For([], Rows("employment/persons", "employment/fte", "air/persons"), []);
        Assert.That(roles.Employment, Is.EqualTo(new[] { "employment/persons" }));
        Assert.That(roles.Fte, Is.EqualTo(new[] { "employment/fte" }));
    }

    private static FlowRow[] Rows(params string[] names) => names.Select(n => new FlowRow(n, "")).ToArray();
}
