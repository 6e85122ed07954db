using IoEngine.Analyses.Trade;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Analyses.Uncertainty;

/// <summary>Draws A and v around a table.</summary>
internal sealed class RandomTables
{
    private readonly ImpactModel model;
    private readonly TableUncertainty uncertainty;
    private readonly int[] sectorOf;
    private readonly double meanFlow;

    public RandomTables(ImpactModel model, TableUncertainty uncertainty)
    {
        this.model = model;
        this.uncertainty = uncertainty;
        sectorOf = TradeStructure.SectorsOf(model.Table);
        var (sum, count) = (0.0, 0L);
        var z = model.Table.Z.Values;
        for (var j = 0; j < z.Columns; j++)
        {
            foreach (var cell in z.Column(j))
            {
                if (cell <= 0) continue;
                sum += cell;
                count++;
            }
        }

        meanFlow = count > 0 ? sum / count : 1;
    }

    /// <summary>Writes A of draw <paramref name="draw"/> and returns its v. Each column has a stream of its own.</summary>
    public double[] Draw(DenseMatrix a, long seed, int draw)
    {
        var v = model.Coefficients.ValueAdded.Values.ToArray();
        var x = model.Coefficients.Source.Output;
        for (var j = 0; j < a.Columns; j++)
        {
            var original = model.System.A.Column(j);
            var column = a.WritableColumn(j);
            original.CopyTo(column);
            if (!(x[j] > 0)) continue;
            var random = new RandomStream(seed, ((long)draw * a.Columns) + j);
            if (uncertainty.Concentration is { } concentration) Origins(random, original, column, concentration);
            if (uncertainty.Deviation > 0) Sizes(random, original, column, x[j]);
            if (uncertainty.Rule != CostRule.ValueAddedAbsorbs) continue;
            for (var i = 0; i < column.Length; i++) v[j] -= column[i] - original[i];
        }

        return v;
    }

    /// <summary>
    /// Origins of each product redrawn; the amount of the product stays. Products with a negative cell are left alone.
    /// </summary>
    private void Origins(RandomStream random, ReadOnlySpan<double> original, Span<double> column, double concentration)
    {
        var sectors = model.Table.Sectors.Count;
        var sums = new double[sectors];
        var negative = new bool[sectors];
        var drawn = new double[sectors];
        for (var i = 0; i < original.Length; i++)
        {
            sums[sectorOf[i]] += original[i];
            negative[sectorOf[i]] |= original[i] < 0;
        }

        for (var i = 0; i < original.Length; i++)
        {
            var p = sectorOf[i];
            if (negative[p] || original[i] <= 0) continue;
            column[i] = random.Gamma(concentration * original[i] / sums[p]);
            drawn[p] += column[i];
        }

        for (var i = 0; i < original.Length; i++)
        {
            var p = sectorOf[i];
            if (negative[p] || original[i] <= 0) continue;
            column[i] = drawn[p] > 0 ? sums[p] * column[i] / drawn[p] : original[i];
        }
    }

    private void Sizes(RandomStream random, ReadOnlySpan<double> original, Span<double> column, double output)
    {
        for (var i = 0; i < column.Length; i++)
        {
            if (original[i] == 0) continue;
            var size = Math.Abs(original[i] * output) / meanFlow;
            var deviation = Math.Clamp(uncertainty.Deviation * PortableMath.Power(size, -uncertainty.Decline),
                uncertainty.Smallest, uncertainty.Largest);
            column[i] *= random.Factor(deviation);
        }
    }
}
