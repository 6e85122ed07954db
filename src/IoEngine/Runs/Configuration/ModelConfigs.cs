using IoEngine.Households;
using IoEngine.Membership;

namespace IoEngine.Runs.Configuration;

/// <summary>The household closure. Immutable.</summary>
public sealed record ClosureConfig
{
    /// <summary>Closure.</summary>
    [Option("Household closure. none gives direct and indirect effects only.")]
    public ClosureKind Kind { get; init; } = ClosureKind.NetLabour;

    /// <summary>Parameters.</summary>
    [Option("CSV region,disposable_share,propensity_to_consume,labour_share,source[,year,mixed_income_share,household_income,household_income_unit,consumption_share,"
        + "employers_social,employees_social,wage_tax,profit_tax]; the region * stands for all others, an empty year for all years without a row. A household income has a unit such as million CHF. Regions that have no row, and null: the shipped row of the country, else the average country.")]
    public string? Households { get; init; }

    /// <summary>Closed regions.</summary>
    [Option("Regions whose households are closed: \"all\" or a list.")]
    public RegionSelection Regions { get; init; } = RegionSelection.All;

    /// <summary>Residence.</summary>
    [Option("CSV workplace,residence,share: where income earned in a region lives; null: no commuting.")]
    public string? Residence { get; init; }

    /// <summary>Nested boundaries.</summary>
    [Option("Whether the nested boundaries 1 direct, 2 indirect, 3 capital, 4 households, 5 government are reported: files levels and leakages.")]
    public bool Levels { get; init; }
}

/// <summary>Membership and contributions. Immutable.</summary>
public sealed record GroupsConfig
{
    /// <summary>Membership.</summary>
    [Option("CSV country,group,from,to: dated membership, both days included; an empty from means always, an empty to still. In a year a country counts in the group of the "
        + "period that began last among those that cover any day of the year. Countries without one are \"non-member\"; case of group names is ignored. "
        + "null: no groups, no file groups, and the column group is empty.")]
    public string? Membership { get; init; }

    /// <summary>Groups outside.</summary>
    [Option("Groups whose countries count as non-members in shares, scenarios and the page; \"non-member\" always does. All other groups are members.")]
    public IReadOnlyList<string> Outside { get; init; } = MembershipRegister.DefaultOutside;

    /// <summary>Contributions.</summary>
    [Option("CSV year,country,amount,currency: contributions; null: no return coefficients.")]
    public string? Contributions { get; init; }

    /// <summary>Alternative use.</summary>
    [Option("What the contributions would have bought otherwise: the mix of government consumption, of households or of investment, each country's own. "
        + "Writes the file net; null: gross effects only.", Choices = ["government", "household", "investment"])]
    public string? Alternative { get; init; }
}

/// <summary>Further questions to the baseline. Immutable.</summary>
public sealed record AnalysesConfig
{
    /// <summary>Decomposition.</summary>
    [Option("Whether the change of value added from each year to the next is split among technology, trade shares, consumption, level of the orders, supplier mix "
        + "and product mix: file decomposition. Two more factorisations a year.")]
    public bool Decomposition { get; init; }
}

/// <summary>Solver. Immutable.</summary>
public sealed record SolveConfig
{
    /// <summary>Method.</summary>
    [Option("Method: auto chooses by size and right-hand sides, the same on every machine that has the memory, and says why.", Choices = ["auto", "lu", "lu-float", "block", "series"])]
    public string Method { get; init; } = "auto";

    /// <summary>Kernel.</summary>
    [Option("Kernel: managed needs nothing; lapack takes OpenBLAS, MKL or Accelerate of the machine; mkl is Math.NET's provider; auto is managed.", Choices = ["auto", "managed", "lapack", "mkl"])]
    public string Kernel { get; init; } = "auto";

    /// <summary>Threads.</summary>
    [Option("Threads; 0 takes all processors.", Minimum = 0, Maximum = 1024)]
    public int Threads { get; init; }

    /// <summary>Residual.</summary>
    [Option("Largest scaled residual that is accepted; above it the run fails.", Minimum = 1e-15, Maximum = 1e-3)]
    public double MaxResidual { get; init; } = 1e-9;
}

/// <summary>Results. Immutable.</summary>
public sealed record OutputConfig
{
    /// <summary>The format that is a page for people: report.html, and multipliers for its calculator.</summary>
    internal const string HtmlFormat = "html";

    /// <summary>Folder.</summary>
    [Option("Folder of the results, written whole or not at all.")]
    public string Path { get; init; } = "results";

    /// <summary>Formats.</summary>
    [Option("Formats of the result tables.", Choices = ["csv", "parquet", HtmlFormat])]
    public IReadOnlyList<string> Formats { get; init; } = ["csv"];

    /// <summary>Whether the page is asked for.</summary>
    internal bool Html => Formats.Contains(HtmlFormat);
}

/// <summary>The synthetic world. Immutable.</summary>
public sealed record DemoConfig
{
    /// <summary>Seed.</summary>
    [Option("Seed of the synthetic world; the same seed gives the same world.", Minimum = 0)]
    public int Seed { get; init; } = 1954;

    /// <summary>Orders.</summary>
    [Option("Number of synthetic orders.", Minimum = 1, Maximum = 10_000_000)]
    public int Orders { get; init; } = 60_000;
}
