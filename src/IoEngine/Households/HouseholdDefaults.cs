namespace IoEngine.Households;

/// <summary>
/// The household parameters that are shipped for the OECD countries and other large economies, so that a first run needs no file:
/// <c>data/reference/households.csv</c>.
/// </summary>
/// <remarks>
/// Disposable share = 1 − tax wedge of a single average earner (OECD, Taxing Wages), for the years that are at hand. Labour
/// shares are those of the Penn World Table 10.01: compensation of employees and labour income of the self-employed, in GDP.
/// Propensities to consume, shares of mixed income and of consumption, and all else that is not published, are round
/// assumptions and say so: in the file's column <c>kind</c>, in the findings and in the manifest. data/README.md lists both.
/// </remarks>
public static class HouseholdDefaults
{
    /// <summary>Name of the shipped file.</summary>
    internal const string File = "households.csv";

    private const string Others = "*";

    private static readonly Lazy<IReadOnlyDictionary<string, HouseholdSeries>> Series = new(() => HouseholdFile.Shipped(File));

    /// <summary>ISO 3 codes with rows of their own.</summary>
    public static IReadOnlyCollection<string> Countries => [.. Series.Value.Keys.Where(c => c != Others)];

    /// <summary>The rows of the average country.</summary>
    internal static HouseholdSeries Average => Series.Value[Others];

    /// <summary>The parameters of a country, or of the average country.</summary>
    /// <param name="iso3">ISO 3166 alpha-3.</param>
    /// <param name="year">The year; null: the last that there is.</param>
    public static HouseholdParameter For(string iso3, int? year = null) => (Find(iso3) ?? Average).In(year);

    /// <summary>The rows of a country; null: none of its own.</summary>
    internal static HouseholdSeries? Find(string iso3) => iso3 == Others ? null : Series.Value.GetValueOrDefault(iso3);
}
