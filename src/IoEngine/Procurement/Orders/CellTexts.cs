using IoEngine.Procurement.Ledger;
using IoEngine.Texts;

namespace IoEngine.Procurement.Orders;

/// <summary>
/// The texts of one field of all workers, each once and in ordinal order: a text's number is its rank. Immutable.
/// </summary>
internal sealed class FieldTexts
{
    private readonly int[][] numberOf;

    public FieldTexts(IEnumerable<ByteInterner> workers, Func<string, string>? normalise = null)
    {
        var own = workers.Select(w => Enumerable.Range(0, w.Count).Select(i => normalise is null ? w[i] : normalise(w[i]))
            .ToArray()).ToArray();
        Texts = own.SelectMany(t => t).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        numberOf = Array.ConvertAll(own,
            texts => Array.ConvertAll(texts, t => Array.BinarySearch(Texts, t, StringComparer.Ordinal)));
    }

    /// <summary>The texts.</summary>
    public string[] Texts { get; }

    /// <summary>Numbers of a worker's texts by its own numbers.</summary>
    public int[] NumberOf(int worker) => numberOf[worker];
}

/// <summary>
/// What the numbers in the keys of cells stand for: countries normalised, marks of no data emptied, so that two spellings of one
/// country, or of nothing, are one cell. Immutable.
/// </summary>
internal sealed class CellTexts(IReadOnlyList<OrderAccumulator> workers, Func<string, string> countryOf)
{
    private readonly FieldTexts countries = new(workers.Select(w => w.Countries), countryOf);
    private readonly FieldTexts schemes = new(workers.Select(w => w.Schemes), NoData.OrText);
    private readonly FieldTexts codes = new(workers.Select(w => w.Codes), NoData.OrText);
    private readonly FieldTexts naces = new(workers.Select(w => w.Naces), NoData.OrText);
    private readonly FieldTexts contracts = new(workers.Select(w => w.Contracts));
    private readonly FieldTexts dimensions = new(workers.Select(w => w.Dimensions), OrderDimensions.Normalised);

    /// <summary>The currencies.</summary>
    public FieldTexts Currencies { get; } = new(workers.Select(w => w.Currencies));

    /// <summary>The canonical order of cells.</summary>
    public CellRanks Order => new(countries.Texts.Length, schemes.Texts.Length, codes.Texts.Length, naces.Texts.Length,
        Currencies.Texts.Length, contracts.Texts.Length, dimensions.Texts.Length);

    /// <summary>A worker's key in the numbers that all workers share.</summary>
    public CellKey Shared(in CellKey key, int worker)
    {
        var country = countries.NumberOf(worker);
        return new CellKey(key.Year, key.Band, country[key.SupplierCountry], country[key.OriginCountry],
            schemes.NumberOf(worker)[key.Scheme], codes.NumberOf(worker)[key.Code], naces.NumberOf(worker)[key.Nace],
            Currencies.NumberOf(worker)[key.Currency], contracts.NumberOf(worker)[key.Contract], key.Flags,
            dimensions.NumberOf(worker)[key.Dimensions], key.RateYear, key.HasPeriod,
            key.IsCredit);
    }

    /// <summary>The cell of a shared key, in words and without a value.</summary>
    public OrderCell Described(in CellKey key) => new()
    {
        Year = key.Year,
        RateYear = key.RateYear,
        SupplierCountry = countries.Texts[key.SupplierCountry],
        OriginCountry = countries.Texts[key.OriginCountry],
        Scheme = schemes.Texts[key.Scheme],
        Code = codes.Texts[key.Code],
        Nace = naces.Texts[key.Nace],
        Contract = contracts.Texts[key.Contract],
        Band = key.Band,
        Flags = key.Flags,
        Dimensions = dimensions.Texts[key.Dimensions],
        HasPeriod = key.HasPeriod,
        Currency = Currencies.Texts[key.Currency],
        Value = 0m,
        Number = 0,
    };
}
