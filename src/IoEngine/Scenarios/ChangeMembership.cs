using IoEngine.Membership;

namespace IoEngine.Scenarios;

/// <summary>A country belongs to another group from a date: it joins, leaves or changes its status. Immutable.</summary>
public sealed record ChangeMembership : Change
{
    /// <summary>A change to be filled in.</summary>
    public ChangeMembership()
    {
    }

    /// <summary>A change of membership.</summary>
    /// <param name="country">Any spelling.</param>
    /// <param name="group">The group; "non-member" for leaving.</param>
    /// <param name="from">First day, included.</param>
    /// <param name="to">Last day, included; null: for good.</param>
    public ChangeMembership(string country, string group, DateOnly from, DateOnly? to = null) =>
        (Country, Group, From, To) = (country, group, from, to);

    /// <inheritdoc/>
    [Option("A country belongs to another group from a date.", Required = true, Choices = ["membership"])]
    public override string Kind => "membership";

    /// <summary>The country, any spelling.</summary>
    [Option("The country, any spelling.", Required = true)]
    public string Country { get; init; } = "";

    /// <summary>The group; "non-member" for leaving.</summary>
    [Option("The group; \"non-member\" for leaving.", Required = true)]
    public string Group { get; init; } = "";

    /// <summary>First day, yyyy-MM-dd.</summary>
    [Option("First day, yyyy-MM-dd.", Required = true)]
    public DateOnly From { get; init; }

    /// <summary>Last day, yyyy-MM-dd; null: for good.</summary>
    [Option("Last day, yyyy-MM-dd; null: for good.")]
    public DateOnly? To { get; init; }

    private DateOnly Last => To ?? DateOnly.MaxValue;

    internal override void Check(ChangeCheck check)
    {
        check.Countries("country", [Country]);
        if (!GroupRule.IsKnown(check.Membership, Group))
            check.Fault("SCENARIO-LABEL", "group", "There is no such group.", $"'{Group}'",
                string.Join(", ", GroupRule.Known(check.Membership)));
        if (To < From)
            check.Fault("SCENARIO-YEARS", "to", "The period ends before it begins.", $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}",
                "from ≤ to");
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new MembershipTouch(start.Rules.Countries.CountryOf(Country), From, Last);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var country = state.Rules.Countries.CountryOf(Country);
        var periods = state.Membership.Periods.Where(p => p.Country != country).ToList();
        foreach (var p in state.Membership.Periods.Where(p => p.Country == country))
        {
            if (p.From < From) periods.Add(p with { To = Earlier(p.To, From.AddDays(-1)) });
            if (To is not null && (p.To ?? DateOnly.MaxValue) > Last)
                periods.Add(p with { From = p.From > Last ? p.From : Last.AddDays(1) });
        }

        var group = state.Membership.Spelled(Group);
        if (group != MembershipRegister.NonMember) periods.Add(new MembershipPeriod(country, group, From, To, check.Place("")));
        var register = state.Membership.With(periods);
        var years = check.Inputs.Years.Where(y => register.GroupIn(country, y.Year) != state.Membership.GroupIn(country, y.Year))
            .Select(y => y.Year).ToArray();
        check.Note("Membership changed.",
            years.Length == 0
                ? $"{country}: no year of the study"
                : $"{country}: {group} in {Plural.Of(years.Length, "year")} from {years[0]}");
        return state with { Membership = register };
    }

    private static DateOnly Earlier(DateOnly? a, DateOnly b) => a is { } d && d < b ? d : b;
}
