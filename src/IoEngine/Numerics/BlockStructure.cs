using IoEngine.Numerics.Kernels;

namespace IoEngine.Numerics;

/// <summary>The indices of each block, as runs of neighbours, in the order in which the blocks are swept.</summary>
internal sealed unsafe class BlockStructure
{
    private BlockStructure(IReadOnlyList<Block> blocks) => Blocks = blocks;

    /// <summary>In sweeping order.</summary>
    public IReadOnlyList<Block> Blocks { get; }

    /// <summary>Σ n_g²: elements of the diagonal blocks.</summary>
    public long Elements => Blocks.Sum(b => (long)b.Size * b.Size);

    /// <summary>One block: its number, its runs (start, length, offset within the block).</summary>
    internal sealed record Block(int Number, int Size, IReadOnlyList<(int Start, int Length, int Offset)> Runs)
    {
        /// <summary>I − A of the block, column-major.</summary>
        public NumberMemory<T> IdentityMinus<T>(DenseMatrix a)
            where T : unmanaged, System.Numerics.INumberBase<T>
        {
            var target = new NumberMemory<T>((long)Size * Size, zeroed: false);
            var next = 0L;
            foreach (var (start, length, _) in Runs)
            {
                for (var j = start; j < start + length; j++)
                {
                    var column = a.Column(j);
                    foreach (var (rows, count, _) in Runs)
                    {
                        for (var i = rows; i < rows + count; i++)
                            target[next++] = T.CreateTruncating((i == j ? 1 : 0) - column[i]);
                    }
                }
            }

            return target;
        }

        /// <summary>target := the block's rows of an n × m matrix.</summary>
        public void Gather(double* source, nint n, double* target, int m)
        {
            for (var j = 0; j < m; j++)
                foreach (var (start, length, offset) in Runs)
                    new ReadOnlySpan<double>(source + start + (j * n), length).CopyTo(
                        new Span<double>(target + offset + ((nint)j * Size), length));
        }

        /// <summary>The block's rows of an n × m matrix += factor · source.</summary>
        public void Add(double factor, double* source, double* target, nint n, int m)
        {
            for (var j = 0; j < m; j++)
            {
                foreach (var (start, length, offset) in Runs)
                {
                    var (t, s) = ((nint)target, (nint)source);
                    for (var i = 0; i < length; i++)
                        ((double*)t)[start + i + (j * n)] += factor * ((double*)s)[offset + i + ((nint)j * Size)];
                }
            }
        }
    }

    /// <summary>Blocks by number; heaviest weight first, equal weights by number.</summary>
    public static BlockStructure Of(IReadOnlyList<int> blockOf, Func<int, double>? weight = null)
    {
        var runs = new SortedDictionary<int, List<(int Start, int Length, int Offset)>>();
        var sizes = new Dictionary<int, int>();
        for (var i = 0; i < blockOf.Count;)
        {
            var (number, start) = (blockOf[i], i);
            while (i < blockOf.Count && blockOf[i] == number) i++;
            if (!runs.TryGetValue(number, out var list)) runs[number] = list = [];
            var offset = sizes.GetValueOrDefault(number);
            list.Add((start, i - start, offset));
            sizes[number] = offset + i - start;
        }

        var blocks = runs.Select(p => new Block(p.Key, sizes[p.Key], p.Value));
        return new BlockStructure([.. weight is null ? blocks : blocks.OrderByDescending(b => weight(b.Number))]);
    }

    /// <summary>For each block the sum of |A| over its rows outside its own columns: what the others take from it.</summary>
    public static IReadOnlyDictionary<int, double> OutsideRows(ThreadTeam team, DenseMatrix a, IReadOnlyList<int> blockOf)
    {
        const int each = 256;
        var tasks = (a.Rows + each - 1) / each;
        var parts = new Dictionary<int, double>[tasks];
        team.Run(tasks, (t, _) =>
        {
            var rows = new double[a.Rows];
            for (var j = t * each; j < Math.Min(a.Rows, (t + 1) * each); j++)
            {
                var column = a.Column(j);
                var own = blockOf[j];
                for (var i = 0; i < rows.Length; i++) rows[i] += blockOf[i] == own ? 0 : Math.Abs(column[i]);
            }

            var sums = parts[t] = [];
            for (var i = 0; i < rows.Length; i++) sums[blockOf[i]] = sums.GetValueOrDefault(blockOf[i]) + rows[i];
        });

        var total = new Dictionary<int, double>();
        foreach (var part in parts)
            foreach (var (block, sum) in part) total[block] = total.GetValueOrDefault(block) + sum;
        return total;
    }
}
