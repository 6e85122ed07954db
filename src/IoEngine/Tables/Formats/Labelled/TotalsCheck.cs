using System.Globalization;

namespace IoEngine.Tables.Formats.Labelled;

/// <summary>Compares totals that a file states with the sums of what it holds; the sums are never replaced.</summary>
internal static class TotalsCheck
{
    /// <summary>Gap relative to max(|total|, 1) from which a total is called wrong.</summary>
    public const double Tolerance = 1e-3;

    /// <summary>Adds a warning that names the worst total where any is wrong, else a note with the largest gap.</summary>
    /// <param name="what">What is compared, such as "output by row".</param>
    /// <param name="place">The file.</param>
    /// <param name="stated">The totals of the file.</param>
    /// <param name="sums">The sums.</param>
    /// <param name="labelOf">Label of a position.</param>
    /// <param name="findings">Receives the finding.</param>
    public static void Compare(string what, string place, ReadOnlySpan<double> stated, ReadOnlySpan<double> sums,
        Func<int, string> labelOf, List<Finding> findings)
    {
        var worst = -1;
        var largest = 0.0;
        var wrong = 0;
        for (var i = 0; i < stated.Length; i++)
        {
            var gap = Math.Abs(stated[i] - sums[i]) / Math.Max(Math.Abs(stated[i]), 1);
            if (gap > Tolerance) wrong++;
            if (gap > largest || worst < 0) (largest, worst) = (gap, i);
        }

        if (worst < 0) return;
        var found = string.Create(CultureInfo.InvariantCulture,
            $"{wrong} of {stated.Length}; at most {largest:G3} relative at {labelOf(worst)}: stated {stated[worst]:R}, sum "
                + $"{sums[worst]:R}");
        var tolerance = string.Create(CultureInfo.InvariantCulture, $"{Tolerance} relative");
        findings.Add(wrong > 0
            ? Finding.Warning("TABLE-TOTALS", place, $"Stated totals differ from the sums: {what}.", found,
                "totals that are the sums", "Check that the file is complete; the sums are what the engine balances.", tolerance)
            : Finding.Info("TABLE-TOTALS", place, $"Stated totals agree with the sums: {what}.", found,
                "totals that are the sums", tolerance: tolerance));
    }
}
