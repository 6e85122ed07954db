using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>
/// (I − Ã)⁻¹ in float for Ã = domestic blocks + T H: a using region buys a product from its origins in shares T that do not
/// depend on who uses it, and H says how much of it each user takes from abroad.
/// </summary>
/// <remarks>
/// H[p, (r, j)] = Σ_{o≠r} A[(o, p), (r, j)]; T[(o, p), r] = S / Σ_o S with S[(o, p), r] = Σ_j A[(o, p), (r, j)] x_j: the residual
/// A − Ã has no column sums, and no flow of a product from an origin to a region. With D the domestic blocks, Δ = (I − D)⁻¹ and
/// K = H Δ: (I − Ã)⁻¹ r = Δ w with w = r + T K w, and of the transpose z = Δ'r + K'T'z; both by a few Chebyshev steps.
/// </remarks>
internal sealed unsafe class SharePreconditioner
{
    // Shares of a sum that cancels to this part of its terms are no shares.
    private const double Cancelled = 1e-3;

    /// <summary>Matrices that <see cref="Apply"/> works in.</summary>
    public const int ScratchMatrices = 3;

    private readonly DenseKernels<float> kernels;
    private readonly Region[] regions;
    private readonly Product[] products;
    private readonly int n;
    private readonly ChebyshevSteps steps;

    private SharePreconditioner(DenseKernels<float> kernels, Region[] regions, Product[] products, int n, ChebyshevSteps steps) =>
        (this.kernels, this.regions, this.products, this.n, this.steps) = (kernels, regions, products, n, steps);

    /// <summary>One region: its rows, Δ (size × size) and K (products × size).</summary>
    private sealed record Region(BlockStructure.Block Block, NumberMemory<float> Delta, NumberMemory<float> K);

    /// <summary>One product: the rows of its industries, and T of these rows (rows × regions).</summary>
    private sealed record Product(int[] Rows, NumberMemory<float> Shares);

    /// <summary>
    /// Reads A once and inverts the domestic blocks; null where a domestic block is singular or trade diverges.
    /// </summary>
    public static SharePreconditioner? Of(ThreadTeam team, DenseComplement complement,
        IReadOnlyList<BlockStructure.Block> blocks, IndexPattern pattern, int[] productOf)
    {
        var kernels = DenseKernels<float>.For(complement.Kernels.Variant);
        var n = complement.Size;
        int[] regionOf = [.. pattern.RegionOf];
        var count = productOf.Max() + 1;
        var regions = new Region?[blocks.Count];
        var flows = new double[blocks.Count][];
        team.Run(blocks.Count, (r, _) =>
        {
            using var single = new ThreadTeam(1, team.Cancellation);
            var h = new NumberMemory<float>((long)count * blocks[r].Size, zeroed: true);
            flows[r] = Flows(complement.A, blocks, r, productOf, pattern.Output, count, h);
            regions[r] = Invert(single, kernels, complement.A, blocks[r], count, h);
        });

        if (regions.Contains(null)) return null;
        var products = Shares(regionOf, productOf, count, blocks, flows);
        var without = new SharePreconditioner(kernels, regions!, products, n, ChebyshevSteps.None);
        var steps = ChebyshevSteps.For(without.Radius(team));
        return steps is null ? null : new SharePreconditioner(kernels, regions!, products, n, steps);
    }

    /// <summary>D := (I − Ã)⁻¹ R, or of the transpose; all n × m.</summary>
    /// <param name="team">Threads.</param>
    /// <param name="transposed">Whether of the transpose.</param>
    /// <param name="r">R, kept.</param>
    /// <param name="d">D.</param>
    /// <param name="scratch">Room for <see cref="ScratchMatrices"/> matrices more.</param>
    /// <param name="m">Columns.</param>
    public void Apply(ThreadTeam team, bool transposed, float* r, float* d, float* scratch, int m)
    {
        float* w = scratch, direction = w + ((long)n * m), rest = direction + ((long)n * m);
        if (!transposed)
        {
            Chebyshev(team, transposed, r, w, direction, rest, m);
            Domestic(team, transposed, w, d, m);
            return;
        }

        Domestic(team, transposed, r, w, m);
        Chebyshev(team, transposed, w, d, direction, rest, m);
    }

    /// <summary>W ≈ (I − T K)⁻¹ R, or (I − K'T')⁻¹ R. Golub and Van Loan, Matrix Computations, 4th ed., § 11.2.8.</summary>
    private void Chebyshev(ThreadTeam team, bool transposed, float* r, float* w, float* direction, float* rest, int m)
    {
        var (theta, delta) = (steps.Middle, steps.HalfWidth);
        EachColumn(team, m, (start, end) =>
        {
            for (var i = start; i < end; i++) w[i] = direction[i] = (float)(r[i] / theta);
        });
        var rho = delta / theta;
        for (var step = 0; step < steps.Count; step++)
        {
            EachColumn(team, m, (start, end) =>
            {
                for (var i = start; i < end; i++) rest[i] = r[i] - w[i];
            });
            AddTrade(team, transposed, w, rest, m);
            var next = 1 / ((2 * theta / delta) - rho);
            float keep = (float)(next * rho), take = (float)(2 * next / delta);
            rho = next;
            EachColumn(team, m, (start, end) =>
            {
                for (var i = start; i < end; i++)
                {
                    direction[i] = (keep * direction[i]) + (take * rest[i]);
                    w[i] += direction[i];
                }
            });
        }
    }

    /// <summary>To := Δ From, or Δ' From, region by region.</summary>
    private void Domestic(ThreadTeam team, bool transposed, float* from, float* to, int m) =>
        ByRegion(team, (region, single, _) =>
        {
            nint size = region.Block.Size;
            fixed (float* delta = region.Delta)
            {
                foreach (var (start, length, offset) in region.Block.Runs)
                {
                    for (nint j = 0; j < m; j++) new Span<float>(to + start + (j * n), length).Clear();
                    foreach (var (other, count, position) in region.Block.Runs)
                    {
                        var block = transposed ? delta + position + (offset * size) : delta + offset + (position * size);
                        kernels.Gemm(single, length, m, count, 1, block, transposed ? size : 1, transposed ? 1 : size,
                            from + other, 1, n, to + start, n);
                    }
                }
            }
        });

    /// <summary>To += T K From, or K'T' From.</summary>
    private void AddTrade(ThreadTeam team, bool transposed, float* from, float* to, int m)
    {
        int p = products.Length, count = regions.Length;
        using var memory = new NativeBuffer((long)p * count * m * sizeof(float), zeroed: true);
        var g = (float*)memory.Pointer;
        if (!transposed)
        {
            // G = K W, products × m for each region; then T G, the rows of each product.
            ByRegion(team, (region, single, r) =>
            {
                fixed (float* k = region.K)
                    foreach (var (start, length, offset) in region.Block.Runs)
                        kernels.Gemm(single, p, m, length, 1, k + ((nint)offset * p), 1, p, from + start, 1, n,
                            g + ((nint)r * p * m), p);
            });
            ByProduct(team, m, (product, single, q, rows) =>
            {
                nint height = product.Rows.Length;
                new Span<float>(rows, (int)height * m).Clear();
                fixed (float* shares = product.Shares)
                    kernels.Gemm(single, height, m, count, 1, shares, 1, height, g + q, (nint)p * m, p, rows, height);
                for (nint j = 0; j < m; j++)
                    for (nint i = 0; i < height; i++) to[product.Rows[i] + (j * n)] += rows[i + (j * height)];
            });
            return;
        }

        // G = T'Z, regions × m for each product; then K'G, the rows of each region.
        ByProduct(team, m, (product, single, q, rows) =>
        {
            nint height = product.Rows.Length;
            for (nint j = 0; j < m; j++)
                for (nint i = 0; i < height; i++) rows[i + (j * height)] = from[product.Rows[i] + (j * n)];
            fixed (float* shares = product.Shares)
                kernels.Gemm(single, count, m, height, 1, shares, height, 1, rows, 1, height, g + ((nint)q * count * m), count);
        });
        ByRegion(team, (region, single, r) =>
        {
            fixed (float* k = region.K)
                foreach (var (start, length, offset) in region.Block.Runs)
                    kernels.Gemm(single, length, m, p, 1, k + ((nint)offset * p), p, 1, g + r, (nint)count * m, count, to + start,
                        n);
        });
    }

    private delegate void RegionBody(Region region, ThreadTeam single, int number);

    private delegate void ProductBody(Product product, ThreadTeam single, int number, float* rows);

    /// <summary>Each region in one thread: its products are too small to share.</summary>
    private void ByRegion(ThreadTeam team, RegionBody body) => team.Run(regions.Length, (r, _) =>
    {
        using var single = new ThreadTeam(1, team.Cancellation);
        body(regions[r], single, r);
    });

    private void ByProduct(ThreadTeam team, int m, ProductBody body) => team.Run(products.Length, (q, _) =>
    {
        using var single = new ThreadTeam(1, team.Cancellation);
        using var rows = new NativeBuffer((long)products[q].Rows.Length * m * sizeof(float), zeroed: false);
        body(products[q], single, q, (float*)rows.Pointer);
    });

    private void EachColumn(ThreadTeam team, int m, Action<nint, nint> body) =>
        team.Run(m, (j, _) => body((nint)j * n, ((nint)j + 1) * n));

    /// <summary>The growth of a vector under T K.</summary>
    private double Radius(ThreadTeam team)
    {
        const int rounds = 6;
        using var memory = new NativeBuffer(2L * n * sizeof(float), zeroed: false);
        float* v = (float*)memory.Pointer, next = v + n;
        var bits = new RandomBits(n, 3);
        for (var i = 0; i < n; i++) v[i] = (float)(bits.Uniform(0.5) + 0.5);
        var (norm, growth) = (Norm(v, n), 0.0);
        for (var round = 0; round < rounds && norm > 0; round++)
        {
            for (var i = 0; i < n; i++)
            {
                v[i] = (float)(v[i] / norm);
                next[i] = 0;
            }

            AddTrade(team, transposed: false, v, next, 1);
            var other = v;
            v = next;
            next = other;
            growth = norm = Norm(v, n);
        }

        return growth;
    }

    public static double Norm(float* x, nint n)
    {
        var sum = 0.0;
        for (nint i = 0; i < n; i++) sum += (double)x[i] * x[i];
        return Math.Sqrt(sum);
    }

    /// <summary>H of one region into <paramref name="h"/>; returns its column of S.</summary>
    private static double[] Flows(DenseMatrix a, IReadOnlyList<BlockStructure.Block> blocks, int r, int[] productOf,
        IReadOnlyList<double>? output, int count, NumberMemory<float> h)
    {
        var flows = new double[a.Rows];
        var taken = new double[count];
        foreach (var (start, length, offset) in blocks[r].Runs)
        {
            for (var j = start; j < start + length; j++)
            {
                Array.Clear(taken);
                for (var o = 0; o < blocks.Count; o++)
                {
                    if (o == r) continue;
                    foreach (var (first, rows, _) in blocks[o].Runs)
                        Take(a.Column(j).Slice(first, rows), productOf.AsSpan(first, rows), output?[j] ?? 1, taken,
                            flows.AsSpan(first, rows));
                }

                for (var p = 0; p < count; p++) h[((long)(offset + j - start) * count) + p] = (float)taken[p];
            }
        }

        return flows;
    }

    private static void Take(ReadOnlySpan<double> column, ReadOnlySpan<int> products, double weight, double[] taken,
        Span<double> flows)
    {
        for (var i = 0; i < column.Length; i++)
        {
            taken[products[i]] += column[i];
            flows[i] += column[i] * weight;
        }
    }

    /// <summary>Δ and K of one region; null where its domestic block is singular.</summary>
    private static Region? Invert(ThreadTeam single, DenseKernels<float> kernels, DenseMatrix a, BlockStructure.Block block,
        int count, NumberMemory<float> h)
    {
        nint size = block.Size;
        var lu = block.IdentityMinus<float>(a);
        var delta = new NumberMemory<float>((long)size * size, zeroed: true);
        for (var i = 0; i < size; i++) delta[i + (i * size)] = 1;
        var k = new NumberMemory<float>(count * (long)size, zeroed: true);
        var pivots = new int[size];
        fixed (float* f = lu, d = delta, ph = h, pk = k)
        fixed (int* p = pivots)
        {
            if (kernels.Factorise(single, size, size, f, size, p) >= 0) return null;
            kernels.SolveFactored(single, false, size, size, f, size, p, d, size);
            kernels.Gemm(single, count, size, size, 1, ph, 1, count, d, 1, size, pk, count);
        }

        return new Region(block, delta, k);
    }

    private static Product[] Shares(int[] regionOf, int[] productOf, int count,
        IReadOnlyList<BlockStructure.Block> blocks, double[][] flows)
    {
        var rows = Enumerable.Range(0, count).Select(_ => new List<int>()).ToArray();
        for (var i = 0; i < productOf.Length; i++) rows[productOf[i]].Add(i);
        return [.. rows.Select(r => new Product([.. r], SharesOf(r, regionOf, blocks, flows)))];
    }

    private static NumberMemory<float> SharesOf(List<int> rows, int[] regionOf,
        IReadOnlyList<BlockStructure.Block> blocks, double[][] flows)
    {
        var shares = new NumberMemory<float>((long)rows.Count * blocks.Count, zeroed: true);
        for (var r = 0; r < blocks.Count; r++)
        {
            var (sum, size) = (0.0, 0.0);
            foreach (var i in rows)
            {
                sum += flows[r][i];
                size += Math.Abs(flows[r][i]);
            }

            if (Math.Abs(sum) <= Cancelled * size) continue;
            for (var i = 0; i < rows.Count; i++)
                shares[i + ((long)r * rows.Count)] = regionOf[rows[i]] == blocks[r].Number ? 0 : (float)(flows[r][rows[i]] / sum);
        }

        return shares;
    }
}
