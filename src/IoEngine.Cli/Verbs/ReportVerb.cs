using System.CommandLine;
using IoEngine.Reporting.Html;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe report: the page again, from stored results.</summary>
internal sealed class ReportVerb : IVerb
{
    private readonly Argument<string> results = new("RESULTS") { Description = "Results folder." };
    private readonly Option<string?> output = new("--out")
    {
        Description = "Write the page to this file; default report.html in the folder.", HelpName = "FILE",
    };

    private readonly Option<bool> force = new("--force") { Description = "Replace the file if it is a plain one." };

    private readonly VerifyOption verify = new();

    public Command Command
    {
        get
        {
            var command = new Command("report", "report.html again, from stored results.") { results, output, force };
            verify.AddTo(command);
            return command;
        }
    }

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var folder = result.GetRequiredValue(results);
        var (file, findings) = ReportFile.Write(folder, result.GetValue(output), result.GetValue(force),
            verify.Read(result, session, folder));
        session.Note(findings);
        if (!HtmlReport.HasCharts)
            session.Note("The page has its tables but no charts: this build found no npm. Install Node.js and build with "
                + "-p:RetryCharts=true.");
        session.Output.WriteLine($"Report: {file} ({TextTable.Grouped(new FileInfo(file).Length / 1024.0, 0)} KiB); open it "
            + "in a browser.");
        return ExitCode.Done;
    }
}
