using IoEngine.Membership;

namespace IoEngine.Scenarios;

/// <summary>A country pays another contribution. Immutable.</summary>
public sealed record ChangeContribution : Change
{
    /// <summary>A change to be filled in.</summary>
    public ChangeContribution()
    {
    }

    /// <summary>A change of a contribution.</summary>
    /// <param name="country">Any spelling.</param>
    /// <param name="amount">Per year, report currency; null: <paramref name="factor"/> times what it pays.</param>
    /// <param name="factor">0 or more; used where there is no amount.</param>
    /// <param name="keepTotal">Whether the others pay less (or more) in proportion, so that the year's total stays.</param>
    /// <param name="years">Which years.</param>
    public ChangeContribution(string country, double? amount, double factor, bool keepTotal, YearSpan years) =>
        (Country, Amount, Factor, KeepTotal, Years) = (country, amount, factor, keepTotal, years);

    /// <inheritdoc/>
    [Option("A country pays another contribution.", Required = true, Choices = ["contribution"])]
    public override string Kind => "contribution";

    /// <summary>The country, any spelling.</summary>
    [Option("The country, any spelling.", Required = true)]
    public string Country { get; init; } = "";

    /// <summary>Amount a year, report currency; null: factor times what it pays.</summary>
    [Option("Amount a year, report currency; null: factor times what it pays.")]
    public double? Amount { get; init; }

    /// <summary>Used where there is no amount.</summary>
    [Option("Used where there is no amount.")]
    public double Factor { get; init; } = 1;

    /// <summary>Whether the others' contributions change in proportion so that the year's total stays.</summary>
    [Option("Whether the others' contributions change in proportion so that the year's total stays.")]
    public bool KeepTotal { get; init; } = true;

    /// <summary>Which years, one span; null: all.</summary>
    [Option("Which years, one span; null: all.")]
    public YearSpan Years { get; init; } = YearSpan.All;

    internal override void Check(ChangeCheck check)
    {
        check.Countries("country", [Country]);
        check.Positive(Amount is null ? "factor" : "amount", Amount ?? Factor);
        check.Years("years", Years);
        if (!KeepTotal || Amount is not { } amount) return;
        foreach (var year in check.Inputs.Contributions.Years.Where(Years.Contains))
        {
            var total = check.Inputs.Contributions.Payers(year).Sum(p => check.Inputs.Contributions.Of(p, year));
            if (amount > total)
            {
                check.Fault("SCENARIO-SHARE", "amount",
                    $"The contribution is larger than all contributions of {year} together, which are to be kept.",
                    ChangeCheck.Text(amount), $"at most {ChangeCheck.Text(total)}", "Lower the amount, or leave keepTotal out.");
                break;
            }
        }
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new ContributionTouch(start.Rules.Countries.CountryOf(Country), KeepTotal, Years);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var country = state.Rules.Countries.CountryOf(Country);
        var entries = new List<Contribution>();
        var touched = 0;
        foreach (var year in state.Contributions.Years.Concat(check.Inputs.Years.Select(y => y.Year)).Distinct().Order())
        {
            var payers = state.Contributions.Payers(year).ToDictionary(p => p, p => state.Contributions.Of(p, year),
                StringComparer.Ordinal);
            if (Years.Contains(year)) touched += Pay(payers, country) ? 1 : 0;
            entries.AddRange(payers.Select(p => new Contribution(year, p.Key, p.Value)));
        }

        check.Note("Contribution changed.", $"{country}: {Plural.Of(touched, "year")}");
        return touched == 0 ? state : state with { Contributions = new ContributionLedger(entries) };
    }

    private bool Pay(Dictionary<string, double> payers, string country)
    {
        var before = payers.GetValueOrDefault(country);
        var after = Amount ?? (before * Factor);
        if (after == before) return false;
        var others = payers.Values.Sum() - before;
        if (KeepTotal && others > 0)
        {
            var scale = (others + before - after) / others;
            foreach (var payer in payers.Keys.Where(p => p != country).ToArray()) payers[payer] *= scale;
        }

        payers[country] = after;
        return true;
    }
}
