using System.Globalization;
using System.Text.RegularExpressions;

namespace IoEngine.Accounts;

/// <summary>
/// Reads units as tables spell them. A word that is not understood, two scales or two currencies make a text unread: nothing is
/// dropped.
/// </summary>
internal static partial class UnitText
{
    /// <summary>What a text of money should look like, for messages.</summary>
    public const string ExpectedMoney = "a scale and an ISO 4217 currency, such as 'million EUR', 'M.EUR', 'Mrd CHF' or '100 "
        + "million JPY'";

    private const int FirstYear = 1900;
    private const int LastYear = 2100;

    /// <summary>The unit of a text; kind <see cref="UnitKind.Other"/> where it has no single reading.</summary>
    public static Unit Read(string text)
    {
        var published = text.Trim();
        var other = new Unit(UnitKind.Other, published, 1, published);
        if (published.Length == 0 || published.Contains('/') || published.Contains('%')) return other;
        var reading = new Reading();
        var plain = Phrases(published);
        foreach (Match token in Tokens().Matches(plain))
        {
            if (reading.Physical(token, plain) is { } physical)
                return new Unit(physical.Kind, physical.Of, physical.Scale * (reading.Scale ?? 1), published);
            if (!reading.Take(token)) return other;
        }

        return reading.Result(published) ?? other;
    }

    /// <summary>Whether a text that is no unit of money names a currency all the same: "zillion EUR".</summary>
    public static bool NamesMoney(string text) =>
        !text.Contains('/') && Tokens().Matches(Phrases(text)).Any(t => Iso4217.IsCode(t.Value));

    // Expressions of several words become one; superscripts and typographic signs become plain.
    private static string Phrases(string text)
    {
        var plain = string.Concat(text.Select(Plain));
        plain = Superscript().Replace(plain,
            m => "10^" + string.Concat(m.Groups[1].Value.Select(c => (char)('0' + CharUnicodeInfo.GetDigitValue(c)))));
        plain = FullTimeEquivalents().Replace(plain, " FTE ");
        plain = PersonHours().Replace(plain, " hours ");
        foreach (var (phrase, code) in UnitWords.Currencies)
            plain = plain.Replace(phrase, $" {code} ", StringComparison.OrdinalIgnoreCase);
        return plain;
    }

    private static char Plain(char c) => c switch
    {
        '\u2019' or '\u02BC' or '\u2032' or '\u2018' => '\'',
        '\u00D7' or '\u00B7' => ' ',
        _ => char.IsWhiteSpace(c) ? ' ' : c,
    };

    [GeneratedRegex(@"10([\u2070\u00B9\u00B2\u00B3\u2074-\u2079]+)")]
    private static partial Regex Superscript();

    [GeneratedRegex(
        @"full[ -]?time[ -]*(?:\p{L}+[ -]+)?equivalents?"
            + @"|\b(?:person|man|worker|job|labou?r)[ -]?years?\b|annual work(?:ing)? units?"
            + @"|équivalents?[ -]temps[ -]plein|equivalentes? a tiempo completo",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FullTimeEquivalents();

    [GeneratedRegex(@"\b(?:person|man|worker|labou?r)[ -]?hours?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PersonHours();

    [GeneratedRegex(
        @"10 ?(?:\^|\*\*) ?(?<power>\d{1,2})(?!\d)|1(?:\.0+)?[eE]\+?(?<power>\d{1,2})(?![\p{L}\d])"
            + @"|(?<![\d])(?<zeros>'?000(?:[ ,.']?000)*)(?:'?s)?(?![\p{L}\d])"
            + @"|(?<number>\d{1,3}(?:[ ,.']\d{3})+(?!\d)|\d+)(?:'?s(?!\p{L}))?|(?<word>\p{L}+)"
            + @"|(?<gap>[ .,;:()\[\]_'-]+)|(?<other>.)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    /// <summary>What has been understood so far. Not safe for concurrent use.</summary>
    private sealed class Reading
    {
        private readonly HashSet<UnitKind> kinds = [];
        private readonly HashSet<string> currencies = [];
        private readonly List<double> scales = [];
        private bool scaleIsOpen;
        private bool year;

        /// <summary>
        /// The scale; null where none is named. Scales that stand apart must be the same: "M.EUR (million euros)".
        /// </summary>
        public double? Scale => scales.Count > 0 ? scales[0] : null;

        /// <summary>Adds what a token says; false where it is not understood.</summary>
        public bool Take(Match token)
        {
            if (token.Groups["gap"].Success) return true;
            if (token.Groups["other"].Success) return false;
            if (token.Groups["power"] is { Success: true } power)
                return Times(PowerOfTen(int.Parse(power.ValueSpan, CultureInfo.InvariantCulture)));
            if (token.Groups["zeros"] is { Success: true } zeros) return Times(PowerOfTen(zeros.Value.Count(c => c == '0')));
            if (token.Groups["number"] is { Success: true } number) return Number(number.Value);
            return Word(token.Value);
        }

        /// <summary>
        /// The unit of mass or energy that begins with a token, before anything but a scale was met; the rest says of what.
        /// </summary>
        public (UnitKind Kind, string Of, double Scale)? Physical(Match token, string text)
        {
            if (kinds.Count + currencies.Count > 0 || year || scales.Count > 1
                || !UnitWords.Physical.TryGetValue(token.Value, out var unit))
                return null;
            var rest = text[(token.Index + token.Length)..].Trim(' ', '.', ',');
            if (rest.StartsWith("per ", StringComparison.OrdinalIgnoreCase)) return null;
            return (unit.Kind, rest.Length == 0 ? unit.Of : $"{unit.Of} {rest}", unit.Scale);
        }

        /// <summary>The one unit that all tokens make; null where there is none.</summary>
        public Unit? Result(string published)
        {
            if (scales.Exists(s => s != scales[0]) || currencies.Count > 1) return null;
            var scale = Scale ?? 1;
            if (currencies.Count == 1)
                return kinds.Count == 0 ? new Unit(UnitKind.Money, currencies.Single(), scale, published) : null;
            if (year) return null;
            // "Hours of employees" are hours, "FTE jobs" are full-time equivalents.
            if (kinds.Contains(UnitKind.Hours)) return new Unit(UnitKind.Hours, "hours", scale, published);
            if (kinds.Contains(UnitKind.FullTimeEquivalents))
                return new Unit(UnitKind.FullTimeEquivalents, "FTE", scale, published);
            if (kinds.Contains(UnitKind.Persons)) return new Unit(UnitKind.Persons, "persons", scale, published);
            return scales.Count > 0 ? new Unit(UnitKind.Other, "", scale, published) : null;
        }

        // Read as text is: the nearest double, which the platform's power function does not promise.
        private static double PowerOfTen(int power) =>
            double.Parse($"1e{power}", NumberStyles.AllowExponent, CultureInfo.InvariantCulture);

        private bool Times(double scale)
        {
            if (scaleIsOpen) scales[^1] *= scale;
            else scales.Add(scale);
            return scaleIsOpen = true;
        }

        private bool Number(string text)
        {
            if (!double.TryParse(string.Concat(text.Where(char.IsAsciiDigit)), NumberStyles.None, CultureInfo.InvariantCulture,
                out var number))
                return false;
            if (number == 1 || (number > 1 && IsPowerOfTen(text))) return Times(number);
            // "million USD at prices of 2010".
            return year = text.Length == 4 && number is >= FirstYear and <= LastYear;
        }

        private static bool IsPowerOfTen(string text) => text[0] == '1' && text.AsSpan(1).IndexOfAnyInRange('1', '9') < 0;

        private bool Word(string word)
        {
            var lower = word.ToLowerInvariant();
            if (word == "PER") return Counts(UnitKind.Persons);
            if (UnitWords.Scales.TryGetValue(lower, out var scale)) return Times(scale);
            if (UnitWords.Fillers.Contains(lower) && word.Any(char.IsLower)) return true;
            if (UnitWords.Counted.TryGetValue(lower, out var kind)) return Counts(kind);
            if (Iso4217.Contains(word)) return Spent(word);
            // MEUR, mnUSD, kCHF; EURm, USDbn.
            if (word.Length > 3 && Iso4217.IsCode(word[^3..]) && UnitWords.Scales.TryGetValue(lower[..^3], out scale))
                return Times(scale) && Spent(word[^3..]);
            if (word.Length > 3 && Iso4217.IsCode(word[..3]) && UnitWords.Scales.TryGetValue(word[3..], out scale))
                return Spent(word[..3]) && Times(scale);
            return UnitWords.Fillers.Contains(lower) || Characters(word);
        }

        // 百万円: every character is a word.
        private bool Characters(string word)
        {
            foreach (var c in word)
            {
                if (UnitWords.Characters.TryGetValue(c, out var scale)) Times(scale);
                else if (c == '円') Spent("JPY");
                else if (c == '人') Counts(UnitKind.Persons);
                else return false;
            }

            return true;
        }

        private bool Counts(UnitKind kind)
        {
            scaleIsOpen = false;
            kinds.Add(kind);
            return true;
        }

        private bool Spent(string code)
        {
            scaleIsOpen = false;
            currencies.Add(code.ToUpperInvariant());
            return true;
        }
    }
}
