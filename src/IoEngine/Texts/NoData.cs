using System.Collections.Frozen;

namespace IoEngine.Texts;

/// <summary>What spreadsheets, statistical programs, databases and people write into a cell that holds nothing. Pure.</summary>
internal static class NoData
{
    // Upper case, without blanks.
    private static readonly FrozenSet<string> Marks = FrozenSet.Create(StringComparer.Ordinal,
        "", "-", "--", "---", "\u2013", "\u2014", "_", "?", "??", "???", ".", "..", "...", "\u2026", ":", "/", "//", "#", "*",
        "**", "***",
        "N/A", "N.A.", "N.A", "#N/A", "#NA", "<NA>", "(NA)", "[NA]", "N\\A", "#N/AN/A", "#NV", "NAN", "-NAN", "NULL", "<NULL>",
        "(NULL)", "[NULL]", "#NULL!", "\\N", "NIL", "NONE", "<NONE>", "(NONE)",
        "BLANK", "(BLANK)", "(LEER)", "EMPTY", "(EMPTY)", "MISSING", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#DIV/0!", "#WERT!",
        "#BEZUG!", "#NOMBRE?", "#VALEUR!",
        "N/D", "N.D.", "N.D", "S/D", "S.D.", "B/D", "B.D.", "N/I", "N.I.", "N/R", "N.R.", "N/K", "N.K.", "N/C", "N.C.", "N/S",
        "N.S.", "N.B.", "N.V.T.", "N/V", "N.V.",
        "K.A.", "K.A", "K/A", "KEINEANGABE", "KEINEANGABEN", "O.A.", "OHNEANGABE", "UNBEKANNT", "NICHTBEKANNT", "NICHTANGEGEBEN",
        "UNKNOWN", "NOTKNOWN", "NOTAVAILABLE", "NOTAPPLICABLE", "NOTSPECIFIED", "NOTSTATED", "NOTGIVEN", "NOTPROVIDED",
        "NOTREPORTED", "UNSPECIFIED", "UNDEFINED", "NODATA",
        "INCONNU", "INCONNUE", "NONRENSEIGN\u00C9", "NONRENSEIGNE", "NONCOMMUNIQU\u00C9", "NONPR\u00C9CIS\u00C9", "NONDISPONIBLE",
        "SCONOSCIUTO", "NONDISPONIBILE", "NONINDICATO",
        "DESCONOCIDO", "NODISPONIBLE", "NOCONSTA", "SINDATOS", "BRAKDANYCH", "ONBEKEND", "TBD", "T.B.D.", "TBA", "T.B.A.", "TBC",
        "T.B.C.");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known =
        Marks.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int Longest = Marks.Max(m => m.Length);

    /// <summary>Whether a text stands for nothing. <c>NA</c> alone does not: see <see cref="IsNa"/>.</summary>
    public static bool Is(string text)
    {
        if (text.Length == 0) return true;
        if (char.IsAsciiDigit(text[0]) || text.Length > 2 * Longest) return false;
        Span<char> key = stackalloc char[2 * Longest];
        return Known.Contains(key[..Key(text, key)]);
    }

    /// <summary>The text; empty where it stands for nothing, <c>NA</c> alone included.</summary>
    public static string OrText(string text) => Is(text) || IsNa(text) ? "" : text;

    /// <summary>Whether a text is <c>NA</c> alone, which is no data in most columns and Namibia among two-letter codes.</summary>
    public static bool IsNa(string text)
    {
        if (text.Length < 2 || text.Length > 2 * Longest || char.IsAsciiDigit(text[0])) return false;
        Span<char> key = stackalloc char[2 * Longest];
        return key[..Key(text, key)] is "NA";
    }

    /// <summary>The mark whatever its case and blanks.</summary>
    public static string Key(string text)
    {
        var key = new char[text.Length];
        return new string(key, 0, Key(text, key));
    }

    // Every order passes here: no text is made for it.
    private static int Key(string text, Span<char> key)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) key[length++] = char.ToUpperInvariant(c);
        }

        return length;
    }
}
