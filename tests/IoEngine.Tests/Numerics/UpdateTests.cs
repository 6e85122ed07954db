using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>A changed system solved from the unchanged one's factors, beside the same system prepared anew.</summary>
public class UpdateTests
{
    private const int N = 110;

    [Test]
    public void Changed_rows_columns_and_blocks_agree_with_a_new_preparation(
        [Values("lu", "lu-float", "block")] string method, [Values("row", "rows", "column", "columns", "block", "cell")] string what, [Values] bool transposed)
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var changed = Changed(a, blocks, what);
        var b = RandomSystems.RightHandSides(N, 3, 2);
        var options = new SolveOptions(method);
        var updated = LinearSystem.Prepare(a, blocks, options).Update(changed);
        var anew = LinearSystem.Prepare(changed, blocks, new SolveOptions("lu"));
        var (x, report) = transposed ? updated.SolveTransposed(b) : updated.Solve(b);
        var (expected, _) = transposed ? anew.SolveTransposed(b) : anew.Solve(b);
        Assert.That(RandomSystems.Difference(x, expected), Is.LessThan(1e-10));
        Assert.That(report.ScaledResidual, Is.LessThanOrEqualTo(1e-12));
        Assert.That(report.Method, Does.StartWith(method + " + rank "));
        Assert.That(report.ErrorBound, Is.InRange(0, 1e-9));
    }

    [Test]
    public void A_system_solved_by_structure_is_updated_like_any_other([Values("row", "columns", "cell")] string what, [Values] bool transposed)
    {
        var world = TradeWorld.Of(10, 11, noise: 0.3, seed: 5);
        var changed = Changed(world.A, world.RegionOf, what);
        var b = RandomSystems.RightHandSides(N, 14, 2);
        var updated = LinearSystem.Prepare(world.A, world.RegionOf, new SolveOptions("structure")).Update(changed);
        var anew = LinearSystem.Prepare(changed, world.RegionOf, new SolveOptions("lu"));
        var (x, report) = transposed ? updated.SolveTransposed(b) : updated.Solve(b);
        Assert.That(RandomSystems.Difference(x, (transposed ? anew.SolveTransposed(b) : anew.Solve(b)).Solution), Is.LessThan(1e-10));
        Assert.That(report.Method, Does.StartWith("structure + rank "));
    }

    [Test]
    public void Given_rows_columns_and_factors_agree_with_a_new_preparation([Values] bool transposed)
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var rows = Changed(a, blocks, "rows");
        var columns = Changed(a, blocks, "columns");
        var b = RandomSystems.RightHandSides(N, 2, 2);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"));
        int[] places = [3, 50, 109];
        Compare(system.UpdateRows(places, DenseMatrix.Create(3, N, (r, j) => rows[places[r], j])), rows, b, blocks, transposed);
        Compare(system.UpdateColumns(places, DenseMatrix.Create(N, 3, (i, c) => columns[i, places[c]])), columns, b, blocks, transposed);

        // Twice in a row: the second update stands on the first.
        var both = rows.Copy();
        for (var c = 0; c < 3; c++)
            for (var i = 0; i < N; i++) both[i, places[c]] = columns[i, places[c]];
        var first = system.UpdateRows(places, DenseMatrix.Create(3, N, (r, j) => rows[places[r], j]));
        Compare(first.UpdateColumns(places, DenseMatrix.Create(N, 3, (i, c) => both[i, places[c]])), both, b, blocks, transposed);
    }

    [Test]
    public void A_system_in_which_nothing_changed_gives_the_same_bits()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var same = a.Copy();
        var b = RandomSystems.RightHandSides(N, 3, 2);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"));
        var zero = new DenseMatrix(N, 2);
        var some = RandomSystems.RightHandSides(N, 2, 9);
        var expected = system.Solve(b).Solution;
        foreach (var updated in new[]
        {
            system.Update(same), system.Update(zero, some), system.Update(some, zero),
            system.UpdateRows([4], DenseMatrix.Create(1, N, (_, j) => a[4, j])), system.UpdateColumns([7], DenseMatrix.Create(N, 1, (i, _) => a[i, 7])),
        })
        {
            var x = updated.Solve(b).Solution;
            for (var j = 0; j < 3; j++) Assert.That(x.Column(j).SequenceEqual(expected.Column(j)), Is.True);
        }
    }

    [Test]
    public void The_base_system_stays_as_it_was()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var changed = Changed(a, blocks, "rows");
        var b = RandomSystems.RightHandSides(N, 3, 2);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"));
        var before = system.Solve(b).Solution;
        system.Update(changed).Solve(b);
        var after = system.Solve(b).Solution;
        for (var j = 0; j < 3; j++) Assert.That(after.Column(j).SequenceEqual(before.Column(j)), Is.True);
    }

    [Test]
    public void Many_changes_prepare_anew()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var other = RandomSystems.Productive(N, 2, out _, 8);
        var b = RandomSystems.RightHandSides(N, 3, 2);
        var updated = LinearSystem.Prepare(a, blocks, new SolveOptions("lu")).Update(other);
        Assert.That(updated.Method, Is.EqualTo("lu"));
        Compare(updated, other, b, blocks, transposed: false);
    }

    [Test]
    public void A_change_that_makes_it_singular_is_refused()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"), i => $"sector {i}");
        var row = DenseMatrix.Create(1, N, (_, j) => j == 17 ? 1 : 0);
        var e = Assert.Throws<SingularSystemException>(() => system.UpdateRows([17], row));
        Assert.That(e.Message, Does.Contain("sector 17"));
    }

    [Test]
    public void A_change_that_makes_the_spectral_radius_too_large_is_refused()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"), i => $"sector {i}");
        var row = DenseMatrix.Create(1, N, (_, j) => j == 17 ? 1.4 : a[17, j]);
        var e = Assert.Throws<SpectralRadiusException>(() => system.UpdateRows([17], row));
        Assert.That(e.Message, Does.Contain("sector 17"));
    }

    [Test]
    public void A_change_that_is_not_finite_is_named()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"), i => $"sector {i}");
        var column = DenseMatrix.Create(N, 1, (i, _) => i == 9 ? double.NaN : 0);
        var e = Assert.Throws<NumericalException>(() => system.UpdateColumns([17], column));
        Assert.That(e.Message, Does.Contain("sector 9").And.Contain("sector 17"));
    }

    [Test]
    public void Wrong_shapes_and_indices_are_named()
    {
        var a = RandomSystems.Productive(N, 1, out var blocks, 8);
        var system = LinearSystem.Prepare(a, blocks, new SolveOptions("lu"));
        Assert.Throws<ArgumentException>(() => system.Update(new DenseMatrix(N, 2), new DenseMatrix(N, 1)));
        Assert.Throws<ArgumentException>(() => system.Update(new DenseMatrix(N, 2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => system.UpdateRows([N], new DenseMatrix(1, N)));
        Assert.Throws<ArgumentException>(() => system.UpdateRows([2, 2], new DenseMatrix(2, N)));
        Assert.Throws<ArgumentException>(() => system.UpdateColumns([2], new DenseMatrix(1, N)));
    }

    private static void Compare(LinearSystem updated, DenseMatrix changed, DenseMatrix b, int[] blocks, bool transposed)
    {
        var anew = LinearSystem.Prepare(changed, blocks, new SolveOptions("lu"));
        var x = (transposed ? updated.SolveTransposed(b) : updated.Solve(b)).Solution;
        Assert.That(RandomSystems.Difference(x, (transposed ? anew.SolveTransposed(b) : anew.Solve(b)).Solution), Is.LessThan(1e-10));
    }

    private static DenseMatrix Changed(DenseMatrix a, int[] blocks, string what) => DenseMatrix.Create(N, N, (i, j) =>
    {
        var touched = what switch
        {
            "row" => i == 40,
            "rows" => i is 3 or 50 or 109,
            "column" => j == 40,
            "columns" => j is 3 or 50 or 109,
            "block" => blocks[i] == 1 && blocks[j] == 1,
            _ => i == 20 && j == 30,
        };
        return touched ? a[i, j] * (0.5 + (0.4 * ((i + j) % 2))) + (i == 20 ? 0.1 : 0) : a[i, j];
    });
}
