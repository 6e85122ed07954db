using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Formats.Pymrio;

namespace IoEngine.Acceptance;

/// <summary>A complete job of two countries and two sectors on disk, small enough to break in one place at a time.</summary>
internal sealed class SmallWorld : IDisposable
{
    private const string Config = """
        {
          "name": "small",
          "tables": { "path": "tables/{year}", "years": "2000-2001",
            "roles": { "valueAdded": ["COE", "NOS"], "taxesOnProducts": ["TLS"], "compensation": ["COE"], "household": ["HH"] } },
          "orders": { "path": "orders.csv" },
          "mapping": { "codes": "codes.csv" },
          "valuation": { "wholesale": { "sectors": [] } },
          "currency": { "rates": "fx.csv", "report": "CHF" },
          "closure": { "kind": "net-labour" },
          "groups": { "membership": "membership.csv" }
        }
        """;

    public SmallWorld()
    {
        PymrioWriter.Write(Table(2000), Folder["tables", "2000"]);
        PymrioWriter.Write(Table(2001), Folder["tables", "2001"]);
        Folder.Write("run.json", Config);
        Folder.Write("orders.csv", "order_id,date,supplier_id,supplier_country,purchase_code,value,currency\n"
            + "1,2000-03-01,S1,CHE,10,1000.00,CHF\n2,2000-05-01,S2,FRA,20,500.50,EUR\n3,2001-01-15,S1,Switzerland,20,250.25,CHF\n4,2001-06-30,S3,DE,10,100,CHF\n");
        Folder.Write("codes.csv", "scheme,code,sector,weight\nX,10,M,1\nX,20,S,0.75\nX,20,M,0.25\n");
        Folder.Write("fx.csv", "year,currency,per_usd\n2000,CHF,1.69\n2000,EUR,1.08\n2001,CHF,1.68\n2001,EUR,1.12\n");
        Folder.Write("membership.csv", "country,group,from,to\nCHE,host,1954-09-29,\nFRA,host,1954-09-29,\n");
    }

    public TempFolder Folder { get; } = new();

    /// <summary>Changes one file's text; the change must change something.</summary>
    public SmallWorld With(string file, Func<string, string> change)
    {
        var text = File.ReadAllText(Folder[file]);
        var changed = change(text);
        Assert.That(changed, Is.Not.EqualTo(text), $"the test must break {file}");
        Folder.Write(file, changed);
        return this;
    }

    public (int Code, string Output, string Error) Run(params string[] args) => Ioe.Run(Folder.Path, ["run", "run.json", .. args]);

    public void Dispose() => Folder.Dispose();

    /// <summary>
    /// A table that balances: x = Z1 + Y1 and x' = 1'Z + 1'V, whatever CHE.M takes of itself beyond what it makes.
    /// </summary>
    public static MrioTable Table(int year, double ownUse = 0)
    {
        Industry[] rj = [new("CHE", "M"), new("CHE", "S"), new("FRA", "M"), new("FRA", "S"), new("ROW", "M"), new("ROW", "S")];
        var industries = new Axis<Industry>("industries", rj);
        var demand = new Axis<DemandColumn>("demand columns", [new("CHE", "HH"), new("FRA", "HH"), new("ROW", "HH")]);
        var inputs = new Axis<FlowRow>("primary inputs", [new("TLS", "M.USD"), new("COE", "M.USD"), new("NOS", "M.USD")]);
        double[][] z =
        [
            [10, 4, 2, 1, 3, 1], [6, 12, 1, 2, 1, 2], [3, 1, 14, 6, 2, 1], [1, 2, 8, 20, 1, 3], [4, 2, 3, 2, 40, 18], [1, 1, 2, 3, 20, 60],
        ];
        double[][] y = [[14, 2, 3], [30, 4, 2], [2, 30, 1], [3, 50, 4], [5, 6, 90], [4, 7, 150]];
        z[0][0] += ownUse;
        y[0][0] -= ownUse;
        var x = z.Select((row, i) => row.Sum() + y[i].Sum()).ToArray();
        var rest = Enumerable.Range(0, rj.Length).Select(j => x[j] - z.Sum(row => row[j])).ToArray();
        double[][] v = [rest.Select(r => 0.0625 * r).ToArray(), rest.Select(r => 0.5 * r).ToArray(), rest.Select(r => 0.4375 * r).ToArray()];
        return new MrioTable(new TableIdentity { Name = $"Small world {year}", Year = year, Unit = Unit.Money("USD", 1e6) },
            new(industries, industries, DenseMatrix.FromRows(z)), new(industries, demand, DenseMatrix.FromRows(y)),
            new(inputs, industries, DenseMatrix.FromRows(v)), x: new LabelledVector<Industry>(industries, x));
    }
}
