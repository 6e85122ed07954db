using IoEngine.Validation;

namespace IoEngine.Analyses.Decompositions;

/// <summary>Whether two tables of the same labels differ by more than rounding, in what effects depend on.</summary>
internal static class TableRounding
{
    // Coefficients of shares recombined differ from the originals by a few units in the last place; published ones carry ten
    // digits at best.
    private const double Relative = 1e-13;

    /// <summary>A, and every row per unit of output.</summary>
    public static bool CoefficientsDiffer(ValidatedTable a, ValidatedTable b)
    {
        if (ReferenceEquals(a, b)) return false;
        for (var j = 0; j < a.Output.Axis.Count; j++)
        {
            var (xa, xb) = (a.Output[j], b.Output[j]);
            if (xa > 0 != xb > 0) return true;
            if (!(xa > 0)) continue;
            if (Differ(a.Table.Z.Values.Column(j), xa, b.Table.Z.Values.Column(j), xb, 1)
                || Differ(a.Table.V.Values.Column(j), xa, b.Table.V.Values.Column(j), xb, 1)
                || Differ(a.Table.F.Values.Column(j), xa, b.Table.F.Values.Column(j), xb, 0)) return true;
        }

        return false;
    }

    /// <summary>What final users with a role buy and pay in taxes, per unit of their spending.</summary>
    public static bool SpendingDiffers(ValidatedTable a, ValidatedTable b) =>
        Differ(a.Households, b.Households) || Differ(a.Government, b.Government) || Differ(a.Investment, b.Investment);

    private static bool Differ(FinalUse? a, FinalUse? b)
    {
        if (a is null || b is null) return a is not null || b is not null;
        for (var r = 0; r < a.Purchases.Columns; r++)
        {
            var (ta, tb) = (a.Totals[r], b.Totals[r]);
            if (ta == 0 && tb == 0) continue;
            if (Differ(a.Purchases.Column(r), ta, b.Purchases.Column(r), tb, 1)
                || Math.Abs((a.Taxes[r] / ta) - (b.Taxes[r] / tb)) > Relative)
                return true;
        }

        return false;
    }

    /// <summary>|a/xa − b/xb| above rounding of <paramref name="scale"/> or of the cell itself.</summary>
    private static bool Differ(ReadOnlySpan<double> a, double xa, ReadOnlySpan<double> b, double xb, double scale)
    {
        for (var i = 0; i < a.Length; i++)
        {
            var (p, q) = (a[i] / xa, b[i] / xb);
            if (!(Math.Abs(p - q) <= Relative * Math.Max(scale, Math.Abs(p)))) return true;
        }

        return false;
    }
}
