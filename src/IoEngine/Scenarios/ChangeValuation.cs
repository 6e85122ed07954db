using IoEngine.Procurement.Demand;

namespace IoEngine.Scenarios;

/// <summary>
/// Another assumption about prices and places: the wholesalers' margin, the product tax on orders, the country that an order
/// counts for. Immutable.
/// </summary>
public sealed record ChangeValuation : Change
{
    /// <inheritdoc/>
    [Option("Another wholesalers' margin, product tax, or country that an order counts for.", Required = true,
        Choices = ["valuation"])]
    public override string Kind => "valuation";

    /// <summary>Margin of distributors; null: as it is.</summary>
    [Option("Margin of distributors; null: as it is.")]
    public double? WholesaleMargin { get; init; }

    /// <summary>Product tax on orders as a share of the purchaser's price; null: as it is.</summary>
    [Option("Product tax on orders as a share of the purchaser's price; null: as it is.")]
    public double? Tax { get; init; }

    /// <summary>Whose country an order counts for; null: as it is.</summary>
    [Option("Whose country an order counts for; null: as it is.")]
    public OrderCountry? Country { get; init; }

    internal override void Check(ChangeCheck check)
    {
        if (WholesaleMargin is { } margin) check.Share("wholesaleMargin", margin);
        if (WholesaleMargin is not null && check.Inputs.Rules.Valuation.Wholesale is null)
            check.Fault("SCENARIO-LABEL", "wholesaleMargin", "The study has no wholesale sectors whose margin could change.",
                ChangeCheck.Text(WholesaleMargin.Value), "valuation.wholesale", "Name the sectors in valuation.wholesale.");
        if (Tax is { } tax && tax is not (>= 0 and < 1))
            check.Fault("SCENARIO-RANGE", "tax", "The share is out of its range.", ChangeCheck.Text(tax), "0 to below 1");
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        if (WholesaleMargin is not null) yield return new ParameterTouch("valuation", "wholesale margin");
        if (Tax is not null) yield return new ParameterTouch("valuation", "tax");
        if (Country is not null) yield return new ParameterTouch("valuation", "country");
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var valuation = state.Rules.Valuation;
        if (WholesaleMargin is { } margin && valuation.Wholesale is { } wholesale && wholesale.Margin != margin)
            valuation = valuation with { Wholesale = wholesale with { Margin = margin } };
        if (Tax is { } tax && tax != valuation.Tax) valuation = valuation with { Tax = tax };
        var country = Country ?? state.Rules.Country;
        if (ReferenceEquals(valuation, state.Rules.Valuation) && country == state.Rules.Country) return state;
        check.Note("Valuation changed.",
            $"wholesale margin {valuation.Wholesale?.Margin}, tax {valuation.Tax}, country by {country}".ToLowerInvariant());
        return state with { Rules = state.Rules with { Valuation = valuation, Country = country } };
    }
}
