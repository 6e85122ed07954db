using IoEngine.Numerics;

namespace IoEngine.Analysis;

/// <summary>The dominant eigenvalue of a small non-negative matrix.</summary>
internal static class PowerIteration
{
    /// <summary>ρ(Q) and its eigenvector, by power iteration on Q + I (so that a cyclic Q converges too).</summary>
    public static (double Radius, double[] Vector) Run(DenseMatrix q)
    {
        var n = q.Rows;
        var x = new double[n];
        Array.Fill(x, 1.0);
        var radius = 0.0;
        for (var step = 0; step < 10_000 && n > 0; step++)
        {
            var next = (double[])x.Clone();
            for (var j = 0; j < n; j++) System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(q.Column(j), x[j], next, next);
            var norm = next.Max(Math.Abs);
            if (norm == 0) return (0, x);
            for (var i = 0; i < n; i++) next[i] /= norm;
            var change = Math.Abs(norm - 1 - radius);
            radius = norm - 1;
            x = next;
            if (step > 2 && change < 1e-13 * norm) break;
        }

        return (radius, x);
    }
}
