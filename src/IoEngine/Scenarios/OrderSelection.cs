using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;

namespace IoEngine.Scenarios;

/// <summary>Which orders: all conditions that are given must hold. Immutable.</summary>
public sealed record OrderSelection
{
    /// <summary>Supplier countries (origin countries where the study counts by origin), any spelling; null: all.</summary>
    [Option("Supplier countries, any spelling; null: all.")]
    public IReadOnlyList<string>? Countries { get; init; }

    /// <summary>
    /// Group of the country in the order's year. "member" takes the hosts along, "non-member" all groups outside; null: all.
    /// </summary>
    [Option("Group of the supplier's country in the order's year. \"member\" takes the hosts along, \"non-member\" every group "
        + "of groups.outside. null: all.")]
    public string? Group { get; init; }

    /// <summary>Prefixes of purchase codes; null: all.</summary>
    [Option("Prefixes of purchase codes; null: all.")]
    public IReadOnlyList<string>? Codes { get; init; }

    /// <summary>Sectors of the table: an order counts where the largest weight of its mapping lies; null: all.</summary>
    [Option("Sectors of the table in which the largest part of the code lies; null: all.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>Size bands by name, such as "10000-50000"; null: all.</summary>
    [Option("Size bands as in orders_profile, such as \"10000-50000\"; null: all.")]
    public IReadOnlyList<string>? Bands { get; init; }

    /// <summary>All orders.</summary>
    public static OrderSelection All { get; } = new();

    internal void Check(ChangeCheck check, string option)
    {
        check.Countries($"{option}.countries", Countries);
        check.Group($"{option}.group", Group);
        check.Sectors($"{option}.sectors", Sectors);
        if (Codes is { Count: 0 })
            check.Fault("SCENARIO-EMPTY", $"{option}.codes", "The list of codes is empty.", "[]", "one prefix at least",
                "Leave the key out for all.");
        var bands = check.Inputs.Orders.Bands;
        var known = Enumerable.Range(-1, bands.Thresholds.Count + 2).Select(bands.Name).ToArray();
        foreach (var band in (Bands ?? []).Except(known))
            check.Fault("SCENARIO-LABEL", $"{option}.bands", "There is no such size band.", $"'{band}'",
                string.Join(", ", known));
    }

    /// <summary>The test of one cell, in a world.</summary>
    internal Func<OrderCell, bool> In(WorldState state, YearSpan years)
    {
        var countries = Countries?.Select(state.Rules.Countries.CountryOf).ToHashSet(StringComparer.Ordinal);
        var bands = Bands is null ? null : Enumerable.Range(-1, state.Orders.Bands.Thresholds.Count + 2)
            .Where(b => Bands.Contains(state.Orders.Bands.Name(b))).ToHashSet();
        var sectors = Sectors is null ? null : new Lazy<MainSector>(() => new MainSector(state));
        var groups = new Dictionary<(string, int), bool>();
        return cell =>
        {
            if (!years.Contains(cell.Year)) return false;
            var country = CountryOf(cell, state.Rules);
            if (countries is not null && !countries.Contains(country)) return false;
            if (Group is not null && !InGroup(country, cell.Year)) return false;
            if (Codes is not null && !Codes.Any(p => cell.Code.StartsWith(p, StringComparison.Ordinal))) return false;
            if (bands is not null && !bands.Contains(cell.Band)) return false;
            return sectors is null || (sectors.Value.Of(cell) is { } sector && Sectors!.Contains(sector));
        };

        bool InGroup(string country, int year)
        {
            if (groups.TryGetValue((country, year), out var known)) return known;
            // An order without a country belongs to no group: it is distributed later, or reported.
            return groups[(country, year)] = GroupRule.Holds(state, Group!, country, year);
        }
    }

    internal static string CountryOf(in OrderCell cell, DemandRules rules) =>
        rules.Country == OrderCountry.Origin && cell.OriginCountry.Length > 0 ? cell.OriginCountry : cell.SupplierCountry;

    /// <summary>The sector of the largest weight of a cell's mapping; of equal ones the first in ordinal order.</summary>
    private sealed class MainSector
    {
        private readonly RuleSession rules;
        private readonly AverageMapping averages;

        public MainSector(WorldState state)
        {
            var mapper = new OrderMapper(PricedLedger.AsPlaced(state.Orders, state.Rules));
            rules = new RuleSession(mapper);
            averages = new AverageMapping(mapper, first: 0);
        }

        public string? Of(in OrderCell cell) =>
            averages.Map(cell, rules.Map(cell)).Weights?.Items.OrderByDescending(w => w.Weight)
                .ThenBy(w => w.Sector, StringComparer.Ordinal).First().Sector;
    }
}
