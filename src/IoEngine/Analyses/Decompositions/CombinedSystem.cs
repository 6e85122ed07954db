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
/// <param name="cancellation">Cancels the solves.</param>
internal sealed class CombinedSystem(ValidatedTable table, LeontiefSystem system, double[]? prices,
    CancellationToken cancellation)
{
    private readonly Dictionary<double[], double[][]> outputs = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<double[], double[]> added = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<int, (DenseMatrix Purchases, DenseMatrix Output)> spending = [];

    /// <summary>Coefficients of the combination in volumes.</summary>
    public Coefficients Coefficients { get; } = new(table);

    /// <summary>x₁ = p̂ Lᶜ p̂⁻¹ f, n, for one combination of the orders; all combinations are solved at once.</summary>
    public double[] Output(double[] p, OrderMixes orders, OrderParts parts)
    {
        if (!outputs.TryGetValue(p, out var known)) outputs[p] = known = Outputs(p, orders);
        return known[parts.Index];
    }

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
            double[] ones = [.. Enumerable.Repeat(1.0, v.Length)];
            for (var j = 0; j < v.Length; j++)
            {
                if (Coefficients.HasOutput(j))
                    v[j] += (FixedOrder.Dot(z.Column(j), ones) - (FixedOrder.Dot(z.Column(j), p) / p[j])) / table.Output[j];
            }
        }

        return added[p] = v;
    }

    private double[][] Outputs(double[] p, OrderMixes orders)
    {
        var (all, columns) = (new int[8], new List<double[]>());
        for (var i = 0; i < all.Length; i++)
        {
            var f = orders.Combine(OrderParts.Of(i));
            all[i] = columns.FindIndex(c => c.AsSpan().SequenceEqual(f));
            if (all[i] >= 0) continue;
            all[i] = columns.Count;
            columns.Add(f);
        }

        var demand = new DenseMatrix(p.Length, columns.Count, zeroed: false);
        for (var k = 0; k < columns.Count; k++) Divide(columns[k], p, demand.WritableColumn(k));
        var x = Solve(demand);
        for (var k = 0; k < columns.Count; k++) TensorPrimitives.Multiply(x.Column(k), p, x.WritableColumn(k));
        return [.. all.Select(k => x.Column(k).ToArray())];
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
