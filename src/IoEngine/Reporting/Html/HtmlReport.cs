using System.Text;
using IoEngine.Reporting.Html.Sections;

namespace IoEngine.Reporting.Html;

/// <summary>
/// report.html: stored results for people who would rather look than read. One file, opens offline, asks nothing of any network.
/// </summary>
/// <remarks>
/// Sections appear where their table is among the results. Same results, same bytes. A content security policy in the page admits
/// its own scripts only, by their hashes, and no connection at all.
/// </remarks>
public static class HtmlReport
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "report.html";

    /// <summary>Whether the charts can be drawn: the build found the charting library.</summary>
    public static bool HasCharts => PageAssets.HasCharts;

    /// <summary>Writes the page; the stream stays open.</summary>
    /// <param name="results">Stored results.</param>
    /// <param name="stream">UTF-8 without BOM, line feeds.</param>
    /// <exception cref="InvalidDataFindingsException">A result file is damaged.</exception>
    public static void Write(StoredResults results, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(stream);
        var data = new ReportData(results);
        var calculator = Calculator.Of(data);
        var sections = new[]
        {
            Headline.Of(data), calculator?.Section, Time.Of(data), Groups.Of(data), CountriesAndSectors.Countries(data),
            CountriesAndSectors.Sectors(data), Purchases.Of(data), Flows.Of(data), Returns.Of(data), Changes.Scenarios(data),
            Integration.Of(data),
            WhatChanged.Of(data), Boundaries.Of(data), Quality.Of(data), Method.Limits(data), Method.Provenance(data),
        }.OfType<PageSection>().ToArray();
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        new PageWriter(data, sections, calculator?.Json).Write(writer);
    }
}
