using System.Globalization;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Checks;

/// <summary>Findings of many years: what differs by nothing but the year is one finding with all its years. Pure.</summary>
internal static class YearlyFindings
{
    // Stands for the year in texts that are compared; no finding holds it.
    private const string Mark = "\uFFFF";

    /// <summary>The findings in their order, each once.</summary>
    /// <param name="noted">
    /// Findings with the year they were noted in; they name the year or that of its table, or no year.
    /// </param>
    public static IEnumerable<Finding> Merged(IEnumerable<(YearAssignment Year, Finding Finding)> noted) => noted
        .DistinctBy(n => (n.Finding.Code, n.Finding.Place, n.Finding.Message + n.Finding.Found))
        .Select(n => Marked(n.Finding, n.Year))
        .GroupBy(m => m.Finding)
        .Select(g => g.First() is var first && g.Count() == 1 ? In(g.Key, first.Year) : Over(g.Key, g.Select(m => m.Year)));

    private static (Finding Finding, int Year) Marked(Finding finding, YearAssignment assignment)
    {
        var year = assignment.Year;
        var marked = With(finding, text => Replace(text, year, Mark));
        if (marked != finding) return (marked, year);
        year = assignment.TableYear;
        return (With(finding, text => Replace(text, year, Mark)), year);
    }

    private static Finding In(Finding marked, int year) =>
        With(marked, text => text.Replace(Mark, Text(year), StringComparison.Ordinal));

    // Place and message name all years; a path in the place, and what to do, are those of the first.
    private static Finding Over(Finding marked, IEnumerable<int> years)
    {
        var all = years.Distinct().Order().ToArray();
        var first = In(marked, all[0]);
        if (all.Length == 1) return first;
        var spans = YearSpans.Of(all);
        var words = marked.Place.Split(' ');
        var place = words.Any(w => w.TrimEnd(',') == Mark)
            && !words.Any(w => w.Contains(Mark, StringComparison.Ordinal) && w.TrimEnd(',') != Mark)
            ? marked.Place.Replace(Mark, spans, StringComparison.Ordinal)
            : $"{first.Place} and {Plural.Of(all.Length - 1, "more year")} ({spans})";
        return first with { Place = place, Message = marked.Message.Replace(Mark, spans, StringComparison.Ordinal) };
    }

    private static Finding With(Finding finding, Func<string, string> change) => finding with
    {
        Place = change(finding.Place),
        Message = change(finding.Message),
        Found = change(finding.Found),
        Expected = change(finding.Expected),
        Cure = change(finding.Cure),
    };

    // The year as a number of its own, not as digits of a longer one.
    private static string Replace(string text, int year, string by)
    {
        var (digits, at) = (Text(year), 0);
        while ((at = text.IndexOf(digits, at, StringComparison.Ordinal)) >= 0)
        {
            var end = at + digits.Length;
            var alone = (at == 0 || !char.IsAsciiDigit(text[at - 1])) && (end == text.Length || !char.IsAsciiDigit(text[end]));
            if (alone) text = text.Remove(at, digits.Length).Insert(at, by);
            at += alone ? by.Length : digits.Length;
        }

        return text;
    }

    private static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
}
