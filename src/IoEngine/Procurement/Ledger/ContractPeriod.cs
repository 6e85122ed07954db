namespace IoEngine.Procurement.Ledger;

/// <summary>From the first to the last day of a contract, both included: what is spent in which year, pro rata by days.</summary>
internal static class ContractPeriod
{
    /// <summary>An order, counted in its billionths: parts of orders add up exactly in any order.</summary>
    public const long WholeOrder = 1_000_000_000;

    /// <summary>Billionths of orders as orders; whole ones are whole.</summary>
    public static double Orders(long billionths) =>
        (billionths / WholeOrder) + ((billionths % WholeOrder) / (double)WholeOrder);

    /// <summary>A part for each year; the last is what the others leave, so that the parts add up exactly.</summary>
    public static IEnumerable<(int Year, decimal Value, long Number)> Parts(decimal value, DateOnly start, DateOnly end)
    {
        var days = end.DayNumber - start.DayNumber + 1;
        var (left, number) = (value, WholeOrder);
        for (var year = start.Year; year < end.Year; year++)
        {
            var own = new DateOnly(year, 12, 31).DayNumber - Math.Max(start.DayNumber, new DateOnly(year, 1, 1).DayNumber) + 1;
            var part = (year, decimal.Round(value * own / days, 12), WholeOrder * own / days);
            (left, number) = (left - part.Item2, number - part.Item3);
            yield return part;
        }

        yield return (end.Year, left, number);
    }
}
