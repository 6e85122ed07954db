using System.Collections;
using IoEngine.Numerics;

namespace IoEngine.Procurement.Demand;

/// <summary>
/// The non-zero elements of f by source, in the order of source and industry; nothing is copied. Immutable.
/// </summary>
/// <remarks>
/// Walking through them all costs a pass over the matrix; reaching for a single one costs a pass over its source's column.
/// </remarks>
internal sealed class DenseEntries : IReadOnlyList<DemandEntry>
{
    private readonly DenseMatrix bySource;

    // Where each source begins; one more than sources.
    private readonly int[] starts;

    /// <param name="bySource">f by industry and source.</param>
    public DenseEntries(DenseMatrix bySource)
    {
        this.bySource = bySource;
        starts = new int[bySource.Columns + 1];
        for (var s = 0; s < bySource.Columns; s++) starts[s + 1] = starts[s] + bySource.Rows - bySource.Column(s).Count(0.0);
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
            while (bySource[industry, source] == 0.0 || left-- > 0) industry++;
            return new DemandEntry(source, industry, "", -1, bySource[industry, source]);
        }
    }

    public IEnumerator<DemandEntry> GetEnumerator()
    {
        for (var s = 0; s < bySource.Columns; s++)
        {
            for (var i = 0; i < bySource.Rows; i++)
            {
                if (bySource[i, s] != 0.0) yield return new DemandEntry(s, i, "", -1, bySource[i, s]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
