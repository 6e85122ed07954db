using System.Globalization;
using IoEngine.Analyses.Decompositions;

namespace IoEngine.Studies;

/// <summary>A decomposition for people: one sentence a factor. Pure.</summary>
public static class DecompositionSentences
{
    /// <summary>
    /// How the value added of some regions changed between the first and the last year, and what each factor contributed.
    /// </summary>
    /// <param name="decomposition">The chain.</param>
    /// <param name="regions">Which regions, by code.</param>
    /// <param name="who">What they are called: "non-members", "East Asia".</param>
    /// <param name="unit">Unit of the numbers.</param>
    /// <param name="divisor">What numbers are divided by for reading; 1e6 for millions.</param>
    public static IReadOnlyList<string> Of(Decomposition decomposition, Func<string, bool> regions, string who, string unit,
        double divisor = 1)
    {
        ArgumentNullException.ThrowIfNull(decomposition);
        ArgumentNullException.ThrowIfNull(regions);
        var (first, last) = (decomposition.Steps[0], decomposition.Steps[^1]);
        var chosen = Enumerable.Range(0, first.Regions.Count).Where(r => regions(first.Regions[r].Code)).ToArray();
        var (before, after) = (chosen.Sum(r => first.Before()[r]), chosen.Sum(r => last.After()[r]));
        var sentences = new List<string>
        {
            $"From {first.From} to {last.To} the value added of {who} went from {Number(before)} to {Number(after)} {unit}, a "
                + $"change of {Signed(after - before)}:",
        };
        var explained = 0.0;
        foreach (var factor in decomposition.Factors)
        {
            var cumulated = decomposition.Cumulated(factor);
            var part = chosen.Sum(r => cumulated[r]);
            explained += part;
            sentences.Add($"{Signed(part)} because {Reason(factor, part)}.");
        }

        sentences.Add($"Together {Signed(explained)}; the difference from the change itself is "
            + $"{((explained - (after - before)) / divisor).ToString("E1", CultureInfo.InvariantCulture)} {unit}.");
        return sentences;

        string Number(double value) => (value / divisor).ToString("#,##0.0", CultureInfo.InvariantCulture);
        string Signed(double value) => (value / divisor).ToString("+#,##0.0;-#,##0.0;0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A factor as result files spell it: technology, trade-shares, closure, the three in money technology-in-money,
    /// trade-shares-in-money, closure-in-money, prices, exchange-rates, prices-and-exchange-rates, order-level, supplier-mix,
    /// product-mix, order-mix.
    /// </summary>
    public static string NameOf(DecompositionFactor factor) => Enum.IsDefined(factor)
        ? Spelling.Kebab($"{factor}") : throw new ArgumentOutOfRangeException(nameof(factor));

    /// <summary>What a factor's change means, to follow "because".</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="part">What it contributed; its sign tells more from less.</param>
    public static string Reason(DecompositionFactor factor, double part) => factor switch
    {
        DecompositionFactor.Technology => "industries need other inputs, and pay other wages and taxes (technology, in volumes)",
        DecompositionFactor.TradeShares => "suppliers and households everywhere buy from other countries than before (the "
            + "world's integration, in volumes)",
        DecompositionFactor.Closure => "households spend their incomes otherwise (consumption mix in volumes, and parameters)",
        DecompositionFactor.TechnologyInMoney => "industries pay other amounts for inputs, and earn more or less, per unit of "
            + "output: technology, prices and exchange rates together (technology in money)",
        DecompositionFactor.TradeSharesInMoney => "other countries' goods make up other shares of what suppliers and households "
            + "pay: trade, prices and exchange rates together (trade shares in money)",
        DecompositionFactor.ClosureInMoney => "households spend their incomes otherwise: mix, parameters and prices together "
            + "(consumption in money)",
        DecompositionFactor.Prices => "goods of some industries and countries became dearer than others (prices in local money)",
        DecompositionFactor.ExchangeRates => "currencies became dearer or cheaper (exchange rates)",
        DecompositionFactor.PricesAndExchangeRates =>
            "goods and currencies became dearer or cheaper (prices and exchange rates, which the source does not tell apart)",
        DecompositionFactor.OrderLevel =>
            part switch { > 0 => "more", < 0 => "less", _ => "as much" } + " was ordered in all (level of the orders)",
        DecompositionFactor.SupplierMix => "the orders went to suppliers in other countries (the buyer's own sourcing)",
        DecompositionFactor.ProductMix => "other things were ordered from each country (product mix)",
        DecompositionFactor.OrderMix => "other things were ordered, elsewhere (mix of the orders)",
        _ => throw new ArgumentOutOfRangeException(nameof(factor)),
    };
}
