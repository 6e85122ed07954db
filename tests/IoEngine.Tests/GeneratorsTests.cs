namespace IoEngine.Tests;

/// <summary>What properties are tried on holds what must never be missed.</summary>
public class GeneratorsTests
{
    private readonly List<RandomTable> tables = [];

    [ForAll]
    public void Tables_have_the_labels_and_the_demand_of_their_shape(RandomTable shape)
    {
        tables.Add(shape);
        var table = shape.Build();
        Assert.That((table.Regions.Count, table.Sectors.Count), Is.EqualTo((shape.Regions, shape.Sectors)));
        Assert.That(Enumerable.Range(0, table.Industries.Count).Sum(i => table.Y.Values.Row(i).Sum()), Is.Positive);
    }

    /// <summary>Every special shape was among the cases.</summary>
    [OneTimeTearDown]
    public void NoneIsMissed()
    {
        if (tables.Count == 0) return;
        Assert.That(tables, Has.Count.GreaterThanOrEqualTo(Generators.TableCases));
        Assert.That(tables.Count(t => t.Regions == 1), Is.GreaterThan(1), "one region");
        Assert.That(tables.Count(t => t.Sectors == 1), Is.GreaterThan(1), "one sector");
        Assert.That(tables, Has.Some.EqualTo(new RandomTable(4, 1, 1)), "one industry");
        Assert.That(tables.Count(t => t.ZeroOutput), Is.GreaterThan(2), "an industry without output");
        Assert.That(tables.Count(t => t.Island && t.Regions > 1), Is.GreaterThan(1), "a region that trades with nobody");
        Assert.That(tables.Count(t => t.Subsidies), Is.GreaterThan(3), "subsidies");
        Assert.That(tables, Has.Some.Matches<RandomTable>(t => t is { ZeroOutput: true, Island: true, Subsidies: true }), "all of it");
        Assert.That(tables.Select(t => t.Seed).Where(seed => seed > 100), Is.Not.Empty, "beyond FsCheck's own range");
    }
}
