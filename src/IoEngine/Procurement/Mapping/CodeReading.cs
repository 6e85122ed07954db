using System.Buffers;
using System.Text.RegularExpressions;

namespace IoEngine.Procurement.Mapping;

/// <summary>What a cell with a code says. Immutable.</summary>
/// <param name="Keys">
/// What to look up: one key, or several where the cell names several codes or a range; none where it can't be read.
/// </param>
/// <param name="Shown">The code as read, for people.</param>
/// <param name="Repair">What was repaired beyond doubt, in words; empty: nothing.</param>
/// <param name="Fault">Why there is no single reading, in words; empty: there is one, or the text is no code at all.</param>
internal sealed record CodeReading(IReadOnlyList<string> Keys, string Shown, string Repair = "", string Fault = "")
{
    public const string LostZero = "a lost zero put back";
    public const string Exponent = "an exponent written out (later digits are lost)";
    public const string Decimals = "decimals of a number dropped";
    public const string Description = "a description dropped";
    public const string Several = "several codes that mean the same";
    public const string Variant = "a national or joined spelling";

    /// <summary>A code as it should be written.</summary>
    public static CodeReading Plain(string key, string shown) => new([key], shown);

    /// <summary>A text that has no single reading.</summary>
    public static CodeReading Unread(string fault) => new([], "", "", fault);

    /// <summary>Whether there is anything to look up.</summary>
    public bool IsCode => Keys.Count > 0 && Keys[0].Length > 0 && !NoCode;

    /// <summary>
    /// Whether the text can be no code of its scheme, though nothing is wrong with it otherwise: a word in a column of CPV.
    /// </summary>
    public bool NoCode { get; init; }

    /// <summary>Several codes of one cell, or a range, that mean the same sectors: nothing is open.</summary>
    public CodeReading Agreed() => Fault.Length == 0 ? this : this with { Fault = "", Repair = Several };

    /// <summary>A range whose divisions mean different sectors.</summary>
    public CodeReading Disagreed() => Fault.Length > 0 ? this : this with { Fault = $"{Shown}, which are different sectors" };

    /// <summary>The same with something more repaired.</summary>
    public CodeReading But(string repair) => Fault.Length > 0 || repair.Length == 0 || Repair == repair ? this
        : this with { Repair = Repair.Length == 0 ? repair : $"{Repair}, {repair}" };
}

/// <summary>A note about the code of an order that was repaired or not understood. Immutable.</summary>
/// <param name="Field">code or NACE.</param>
/// <param name="Text">As found.</param>
/// <param name="Reading">What was made of it.</param>
internal sealed record CodeNote(string Field, string Text, CodeReading Reading)
{
    /// <summary>
    /// Adds a note where there is something to say: a repair that was of use, or a text without a single reading.
    /// </summary>
    public static void Add(List<CodeNote> notes, string field, string text, CodeReading? reading, bool found)
    {
        if (reading is null || (reading.Fault.Length == 0 && (reading.Repair.Length == 0 || !found))) return;
        notes.Add(new CodeNote(field, text, reading));
    }

    /// <summary>Notes of one cell are one, whatever year and order they come from.</summary>
    public bool Equals(CodeNote? other) => other is not null && Field == other.Field && Text == other.Text
        && Reading.Fault == other.Reading.Fault && Reading.Repair == other.Reading.Repair;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Field, Text);
}

/// <summary>What spreadsheets and portals do to codes of every kind.</summary>
internal static partial class CodeCell
{
    private static readonly SearchValues<char> Wrapping = SearchValues.Create("\"'[]{}\u2019");

    /// <summary>
    /// Without the marks that keep a spreadsheet from reading a number (<c>="01"</c>, <c>'01</c>), quotes and brackets of lists.
    /// </summary>
    public static string Clean(string text)
    {
        var clean = text.Trim();
        if (clean.StartsWith('=')) clean = clean[1..];
        return clean.AsSpan().ContainsAny(Wrapping) ? Marks().Replace(clean, " ").Trim() : clean;
    }

    /// <summary>
    /// A number in scientific notation as the digits it begins with, and how many it has before the point; false where it is
    /// none.
    /// </summary>
    public static bool TryExponent(string text, out string digits, out int length)
    {
        (digits, length) = ("", 0);
        if (Scientific().Match(text) is not { Success: true } m) return false;
        digits = (m.Groups[1].Value + m.Groups[2].Value).TrimEnd('0');
        length = int.Parse(m.Groups[3].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1;
        return digits.Length <= length;
    }

    /// <summary>What a spreadsheet makes of 01.11: a date.</summary>
    public static bool IsDate(string text) => Date().IsMatch(text);

    [GeneratedRegex(@"[""'\u2019\[\]{}]+")]
    private static partial Regex Marks();

    [GeneratedRegex(@"^([1-9])(?:[.,](\d+))?[eE]\+?0*(\d{1,2})$")]
    private static partial Regex Scientific();

    [GeneratedRegex(
        @"^\d{1,2}([./-])\d{1,2}\1(?:19|20)\d\d$|^(?:19|20)\d\d-\d\d-\d\d(?:[ T].*)?$"
            + @"|^\d{1,2}[. -]+\p{L}{3,4}\.?$|^\p{L}{3}[ -]\d\d$")]
    private static partial Regex Date();
}
