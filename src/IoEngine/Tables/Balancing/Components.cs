using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>Which rows and columns hang together by cells that are not zero.</summary>
internal sealed class Components
{
    private readonly IReadOnlyList<SumFamily> families;
    private readonly int[] parent;
    private readonly int rows;

    public Components(DenseMatrix a, double[] diagonal, IReadOnlyList<SumFamily> families)
    {
        this.families = families;
        rows = a.Rows;
        parent = [.. Enumerable.Range(0, rows + a.Columns)];
        var parts = parent.Length;
        for (var j = 0; j < a.Columns && parts > 1; j++)
        {
            var column = a.Column(j);
            for (var i = 0; i < column.Length; i++)
            {
                if (column[i] != 0) Join(i, rows + j);
            }
        }

        for (var i = 0; i < diagonal.Length; i++)
        {
            if (diagonal[i] != 0) Join(i, rows + i);
        }

        void Join(int i, int j)
        {
            var (x, y) = (Root(i), Root(j));
            if (x == y) return;
            parent[Math.Max(x, y)] = Math.Min(x, y);
            parts--;
        }
    }

    /// <summary>Totals of rows and of columns that differ though all are given and hard, component by component.</summary>
    public IEnumerable<Finding> Conflicts(Func<string> nearest)
    {
        var (row, column) = (families.FirstOrDefault(f => f.IsRows), families.FirstOrDefault(f => f.IsColumns));
        if (row is null || column is null) yield break;
        foreach (var part in Enumerable.Range(0, parent.Length).GroupBy(Root))
        {
            var (of, by) = (part.Where(k => k < rows).ToList(), part.Where(k => k >= rows).Select(k => k - rows).ToList());
            if (of.Count == 0 || by.Count == 0 || of.Any(i => Open(row, i)) || by.Any(j => Open(column, j))) continue;
            var (u, w) = (of.Sum(i => row.Targets[i]), by.Sum(j => column.Targets[j]));
            var size = of.Sum(i => Math.Abs(row.Targets[i])) + by.Sum(j => Math.Abs(column.Targets[j]));
            if (Math.Abs(u - w) <= 1e-9 * size) continue;
            var where = of.Count == rows ? "" : $" of {row.Label(of[0])} and what hangs together with it";
            yield return Finding.Error("TARGETS-CONFLICT", $"sum of rows {u:G10}, sum of columns {w:G10}{where}",
                "The targets of rows and of columns have different totals.", $"a difference of {u - w:G10}{nearest()}",
                "equal totals", "Correct a target, or give some of them a weight, so that they may be missed.");
        }
    }

    /// <summary>The multiplier of the first row of each component is 1; where a soft target fixes the scale it stays.</summary>
    public void Normalise(double[][] multipliers)
    {
        var (row, column) = (families.ToList().FindIndex(f => f.IsRows), families.ToList().FindIndex(f => f.IsColumns));
        if (row < 0 || column < 0 || families.Count != 2) return;
        foreach (var part in Enumerable.Range(0, parent.Length).GroupBy(Root))
        {
            if (part.Any(k => k < rows ? Open(families[row], k) : Open(families[column], k - rows))) continue;
            if (part.Key >= rows) continue;
            var scale = multipliers[row][part.Key];
            foreach (var k in part)
            {
                if (k < rows) multipliers[row][k] /= scale;
                else multipliers[column][k - rows] *= scale;
            }
        }
    }

    private static bool Open(SumFamily family, int c) => double.IsNaN(family.Targets[c]) || family.Kappa(c) > 0;

    private int Root(int k)
    {
        while (parent[k] != k) k = parent[k] = parent[parent[k]];
        return k;
    }
}
