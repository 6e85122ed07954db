using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace IoEngine.Places;

/// <summary>What two spellings of one name have in common. Pure.</summary>
/// <remarks>By own tables, because Unicode decomposition is not at hand where globalisation is invariant.</remarks>
internal static class SpellingKeys
{
    private static readonly FrozenDictionary<char, string> Plain = new (string Plain, string Accented)[]
    {
        ("A", "ÀÁÂÃÄÅĀĂĄẠẢẤẦẨẪẬẮẰẲẴẶ"), ("AE", "Æ"), ("C", "ÇĆČĈĊ"), ("D", "ĎÐĐ"), ("E", "ÈÉÊËĒĖĘĚẸẺẼẾỀỂỄỆƏ"), ("G", "ĞĢĠ"),
        ("H", "ĦḤ"), ("I", "ÌÍÎÏĪİıĨỈỊ"), ("K", "Ķ"), ("L", "ŁĹĽĻ"), ("N", "ÑŃŇŅ"), ("O", "ÒÓÔÕÖØŌŐỌỎỐỒỔỖỘƠ"), ("OE", "Œ"),
        ("R", "ŔŘ"), ("S", "ŚŞŠȘ"), ("SS", "ẞß"), ("T", "ŤŢȚ"), ("TH", "Þ"), ("U", "ÙÚÛÜŪŮŰŲŨƯ"), ("Y", "ÝŸỲỸỶỴ"), ("Z", "ŹŻŽ"),
        ("Α", "Ά"), ("Ε", "Έ"), ("Η", "Ή"), ("Ι", "ΊΪΐ"), ("Ο", "Ό"), ("Υ", "ΎΫΰ"), ("Ω", "Ώ"),
    }.SelectMany(g => g.Accented.Select(c => KeyValuePair.Create(c, g.Plain))).ToFrozenDictionary();

    // What stands in a name or not, in whatever language it is said; the latter between two words only, since E and ET are codes
    // as well.
    private static readonly FrozenSet<string> Articles = FrozenSet.Create(StringComparer.Ordinal, "THE", "AND", "OF");
    private static readonly FrozenSet<string> Joints = FrozenSet.Create(StringComparer.Ordinal, "ET", "UND", "E", "Y");

    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>
    {
        ["ST"] = "SAINT", ["STE"] = "SAINT", ["SAINTE"] = "SAINT", ["REP"] = "REPUBLIC", ["DEM"] = "DEMOCRATIC",
        ["FED"] = "FEDERAL", ["IS."] = "ISLANDS", ["ISL."] = "ISLANDS", ["ISLAND"] = "ISLANDS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Letters and digits only, upper case, accents off: "Côte d'Ivoire" and "COTE D IVOIRE" are one spelling.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsAsciiLetterOrDigit(c)) folded.Append(char.ToUpperInvariant(c));
            else if (char.IsLetterOrDigit(c)) Append(folded, char.ToUpperInvariant(c));
        }

        return folded.ToString();
    }

    private static readonly SearchValues<char> Umlauts = SearchValues.Create("äöüÄÖÜ");

    /// <summary>The same with umlauts written out, "OESTERREICH" for "Österreich"; null where there are none.</summary>
    public static string? WrittenOut(string text)
    {
        if (text.AsSpan().IndexOfAny(Umlauts) < 0) return null;
        var written = new StringBuilder(text.Length + 2);
        foreach (var c in text) _ = Umlauts.Contains(c) ? written.Append(Fold($"{c}")).Append('E') : written.Append(c);
        return Fold(written.ToString());
    }

    /// <summary>
    /// The words whatever their order and punctuation, abbreviations written out and articles left out: "Korea, Rep. of" and "The
    /// Republic of Korea" are one. Null where it is a single word, which <see cref="Fold"/> says as well.
    /// </summary>
    public static string? Words(string text)
    {
        var words = Split(text);
        for (var i = words.Count - 2; i > 0; i--)
        {
            if (Joints.Contains(words[i])) words.RemoveAt(i);
        }

        words.RemoveAll(Articles.Contains);
        if (words.Count == 0) return null;
        for (var i = 0; words.Count > 1 && i < words.Count; i++)
            words[i] = Short.GetValueOrDefault(words[i], Short.GetValueOrDefault(words[i].TrimEnd('.'), words[i].TrimEnd('.')));
        words.Sort(StringComparer.Ordinal);
        return string.Join(' ', words);
    }

    // Dots and apostrophes are within words: U.S. is one. A dot at the end stays for now, since it may say that the word is cut.
    private static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (char.IsLetterOrDigit(c)) Append(word, char.ToUpperInvariant(c));
            else if (c is '\'' or '\u2019' or '`' or '\u00B4') continue;
            else if (c == '.' && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])) continue;
            else if (word.Length > 0)
            {
                if (c == '.') word.Append('.');
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return words;
    }

    private static void Append(StringBuilder folded, char upper)
    {
        if (Plain.TryGetValue(upper, out var plain)) folded.Append(plain);
        else folded.Append(upper);
    }
}
