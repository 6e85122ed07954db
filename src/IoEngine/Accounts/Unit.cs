using System.Globalization;

namespace IoEngine.Accounts;

/// <summary>What a row of a table is counted in.</summary>
public enum UnitKind
{
    /// <summary>
    /// Anything else, or nothing that is known: hectares, cubic metres, a text that is not understood, no text at all.
    /// </summary>
    Other,

    /// <summary>Money.</summary>
    Money,

    /// <summary>Persons: people employed, employees, jobs.</summary>
    Persons,

    /// <summary>Full-time equivalents: annual work units, person-years.</summary>
    FullTimeEquivalents,

    /// <summary>Hours worked; never persons.</summary>
    Hours,

    /// <summary>Mass, of one substance or of many in equivalents.</summary>
    Mass,

    /// <summary>Energy.</summary>
    Energy,
}

/// <summary>The unit of a row: its kind, what is counted, and how many of that one unit is. Immutable.</summary>
/// <remarks>
/// Every row of Z, Y, V, F and x has one. It is read once, where a format reads the text of its source (<see cref="Read"/>); rows
/// of V are brought to the money of Z there, and rows with the role of employment to persons where indicators are made. Two units
/// are equal that mean the same, however spelled.
/// </remarks>
public readonly record struct Unit
{
    private readonly string? of;
    private readonly string? published;
    private readonly double scale;

    internal Unit(UnitKind kind, string of, double scale, string? published = null)
    {
        Kind = kind;
        this.of = of;
        this.scale = scale;
        this.published = published;
    }

    /// <summary>One person.</summary>
    public static Unit Persons { get; } = new(UnitKind.Persons, "persons", 1);

    /// <summary>One full-time equivalent.</summary>
    public static Unit FullTimeEquivalents { get; } = new(UnitKind.FullTimeEquivalents, "FTE", 1);

    /// <summary>What kind of thing is counted.</summary>
    public UnitKind Kind { get; }

    /// <summary>
    /// What is counted: an ISO 4217 code, <c>persons</c>, <c>FTE</c>, <c>hours</c>, <c>t</c> or <c>TJ</c> with what it is of;
    /// else the text of the source. Empty where a source names nothing.
    /// </summary>
    public string Of => of ?? "";

    /// <summary>How many of it one unit is: 1e6 for millions.</summary>
    public double Scale => scale == 0 ? 1 : scale;

    /// <summary>The unit as its source spells it; as <see cref="ToString"/> where there is none.</summary>
    public string Published => published ?? ToString();

    /// <summary>The ISO 4217 code of money.</summary>
    /// <exception cref="InvalidOperationException">The unit is not one of money.</exception>
    public string Currency =>
        Kind == UnitKind.Money ? Of : throw new InvalidOperationException($"'{Published}' is no unit of money.");

    /// <summary>Whether the source names nothing that is counted: no unit, or a scale alone.</summary>
    public bool IsBare => Kind == UnitKind.Other && Of.Length == 0;

    /// <summary>A unit of money.</summary>
    /// <param name="currency">ISO 4217 code, such as USD.</param>
    /// <param name="scale">1e6 for millions.</param>
    /// <exception cref="ArgumentException">There is no currency, or the scale is not positive.</exception>
    public static Unit Money(string currency, double scale)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(currency);
        if (!(scale > 0) || !double.IsFinite(scale))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "A scale is a positive number.");
        return new Unit(UnitKind.Money, currency.ToUpperInvariant(), scale);
    }

    /// <summary>
    /// The unit that a text names, in the spellings of tables: "Mill USD", "M.EUR", "MEUR", "Mrd EUR", "100 million JPY", "10^6
    /// EUR", "1000 p", "THS_PER", "M.hr", "kt", "kg CO2-eq". Every word must be understood; a text that is not, or that has two
    /// readings, is of the kind <see cref="UnitKind.Other"/>.
    /// </summary>
    public static Unit Read(string text) => UnitText.Read(text ?? "");

    /// <summary>The unit of money that a text names, or false.</summary>
    public static bool TryReadMoney(string text, out Unit unit)
    {
        unit = Read(text);
        return unit.Kind == UnitKind.Money;
    }

    /// <summary>How many of <paramref name="other"/> one of this is; null where the two count different things.</summary>
    /// <remarks>
    /// A unit without any text counts what is asked for; a scale alone ("thousand") counts as many of what
    /// <paramref name="other"/> does.
    /// </remarks>
    public double? In(Unit other)
    {
        if (IsBare && Scale == 1) return 1;
        return IsBare || (Kind == other.Kind && Of == other.Of) ? Scale / other.Scale : null;
    }

    /// <summary>One of what a kind of work counts: persons or full-time equivalents.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Units of other kinds are of something.</exception>
    internal static Unit One(UnitKind kind) => kind switch
    {
        UnitKind.Persons => Persons,
        UnitKind.FullTimeEquivalents => FullTimeEquivalents,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The same unit with the spelling of a source.</summary>
    internal Unit Spelled(string text) => new(Kind, Of, Scale, text.Length > 0 ? text : null);

    /// <summary>Same kind, same thing, same scale.</summary>
    public bool Equals(Unit other) => Kind == other.Kind && Of == other.Of && Scale == other.Scale;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Of, Scale);

    /// <summary>
    /// "million CHF", "thousand persons", "100 million JPY"; single persons, masses, energies and others as the source spells
    /// them.
    /// </summary>
    public override string ToString() => published is null || Kind == UnitKind.Money
        || (Kind is UnitKind.Persons or UnitKind.FullTimeEquivalents or UnitKind.Hours && Scale != 1)
        ? Join(Words(Scale), Of) : published;

    private static string Join(string scale, string of) => scale.Length == 0 ? of : of.Length == 0 ? scale : $"{scale} {of}";

    private static string Words(double scale)
    {
        if (scale == 1) return "";
        foreach (var (word, size) in new[] { ("trillion", 1e12), ("billion", 1e9), ("million", 1e6), ("thousand", 1e3) })
        {
            var times = scale / size;
            if (times == 1) return word;
            if (times is 10 or 100) return string.Create(CultureInfo.InvariantCulture, $"{times} {word}");
        }

        return scale.ToString(CultureInfo.InvariantCulture);
    }
}
