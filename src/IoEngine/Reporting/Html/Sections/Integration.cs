using IoEngine.Reporting.Layouts;

namespace IoEngine.Reporting.Html.Sections;

/// <summary>How far supply chains reach, year by year.</summary>
internal static class Integration
{
    public static PageSection? Of(ReportData data)
    {
        if (data.Flows is not { Years.Count: > 1 } flows) return null;
        var table = new PageTable("t-reach", "Share of value added outside the supplier’s country",
            new("year", "Year", Show.Label), new("indirect", "Indirect", Show.Percent),
            new("induced", "Induced", Show.Percent), new("all channels", "All channels", Show.Percent));
        for (var y = 0; y < flows.Years.Count; y++)
        {
            var reaches = Enumerable.Range(0, 3).Select(c => flows.ReachOf(y, c)).ToArray();
            table.Add(flows.Years[y], reaches[1].Share, reaches[2].Share,
                new Reach(reaches.Sum(r => r.Outside), reaches.Sum(r => r.All)).Share);
        }

        return new PageSection("integration", "How far supply chains reach",
            new Figure("Value added outside the supplier’s country",
                "Of the value added that orders cause, the share that arises in other countries than the supplier’s. It rises "
                    + "where chains lengthen across borders (integration) and where orders go to countries that buy more abroad"
                    + (data.Results.Find(DecompositionFile.Name) is null ? "." : "; the next section takes the two apart.")
                + " Suppliers in countries that are regions of the tables.", table, "reach"));
    }
}
