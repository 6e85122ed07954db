using System.Globalization;
using IoEngine.Accounts;
using IoEngine.Analysis;
using IoEngine.Procurement;

namespace IoEngine.Scenarios;

/// <summary>A currency is dearer or cheaper: <paramref name="Factor"/> times as many units per US dollar. Immutable.</summary>
/// <remarks>Money results change only as far as orders are in other currencies than the report's; employment follows the table's currency.</remarks>
/// <param name="Currency">ISO 4217; not USD, which is the measure.</param>
/// <param name="Factor">Above 0; 1.1: ten per cent more units per dollar, a cheaper currency.</param>
/// <param name="Years">Which years.</param>
public sealed record ChangeExchangeRate(string Currency, double Factor, YearSpan Years) : Change
{
    /// <inheritdoc/>
    public override string Kind => "exchange-rate";

    internal override void Check(ChangeCheck check)
    {
        check.Positive("factor", Factor, orZero: false);
        check.Years("years", Years);
        var known = check.Inputs.Rules.Rates.Currencies.Where(c => c != "USD").ToArray();
        if (!known.Contains(Currency))
            check.Fault("SCENARIO-LABEL", "currency", "There is no rate of this currency to change.", $"'{Currency}'", string.Join(", ", known));
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Factor == 1) return state;
        check.Note("Exchange rate changed.", $"{Currency} per USD times {ChangeCheck.Text(Factor)}, {Years}");
        return state with { Rules = state.Rules with { Rates = state.Rules.Rates.Scaled(Currency, Years.Contains, (decimal)Factor) } };
    }
}

/// <summary>Another household closure, or the same with other parameters. Immutable.</summary>
/// <param name="Closure">Which closure; null: as it is.</param>
/// <param name="DisposableFactor">θ of every region times this, at most 1.</param>
/// <param name="PropensityFactor">mpc of every region times this, at most 1.</param>
/// <param name="Regions">Closed regions; null: as it is.</param>
public sealed record ChangeClosure(ClosureKind? Closure = null, double DisposableFactor = 1, double PropensityFactor = 1, IReadOnlyList<string>? Regions = null) : Change
{
    /// <inheritdoc/>
    public override string Kind => "closure";

    /// <summary>Equal for changes that do the same.</summary>
    internal string Key => string.Create(CultureInfo.InvariantCulture,
        $"{Closure?.ToString() ?? "-"}|{DisposableFactor:R}|{PropensityFactor:R}|{(Regions is null ? "-" : string.Join(',', Regions))}");

    internal override void Check(ChangeCheck check)
    {
        check.Positive("disposableFactor", DisposableFactor);
        check.Positive("propensityFactor", PropensityFactor);
        check.Regions("regions", Regions);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Closure is null && DisposableFactor == 1 && PropensityFactor == 1 && Regions is null) return state;
        check.Note("Closure changed.", $"{(Closure is { } kind ? Analysis.Closure.NameOf(kind) : "same closure")}, θ × {ChangeCheck.Text(DisposableFactor)}, mpc × {ChangeCheck.Text(PropensityFactor)}");
        return state with { Closures = [.. state.Closures, this] };
    }

    internal Closure ApplyTo(Closure closure)
    {
        var result = closure with { Kind = Closure ?? closure.Kind };
        if (DisposableFactor != 1 || PropensityFactor != 1) result = result with { Households = closure.Households.Scaled(DisposableFactor, PropensityFactor) };
        return Regions is null ? result : result with { Regions = Regions.Select(r => new Region(r)).ToArray() };
    }
}

/// <summary>Another assumption about prices: the wholesalers' margin, the product tax on orders. Immutable.</summary>
/// <param name="WholesaleMargin">Margin of distributors, 0 … 1; null: as it is.</param>
/// <param name="Tax">Product tax on orders as a share of the purchaser's price; null: as it is.</param>
/// <param name="Country">Whose country an order counts for; null: as it is.</param>
public sealed record ChangeValuation(double? WholesaleMargin = null, double? Tax = null, OrderCountry? Country = null) : Change
{
    /// <inheritdoc/>
    public override string Kind => "valuation";

    internal override void Check(ChangeCheck check)
    {
        if (WholesaleMargin is { } margin) check.Share("wholesaleMargin", margin);
        if (WholesaleMargin is not null && check.Inputs.Rules.Valuation.Wholesale is null)
            check.Fault("SCENARIO-LABEL", "wholesaleMargin", "The study has no wholesale sectors whose margin could change.", ChangeCheck.Text(WholesaleMargin.Value),
                "valuation.wholesale", "Name the sectors in valuation.wholesale.");
        if (Tax is { } tax && tax is not (>= 0 and < 1)) check.Fault("SCENARIO-RANGE", "tax", "The share is out of its range.", ChangeCheck.Text(tax), "0 to below 1");
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        var valuation = state.Rules.Valuation;
        if (WholesaleMargin is { } margin && valuation.Wholesale is { } wholesale && wholesale.Margin != margin)
            valuation = valuation with { Wholesale = wholesale with { Margin = margin } };
        if (Tax is { } tax && tax != valuation.Tax) valuation = valuation with { Tax = tax };
        var country = Country ?? state.Rules.Country;
        if (ReferenceEquals(valuation, state.Rules.Valuation) && country == state.Rules.Country) return state;
        check.Note("Valuation changed.", $"wholesale margin {valuation.Wholesale?.Margin}, tax {valuation.Tax}, country by {country}".ToLowerInvariant());
        return state with { Rules = state.Rules with { Valuation = valuation, Country = country } };
    }
}
