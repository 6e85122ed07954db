using IoEngine.Numerics;
using IoEngine.Tables.Balancing;
using static IoEngine.Tests.Goldens.Golden;

namespace IoEngine.Tests.Goldens;

/// <summary>E23: matrices with negatives balanced, and a region split out of the rest of the world.</summary>
public class BalancingTests
{
    private static readonly Golden E = Read("E23");
    private static readonly BalancingOptions Exact = new() { Tolerance = 1e-14 };

    [TestCase("own")]
    [TestCase("junius_oosterhaven")]
    public void E23_rows_and_columns(string what)
    {
        var prior = DenseMatrix.FromRows(E.Rows($"input/{what}/prior"));
        var found = MatrixBalancing.Solve(prior, RowsAndColumns($"input/{what}"), Exact);
        Near.Equal(Flat(found.Values), Flat(E.Rows($"expected/{what}/X")), "X");
        Near.Equal([.. found.Multipliers[0]], E.Vector($"expected/{what}/r"), "r");
        Near.Equal([.. found.Multipliers[1]], E.Vector($"expected/{what}/s"), "s");
        Near.Equal(found.Distance(new int[prior.Rows], new int[prior.Columns])[0, 0], E.Number($"expected/{what}/information_distance"),
            "distance");
        Assert.Multiple(() =>
        {
            Assert.That(found.Residuals, Is.All.LessThan(1e-11));
            Assert.That(found.Stationarity, Is.LessThan(1e-14));
        });
    }

    [Test]
    public void E23_the_published_example_is_met_as_far_as_it_was_iterated()
    {
        var found = MatrixBalancing.Solve(DenseMatrix.FromRows(E.Rows("input/junius_oosterhaven/prior")),
            RowsAndColumns("input/junius_oosterhaven"), Exact);
        Assert.That(Flat(found.Values), Is.EqualTo(Flat(E.Rows("input/junius_oosterhaven/published_to_2e_6"))).Within(2e-6));
    }

    [Test]
    public void E23_soft_targets()
    {
        var found = MatrixBalancing.Solve(DenseMatrix.FromRows(E.Rows("input/soft/prior")),
            RowsAndColumns("input/soft", E.Vector("input/soft/row_kappa")), Exact);
        Near.Equal(Flat(found.Values), Flat(E.Rows("expected/soft/X")), "X");
        Near.Equal([.. found.Multipliers[0]], E.Vector("expected/soft/r"), "r");
        Near.Equal([.. found.Multipliers[1]], E.Vector("expected/soft/s"), "s");
        Near.Equal([.. Enumerable.Range(0, 3).Select(i => found.Values.Row(i).Sum())], E.Vector("expected/soft/row_sums_reached"), "rows");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    public void E23_unreachable_targets_are_named_before_the_first_sweep(int k)
    {
        var input = E["input/infeasible"][k];
        var name = input.GetProperty("name").GetString()!;
        var expected = E["expected/infeasible"].GetProperty(name);
        double[] Numbers(string what) => [.. input.GetProperty(what).EnumerateArray().Select(v => v.GetDouble())];
        var prior = DenseMatrix.FromRows([.. input.GetProperty("prior").EnumerateArray()
            .Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray())]);
        var refused = Assert.Throws<InvalidDataFindingsException>(() => MatrixBalancing.Solve(prior,
            [SumFamily.OfRows(Numbers("row_targets"), prior.Columns), SumFamily.OfColumns(Numbers("column_targets"), prior.Rows)]))!;
        var finding = refused.Findings.Single();
        Assert.Multiple(() =>
        {
            Assert.That(finding.Code, Is.EqualTo(expected.GetProperty("error").GetString()!.ToUpperInvariant()));
            Assert.That(finding.Place, Is.EqualTo(expected.GetProperty("place").GetString()));
            Assert.That(finding.Found, Does.EndWith($"nearest feasible distance {expected.GetProperty("nearest_feasible_distance").GetDouble()}"));
        });
    }

    [Test]
    public void E23_a_region_split_out_of_the_rest_adds_up_to_the_old_cells()
    {
        // Rows ALP, NEW, REST; columns the same three of Z, then of final purchases.
        var old = DenseMatrix.FromRows([.. E.Rows("input/split/Z").Zip(E.Rows("input/split/final_demand"), (z, y) => (double[])[.. z, .. y])]);
        var prior = Beside("expected/split/prior");
        int[] rowParents = [0, 1, 1];
        int[] columnParents = [0, 1, 1, 2, 3, 3];
        int[] columnRegions = [0, 1, 2, 0, 1, 2];
        const double none = double.NaN;
        var found = MatrixBalancing.Solve(prior,
        [
            SumFamily.OfParts(rowParents, columnParents, old),
            SumFamily.OfRows([none, 600, none], 6),
            SumFamily.OfColumns([none, 258, none, none, 340, none], 3),
            SumFamily.OfBlocks("trade", [0, 1, 2], columnRegions, (r, c) => (r, c) switch { (1, 0) => 0, (0, 1) => 1, (1, 1) => 2, _ => SumFamily.None },
                [50, 45, 450]),
        ], Exact);
        Near.Equal(Flat(found.Values), Flat(Beside("expected/split")), "X");
        var distance = found.Distance([0, 0, 0], [0, 0, 0, 1, 1, 1]);
        Near.Equal(distance[0, 0], E.Number("expected/split/information_distance_by_block/Z"), "distance in Z");
        Near.Equal(distance[0, 1], E.Number("expected/split/information_distance_by_block/Y"), "distance in Y");
        var cells = Enumerable.Range(0, 2).SelectMany(i => Enumerable.Range(0, 4).Select(j => (i, j)));
        foreach (var (i, j) in cells.NotEmpty())
        {
            var parts = from r in Enumerable.Range(0, 3)
                        from c in Enumerable.Range(0, 6)
                        where rowParents[r] == i && columnParents[c] == j
                        select found.Values[r, c];
            Assert.That(parts.Sum(), Is.EqualTo(old[i, j]).Within(1e-11));
        }
    }

    private static DenseMatrix Beside(string path) =>
        DenseMatrix.FromRows([.. E.Rows($"{path}/Z").Zip(E.Rows($"{path}/final_demand"), (z, y) => (double[])[.. z, .. y])]);

    private static SumFamily[] RowsAndColumns(string path, double[]? kappa = null)
    {
        var (u, w) = (E.Vector($"{path}/row_targets"), E.Vector($"{path}/column_targets"));
        return [SumFamily.OfRows(u, w.Length, kappa), SumFamily.OfColumns(w, u.Length)];
    }
}
