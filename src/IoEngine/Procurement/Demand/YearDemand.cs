using IoEngine.Accounts;
using IoEngine.Numerics;
using IoEngine.Places;
using IoEngine.Procurement.Ledger;

namespace IoEngine.Procurement.Demand;

/// <summary>What to keep apart in the entries of a <see cref="YearDemand"/>, besides source and industry.</summary>
[Flags]
public enum DemandDetail
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Purchase codes.</summary>
    Code = 1,

    /// <summary>Size bands.</summary>
    Band = 2,

    /// <summary>The cells of the orders: see <see cref="YearDemand.ByCell"/>. They stand beside the entries.</summary>
    Cell = 4,
}

/// <summary>One element of the sparse demand. Immutable.</summary>
/// <param name="Source">Position in <see cref="YearDemand.Sources"/>.</param>
/// <param name="Industry">Position in <see cref="YearDemand.Industries"/>.</param>
/// <param name="Code">Purchase code ("scheme:code" or "code"), if asked for; else empty.</param>
/// <param name="Band">Size band, if asked for; else −1.</param>
/// <param name="Value">Demand at basic prices, report currency.</param>
public readonly record struct DemandEntry(int Source, int Industry, string Code, int Band, double Value);

/// <summary>Demand that one cell of the orders asks of one industry. Immutable.</summary>
/// <param name="Cell">Position in <see cref="YearDemand.Cells"/>.</param>
/// <param name="Source">Position in <see cref="YearDemand.Sources"/>.</param>
/// <param name="Industry">Position in <see cref="YearDemand.Industries"/>.</param>
/// <param name="Value">Demand at basic prices, report currency.</param>
public readonly record struct CellDemand(int Cell, int Source, int Industry, double Value);

/// <summary>Order totals of one supplier country in a year, report currency. Immutable.</summary>
/// <param name="Country">ISO 3166 alpha-3, or the spelling as found; empty: unknown and not distributed.</param>
/// <param name="Number">Orders.</param>
/// <param name="Value">Value of all orders, unmapped and unexplained ones included.</param>
/// <param name="Unmapped">Part that is not mapped.</param>
public sealed record SourceTotal(string Country, double Number, decimal Value, decimal Unmapped);

/// <summary>What one rule did with one code. Immutable.</summary>
/// <param name="Rule">override, code, nace, country-average, code-average or unmapped.</param>
/// <param name="Scheme">Scheme of the code; empty: none.</param>
/// <param name="Code">Purchase code (or NACE for rule nace without code; contract for overrides).</param>
/// <param name="Sector">Sector; for unmapped the reason.</param>
/// <param name="Number">Orders times weight.</param>
/// <param name="Value">Value, report currency.</param>
public sealed record MappingRow(string Rule, string Scheme, string Code, string Sector, double Number, decimal Value);

/// <summary>Where a year's purchasers' value went, report currency. Immutable.</summary>
/// <param name="Orders">All orders that count.</param>
/// <param name="Mapped">Orders − Unmapped, exactly.</param>
/// <param name="Unmapped">Not mapped.</param>
/// <param name="Excluded">In-kind and funding orders that were switched off; not in Orders.</param>
/// <param name="Basic">Demand at basic prices for the products ordered.</param>
/// <param name="TradeMargins">Demand for trade out of margins, wholesalers' margins included.</param>
/// <param name="TransportMargins">Demand for transport out of margins.</param>
/// <param name="ProductTaxes">Product taxes on the orders: the leak.</param>
/// <param name="Unexplained">
/// Part of Basic, TradeMargins and TransportMargins that falls on industries without output and gives no effect.
/// </param>
/// <param name="Distributed">Part of Mapped whose country was unknown and was spread by sourcing shares.</param>
public sealed record DemandReconciliation(
    decimal Orders, decimal Mapped, decimal Unmapped, decimal Excluded,
    double Basic, double TradeMargins, double TransportMargins, double ProductTaxes, double Unexplained, decimal Distributed)
{
    /// <summary>Mapped − (Basic + TradeMargins + TransportMargins + ProductTaxes): rounding only.</summary>
    public double Difference => (double)Mapped - (Basic + TradeMargins + TransportMargins + ProductTaxes);
}

/// <summary>An industry without output that orders fall on. Immutable.</summary>
/// <param name="Industry">The industry.</param>
/// <param name="Value">Demand at basic prices that gives no effect, report currency.</param>
public sealed record UnexplainedDemand(Industry Industry, double Value);

/// <summary>The demand of one year at basic prices, by source and industry, with all it takes to explain it. Immutable.</summary>
/// <remarks>
/// Money in the report currency. Entries for industries without output are left in; <see cref="Unexplained"/> lists them.
/// </remarks>
public sealed class YearDemand
{
    /// <summary>Year of the orders.</summary>
    public required int Year { get; init; }

    /// <summary>Report currency.</summary>
    public required string Currency { get; init; }

    /// <summary>The table's industries rj.</summary>
    public required Axis<Industry> Industries { get; init; }

    /// <summary>The table's regions.</summary>
    public required Axis<Region> Regions { get; init; }

    /// <summary>Contracting supplier's countries (columns of <see cref="BySource"/>), in ordinal order.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>For each source the position of its table region; −1: the table has none.</summary>
    public required IReadOnlyList<int> RegionOfSource { get; init; }

    /// <summary>f by source, n × S, report currency at basic prices.</summary>
    public required DenseMatrix BySource { get; init; }

    /// <summary>
    /// Non-zero demand, in the order of source, industry, code, band. For walking through: reaching for one by its number may
    /// cost a pass over its source.
    /// </summary>
    public required IReadOnlyList<DemandEntry> Entries { get; init; }

    /// <summary>The cells of the orders that <see cref="ByCell"/> counts; empty unless they are kept apart.</summary>
    public IReadOnlyList<OrderCell> Cells { get; init; } = [];

    /// <summary>
    /// The same demand by cell of the orders, in the order of cells but for orders without a country, which come last; empty
    /// unless cells are kept apart, see <see cref="DemandDetail.Cell"/>.
    /// </summary>
    public IReadOnlyList<CellDemand> ByCell { get; init; } = [];

    /// <summary>Columns of the orders whose values the cells keep apart.</summary>
    public OrderDimensions Dimensions { get; init; } = OrderDimensions.None;

    /// <summary>The size bands of the cells.</summary>
    internal OrderBands Bands { get; init; } = OrderBands.None;

    /// <summary>Product taxes on the orders of each source; its region's government takes them.</summary>
    public required IReadOnlyList<double> ProductTaxesBySource { get; init; }

    /// <summary>Orders by supplier country.</summary>
    public required IReadOnlyList<SourceTotal> SourceTotals { get; init; }

    /// <summary>Where the value went.</summary>
    public required DemandReconciliation Reconciliation { get; init; }

    /// <summary>Which rule took what.</summary>
    public required IReadOnlyList<MappingRow> Mapping { get; init; }

    /// <summary>Demand that falls on industries without output.</summary>
    public required IReadOnlyList<UnexplainedDemand> Unexplained { get; init; }

    /// <summary>What was noticed; errors among them mean that the demand must not be used.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Totals of spellings that are no country and no region of the table.</summary>
    internal IEnumerable<SourceTotal> UnknownCountries() => SourceTotals.Where((total, s) =>
        RegionOfSource[s] < 0 && total.Country.Length > 0 && CountryBook.Default.InCell(total.Country).Count != 1);

    /// <summary>Product taxes on the orders by table region, report currency.</summary>
    public LabelledVector<Region> ProductTaxes()
    {
        var taxes = new double[Regions.Count];
        for (var s = 0; s < Sources.Count; s++)
        {
            if (RegionOfSource[s] >= 0) taxes[RegionOfSource[s]] += ProductTaxesBySource[s];
        }

        return new LabelledVector<Region>(Regions, taxes);
    }

    /// <summary>f = Σ over sources, n, at basic prices.</summary>
    /// <param name="perUnit">Units of the result in one of the report currency.</param>
    public LabelledVector<Industry> Total(double perUnit = 1)
    {
        var f = new double[Industries.Count];
        for (var s = 0; s < BySource.Columns; s++)
        {
            var column = BySource.Column(s);
            for (var i = 0; i < f.Length; i++) f[i] += column[i] * perUnit;
        }

        return new LabelledVector<Industry>(Industries, f);
    }
}
