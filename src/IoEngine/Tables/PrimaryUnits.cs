using IoEngine.Accounts;

namespace IoEngine.Tables;

/// <summary>
/// Brings the rows of primary inputs to the money of the flows, where a table is put together and nowhere else.
/// </summary>
internal static class PrimaryUnits
{
    /// <summary>
    /// What each row is multiplied by, and its label after that. A row in another currency, or in no money, is an error.
    /// </summary>
    /// <param name="rows">Rows of V with the units of the source; one without a unit is in that of the flows.</param>
    /// <param name="money">Unit of Z, Y and x.</param>
    /// <param name="placeOf">Where a row stands.</param>
    /// <param name="findings">Receives errors, and one note of what was converted.</param>
    public static (FlowRow Row, double Factor)[] Factors(IReadOnlyList<FlowRow> rows, Unit money, Func<int, string> placeOf,
        List<Finding> findings)
    {
        var factors = new (FlowRow Row, double Factor)[rows.Count];
        var converted = new List<int>();
        for (var i = 0; i < factors.Length; i++)
        {
            var factor = rows[i].Unit.In(money);
            if (factor is null)
            {
                findings.Add(Finding.Error("UNIT-MIXED", $"{placeOf(i)} ({rows[i].Name})",
                    "A primary input is not in the money of the flows.",
                    $"'{rows[i].Unit.Published}'", $"{money}, or another scale of {money.Currency}",
                    "Correct its unit, or convert the row to the currency of the flows."));
            }

            if (factor is not null and not 1.0) converted.Add(i);
            factors[i] = (factor is 1.0
                ? rows[i].Unit.IsBare ? new FlowRow(rows[i].Name, money) : rows[i] : new FlowRow(rows[i].Name, money),
                factor ?? 1);
        }

        if (converted.Count > 0)
        {
            findings.Add(Finding.Info("UNIT-CONVERTED", placeOf(converted[0]),
                "Primary inputs were converted to the unit of the flows.",
                string.Join(", ", converted.Take(8).Select(i => $"{rows[i].Name} [{rows[i].Unit}]"))
                    + (converted.Count > 8 ? $" and {converted.Count - 8} more" : ""), money.ToString()));
        }

        return factors;
    }
}
