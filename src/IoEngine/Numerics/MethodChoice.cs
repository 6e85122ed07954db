using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>Which method and kernel, and why. Decided once, from sizes only, so that the same job takes the same way on the same machine.</summary>
internal static class MethodChoice
{
    // Sweeps of the block iteration to 1e-12 on the real tables (598 and 1435 industries): 11 to 13, and one pass to prove it.
    private const double Passes = 14;

    // How much faster another method must be to be taken instead of LU in double, which copes with the worst conditions.
    private const double Preference = 1.25;

    // If nobody says how many right-hand sides will come: a few demands and the adjoint rows of one table.
    private const int UsualRightHandSides = 100;

    // Where everything takes less than a tenth of a second, the method with the fewest surprises.
    private const int SmallSize = 2000;

    public static (SolveMethod Method, string Reason) Prepare(
        ThreadTeam team, DenseComplement complement, IReadOnlyList<int> blockOf, SolveOptions options, Func<int, string> label, Func<int, string> blockLabel)
    {
        var kernel = KernelCatalogue.Get(options.Kernel, options.Variant);
        var (name, reason) = options.Method == "auto" ? Choose(complement.Size, blockOf, options.RightHandSides, team.Threads, Available(), KernelVariants.Available[0]) : (options.Method, "method as asked");
        reason += options.Kernel == "auto" ? "; managed kernels are the default" : "; kernel as asked";
        SolveMethod method = name switch
        {
            "lu" => DirectMethod.Factorise(team, complement, kernel, label),
            "lu-float" => SingleMethod.Factorise(team, complement, kernel, label),
            "block" => BlockMethod.Factorise(team, complement, blockOf, kernel, label, blockLabel),
            "series" => new SeriesMethod($"managed ({complement.Kernels.Variant})"),
            _ => throw new ArgumentException($"Method '{name}' is unknown. Known: {string.Join(", ", SolveOptions.Methods)}."),
        };
        return (method, reason);
    }

    /// <summary>The rule behind <c>auto</c>: estimated seconds of each method on rates measured for the kernels, and what memory allows.</summary>
    internal static (string Method, string Reason) Choose(
        int n, IReadOnlyList<int> blockOf, int? rightHandSides, int threads, long availableBytes, KernelVariant variant)
    {
        var structure = BlockStructure.Of(blockOf);
        var share = (double)structure.Elements / ((double)n * n);
        var bytes = 8.0 * n * n;
        var fits = bytes * 1.1 < availableBytes;
        var fitsSingle = bytes * 0.6 < availableBytes;
        if (n <= SmallSize && fits) return ("lu", $"auto: n = {n} is small, direct LU is quickest to prove");

        var m = rightHandSides ?? UsualRightHandSides;
        var rate = Rate(variant);
        var expected = rightHandSides is null ? $"about {m} right-hand sides assumed" : $"{m} right-hand sides expected";
        var costs = new List<(string Method, double Seconds)>();
        if (fits) costs.Add(("lu", Lu(n, m, threads * rate, 1)));
        if (fitsSingle) costs.Add(("lu-float", Lu(n, m, threads * rate, 2)));
        if (share <= 0.25) costs.Add(("block", Block(n, m, threads, rate, structure)));
        if (costs.Count == 0) return ("series", $"auto: factors of n = {n} do not fit into {availableBytes >> 20} MB and the blocks are too large");
        var method = costs.MinBy(c => c.Seconds * (c.Method == "lu" ? 1 : Preference)).Method;
        var list = string.Join(", ", costs.Select(c => FormattableString.Invariant($"{c.Method} {c.Seconds:G2} s")));
        return (method, $"auto: n = {n}, {expected}, estimated {list}" + (fits ? string.Empty : "; LU in double does not fit into memory"));
    }

    // Multiply-adds a second of one thread in a large product, measured with 512-bit, 256-bit and other vectors, and bytes a second read from memory.
    private static double Rate(KernelVariant variant) => variant switch { KernelVariant.Vector512 => 40e9, KernelVariant.Vector256 => 23e9, _ => 8e9 };

    private static double PassSeconds(double n, double m, double rate) => Math.Max(8 * n * n / 20e9, n * n * m / rate);

    private static double Lu(double n, double m, double rate, int narrower)
    {
        // In float twice the speed, but about three solves and residuals to refine instead of one.
        var factor = n * n * n / 3 / (0.85 * rate * narrower);
        return factor + (narrower == 1 ? 2 : 4.5) * PassSeconds(n, m, rate);
    }

    // A block's columns against the right-hand sides: packing weighs more than in square products, about 0.6 of their rate (benchmark shapes).
    private static double Block(double n, double m, int threads, double rate, BlockStructure structure) =>
        structure.Blocks.Sum(b => Math.Pow(b.Size, 3)) / 3 / rate + (Passes * PassSeconds(n, m / 0.6, threads * rate));

    private static long Available()
    {
        var memory = GC.GetGCMemoryInfo();
        return Math.Max(0, memory.TotalAvailableMemoryBytes - Environment.WorkingSet);
    }
}
