using IoEngine.Numerics;
using IoEngine.Tables.Balancing;

namespace IoEngine.Tests.Tables;

/// <summary>What holds of every balanced matrix.</summary>
public class MatrixBalancingTests
{
    private static readonly BalancingOptions Close = new() { Tolerance = 1e-12 };

    [Test]
    public void A_balanced_matrix_keeps_signs_and_zeros_meets_its_totals_and_is_optimal([Range(1, 12)] int seed)
    {
        var (prior, truth) = Random(seed, 8 + seed, 5 + (2 * seed));
        var (u, w) = (RowSums(truth), ColumnSums(truth));
        BalancedMatrix found = MatrixBalancing.Solve(prior, [SumFamily.OfRows(u, prior.Columns), SumFamily.OfColumns(w, prior.Rows)], Close);
        var x = found.Values;
        Near.Equal(RowSums(x), u, "rows");
        Near.Equal(ColumnSums(x), w, "columns");
        foreach (var (i, j) in Cells(prior).NotEmpty())
        {
            Assert.That(Math.Sign(x[i, j]), Is.EqualTo(Math.Sign(prior[i, j])), $"sign of {i}, {j}");
            if (prior[i, j] == 0) continue;
            var m = found.Multipliers[0][i] * found.Multipliers[1][j];
            Assert.That(Math.Sign(prior[i, j]) * Math.Log(x[i, j] / prior[i, j]), Is.EqualTo(Math.Log(m)).Within(1e-12));
        }

        Assert.That(found.Multipliers[0][0], Is.EqualTo(1));
        var distance = found.Distance(new int[prior.Rows], new int[prior.Columns])[0, 0];
        Assert.That(distance, Is.LessThanOrEqualTo(Distance(prior, truth)), "no other matrix with these totals is nearer");
    }

    [Test]
    public void Acceleration_comes_to_the_point_of_the_plain_loop([Range(1, 4)] int seed)
    {
        var (prior, truth) = Random(seed, 15, 20);
        SumFamily[] families = [SumFamily.OfRows(RowSums(truth), 20), SumFamily.OfColumns(ColumnSums(truth), 15)];
        var plain = MatrixBalancing.Solve(prior, families, new() { Tolerance = 1e-13, Memory = 0, MaxSweeps = 100_000 });
        var fast = MatrixBalancing.Solve(prior, families, new() { Tolerance = 1e-13 });
        Near.Equal([.. Cells(prior).Select(c => fast.Values[c.Row, c.Column])], [.. Cells(prior).Select(c => plain.Values[c.Row, c.Column])], "X");
        Assert.That(fast.Sweeps, Is.LessThanOrEqualTo(plain.Sweeps));
    }

    [Test]
    public void Blocks_and_free_totals_on_a_second_diagonal_are_met_together([Range(1, 6)] int seed)
    {
        // Square, with one more row of value added; outputs are free, value added and a block are known.
        const int n = 12;
        var (prior, truth) = Random(seed, n + 1, n + 3, negatives: 0.02);
        var output = Enumerable.Range(0, n).Select(i => truth.Row(i).Sum() + 50).ToArray();
        for (var i = 0; i < n; i++) truth[i, n] += output[i] - truth.Row(i).Sum();
        for (var j = 0; j < n; j++) truth[n, j] += output[j] - truth.Column(j).ToArray().Sum();
        var start = DenseMatrix.Create(n + 1, n + 3, (i, j) => truth[i, j] * (1 + (0.2 * Math.Sin(seed + (3 * i) + (7 * j)))));
        double[] none = [double.NaN];
        SumFamily[] families =
        [
            SumFamily.OfRows([.. new double[n], .. none], n + 3),
            SumFamily.OfColumns([.. new double[n], .. none, .. none, .. none], n + 1),
            SumFamily.OfBlocks("value added", [.. Enumerable.Repeat(0, n), 1], [.. Enumerable.Range(0, n), n, n, n],
                (r, c) => r == 1 && c < n ? c : SumFamily.None, [.. Enumerable.Range(0, n).Select(j => truth[n, j])]),
        ];
        var found = MatrixBalancing.Solve(start, families, Close, [.. output.Select(x => -1.1 * x)]);
        var x = found.Values;
        Near.Equal([.. RowSums(x).Take(n)], [.. found.Diagonal.Select(d => -d)], "rows are outputs");
        Near.Equal([.. ColumnSums(x).Take(n)], [.. found.Diagonal.Select(d => -d)], "columns are outputs");
        Near.Equal([.. x.Row(n).Take(n)], [.. truth.Row(n).Take(n)], "value added");
        Assert.That(found.Residuals, Is.All.LessThan(1e-8));
    }

    [Test]
    public void Cells_of_one_sign_whose_target_is_zero_become_zero_and_are_told()
    {
        var prior = DenseMatrix.FromRows([[1, 2], [3, 4], [5, 6]]);
        var found = MatrixBalancing.Solve(prior, [SumFamily.OfRows([0, 8, 12], 2), SumFamily.OfColumns([9, 11], 3)], Close);
        Assert.Multiple(() =>
        {
            Assert.That(found.Values.Row(0), Is.EqualTo(new double[] { 0, 0 }));
            Assert.That(found.Values.Row(1).Sum(), Is.EqualTo(8).Within(1e-9));
            Assert.That(found.Emptied, Is.EqualTo(new[] { "row 1" }));
        });
    }

    [Test]
    public void Every_unreachable_row_and_column_is_named_at_once()
    {
        var prior = DenseMatrix.FromRows([[0, 0, 0], [1, -2, 0], [3, 4, 0]]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => MatrixBalancing.Solve(prior,
            [SumFamily.OfRows([2, 1, 5], 3), SumFamily.OfColumns([-3, 6, 5], 3)]))!;
        Assert.That(refused.Findings.Select(f => f.Place), Is.EqualTo(new[] { "row 1", "column 1", "column 3" }));
    }

    [Test]
    public void Totals_of_one_component_that_differ_name_it_though_the_sums_of_all_agree()
    {
        var prior = DenseMatrix.FromRows([[1, 0], [0, 1]]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => MatrixBalancing.Solve(prior,
            [SumFamily.OfRows([2, 3], 2), SumFamily.OfColumns([3, 2], 2)]))!;
        Assert.Multiple(() =>
        {
            Assert.That(refused.Findings.Select(f => f.Code), Is.EqualTo(new[] { "TARGETS-CONFLICT", "TARGETS-CONFLICT" }));
            Assert.That(refused.Findings[1].Place, Does.Contain("row 2"));
        });
    }

    [Test]
    public void Targets_that_no_matrix_of_the_pattern_meets_are_named_with_the_nearest_distance()
    {
        // Row 1 has one cell only, which column 1 can't take.
        var prior = DenseMatrix.FromRows([[1, 0], [1, 1]]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => MatrixBalancing.Solve(prior,
            [SumFamily.OfRows([5, 3], 2), SumFamily.OfColumns([2, 6], 2)], new() { MaxSweeps = 200 }))!;
        Assert.Multiple(() =>
        {
            Assert.That(refused.Findings[0].Code, Is.EqualTo("TARGETS-UNMET"));
            Assert.That(refused.Findings[0].Found, Does.EndWith("nearest feasible distance 6"));
        });
    }

    private static (DenseMatrix Prior, DenseMatrix Truth) Random(int seed, int rows, int columns, double negatives = 0.1)
    {
        var random = new Random(seed);
        var prior = DenseMatrix.Create(rows, columns, (i, j) => i + j == 0 || random.NextDouble() > 0.2
            ? (i + j > 0 && random.NextDouble() < negatives ? -1 : 1) * Math.Exp(3 * random.NextDouble()) : 0);
        return (prior, DenseMatrix.Create(rows, columns, (i, j) => prior[i, j] * (0.6 + (0.8 * random.NextDouble()))));
    }

    private static double Distance(DenseMatrix a, DenseMatrix x) => Cells(a).Where(c => a[c.Row, c.Column] != 0).Sum(c =>
    {
        var z = x[c.Row, c.Column] / a[c.Row, c.Column];
        return Math.Abs(a[c.Row, c.Column]) * ((z * Math.Log(z)) - z + 1);
    });

    private static IEnumerable<(int Row, int Column)> Cells(DenseMatrix m) =>
        from j in Enumerable.Range(0, m.Columns) from i in Enumerable.Range(0, m.Rows) select (i, j);

    private static double[] RowSums(DenseMatrix m) => [.. Enumerable.Range(0, m.Rows).Select(i => m.Row(i).Sum())];

    private static double[] ColumnSums(DenseMatrix m) => [.. Enumerable.Range(0, m.Columns).Select(j => m.Column(j).ToArray().Sum())];
}
