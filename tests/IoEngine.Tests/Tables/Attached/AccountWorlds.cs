using System.Globalization;
using System.Text;
using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Tables.Attached;

namespace IoEngine.Tests.Tables.Attached;

/// <summary>Tables that have accounts of their own, the same without them, and the accounts as a file.</summary>
internal static class AccountWorlds
{
    public const string Header = "account,year,region,sector,value,unit";

    /// <summary>
    /// A random table in which value added is one row and its components stand beside it: "of which" rows that may be taken away.
    /// </summary>
    public static MrioTable WithAccounts(int seed, int year = 2010, int regions = 3, int sectors = 4) =>
        OfWhich(new RandomTable(seed, regions, sectors).Build(), year);

    /// <summary>A table whose value added is the sum of its components, as a row VA beside them.</summary>
    public static MrioTable OfWhich(MrioTable table, int year)
    {
        string[] parts = ["COE", "OTP", "CFC", "NOS"];
        double Added(int j) => parts.Sum(p => table.V.Values[table.V.Rows.IndexOf(new FlowRow(p, "")), j]);
        (string Name, Func<int, double> Cell)[] rows =
        [
            ("VA", Added), .. new[] { "COE", "OTP", "CFC", "TLS" }.Select(n => (n, (Func<int, double>)(j => table.V.Values[table.V.Rows.IndexOf(new FlowRow(n, "")), j]))),
        ];
        var v = new Axis<FlowRow>("primary inputs", rows.Select(r => new FlowRow(r.Name, table.Identity.Unit)));
        var tls = table.V.Rows.IndexOf(new FlowRow("TLS", ""));
        return new MrioTable(table.Identity with { Year = year }, table.Z, table.Y,
            new(v, table.Industries, DenseMatrix.Create(v.Count, table.Industries.Count, (k, j) => rows[k].Cell(j))),
            new(v, table.DemandColumns, DenseMatrix.Create(v.Count, table.DemandColumns.Count, (k, c) => rows[k].Name == "TLS" ? table.VY.Values[tls, c] : 0)),
            table.F, table.FY, table.PublishedOutput,
            table.Roles with { ValueAdded = ["VA"], Compensation = ["COE"], OtherTaxes = ["OTP"], FixedCapital = ["CFC"] });
    }

    /// <summary>The same table without satellites and without what stands beside value added.</summary>
    public static MrioTable Bare(MrioTable table)
    {
        var roles = table.Roles;
        var gone = new[] { roles.Compensation, roles.OtherTaxes, roles.FixedCapital, roles.ImputedCompensation }.SelectMany(r => r ?? []).Except(roles.ValueAdded!).ToHashSet();
        var kept = Enumerable.Range(0, table.V.Rows.Count).Where(k => !gone.Contains(table.V.Rows[k].Name)).ToArray();
        var v = new Axis<FlowRow>("primary inputs", kept.Select(k => table.V.Rows[k]));
        return new MrioTable(table.Identity, table.Z, table.Y,
            new(v, table.Industries, DenseMatrix.Create(v.Count, table.Industries.Count, (k, j) => table.V.Values[kept[k], j])),
            new(v, table.DemandColumns, DenseMatrix.Create(v.Count, table.DemandColumns.Count, (k, c) => table.VY.Values[kept[k], c])),
            x: table.PublishedOutput, names: table.Names,
            roles: roles with { Compensation = null, ImputedCompensation = null, OtherTaxes = null, FixedCapital = null, Employment = null, Fte = null });
    }

    /// <summary>A row of V or F as lines of a file, every bit of its numbers written.</summary>
    public static IEnumerable<string> Lines(MrioTable table, string row, string? account = null)
    {
        var matrix = table.V.Rows.Contains(new FlowRow(row, "")) ? table.V : table.F;
        var i = matrix.Rows.IndexOf(new FlowRow(row, ""));
        return table.Industries.Select((industry, j) => string.Create(CultureInfo.InvariantCulture,
            $"{account ?? row},{table.Identity.Year},{industry.Region},{industry.Sector},{matrix.Values[i, j]:R},{matrix.Rows[i].Unit.Published}"));
    }

    /// <summary>All accounts of a table as a file.</summary>
    public static string File(MrioTable table, IEnumerable<string> rows) =>
        new StringBuilder(Header).Append('\n').AppendJoin('\n', rows.SelectMany(r => Lines(table, r))).Append('\n').ToString();

    /// <summary>The findings of an attachment that is refused.</summary>
    public static IReadOnlyList<Finding> Refused(MrioTable table, AccountsSource source) =>
        Assert.Throws<InvalidDataFindingsException>(() => AttachedAccounts.Read(source).AttachTo(table))!.Findings;

    /// <summary>A row of a table.</summary>
    public static double[] Row(MrioTable table, string name)
    {
        var matrix = table.V.Rows.Contains(new FlowRow(name, "")) ? table.V : table.F;
        return matrix.Values.Row(matrix.Rows.IndexOf(new FlowRow(name, ""))).ToArray();
    }
}
