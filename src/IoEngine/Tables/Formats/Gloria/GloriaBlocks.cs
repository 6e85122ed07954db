using IoEngine.Numerics;

namespace IoEngine.Tables.Formats.Gloria;

/// <summary>Takes a row of numbers; concurrent calls bring different rows.</summary>
internal delegate void GloriaRow(int row, ReadOnlySpan<double> values);

/// <summary>
/// Where things stand in GLORIA's square: for each region its industries, then its products. Counts what stands elsewhere.
/// </summary>
internal sealed class GloriaBlocks(int sectors)
{
    private int count;

    /// <summary>Numbers where there should be none.</summary>
    public int Count => count;

    /// <summary>Line of one of them.</summary>
    public int Line { get; private set; }

    public bool IsIndustry(int position) => position % (2 * sectors) < sectors;

    /// <summary>Column of an industry in the square.</summary>
    public int ColumnOf(int industry) => ((industry / sectors) * 2 * sectors) + (industry % sectors);

    /// <summary>A row of T: supply of an industry, or use of a product.</summary>
    public void Take(int row, ReadOnlySpan<double> values, DenseMatrix make, DenseMatrix use)
    {
        var ofIndustry = IsIndustry(row);
        var matrix = ofIndustry ? make : use;
        var i = Position(row);
        for (var start = 0; start < values.Length; start += sectors)
        {
            var block = values.Slice(start, sectors);
            var j = start / (2 * sectors) * sectors;
            if (IsIndustry(start) == ofIndustry) CountStrays(row, block);
            else
            {
                for (var s = 0; s < sectors; s++) matrix[i, j + s] = block[s];
            }
        }
    }

    /// <summary>A row of Y.</summary>
    public void TakeFinal(int row, ReadOnlySpan<double> values, DenseMatrix final)
    {
        if (IsIndustry(row)) CountStrays(row, values);
        else
        {
            for (var j = 0; j < values.Length; j++) final[Position(row), j] = values[j];
        }
    }

    /// <summary>A row of V or of the satellites, added to row <paramref name="to"/>.</summary>
    public void TakePrimary(int row, int to, ReadOnlySpan<double> values, DenseMatrix target)
    {
        for (var j = 0; j < target.Columns; j++) target[to, j] += values[ColumnOf(j)];
        for (var start = sectors; start < values.Length; start += 2 * sectors) CountStrays(row, values.Slice(start, sectors));
    }

    private int Position(int row) => (row / (2 * sectors) * sectors) + (row % sectors);

    private void CountStrays(int row, ReadOnlySpan<double> block)
    {
        foreach (var value in block)
        {
            if (value != 0 && Interlocked.Increment(ref count) == 1) Line = row + 1;
        }
    }
}

/// <summary>Labels of columns that have only numbers.</summary>
internal sealed class NumberedColumns(int count) : IReadOnlyList<string>
{
    public int Count => count;

    public string this[int index] => $"{index + 1}";

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(1, count).Select(i => $"{i}").GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
