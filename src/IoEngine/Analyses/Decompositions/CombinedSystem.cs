using System.Numerics.Tensors;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>
/// Lᶜ of the trade shares of one state and the technology of one, factorised once for all prices, closures and orders.
/// </summary>
/// <param name="table">The combination in volumes, at the prices of the old state.</param>
/// <param name="system">Its system, or that of the same table in money.</param>
/// <param name="prices">p, n, where the system is one of money: Lᶜ = p̂⁻¹ L p̂; null: it is one of volumes.</param>
/// <param name="mixes">All p, n, that outputs are asked for at.</param>
/// <param name="cancellation">Cancels the solves.</param>
internal sealed class CombinedSystem(ValidatedTable table, LeontiefSystem system, double[]? prices,
    IReadOnlyList<double[]> mixes, CancellationToken cancellation)
{
    private Dictionary<double[], double[][]>? outputs;
    private double[]? inputs;
    private readonly Dictionary<double[], double[]> added = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, (DenseMatrix Purchases, DenseMatrix Output)> spending = [];

    /// <summary>Coefficients of the combination in volumes.</summary>
    public Coefficients Coefficients { get; } = new(table);

    /// <summary>
    /// x₁ = p̂ Lᶜ p̂⁻¹ f, n, for one combination of the orders; all combinations at all prices are solved at once.
    /// </summary>
    public double[] Output(double[] p, OrderMixes orders, OrderParts parts) => (outputs ??= Outputs(orders))[p][parts.Index];

    /// <summary>Cᶜ and Lᶜ Cᶜ, n × a, of a closure.</summary>
    public (DenseMatrix Purchases, DenseMatrix Output) Spending(int closure, Func<DenseMatrix> purchases)
    {
        if (spending.TryGetValue(closure, out var known)) return known;
        var c = purchases();
        return spending[closure] = (c, Solve(c));
    }

    /// <summary>v_j = 1 − (p'Aᶜ)_j / p_j − τ_j − ω_j, n: the residual at these prices.</summary>
    public double[] ValueAdded(double[] p)
    {
        if (added.TryGetValue(p, out var known)) return known;
        var v = Coefficients.ValueAdded.Values.ToArray();
        if (p.AsSpan().ContainsAnyExcept(1.0))
        {
            var z = table.Table.Z.Values;
            inputs ??= Inputs(z);
            for (var j = 0; j < v.Length; j++)
            {
                if (Coefficients.HasOutput(j))
                    v[j] += (inputs[j] - (FixedOrder.Dot(z.Column(j), p) / p[j])) / table.Output[j];
            }
        }

        return added[p] = v;
    }

    private static double[] Inputs(DenseMatrix z)
    {
        double[] ones = [.. Enumerable.Repeat(1.0, z.Rows)];
        return [.. Enumerable.Range(0, z.Columns).Select(j => FixedOrder.Dot(z.Column(j), ones))];
    }

    private Dictionary<double[], double[][]> Outputs(OrderMixes orders)
    {
        var (positions, columns) = (new Dictionary<double[], int[]>(ReferenceEqualityComparer.Instance), new List<double[]>());
        foreach (var p in mixes)
        {
            if (positions.ContainsKey(p)) continue;
            positions[p] = [.. Enumerable.Range(0, 8).Select(i =>
            {
                var f = new double[p.Length];
                Divide(orders.Combine(OrderParts.Of(i)), p, f);
                var at = columns.FindIndex(c => c.AsSpan().SequenceEqual(f));
                if (at < 0) columns.Add(f);
                return at < 0 ? columns.Count - 1 : at;
            })];
        }

        var demand = new DenseMatrix(columns[0].Length, columns.Count, zeroed: false);
        for (var k = 0; k < columns.Count; k++) columns[k].CopyTo(demand.WritableColumn(k));
        var x = Solve(demand);
        return positions.ToDictionary(of => of.Key, of => of.Value.Select(k =>
        {
            var output = new double[of.Key.Length];
            TensorPrimitives.Multiply(x.Column(k), of.Key, output);
            return output;
        }).ToArray(), (IEqualityComparer<double[]>)ReferenceEqualityComparer.Instance);
    }

    private DenseMatrix Solve(DenseMatrix f)
    {
        if (prices is null) return system.Solve(f, cancellation);
        var money = new DenseMatrix(f.Rows, f.Columns, zeroed: false);
        for (var c = 0; c < f.Columns; c++) TensorPrimitives.Multiply(f.Column(c), prices, money.WritableColumn(c));
        var x = system.Solve(money, cancellation);
        for (var c = 0; c < x.Columns; c++) Divide(x.Column(c), prices, x.WritableColumn(c));
        return x;
    }

    private static void Divide(ReadOnlySpan<double> values, double[] by, Span<double> result)
    {
        for (var i = 0; i < by.Length; i++) result[i] = values[i] / by[i];
    }
}
