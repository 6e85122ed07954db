namespace IoEngine.Texts;

/// <summary>How the numbers of a column are written. Immutable.</summary>
/// <param name="DecimalSign">'.' or ','; 0: nothing shows it.</param>
/// <param name="Grouped">
/// Whether it is shown that the other sign stands between thousands, so that 1,234 is a thousand where the point is decimal.
/// </param>
internal readonly record struct NumberStyle(byte DecimalSign, bool Grouped)
{
    /// <summary>Nothing shows it: numbers that two readings fit are a question.</summary>
    public static NumberStyle Undecided => default;

    /// <summary>The point is the decimal sign.</summary>
    public static NumberStyle Point => new((byte)'.', false);

    /// <summary>Whether the decimal sign is known.</summary>
    public bool IsDecided => DecimalSign != 0;

    /// <summary>As somebody stated it: whoever knows the decimal sign knows the other one too.</summary>
    public static NumberStyle Stated(char decimalSign) => new((byte)decimalSign, true);
}

/// <summary>What the writing of one number shows of its column.</summary>
internal enum NumberVote
{
    /// <summary>No point or comma, or one from which nothing follows for other numbers (0.893).</summary>
    None,

    /// <summary>The point is the decimal sign: 12.5, 1,234.50, 1,234,567.</summary>
    Point,

    /// <summary>The comma is: 12,5, 1.234,50, 1.234.567.</summary>
    Comma,

    /// <summary>One point before exactly three digits, which may be decimals or thousands: 1.234.</summary>
    OpenPoint,

    /// <summary>The same with a comma: 1,234.</summary>
    OpenComma,
}

/// <summary>
/// What the numbers of a column show together: the one rule by which its style is decided. Mutable; not safe for concurrent use.
/// </summary>
/// <remarks>
/// Only numbers that mean one thing count. SAP writes the minus behind: it does not tell the signs apart, but such programs group
/// thousands always.
/// </remarks>
internal struct NumberEvidence
{
    /// <summary>Numbers that show the point to be decimal.</summary>
    public long Points;

    /// <summary>Numbers that show the comma to be decimal.</summary>
    public long Commas;

    /// <summary>Numbers that two readings fit.</summary>
    public long Open;

    /// <summary>Numbers with groups of thousands beyond doubt, by either sign.</summary>
    public long Groups;

    /// <summary>Takes in what one number shows.</summary>
    public void Add(in NumberReading number)
    {
        switch (number.Vote)
        {
            case NumberVote.Point: Points++; break;
            case NumberVote.Comma: Commas++; break;
            case NumberVote.OpenPoint or NumberVote.OpenComma: Open++; break;
        }

        if (number.ShowsGroups) Groups++;
    }

    /// <summary>Takes in what another part of the column shows.</summary>
    public void Add(in NumberEvidence other)
    {
        Points += other.Points;
        Commas += other.Commas;
        Open += other.Open;
        Groups += other.Groups;
    }

    /// <summary>The style: the decimal sign that more numbers show; as many of each, or none, decide nothing.</summary>
    public readonly NumberStyle Style => Points == Commas ? NumberStyle.Undecided
        : Points > Commas ? new NumberStyle((byte)'.', Groups > 0 && Commas == 0)
        : new NumberStyle((byte)',', Groups > 0 && Points == 0);
}
