using System.Collections;

namespace IoEngine.Procurement.Ledger;

/// <summary>The cells of a ledger in canonical order, as a whole and by year. Immutable.</summary>
internal sealed class LedgerCells : IReadOnlyList<OrderCell>
{
    private readonly int[] years;
    private readonly IReadOnlyList<OrderCell>[] byYear;

    // Where each year begins; one more than years.
    private readonly int[] starts;

    /// <param name="parts">The years, ascending, each with at least one cell.</param>
    public LedgerCells(IReadOnlyList<(int Year, IReadOnlyList<OrderCell> Cells)> parts)
    {
        years = new int[parts.Count];
        byYear = new IReadOnlyList<OrderCell>[parts.Count];
        starts = new int[parts.Count + 1];
        for (var y = 0; y < parts.Count; y++)
        {
            (years[y], byYear[y]) = parts[y];
            starts[y + 1] = starts[y] + byYear[y].Count;
        }
    }

    /// <summary>Years with cells, ascending.</summary>
    public IReadOnlyList<int> Years => years;

    public int Count => starts[^1];

    public OrderCell this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var year = Array.BinarySearch(starts, index);
            if (year < 0) year = ~year - 1;
            return byYear[year][index - starts[year]];
        }
    }

    /// <summary>The cells that stand in this array, in canonical order.</summary>
    public static LedgerCells Of(OrderCell[] cells)
    {
        var years = new List<(int, IReadOnlyList<OrderCell>)>();
        for (var i = 0; i < cells.Length;)
        {
            var start = i;
            while (i < cells.Length && cells[i].Year == cells[start].Year) i++;
            years.Add((cells[start].Year, new ArraySegment<OrderCell>(cells, start, i - start)));
        }

        return new LedgerCells(years);
    }

    /// <summary>The cells of a year; empty where there is none.</summary>
    public IReadOnlyList<OrderCell> OfYear(int year) => Array.BinarySearch(years, year) is var y and >= 0 ? byYear[y] : [];

    public IEnumerator<OrderCell> GetEnumerator()
    {
        foreach (var cells in byYear)
        {
            for (var c = 0; c < cells.Count; c++) yield return cells[c];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
