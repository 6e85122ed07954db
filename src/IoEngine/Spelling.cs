using System.Text;

namespace IoEngine;

/// <summary>How files spell names, and what somebody meant who wrote a name that there is not.</summary>
internal static class Spelling
{
    /// <summary>
    /// The cure for an unknown name: the known one that is nearest, or the sentence for a name that is near to none.
    /// </summary>
    public static string Suggest(string name, IEnumerable<string> known, string otherwise = "Correct or remove it.") =>
        Nearest(name, known) is { } best ? $"Did you mean \"{best}\"?" : otherwise;

    /// <summary>A name of the code as files spell it: GrossWage → gross-wage.</summary>
    public static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    private static string? Nearest(string name, IEnumerable<string> known)
    {
        var best = known.MinBy(k => Distance(k, name));
        return best is not null && Distance(best, name) <= Math.Max(2, name.Length / 3) ? best : null;
    }

    // Levenshtein, case ignored: the usual fault is a typing one.
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substitute = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
