namespace IoEngine.Scenarios;

/// <summary>A currency is dearer or cheaper: so many times as many units per US dollar. Immutable.</summary>
/// <remarks>
/// Money results change only as far as orders are in other currencies than the report's; employment follows the table's currency.
/// </remarks>
public sealed record ChangeExchangeRate : Change
{
    /// <summary>A change to be filled in.</summary>
    public ChangeExchangeRate()
    {
    }

    /// <summary>A change of a rate.</summary>
    /// <param name="currency">ISO 4217; not USD, which is the measure.</param>
    /// <param name="factor">Above 0; 1.1: ten per cent more units per dollar, a cheaper currency.</param>
    /// <param name="years">Which years.</param>
    public ChangeExchangeRate(string currency, double factor, YearSpan years) =>
        (Currency, Factor, Years) = (currency, factor, years);

    /// <inheritdoc/>
    [Option("A currency is dearer or cheaper.", Required = true, Choices = ["exchange-rate"])]
    public override string Kind => "exchange-rate";

    /// <summary>ISO 4217; not USD, which is the measure.</summary>
    [Option("ISO 4217; not USD, which is the measure.", Required = true)]
    public string Currency { get; init; } = "";

    /// <summary>Units of it per US dollar times this: 1.1 is a cheaper currency.</summary>
    [Option("Units of it per US dollar times this: 1.1 is a cheaper currency.", Required = true)]
    public double Factor { get; init; } = 1;

    /// <summary>Which years, one span; null: all.</summary>
    [Option("Which years, one span; null: all.")]
    public YearSpan Years { get; init; } = YearSpan.All;

    internal override void Check(ChangeCheck check)
    {
        check.Positive("factor", Factor, orZero: false);
        check.Years("years", Years);
        var known = check.Inputs.Rules.Rates.Currencies.Where(c => c != "USD").ToArray();
        if (!known.Contains(Currency))
            check.Fault("SCENARIO-LABEL", "currency", "There is no rate of this currency to change.", $"'{Currency}'",
                string.Join(", ", known));
    }

    internal override IEnumerable<Touch> Touches(WorldState start, ChangeCheck check)
    {
        yield return new RateTouch(Currency, Years);
    }

    internal override WorldState Apply(WorldState state, ChangeCheck check)
    {
        if (Factor == 1) return state;
        check.Note("Exchange rate changed.", $"{Currency} per USD times {ChangeCheck.Text(Factor)}, {Years}");
        return state with
        {
            Rules = state.Rules with { Rates = state.Rules.Rates.Scaled(Currency, Years.Contains, (decimal)Factor) },
        };
    }
}
