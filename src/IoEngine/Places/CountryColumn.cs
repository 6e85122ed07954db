using IoEngine.Texts;

namespace IoEngine.Places;

/// <summary>The countries of a column, each distinct spelling worked out once. Immutable.</summary>
internal sealed class CountryColumn
{
    private readonly CountryConcordance concordance;

    /// <summary>Looks at all spellings of a column.</summary>
    /// <param name="spellings">Each distinct one, as found.</param>
    /// <param name="concordance">The user's word.</param>
    public CountryColumn(IEnumerable<string> spellings, CountryConcordance concordance)
    {
        this.concordance = concordance;
        var (codes, names) = (0, 0);
        foreach (var spelling in spellings)
        {
            if (NoData.IsNa(spelling)) HasNa = true;
            else if (CountryBook.Default.TryFind(spelling, out var country))
                _ = SpellingKeys.Fold(spelling) == country.Iso2 ? codes++ : names++;
        }

        NaIsNamibia = codes > 0 && codes >= names;
    }

    /// <summary>Whether <c>NA</c> alone occurs.</summary>
    public bool HasNa { get; }

    /// <summary>
    /// Whether it is Namibia: half at least of the other spellings of countries are two-letter codes. Else it stands for no data.
    /// </summary>
    public bool NaIsNamibia { get; }

    /// <summary>What a spelling is called in results; empty where it stands for no data.</summary>
    public string CountryOf(string spelling) =>
        !NaIsNamibia && NoData.IsNa(spelling) ? concordance.CountryOfNa() : concordance.CountryOf(spelling);

    /// <summary>How <c>NA</c> was read, for people; null where it does not occur.</summary>
    /// <param name="place">Where the column stands.</param>
    public Finding? NaFinding(string place) => !HasNa || concordance.CountryOfNa().Length > 0 ? null
        : NaIsNamibia ? Finding.Info("COUNTRY-NA", place, "'NA' is read as Namibia, since the column holds two-letter codes.",
            "NA", "NAM, or an empty cell", "Empty the cells where no country is known.")
        : Finding.Info("COUNTRY-NA", place, "'NA' is read as no data, since the column holds no two-letter codes.", "NA",
            "NAM, or an empty cell", "Write NAM where Namibia is meant.");
}
