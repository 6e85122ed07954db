using System.Numerics.Tensors;
using IoEngine.Numerics;

namespace IoEngine.Accounts;

/// <summary>Sums over a table.</summary>
internal static class MrioTotals
{
    /// <summary>Z1 + Y1.</summary>
    public static double[] Output(MrioTable table)
    {
        var sums = new double[table.Industries.Count];
        AddRows(table.Z.Values, sums);
        AddRows(table.Y.Values, sums);
        return sums;
    }

    /// <summary>1'M.</summary>
    public static double[] Columns(DenseMatrix m)
    {
        var sums = new double[m.Columns];
        for (var j = 0; j < sums.Length; j++)
        {
            foreach (var cell in m.Column(j)) sums[j] += cell;
        }

        return sums;
    }

    private static void AddRows(DenseMatrix m, double[] sums)
    {
        for (var j = 0; j < m.Columns; j++) TensorPrimitives.Add(sums, m.Column(j), sums);
    }
}
