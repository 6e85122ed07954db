using IoEngine.Texts;

namespace IoEngine.Files.Numbers;

/// <summary>A cell of a table of numbers that people wrote, in the style of its file.</summary>
internal static class NumberCell
{
    /// <summary>A finite number; none where it shows another decimal sign than the file, or has a mark of a currency.</summary>
    public static bool TryRead(ReadOnlySpan<byte> content, NumberStyle style, out double value)
    {
        value = 0;
        Span<byte> plain = stackalloc byte[NumberText.Longest];
        var reading = NumberText.Read(content, style, plain);
        if (reading.Status != NumberStatus.Ok || reading.Mark is not null) return false;
        if (reading.Vote == (style.DecimalSign == (byte)',' ? NumberVote.Point : NumberVote.Comma)) return false;
        return DecimalText.TryParse(plain[..reading.Length], out value) && double.IsFinite(value);
    }
}
