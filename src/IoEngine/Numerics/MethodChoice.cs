using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>Which method and kernel, and why.</summary>
internal static class MethodChoice
{
    public static (SolveMethod Method, string Reason) Prepare(
        ThreadTeam team, DenseComplement complement, IReadOnlyList<int> blockOf, SolveOptions options, Func<int, string> label, Func<int, string> blockLabel)
    {
        var kernel = new ManagedFactorKernel(options.Variant);
        return (DirectMethod.Factorise(team, complement, kernel, label), "interim");
    }
}
