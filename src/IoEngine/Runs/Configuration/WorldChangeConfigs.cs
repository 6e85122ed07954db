using IoEngine.Analysis;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Configuration;

/// <summary>A currency is dearer or cheaper. Immutable.</summary>
public sealed record ExchangeRateConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("A currency is dearer or cheaper.", Required = true, Choices = ["exchange-rate"])]
    public override string Kind { get; init; } = "exchange-rate";

    /// <summary>Currency.</summary>
    [Option("ISO 4217; not USD, which is the measure.", Required = true)]
    public string Currency { get; init; } = "";

    /// <summary>Factor.</summary>
    [Option("Units of it per US dollar times this: 1.1 is a cheaper currency.", Required = true)]
    public double Factor { get; init; } = 1;

    /// <summary>Years.</summary>
    [Option("Which years, one span; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>Tables take a part from a base year. Immutable.</summary>
public sealed record FreezeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Every year's table takes trade shares, technology, or all of it from a base year.", Required = true, Choices = ["freeze"])]
    public override string Kind { get; init; } = "freeze";

    /// <summary>Part.</summary>
    [Option("trade-shares: no further integration; technology: constant technology; table: both, the whole table of the base year.")]
    public FrozenPart Part { get; init; } = FrozenPart.TradeShares;

    /// <summary>Base year.</summary>
    [Option("Year of the table it is taken from.", Required = true, Minimum = 1000, Maximum = 9999)]
    public int BaseYear { get; init; } = 2000;

    /// <summary>Years.</summary>
    [Option("Years whose table changes, one span; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>Users buy from another region. Immutable.</summary>
public sealed record ShiftTradeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Users in some regions buy a share of some products from another region.", Required = true, Choices = ["shift-trade"])]
    public override string Kind { get; init; } = "shift-trade";

    /// <summary>From.</summary>
    [Option("Region or country that loses the deliveries.", Required = true)]
    public string From { get; init; } = "";

    /// <summary>To.</summary>
    [Option("Region or country that takes them over.", Required = true)]
    public string To { get; init; } = "";

    /// <summary>Share.</summary>
    [Option("Share of the deliveries.")]
    public double Share { get; init; } = 1;

    /// <summary>Users.</summary>
    [Option("Buying regions; null: all.")]
    public IReadOnlyList<string>? Users { get; init; }

    /// <summary>Sectors.</summary>
    [Option("Products; null: all that both regions make.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>Years.</summary>
    [Option("Years whose table changes, one span; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>The world without some industries. Immutable.</summary>
public sealed record ExtractConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("The world without some industries: hypothetical extraction.", Required = true, Choices = ["extract"])]
    public override string Kind { get; init; } = "extract";

    /// <summary>Regions.</summary>
    [Option("Regions or countries; null: those of the group, or all.")]
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Group.</summary>
    [Option("The regions of a group in the year; null: none.")]
    public string? Group { get; init; }

    /// <summary>Sectors.</summary>
    [Option("Sectors; null: all.")]
    public IReadOnlyList<string>? Sectors { get; init; }

    /// <summary>What is extracted.</summary>
    [Option("complete: gone altogether; as-suppliers: they keep their own orders but supply nobody else.")]
    public ExtractionKind Extraction { get; init; } = ExtractionKind.Complete;

    /// <summary>Years.</summary>
    [Option("Years whose table changes, one span; null: all.")]
    public YearSelection? Years { get; init; }
}

/// <summary>Another household closure. Immutable.</summary>
public sealed record ClosureChangeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Another household closure, or the same with other parameters.", Required = true, Choices = ["closure"])]
    public override string Kind { get; init; } = "closure";

    /// <summary>Closure.</summary>
    [Option("Household closure; null: as it is.", Choices = ["none", "gross-wage", "income-share", "labour-mixed", "net-labour"])]
    public string? Closure { get; init; }

    /// <summary>θ.</summary>
    [Option("Disposable share of every region times this, at most 1.")]
    public double DisposableFactor { get; init; } = 1;

    /// <summary>mpc.</summary>
    [Option("Propensity to consume of every region times this, at most 1.")]
    public double PropensityFactor { get; init; } = 1;

    /// <summary>Closed regions.</summary>
    [Option("Closed regions; null: as it is.")]
    public IReadOnlyList<string>? Regions { get; init; }
}

/// <summary>Another assumption about prices and places. Immutable.</summary>
public sealed record ValuationChangeConfig : ChangeConfig
{
    /// <inheritdoc/>
    [Option("Another wholesalers' margin, product tax, or country that an order counts for.", Required = true, Choices = ["valuation"])]
    public override string Kind { get; init; } = "valuation";

    /// <summary>Margin.</summary>
    [Option("Margin of distributors; null: as it is.")]
    public double? WholesaleMargin { get; init; }

    /// <summary>Tax.</summary>
    [Option("Product tax on orders as a share of the purchaser's price; null: as it is.")]
    public double? Tax { get; init; }

    /// <summary>Country.</summary>
    [Option("Whose country an order counts for; null: as it is.", Choices = ["supplier", "origin"])]
    public string? Country { get; init; }
}
