using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Places;
using IoEngine.Runs.Inputs;

namespace IoEngine.Runs.Checks;

/// <summary>
/// Names in the small inputs that meet nothing: a misspelt region or country would otherwise be ignored without a word.
/// </summary>
internal static class NameChecks
{
    public static IEnumerable<Finding> Of(RunInputs inputs, Axis<Region> regions)
    {
        foreach (var finding in Households(inputs, regions)) yield return finding;
        var places = inputs.Rules.Countries.For(regions);
        foreach (var finding in Countries("MEMBERSHIP-COUNTRY", inputs.Config.Groups.Membership, inputs.Membership.Countries,
            places))
            yield return finding;
        foreach (var finding in Countries("CONTRIBUTION-COUNTRY", inputs.Config.Groups.Contributions, Payers(inputs), places))
            yield return finding;
        foreach (var finding in Targets(inputs.Rules.Countries, places)) yield return finding;
    }

    /// <summary>Adds the names of membership and contributions that are no country and no region of the table.</summary>
    public static void Unknown(RunInputs inputs, Axis<Region> regions, UnknownSpellings unknown)
    {
        var places = inputs.Rules.Countries.For(regions);
        unknown.Add("membership", inputs.Membership.Countries.Where(n => !places.Knows(n)));
        unknown.Add("contributions", Payers(inputs).Where(n => !places.Knows(n)));
    }

    /// <summary>
    /// Payers of a year whose contribution the table can't place, where the net effect asks what it would be spent on otherwise.
    /// </summary>
    public static IEnumerable<Finding> PayersOutside(RunInputs inputs, Axis<Region> regions, int year)
    {
        if (inputs.Config.Groups.Alternative is null) return [];
        var map = inputs.Rules.Countries.For(regions);
        return inputs.Contributions.Payers(year).Where(p => map.Find(p).Region is not >= 0).Select(p => PayerOutside(year, p));
    }

    /// <summary>A payer that the table can't place.</summary>
    public static Finding PayerOutside(int year, string payer) =>
        Finding.Warning("ALTERNATIVE-COUNTRY", $"{year}",
            "A contribution is not part of the net effect: the table has no such country.", payer);

    private static IEnumerable<string> Payers(RunInputs inputs) =>
        inputs.Contributions.Years.SelectMany(inputs.Contributions.Payers).Distinct(StringComparer.Ordinal);

    // A target that is neither a region of the table nor a country would be passed over without a word.
    private static IEnumerable<Finding> Targets(CountryConcordance countries, RegionMap places)
    {
        var wrong = countries.Lines.Where(l => !places.HasTarget(l.Region)).ToArray();
        if (wrong.Length > 0)
            yield return Finding.Warning("COUNTRY-TARGET", countries.Path,
                $"{Plural.Of(wrong.Length, "line")} {Plural.Noun(wrong.Length, "goes to what is", "go to what are")} no region "
                    + $"of the table and no country inside one; {Plural.Noun(wrong.Length, "it is", "they are")} not used.",
                Named.Some(wrong.Select(l => $"'{l.Code}' to '{l.Region}' (line {l.Line})")),
                $"a country, or one of {Named.Some(places.Regions.Select(r => r.Code))}", "Correct the regions.");
        if (countries.RestOfWorld is { } rest && !places.HasRest)
            yield return Finding.Warning("COUNTRY-TARGET", countries.Path,
                "The row '*' names no region of the table as the rest of the world.", $"'{rest}'",
                $"one of {Named.Some(places.Regions.Select(r => r.Code))}", "Correct the region.");
    }

    /// <summary>
    /// Lines of concordances to sectors that no table of the run has: without a word until an order meets one, and then the run
    /// stops.
    /// </summary>
    public static IEnumerable<Finding> Sectors(RunInputs inputs, IReadOnlySet<string> sectors)
    {
        foreach (var (path, lines) in inputs.Rules.Mapping.Files())
        {
            var wrong = lines.Where(l => l.Weight != 0 && !sectors.Contains(l.Sector)).ToArray();
            if (wrong.Length > 0)
                yield return Finding.Warning("CONCORDANCE-SECTOR", path,
                    $"{Plural.Of(wrong.Length, "line")} {Plural.Noun(wrong.Length, "goes", "go")} to sectors that no table of "
                        + "the run has; an order that meets one stops the run.",
                    Named.Some(wrong.GroupBy(l => l.Sector).Select(g =>
                        $"'{g.Key}' ({(g.Count() == 1 ? "line" : "lines")} {Named.Some(g.Select(l => $"{l.Line}"))})")),
                    $"one of {Named.Some(sectors.Order(StringComparer.Ordinal))}",
                    "Correct the sectors, or use the concordance made for this table.");
        }
    }

    private static IEnumerable<Finding> Countries(string code, string? file, IEnumerable<string> names, RegionMap places)
    {
        var unknown = names.Where(n => !places.Knows(n)).Order(StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            yield return Finding.Warning(code, file ?? "",
                "A name is no country and no region of the table; it meets no order and no value added.",
                Named.Some(unknown.Select(CountryBook.Default.Shown)), "ISO 3166, a usual name, or a region of the table",
                "Correct the spelling, or say in the file of mapping.countries which country it is.");
    }

    /// <summary>Which parameters the regions of the table take, whatever they are: nothing is assumed without a word.</summary>
    private static IEnumerable<Finding> Households(RunInputs inputs, Axis<Region> regions)
    {
        if (inputs.Closure.Kind == ClosureKind.None) yield break;
        var file = inputs.Config.Closure.Households ?? "$.closure.households";
        var chosen = inputs.Closure.Households;
        var outside = chosen.RowsOutside(regions).ToArray();
        if (outside.Length > 0)
            yield return Finding.Warning("HOUSEHOLD-REGION", file,
                "A row of the household parameters names no region of the table; it is not used.",
                Named.Some(outside.Select(g => g.Code).Order(StringComparer.Ordinal)),
                $"one of {Named.Some(regions.Select(r => r.Code))}",
                "Use the table's codes; the region '*' stands for all others.");
        if (inputs.Closure.Kind == ClosureKind.IncomeShare
            && regions.Where(r => chosen.For(r).AssumesConsumptionShare).ToArray() is { Length: > 0 } assumed)
            yield return Finding.Warning("HOUSEHOLD-CONSUMPTION", file,
                "Regions have neither a household income nor a consumption share: households are assumed to spend a round "
                    + "share of all their income.",
                string.Create(CultureInfo.InvariantCulture,
                    $"{HouseholdParameter.AssumedConsumptionShare} in {Named.Some(assumed.Select(r => r.Code))}"),
                "household_income or consumption_share of every region",
                "Add the column consumption_share, from national accounts, for the regions that matter.");
        const string cure = "Add rows for the regions that matter.";
        foreach (var (origin, code, message) in new[]
        {
            (HouseholdOrigin.Others, "HOUSEHOLD-OTHERS", "Regions without a row of their own take the row '*'."),
            (HouseholdOrigin.Shipped, "HOUSEHOLD-SHIPPED",
                "Regions without a row take the shipped rows of their country."),
            (HouseholdOrigin.Average, "HOUSEHOLD-AVERAGE",
                "Regions without a row, and without a shipped one, take the average country."),
        })
        {
            var taking = regions.Where(r => chosen.OriginOf(r) == origin).ToArray();
            if (taking.Length > 0)
                yield return Finding.Info(code, file, message, Named.Some(taking.Select(r => r.Code)), "a row for every region",
                    cure);
        }
    }
}
