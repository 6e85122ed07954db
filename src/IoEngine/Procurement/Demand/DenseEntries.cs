using System.Collections;

namespace IoEngine.Procurement.Demand;

/// <summary>
/// The non-zero elements of one vector a source, in the order of source and industry; nothing is copied. Immutable.
/// </summary>
/// <remarks>
/// Walking through them all costs a pass over the vectors; reaching for a single one costs a pass over its source's.
/// </remarks>
internal sealed class DenseEntries : IReadOnlyList<DemandEntry>
{
    private readonly double[][] bySource;

    // Where each source begins; one more than sources.
    private readonly int[] starts;

    /// <param name="bySource">f by industry for every source; must not be changed any more.</param>
    public DenseEntries(double[][] bySource)
    {
        this.bySource = bySource;
        starts = new int[bySource.Length + 1];
        for (var s = 0; s < bySource.Length; s++)
            starts[s + 1] = starts[s] + bySource[s].Length - bySource[s].AsSpan().Count(0.0);
    }

    public int Count => starts[^1];

    public DemandEntry this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var source = 0;
            while (starts[source + 1] <= index) source++;
            var left = index - starts[source];
            var industry = 0;
            while (bySource[source][industry] == 0.0 || left-- > 0) industry++;
            return new DemandEntry(source, industry, "", -1, bySource[source][industry]);
        }
    }

    public IEnumerator<DemandEntry> GetEnumerator()
    {
        for (var s = 0; s < bySource.Length; s++)
        {
            for (var i = 0; i < bySource[s].Length; i++)
            {
                if (bySource[s][i] != 0.0) yield return new DemandEntry(s, i, "", -1, bySource[s][i]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
