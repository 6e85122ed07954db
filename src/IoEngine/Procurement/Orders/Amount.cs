using System.Globalization;
using System.Runtime.CompilerServices;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>How reading an amount went.</summary>
internal enum AmountStatus
{
    Ok,
    Empty,
    NotNumber,
    Ambiguous,
    TooLarge,
}

/// <summary>Reads amounts of money, in any way that <see cref="NumberText"/> knows, to exact decimals.</summary>
/// <remarks>
/// Values are kept to six decimals and below 10¹⁵, so that sums over a million orders stay exact. A sign that could mean two
/// things is not guessed at.
/// </remarks>
internal readonly struct Amount(NumberStyle style)
{
    /// <summary>Largest absolute value, not included.</summary>
    public const decimal Limit = 1_000_000_000_000_000m;

    /// <summary>Decimals kept.</summary>
    public const int Decimals = 6;

    private readonly NumberStyle style = style;

    /// <summary>Reads an amount.</summary>
    /// <param name="text">UTF-8.</param>
    /// <param name="evidence">Receives what its writing shows of the file's.</param>
    /// <param name="value">The value, where the status is Ok.</param>
    /// <param name="unusual">The other decimal sign was used, or decimals beyond the sixth were rounded away.</param>
    /// <param name="mark">Sign or code of a currency beside it; null: none.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public AmountStatus Parse(ReadOnlySpan<byte> text, ref NumberEvidence evidence, out decimal value, out bool unusual,
        out string? mark)
    {
        unusual = false;
        mark = null;
        text = FieldRules.Trimmed(text);
        var negative = text.Length > 0 && text[0] == (byte)'-';
        var digits = negative ? text[1..] : text;
        var decimalSign = style.DecimalSign;
        long mantissa = 0;
        var scale = -1;
        if (digits.Length is > 0 and <= 16)
        {
            var i = 0;
            for (; i < digits.Length; i++)
            {
                var d = digits[i] - (byte)'0';
                if ((uint)d <= 9)
                {
                    mantissa = (mantissa * 10) + d;
                    if (scale >= 0) scale++;
                }
                else if (digits[i] == decimalSign && scale < 0 && i > 0 && i < digits.Length - 1) scale = 0;
                else break;
            }

            if (i == digits.Length && scale <= Decimals && mantissa < 1_000_000_000_000_000)
            {
                if (scale >= 0) Count(ref evidence, scale, digits);
                value = new decimal((int)mantissa, (int)(mantissa >> 32), 0, negative, (byte)Math.Max(scale, 0));
                return AmountStatus.Ok;
            }
        }

        return Slow(text, ref evidence, out value, out unusual, out mark);
    }

    // As NumberText judges a number with a single sign: three digits behind it and at most three before may be thousands.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Count(ref NumberEvidence evidence, int scale, ReadOnlySpan<byte> digits)
    {
        if (scale == 3 && digits.Length <= 7) evidence.Open += digits[0] == (byte)'0' ? 0 : 1;
        else if (style.DecimalSign == (byte)'.') evidence.Points++;
        else evidence.Commas++;
    }

    private AmountStatus Slow(ReadOnlySpan<byte> text, ref NumberEvidence evidence, out decimal value, out bool unusual,
        out string? mark)
    {
        value = 0m;
        unusual = false;
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        var reading = NumberText.Read(text, style, plain);
        mark = reading.Mark;
        evidence.Add(reading);
        if (reading.Status != NumberStatus.Ok)
            return reading.Status switch
            {
                NumberStatus.Empty => AmountStatus.Empty,
                NumberStatus.Ambiguous => AmountStatus.Ambiguous,
                _ => AmountStatus.NotNumber,
            };
        plain = plain[..reading.Length];
        const NumberStyles styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!decimal.TryParse(plain, styles, CultureInfo.InvariantCulture, out value))
            return double.TryParse(plain, styles, CultureInfo.InvariantCulture, out var d) && Math.Abs(d) >= (double)Limit
                ? AmountStatus.TooLarge : AmountStatus.NotNumber;
        if (Math.Abs(value) >= Limit) return AmountStatus.TooLarge;
        var rounded = decimal.Round(value, Decimals, MidpointRounding.ToEven);
        var otherSign = style.IsDecided && reading.Vote == (style.DecimalSign == (byte)'.' ? NumberVote.Comma : NumberVote.Point);
        unusual = otherSign || rounded != value;
        value = rounded;
        return AmountStatus.Ok;
    }
}
