namespace IoEngine.Scenarios;

/// <summary>Which table serves a year. Immutable.</summary>
/// <param name="Year">Year of the orders.</param>
/// <param name="TableYear">Year of the table.</param>
public sealed record YearAssignment(int Year, int TableYear)
{
    /// <summary>Whether the table is another year's.</summary>
    public bool Extrapolated => Year != TableYear;
}
