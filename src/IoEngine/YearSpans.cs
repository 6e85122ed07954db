using System.Globalization;

namespace IoEngine;

/// <summary>Years for messages: runs as first and last, such as 1999-2004, 2010. Pure.</summary>
internal static class YearSpans
{
    /// <summary>The years in ascending order, each once.</summary>
    /// <param name="years">Years, in any order.</param>
    /// <param name="dash">Between the first and the last of a run.</param>
    public static string Of(IEnumerable<int> years, string dash = "-")
    {
        var runs = new List<(int First, int Last)>();
        foreach (var year in years.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last + 1 == year) runs[^1] = (runs[^1].First, year);
            else runs.Add((year, year));
        }

        return string.Join(", ", runs.Select(r => r.First == r.Last ? Text(r.First) : Text(r.First) + dash + Text(r.Last)));
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
