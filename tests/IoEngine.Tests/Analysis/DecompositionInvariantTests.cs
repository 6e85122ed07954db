using IoEngine.Accounts;
using IoEngine.Analyses.Decompositions;
using IoEngine.Analyses.Trade;
using IoEngine.Households;
using IoEngine.Impact;
using IoEngine.Leontief;
using IoEngine.Numerics;
using IoEngine.Validation;

namespace IoEngine.Tests.Analysis;

/// <summary>T and H recombine; decompositions add up; what did not change contributes exactly zero.</summary>
public class DecompositionInvariantTests
{
    private static readonly Closure Households = new();

    private static ValidatedTable Table(RandomTable shape) => TableValidator.Validate(shape.Build());

    /// <summary>Another year with the same labels.</summary>
    private static RandomTable Later(RandomTable shape) => shape with { Seed = shape.Seed + 500 };

    private static DecompositionState State(int year, ValidatedTable table, RandomTable shape, int salt, Closure? closure = null) =>
        new(year, table, closure ?? Households, shape.Orders(table.Table, salt));

    [ForAll]
    public void Technology_and_trade_shares_recombine(RandomTable shape)
    {
        var table = Table(shape);
        var structure = new TradeStructure(table);
        var again = TradeStructure.Recombine(structure.TradeShares(), structure.Technology);
        Near.Equal(Goldens.Golden.Flat(again.Values), Goldens.Golden.Flat(new Coefficients(table).A()), "A", 1e-12);
        Assert.That(StructuralFreeze.TradeShares(table, table), Is.SameAs(table));
        Assert.That(StructuralFreeze.Technology(table, table), Is.SameAs(table));
    }

    [ForAll]
    public void Freezes_keep_what_they_name(RandomTable shape)
    {
        var (old, now) = (Table(shape), Table(Later(shape)));
        var frozen = StructuralFreeze.TradeShares(now, old);
        Near.Equal(Goldens.Golden.Flat(new TradeStructure(frozen).Technology.Values), Goldens.Golden.Flat(new TradeStructure(now).Technology.Values), "H of the year", 1e-12);
        Near.Equal(new Coefficients(frozen).ValueAdded.Values.ToArray(), new Coefficients(now).ValueAdded.Values.ToArray(), "v stays with H", 1e-12);
        Near.Equal(new Coefficients(frozen).Residual.Values.ToArray().Select(v => 1 + v).ToArray(),
            new Coefficients(now).Residual.Values.ToArray().Select(v => 1 + v).ToArray(), "columns balance as before", 1e-12);
        var (shares, technologyOld) = (new TradeStructure(frozen).TradeShares().Values, new TradeStructure(old).Technology.Values);
        var sharesOld = new TradeStructure(old).TradeShares().Values;
        var technologyNow = new TradeStructure(now).Technology.Values;
        for (var j = 0; j < shares.Columns; j++)
        {
            for (var i = 0; i < shares.Rows; i++)
            {
                var p = old.Table.Sectors.IndexOf(old.Table.Industries[i].Sector);
                if (technologyOld[p, j] > 0 && technologyNow[p, j] > 0) Assert.That(shares[i, j], Is.EqualTo(sharesOld[i, j]).Within(1e-12));
            }
        }

        var households = frozen.Households!;
        for (var r = 0; r < old.Table.Regions.Count; r++)
            Assert.That(households.Totals[r], Is.EqualTo(now.Households!.Totals[r]).Within(1e-9), "spending stays");
    }

    [ForAll]
    public void Decompositions_add_up(RandomTable shape)
    {
        var (old, now) = (Table(shape), Table(Later(shape)));
        var closures = (Households, Households with { Households = HouseholdParameters.Shipped.Scaled(0.9, 1.05) });
        foreach (var split in new[] { true, false })
        {
            foreach (var method in new[] { DecompositionMethod.Shapley, DecompositionMethod.Polar })
            {
                var step = StructuralDecomposition.Between(State(1, old, shape, 1, closures.Item1), State(2, now, shape, 2, closures.Item2),
                    new DecompositionOptions(SplitOrderMix: split, Method: method));
                var scale = step.After().Values.ToArray().Sum(Math.Abs) + step.Before().Values.ToArray().Sum(Math.Abs);
                Assert.That(step.Residual(), Is.LessThanOrEqualTo(1e-11 * scale));
                var effects = ImpactModel.Build(now, closures.Item2).Evaluate(shape.Orders(now.Table, 2));
                var model = ImpactModel.Build(now, closures.Item2);
                var total = Enum.GetValues<Channel>().Sum(c => effects.Total(model.Indicators["valueAdded"], c));
                Near.Equal(step.After().Sum(), total, "after");
            }
        }
    }

    [ForAll]
    public void Models_that_are_there_are_used_and_change_nothing(RandomTable shape)
    {
        var states = new[] { State(1, Table(shape), shape, 1), State(2, Table(Later(shape)), shape, 2) };
        var given = states.Select(s => s with { Model = ImpactModel.Build(s.Table, s.Closure) }).ToArray();
        Decomposition chain = StructuralDecomposition.Chain(states);
        var (without, with) = (chain.Steps[0], StructuralDecomposition.Chain(given).Steps[0]);
        foreach (var factor in without.Factors.NotEmpty())
            Near.Equal(with.Contribution(factor).Values.ToArray(), without.Contribution(factor).Values.ToArray(), factor.ToString(), 1e-12);

        // The corners are what the models say by forward solves, channel by channel.
        var effects = given[1].Model!.Evaluate(given[1].Orders);
        Near.Equal(with.After().Values.ToArray(), Enumerable.Range(0, with.Regions.Count)
            .Select(r => Enum.GetValues<Channel>().Sum(c => effects.ByRegion(given[1].Model!.Indicators["valueAdded"], c)[r])).ToArray(), "after");
        Assert.That(() => StructuralDecomposition.Chain([given[0], given[1] with { Model = given[0].Model }]), Throws.ArgumentException.With.Message.Contains("of 2"));
        Assert.That(() => StructuralDecomposition.Chain([given[0] with { Closure = Closure.None }, given[1]]), Throws.ArgumentException.With.Message.Contains("of 1"));
    }

    [ForAll]
    public void What_did_not_change_contributes_exactly_zero(RandomTable shape)
    {
        var old = Table(shape);
        var sameAgain = Table(shape);
        var nothing = StructuralDecomposition.Between(State(1, old, shape, 1), State(2, sameAgain, shape, 1));
        foreach (var factor in nothing.Factors.NotEmpty()) Assert.That(nothing.Contribution(factor).Values.ToArray(), Is.All.Zero, factor.ToString());

        var ordersOnly = StructuralDecomposition.Between(State(1, old, shape, 1), State(2, old, shape, 2));
        foreach (var factor in new[] { DecompositionFactor.TechnologyInMoney, DecompositionFactor.TradeSharesInMoney, DecompositionFactor.ClosureInMoney })
            Assert.That(ordersOnly.Contribution(factor).Values.ToArray(), Is.All.Zero, factor.ToString());

        // Same shares and consumption mix, this year's technology: only technology may contribute.
        var technologyOnly = OtherNeeds(old);
        var step = StructuralDecomposition.Between(State(1, old, shape, 1), State(2, technologyOnly, shape, 1));
        foreach (var factor in step.Factors.Where(f => f != DecompositionFactor.TechnologyInMoney).NotEmpty())
            Assert.That(step.Contribution(factor).Values.ToArray(), Is.All.Zero, factor.ToString());
    }

    /// <summary>The same origins, but every industry needs another amount of every product.</summary>
    private static ValidatedTable OtherNeeds(ValidatedTable table)
    {
        var random = new Random(5);
        var t = table.Table;
        var factor = DenseMatrix.Create(t.Sectors.Count, t.Industries.Count, (_, _) => 0.7 + (0.5 * random.NextDouble()));
        var z = DenseMatrix.Create(t.Industries.Count, t.Industries.Count,
            (i, j) => t.Z.Values[i, j] * factor[t.Sectors.IndexOf(t.Industries[i].Sector), j]);
        return TableValidator.Validate(
            new MrioTable(t.Identity, new LabelledMatrix<Industry, Industry>(t.Industries, t.Industries, z), t.Y, t.V, t.VY, t.F, t.FY, table.Output, t.Roles),
            options: new ValidationOptions(MaxImbalance: double.PositiveInfinity));
    }

    [ForAll]
    public void A_chain_is_the_sum_of_its_steps(RandomTable shape)
    {
        var tables = new[] { Table(shape), Table(Later(shape)), Table(Later(Later(shape))) };
        var states = tables.Select((t, k) => State(2000 + k, t, shape, k)).ToArray();
        var chain = StructuralDecomposition.Chain(states);
        var change = new double[tables[0].Table.Regions.Count];
        foreach (var factor in chain.Steps[0].Factors)
        {
            var part = chain.Cumulated(factor);
            for (var r = 0; r < change.Length; r++) change[r] += part[r];
        }

        var (before, after) = (chain.Steps[0].Before(), chain.Steps[^1].After());
        var size = 1 + states.Sum(s => s.Orders.Sum());
        for (var r = 0; r < change.Length; r++) Assert.That(before[r] + change[r], Is.EqualTo(after[r]).Within(1e-11 * size), "old + changes = new");
        var apart = StructuralDecomposition.Between(states[1], states[2]);
        foreach (var factor in apart.Factors.NotEmpty())
            Near.Equal(chain.Steps[1].Contribution(factor).Values.ToArray(), apart.Contribution(factor).Values.ToArray(), $"{factor} with a shared factorisation", 1e-9);
    }

    [ForAll(cases: 10)]
    public void Shapley_does_not_depend_on_the_order_of_the_factors(Seed seed)
    {
        var random = new Random(seed.Value);
        for (var k = 1; k <= 6; k++)
        {
            var values = Enumerable.Range(0, 1 << k).Select(_ => new[] { random.NextDouble(), random.NextDouble() }).ToArray();
            var evaluations = new int[1 << k];
            var parts = FactorDecomposition.Split(k, set =>
            {
                evaluations[set]++;
                return values[set];
            });
            Assert.That(evaluations, Is.All.EqualTo(1));
            var order = Enumerable.Range(0, k).OrderBy(_ => random.Next()).ToArray();
            var permuted = FactorDecomposition.Split(k, set => values[Enumerable.Range(0, k).Where(i => (set >> i & 1) == 1).Sum(i => 1 << order[i])]);
            for (var i = 0; i < k; i++) Near.Equal(permuted[i], parts[order[i]], $"factor {i} of {k}", 1e-12);
            Near.Equal(Enumerable.Range(0, 2).Select(c => parts.Sum(p => p[c])).ToArray(), [values[^1][0] - values[0][0], values[^1][1] - values[0][1]], "sum", 1e-12);
        }
    }

    /// <summary>The oracle: the mean over all k! orders, one by one.</summary>
    [ForAll(cases: 10)]
    public void Shapley_is_the_mean_over_all_orders(Seed seed)
    {
        var random = new Random(seed.Value);
        var values = Enumerable.Range(0, 16).Select(_ => new[] { random.NextDouble() }).ToArray();
        var mean = new double[4];
        var orders = 0;
        foreach (var order in Permutations([0, 1, 2, 3]))
        {
            orders++;
            var set = 0;
            foreach (var i in order)
            {
                mean[i] += values[set | (1 << i)][0] - values[set][0];
                set |= 1 << i;
            }
        }

        var parts = FactorDecomposition.Split(4, set => values[set]);
        Near.Equal(parts.Select(p => p[0]).ToArray(), mean.Select(m => m / orders).ToArray(), "Shapley", 1e-12);
        var seven = FactorDecomposition.Split(7, set => [int.PopCount(set) * int.PopCount(set)]);
        Assert.That(seven.Sum(p => p[0]), Is.EqualTo(49).Within(1e-9), "polar beyond six factors adds up too");

        static IEnumerable<int[]> Permutations(int[] items) => items.Length == 0
            ? [[]]
            : items.SelectMany(i => Permutations(items.Where(o => o != i).ToArray()).Select(rest => (int[])[i, .. rest]));
    }

    [Test]
    public void Tables_with_other_labels_are_refused_with_every_difference()
    {
        var (one, other) = (Table(new RandomTable(1)), Table(new RandomTable(1, 2, 4)));
        var error = Assert.Throws<InvalidDataFindingsException>(() => StructuralFreeze.TradeShares(one, other));
        Assert.That(error!.Findings.Select(f => f.Code).NotEmpty(), Is.All.EqualTo("TABLES-DIFFER"));
        Assert.That(error.Findings, Has.Count.EqualTo(2));
        Assert.That(error.Message, Does.Contain("R2.S0"));
    }

    /// <summary>0/0 shares: first the region's whole intermediate use of the base year, then the year's own.</summary>
    [Test]
    public void Undefined_shares_come_from_the_regions_use_and_then_from_the_year()
    {
        Industry[] labels = [new("A", "M"), new("A", "S"), new("B", "M"), new("B", "S")];
        var tau = new double[4];
        var options = new ValidationOptions(MaxImbalance: double.PositiveInfinity);
        ValidatedTable Of(double[][] a) => TableValidator.Validate(Goldens.Golden.FromCoefficients(labels, a, tau), options: options);
        // Old: A.M buys no M at all; A.S buys M at 1:3. Nobody in B buys S.
        var old = Of([[0, 0.1, 0.1, 0.1], [0.2, 0.2, 0, 0], [0, 0.3, 0.1, 0.1], [0, 0, 0, 0]]);
        var now = Of([[0.2, 0.1, 0.1, 0.1], [0.2, 0.2, 0.1, 0], [0, 0.1, 0.1, 0.1], [0, 0, 0.3, 0.1]]);
        var a = new Coefficients(StructuralFreeze.TradeShares(now, old)).A();
        Near.Equal([a[0, 0], a[2, 0]], [0.05, 0.15], "the region's whole use", 1e-12);
        Near.Equal([a[1, 2], a[3, 2]], [0.1, 0.3], "the year's own", 1e-12);
        Near.Equal([a[0, 1], a[2, 1]], [0.05, 0.15], "the user's own", 1e-12);
    }

    [Test]
    public void An_industry_without_output_in_the_base_year_keeps_the_years_technology()
    {
        var shape = new RandomTable(5) { ZeroOutput = true };
        var (old, now) = (Table(shape), Table(shape with { ZeroOutput = false, Seed = 77 }));
        var dead = shape.Sectors - 1;
        Assert.That(old.Output[dead], Is.Zero);
        var frozen = new Coefficients(StructuralFreeze.Technology(now, old));
        Assert.That(frozen.HasOutput(dead));
        Assert.That(frozen.ValueAdded[dead], Is.EqualTo(new Coefficients(now).ValueAdded[dead]).Within(1e-15));
        Assert.That(frozen.A().Column(dead).ToArray(), Is.EqualTo(new Coefficients(now).A().Column(dead).ToArray()));
        Near.Equal(frozen.ValueAdded.Values.ToArray()[..dead], new Coefficients(old).ValueAdded.Values.ToArray()[..dead], "the others", 1e-12);
    }
}
