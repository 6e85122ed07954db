using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Membership;
using IoEngine.Places;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Scenarios;

/// <summary>What a change is checked against, where it stands, and the faults so far.</summary>
internal sealed class ChangeCheck(StudyInputs inputs, string path, List<Finding> findings)
{
    private readonly string path = path;

    public StudyInputs Inputs { get; } = inputs;

    /// <summary>Groups of the register in force before the change, non-members included.</summary>
    public required MembershipRegister Membership { get; init; }

    /// <summary>Name of the scenario.</summary>
    public string Scenario { get; init; } = "";

    /// <summary>The path of an option: <c>run.json, $.scenarios[2].changes[0].from</c>.</summary>
    public string Place(string option)
    {
        var at = option.Length == 0 ? path : $"{path}.{option}";
        return Inputs.Source.Length == 0 ? at : $"{Inputs.Source}, {at}";
    }

    /// <summary>Of the orders chosen those that are spent in years of the study: others are neither run nor reported.</summary>
    public Func<OrderCell, bool> InStudy(Func<OrderCell, bool> which, DemandRules rules)
    {
        var after = Math.Max(1, rules.SpendProfile.Count);
        var years = Inputs.Years.SelectMany(y => Enumerable.Range(y.Year - after + 1, after)).ToHashSet();
        return cell => years.Contains(cell.Year) && which(cell);
    }

    public void Fault(string code, string option, string message, string found, string expected, string cure = "") =>
        findings.Add(Finding.Error(code, Place(option), message, found, expected, cure));

    public void Note(string message, string found) => findings.Add(Finding.Info("SCENARIO-TOUCHED", Place(""), message, found));

    /// <summary>A change that selects nothing: the scenario is its base's own world, which nobody asks for.</summary>
    public void Nothing(string option, string kind, OrderSelection selection)
    {
        var codes = string.Join(", ", Inputs.Orders.Cells.Select(c => c.Code).Where(c => c.Length > 0).Distinct()
            .Order(StringComparer.Ordinal).Take(8));
        findings.Add(Finding.Warning("SCENARIO-NOTHING", Place(option),
            $"Scenario '{Scenario}': the change '{kind}' selects no order and changes nothing.", "0 orders", "one order at least",
            selection.Codes is null
                ? "Correct the selection; all its conditions must hold at once."
                : $"Correct the selection. Codes are prefixes, spelt as in the orders, such as {codes}."));
    }

    public void Share(string option, double value, double largest = 1)
    {
        if (!(value >= 0 && value <= largest))
            Fault("SCENARIO-SHARE", option, "The share is out of its range.", Text(value), $"0 to {Text(largest)}",
                "Give shares as fractions, not per cent.");
    }

    public void Positive(string option, double value, bool orZero = true)
    {
        if (!double.IsFinite(value) || value < 0 || (!orZero && value == 0))
            Fault("SCENARIO-RANGE", option, "The number is out of its range.", Text(value), orZero ? "0 or more" : "more than 0");
    }

    public void Years(string option, YearSpan years)
    {
        if (years.First > years.Last)
            Fault("SCENARIO-YEARS", option, "The span ends before it begins.", years.ToString(), "first ≤ last");
        else if (Inputs.Years.Count > 0 && !Inputs.Years.Any(y => years.Contains(y.Year)))
            Fault("SCENARIO-YEARS", option, "No year of the study is in the span.", years.ToString(),
                $"years from {Inputs.Years.Min(y => y.Year)} to {Inputs.Years.Max(y => y.Year)}");
    }

    /// <summary>The table of a base year must be held.</summary>
    public void TableYear(string option, int year)
    {
        if (!Inputs.TableYears.Contains(year))
            Fault("SCENARIO-BASE-YEAR", option, "There is no table of the base year.", $"{year}",
                string.Join(", ", Inputs.TableYears.Take(30)), "Choose a year with a table, or add the table to tables.years.");
    }

    public void Countries(string option, IReadOnlyList<string>? countries)
    {
        if (countries is null) return;
        if (countries.Count == 0)
            Fault("SCENARIO-EMPTY", option, "The list of countries is empty.", "[]", "one country at least",
                "Leave the key out for all.");
        foreach (var country in countries.Where(c => !IsCountry(c)))
            Fault("SCENARIO-LABEL", option, "There is no such country.", $"'{country}'",
                "an ISO 3166 code, or a country of the orders");
    }

    public void Group(string option, string? group)
    {
        if (group is null) return;
        if (!GroupRule.IsKnown(Membership, group))
            Fault("SCENARIO-LABEL", option, "There is no such group.", $"'{group}'",
                string.Join(", ", GroupRule.Known(Membership)), "Correct the name, or define the group in groups.membership.");
        else if (!Inputs.Years.Any(y => AllCountries().Any(c => GroupRule.Holds(Membership, group, c, y.Year))))
            Fault("SCENARIO-EMPTY", option, "The group has no country in any year of the study.", $"'{group}'",
                "one country at least");
    }

    public void Sectors(string option, IReadOnlyList<string>? sectors)
    {
        if (sectors is null) return;
        if (sectors.Count == 0)
            Fault("SCENARIO-EMPTY", option, "The list of sectors is empty.", "[]", "one sector at least",
                "Leave the key out for all.");
        foreach (var sector in sectors.Where(s => !Inputs.Sectors.Contains(new Sector(s))))
            Fault("SCENARIO-LABEL", option, "The tables have no such sector.", $"'{sector}'",
                Some(Inputs.Sectors.Select(s => s.Code)));
    }

    public void Regions(string option, IReadOnlyList<string>? regions)
    {
        if (regions is null) return;
        if (regions.Count == 0)
            Fault("SCENARIO-EMPTY", option, "The list of regions is empty.", "[]", "one region at least",
                "Leave the key out for all.");
        foreach (var region in regions.Where(r => Places.Named(r) is null))
            Fault("SCENARIO-LABEL", option, "The tables have no such region.", $"'{region}'",
                Some(Inputs.Regions.Select(r => r.Code)));
    }

    /// <summary>Spellings, countries and the regions of the tables.</summary>
    public RegionMap Places => places ??= Inputs.Rules.Countries.For(Inputs.Regions);

    /// <summary>Countries that the orders, the register or the contributions name.</summary>
    public IEnumerable<string> AllCountries() =>
        allCountries ??= Inputs.Orders.Cells.Select(c => c.SupplierCountry).Concat(Membership.Countries).Where(c => c.Length > 0)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();

    private string[]? allCountries;
    private RegionMap? places;

    public static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    public static string Text(decimal value) => value.ToString("#,##0.##", CultureInfo.InvariantCulture);

    private bool IsCountry(string label) => Inputs.Rules.Countries.Knows(label) || AllCountries().Contains(label);

    private static string Some(IEnumerable<string> labels)
    {
        var all = labels.ToArray();
        return string.Join(", ", all.Take(12)) + (all.Length > 12 ? ", …" : "");
    }
}

/// <summary>
/// What a group's name selects. "member" takes the host states along, which are members; "non-member" everybody outside
/// (observers too). Case is ignored.
/// </summary>
internal static class GroupRule
{
    private const string Member = "member";
    private const string Host = "host";

    public static bool Holds(MembershipRegister register, string group, string country, int year)
    {
        var own = register.GroupIn(country, year);
        if (Same(group, MembershipRegister.NonMember)) return register.IsOutside(own);
        return Same(own, group) || (Same(group, Member) && Same(own, Host));
    }

    /// <summary>The same in a world, where what is no country and no region belongs to no group.</summary>
    public static bool Holds(WorldState state, string group, string country, int year) =>
        state.IsPlace(country) && Holds(state.Membership, group, country, year);

    public static bool IsKnown(MembershipRegister register, string group) =>
        register.Groups.Contains(group, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Known(MembershipRegister register) => register.Groups;

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
