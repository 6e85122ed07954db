using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>The matrices of one solve by structure, n × m in float, each column of the residual scaled to 1.</summary>
internal sealed unsafe class StructureWork : IDisposable
{
    private readonly NativeBuffer memory;
    private readonly ThreadTeam team;
    private readonly nint n;
    private readonly int m;
    private readonly double[] scales;
    private readonly double[] norms;

    public StructureWork(in SolveTask task)
    {
        (team, n, m) = (task.Team, task.Complement.Size, task.M);
        memory = new NativeBuffer((2L + SharePreconditioner.ScratchMatrices) * n * m * sizeof(float), zeroed: false);
        (scales, norms) = (new double[m], new double[m]);
    }

    /// <summary>The residual.</summary>
    public float* Residual => (float*)memory.Pointer;

    /// <summary>What the preconditioner gives for it.</summary>
    public float* Correction => Residual + (n * m);

    /// <summary>What the preconditioner works in.</summary>
    public float* Scratch => Correction + (n * m);

    /// <inheritdoc/>
    public void Dispose() => memory.Dispose();

    /// <summary>The residual of a task, scaled.</summary>
    public void Take(SolveTask task) => team.Run(m, (j, _) =>
    {
        var from = task.R + (j * n);
        var to = Residual + (j * n);
        var scale = scales[j] = SolveTask.MaxAbs(from, n);
        var inverse = scale > 0 ? 1 / scale : 0;
        for (nint i = 0; i < n; i++) to[i] = (float)(from[i] * inverse);
        norms[j] = SharePreconditioner.Norm(to, n);
    });

    /// <summary>X += the correction in the scale of its column.</summary>
    public void AddTo(SolveTask task) => team.Run(m, (j, _) =>
    {
        var from = Correction + (j * n);
        var to = task.X + (j * n);
        for (nint i = 0; i < n; i++) to[i] += scales[j] * from[i];
    });

    /// <summary>Residual −= Correction.</summary>
    public void Subtract() => team.Run(m, (j, _) =>
    {
        var from = Correction + (j * n);
        var to = Residual + (j * n);
        for (nint i = 0; i < n; i++) to[i] -= from[i];
    });

    /// <summary>The largest part that a column still has of its residual; NaN where one is not finite.</summary>
    public double Left()
    {
        var parts = new double[m];
        team.Run(m, (j, _) => parts[j] = norms[j] > 0 ? SharePreconditioner.Norm(Residual + (j * n), n) / norms[j] : 0);
        return parts.Aggregate(0.0, Math.Max); // unlike Max of a sequence, NaN stays
    }
}
