using IoEngine.Membership;

namespace IoEngine.Tests.Goldens;

/// <summary>
/// E08, second half: shares, return coefficients and bands (the system itself is in <see cref="TypeOneTests"/>).
/// </summary>
public class ReturnsTests
{
    [Test]
    public void E08_returns_of_members_and_non_members()
    {
        var e = Golden.Read("E08");
        var regions = e.Strings("regions");
        var orders = e.Vector("input/orders_basic_prices");
        var valueAdded = e.Vector("expected/va_type1_by_region");
        var rows = ReturnStatement.Of(regions.Select((r, i) =>
            new ReturnInput(r, orders[2 * i] + orders[(2 * i) + 1], valueAdded[i], e.Number($"input/contributions/{r}"))).ToArray());
        Near.Equal(rows.Select(r => r.OrderShare).ToArray(), e.Vector("expected/order_share"), "order share");
        Near.Equal(rows.Select(r => r.ValueAddedShare).ToArray(), e.Vector("expected/va_share"), "value-added share");
        Near.Equal(rows.Select(r => r.ContributionShare!.Value).ToArray(), e.Vector("expected/contribution_share"), "contribution share");
        foreach (var row in rows.Take(2).NotEmpty())
        {
            Near.Equal(row.ReturnCoefficient!.Value, e.Number($"expected/return_coefficient_orders/{row.Country}"), $"RC {row.Country}");
            Near.Equal(row.ValueChainReturn!.Value, e.Number($"expected/return_coefficient_value_added/{row.Country}"), $"VRC {row.Country}");
        }

        Assert.That((rows[2].ReturnCoefficient, rows[2].ValueChainReturn), Is.EqualTo(((double?)null, (double?)null)), "no contribution, no coefficient");
        Near.Equal(rows[2].OrderShare, e.Number("expected/non_member_order_share"), "non-members' orders");
        Near.Equal(rows[2].ValueAddedShare, e.Number("expected/non_member_va_share"), "non-members' value added");
        Assert.That(rows.Select(r => BalanceBand.StatusOf(BalanceBand.Cern, PurchaseKind.Supplies, r.ReturnCoefficient, new DateOnly(2024, 12, 31))),
            Is.EqualTo(new[] { "well balanced", "poorly balanced", null }));
    }
}
