using IoEngine.Numerics;

namespace IoEngine.Tables.Balancing;

/// <summary>Balances matrices with negative cells under families of sums (GRAS).</summary>
public static class MatrixBalancing
{
    /// <summary>
    /// The matrix x with least Σ |a| (z ln z − z + 1), z = x / a, that meets the targets: a m for a &gt; 0, a / m for a &lt; 0,
    /// with m the product of one multiplier of each family; signs and zeros are kept.
    /// </summary>
    /// <param name="prior">The matrix a.</param>
    /// <param name="families">The constraints.</param>
    /// <param name="options">When it is done; null: the defaults.</param>
    /// <param name="diagonal">
    /// A second diagonal, of cells besides those of the matrix: −x_j with targets 0 of row and column leaves outputs free; null:
    /// none.
    /// </param>
    /// <param name="cancellation">Stops between sweeps.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// Targets can't be reached or contradict each other: every one, with the nearest feasible distance of rows and columns.
    /// </exception>
    /// <exception cref="ArgumentException">A family is that of a matrix of another shape.</exception>
    /// <remarks>
    /// Junius &amp; Oosterhaven (2003); Lenzen, Wood &amp; Gallego (2007). Memory: the prior and the result. What rows and
    /// columns with one sign and target 0 hold becomes 0.
    /// </remarks>
    public static BalancedMatrix Solve(DenseMatrix prior, IReadOnlyList<SumFamily> families, BalancingOptions? options = null,
        IReadOnlyList<double>? diagonal = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(prior);
        ArgumentNullException.ThrowIfNull(families);
        if (families.Any(f => f.Rows != prior.Rows || f.Columns != prior.Columns))
            throw new ArgumentException($"The matrix is {prior.Rows} × {prior.Columns}, a family is of another one.",
                nameof(families));
        options ??= new BalancingOptions();
        var (x, second) = (prior.Copy(), diagonal?.ToArray() ?? []);
        var emptied = Feasibility.Require(prior, x, second, families);
        var sweep = new BalancingSweep(x, second, families);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (sweeps, residual) = Iterate(sweep, options, cancellation);
        var seconds = watch.Elapsed.TotalSeconds;
        if (!(residual <= options.Tolerance)) throw Feasibility.NotMet(prior, x, second, families, sweep, sweeps);
        if (families.All(f => f.IsRows || f.IsColumns)) new Components(prior, second, families).Normalise(sweep.Multipliers);
        return Finish(prior, x, second, families, sweep, (sweeps, seconds), emptied);
    }

    private static (int Sweeps, double Residual) Iterate(BalancingSweep sweep, BalancingOptions options,
        CancellationToken cancellation)
    {
        var steps = new AndersonSteps(options.Memory);
        var θ = Logarithms(sweep);
        var residual = double.PositiveInfinity;
        for (var k = 1; k <= options.MaxSweeps; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            residual = sweep.Run();
            if (residual <= options.Tolerance || double.IsNaN(residual)) return (k, residual);
            if (options.Memory == 0) continue;
            var g = Logarithms(sweep);
            θ = steps.Next(θ, g);
            if (!ReferenceEquals(θ, g)) Set(sweep, θ);
        }

        return (options.MaxSweeps, residual);
    }

    private static double[] Logarithms(BalancingSweep sweep) =>
        [.. sweep.Multipliers.Where((_, f) => f != sweep.First).SelectMany(m => m.Select(PortableMath.Log))];

    private static void Set(BalancingSweep sweep, double[] θ)
    {
        var k = 0;
        foreach (var m in sweep.Multipliers.Where((_, f) => f != sweep.First))
        {
            for (var c = 0; c < m.Length; c++) m[c] = PortableMath.Exp(θ[k++]);
        }
    }

    private static BalancedMatrix Finish(DenseMatrix prior, DenseMatrix x, double[] diagonal, IReadOnlyList<SumFamily> families,
        BalancingSweep sweep, (int Count, double Seconds) sweeps, IReadOnlyList<string> emptied)
    {
        var stationarity = new double[x.Columns];
        Parallel.For(0, x.Columns, j =>
        {
            var m = new double[x.Rows];
            sweep.Products(j, m);
            var column = x.WritableColumn(j);
            var before = prior.Column(j);
            for (var i = 0; i < column.Length; i++)
            {
                if (column[i] == 0) continue;
                column[i] = column[i] > 0 ? column[i] * m[i] : column[i] / m[i];
                var found = PortableMath.Log(column[i] > 0 ? column[i] / before[i] : before[i] / column[i]);
                stationarity[j] = Math.Max(stationarity[j], Math.Abs(found - PortableMath.Log(m[i])));
            }
        });
        for (var i = 0; i < diagonal.Length; i++)
            diagonal[i] = diagonal[i] > 0 ? diagonal[i] * sweep.OnDiagonal(i) : diagonal[i] / sweep.OnDiagonal(i);
        var residuals = families.Select((f, k) => ClassSums.Residuals(f, x, diagonal, sweep.Multipliers[k])
            .Select(Math.Abs).DefaultIfEmpty(0).Max()).ToArray();
        return new BalancedMatrix(prior, x, diagonal, sweep.Multipliers, residuals, stationarity.DefaultIfEmpty(0).Max(), sweeps,
            emptied);
    }
}
