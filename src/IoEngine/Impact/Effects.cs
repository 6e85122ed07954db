using IoEngine.Accounts;
using IoEngine.Households;

namespace IoEngine.Impact;

/// <summary>
/// What a demand vector causes: output by channel, and any indicator by receiving industry and region. Immutable.
/// </summary>
/// <remarks>
/// direct e ∘ f; indirect e ∘ (L f − f); induced e ∘ L C K R L f, plus the product taxes of induced spending where the indicator
/// counts them.
/// </remarks>
public sealed class Effects
{
    private readonly MrioTable table;
    private readonly double[][] outputs;
    private readonly InstitutionAccounts? accounts;

    /// <param name="table">The table.</param>
    /// <param name="f">Demand, n.</param>
    /// <param name="x">L f, n.</param>
    /// <param name="leaks">Leaks at Type I.</param>
    /// <param name="induced">Output and income that the closed accounts add; null: at Type I.</param>
    internal Effects(MrioTable table, ReadOnlySpan<double> f, ReadOnlySpan<double> x, Leaks leaks,
        (double[] Output, InstitutionAccounts Accounts, double[] Income)? induced = null)
    {
        this.table = table;
        var indirect = x.ToArray();
        for (var j = 0; j < indirect.Length; j++) indirect[j] -= f[j];
        outputs = [f.ToArray(), indirect, induced?.Output ?? new double[indirect.Length]];
        accounts = induced?.Accounts;
        income = induced?.Income ?? [];
        Leaks = leaks;
    }

    private readonly double[] income;

    /// <summary>Where the value of the orders goes besides value added, at Type I.</summary>
    public Leaks Leaks { get; }

    /// <summary>Income of the closed accounts, all rounds, in the order of the closure's accounts.</summary>
    public ReadOnlySpan<double> Income => income;

    /// <summary>Output of each industry through one channel, n: f, L f − f, L C K R L f.</summary>
    public ReadOnlySpan<double> Output(Channel channel) => outputs[(int)channel];

    /// <summary>Output of each industry through all channels, n.</summary>
    internal double[] AllOutput()
    {
        var sum = new double[table.Industries.Count];
        foreach (var output in outputs) System.Numerics.Tensors.TensorPrimitives.Add(sum, output, sum);
        return sum;
    }

    /// <summary>Effect in industry <paramref name="industry"/> through one channel, in the indicator's unit.</summary>
    public double Value(Indicator indicator, Channel channel, int industry)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        return indicator.PerOutput[industry] * outputs[(int)channel][industry];
    }

    /// <summary>
    /// Product taxes on the induced spending of the accounts of region <paramref name="region"/>; 0 unless the indicator counts
    /// them.
    /// </summary>
    public double OnSpending(Indicator indicator, Channel channel, int region)
    {
        ArgumentNullException.ThrowIfNull(indicator);
        if (!indicator.CountsSpendingTaxes || channel != Channel.Induced || accounts is null) return 0;
        var sum = 0.0;
        for (var a = 0; a < income.Length; a++)
        {
            if (accounts.Accounts[a].Region == table.Regions[region]) sum += accounts.ProductTaxes[a] * income[a];
        }

        return sum;
    }

    /// <summary>Effect by receiving region through one channel, G.</summary>
    public LabelledVector<Region> ByRegion(Indicator indicator, Channel channel)
    {
        var sums = new double[table.Regions.Count];
        for (var j = 0; j < table.Industries.Count; j++) sums[table.RegionOf[j]] += Value(indicator, channel, j);
        for (var r = 0; r < sums.Length; r++) sums[r] += OnSpending(indicator, channel, r);
        return new LabelledVector<Region>(table.Regions, sums);
    }

    /// <summary>Effect by receiving region through all channels, G.</summary>
    internal double[] AllChannels(Indicator indicator)
    {
        var (direct, indirect, induced) = (ByRegion(indicator, Channel.Direct), ByRegion(indicator, Channel.Indirect),
            ByRegion(indicator, Channel.Induced));
        return Enumerable.Range(0, direct.Axis.Count).Select(r => direct[r] + indirect[r] + induced[r]).ToArray();
    }

    /// <summary>Effect in the whole world through one channel.</summary>
    public double Total(Indicator indicator, Channel channel) => ByRegion(indicator, channel).Sum();
}

/// <summary>orders = value added + these, at Type I, in the table's money. Immutable.</summary>
/// <param name="TaxesOnProducts">τ' L f by region of the using industry, G.</param>
/// <param name="OtherItems">The other column items of the table on the same output, world.</param>
/// <param name="TableResidual">What the published columns miss on the same output, world.</param>
/// <param name="Unexplained">
/// Output asked of industries that have none: orders placed there, and inputs that the table says others get from there.
/// </param>
public sealed record Leaks(LabelledVector<Region> TaxesOnProducts, double OtherItems, double TableResidual, double Unexplained)
{
    /// <summary>All of them.</summary>
    public double Total => TaxesOnProducts.Sum() + OtherItems + TableResidual + Unexplained;
}
