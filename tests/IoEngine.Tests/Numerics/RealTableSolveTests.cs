using IoEngine.Benchmarks;
using IoEngine.Numerics;

namespace IoEngine.Tests.Numerics;

/// <summary>Every method and kernel on the tables at hand, and on larger ones made from them.</summary>
public class RealTableSolveTests
{
    [TestCase("lrwiod2000.zip")]
    [TestCase("wiod2013/1995.zip")]
    [TestCase("wiod2013/2009.zip")]
    public void Every_method_and_kernel_agrees_to_ten_digits(string file)
    {
        var (a, blocks) = ScaleTable.Read(SharedData.Path("data/" + file));
        var n = a.Rows;
        var b = DenseMatrix.Create(n, 3, (i, j) => (i + (5 * j)) % 17);
        DenseMatrix? forwards = null, adjoint = null;
        foreach (var kernel in KernelCatalogue.Describe().Where(k => k.Available).Select(k => k.Name).NotEmpty())
        {
            foreach (var method in new[] { "lu", "lu-float", "structure", "block", "series", "auto" })
            {
                var system = LinearSystem.Prepare(a, blocks, new SolveOptions(method, kernel));
                var (x, report) = system.Solve(b);
                var (z, adjointReport) = system.SolveTransposed(b);
                forwards ??= x;
                adjoint ??= z;
                Assert.That(RandomSystems.Difference(x, forwards), Is.LessThan(1e-10), $"{method}, {kernel}");
                Assert.That(RandomSystems.Difference(z, adjoint), Is.LessThan(1e-10), $"{method}, {kernel}, adjoint");
                Assert.That(Math.Max(report.ScaledResidual, adjointReport.ScaledResidual), Is.LessThanOrEqualTo(1e-12));
                Assert.That(report.ErrorBound, Is.Not.Null.And.LessThan(1e-9), $"{method}, {kernel}");
                if (method == "structure") Assert.That(report.Steps, Is.LessThanOrEqualTo(9), report.Reason);
                if (method == "block") Assert.That(Math.Max(report.Passes, adjointReport.Passes), Is.LessThanOrEqualTo(20));
            }
        }
    }

    [TestCase(1196, "lu")]
    [TestCase(1196, "block")]
    [TestCase(1000, "lu-float")]
    public void Splitting_sectors_does_not_change_aggregated_results(int n, string method)
    {
        var (a, blocks) = ScaleTable.Read(SharedData.Path("data/lrwiod2000.zip"));
        var split = ScaleTable.Split(a, blocks, n);
        var real = DenseMatrix.Create(a.Rows, 2, (i, j) => (i + (5 * j)) % 17);
        var b = DenseMatrix.Create(n, 2, (i, j) => split.Shares[i] * real[split.ParentOf[i], j]);
        var expected = LinearSystem.Prepare(a, blocks, new SolveOptions("lu")).Solve(real).Solution;
        var x = LinearSystem.Prepare(split.A, split.BlockOf, new SolveOptions(method)).Solve(b).Solution;
        var together = new DenseMatrix(a.Rows, 2);
        for (var j = 0; j < 2; j++)
            for (var i = 0; i < n; i++) together[split.ParentOf[i], j] += x[i, j];
        Assert.That(RandomSystems.Difference(together, expected), Is.LessThan(1e-10));
    }
}
