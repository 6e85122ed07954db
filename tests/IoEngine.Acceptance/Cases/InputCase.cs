namespace IoEngine.Acceptance.Cases;

/// <summary>What an input as users bring it comes to: read with these numbers, or refused with these words.</summary>
/// <param name="Name">The folder's name, or what a neighbour shows.</param>
/// <param name="Why">What is read, and where two answers would do, which is taken and why.</param>
internal sealed record InputCase(string Name, string Why)
{
    /// <summary>Codes that must be found, with blanks between; no error and no warning besides them.</summary>
    public string Finds { get; init; } = "";

    /// <summary>3 where the input is refused.</summary>
    public int Code { get; init; }

    /// <summary>Orders in the report currency.</summary>
    public double? Orders { get; init; }

    /// <summary>Those of them that are mapped; all where it is not said.</summary>
    public double? Mapped { get; init; }

    /// <summary>Value added with all induced effects; that of the mapped orders alone where it is not said.</summary>
    public double? ValueAdded { get; init; }

    /// <summary>Jobs in persons.</summary>
    public double? Jobs { get; init; }

    /// <summary>Orders by country of the supplier: "CHE 850, DEU 12.5".</summary>
    public string? Places { get; init; }

    /// <summary>Number of different countries that have orders.</summary>
    public int? Countries { get; init; }

    /// <summary>Mapped orders by sector.</summary>
    public string? Sectors { get; init; }

    /// <summary>Orders by year.</summary>
    public string? Years { get; init; }

    /// <summary>Contributions by country, in the report currency.</summary>
    public string? Contributions { get; init; }

    /// <summary>Texts that the terminal, the findings or the rejected rows must show, with | between.</summary>
    public string Says { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Compares a run with what is stated.</summary>
    public void Check(CaseRun run)
    {
        Assert.That(run.Code, Is.EqualTo(Code), run.Error);
        var wanted = Finds.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(run.Codes, Is.SupersetOf(wanted));
        Assert.That(run.Found.Where(f => f.Severity != "info").Select(f => f.Code).Distinct(), Is.SubsetOf(wanted), "no error and no warning besides");
        var told = string.Join('\n', [run.Output, run.Error, .. run.Findings.Concat(run.Table("rejected_orders")).Select(f => string.Join(' ', f.Values))]);
        foreach (var text in Says.Split('|').NotEmpty()) Assert.That(told, Does.Contain(text));
        Assert.That(told, Does.Not.Contain("   at IoEngine"), "never a stack trace");
        Assert.That(run.Summary.Count > 0, Is.EqualTo(Orders is not null), "results where the orders are stated, and nowhere else");
        if (Orders is not { } orders) return;
        var all = run.OverYears;
        var mapped = Mapped ?? orders;
        Assert.That((all.Number("orders"), all.Number("mapped")), Is.EqualTo((orders, mapped)));
        // A twentieth of every output of the table goes to product taxes, so that 0.95 is value added wherever it arises.
        Assert.That(all.Number("total"), Is.EqualTo(ValueAdded ?? 0.95 * mapped).Within(1e-12 * Math.Abs(mapped)), "value added");
        if (Jobs is { } jobs) Assert.That(all.Number("jobs_persons"), Is.EqualTo(jobs).Within(1e-12 * jobs), "jobs");
        var places = run.Sums("countries", "country", "orders");
        if (Countries is { } number) Assert.That(places, Has.Count.EqualTo(number));
        Same(Places, places, "orders by country");
        Same(Sectors, run.Sums("mapping", "sector", "value"), "orders by sector");
        Same(Years, run.Sums("summary", "year", "orders"), "orders by year");
        Same(Contributions, run.Sums("countries", "country", "contribution"), "contributions");
    }

    private static void Same(string? stated, IReadOnlyDictionary<string, double> found, string what)
    {
        if (stated is null) return;
        var expected = CaseRun.Parse(stated);
        Assert.That(found.Keys, Is.EquivalentTo(expected.Keys), what);
        foreach (var (name, value) in expected.NotEmpty()) Assert.That(found[name], Is.EqualTo(value).Within(1e-12 * Math.Abs(value)), $"{what}: {name}");
    }
}
