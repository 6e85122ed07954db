using System.Globalization;
using IoEngine.Analysis;
using IoEngine.Procurement;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Validation;

namespace IoEngine.Runs;

/// <summary>The scenarios of a configuration as the library's, and the plan of a run.</summary>
internal sealed class ScenarioBinding
{
    private readonly RunInputs inputs;
    private readonly List<Finding> faults = [];

    private ScenarioBinding(RunInputs inputs) => this.inputs = inputs;

    /// <summary>Checks and resolves the scenarios against the first table of the run.</summary>
    /// <exception cref="ConfigException">Every fault of every scenario.</exception>
    public static StudyPlan Plan(RunInputs inputs, ValidatedTable table)
    {
        var binding = new ScenarioBinding(inputs);
        var scenarios = inputs.Config.Scenarios.SelectMany(binding.Scenario).ToArray();
        var world = inputs.World(table.Table.Regions, table.Table.Sectors);
        if (binding.faults.Count == 0) return StudyPlan.Build(world, scenarios);
        try
        {
            StudyPlan.Build(world, scenarios);
        }
        catch (ConfigException others)
        {
            throw new ConfigException([.. binding.faults, .. others.Findings]);
        }

        throw new ConfigException(binding.faults);
    }

    private IEnumerable<Scenario> Scenario(ScenarioConfig config, int position)
    {
        var path = $"$.scenarios[{position}]";
        if (config.Changes.OfType<TenderConfig>().FirstOrDefault() is { } tender)
        {
            if (config.Changes.Count > 1)
                Fault($"{path}.changes", "SCENARIO-TENDER", "A tender must be the only change of its scenario.", $"{config.Changes.Count} changes", "one",
                    "Put the other changes into a scenario of their own and name it as 'base'.");
            if (tender.Suppliers.Count == 0) Fault($"{path}.changes[0].suppliers", "SCENARIO-EMPTY", "No bidder is named.", "[]", "one country at least");
            return PlaceOrders.Tender(config.Name, Order(tender.Order), tender.Suppliers, config.Base).Select(s => s with { Place = path });
        }

        return [new Scenario(config.Name, config.Changes.Select((c, k) => Change(c, $"{path}.changes[{k}]")).ToArray(), config.Base) { Place = path }];
    }

    private Change Change(ChangeConfig config, string path) => config switch
    {
        RedirectConfig c => new RedirectOrders(Selection(c.From, c.Years, path), new OrderDestination
        {
            Countries = c.To.Countries, Group = c.To.Group, Spread = Enum.Parse<SpreadRule>(c.To.Spread.ToString()),
        }, c.Share),
        ScaleConfig c => new ScaleOrders(Selection(c.Orders, c.Years, path), c.Factor),
        PlaceConfig c => new PlaceOrders(c.Orders.Select(Order).ToArray()),
        MembershipChangeConfig c => new ChangeMembership(c.Country, c.Group, Day(c.From, $"{path}.from"), c.To is null ? null : Day(c.To, $"{path}.to")),
        ContributionChangeConfig c => new ChangeContribution(c.Country, c.Amount, c.Factor, c.KeepTotal, Span(c.Years, path)),
        ExchangeRateConfig c => new ChangeExchangeRate(c.Currency, c.Factor, Span(c.Years, path)),
        FreezeConfig c => new FreezeStructure(c.Part, c.BaseYear) { Years = Span(c.Years, path) },
        ShiftTradeConfig c => new ShiftTrade(c.From, c.To, c.Share, c.Users, c.Sectors) { Years = Span(c.Years, path) },
        ExtractConfig c => new ExtractIndustries(c.Regions, c.Group, c.Sectors, c.Extraction) { Years = Span(c.Years, path) },
        ClosureChangeConfig c => new ChangeClosure(c.Closure is null ? null : Closure.Parse(c.Closure), c.DisposableFactor, c.PropensityFactor, c.Regions),
        ValuationChangeConfig c => new ChangeValuation(c.WholesaleMargin, c.Tax,
            c.Country switch { null => null, "origin" => OrderCountry.Origin, _ => OrderCountry.Supplier }),
        _ => throw new InvalidOperationException($"No rule for the change '{config.Kind}'."),
    };

    private OrderSelection Selection(OrderSelectionConfig config, YearSelection? years, string path) => new()
    {
        Countries = config.Countries, Group = config.Group, Codes = config.Codes, Sectors = config.Sectors, Bands = config.Bands, Years = Span(years, path),
    };

    private YearSpan Span(YearSelection? years, string path)
    {
        if (years is null) return YearSpan.All;
        if (years.Years[^1] - years.Years[0] + 1 != years.Years.Count)
            Fault($"{path}.years", "SCENARIO-YEARS", "The years of a change must be one span.", years.Text, "such as \"2005-2010\"", "Write one change a span.");
        return new YearSpan(years.Years[0], years.Years[^1]);
    }

    private DateOnly Day(string text, string path)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        Fault(path, "SCENARIO-DATE", "This is no date.", $"'{text}'", "yyyy-MM-dd");
        return DateOnly.MinValue;
    }

    private static Order Order(PlacedOrderConfig config) => new()
    {
        Year = config.Year, SupplierCountry = config.SupplierCountry, Scheme = config.Scheme, Code = config.Code, Nace = config.Nace,
        Value = (decimal)config.Value, Currency = config.Currency, Flags = config.OnSite ? OrderFlags.OnSite : OrderFlags.None,
    };

    private void Fault(string path, string code, string message, string found, string expected, string cure = "") =>
        faults.Add(Finding.Error(code, $"{inputs.Loaded.Source}, {path}", message, found, expected, cure));
}
