using IoEngine.Accounts;
using IoEngine.Impact;
using IoEngine.Numerics;

namespace IoEngine.Tests.Goldens;

/// <summary>L C R L f: the induced output if income is spent once and not again. A lower bound of the induced effect.</summary>
internal static class OneRoundInduced
{
    /// <summary>Output of each industry, n, in the unit of <paramref name="f"/>; zeros where the model closes nothing.</summary>
    public static LabelledVector<Industry> Output(ImpactModel model, LabelledVector<Industry> f,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(f);
        f.Require(model.Table.Industries);
        if (model.Closed is not { } closed) return new LabelledVector<Industry>(f.Axis, new double[f.Axis.Count]);
        var demand = DenseMatrix.FromVector(f.Values);
        var income = MatrixProducts.TransposedMultiply(closed.IncomeMultipliers, demand);
        var x = closed.InducedOutput(income, cancellation);
        return new LabelledVector<Industry>(f.Axis, x.Column(0));
    }
}
