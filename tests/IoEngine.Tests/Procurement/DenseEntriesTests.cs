using IoEngine.Numerics;
using IoEngine.Procurement.Demand;

namespace IoEngine.Tests.Procurement;

[TestFixture]
internal sealed class DenseEntriesTests
{
    [Test]
    public void The_entries_are_the_elements_that_are_not_zero_one_by_one_and_in_a_row()
    {
        var random = new Random(5);
        var vectors = Enumerable.Range(0, 9).Select(s => Enumerable.Range(0, 30).Select(_ => random.Next(3) == 0 ? random.NextDouble() - 0.5 : 0.0).ToArray()).ToArray();
        vectors[2] = new double[30];
        var expected = new List<DemandEntry>();
        for (var s = 0; s < vectors.Length; s++)
        {
            for (var i = 0; i < vectors[s].Length; i++)
            {
                if (vectors[s][i] != 0.0) expected.Add(new DemandEntry(s, i, "", -1, vectors[s][i]));
            }
        }

        var entries = new DenseEntries(DenseMatrix.Create(30, vectors.Length, (i, s) => vectors[s][i]));
        Assert.Multiple(() =>
        {
            Assert.That(entries, Is.EqualTo(expected));
            Assert.That(entries.Count, Is.EqualTo(expected.Count));
            Assert.That(Enumerable.Range(0, entries.Count).Select(i => entries[i]), Is.EqualTo(expected));
            Assert.That(() => entries[entries.Count], Throws.InstanceOf<ArgumentOutOfRangeException>());
            Assert.That(() => entries[-1], Throws.InstanceOf<ArgumentOutOfRangeException>());
        });
    }
}
