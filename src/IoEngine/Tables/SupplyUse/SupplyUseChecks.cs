using System.Globalization;
using IoEngine.Accounts;

namespace IoEngine.Tables.SupplyUse;

/// <summary>What a supply and use table loses or does not balance when it is made square.</summary>
internal static class SupplyUseChecks
{
    private const double Refused = 0.05;

    /// <summary>Adds findings.</summary>
    /// <param name="table">Supply and use.</param>
    /// <param name="byProduct">
    /// Whether columns of industries are to be spread over products; else rows of products over industries.
    /// </param>
    /// <param name="findings">Receives them.</param>
    /// <exception cref="InvalidDataFindingsException">More than 5 % of all flows would be lost.</exception>
    public static void Run(SupplyUseTable table, bool byProduct, List<Finding> findings)
    {
        var used = Sums(table.Use.Values, rows: true);
        var final = Sums(table.FinalUse.Values, rows: true);
        var gaps = used.Select((u, p) => table.ProductOutput[p] - u - final[p]).ToArray();
        Balance(table, gaps, findings);
        if (byProduct)
        {
            var inputs = Sums(table.Use.Values, rows: false).Zip(Sums(table.PrimaryInputs.Values, rows: false),
                (u, w) => Math.Abs(u) + Math.Abs(w)).ToArray();
            Lost("SUT-INDUSTRY-WITHOUT-OUTPUT",
                "Industries have inputs but make nothing: their inputs can't be given to products.",
                inputs, i => table.IndustryOutput[i] == 0, i => table.Industries[i].ToString(), findings);
        }
        else
        {
            Lost("SUT-PRODUCT-UNSUPPLIED", "Products are used that no industry makes: their use can't be given to industries.",
                used.Zip(final, (u, f) => Math.Abs(u) + Math.Abs(f)).ToArray(), p => table.ProductOutput[p] == 0,
                p => table.Products[p].ToString(), findings);
        }
    }

    internal static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static void Balance(SupplyUseTable table, double[] gaps, List<Finding> findings)
    {
        var worst = Enumerable.Range(0, gaps.Length).MaxBy(p => Math.Abs(gaps[p]));
        var total = table.ProductOutput.Values.ToArray().Sum(Math.Abs);
        if (gaps.Length == 0 || total == 0 || Math.Abs(gaps[worst]) <= 1e-12 * total) return;
        var relative = gaps.Sum(Math.Abs) / total;
        findings.Add(new Finding("SUT-BALANCE", relative > 1e-6 ? Severity.Warning : Severity.Info,
            table.Products[worst].ToString(),
            "Supply and use of products do not balance exactly (q = U1 + Y1).",
            $"largest {Text(gaps[worst])}, all {Text(relative)} of supply", "0"));
    }

    private static void Lost(string code, string message, double[] size, Func<int, bool> lost, Func<int, string> label,
        List<Finding> findings)
    {
        var places = Enumerable.Range(0, size.Length).Where(i => lost(i) && size[i] != 0).OrderByDescending(i => size[i])
            .ToList();
        if (places.Count == 0) return;
        var share = places.Sum(i => size[i]) / size.Sum();
        var finding = new Finding(code, share > Refused ? Severity.Error : Severity.Warning,
            string.Join(", ", places.Take(3).Select(label)), message,
            $"{places.Count}, with {Text(places.Sum(i => size[i]))} or {Text(share)} of all", "none",
            $"refused above {Text(Refused)}", "Check that supply and use are of the same edition, year and prices.");
        findings.Add(finding);
        if (share > Refused) throw new InvalidDataFindingsException("The supply and use table can't be made square", findings);
    }

    private static double[] Sums(Numerics.DenseMatrix m, bool rows)
    {
        var sums = new double[rows ? m.Rows : m.Columns];
        for (var j = 0; j < m.Columns; j++)
        {
            var column = m.Column(j);
            for (var i = 0; i < column.Length; i++) sums[rows ? i : j] += column[i];
        }

        return sums;
    }
}
