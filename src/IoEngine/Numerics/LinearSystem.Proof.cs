using System.Globalization;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>The part that proves results: test vectors, conditions, bounds, refusals.</summary>
public sealed unsafe partial class LinearSystem
{
    /// <summary>
    /// w ≈ (I − A)⁻¹ 1 and s = w − |A| w. Both positive: ρ(|A|) &lt; 1 is proved and every residual r bounds its error by w · max
    /// |r|/s.
    /// </summary>
    private sealed record TestVector(double[] W, double[] S, bool Proves);

    /// <summary>The test vector of each direction, kept from the first solve that makes it.</summary>
    private sealed class TestVectors
    {
        private TestVector? forward;
        private TestVector? adjoint;

        public TestVector? Of(bool transposed) => transposed ? adjoint : forward;

        public void Keep(TestVector test, bool transposed)
        {
            if (transposed) adjoint = test;
            else forward = test;
        }
    }

    /// <summary>Solves for the forward test vector on its own; the reciprocal condition.</summary>
    private double? Test(ThreadTeam team)
    {
        using var b = new ScratchMatrix(Size, 1);
        using var x = new ScratchMatrix(Size, 1, zeroed: true);
        using var r = new ScratchMatrix(Size, 1);
        b.Column(0).Fill(1);
        method.Solve(new SolveTask(team, complement, false, b.Pointer, x.Pointer, r.Pointer, 1, Options.StopAt));
        return Accept(team, false, x.Column(0), r.Column(0)).Reciprocal;
    }

    /// <summary>Judges the system by the solution of (I − A) w = 1, or its adjoint, and keeps it.</summary>
    /// <exception cref="SingularSystemException">Singular to working precision.</exception>
    /// <exception cref="SpectralRadiusException">ρ(A) ≥ 1.</exception>
    private (TestVector Test, double? Reciprocal) Accept(ThreadTeam team, bool transposed, ReadOnlySpan<double> solution,
        ReadOnlySpan<double> residual)
    {
        var w = solution.ToArray();
        var largest = LargestMagnitude(w);
        var norm = complement.Norm(transposed);
        if (!double.IsFinite(w[largest]) || Math.Abs(w[largest]) * norm * SmallestReciprocalCondition > 1)
            throw NearSingular(largest, 1 / (norm * Math.Abs(w[largest])));

        var s = new double[Size];
        if (complement.Nonnegative)
        {
            // (I − A) w = 1 − r; for ρ(A) < 1 the exact w is at least 1 everywhere.
            for (var i = 0; i < Size; i++) s[i] = 1 - residual[i];
        }
        else
        {
            complement.AbsoluteProduct(team, transposed, w.Select(Math.Abs).ToArray(), s);
            for (var i = 0; i < Size; i++) s[i] = w[i] - s[i];
        }

        var proves = w.All(v => v > 0) && s.All(v => v > 0);
        if (!proves) ThrowIfDivergent(team, certain: complement.Nonnegative);
        var reciprocal = Reciprocal(team, norm, w, s, proves);
        var test = new TestVector(w, s, proves);
        tests.Keep(test, transposed);
        return (test, reciprocal);
    }

    private double? Reciprocal(ThreadTeam team, double norm, double[] w, double[] s, bool proves)
    {
        if (proves) return Math.Min(1, s.Min() / (norm * w.Max()));
        if (!method.Direct) return null;
        var (inverse, column) = ConditionEstimate.OfInverse(team, complement, method);
        var reciprocal = Math.Min(1, 1 / (complement.ColumnNorm * inverse));
        return reciprocal < SmallestReciprocalCondition ? throw NearSingular(column, reciprocal) : reciprocal;
    }

    private SingularSystemException NearSingular(int index, double reciprocal)
    {
        var scaling = complement is DenseComplement { Rows.Ratio: > 1e8 } d
            ? string.Create(CultureInfo.InvariantCulture,
                $" It is badly scaled: its rows of {label(d.Rows.Largest)} and {label(d.Rows.Smallest)} "
                    + $"differ in size by a factor of {d.Rows.Ratio:G2}; bring the units closer together.")
            : string.Empty;
        return new SingularSystemException(
            string.Create(CultureInfo.InvariantCulture,
                $"(I − A) is singular to working precision (reciprocal condition {reciprocal:G2}, "
                    + $"at least {SmallestReciprocalCondition:G1} expected); {label(index)} is concerned most.{scaling}"),
            index,
            reciprocal);
    }

    // certain: a test vector has shown it already; only the size and the place are to be found.
    private void ThrowIfDivergent(ThreadTeam team, bool certain)
    {
        var radius = SpectralRadius.Of(team, complement);
        if (!certain && radius.Estimate < 1) return;
        var range = complement.Nonnegative
            ? FormattableString.Invariant($"between {radius.Lower:G6} and {radius.Upper:G6}")
            : FormattableString.Invariant($"about {radius.Estimate:G6}");
        throw new SpectralRadiusException(
            $"The spectral radius of A is {range}, it must be below 1; {label(radius.Index)} contributes most to it.",
            radius.Index, radius);
    }

    /// <summary>Refuses a residual above the limit; else a bound on the relative error.</summary>
    private double? Bound(TestVector? test, DenseMatrix b, DenseMatrix x, ScratchMatrix r, bool transposed, SolveEffort effort)
    {
        var residual = effort.ScaledResidual;
        if (!(residual <= Options.MaxResidual))
        {
            throw new NumericalException(
                string.Create(CultureInfo.InvariantCulture,
                    $"The scaled residual is {residual:G3}, at most {Options.MaxResidual:G3} is accepted "
                        + $"(method {method.Name}, kernel {method.Kernel})."));
        }

        if (test is not { Proves: true }) return null;
        var worst = 0.0;
        var largest = test.W.Max();

        // γ of n + 3 operations on each residual element, relative to its terms (Higham, § 3.1).
        var rounding = (Size + 3) * 1.1102230246251565e-16;
        for (var j = 0; j < x.Columns; j++)
        {
            var rc = r.Column(j);
            var size = MaxAbs(x.Column(j));
            if (size == 0) continue;
            var noise = rounding * ((complement.Norm(transposed) * size) + MaxAbs(b.Column(j)));
            var factor = 0.0;
            var sampled = effort.SampledNorms?[j] * SampledResidual.Safety;
            for (var i = 0; i < Size; i++) factor = Math.Max(factor, ((sampled ?? Math.Abs(rc[i])) + noise) / test.S[i]);
            worst = Math.Max(worst, factor * largest / size);
        }

        return worst;
    }

    private static double MaxAbs(ReadOnlySpan<double> x)
    {
        var max = 0.0;
        foreach (var v in x) max = Math.Max(max, Math.Abs(v));
        return max;
    }

    private static int LargestMagnitude(double[] x)
    {
        var best = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i])) return i;
            if (Math.Abs(x[i]) > Math.Abs(x[best])) best = i;
        }

        return best;
    }
}
