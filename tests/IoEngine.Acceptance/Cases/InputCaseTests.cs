using IoEngine.Procurement.Orders;

namespace IoEngine.Acceptance.Cases;

/// <summary>
/// Every input of <c>../shared/cases/inputs</c> comes to what its README expects: the number that is meant, or a refusal where
/// there is no sound reading.
/// </summary>
[NonParallelizable]
public class InputCaseTests
{
    private static IEnumerable<InputCase> Rows() => InputCases.All;

    [TestCaseSource(nameof(Rows))]
    public void Is_read_as_it_is_meant_or_refused_where_no_reading_is_sound(object row)
    {
        var input = (InputCase)row;
        input.Check(CaseRun.Of("inputs", input.Name));
    }

    [Test]
    public void Every_input_has_a_row()
    {
        var names = CaseRun.Names("inputs");
        if (names.Count == 0) Assert.Ignore("needs ../shared: cases/inputs is not beside the repository");
        Assert.That(Rows().Select(r => r.Name), Is.EquivalentTo(names));
        Assert.That(Rows().Select(r => r.Why), Has.All.Length.GreaterThan(8), "every row says why");
    }

    [Test]
    public void What_is_no_date_is_refused_and_nothing_else()
    {
        var reading = OrderReader.Read(SharedData.Path("cases", "inputs", "07-dates-with-zone", "orders.csv"));
        var refused = reading.Rejected.Where(r => r.Reason.Contains("is not a date", StringComparison.Ordinal)).Select(r => r.Reason.Split('\'')[1]);
        Assert.That(refused, Is.EqualTo(new[] { "14/06/19", "43602", "2019-05-17 somewhat later", "2019/20", "2019-20", "FY2019", "17-MAY-19", "201905" }));
        Assert.That(reading.Rejected, Has.Count.EqualTo(8));
    }
}
