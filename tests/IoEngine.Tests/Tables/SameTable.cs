using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tests.Tables;

/// <summary>Compares tables bit by bit and names the first cell that differs.</summary>
internal static class SameTable
{
    /// <summary>Fails with the first difference.</summary>
    public static void Bits(MrioTable actual, MrioTable expected)
    {
        if (Difference(actual, expected) is { } difference) Assert.Fail(difference);
    }

    /// <summary>The first difference in labels or numbers; null where there is none.</summary>
    public static string? Difference(MrioTable actual, MrioTable expected) =>
        Difference("Z", actual.Z, expected.Z) ?? Difference("Y", actual.Y, expected.Y) ?? Difference("V", actual.V, expected.V)
        ?? Difference("VY", actual.VY, expected.VY) ?? Difference("F", actual.F, expected.F) ?? Difference("FY", actual.FY, expected.FY)
        ?? Output(actual, expected);

    private static string? Output(MrioTable actual, MrioTable expected)
    {
        if (actual.PublishedOutput is null || expected.PublishedOutput is null)
            return actual.PublishedOutput is null == expected.PublishedOutput is null ? null : "x is there in one of the two only";
        for (var i = 0; i < expected.PublishedOutput.Values.Length; i++)
        {
            if (!SameBits(actual.PublishedOutput[i], expected.PublishedOutput[i]))
                return $"x[{expected.Industries[i]}] = {actual.PublishedOutput[i]:R}, expected {expected.PublishedOutput[i]:R}";
        }

        return null;
    }

    private static string? Difference<TRow, TColumn>(string name, LabelledMatrix<TRow, TColumn> actual, LabelledMatrix<TRow, TColumn> expected)
        where TRow : notnull
        where TColumn : notnull
    {
        if (!actual.Rows.Equals(expected.Rows)) return $"rows of {name}: {string.Join(' ', actual.Rows.Take(9))}, expected {string.Join(' ', expected.Rows.Take(9))}";
        if (!actual.Columns.Equals(expected.Columns)) return $"columns of {name}: {string.Join(' ', actual.Columns.Take(9))}, expected {string.Join(' ', expected.Columns.Take(9))}";
        for (var j = 0; j < expected.Columns.Count; j++)
        {
            var a = actual.Values.Column(j);
            var e = expected.Values.Column(j);
            for (var i = 0; i < e.Length; i++)
            {
                if (!SameBits(a[i], e[i])) return $"{name}[{expected.Rows[i]}, {expected.Columns[j]}] = {a[i]:R}, expected {e[i]:R}";
            }
        }

        return null;
    }

    // Zero and minus zero are the same amount.
    private static bool SameBits(double a, double b) => a == b;

    /// <summary>
    /// Z, Y, V and the rest with regions renamed and added up where names meet: what a naive reader of split countries would do.
    /// </summary>
    public static MrioTable Merged(MrioTable table, Func<string, string> region)
    {
        var industries = new Axis<Industry>("industries", table.Industries.Select(i => new Industry(region(i.Region.Code), i.Sector.Code)).Distinct());
        var demand = new Axis<DemandColumn>("columns of final demand", table.DemandColumns.Select(d => new DemandColumn(region(d.Region.Code), d.Category)).Distinct());
        int To(Industry i) => industries.IndexOf(new Industry(region(i.Region.Code), i.Sector.Code));
        int ToDemand(DemandColumn d) => demand.IndexOf(new DemandColumn(region(d.Region.Code), d.Category));
        var z = new DenseMatrix(industries.Count, industries.Count);
        var y = new DenseMatrix(industries.Count, demand.Count);
        var v = new DenseMatrix(table.V.Rows.Count, industries.Count);
        var x = new double[industries.Count];
        for (var i = 0; i < table.Industries.Count; i++)
        {
            var row = new double[industries.Count];
            for (var j = 0; j < table.Industries.Count; j++) row[To(table.Industries[j])] += table.Z.Values[i, j];
            for (var j = 0; j < industries.Count; j++) z[To(table.Industries[i]), j] += row[j];
            for (var d = 0; d < table.DemandColumns.Count; d++) y[To(table.Industries[i]), ToDemand(table.DemandColumns[d])] += table.Y.Values[i, d];
            for (var k = 0; k < table.V.Rows.Count; k++) v[k, To(table.Industries[i])] += table.V.Values[k, i];
            x[To(table.Industries[i])] += table.PublishedOutput![i];
        }

        return new MrioTable(table.Identity,
            new LabelledMatrix<Industry, Industry>(industries, industries, z),
            new LabelledMatrix<Industry, DemandColumn>(industries, demand, y),
            new LabelledMatrix<FlowRow, Industry>(table.V.Rows, industries, v),
            new LabelledMatrix<FlowRow, DemandColumn>(table.V.Rows, demand, table.VY.Values),
            x: new LabelledVector<Industry>(industries, x));
    }
}
