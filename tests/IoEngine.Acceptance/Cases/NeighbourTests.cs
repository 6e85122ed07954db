namespace IoEngine.Acceptance.Cases;

/// <summary>
/// Inputs near those that users brought come to what is meant, or are refused where there is no sound reading; at least five of
/// each kind.
/// </summary>
[NonParallelizable]
public class NeighbourTests
{
    private static IEnumerable<TestCaseData> Rows() => NeighbourCases.All.Select(n => new TestCaseData(n.Expected, n.Write).SetArgDisplayNames(n.Expected.Name));

    [TestCaseSource(nameof(Rows))]
    public void Is_read_as_it_is_meant_or_refused_where_no_reading_is_sound(object expected, object write)
    {
        using var world = new NeighbourWorld();
        ((Action<NeighbourWorld>)write)(world);
        ((InputCase)expected).Check(world.Run());
    }

    [Test]
    public void Every_kind_has_five_at_least()
    {
        var kinds = NeighbourCases.All.GroupBy(n => n.Expected.Name.Split(':')[0] is "prices" ? "rates" : n.Expected.Name.Split(':')[0]).ToArray();
        Assert.That(kinds.Select(k => k.Key), Is.EquivalentTo(new[] { "counts", "money", "numbers", "marks", "codes", "names", "rates", "dates", "tables" }));
        Assert.That(kinds.Select(k => k.Count()), Has.All.GreaterThanOrEqualTo(5));
        Assert.That(NeighbourCases.All.Select(n => n.Expected.Name), Is.Unique);
    }
}
