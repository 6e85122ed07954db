using System.Globalization;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// Iterates on the trade structure of the table: corrections in float by <see cref="SharePreconditioner"/>, a residual in double
/// about half way, a sampled check at the end. No factorisation, and no second n × n matrix.
/// </summary>
/// <remarks>
/// A trial on a random vector, both ways, decides while preparing whether the table has that structure. A solve whose residual
/// shrinks less than twofold is handed to <c>lu-float</c>, and the report says so.
/// </remarks>
internal sealed unsafe class StructureMethod : SolveMethod
{
    // A table that leaves more than this of the error a pass is not worth the passes.
    private const double SlowestRate = 0.25;
    private const int TrialSteps = 3;

    /// <summary>What published tables leave of the error a pass: 0.007 to 0.013 on those at hand.</summary>
    public const double UsualRate = 0.01;

    // Products in float can't tell less of a residual that was 1.
    private const double FloatFloor = 2e-7;

    // Where the first passes in float hand over to double.
    private const double HandOver = 5e-6;
    private const int MaxRounds = 8;
    private const int MaxCorrections = 24;

    // From here on the residual in double, which is known from every element, is taken for the answer.
    private const double WellBelow = 0.1;

    private readonly DenseComplement complement;
    private readonly SharePreconditioner shares;
    private readonly FactorKernel kernel;
    private readonly Func<int, string> label;
    private readonly DenseKernels<float> kernels;
    private readonly Lock factorising = new();
    private SingleMethod? factors;

    private StructureMethod(DenseComplement complement, SharePreconditioner shares, FactorKernel kernel, Func<int, string> label)
    {
        (this.complement, this.shares, this.kernel, this.label) = (complement, shares, kernel, label);
        kernels = DenseKernels<float>.For(complement.Kernels.Variant);
    }

    public override string Name => "structure";

    public override string Kernel => $"managed ({kernels.Variant})";

    public override bool Direct => false;

    /// <summary>The part of the error that a pass left in the trial.</summary>
    public double Rate { get; private set; }

    /// <summary>Prepares and tries; no method, and the reason, where the table doesn't have the structure.</summary>
    public static (StructureMethod? Method, string Reason) Try(ThreadTeam team, DenseComplement complement, IndexPattern pattern,
        FactorKernel kernel, Func<int, string> label)
    {
        var products = pattern.Products();
        var regions = BlockStructure.Of(pattern.RegionOf);
        if (regions.Elements > 0.25 * complement.Size * complement.Size)
            return (null, "too few regions to solve by structure");
        if (products.Max() + 1 > complement.Size / 4) return (null, "the regions have too few products in common");
        var shares = SharePreconditioner.Of(team, complement, regions.Blocks, pattern, products);
        if (shares is null) return (null, "the trade structure of the table can't be inverted by iteration");
        var method = new StructureMethod(complement, shares, kernel, label);
        method.Rate = Math.Max(method.Trial(team, transposed: false), method.Trial(team, transposed: true));
        var said = FormattableString.Invariant($"a trial left {method.Rate:G2} of the error a pass");
        return method.Rate <= SlowestRate
            ? (method, said) : (null, FormattableString.Invariant($"{said}, more than {SlowestRate}"));
    }

    public override SolveEffort Solve(in SolveTask task)
    {
        var length = (long)complement.Size * task.M;
        for (long i = 0; i < length; i++)
        {
            task.X[i] = 0;
            task.R[i] = task.B[i];
        }

        using var work = new StructureWork(task);
        var (corrections, passes, goal, before) = (0, 0.0, HandOver, double.PositiveInfinity);
        for (var round = 1; round <= MaxRounds; round++)
        {
            var (made, read) = Reduce(task, work, goal);
            (corrections, passes) = (corrections + made, passes + read);
            if (round > 1)
            {
                var effort = complement.Judge(task, corrections, passes);
                if (effort.ScaledResidual <= task.StopAt) return effort;
            }

            var residual = task.UpdateResidual();
            passes++;
            if (residual <= WellBelow * task.StopAt) return new SolveEffort(residual, corrections, passes);
            if (!(residual < before / 2)) return ByFactors(task, residual, corrections);
            before = residual;
            goal = Math.Max(FloatFloor, 0.25 * task.StopAt / task.Largest(task.ResidualNorms()));
        }

        return ByFactors(task, before, corrections);
    }

    /// <summary>
    /// X += corrections of R in float, until no column has more than <paramref name="goal"/> of its residual left.
    /// </summary>
    private (int Corrections, double Passes) Reduce(in SolveTask task, StructureWork work, double goal)
    {
        work.Take(task);
        var left = 1.0;
        for (var correction = 1; ; correction++)
        {
            shares.Apply(task.Team, task.Transposed, work.Residual, work.Correction, work.Scratch, task.M);
            work.AddTo(task);

            // What a pass would show is known well enough from the trial, and checked by whoever asked.
            if (left * Rate <= goal || correction == MaxCorrections) return (correction, correction - 1);
            Pass(task, work);
            var now = work.Left();
            if (!(now < left / 2) || now <= goal) return (correction, correction);
            left = now;
        }
    }

    /// <summary>R −= (I − A) D in float.</summary>
    private void Pass(in SolveTask task, StructureWork work)
    {
        nint n = complement.Size;
        work.Subtract();
        fixed (double* a = complement.A)
        {
            kernels.GemmRounded(task.Team, n, task.M, n, 1, a, task.Transposed ? n : 1, task.Transposed ? 1 : n,
                work.Correction, 1, n, work.Residual, n);
        }
    }

    /// <summary>What the residual of a random right-hand side shrinks by at each correction, the first apart.</summary>
    private double Trial(ThreadTeam team, bool transposed)
    {
        var n = complement.Size;
        using var vectors = new ScratchMatrix(n, 3, zeroed: true);
        double* b = vectors.Pointer, x = b + n, r = x + n;
        var bits = new RandomBits(n, transposed ? 5 : 4);
        for (var i = 0; i < n; i++) b[i] = bits.Uniform(0.5) - 0.5;
        vectors.Column(0).CopyTo(vectors.Column(2));
        var task = new SolveTask(team, complement, transposed, b, x, r, 1, 0);
        using var work = new StructureWork(task);
        var norms = new double[TrialSteps];
        for (var step = 0; step < TrialSteps; step++)
        {
            work.Take(task);
            shares.Apply(team, transposed, work.Residual, work.Correction, work.Scratch, 1);
            work.AddTo(task);
            task.UpdateResidual();
            norms[step] = task.ResidualNorms()[0];
            if (!double.IsFinite(norms[step])) return double.PositiveInfinity;
        }

        // A correction in float leaves 1e-7 at least, and nothing shrinks below double's own rounding.
        return norms[0] == 0 ? 0 : Math.Max(1e-6, PortableMath.Power(norms[^1] / norms[0], 1.0 / (TrialSteps - 1)));
    }

    /// <summary>How many corrections a solve takes at a rate, in all.</summary>
    public static int Corrections(double rate) => Corrections(rate, HandOver) + Corrections(rate, FloatFloor);

    private static int Corrections(double rate, double goal) =>
        Math.Max(1, (int)Math.Ceiling(PortableMath.Log(goal) / PortableMath.Log(Math.Clamp(rate, 1e-6, SlowestRate))));

    private SolveEffort ByFactors(in SolveTask task, double residual, int corrections)
    {
        lock (factorising) factors ??= SingleMethod.Factorise(task.Team, complement, kernel, label);
        return factors.Solve(task) with
        {
            By = factors,
            Because = string.Create(CultureInfo.InvariantCulture,
                $"solving by structure stood at a scaled residual of {residual:G3} after {corrections} corrections"),
        };
    }
}
