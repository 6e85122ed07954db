using System.Reflection;
using System.Text;
using IoEngine.Procurement;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Orders;

namespace IoEngine.Tests.Procurement;

/// <summary>
/// A mark of orders is declared once: readers take its column, and the switch that leaves marked orders out, from there.
/// </summary>
public class OrderFlagsTests
{
    private static IEnumerable<OrderFlags> Flags() => Enum.GetValues<OrderFlags>().Where(f => f != OrderFlags.None);

    [Test]
    public void Every_mark_is_one_bit_of_a_byte_and_has_one_column()
    {
        var columns = typeof(OrderColumns).GetProperties().Select(p => (p.Name, p.GetCustomAttribute<MarksAttribute>()?.Flag)).Where(p => p.Flag is not null).ToArray();
        Assert.That(columns.Select(c => c.Flag), Is.EqualTo(Flags().Cast<OrderFlags?>()).And.Not.Empty, "in one order");
        Assert.That(columns.Select(c => c.Name), Is.EqualTo(Flags().Select(f => $"{f}")), "by one name");
        Assert.That(Flags().Where(f => !System.Numerics.BitOperations.IsPow2((int)f) || (int)f > 128), Is.Empty);
    }

    [TestCaseSource(nameof(Flags))]
    public void The_column_of_a_mark_sets_it_and_no_other(OrderFlags flag)
    {
        var columns = new OrderColumns { Currency = "=CHF" };
        var column = typeof(OrderColumns).GetProperty($"{flag}")!;
        column.SetValue(columns, "the mark");
        var csv = new MemoryStream(Encoding.UTF8.GetBytes("date,value,the mark\n2004,1,yes\n2004,2,no\n2004,4,\n"));
        var cells = OrderReader.Read(csv, "orders.csv", new OrderReadOptions { Columns = columns }).Ledger.Cells;
        Assert.That(cells.Select(c => (c.Flags, c.Value)), Is.EquivalentTo(new[] { (flag, 1m), (OrderFlags.None, 6m) }));
    }

    [Test]
    public void Orders_count_whose_marks_are_not_left_out()
    {
        Assert.That(Flags().NotEmpty().All(new IncludedOrders().Counts), "all by default");
        var switches = typeof(IncludedOrders).GetProperties().Where(p => p.PropertyType == typeof(bool)).ToArray();
        foreach (var property in switches.NotEmpty())
        {
            var included = new IncludedOrders();
            property.SetValue(included, false);
            var own = Enum.Parse<OrderFlags>(property.Name);
            foreach (var flag in Flags().NotEmpty()) Assert.That(included.Counts(flag), Is.EqualTo(flag != own), $"{property.Name}: {flag}");
            Assert.That((included.Counts(OrderFlags.None), included.Counts(own | OrderFlags.OnSite)), Is.EqualTo((true, false)));
            Assert.That((property.GetValue(included), included == new IncludedOrders()), Is.EqualTo(((object)false, false)));
            property.SetValue(included, true);
            Assert.That(included, Is.EqualTo(new IncludedOrders()));
        }
    }
}
