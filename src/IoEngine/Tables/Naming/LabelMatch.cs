using IoEngine.Accounts;
using IoEngine.Numerics;

namespace IoEngine.Tables.Naming;

/// <summary>Puts rows and columns that a file has in its own order into the order of the table, by label.</summary>
internal static class LabelMatch
{
    private const int Listed = 20;

    /// <summary>
    /// For each label of <paramref name="wanted"/> its position in <paramref name="found"/>, −1 where it is missing; faults are
    /// added to the findings.
    /// </summary>
    /// <param name="found">Labels as the file has them.</param>
    /// <param name="wanted">The order of the table.</param>
    /// <param name="place">The file and which labels of it.</param>
    /// <param name="findings">Receives duplicates, missing and extra labels (errors) and another order (a note).</param>
    /// <param name="mayMiss">Missing labels are taken as zero, with a warning.</param>
    public static int[] Positions<T>(IReadOnlyList<T> found, Axis<T> wanted, string place, List<Finding> findings,
        bool mayMiss = false)
        where T : notnull
    {
        var positions = new int[wanted.Count];
        Array.Fill(positions, -1);
        List<string> extra = [], twice = [];
        var ordered = true;
        for (var i = 0; i < found.Count; i++)
        {
            if (!wanted.TryIndexOf(found[i], out var at)) extra.Add(found[i].ToString()!);
            else if (positions[at] >= 0) twice.Add($"{found[i]} at positions {positions[at] + 1} and {i + 1}");
            else
            {
                positions[at] = i;
                ordered &= at == i;
            }
        }

        var missing = wanted.Where((_, i) => positions[i] < 0).Select(l => l.ToString()!).ToList();
        Report(findings, "LABEL-DUPLICATE", place, "A label occurs twice.", twice, "each label once",
            "Rename or remove one of the two.");
        Report(findings, "LABEL-EXTRA", place, $"A label is not among the {wanted.Name} of the table.", extra,
            $"only the {wanted.Count} {wanted.Name}", "Correct the spelling, or remove the row or column.");
        if (missing.Count > 0 && mayMiss)
        {
            findings.Add(Finding.Warning("LABEL-MISSING", place, $"Some {wanted.Name} are missing and are taken as zero.",
                Some(missing), $"all {wanted.Count} {wanted.Name}", "Add them if they are not zero."));
        }
        else
        {
            Report(findings, "LABEL-MISSING", place, $"One of the {wanted.Name} is missing.", missing,
                $"all {wanted.Count} {wanted.Name}", "Restore it; each label must be spelled as in Z.");
        }

        if (!ordered && extra.Count + twice.Count + missing.Count == 0)
        {
            findings.Add(Finding.Info("TABLE-ORDER", place,
                $"The {wanted.Name} are in another order than in the table; they were matched by label.",
                $"{found[0]} first", $"{wanted[0]} first"));
        }

        return positions;
    }

    /// <summary>
    /// Adds an error for every label that occurs twice in <paramref name="labels"/>, and says whether there is none.
    /// </summary>
    public static bool AllDistinct<T>(IReadOnlyList<T> labels, Func<int, string> placeOf, List<Finding> findings)
        where T : notnull
    {
        var first = new Dictionary<T, int>();
        var faults = 0;
        for (var i = 0; i < labels.Count; i++)
        {
            if (first.TryAdd(labels[i], i) || ++faults > Listed) continue;
            findings.Add(Finding.Error("LABEL-DUPLICATE", placeOf(i), "A label occurs twice.",
                $"'{labels[i]}', first at {placeOf(first[labels[i]])}", "each label once", "Rename or remove one of the two."));
        }

        return faults == 0;
    }

    /// <summary>
    /// Element (i, j) of the result is element (rows[i], columns[j]); −1 gives zero. The same matrix where nothing moves.
    /// </summary>
    public static DenseMatrix Reorder(DenseMatrix values, int[]? rows, int[]? columns)
    {
        var rowsStay = rows is null || IsIdentity(rows, values.Rows);
        if (rowsStay && (columns is null || IsIdentity(columns, values.Columns))) return values;
        var result = new DenseMatrix(rows?.Length ?? values.Rows, columns?.Length ?? values.Columns, zeroed: true);
        for (var j = 0; j < result.Columns; j++)
        {
            var from = columns is null ? j : columns[j];
            if (from < 0) continue;
            var source = values.Column(from);
            var target = result.WritableColumn(j);
            if (rowsStay) source.CopyTo(target);
            else
            {
                for (var i = 0; i < target.Length; i++) target[i] = rows![i] < 0 ? 0 : source[rows[i]];
            }
        }

        return result;
    }

    private static bool IsIdentity(int[] positions, int count)
    {
        if (positions.Length != count) return false;
        for (var i = 0; i < positions.Length; i++)
        {
            if (positions[i] != i) return false;
        }

        return true;
    }

    private static void Report(List<Finding> findings, string code, string place, string message, List<string> labels,
        string expected, string cure)
    {
        foreach (var label in labels.Take(Listed))
            findings.Add(Finding.Error(code, place, message, $"'{label}'", expected, cure));
        if (labels.Count > Listed)
            findings.Add(Finding.Error(code, place, "There are more such labels.", $"{labels.Count} in all, {Listed} listed",
                expected, cure));
    }

    private static string Some(List<string> labels) =>
        string.Join(", ", labels.Take(6)) + (labels.Count > 6 ? $" and {labels.Count - 6} more" : "");
}
