using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables;

/// <summary>Output of tables that have only coefficients and final demand.</summary>
internal static class OutputFromDemand
{
    /// <summary>x = (I − A)⁻¹ Y1; null, with an error, where A has no such inverse.</summary>
    /// <param name="coefficients">A, n × n.</param>
    /// <param name="demand">Y, n × d.</param>
    /// <param name="place">The source, for messages.</param>
    /// <param name="findings">Receives a note, or the error.</param>
    /// <param name="cancellation">Cancels inside the factorisation.</param>
    public static double[]? Solve(DenseMatrix coefficients, LabelledMatrix<Industry, DemandColumn> demand, string place,
        List<Finding> findings, CancellationToken cancellation)
    {
        var industries = demand.Rows;
        var regions = new Axis<Region>("regions", industries.Select(i => i.Region).Distinct());
        var total = new DenseMatrix(industries.Count, 1);
        for (var d = 0; d < demand.Columns.Count; d++)
        {
            var column = demand.Values.Column(d);
            for (var i = 0; i < column.Length; i++) total[i, 0] += column[i];
        }

        try
        {
            var system = LinearSystem.Prepare(coefficients, industries.Select(i => regions.IndexOf(i.Region)).ToArray(),
                SolveOptions.Default, i => industries[i].ToString(), cancellation: cancellation);
            var output = system.Solve(total, cancellation).Solution;
            findings.Add(Finding.Info("TABLE-OUTPUT-SOLVED", place,
                "The table states neither flows nor output; they are x = (I − A)⁻¹ Y1 and Z = A x̂.", "A and Y",
                "Z, or A and x"));
            return output.Column(0).ToArray();
        }
        catch (NumericalException e)
        {
            findings.Add(Finding.Error("TABLE-OUTPUT-SINGULAR", place,
                "Output can't be computed from coefficients and final demand.", e.Message, "coefficients of a productive economy",
                "Check that the coefficients are complete."));
            return null;
        }
    }
}
