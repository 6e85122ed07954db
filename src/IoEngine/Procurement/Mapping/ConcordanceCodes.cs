namespace IoEngine.Procurement.Mapping;

/// <summary>Checks the codes of a concordance's lines: each must be one code (or range) that an order can have.</summary>
internal static class ConcordanceCodes
{
    /// <summary>Lines that can never be met, or have no single reading, are errors; what was repaired is one note.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="path">Their file.</param>
    /// <param name="read">Reads the code of a line.</param>
    /// <param name="expected">What a code of the line's scheme looks like.</param>
    /// <param name="findings">Receives the findings.</param>
    public static void Check(IReadOnlyList<ConcordanceLine> lines, string path, Func<ConcordanceLine, CodeReading> read,
        Func<ConcordanceLine, string> expected, List<Finding> findings)
    {
        var repaired = new List<string>();
        foreach (var line in lines)
        {
            var reading = read(line);
            var lossy = reading.Repair.Contains(CodeReading.Exponent, StringComparison.Ordinal);
            if (reading.Fault.Length > 0 || lossy)
            {
                findings.Add(Finding.Error("CONCORDANCE-CODE", $"{path}, line {line.Line}", "A code has no single reading.",
                    $"'{line.Code}': {(lossy ? "digits are lost" : reading.Fault)}",
                    expected(line), "Write the code in full, one a line; import its column as text in a spreadsheet."));
            }
            else if (!reading.IsCode)
            {
                findings.Add(Finding.Error("CONCORDANCE-CODE", $"{path}, line {line.Line}",
                    "This is no code of the scheme: no order can ever meet the line.", $"'{line.Code}'",
                    expected(line), "Correct the code, name another scheme, or remove the line."));
            }
            else if (reading.Repair.Length > 0) repaired.Add($"line {line.Line} '{line.Code}' as {reading.Shown}");
        }

        if (repaired.Count == 0) return;
        findings.Add(Finding.Info("CODE-REPAIRED", path,
            $"{Plural.Of(repaired.Count, "code")} of the concordance {Plural.Noun(repaired.Count, "was", "were")} repaired.",
            string.Join("; ", repaired.Take(8)) + (repaired.Count > 8 ? $" and {repaired.Count - 8} more" : ""),
            "codes as their authority writes them",
            "Import the column of codes as text, so that a spreadsheet keeps zeros and points."));
    }
}
