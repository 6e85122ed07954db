using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Acceptance;

/// <summary>What ioe multipliers prints.</summary>
public class MultipliersTests
{
    [Test]
    public void Means_are_over_the_industries_that_have_output()
    {
        using var folder = new TempFolder();
        PymrioWriter.Write(WithoutProductTaxes(), folder["table"]);
        var (code, output, error) = Ioe.Run(folder.Path, "multipliers", "table", "--closure", "none", "--role", "valueAdded=COE");
        Assert.That(code, Is.Zero, error);
        var rows = output.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(c => c is ["CHE" or "FRA" or "ROW", ..])
            .ToDictionary(c => c[0], c => (Industries: c[1], Total: c[5]));
        Assert.That(rows["CHE"], Is.EqualTo(("1", "1.0000")), "CHE.S has no output; the mean over both would be 0.5");
        Assert.That(rows["FRA"], Is.EqualTo(("2", "1.0000")));
        Assert.That(rows["ROW"], Is.EqualTo(("0", "-")));
    }

    // Value added is all that is paid besides inputs, so each order becomes value added to the last franc.
    private static MrioTable WithoutProductTaxes()
    {
        Industry[] rj = [new("CHE", "M"), new("CHE", "S"), new("FRA", "M"), new("FRA", "S"), new("ROW", "M"), new("ROW", "S")];
        var industries = new Axis<Industry>("industries", rj);
        double[][] z = [[10, 0, 2, 1, 0, 0], [0, 0, 0, 0, 0, 0], [3, 0, 14, 6, 0, 0], [1, 0, 8, 20, 0, 0], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]];
        double[][] y = [[44, 2, 3], [0, 0, 0], [2, 60, 1], [3, 90, 4], [0, 0, 0], [0, 0, 0]];
        var x = z.Select((row, i) => row.Sum() + y[i].Sum()).ToArray();
        double[][] v = [Enumerable.Range(0, rj.Length).Select(j => x[j] - z.Sum(row => row[j])).ToArray()];
        return new MrioTable(new TableIdentity { Name = "Dead industries", Year = 2000, Unit = Unit.Money("USD", 1e6) },
            new(industries, industries, DenseMatrix.FromRows(z)),
            new(industries, new Axis<DemandColumn>("demand columns", [new("CHE", "HH"), new("FRA", "HH"), new("ROW", "HH")]), DenseMatrix.FromRows(y)),
            new(new Axis<FlowRow>("primary inputs", [new("COE", "M.USD")]), industries, DenseMatrix.FromRows(v)), x: new LabelledVector<Industry>(industries, x));
    }
}
