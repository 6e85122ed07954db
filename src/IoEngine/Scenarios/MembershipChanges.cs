using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement;

namespace IoEngine.Scenarios;

/// <summary>A country belongs to another group from a date: it joins, leaves or changes its status. Immutable.</summary>
/// <param name="Country">Any spelling.</param>
/// <param name="Group">The group; "non-member" for leaving.</param>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included; null: for good.</param>
public sealed record ChangeMembership(string Country, string Group, DateOnly From, DateOnly? To = null) : Change
{
    /// <inheritdoc/>
    public override string Kind => "membership";

    internal override void Check(ChangeCheck check)
    {
        check.Countries("country", [Country]);
        if (!GroupRule.IsKnown(check.Membership, Group))
            check.Fault("SCENARIO-LABEL", "group", "There is no such group.", $"'{Group}'", string.Join(", ", GroupRule.Known(check.Membership)));
        if (To < From) check.Fault("SCENARIO-YEARS", "to", "The period ends before it begins.", $"{From:yyyy-MM-dd} to {To:yyyy-MM-dd}", "from ≤ to");
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var country = state.Rules.Countries.CountryOf(Country);
        var last = To ?? DateOnly.MaxValue;
        var periods = state.Membership.Periods.Where(p => p.Country != country).ToList();
        foreach (var p in state.Membership.Periods.Where(p => p.Country == country))
        {
            if (p.From < From) periods.Add(p with { To = Earlier(p.To, From.AddDays(-1)) });
            if (To is not null && (p.To ?? DateOnly.MaxValue) > last) periods.Add(p with { From = p.From > last ? p.From : last.AddDays(1) });
        }

        var group = state.Membership.Spelled(Group);
        if (group != MembershipRegister.NonMember) periods.Add(new MembershipPeriod(country, group, From, To, check.Place("")));
        var register = state.Membership.With(periods);
        var years = check.Inputs.Years.Where(y => register.GroupIn(country, y.Year) != state.Membership.GroupIn(country, y.Year)).Select(y => y.Year).ToArray();
        check.Note("Membership changed.", years.Length == 0 ? $"{country}: no year of the study" : $"{country}: {group} in {Plural.Of(years.Length, "year")} from {years[0]}");
        return state with { Membership = register };
    }

    private static DateOnly Earlier(DateOnly? a, DateOnly b) => a is { } d && d < b ? d : b;
}

/// <summary>A country pays another contribution. Immutable.</summary>
/// <param name="Country">Any spelling.</param>
/// <param name="Amount">Per year, report currency; null: <paramref name="Factor"/> times what it pays.</param>
/// <param name="Factor">0 or more; used where there is no amount.</param>
/// <param name="KeepTotal">Whether the others pay less (or more) in proportion, so that the year's total stays.</param>
/// <param name="Years">Which years.</param>
public sealed record ChangeContribution(string Country, double? Amount, double Factor, bool KeepTotal, YearSpan Years) : Change
{
    /// <inheritdoc/>
    public override string Kind => "contribution";

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
                check.Fault("SCENARIO-SHARE", "amount", $"The contribution is larger than all contributions of {year} together, which are to be kept.",
                    ChangeCheck.Text(amount), $"at most {ChangeCheck.Text(total)}", "Lower the amount, or leave keepTotal out.");
                break;
            }
        }
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var country = state.Rules.Countries.CountryOf(Country);
        var entries = new List<Contribution>();
        var touched = 0;
        foreach (var year in state.Contributions.Years.Concat(check.Inputs.Years.Select(y => y.Year)).Distinct().Order())
        {
            var payers = state.Contributions.Payers(year).ToDictionary(p => p, p => state.Contributions.Of(p, year), StringComparer.Ordinal);
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
