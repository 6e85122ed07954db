using IoEngine.Accounts;

namespace IoEngine.Households;

/// <summary>Which accounts are closed and with which parameters. Immutable.</summary>
/// <remarks>
/// method: R (G × n), N residence, C (n × G), mpc; Miller &amp; Blair (2009), § 2.5 and § 6.2; Miyazawa (1976).
/// </remarks>
public sealed record Closure
{
    /// <summary>Which closure; default net-labour.</summary>
    public ClosureKind Kind { get; init; } = ClosureKind.NetLabour;

    /// <summary>
    /// θ, mpc, labour share by region; default <see cref="HouseholdParameters.Shipped"/>: the shipped row of each region's
    /// country.
    /// </summary>
    public HouseholdParameters Households { get; init; } = HouseholdParameters.Shipped;

    /// <summary>
    /// The regions whose households are closed, in the table's codes or any spelling of the country; null: all.
    /// </summary>
    public IReadOnlyList<Region>? Regions { get; init; }

    /// <summary>
    /// N, residence of labour income: N[home, workplace], columns sum to 1. A region that is not a column lives where it works.
    /// Null: no commuting.
    /// </summary>
    public LabelledMatrix<Region, Region>? Residence { get; init; }

    /// <summary>
    /// N of single years, by the year of the table: a workplace that is a column there has these shares in that year, and those
    /// of <see cref="Residence"/> in others.
    /// </summary>
    public IReadOnlyDictionary<int, LabelledMatrix<Region, Region>> ResidenceByYear { get; init; } =
        new Dictionary<int, LabelledMatrix<Region, Region>>();

    /// <summary>
    /// Whether the shipped shares of cross-border workers are taken, in place of <see cref="Residence"/>: where people live who
    /// earn Swiss wages, 2011 to 2024.
    /// </summary>
    public bool ShippedResidence { get; init; }

    /// <summary>
    /// Share of government revenue that is spent again (level 5 and closure <c>sam</c>), by region; default 1: a budget that
    /// balances, so that what is paid in taxes comes back as spending and the level is the outermost that there is.
    /// </summary>
    public Func<Region, double> GovernmentSpending { get; init; } = static _ => 1;

    /// <summary>
    /// Capital goods that industries use up, for the nested boundaries; null: the capital used up is replaced by the mix of the
    /// region's investment.
    /// </summary>
    public CapitalFlows? Capital { get; init; }

    /// <summary>The closure with the household parameters and the residence of a table's year.</summary>
    /// <exception cref="InvalidDataFindingsException">A region has parameters or shares of other years alone.</exception>
    public Closure In(MrioTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var closure = Households.HasYears ? this with { Households = Households.In(table.Identity.Year) } : this;
        if (closure.ShippedResidence)
            closure = closure with { Residence = IoEngine.Households.ShippedResidence.In(table), ShippedResidence = false };
        return ResidenceByYear.Count == 0 ? closure : closure with
        {
            Residence = ResidenceMatrix.In(table.Identity.Year, Residence, ResidenceByYear),
            ResidenceByYear = new Dictionary<int, LabelledMatrix<Region, Region>>(),
        };
    }

    /// <summary>What the closure does.</summary>
    internal ClosureRule Rule => ClosureRule.Of(Kind);

    /// <summary>No induced effects.</summary>
    public static Closure None { get; } = new() { Kind = ClosureKind.None };

    /// <summary>
    /// The spelling of configuration and results: gross-wage, income-share, labour-mixed, net-labour, sam, none.
    /// </summary>
    public static string NameOf(ClosureKind kind) => ClosureRule.Of(kind).Name;

    /// <summary>The kind that a spelling names.</summary>
    /// <exception cref="ConfigException">There is no such closure; the known ones are listed.</exception>
    public static ClosureKind Parse(string name) => ClosureRule.All.FirstOrDefault(r => r.Name == name)?.Kind
        ?? throw new ConfigException([Finding.Error("CLOSURE-UNKNOWN", "closure.kind", "There is no such closure.", $"'{name}'",
            string.Join(", ", ClosureRule.All.Select(r => r.Name)), "Use one of these names.")]);
}
