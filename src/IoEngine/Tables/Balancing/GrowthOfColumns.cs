namespace IoEngine.Tables.Balancing;

/// <summary>
/// By how much each column of a held table has grown, as far as targets say: the prior of a nowcast is the held structure.
/// </summary>
internal static class GrowthOfColumns
{
    private static readonly string[] OfIndustries =
        [TableTarget.Output, TableTarget.ValueAdded, TableTarget.Gdp, TableTarget.FinalDemand];

    private static readonly string[] OfFinalUse =
        [TableTarget.FinalDemand, TableTarget.Gdp, TableTarget.ValueAdded, TableTarget.Output];

    /// <summary>
    /// A factor a column: its own target over what is held, else its region's, else that of all targets of a kind.
    /// </summary>
    public static double[] Of(BalancingFrame frame, Dictionary<TableTarget, double> held)
    {
        var own = held.Where(h => h.Value > 0 && h.Key.Value > 0).ToLookup(h => (h.Key.What, h.Key.Region, h.Key.Sector));
        var regional = held.ToLookup(h => (h.Key.What, h.Key.Region));
        var overall = OfIndustries.Select(w => Ratio(held.Where(h => h.Key.What == w))).FirstOrDefault(r => r is not null) ?? 1;
        return [.. frame.Columns.Select(c =>
        {
            var isFinal = c.Kind == FrameKind.FinalUse;
            var ofItself = isFinal ? null : Ratio(own[(TableTarget.Output, c.Region, c.Sector)])
                ?? Ratio(own[(TableTarget.ValueAdded, c.Region, c.Sector)]);
            return ofItself ?? (isFinal ? OfFinalUse : OfIndustries).Select(w => Ratio(own[(w, c.Region, "")])
                ?? Ratio(regional[(w, c.Region)])).FirstOrDefault(r => r is not null) ?? overall;
        })];
    }

    private static double? Ratio(IEnumerable<KeyValuePair<TableTarget, double>> targets)
    {
        double value = 0, held = 0;
        foreach (var t in targets) (value, held) = (value + t.Key.Value, held + t.Value);
        return value > 0 && held > 0 ? value / held : null;
    }
}
