using IoEngine.Analysis;
using IoEngine.Reporting;

namespace IoEngine.Runs.Outputs;

/// <summary>Fills <c>summary</c>.</summary>
internal static class SummaryTable
{
    public static ResultTable Of(IReadOnlyList<SummaryRow> rows, RunInputs inputs)
    {
        var table = ResultLayouts.Summary();
        var closure = Closure.NameOf(inputs.Closure.Kind);
        foreach (var r in rows)
        {
            object?[] row =
            [
                ResultLayouts.Baseline, r.Year, r.TableYear, r.Extrapolated, closure, r.OrdersNumber, (double)r.Orders, (double)r.Mapped, (double)r.Unmapped,
                r.ValueAdded[(int)Channel.Direct], r.ValueAdded[(int)Channel.Indirect], r.ValueAdded[(int)Channel.Induced], r.Total, r.PerUnit,
                r.Gdp, r.Persons, r.Fte, r.Leaks.OrderTaxes, r.Leaks.ProductTaxes, r.Leaks.OtherItems, r.Leaks.TableResidual, r.Leaks.Unexplained,
                r.NonMemberOrderShare, r.NonMemberShare, inputs.Currency,
            ];
            table.Add(row);
        }

        return table;
    }
}
