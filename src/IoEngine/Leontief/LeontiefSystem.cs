using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Leontief;

/// <summary>x = A x + f, ready to be solved many times, forwards and adjoint. Immutable; safe for concurrent use.</summary>
/// <remarks>
/// Solves; the Leontief inverse L = (I − A)⁻¹ is formed only by <see cref="Inverse"/>. Miller &amp; Blair (2009), § 2.2.
/// </remarks>
public sealed class LeontiefSystem
{
    private readonly LinearSystem system;
    private readonly Lazy<DenseMatrix> a;
    private readonly System.Collections.Concurrent.ConcurrentQueue<SolveReport> reports = new();

    /// <summary>Prepares (I − A).</summary>
    /// <param name="industries">Labels of rows and columns of <paramref name="a"/>.</param>
    /// <param name="a">A, n × n: input of i per unit of output of j. Kept, not copied.</param>
    /// <param name="options">Method, kernel, threads, largest residual.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    /// <exception cref="NumericalException">
    /// (I − A) is singular to working precision or A is not productive; the industry is named.
    /// </exception>
    public LeontiefSystem(Axis<Industry> industries, DenseMatrix a, SolveOptions? options = null,
        CancellationToken cancellation = default)
        : this(industries, a, output: null, options, cancellation)
    {
    }

    /// <summary>The same where x is known, which helps to tell how regions share their purchases out.</summary>
    internal LeontiefSystem(Axis<Industry> industries, DenseMatrix a, LabelledVector<Industry>? output, SolveOptions? options,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(industries);
        ArgumentNullException.ThrowIfNull(a);
        if (a.Rows != industries.Count || a.Columns != industries.Count)
            throw new ArgumentException($"A is {a.Rows} × {a.Columns}, but there are {industries.Count} industries.", nameof(a));
        Industries = industries;
        this.a = new Lazy<DenseMatrix>(a);
        var regions = new Axis<Region>("regions", industries.Select(i => i.Region).Distinct());
        var sectors = new Dictionary<Sector, int>();
        foreach (var industry in industries) sectors.TryAdd(industry.Sector, sectors.Count);
        int[] products = [.. industries.Select(i => sectors[i.Sector])];
        var pattern = new IndexPattern([.. industries.Select(i => regions.IndexOf(i.Region))], products,
            output?.Values.ToArray());
        system = LinearSystem.Prepare(a, pattern,
            options ?? SolveOptions.Default, i => industries[i].ToString(), r => regions[r].Code, cancellation);
    }

    private LeontiefSystem(Axis<Industry> industries, LinearSystem system, Func<DenseMatrix> a)
    {
        Industries = industries;
        this.system = system;
        this.a = new Lazy<DenseMatrix>(a);
    }

    /// <summary>The labels.</summary>
    public Axis<Industry> Industries { get; }

    /// <summary>How it is solved; for systems like it.</summary>
    internal SolveOptions Options => system.Options;

    /// <summary>A, n × n; of an updated system formed at the first call.</summary>
    public DenseMatrix A => a.Value;

    /// <summary>The system of A + U W', without a new factorisation: k = columns of U solves instead.</summary>
    /// <param name="u">U, n × k. Kept, not copied.</param>
    /// <param name="w">W, n × k. Kept, not copied.</param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="NumericalException">The new system is singular to working precision, or not productive.</exception>
    /// <remarks>Sherman–Morrison–Woodbury. Cheaper than a factorisation while k is well below n / 4.</remarks>
    public LeontiefSystem Updated(DenseMatrix u, DenseMatrix w, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(u);
        ArgumentNullException.ThrowIfNull(w);
        var changed = system.Update(u, w, cancellation);
        return ReferenceEquals(changed, system) ? this : new LeontiefSystem(Industries, changed, () => Sum(A, u, w));
    }

    /// <summary>
    /// The system of another A over the same industries: the factors are reused where few rows or few columns differ.
    /// </summary>
    /// <param name="changed">n × n. Kept, not copied.</param>
    /// <param name="cancellation">Cancels the solves or the factorisation.</param>
    /// <returns>This system itself where nothing differs.</returns>
    /// <exception cref="NumericalException">The new system is singular to working precision, or not productive.</exception>
    public LeontiefSystem With(DenseMatrix changed, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var updated = system.Update(changed, cancellation);
        return ReferenceEquals(updated, system) ? this : new LeontiefSystem(Industries, updated, () => changed);
    }

    /// <summary>What each solve so far did and how well.</summary>
    public IReadOnlyList<SolveReport> Reports => [.. reports];

    /// <summary>X = (I − A)⁻¹ F: the output needed, directly and indirectly, for each column of demand.</summary>
    /// <param name="f">n × m, basic prices.</param>
    /// <param name="cancellation">Cancels the solve.</param>
    /// <returns>n × m, in the unit of <paramref name="f"/>.</returns>
    /// <exception cref="NumericalException">The residual is above the limit.</exception>
    public DenseMatrix Solve(DenseMatrix f, CancellationToken cancellation = default)
    {
        var (x, report) = system.Solve(f, cancellation);
        reports.Enqueue(report);
        return x;
    }

    /// <summary>M' = (I − A')⁻¹ E': for each row e of E (given as a column) the multiplier e L.</summary>
    /// <param name="rows">n × q: the rows, each as a column.</param>
    /// <param name="cancellation">Cancels the solve.</param>
    /// <returns>n × q: the multipliers, each as a column.</returns>
    /// <exception cref="NumericalException">The residual is above the limit.</exception>
    public DenseMatrix SolveAdjoint(DenseMatrix rows, CancellationToken cancellation = default)
    {
        var (m, report) = system.SolveTransposed(rows, cancellation);
        reports.Enqueue(report);
        return m;
    }

    /// <summary>x = L f for one labelled demand vector.</summary>
    public LabelledVector<Industry> Solve(LabelledVector<Industry> f)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Require(Industries);
        var x = Solve(DenseMatrix.FromVector(f.Values));
        return new LabelledVector<Industry>(Industries, x.Column(0));
    }

    /// <summary>e L for one labelled row: what one unit of final demand for each industry causes in total.</summary>
    public LabelledVector<Industry> Multiplier(LabelledVector<Industry> e)
    {
        ArgumentNullException.ThrowIfNull(e);
        e.Require(Industries);
        var m = SolveAdjoint(DenseMatrix.FromVector(e.Values));
        return new LabelledVector<Industry>(Industries, m.Column(0));
    }

    /// <summary>L = (I − A)⁻¹, n × n, by n solves. Rarely needed: multipliers and effects come from few solves.</summary>
    public LabelledMatrix<Industry, Industry> Inverse(CancellationToken cancellation = default)
    {
        var identity = new DenseMatrix(Industries.Count, Industries.Count);
        for (var j = 0; j < Industries.Count; j++) identity[j, j] = 1;
        return new LabelledMatrix<Industry, Industry>(Industries, Industries, Solve(identity, cancellation));
    }

    private static DenseMatrix Sum(DenseMatrix a, DenseMatrix u, DenseMatrix w)
    {
        var m = a.Copy();
        for (var j = 0; j < m.Columns; j++)
        {
            var column = m.WritableColumn(j);
            for (var k = 0; k < u.Columns; k++)
                if (w[j, k] != 0) System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(u.Column(k), w[j, k], column, column);
        }

        return m;
    }
}
