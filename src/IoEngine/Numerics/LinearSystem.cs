using System.Diagnostics;
using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>(I − A) prepared for many solves, forwards and adjoint. Immutable; safe for concurrent use.</summary>
/// <remarks>
/// A is referred to, not copied. Every solve computes its residual from A
/// and fails above <see cref="SolveOptions.MaxResidual"/>; the method is chosen once and not changed after a failure.
/// </remarks>
public sealed unsafe partial class LinearSystem
{
    // A reciprocal condition below this leaves less than about three digits: no answer is better than such an answer.
    private const double SmallestReciprocalCondition = 1e-13;

    // An iteration that stops at its residual leaves more error than this where ρ(A) is near one, or nobody knows: it goes on
    // then.
    private const double LargestBound = 1e-9;
    private const double RoundingResidual = 1e-14;

    private readonly Complement complement;
    private readonly SolveMethod method;
    private readonly IndexPattern pattern;
    private readonly Func<int, string> label;
    private readonly Func<int, string> blockLabel;
    private readonly TestVectors tests = new();

    private LinearSystem(
        ThreadTeam team,
        Complement complement,
        SolveMethod method,
        SolveOptions options,
        IndexPattern pattern,
        Func<int, string> label,
        Func<int, string> blockLabel,
        string reason,
        Stopwatch watch)
    {
        this.pattern = pattern;
        this.blockLabel = blockLabel;
        this.complement = complement;
        this.method = method;
        this.label = label;
        Options = options;
        Reason = reason;
        if (method.Direct) ReciprocalCondition = Test(team);
        PrepareSeconds = watch.Elapsed.TotalSeconds;
    }

    /// <summary>n.</summary>
    public int Size => complement.Size;

    /// <summary>The options that it was prepared with.</summary>
    public SolveOptions Options { get; }

    /// <summary>The method in use.</summary>
    public string Method => method.Name;

    /// <summary>The kernel in use, with its variant.</summary>
    public string Kernel => method.Kernel;

    /// <summary>Why this method and kernel.</summary>
    public string Reason { get; }

    /// <summary>Wall time of the preparation.</summary>
    public double PrepareSeconds { get; }

    /// <summary>
    /// 1 / (‖I − A‖ ‖(I − A)⁻¹‖), in ∞ for A ≥ 0 (exact up to rounding), else in 1 (estimated); null for an iterative method,
    /// which prepares no solve.
    /// </summary>
    public double? ReciprocalCondition { get; }

    /// <summary>Prepares (I − <paramref name="a"/>); errors name indices by number.</summary>
    /// <inheritdoc
    /// cref="Prepare(DenseMatrix, IReadOnlyList{int}, SolveOptions, Func{int, string}?, Func{int, string}?, CancellationToken)"/>
    public static LinearSystem Prepare(
        DenseMatrix a, IReadOnlyList<int> blockOf, SolveOptions options, CancellationToken cancellation = default) =>
        Prepare(a, blockOf, options, label: null, cancellation: cancellation);

    /// <summary>Prepares (I − <paramref name="a"/>).</summary>
    /// <param name="a">n × n.</param>
    /// <param name="blockOf">For each index the number of its block (0, 1, …); methods that use the structure need it.</param>
    /// <param name="options">Method, kernel, threads, tolerance.</param>
    /// <param name="label">Names an index in errors; by default "index i".</param>
    /// <param name="blockLabel">Names a block in errors; by default "block b".</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <exception cref="ArgumentException">Not square, blocks missing, an unknown method or kernel.</exception>
    /// <exception cref="NumericalException">A is not finite.</exception>
    /// <exception cref="ConfigException">The kernel is not on this machine.</exception>
    /// <exception cref="SingularSystemException">Singular to working precision.</exception>
    /// <exception cref="SpectralRadiusException">ρ(A) ≥ 1. Iterative methods may notice at the first solve only.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LinearSystem Prepare(
        DenseMatrix a,
        IReadOnlyList<int> blockOf,
        SolveOptions options,
        Func<int, string>? label,
        Func<int, string>? blockLabel = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(blockOf);
        return Prepare(a, new IndexPattern([.. blockOf]), options, label, blockLabel, cancellation);
    }

    /// <summary>The same where more is known of the indices.</summary>
    internal static LinearSystem Prepare(DenseMatrix a, IndexPattern pattern, SolveOptions options, Func<int, string>? label,
        Func<int, string>? blockLabel = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        if (a.Rows != a.Columns) throw new ArgumentException($"A must be square, not {a.Rows} × {a.Columns}.", nameof(a));
        if (a.Rows == 0) throw new ArgumentException("A must not be empty.", nameof(a));
        if (pattern.RegionOf.Count != a.Rows)
            throw new ArgumentException(
                $"There must be one block number for each of the {a.Rows} indices, not {pattern.RegionOf.Count}.",
                nameof(pattern));
        var watch = Stopwatch.StartNew();
        var names = label ?? (static i => $"index {i}");
        var blockNames = blockLabel ?? (static b => $"block {b}");
        using var team = new ThreadTeam(options.Threads, cancellation);
        var dense = DenseComplement.Scan(team, a, options.Variant, names);
        var (method, reason) = MethodChoice.Prepare(team, dense, pattern, options, names, blockNames);
        return new LinearSystem(team, dense, method, options, pattern, names, blockNames, reason, watch);
    }

    /// <summary>X = (I − A)⁻¹ B, n × m.</summary>
    /// <exception cref="NumericalException">B is not finite, or the residual is above the limit.</exception>
    /// <exception cref="NotConvergedException">An iteration did not reach its target.</exception>
    public (DenseMatrix Solution, SolveReport Report) Solve(DenseMatrix rightHandSides,
        CancellationToken cancellation = default) =>
            Solve(rightHandSides, transposed: false, cancellation);

    /// <summary>X = (I − A')⁻¹ B, n × m: the adjoint, from the same preparation.</summary>
    /// <exception cref="NumericalException">B is not finite, or the residual is above the limit.</exception>
    /// <exception cref="NotConvergedException">An iteration did not reach its target.</exception>
    public (DenseMatrix Solution, SolveReport Report) SolveTransposed(DenseMatrix rightHandSides,
        CancellationToken cancellation = default) =>
            Solve(rightHandSides, transposed: true, cancellation);

    private (DenseMatrix Solution, SolveReport Report) Solve(DenseMatrix rightHandSides, bool transposed,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(rightHandSides);
        if (rightHandSides.Rows != Size)
            throw new ArgumentException($"Right-hand sides must have {Size} rows, not {rightHandSides.Rows}.",
                nameof(rightHandSides));
        CheckFinite(rightHandSides, (i, j) => $"right-hand side {j + 1} at {label(i)}");
        var watch = Stopwatch.StartNew();
        using var team = new ThreadTeam(Options.Threads, cancellation);
        var m = rightHandSides.Columns;
        var test = tests.Of(transposed);

        // An iteration takes the test vector along in the same passes over A instead of making passes of its own.
        var along = test is null && m > 0;
        var x = new DenseMatrix(Size, m, zeroed: true);
        using var r = new ScratchMatrix(Size, along ? m + 1 : m);
        SolveEffort effort = default;
        try
        {
            if (along) (effort, test) = SolveWithTest(team, transposed, rightHandSides, x, r);
            else effort = SolveAlone(team, transposed, rightHandSides, x, r);
        }
        catch (NotConvergedException)
        {
            ThrowIfDivergent(team, certain: false);
            throw;
        }

        var bound = Bound(test, rightHandSides, x, r, transposed, effort);
        if (!(bound <= LargestBound) && effort.ScaledResidual > RoundingResidual)
        {
            effort = Refine(team, transposed, rightHandSides, x, r, effort);
            bound = Bound(test, rightHandSides, x, r, transposed, effort);
        }

        return (x, ReportOf(effort, team.Threads, watch.Elapsed.TotalSeconds) with { ErrorBound = bound, RightHandSides = m });
    }

    private SolveReport ReportOf(SolveEffort effort, int threads, double seconds)
    {
        var by = effort.By ?? method;
        var reason = effort.Because is null ? Reason : $"{Reason}; {effort.Because}: {by.Name} instead";
        return new SolveReport(by.Name, by.Kernel, threads, effort.ScaledResidual, effort.Steps, seconds, reason)
        {
            Passes = effort.Passes,
        };
    }

    private SolveEffort SolveAlone(ThreadTeam team, bool transposed, DenseMatrix rightHandSides, DenseMatrix x, ScratchMatrix r)
    {
        var m = rightHandSides.Columns;
        if (m == 0) return default;
        fixed (double* pb = rightHandSides, px = x)
            return method.Solve(new SolveTask(team, complement, transposed, pb, px, r.Pointer, m, Options.StopAt));
    }

    /// <summary>Solves for B and, beside it, for the test vector.</summary>
    private (SolveEffort Effort, TestVector Test) SolveWithTest(ThreadTeam team, bool transposed, DenseMatrix rightHandSides,
        DenseMatrix x, ScratchMatrix r)
    {
        var m = rightHandSides.Columns;
        using var b = new ScratchMatrix(Size, m + 1);
        using var wide = new ScratchMatrix(Size, m + 1, zeroed: true);
        for (var j = 0; j < m; j++) rightHandSides.Column(j).CopyTo(b.Column(j));
        b.Column(m).Fill(1);
        var effort = method.Solve(new SolveTask(team, complement, transposed, b.Pointer, wide.Pointer, r.Pointer, m + 1,
            Options.StopAt));
        for (var j = 0; j < m; j++) wide.Column(j).CopyTo(x.WritableColumn(j));

        // The proof of the test vector needs its residual element by element.
        nint last = (nint)m * Size;
        if (effort.SampledNorms is not null)
            complement.Residual(team, transposed, wide.Pointer + last, b.Pointer + last, r.Pointer + last, 1);
        return (effort, Accept(team, transposed, wide.Column(m), r.Column(m)).Test);
    }

    /// <summary>X += the solution for what X leaves of B.</summary>
    private SolveEffort Refine(ThreadTeam team, bool transposed, DenseMatrix rightHandSides, DenseMatrix x, ScratchMatrix r,
        SolveEffort effort)
    {
        var m = rightHandSides.Columns;
        using var correction = new ScratchMatrix(Size, m, zeroed: true);
        using var rest = new ScratchMatrix(Size, m);
        fixed (double* pb = rightHandSides, px = x)
        {
            var task = new SolveTask(team, complement, transposed, pb, px, r.Pointer, m, Options.StopAt);
            task.UpdateResidual();
            var more = method.Solve(new SolveTask(team, complement, transposed, r.Pointer, correction.Pointer, rest.Pointer, m,
                Options.StopAt));
            for (long i = 0; i < (long)Size * m; i++) px[i] += correction.Pointer[i];
            return new SolveEffort(task.UpdateResidual(), effort.Steps + more.Steps, effort.Passes + more.Passes + 2)
            {
                By = more.By ?? effort.By,
                Because = more.Because ?? effort.Because,
            };
        }
    }

    private static void CheckFinite(DenseMatrix m, Func<int, int, string> place)
    {
        for (var j = 0; j < m.Columns; j++)
        {
            var column = m.Column(j);
            for (var i = 0; i < column.Length; i++)
            {
                if (!double.IsFinite(column[i]))
                    throw new NumericalException($"Found {column[i]} in {place(i, j)}: every element must be finite.");
            }
        }
    }
}
