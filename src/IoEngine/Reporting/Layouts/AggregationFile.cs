using IoEngine.Analyses.Aggregation;

namespace IoEngine.Reporting.Layouts;

/// <summary>What one region receives through one channel, by the two tables.</summary>
internal readonly record struct BiasRow(string Country, string Channel, double Full, double Aggregated, string Unit);

/// <summary><c>aggregation_bias</c>: what aggregating a table does to the answer for a demand.</summary>
internal static class AggregationFile
{
    public static ResultLayout<BiasRow> Bias { get; } = new ResultLayout<BiasRow>("aggregation_bias",
        "What aggregating a table does to the answer for a demand, at Type I: a row a receiving region and channel.")
    { Written = "by `ioe aggregate --demand FILE --bias FILE`" }
        .Text("country", "region of the aggregated table where the effect arises", r => r.Country)
        .Text("channel", "`direct` or `indirect`", r => r.Channel)
        .Number("full", In.Row, "value added by the table before, summed to the regions after", r => r.Full)
        .Number("aggregated", In.Row, "value added by the table after", r => r.Aggregated)
        .Number("bias", In.Row, "`aggregated` − `full`; adds up over regions and channels", r => r.Aggregated - r.Full)
        .Text("unit", "of the numbers: the table's money", r => r.Unit);

    /// <summary>The bias as a tidy table.</summary>
    public static ResultTable Of(AggregationBias bias, string unit) => Bias.Fill(
        from channel in ResultTerms.Channels
        where channel.Channel != Impact.Channel.Induced
        from r in Enumerable.Range(0, bias.Regions.Count)
        select new BiasRow(bias.Regions[r].Code, channel.Name, bias.Full(channel.Channel)[r],
            bias.Aggregated(channel.Channel)[r], unit));
}
