using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// Which method and kernel, and why. Decided once, from sizes only, so that the same job takes the same way on every machine.
/// </summary>
/// <remarks>
/// Another method gives other last digits. Threads, vectors and load of the machine are therefore left out; only where the
/// method's factors don't fit into its memory is another taken, and the reason, which the manifest keeps, says so.
/// </remarks>
internal static class MethodChoice
{
    // Sweeps of the block iteration to 1e-12 on the real tables (598 and 1435 industries): 11 to 13, and one pass to prove it.
    private const double Passes = 14;

    // How much faster another method must be to be taken instead of LU in double, which copes with the worst conditions.
    private const double Preference = 1.25;

    // If nobody says how many right-hand sides will come: a few demands and the adjoint rows of one table.
    private const int UsualRightHandSides = 100;

    // The machine that costs are estimated for: two threads, and multiply-adds a second of one in a large product of 256-bit
    // vectors.
    private const int Threads = 2;
    private const double Rate = 23e9;

    // Bytes a second read from memory.
    private const double Reading = 20e9;

    // Where everything takes less than a tenth of a second, the method with the fewest surprises.
    private const int SmallSize = 2000;

    public static (SolveMethod Method, string Reason) Prepare(
        ThreadTeam team, DenseComplement complement, IndexPattern pattern, SolveOptions options, Func<int, string> label,
        Func<int, string> blockLabel)
    {
        var kernel = KernelCatalogue.Get(options.Kernel, options.Variant);
        var said = options.Kernel == "auto" ? "; managed kernels are the default" : "; kernel as asked";
        var (name, reason) = options.Method == "auto" ? ByCost(StructureMethod.UsualRate) : (options.Method, "method as asked");
        if (name == "structure")
        {
            var (structured, tried) = StructureMethod.Try(team, complement, pattern, kernel, label);
            if (structured is not null && (options.Method != "auto" || ByCost(structured.Rate).Method == name))
                return (structured, $"{reason}; {tried}{said}");
            (name, reason) = options.Method == "auto" ? ByCost(null) : ("lu-float", reason);
            reason = $"{reason}; not by structure: {tried}";
        }

        reason += said;
        SolveMethod method = name switch
        {
            "lu" => DirectMethod.Factorise(team, complement, kernel, label),
            "lu-float" => SingleMethod.Factorise(team, complement, kernel, label),
            "block" => BlockMethod.Factorise(team, complement, pattern.RegionOf, kernel, label, blockLabel),
            "series" => new SeriesMethod($"managed ({complement.Kernels.Variant})"),
            _ => throw new ArgumentException($"Method '{name}' is unknown. Known: {string.Join(", ", SolveOptions.Methods)}."),
        };
        return (method, reason);

        (string Method, string Reason) ByCost(double? rate) =>
            Choose(complement.Size, pattern.RegionOf, options.RightHandSides, Available(), rate);
    }

    /// <summary>
    /// The rule behind <c>auto</c>: estimated seconds of each method on one and the same machine, and what memory allows.
    /// </summary>
    /// <param name="n">Industries.</param>
    /// <param name="blockOf">The region of each.</param>
    /// <param name="rightHandSides">How many solves are expected; null where nobody knows.</param>
    /// <param name="availableBytes">Memory that is free.</param>
    /// <param name="rate">What solving by structure leaves of the error a pass; null where it can't.</param>
    internal static (string Method, string Reason) Choose(int n, IReadOnlyList<int> blockOf, int? rightHandSides,
        long availableBytes, double? rate)
    {
        var bytes = 8.0 * n * n;
        var fits = bytes * 1.1 < availableBytes;
        if (n <= SmallSize && fits) return ("lu", $"auto: n = {n} is small, direct LU is quickest to prove");

        var m = rightHandSides ?? UsualRightHandSides;
        var expected = rightHandSides is null ? $"about {m} right-hand sides assumed" : $"{m} right-hand sides expected";
        var structure = BlockStructure.Of(blockOf);
        List<Cost> costs = [new("lu", Lu(n, m, 1), fits), new("lu-float", Lu(n, m, 2), bytes * 0.6 < availableBytes)];
        if (structure.Elements <= 0.25 * n * n)
        {
            if (rate is { } r) costs.Add(new("structure", Structure(n, m, structure, r), true));
            costs.Add(new("block", Block(n, m, structure), true));
        }

        var method = Quickest(costs);
        var list = string.Join(", ", costs.Select(c => FormattableString.Invariant($"{c.Method} {c.Seconds:G2} s")));
        var reason = $"auto: n = {n}, {expected}, estimated for {Threads} threads {list}";
        if (costs.Find(c => c.Method == method).Fits) return (method, reason);
        costs.RemoveAll(c => !c.Fits);
        return (costs.Count > 0 ? Quickest(costs) : "series",
            $"{reason}; {method} does not fit into the {availableBytes >> 20} MB that are free here");
    }

    private static string Quickest(List<Cost> costs) => costs.MinBy(c => c.Seconds * (c.Method == "lu" ? 1 : Preference)).Method;

    private static double PassSeconds(double n, double m) => Math.Max(8 * n * n / Reading, n * n * m / (Threads * Rate));

    private static double Lu(double n, double m, int narrower)
    {
        // In float twice the speed, but about three solves and residuals to refine instead of one.
        var factor = n * n * n / 3 / (0.85 * Threads * Rate * narrower);
        return factor + (narrower == 1 ? 2 : 4.5) * PassSeconds(n, m);
    }

    // A block's columns against the right-hand sides: packing weighs more than in square products, about 0.6 of their rate
    // (benchmark shapes).
    private static double Block(double n, double m, BlockStructure structure) =>
        structure.Blocks.Sum(b => (double)b.Size * b.Size * b.Size) / 3 / Rate + (Passes * PassSeconds(n, m / 0.6));

    // Corrections and passes in float, A packed for each; one pass in double. Preparing reads A a dozen times.
    private static double Structure(double n, int m, BlockStructure structure, double rate)
    {
        var corrections = StructureMethod.Corrections(rate);
        var pass = PassSeconds(n, m / 0.7);
        var domestic = structure.Elements / n;
        var correction = 4 * n * (domestic + structure.Blocks.Count) * m / (0.5 * Threads * Rate * 2);
        return (12 * PassSeconds(n, 1)) + ((corrections - 2) * pass / 2) + pass + (corrections * correction);
    }

    private static long Available()
    {
        var memory = GC.GetGCMemoryInfo();
        return Math.Max(0, memory.TotalAvailableMemoryBytes - Environment.WorkingSet);
    }

    private readonly record struct Cost(string Method, double Seconds, bool Fits);
}
