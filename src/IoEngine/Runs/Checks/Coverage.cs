using IoEngine.Procurement.Demand;
using IoEngine.Runs.Configuration;

namespace IoEngine.Runs.Checks;

/// <summary>
/// Whether anything at all was mapped: results of nothing would look like results. Not safe for concurrent use.
/// </summary>
internal sealed class Coverage(string orders, DemandRules rules)
{
    private readonly SortedDictionary<string, (double Number, decimal Value)> unmapped = new(StringComparer.Ordinal);
    private readonly SortedSet<int> years = [];
    private bool isAnyMapped;

    /// <summary>Takes a year along.</summary>
    public void Add(YearDemand demand)
    {
        years.Add(demand.Year);
        foreach (var row in demand.Mapping)
        {
            if (row.Rule != "unmapped")
            {
                isAnyMapped |= row.Value != 0m;
                continue;
            }

            var (number, value) = unmapped.GetValueOrDefault(row.Sector);
            unmapped[row.Sector] = (number + row.Number, value + row.Value);
        }
    }

    /// <summary>The error, where orders have a value and none of it was mapped; else null.</summary>
    public Finding? Fault()
    {
        if (isAnyMapped || unmapped.Values.All(u => u.Value == 0m)) return null;
        var reasons = unmapped.OrderByDescending(u => u.Value.Number).ToArray();
        var found = string.Join("; ", reasons.Take(5).Select(r => string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{r.Key}: {r.Value.Number:0.##} {Plural.Noun(r.Value.Number, "order")}, {r.Value.Value:0.##} "
                + $"{rules.ReportCurrency}")));
        return Finding.Error("ORDERS-NOTHING-MAPPED", $"{orders}, {YearSelection.Of(years).Text}",
            "No order at all is mapped: every result would be zero.", found,
            "orders with a country and a code (or NACE) that the concordances know",
            UnmappedReason.Cure(reasons.Select(r => r.Key), rules.Mapping));
    }
}
