using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>
/// How near targets of rows and columns can be met with the signs of a prior: the least Σ |row residual| + Σ |column residual|.
/// </summary>
/// <remarks>
/// A positive cell carries any amount from its row to its column, a negative one from its column to its row. Rows with positive
/// and columns with negative targets supply, the others demand; what the largest flow leaves of both is the distance (Ford
/// &amp; Fulkerson). Cells may come as near to zero as they like.
/// </remarks>
internal sealed class NearestFeasible
{
    private const double Trifle = 1e-12;

    private readonly DenseMatrix a;
    private readonly double[] left;
    private readonly Dictionary<long, double> flow = [];
    private readonly double trifle;

    private NearestFeasible(DenseMatrix a, SumFamily rows, SumFamily columns)
    {
        this.a = a;
        left = [.. rows.Targets, .. columns.Targets.ToArray().Select(t => -t)];
        trifle = Trifle * left.Sum(Math.Abs);
    }

    /// <summary>The distance; null where there is more than hard targets of all rows and columns.</summary>
    public static double? Distance(DenseMatrix a, double[] diagonal, IReadOnlyList<SumFamily> families)
    {
        if (families.Count != 2 || Array.Exists(diagonal, d => d != 0) || !families.All(f => f.IsHard)) return null;
        var (rows, columns) = (families.FirstOrDefault(f => f.IsRows), families.LastOrDefault(f => f.IsColumns));
        if (rows is null || columns is null || rows == columns) return null;
        if (rows.Targets.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)
            || columns.Targets.ContainsAnyExceptInRange(double.MinValue, double.MaxValue)) return null;
        var network = new NearestFeasible(a, rows, columns);
        network.SendDirectly();
        while (network.SendOnce())
        {
        }

        return network.left.Sum(Math.Abs);
    }

    private long Key(int row, int column) => row + ((long)column * a.Rows);

    private void SendDirectly()
    {
        for (var j = 0; j < a.Columns; j++)
        {
            var column = a.Column(j);
            for (var i = 0; i < column.Length; i++)
            {
                var (from, to) = column[i] > 0 ? (i, a.Rows + j) : (a.Rows + j, i);
                if (column[i] != 0 && left[from] > 0 && left[to] < 0)
                    Send(from, to, Math.Min(left[from], -left[to]), [(i, j, 1)]);
            }
        }
    }

    private void Send(int from, int to, double amount, List<(int Row, int Column, int Way)> path)
    {
        left[from] -= amount;
        left[to] += amount;
        foreach (var (row, column, way) in path)
            flow[Key(row, column)] = flow.GetValueOrDefault(Key(row, column)) + (way * amount);
    }

    private bool SendOnce()
    {
        var before = new int[left.Length];
        Array.Fill(before, -1);
        var queue = new Queue<int>();
        for (var k = 0; k < left.Length; k++)
        {
            if (!(left[k] > trifle)) continue;
            before[k] = k;
            queue.Enqueue(k);
        }

        while (queue.TryDequeue(out var k))
        {
            if (left[k] < -trifle) return SendAlong(before, k);
            foreach (var next in Neighbours(k))
            {
                if (before[next] >= 0) continue;
                before[next] = k;
                queue.Enqueue(next);
            }
        }

        return false;
    }

    // Onwards along every cell of the right sign, and back where something has flowed.
    private IEnumerable<int> Neighbours(int k)
    {
        var isRow = k < a.Rows;
        for (var other = 0; other < (isRow ? a.Columns : a.Rows); other++)
        {
            var (row, column) = isRow ? (k, other) : (other, k - a.Rows);
            var cell = a[row, column];
            if (cell == 0) continue;
            if ((cell > 0) == isRow || flow.GetValueOrDefault(Key(row, column)) > trifle)
                yield return isRow ? a.Rows + other : other;
        }
    }

    private bool SendAlong(int[] before, int sink)
    {
        var (path, amount, k) = (new List<(int Row, int Column, int Way)>(), -left[sink], sink);
        for (; before[k] != k; k = before[k])
        {
            var from = before[k];
            var (row, column) = from < a.Rows ? (from, k - a.Rows) : (k, from - a.Rows);
            var onwards = (a[row, column] > 0) == (from < a.Rows);
            if (!onwards) amount = Math.Min(amount, flow[Key(row, column)]);
            path.Add((row, column, onwards ? 1 : -1));
        }

        Send(k, sink, Math.Min(amount, left[k]), path);
        return true;
    }
}
