using System.Text.Json;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Tests.Goldens;

/// <summary>One worked example in exact arithmetic, read from its JSON.</summary>
internal sealed class Golden
{
    private readonly JsonElement root;

    private Golden(JsonElement root) => this.root = root;

    /// <summary>The folder of the examples; its README says what each holds.</summary>
    public static string Folder { get; } = Path.Combine(SharedData.Repository(), "tests", "goldens");

    public static Golden Read(string id)
    {
        var file = Directory.GetFiles(Folder, id + "_*.json").Single();
        return new Golden(JsonDocument.Parse(File.ReadAllText(file)).RootElement);
    }

    /// <summary>A node by path, such as <c>expected/totals/orders</c>.</summary>
    public JsonElement this[string path] => path.Split('/').Aggregate(root, (node, name) => node.GetProperty(name));

    public double Number(string path) => this[path].GetDouble();

    public double[] Vector(string path) => this[path].EnumerateArray().Select(v => v.GetDouble()).ToArray();

    public double[][] Rows(string path) => this[path].EnumerateArray().Select(r => r.EnumerateArray().Select(v => v.GetDouble()).ToArray()).ToArray();

    public string[] Strings(string path) => this[path].EnumerateArray().Select(v => v.GetString()!).ToArray();

    public LabelledVector<Industry> Demand(MrioTable table, string path = "input/orders_basic_prices") => new(table.Industries, Vector(path));

    /// <summary>The two-region table that most examples share, with θ = .60, .65 and mpc = .9, .8 for its closure.</summary>
    public MrioTable Table(string path = "input/table")
    {
        var industries = new Axis<Industry>("industries", Strings($"{path}/index").Select(Parse));
        var demand = this[$"{path}/final_demand"].EnumerateObject().Select(p => p.Name).ToArray();
        var columns = new Axis<DemandColumn>("demand columns", demand.Select(n => new DemandColumn(n[(n.IndexOf('_') + 1)..], n[..n.IndexOf('_')])));
        (string Row, string Field)[] v =
        [
            ("COE", "compensation_of_employees"), ("OTP", "other_net_taxes_on_production"), ("CFC", "consumption_of_fixed_capital"),
            ("NOS", "net_operating_surplus_and_mixed_income"), ("TLS", "taxes_less_subsidies_on_products_intermediate"),
        ];
        var rows = new Axis<FlowRow>("primary inputs", v.Select(r => new FlowRow(r.Row, "")));
        var satellites = new Axis<FlowRow>("satellite rows", [new FlowRow("employment/persons", "persons"), new FlowRow("employment/fte", "FTE")]);
        var taxes = demand.Select(n => Number($"{path}/taxes_less_subsidies_on_products_final/{n}")).ToArray();
        return new MrioTable(
            new TableIdentity { Name = "golden", Unit = Unit.Money("CHF", 1e6) },
            new LabelledMatrix<Industry, Industry>(industries, industries, DenseMatrix.FromRows(Rows($"{path}/Z"))),
            new LabelledMatrix<Industry, DemandColumn>(industries, columns,
                DenseMatrix.Create(industries.Count, columns.Count, (i, c) => Vector($"{path}/final_demand/{demand[c]}")[i])),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, DenseMatrix.FromRows(v.Select(r => Vector($"{path}/{r.Field}")).ToArray())),
            new LabelledMatrix<FlowRow, DemandColumn>(rows, columns, DenseMatrix.Create(rows.Count, columns.Count, (r, c) => rows[r].Name == "TLS" ? taxes[c] : 0)),
            new LabelledMatrix<FlowRow, Industry>(satellites, industries,
                DenseMatrix.FromRows([Vector($"{path}/employment_persons"), Vector($"{path}/employment_fte")])),
            x: new LabelledVector<Industry>(industries, Vector($"{path}/output")),
            roles: StandardRoles);
    }

    public ValidatedTable Validated() => TableValidator.Validate(Table());

    /// <summary>net-labour with the parameters of E04.</summary>
    public static Closure NetLabour { get; } = new()
    {
        Households = new HouseholdParameters(new Dictionary<Region, HouseholdParameter>
        {
            [new Region("ALP")] = new(0.60, 0.9, 0.6, "E04"),
            [new Region("NEI")] = new(0.65, 0.8, 0.6, "E04"),
        }),
    };

    /// <summary>
    /// Those of the demonstration, which has the same rows; its households are two categories and its investment is called
    /// otherwise.
    /// </summary>
    public static TableRoles StandardRoles { get; } = IoEngine.Demonstration.WorldTable.Roles with { Household = ["HH"], Investment = ["INV"] };

    /// <summary>A table whose coefficients are A and τ, with unit outputs: the quantity results need no more.</summary>
    public static MrioTable FromCoefficients(IReadOnlyList<Industry> labels, double[][] a, double[] tau)
    {
        var industries = new Axis<Industry>("industries", labels);
        var columns = new Axis<DemandColumn>("demand columns", labels.Select(l => l.Region).Distinct().Select(r => new DemandColumn(r, "HH")));
        var rows = new Axis<FlowRow>("primary inputs", [new FlowRow("VA", "MCHF"), new FlowRow("TLS", "MCHF")]);
        var n = labels.Count;
        var va = Enumerable.Range(0, n).Select(j => 1 - tau[j] - a.Sum(row => row[j])).ToArray();
        return new MrioTable(
            new TableIdentity { Name = "from coefficients", Unit = Unit.Money("CHF", 1e6) },
            new LabelledMatrix<Industry, Industry>(industries, industries, DenseMatrix.FromRows(a)),
            new LabelledMatrix<Industry, DemandColumn>(industries, columns, DenseMatrix.Create(n, columns.Count, (i, c) => c == 0 ? 1 - a[i].Sum() : 0)),
            new LabelledMatrix<FlowRow, Industry>(rows, industries, DenseMatrix.FromRows([va, tau])),
            roles: new TableRoles { ValueAdded = ["VA"], TaxesOnProducts = ["TLS"] });
    }

    public static double[] Flat(DenseMatrix m) => Enumerable.Range(0, m.Rows).SelectMany(m.Row).ToArray();

    public static double[] Flat(double[][] rows) => rows.SelectMany(r => r).ToArray();

    public static Industry Parse(string label) => new(label[..label.IndexOf('.')], label[(label.IndexOf('.') + 1)..]);
}
