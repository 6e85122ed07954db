namespace IoEngine.Procurement.Mapping;

/// <summary>
/// Counts codes of orders that were repaired, and lists those that have no single reading with what they are worth.
/// </summary>
internal sealed class CodeFindings
{
    private const int Listed = 12;
    private readonly Dictionary<CodeNote, (decimal Value, double Number, bool Mapped)> sums = [];

    public void Add(CodeNote note, bool mapped, decimal value, double number)
    {
        var sum = sums.GetValueOrDefault(note);
        sums[note] = (sum.Value + value, sum.Number + number, mapped);
    }

    /// <summary>One note of what was repaired, one warning of what was not understood.</summary>
    public void To(List<Finding> findings, string place, Func<decimal, string> money)
    {
        var notes = sums.OrderByDescending(s => Math.Abs(s.Value.Value)).ThenBy(s => s.Key.Field, StringComparer.Ordinal)
            .ThenBy(s => s.Key.Text, StringComparer.Ordinal).ToList();
        var repaired = notes.FindAll(n => n.Key.Reading.Fault.Length == 0);
        if (repaired.Count > 0)
        {
            var kinds = repaired.GroupBy(n => n.Key.Reading.Repair).OrderByDescending(g => g.Sum(n => n.Value.Value))
                .ThenBy(g => g.Key, StringComparer.Ordinal).Select(g =>
                    $"{g.Key}: {g.Sum(n => n.Value.Number):0.##} {Plural.Noun(g.Sum(n => n.Value.Number), "order")}, "
                        + $"{money(g.Sum(n => n.Value.Value))} "
                        + $"({string.Join(", ", g.Take(3).Select(n => $"{Shown(n.Key)} as {n.Key.Reading.Shown}"))}"
                        + $"{(g.Count() > 3 ? ", …" : "")})");
            var lossy = repaired.Exists(n => n.Key.Reading.Repair.Contains(CodeReading.Exponent, StringComparison.Ordinal));
            findings.Add(new Finding("CODE-REPAIRED", lossy ? Severity.Warning : Severity.Info, place,
                "Codes of orders were repaired.", string.Join("; ", kinds),
                "codes as their authority writes them",
                Cure: "Import the column of codes as text, so that a spreadsheet keeps zeros, points and digits."));
        }

        var unread = notes.FindAll(n => n.Key.Reading.Fault.Length > 0);
        if (unread.Count == 0) return;
        findings.Add(Finding.Warning("CODE-AMBIGUOUS", place,
            "Codes of orders have no single reading: the next rule maps their orders, or none.",
            string.Join("; ",
                unread.Take(Listed)
                    .Select(
                        n =>
                            $"{Shown(n.Key)} ({n.Key.Reading.Fault}) {money(n.Value.Value)}, "
                                + $"{(n.Value.Mapped ? "mapped by another rule" : "unmapped")}"))
                + (unread.Count > Listed
                    ? $" and {unread.Count - Listed} more, {money(unread.Skip(Listed).Sum(n => n.Value.Value))}" : ""),
            "one code a cell, in full", "Write these codes in full, one an order; split orders of several codes."));
    }

    private static string Shown(CodeNote note) =>
        $"{(note.Field == "NACE" ? "NACE " : "")}'{(note.Text.Length > 60 ? note.Text[..60] + "…" : note.Text)}'";
}
