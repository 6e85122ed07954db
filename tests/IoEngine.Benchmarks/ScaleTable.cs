using IoEngine.Numerics;
using IoEngine.Tables;

namespace IoEngine.Benchmarks;

/// <summary>
/// A larger table made from a real one: each sector split in proportional parts, so that the aggregated results are those of the
/// real table.
/// </summary>
internal sealed record ScaleTable(DenseMatrix A, int[] BlockOf, int[] ParentOf, double[] Shares)
{
    /// <summary>A = Z x̂⁻¹ of a table in <c>../shared/data</c>, x from the rows; regions are the blocks.</summary>
    public static (DenseMatrix A, int[] BlockOf) Read(string path)
    {
        var table = TableReader.Read(path);
        var (z, y) = (table.Z.Values, table.Y.Values);
        var x = new double[z.Rows];
        for (var j = 0; j < z.Columns; j++)
            for (var i = 0; i < z.Rows; i++) x[i] += z[i, j];
        for (var j = 0; j < y.Columns; j++)
            for (var i = 0; i < z.Rows; i++) x[i] += y[i, j];
        var a = DenseMatrix.Create(z.Rows, z.Columns, (i, j) => x[j] > 0 ? z[i, j] / x[j] : 0);
        return (a, [.. table.Industries.Select(i => table.Regions.IndexOf(i.Region))]);
    }

    /// <summary>
    /// Splits to <paramref name="n"/> indices, parts of one index next to each other: A'(ip, jq) = share(ip) · A(i, j).
    /// </summary>
    public static ScaleTable Split(DenseMatrix a, int[] blockOf, int n)
    {
        var random = new Random(n);
        var parents = new List<int>();
        var shares = new List<double>();
        for (var i = 0; i < a.Rows; i++)
        {
            var parts = (int)(((long)n * (i + 1) / a.Rows) - ((long)n * i / a.Rows));
            var weights = Enumerable.Range(0, parts).Select(_ => 0.5 + random.NextDouble()).ToArray();
            foreach (var w in weights)
            {
                parents.Add(i);
                shares.Add(w / weights.Sum());
            }
        }

        var split = new DenseMatrix(n, n, zeroed: false);
        for (var j = 0; j < n; j++)
        {
            var source = a.Column(parents[j]);
            var target = split.WritableColumn(j);
            for (var i = 0; i < n; i++) target[i] = shares[i] * source[parents[i]];
        }

        return new ScaleTable(split, [.. parents.Select(p => blockOf[p])], [.. parents], [.. shares]);
    }

    /// <summary>The repository's neighbour <c>shared</c>.</summary>
    public static string Shared(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IoEngine.sln"))) return Path.Combine(folder.Parent!.FullName, "shared", path);
        }

        throw new InvalidOperationException("The benchmarks do not run from inside the repository.");
    }
}
