using IoEngine.Analysis;
using IoEngine.Reporting;
using IoEngine.Scenarios;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>summary</c>.</summary>
internal static class SummaryTable
{
    public static ResultTable Of(IReadOnlyList<ScenarioResult> worlds, RunInputs inputs)
    {
        var table = ResultLayouts.Summary();
        foreach (var (world, r) in worlds.SelectMany(w => RunResults.SummaryOf(w).Select(r => (w, r))))
        {
            object?[] row =
            [
                world.Name, r.Year, r.TableYear, r.Extrapolated, Closure.NameOf(world.ClosureKind(inputs.Closure.Kind)), ResultLayouts.Count(r.OrdersNumber), (double)r.Orders, (double)r.Mapped, (double)r.Unmapped,
                r.ValueAdded[(int)Channel.Direct], r.ValueAdded[(int)Channel.Indirect], r.ValueAdded[(int)Channel.Induced], r.Total, r.PerUnit,
                r.Gdp, r.Persons, r.Fte, r.Leaks.OrderTaxes, r.Leaks.ProductTaxes, r.Leaks.OtherItems, r.Leaks.TableResidual, r.Leaks.Unexplained,
                r.NonMemberOrderShare, r.NonMemberShare, inputs.Currency,
            ];
            table.Add(row);
        }

        return table;
    }
}
