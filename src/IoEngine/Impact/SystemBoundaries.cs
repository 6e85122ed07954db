using System.Numerics.Tensors;
using IoEngine.Accounts;
using IoEngine.Households;
using IoEngine.Leontief;
using IoEngine.Numerics;

namespace IoEngine.Impact;

/// <summary>A set of account kinds that are closed together.</summary>
[Flags]
public enum AccountKinds
{
    /// <summary>The open system.</summary>
    None = 0,

    /// <summary>K.</summary>
    Capital = 1,

    /// <summary>H.</summary>
    Household = 2,

    /// <summary>G.</summary>
    Government = 4,

    /// <summary>K, H and G.</summary>
    All = 7,
}

/// <summary>
/// The nested system boundaries: 1 direct, 2 + indirect, 3 + capital replaced, 4 + households, 5 + government. Immutable; safe
/// for concurrent use.
/// </summary>
/// <remarks>
/// Costs 3G adjoint solves once, whatever the number of closures compared: every coalition of accounts is a small matrix.
/// Increments depend on the order of closing, so the Shapley split over K, H, G stands beside the levels.
/// </remarks>
public sealed class SystemBoundaries
{
    private readonly ImpactModel model;
    private readonly ClosedSystem[] coalitions = new ClosedSystem[8];

    /// <summary>Closes a model's open system with capital, households and government.</summary>
    /// <param name="model">
    /// A model with a closure; its parameters are used for the households and the wage taxes, and its capital goods, if it has
    /// any, for capital: (I − A − K) is then a system of its own.
    /// </param>
    /// <param name="cancellation">Cancels the solves.</param>
    /// <exception cref="InvalidDataFindingsException">
    /// The table lacks fixed capital, a category of demand or a parameter, or K can't be used; every lack is listed.
    /// </exception>
    /// <exception cref="NumericalException">A coalition's income rounds do not converge; it is named.</exception>
    public SystemBoundaries(ImpactModel model, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Closure.Kind == ClosureKind.None) throw new ArgumentException("The model closes no households.", nameof(model));
        this.model = model;
        var accounts = ClosureBuilder.Build(model.Coefficients, model.Closure,
            [AccountKind.Capital, AccountKind.Household, AccountKind.Government]);
        var name = $"{Closure.NameOf(model.Closure.Kind)} with capital and government";
        if (model.Closure.Capital?.In(model.Coefficients) is not { } used)
        {
            Fill(new ClosedSystem(model.System, accounts, name, cancellation), static _ => true);
            return;
        }

        var industries = model.Coefficients.Industries;
        used = used.Where(j => accounts.Accounts.Contains(new Account(AccountKind.Capital, industries[j].Region)));
        var withoutCapital = accounts.Where(a => a.Kind != AccountKind.Capital);
        Fill(new ClosedSystem(model.System, withoutCapital, name, cancellation), static kinds => !HasCapital(kinds));
        Fill(new ClosedSystem(Replacing(used.Matrix, cancellation), used.Over(accounts), name, cancellation), HasCapital);
    }

    private static bool HasCapital(AccountKinds kinds) => kinds.HasFlag(AccountKinds.Capital);

    private void Fill(ClosedSystem all, Func<AccountKinds, bool> which)
    {
        for (var kinds = 1; kinds < 8; kinds++)
        {
            var closed = (AccountKinds)kinds;
            if (which(closed))
                coalitions[kinds] = closed == AccountKinds.All ? all : all.Where(a => closed.HasFlag(Flag(a.Kind)));
        }
    }

    // (I − A − K)
    private LeontiefSystem Replacing(DenseMatrix k, CancellationToken cancellation)
    {
        var sum = model.System.A.Copy();
        for (var j = 0; j < sum.Columns; j++)
            TensorPrimitives.Add(sum.Column(j), k.Column(j), sum.WritableColumn(j));
        return new LeontiefSystem(model.Coefficients.Industries, sum, model.Coefficients.Source.Output, model.System.Options,
            cancellation);
    }

    /// <summary>The number of levels, 5.</summary>
    public const int Levels = 5;

    /// <summary>The accounts closed at a level: none at 1 and 2, K at 3, K and H at 4, K, H and G at 5.</summary>
    public static AccountKinds ClosedAt(int level) => level switch
    {
        1 or 2 => AccountKinds.None,
        3 => AccountKinds.Capital,
        4 => AccountKinds.Capital | AccountKinds.Household,
        5 => AccountKinds.All,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Levels are 1 to 5."),
    };

    /// <summary>The name of a level in results.</summary>
    public static string NameOf(int level) => level switch
    {
        1 => "direct",
        2 => "indirect",
        3 => "capital",
        4 => "households",
        5 => "government",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Levels are 1 to 5."),
    };

    /// <summary>The system in which these kinds of account are closed.</summary>
    public ClosedSystem System(AccountKinds closed) =>
        closed == AccountKinds.None
            ? throw new ArgumentException("The open system closes no account.", nameof(closed)) : coalitions[(int)closed];

    /// <summary>
    /// Effects of one demand vector for every coalition of accounts, by one block of seven solves, or two where K is given.
    /// </summary>
    public BoundaryEffects Evaluate(LabelledVector<Industry> f, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(f);
        f.Require(model.Table.Industries);
        var demand = DenseMatrix.FromVector(f.Values);
        var x = model.System.Solve(demand, cancellation);
        var leaks = model.LeaksOf(x.Column(0));
        var effects = new Effects[8];
        effects[0] = new Effects(model.Table, f.Values, x.Column(0), leaks);
        foreach (var group in Enumerable.Range(1, 7).GroupBy(kinds => coalitions[kinds].Open))
        {
            var first = ReferenceEquals(group.Key, model.System) ? x : group.Key.Solve(demand, cancellation);
            int[] members = [.. group];
            var (induced, incomes) = Induced(group.Key, members, first, cancellation);
            for (var m = 0; m < members.Length; m++)
            {
                // What capital that production replaces asks for is induced too.
                var output = induced.Column(m).ToArray();
                for (var j = 0; j < output.Length; j++) output[j] += first[j, 0] - x[j, 0];
                effects[members[m]] = new Effects(model.Table, f.Values, x.Column(0), leaks,
                    (output, coalitions[members[m]].Accounts, incomes[m]));
            }
        }

        return new BoundaryEffects(effects);
    }

    private (DenseMatrix Output, double[][] Incomes) Induced(LeontiefSystem open, int[] members, DenseMatrix first,
        CancellationToken cancellation)
    {
        var purchases = new DenseMatrix(first.Rows, members.Length);
        var incomes = new double[members.Length][];
        for (var m = 0; m < members.Length; m++)
        {
            var y = coalitions[members[m]].Income(first);
            incomes[m] = y.Column(0).ToArray();
            var bought = MatrixProducts.Multiply(coalitions[members[m]].Accounts.Spending, y);
            bought.Column(0).CopyTo(purchases.WritableColumn(m));
        }

        return (open.Solve(purchases, cancellation), incomes);
    }

    internal static AccountKinds Flag(AccountKind kind) => kind switch
    {
        AccountKind.Capital => AccountKinds.Capital,
        AccountKind.Household => AccountKinds.Household,
        AccountKind.Government => AccountKinds.Government,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
