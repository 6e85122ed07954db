namespace IoEngine.Accounts;

/// <summary>
/// p = q · e: prices of the output of each industry in table currency, where those of an earlier year are 1. Immutable.
/// </summary>
/// <remarks>METHOD.md, section 10.</remarks>
public sealed class RelativePrices
{
    /// <summary>Prices of a year relative to an earlier one.</summary>
    /// <param name="local">
    /// q, n: in the local currency of each region; where <paramref name="exchange"/> is null, p: in table currency.
    /// </param>
    /// <param name="exchange">
    /// e, G: table currency per unit of local currency, relative to the earlier year; null: the source tells no rates from
    /// prices.
    /// </param>
    /// <param name="source">Where they come from, for results: previous-year-price tables, a file, the shipped series.</param>
    /// <exception cref="ArgumentException">A number is not positive, or a region of an industry has no rate.</exception>
    public RelativePrices(LabelledVector<Industry> local, LabelledVector<Region>? exchange, string source)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentException.ThrowIfNullOrEmpty(source);
        (Local, Exchange, Source) = (local, exchange, source);
        var p = local.Values.ToArray();
        for (var j = 0; j < p.Length; j++)
        {
            if (exchange is not null) p[j] *= exchange[local.Axis[j].Region];
            if (!(p[j] > 0) || !double.IsFinite(p[j]))
                throw new ArgumentException($"The price of {local.Axis[j]} is {p[j]}, which is not positive.", nameof(local));
        }

        InTableMoney = new LabelledVector<Industry>(local.Axis, p);
    }

    /// <summary>q, n, in local currency; where <see cref="Exchange"/> is null, p itself.</summary>
    public LabelledVector<Industry> Local { get; }

    /// <summary>e, G; null where prices and rates are known together only.</summary>
    public LabelledVector<Region>? Exchange { get; }

    /// <summary>p, n, in table currency.</summary>
    public LabelledVector<Industry> InTableMoney { get; }

    /// <summary>Where the prices come from.</summary>
    public string Source { get; }
}
