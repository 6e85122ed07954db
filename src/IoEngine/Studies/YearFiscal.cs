using IoEngine.Events;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Studies;

/// <summary>What governments receive; METHOD.md, section 3.</summary>
public enum FiscalKind
{
    /// <summary>Product taxes on the orders themselves, or on what an event buys: in no GDP effect.</summary>
    ProductsOnSpending,

    /// <summary>Taxes less subsidies on products along the chain and on induced spending.</summary>
    Products,

    /// <summary>Other taxes less subsidies on production.</summary>
    Production,

    /// <summary>Taxes on wages.</summary>
    IncomeTax,

    /// <summary>Employees' social contributions.</summary>
    EmployeesSocial,

    /// <summary>Employers' social contributions.</summary>
    EmployersSocial,
}

/// <summary>What one kind of revenue brings in a region. Immutable.</summary>
/// <param name="Source">The kind of event that causes it; null: the orders.</param>
/// <param name="Kind">The kind of revenue.</param>
/// <param name="Region">Position of the region in the table.</param>
/// <param name="Value">All channels, report currency.</param>
/// <param name="HeldFrom">The year of the rates, where it is not the table's; null: it is, or there are no rates.</param>
public sealed record FiscalRow(EventKind? Source, FiscalKind Kind, int Region, double Value, int? HeldFrom);

/// <summary>Taxes and social contributions of a year, by region, of orders and of each kind of event. Immutable.</summary>
/// <remarks>A region whose rates are not known has no rows of wage tax and contributions: not known is not zero.</remarks>
public sealed class YearFiscal
{
    private static readonly (FiscalKind Kind, string Indicator)[] Measured =
    [
        (FiscalKind.Products, IndicatorNames.ProductTaxes), (FiscalKind.Production, IndicatorNames.OtherTaxes),
        (FiscalKind.IncomeTax, IndicatorNames.WageTax), (FiscalKind.EmployeesSocial, IndicatorNames.EmployeesSocial),
        (FiscalKind.EmployersSocial, IndicatorNames.EmployersSocial),
    ];

    private YearFiscal(IReadOnlyList<FiscalRow> rows, bool[] known) => (Rows, IsKnown) = (rows, known);

    /// <summary>By source, kind and region.</summary>
    public IReadOnlyList<FiscalRow> Rows { get; }

    /// <summary>For each region whether the rates of wage tax and both contributions are known.</summary>
    public IReadOnlyList<bool> IsKnown { get; }

    /// <summary>Taxes of a region that the orders bring, those on the orders themselves apart; null: not known.</summary>
    public double? Taxes(int region) =>
        IsKnown[region] ? Of(region, FiscalKind.Products, FiscalKind.Production, FiscalKind.IncomeTax) : null;

    /// <summary>Social contributions of a region that the orders bring; null: not known.</summary>
    public double? SocialContributions(int region) =>
        IsKnown[region] ? Of(region, FiscalKind.EmployeesSocial, FiscalKind.EmployersSocial) : null;

    /// <summary>Measures a year.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="year">The year.</param>
    /// <param name="orders">Effects of the orders, table money.</param>
    /// <param name="events">What is spent besides; null: nothing.</param>
    internal static YearFiscal Of(ImpactModel model, PreparedYear year, Effects orders, YearEvents? events)
    {
        var (households, regions) = (model.Closure.Households, model.Table.Regions);
        var parameters = regions.Select(households.For).ToArray();
        var held = regions.Select(r => households.Carried(r).Where(c => c.Column == "wage_tax").Select(c => (int?)c.Year)
            .FirstOrDefault()).ToArray();
        var rows = new List<FiscalRow>();
        Add(null, orders, year.Demand.ProductTaxes().Values.ToArray(), []);
        foreach (var kind in events?.Kinds ?? [])
        {
            EventSpending[] spent = [.. events!.Spending.Where(s => s.Event.Kind == kind.Kind)];
            var taxes = new double[regions.Count];
            foreach (var s in spent.Where(s => s.Region >= 0)) taxes[s.Region] += s.ProductTaxes;
            Add(kind.Kind, kind.Effects, taxes, spent);
        }

        return new YearFiscal(rows, [.. parameters.Select(p => IndicatorNames.RateOf(IndicatorNames.WageTax, p) is not null
            && IndicatorNames.RateOf(IndicatorNames.SocialContributions, p) is not null)]);

        void Add(EventKind? source, Effects effects, double[] onSpending, EventSpending[] spent)
        {
            for (var r = 0; r < regions.Count; r++)
                rows.Add(new FiscalRow(source, FiscalKind.ProductsOnSpending, r, onSpending[r], null));
            foreach (var (kind, name) in Measured)
            {
                if (model.Indicators.Find(name) is not { } indicator) continue;
                var ofWages = kind >= FiscalKind.IncomeTax;
                var (values, own) = (effects.AllChannels(indicator), YearEvents.OwnOf(name, spent, households, regions));
                for (var r = 0; r < regions.Count; r++)
                {
                    if (ofWages && IndicatorNames.RateOf(name, parameters[r]) is null) continue;
                    rows.Add(new FiscalRow(source, kind, r, (values[r] / year.TableMoneyPerUnit) + own[r],
                        ofWages ? held[r] : null));
                }
            }
        }
    }

    private double Of(int region, params FiscalKind[] kinds) =>
        Rows.Where(r => r.Source is null && r.Region == region && kinds.Contains(r.Kind)).Sum(r => r.Value);
}
