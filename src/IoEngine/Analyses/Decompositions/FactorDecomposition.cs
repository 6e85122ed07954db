using System.Numerics;

namespace IoEngine.Analyses.Decompositions;

/// <summary>How a change is split among the factors that changed.</summary>
public enum DecompositionMethod
{
    /// <summary>Shapley up to six factors that changed, the mean of the two polar forms above.</summary>
    Auto,

    /// <summary>The mean over every order in which the factors could have changed: 2ᵏ evaluations.</summary>
    Shapley,

    /// <summary>
    /// The mean of the order given and its reverse: 2k evaluations. Cheap; depends on the order of the factors.
    /// </summary>
    Polar,
}

/// <summary>
/// value(all factors new) − value(all factors old), split by factor. Adds up to rounding; every combination is evaluated once.
/// Pure.
/// </summary>
/// <remarks>
/// Shapley (1953): φ_i = Σ_S |S|! (k − |S| − 1)! / k! · (value(S ∪ i) − value(S)). Dietzenbacher and Los (1998) show that all k!
/// orders are equally good and that their mean is close to the mean of two polar ones; for up to six factors the mean over all is
/// exact and affordable.
/// </remarks>
public static class FactorDecomposition
{
    /// <summary>Most factors for which <see cref="DecompositionMethod.Auto"/> takes the exact mean: 64 evaluations.</summary>
    public const int MostExactFactors = 6;

    /// <summary>Splits the change of a vector among k factors.</summary>
    /// <param name="factors">k.</param>
    /// <param name="value">
    /// Value for a set of factors in their new state: bit i set means factor i is new. Vectors of one length.
    /// </param>
    /// <param name="method">How.</param>
    /// <returns>One vector a factor.</returns>
    public static IReadOnlyList<double[]> Split(int factors, Func<int, double[]> value,
        DecompositionMethod method = DecompositionMethod.Auto) =>
            Split(Enumerable.Range(0, factors).ToArray(), factors, value, method);

    /// <summary>
    /// As above, where only <paramref name="changed"/> factors changed: the others contribute exactly zero and are never
    /// evaluated apart.
    /// </summary>
    /// <param name="changed">Positions of the factors that changed, ascending.</param>
    /// <param name="factors">
    /// k; all together are new in the last evaluation, so that the parts add up to the whole change.
    /// </param>
    /// <param name="value">Value for a set of new factors.</param>
    /// <param name="method">How.</param>
    /// <exception cref="ArgumentException">Too many factors for the exact method.</exception>
    public static IReadOnlyList<double[]> Split(IReadOnlyList<int> changed, int factors, Func<int, double[]> value,
        DecompositionMethod method = DecompositionMethod.Auto)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(factors);
        if (factors > 30) throw new ArgumentException("At most 30 factors.", nameof(factors));
        var exact = Exact(changed.Count, method);
        var parts = exact ? Shapley(changed.Count, Evaluate(changed, factors, value)) : Polar(changed.Count,
            Evaluate(changed, factors, value));
        var width = parts.Length > 0 ? parts[0].Length : value(0).Length;
        var all = Enumerable.Range(0, factors).Select(_ => new double[width]).ToArray();
        for (var i = 0; i < parts.Length; i++) all[changed[i]] = parts[i];
        return all;
    }

    /// <summary>Whether the exact mean over all orders is taken for so many factors that changed.</summary>
    public static bool Exact(int changed, DecompositionMethod method)
    {
        if (method == DecompositionMethod.Shapley && changed > 20)
            throw new ArgumentException("At most 20 changed factors can be split exactly.", nameof(changed));
        return method == DecompositionMethod.Shapley || (method == DecompositionMethod.Auto && changed <= MostExactFactors);
    }

    /// <summary>
    /// The value of a set of changed factors, each set evaluated at most once; the full set takes the unchanged factors along.
    /// </summary>
    private static Func<int, double[]> Evaluate(IReadOnlyList<int> changed, int factors, Func<int, double[]> value)
    {
        var known = new Dictionary<int, double[]>();
        var everything = (1 << changed.Count) - 1;
        return set =>
        {
            if (known.TryGetValue(set, out var found)) return found;
            var mask = 0;
            for (var i = 0; i < changed.Count; i++) mask |= ((set >> i) & 1) << changed[i];
            return known[set] = value(set == everything && everything > 0 ? (1 << factors) - 1 : mask);
        };
    }

    private static double[][] Shapley(int k, Func<int, double[]> value)
    {
        if (k == 0) return [];
        // Ascending order, so that a caller can release what belongs to the high bits.
        var values = Enumerable.Range(0, 1 << k).Select(value).ToArray();
        var weights = Enumerable.Range(0, k).Select(size => Factorial(size) * Factorial(k - size - 1) / Factorial(k)).ToArray();
        var parts = new double[k][];
        for (var i = 0; i < k; i++)
        {
            parts[i] = new double[values[0].Length];
            for (var set = 0; set < values.Length; set++)
            {
                if ((set >> i & 1) == 1) continue;
                Add(parts[i], values[set | (1 << i)], values[set], weights[BitOperations.PopCount((uint)set)]);
            }
        }

        return parts;
    }

    private static double[][] Polar(int k, Func<int, double[]> value)
    {
        var all = (1 << k) - 1;
        // Ascending order here too: both paths first, then the differences.
        foreach (var set in Enumerable.Range(0, k + 1).SelectMany(i => new[] { (1 << i) - 1, all & ~((1 << i) - 1) }).Distinct()
            .Order())
            value(set);
        var parts = new double[k][];
        for (var i = 0; i < k; i++)
        {
            var before = (1 << i) - 1;
            var after = all & ~((1 << (i + 1)) - 1);
            parts[i] = new double[value(0).Length];
            Add(parts[i], value(before | (1 << i)), value(before), 0.5);
            Add(parts[i], value(after | (1 << i)), value(after), 0.5);
        }

        return parts;
    }

    private static void Add(double[] to, double[] with, double[] without, double weight)
    {
        for (var c = 0; c < to.Length; c++) to[c] += weight * (with[c] - without[c]);
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);
}
