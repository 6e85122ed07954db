using IoEngine.Accounts;
using IoEngine.Validation;

namespace IoEngine.Impact;

/// <summary>What to do with orders placed with industries that the table gives no output.</summary>
public static class ZeroOutput
{
    /// <summary>
    /// Moves each such order to the other industries of the same region, in proportion to their output. Off by default: strictly,
    /// the order is reported as unexplained (<see cref="Leaks.Unexplained"/>).
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="f">Demand, n.</param>
    /// <returns>Demand with the same total by region; an order to a region without any output stays where it is.</returns>
    public static LabelledVector<Industry> Reallocate(ValidatedTable table, LabelledVector<Industry> f)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(f);
        f.Require(table.Table.Industries);
        var x = table.Output;
        var regionOf = table.Table.RegionOf;
        var output = new double[table.Table.Regions.Count];
        var stranded = new double[output.Length];
        for (var j = 0; j < f.Axis.Count; j++)
        {
            if (x[j] > 0) output[regionOf[j]] += x[j];
            else stranded[regionOf[j]] += f[j];
        }

        var moved = f.Values.ToArray();
        for (var j = 0; j < moved.Length; j++)
        {
            var r = regionOf[j];
            if (stranded[r] == 0 || output[r] == 0) continue;
            if (x[j] > 0) moved[j] += stranded[r] * x[j] / output[r];
            else moved[j] = 0;
        }

        return new LabelledVector<Industry>(f.Axis, moved);
    }
}
