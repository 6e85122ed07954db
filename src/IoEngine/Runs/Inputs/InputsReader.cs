using IoEngine.Accounts;
using IoEngine.Demonstration;
using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Membership;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Procurement;
using IoEngine.Procurement.Demand;
using IoEngine.Procurement.Ledger;
using IoEngine.Procurement.Mapping;
using IoEngine.Procurement.Money;
using IoEngine.Procurement.Orders;
using IoEngine.Procurement.Valuation;
using IoEngine.Runs.Configuration;
using IoEngine.Scenarios;
using IoEngine.Studies;
using IoEngine.Tables.Attached;

namespace IoEngine.Runs.Inputs;

/// <summary>Reads the inputs of a run one after the other and collects the faults of all before giving up.</summary>
internal sealed class InputsReader(LoadedConfig loaded, IProgress<RunProgress>? progress, CancellationToken cancellation)
{
    private readonly List<Finding> findings = [];
    private readonly List<InputFile> files = [];
    private readonly RunConfig config = loaded.Config;

    public RunInputs Read()
    {
        RefuseContradictions();
        progress?.Report(new RunProgress(RunStage.Inputs, null, 0, 0, "reading the small inputs"));
        var world = config.Tables.Path == TablesConfig.Demo || config.Orders.Path == TablesConfig.Demo
            ? DemonstrationWorld.Create(config.Demo.Seed) : null;
        var rates = ReadRates();
        var rules = Rules(rates, Or<ContractOverrides?>("overrides", config.Mapping.Overrides, ContractOverrides.Read, null));
        var membership = Membership(rules.Countries);
        var contributions = Or("contributions", config.Groups.Contributions,
            p => SmallInputs.Contributions(p, rules.Countries, rates, config.Currency.Report, findings),
            ContributionLedger.Empty);
        var (closure, deflator, tables) = (ReadClosure(rules.Countries), ReadDeflator(), Tables(world));
        var (events, prices) = (ReadEvents(rules.Countries, rates), ReadPrices(tables));
        progress?.Report(new RunProgress(RunStage.Orders, null, 0, 0, "reading the orders"));
        OrderReading? orders = null;
        Collect(() => orders = config.Orders.Path == TablesConfig.Demo
            ? DemonstrationOrders.Read(world!, config.Demo.Orders, OrderOptions(rules))
            : OrderReader.Read(OrderReader.SourceAt(loaded.Resolve(config.Orders.Path), cancellation), OrderOptions(rules)));
        NoteOrders(orders);
        var years = orders is null || tables is null ? [] : Assign(orders, tables.Source);
        NoteSmall(years, rules, deflator, events);
        prices.NoteRegions(tables, years, cancellation);
        if (findings.Exists(f => f.Severity == Severity.Error) || orders is null || tables is null)
            throw new InvalidDataFindingsException("The inputs can't be used", findings);
        return new RunInputs(loaded, tables, prices)
        {
            Orders = orders,
            Rules = rules,
            Closure = closure,
            Membership = membership,
            Contributions = contributions,
            Events = events,
            Deflator = deflator,
            Findings = findings,
            Files = files,
            Years = years,
            Synthetic = world is not null,
        };
    }

    private void RefuseContradictions()
    {
        var faults = new List<Finding>();
        if (config.Closure is { Levels: true, Kind: ClosureKind.None })
            faults.Add(Finding.Error("CONFIG-LEVELS", "$.closure.levels", "The nested levels need a closure of households.",
                "kind none", "net-labour", "Choose another closure.kind, or set levels to false."));
        if (config.Closure is { Capital: not null, Levels: false })
            faults.Add(Finding.Error("CONFIG-CAPITAL", "$.closure.capital",
                "Capital goods count in the nested levels alone, and these are not asked for.", config.Closure.Capital,
                "closure.levels true", "Set closure.levels, or capital to null."));
        if (config.Currency.Report.Length != 3 || !config.Currency.Report.All(char.IsAsciiLetterUpper))
            faults.Add(Finding.Error("CONFIG-CURRENCY", "$.currency.report", "This is not a currency code.",
                $"'{config.Currency.Report}'", "ISO 4217, three letters", "Write for example CHF or EUR."));
        if (config.Groups is { Alternative: not null, Contributions: null })
            faults.Add(Finding.Error("CONFIG-ALTERNATIVE", "$.groups.alternative",
                "The net effect needs the contributions that would be spent otherwise.",
                config.Groups.Alternative!.Mix, "groups.contributions", "Name the file, or set alternative to null."));
        if (config.Orders.Columns is { Start: null } != config.Orders.Columns is { End: null })
            faults.Add(Finding.Error("CONFIG-PERIOD", "$.orders.columns", "A contract period needs its first and its last day.",
                config.Orders.Columns.Start is null ? "end without start" : "start without end", "both columns",
                "Name the other column too, or set both to null."));
        faults.AddRange(PriceInputs.Contradictions(config));
        if (OrderDimensions.Fault(config.Attribution.By) is { } dimensions) faults.Add(dimensions);
        if (config.Output.Formats.Count == 0)
            faults.Add(Finding.Error("CONFIG-FORMATS", "$.output.formats", "No format is named.", "[]", "csv",
                "Name at least one."));
        if (config.Tables.Path == TablesConfig.Demo && config.Tables.Years is { } years
            && (years.Years[0] < DemonstrationWorld.FirstYear || years.Years[^1] > DemonstrationWorld.LastYear))
            faults.Add(Finding.Error("CONFIG-DEMO-YEARS", "$.tables.years", "The synthetic world has no such years.", years.Text,
                $"within {DemonstrationWorld.FirstYear}-{DemonstrationWorld.LastYear}",
                "Choose years within, or leave the key out."));
        if (KernelCatalogue.Missing(config.Solve.Kernel) is { } missing) faults.Add(missing);
        if (faults.Count > 0) throw new ConfigException(faults);
    }

    private CurrencyRates ReadRates() => config.Currency.Rates == CurrencyConfig.Shipped ? ShippedRates()
        : Or("rates", config.Currency.Rates, p => CurrencyRates.Read(p), CurrencyRates.None);

    private Deflator? ReadDeflator() => Or<Deflator?>("deflator", config.Currency.Deflator,
        p => Deflator.Read(p, kind: config.Currency.DeflatorKind), null);

    private PriceInputs ReadPrices(ValidatedTables? tables)
    {
        var prices = new PriceInputs(loaded, findings, files);
        Collect(() => prices.Read(tables, cancellation));
        return prices;
    }

    private MembershipRegister Membership(CountryConcordance countries)
    {
        var membership = Or("membership", config.Groups.Membership,
            p => SmallInputs.Membership(p, countries, findings, config.Groups.Outside), MembershipRegister.Empty);
        CheckOutside(membership);
        return membership;
    }

    // A misspelt group would silently count as member. What the engine knows by itself need not occur.
    private void CheckOutside(MembershipRegister membership)
    {
        if (config.Groups.Membership is not null && !membership.HasGroups) return; // the file's own faults are told
        foreach (var group in config.Groups.Outside.Except([.. membership.Groups, .. MembershipRegister.DefaultOutside],
            StringComparer.OrdinalIgnoreCase))
            findings.Add(Finding.Error("CONFIG-GROUP", "$.groups.outside", "No country has such a group.", $"'{group}'",
                $"one of {string.Join(", ", membership.Groups)}", Spelling.Suggest(group, membership.Groups)));
    }

    internal DemandRules Rules(CurrencyRates rates, ContractOverrides? overrides) => new()
    {
        Country = config.Orders.Country,
        Include = config.Orders.Include,
        OnUnmapped = config.Orders.OnUnmapped,
        UnknownCountry = config.Orders.UnknownCountry,
        WithoutOutput = config.Orders.WithoutOutput,
        SpendProfile = config.Orders.SpendProfile,
        ReportCurrency = config.Currency.Report,
        Rates = rates,
        Mapping = new MappingRules
        {
            Codes = Or<CodeConcordance?>("codes", config.Mapping.Codes, CodeConcordance.Read, null),
            Nace = Or<NaceConcordance?>("nace", config.Mapping.Nace, NaceConcordance.Read, null),
            Overrides = overrides,
            Averages = config.Mapping.Averages,
        },
        Valuation = new ValuationRules
        {
            Tax = config.Valuation.Tax,
            Margins = Or<MarginTable?>("margins", config.Valuation.Margins, MarginTable.Read, null),
            Wholesale = config.Valuation.Wholesale.Sectors.Count == 0 ? null : config.Valuation.Wholesale,
            OnSite = Or("onSite", config.Valuation.OnSite.Path, p => OnSiteShares.Read(p, findings),
                OnSiteShares.Always(config.Valuation.OnSite.Shares ?? new Dictionary<string, double>())),
        },
        Countries = Or("countries", config.Mapping.Countries, CountryConcordance.Read, CountryConcordance.Default),
    };

    internal Closure ReadClosure(CountryConcordance countries)
    {
        var isShipped = config.Closure.Residence == ClosureConfig.Shipped;
        if (isShipped) files.Add(InputFile.OfShipped("residence", ShippedResidence.File));
        var residence = Or("residence", isShipped ? null : config.Closure.Residence, p => SmallInputs.Residence(p, findings),
            new ResidenceShares(null, new Dictionary<int, LabelledMatrix<Region, Region>>()));
        var closure = new Closure
        {
            Kind = config.Closure.Kind,
            Households = ReadHouseholds(countries),
            Regions = config.Closure.Regions.Items?.Select(r => new Region(r)).ToArray(),
            Residence = residence.Always,
            ResidenceByYear = residence.ByYear,
            ShippedResidence = isShipped,
            Capital = Or<CapitalFlows?>("capital", config.Closure.Capital, p => CapitalFlows.Read(p, findings), null),
        };
        return config.Closure.GovernmentSpending == 1 ? closure
            : closure with { GovernmentSpending = _ => config.Closure.GovernmentSpending };
    }

    private EventLedger ReadEvents(CountryConcordance countries, CurrencyRates rates)
    {
        var file = new EventFile(countries, rates, config.Currency.Report, findings);
        var baskets = Or("baskets", config.Baskets, file.Baskets, new Dictionary<string, IReadOnlyList<BasketShare>>());
        return Or("events", config.Events, path => file.Events(path, baskets), EventLedger.Empty)
            .With(Or("budget", config.Groups.Budget, file.Budget, SpendingBudget.Unknown));
    }

    // Years are those of the orders: the effects of a year's events stand beside them.
    private void NoteEvents(EventLedger events, List<YearAssignment> years)
    {
        var outside = events.Years.Except(years.Select(y => y.Year)).ToArray();
        if (outside.Length > 0 && years.Count > 0)
            findings.Add(Finding.Warning("EVENT-YEARS", config.Events!, "Events of years without orders in the run are left out.",
                string.Join(", ", outside.Select(y =>
                    FormattableString.Invariant($"{y}: {events.Of(y).Sum(e => e.Amount):F2} {config.Currency.Report}"))),
                $"events of {YearSelection.Of([.. years.Select(y => y.Year)]).Text}",
                "Check orders.years and the years of the events."));
    }

    private HouseholdParameters ReadHouseholds(CountryConcordance countries)
    {
        if (config.Closure.Kind != ClosureKind.None) files.Add(InputFile.OfShipped("households", HouseholdDefaults.File));
        var households = Or("households", config.Closure.Households, p => HouseholdFile.Read(p, countries, findings),
            HouseholdParameters.Shipped);
        return config.Closure.CompulsoryPayments ? households.LessCompulsoryPayments() : households;
    }

    private ValidatedTables? Tables(DemonstrationWorld? world) => YearTables(world) is { } tables
        ? new ValidatedTables(tables, config.Tables, ReadAccounts()) : null;

    private IYearTables? YearTables(DemonstrationWorld? world) => config.Tables.Path == TablesConfig.Demo
        ? new DemonstrationTables(world!, config.Tables.Years)
        : FileTables.Find(config.Tables, loaded.Resolve, findings);

    private IReadOnlyList<AttachedAccounts> ReadAccounts()
    {
        IReadOnlyList<AttachedAccounts> accounts = [];
        Collect(() => accounts = AccountsOfTables.Read(config.Tables.Accounts, loaded.Resolve, cancellation));
        files.AddRange(AccountsOfTables.Files(accounts, loaded.Resolve));
        return accounts;
    }

    private void NoteOrders(OrderReading? orders)
    {
        if (orders?.Ledger.TooManyKeys() is { } tooMany) findings.Add(tooMany);
        if (orders is null || config.Orders.Path == TablesConfig.Demo) return;
        findings.AddRange(orders.Findings);
        foreach (var file in orders.Files)
            files.Add(InputFile.Of("orders", file.Path, Path.GetRelativePath(loaded.BaseFolder, file.Path), file.Rows));
    }

    internal OrderReadOptions OrderOptions(DemandRules rules) => new()
    {
        Columns = config.Orders.Columns,
        Dialect = config.Orders.Dialect,
        ReportCurrency = config.Currency.Report,
        Rates = rules.Rates,
        Bands = config.Orders.Bands,
        Overrides = rules.Mapping.Overrides,
        Countries = rules.Countries,
        Dimensions = config.Attribution.By,
        KeepOrders = config.Attribution.OrderEffects,
        Threads = config.Solve.Threads,
    };

    private List<YearAssignment> Assign(OrderReading orders, IYearTables tables)
    {
        var reached = orders.Ledger.Spread(config.Orders.SpendProfile).Years;
        var wanted = config.Orders.Years is { } only ? reached.Intersect(only.Years).ToArray() : reached;
        if (reached.Count == 0 && orders.Rejected.Count > 0)
            findings.Add(Finding.Error("ORDERS-EMPTY", config.Orders.Path,
                $"None of the {Plural.Of(orders.Rows, "row")} can be used.",
                string.Join("; ", orders.Rejected.Take(3).Select(r => $"{OrderReader.Place(r.File, r.Line)}: {r.Reason}"))
                    + (orders.Rejected.Count > 3 ? "; …" : ""),
                "rows with a date, a value and as many cells as the header",
                "Correct the rows, name the right columns under orders.columns, or say under orders.dialect how the file "
                    + "is written."));
        else if (wanted.Count == 0)
            findings.Add(Finding.Error("ORDERS-EMPTY", config.Orders.Path, "There are no orders to run.",
                reached.Count == 0 ? "no usable order" : $"orders of {YearSelection.Of(reached).Text}",
                config.Orders.Years is null ? "at least one order" : $"orders of {config.Orders.Years.Text}",
                "Check orders.path and orders.years."));
        else if (wanted.Count < reached.Count)
            findings.Add(Finding.Info("ORDERS-YEARS", config.Orders.Path, "Orders of other years are left out.",
                YearSelection.Of(reached.Except(wanted)).Text, config.Orders.Years!.Text));
        NotePeriodsOutside(orders.Ledger, tables.Years);
        var assigned = wanted.Select(y => new YearAssignment(y, Nearest(y, tables.Years))).ToList();
        var outside = assigned.Where(a => a.Extrapolated).ToList();
        if (outside.Count == 0) return assigned;
        var text = string.Join(", ", outside.Select(a => $"{a.Year} on {a.TableYear}"));
        findings.Add(config.Tables.Outside == OutsideRule.Error
            ? Finding.Error("TABLE-OUTSIDE", "$.tables.years", "Orders of years without a table.",
                YearSelection.Of(outside.Select(a => a.Year)).Text,
                YearSelection.Of(tables.Years).Text, "Add the tables, restrict orders.years, or set tables.outside to nearest.")
            : Finding.Warning("TABLE-EXTRAPOLATED", "$.tables.years",
                "Years without a table use the nearest one; they are marked extrapolated.", text,
                $"tables of the years themselves ({YearSelection.Of(tables.Years).Text} are held)",
                "Add tables, or read these years with care."));
        return assigned;
    }

    private void NotePeriodsOutside(OrderLedger ledger, IReadOnlyList<int> held)
    {
        var outside = ledger.Cells.Where(c => c.HasPeriod && (c.Year < held[0] || c.Year > held[^1])).ToArray();
        if (outside.Length == 0) return;
        var sums = outside.GroupBy(c => c.Currency).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => FormattableString.Invariant($"{decimal.Round(g.Sum(c => c.Value), 2)} {g.Key}"));
        findings.Add(Finding.Warning("ORDERS-PERIOD-OUTSIDE", config.Orders.Path,
            "Contract periods reach beyond the years of all tables; what is spent there uses the nearest table.",
            $"{string.Join(", ", sums)} in {YearSelection.Of([.. outside.Select(c => c.Year).Distinct().Order()]).Text}",
            $"days within {YearSelection.Of(held).Text}",
            "Check the days, restrict orders.years, or set tables.outside to error."));
    }

    private void NoteSmall(List<YearAssignment> years, DemandRules rules, Deflator? deflator, EventLedger events)
    {
        var missing = years.Select(y => y.Year).Where(y => deflator is not null && !deflator.Has(y)).ToArray();
        if (missing.Length > 0)
            findings.Add(Finding.Error("DEFLATOR-YEAR", config.Currency.Deflator!, "Years of the run have no price index.",
                YearSelection.Of(missing).Text,
                $"an index for {YearSelection.Of(years.Select(y => y.Year)).Text}",
                "Add the rows, or set currency.deflator to null."));
        findings.AddRange([.. rules.Rates.Findings, .. rules.Mapping.Codes?.Findings ?? [],
            .. rules.Mapping.Nace?.Findings ?? [], .. deflator?.Findings ?? []]);
        NoteEvents(events, years);
    }

    // The last earlier table, else the first: technology known at the time rather than that of the future.
    private static int Nearest(int year, IReadOnlyList<int> held) => held.Where(h => h <= year).DefaultIfEmpty(held[0]).Max();

    private CurrencyRates ShippedRates()
    {
        files.Add(InputFile.OfShipped("rates", CurrencyRates.ShippedFile));
        return CurrencyRates.Shipped;
    }

    private T Or<T>(string role, string? path, Func<string, T> read, T otherwise)
    {
        if (path is null) return otherwise;
        var full = loaded.Resolve(path);
        var value = otherwise;
        Collect(() =>
        {
            value = read(full);
            if (File.Exists(full)) files.Add(InputFile.Of(role, full, path));
        });
        return value;
    }

    private void Collect(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataFindingsException fault)
        {
            findings.AddRange(fault.Findings);
        }
    }
}
