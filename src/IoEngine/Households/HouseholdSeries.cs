namespace IoEngine.Households;

/// <summary>
/// All rows of one region. Each cell is that of the year asked for, else that of a row without a year, else that of the nearest
/// year that has it, the earlier of two equally near. Immutable.
/// </summary>
internal sealed class HouseholdSeries(IReadOnlyList<HouseholdRow> rows)
{
    /// <summary>Whether some rows are of single years.</summary>
    public bool HasYears { get; } = rows.Any(r => r.Year is not null);

    /// <summary>The required columns that no row has.</summary>
    public IEnumerable<string> Lacking => HouseholdRow.Columns
        .Where(c => HouseholdRow.Required.Contains(c.Name) && !rows.Any(c.IsIn)).Select(c => c.Name);

    /// <summary>Years of the household incomes, which are amounts of money, where all are of other years.</summary>
    public IReadOnlyList<int> IncomeYearsBut(int year) =>
        Taken(static r => r.HouseholdIncome is not null, year) is { Year: { } of } && of != year
            ? [.. rows.Where(r => r.HouseholdIncome is not null).Select(r => r.Year).OfType<int>()] : [];

    /// <summary>The columns whose cell is of another year than the one asked for, with that year.</summary>
    public IEnumerable<(string Column, int Year)> Carried(int? year) =>
        Cells(year).Where(c => c.Row.Year is { } of && of != year).Select(c => (c.Column, c.Row.Year!.Value));

    /// <summary>The columns whose cell is an assumption.</summary>
    public IEnumerable<string> Assumed(int? year) => Cells(year).Where(c => c.Row.Assumed).Select(c => c.Column);

    /// <summary>The parameters of a year; null: the last that there are.</summary>
    public HouseholdParameter In(int? year)
    {
        var income = Taken(static r => r.HouseholdIncome is not null, year);
        return new HouseholdParameter(Value(static r => r.DisposableShare, year) ?? 0,
            Value(static r => r.PropensityToConsume, year) ?? 0, Value(static r => r.LabourShare, year) ?? 0, Source(year),
            Value(static r => r.MixedIncomeShare, year) ?? 0, income?.HouseholdIncome,
            Value(static r => r.ConsumptionShare, year), Told(year),
            income?.IncomeUnit, Value(static r => r.CompulsoryPayments, year));
    }

    /// <summary>
    /// The split of a year's wedge: rates of another year than θ are its split, not its height, so that the parts add up.
    /// </summary>
    private FiscalRate? Told(int? year)
    {
        var rates = Fiscal(year);
        return rates?.Wedge is { } wedge && Value(static r => r.DisposableShare, year) is { } theta
            && Math.Abs(wedge - (1 - theta)) > FiscalRate.WedgeTolerance ? rates.For(1 - theta) : rates;
    }

    /// <summary>Faults of wedges whose parts stand in several rows of one year.</summary>
    public void CheckWedges(string region, List<Finding> findings)
    {
        string[] parts = ["disposable_share", "employers_social", "employees_social", "wage_tax"];
        foreach (var year in rows.Select(r => r.Year).Distinct())
        {
            var own = Cells(year).Where(c => parts.Contains(c.Column)).ToArray();
            if (own.Length < parts.Length || own.Any(c => c.Row.Year is { } of && of != year)
                || own.All(c => c.Row == own[0].Row))
                continue;
            if (Fiscal(year) is { } rates)
                HouseholdParameters.CheckWedge(region, Value(static r => r.DisposableShare, year), rates, findings);
        }
    }

    private FiscalRate? Fiscal(int? year)
    {
        var rates = new FiscalRate(Value(static r => r.Fiscal?.EmployersSocial, year),
            Value(static r => r.Fiscal?.EmployeesSocial, year), Value(static r => r.Fiscal?.WageTax, year),
            Value(static r => r.Fiscal?.ProfitTax, year), Beside(static r => r.Fiscal?.CompulsoryInWedge, year),
            Beside(static r => r.Fiscal?.CashBenefits, year));
        return rates == new FiscalRate() ? null : rates;
    }

    // The rest of a wedge belongs to the split of its own year: those of another would not add up with it.
    private double? Beside(Func<HouseholdRow, double?> cell, int? year) => Taken(r => cell(r) is not null, year) is { } row
        && (row.Year is null || row.Year == Taken(static r => r.Fiscal?.WageTax is not null, year)?.Year) ? cell(row) : null;

    private double? Value(Func<HouseholdRow, double?> cell, int? year) =>
        Taken(r => cell(r) is not null, year) is { } row ? cell(row) : null;

    private HouseholdRow? Taken(Func<HouseholdRow, bool> has, int? year)
    {
        HouseholdRow? taken = null;
        foreach (var row in rows)
        {
            if (has(row) && (taken is null || Before(row, taken, year))) taken = row;
        }

        return taken;
    }

    private static bool Before(HouseholdRow row, HouseholdRow other, int? year) =>
        Rank(row, year).CompareTo(Rank(other, year)) < 0;

    // The year's own, those of every year, the others by distance; without a year the last first.
    private static (int Kind, int Distance, int Year) Rank(HouseholdRow row, int? year) => row.Year switch
    {
        null => (1, 0, 0),
        { } of when of == year => (0, 0, 0),
        { } of => (2, year is { } asked ? Math.Abs(of - asked) : -of, of),
    };

    private IEnumerable<(string Column, HouseholdRow Row)> Cells(int? year) =>
        HouseholdRow.Columns.Select(c => (c.Name, Row: Taken(c.IsIn, year))).Where(c => c.Row is not null)
            .Select(c => (c.Name, c.Row!));

    // One row is its own source; where cells come from several, each is named with its year.
    private string Source(int? year)
    {
        if (rows.Count == 1) return rows[0].Source;
        var parts = Cells(year).GroupBy(c => (c.Row.Source, Year: c.Row.Year == year ? null : c.Row.Year));
        return string.Join("; ", parts.Select(g =>
            $"{string.Join(", ", g.Select(c => c.Column))}{(g.Key.Year is { } of ? $" of {of}" : "")}: {g.Key.Source}"));
    }
}
