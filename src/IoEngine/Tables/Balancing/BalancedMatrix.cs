using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>A cell that balancing moved. Immutable.</summary>
/// <param name="Row">Row, from zero.</param>
/// <param name="Column">Column, from zero.</param>
/// <param name="Before">Value in the prior.</param>
/// <param name="After">Value in the result.</param>
public sealed record MovedCell(int Row, int Column, double Before, double After);

/// <summary>
/// The matrix next to a prior that meets its targets, with the multipliers that make it so and how far from optimal it is.
/// </summary>
public sealed class BalancedMatrix
{
    internal BalancedMatrix(DenseMatrix prior, DenseMatrix values, double[] diagonal, double[][] multipliers, double[] residuals,
        double stationarity, (int Count, double Seconds) sweeps, IReadOnlyList<string> emptied)
    {
        Prior = prior;
        Values = values;
        Diagonal = diagonal;
        Multipliers = multipliers;
        Residuals = residuals;
        Stationarity = stationarity;
        (Sweeps, SweepSeconds) = sweeps;
        Emptied = emptied;
    }

    /// <summary>The matrix before.</summary>
    public DenseMatrix Prior { get; }

    /// <summary>The matrix after: signs and zeros are those of the prior.</summary>
    public DenseMatrix Values { get; }

    /// <summary>The second diagonal after; empty where there is none.</summary>
    public IReadOnlyList<double> Diagonal { get; }

    /// <summary>
    /// The multiplier of each constraint, a vector a family. With hard rows and columns alone that of the first row of each
    /// connected component is 1.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>> Multipliers { get; }

    /// <summary>By family the largest |sum + slack − target|.</summary>
    public IReadOnlyList<double> Residuals { get; }

    /// <summary>Largest |sign(a) ln(x / a) − Σ ln λ| over all cells.</summary>
    public double Stationarity { get; }

    /// <summary>Sweeps over the matrix that it took.</summary>
    public int Sweeps { get; }

    /// <summary>Time that all sweeps took.</summary>
    public double SweepSeconds { get; }

    /// <summary>Constraints with cells of one sign and the target 0: their cells have become 0.</summary>
    public IReadOnlyList<string> Emptied { get; }

    /// <summary>Distance from the prior, Σ |a| (z ln z − z + 1) with z = x / a, over blocks of rows and columns.</summary>
    /// <param name="rowBlock">For each row its block, from zero.</param>
    /// <param name="columnBlock">For each column its block, from zero.</param>
    /// <returns>By block of rows and of columns.</returns>
    public double[,] Distance(IReadOnlyList<int> rowBlock, IReadOnlyList<int> columnBlock)
    {
        ArgumentNullException.ThrowIfNull(rowBlock);
        ArgumentNullException.ThrowIfNull(columnBlock);
        var sums = new double[rowBlock.DefaultIfEmpty(-1).Max() + 1, columnBlock.DefaultIfEmpty(-1).Max() + 1];
        for (var j = 0; j < Prior.Columns; j++)
        {
            var before = Prior.Column(j);
            var after = Values.Column(j);
            for (var i = 0; i < before.Length; i++)
            {
                if (before[i] == 0) continue;
                var z = after[i] / before[i];
                sums[rowBlock[i], columnBlock[j]] += Math.Abs(before[i]) * (z > 0 ? (z * PortableMath.Log(z)) - z + 1 : 1);
            }
        }

        return sums;
    }

    /// <summary>The cells that moved most, in money.</summary>
    /// <param name="count">How many.</param>
    public IReadOnlyList<MovedCell> MostMoved(int count)
    {
        var most = new PriorityQueue<MovedCell, double>();
        for (var j = 0; j < Prior.Columns; j++)
        {
            var before = Prior.Column(j);
            var after = Values.Column(j);
            for (var i = 0; i < before.Length; i++)
            {
                var moved = Math.Abs(after[i] - before[i]);
                if (moved == 0) continue;
                if (most.Count < count) most.Enqueue(new(i, j, before[i], after[i]), moved);
                else if (most.TryPeek(out _, out var least) && moved > least)
                    most.DequeueEnqueue(new(i, j, before[i], after[i]), moved);
            }
        }

        return [.. most.UnorderedItems.OrderByDescending(m => m.Priority).ThenBy(m => (m.Element.Column, m.Element.Row))
            .Select(m => m.Element)];
    }
}
