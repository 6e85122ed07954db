using System.CommandLine;
using IoEngine.Reporting;

namespace IoEngine.Cli.Verbs;

/// <summary>ioe run: the main job.</summary>
internal sealed class RunVerb : IVerb
{
    private readonly ConfigOptions config = new();
    private readonly Option<string?> output = new("--out")
    {
        Description = "Results folder; default output.path of the configuration.", HelpName = "DIR",
    };
    private readonly Option<bool> force = new("--force")
    {
        Description = "Replace earlier results there, if nothing in them was added or changed.",
    };
    private readonly Option<string?> kernel = new("--kernel")
    {
        Description = "auto, managed, lapack (OpenBLAS, MKL or Accelerate of the machine) or mkl (Math.NET's provider).",
        HelpName = "KERNEL",
    };
    private readonly Option<int?> threads = new("--threads") { Description = "Threads; 0 takes all processors.", HelpName = "N" };

    public Command Command
    {
        get
        {
            var command = new Command("run", "Orders → demand → effects → groups → files.");
            config.AddTo(command);
            foreach (Option option in new Option[] { output, force, kernel, threads }) command.Add(option);
            return command;
        }
    }

    public bool WritesFolder => true;

    public int Run(ParseResult result, Session session, CancellationToken cancellation)
    {
        var loaded = config.Read(result, ("--kernel", result.GetValue(kernel)),
            ("--threads", result.GetValue(threads)?.ToString()));
        var path = result.GetValue(output) ?? loaded.Resolve(loaded.Config.Output.Path);
        session.KeepLogOutOf(path);
        using var folder = ResultsFolder.Create(path, result.GetValue(force));
        IReadOnlyList<Finding> leftovers = [];
        var results = session.Watch(progress =>
        {
            var done = IoEngine.Runs.Run.Execute(loaded, progress, cancellation);
            leftovers = done.Write(folder, progress, cancellation);
            return done;
        });
        session.Note(results.Findings, ClosingLines.FileOf("findings", loaded.Config.Output));
        session.Note(leftovers);
        ClosingLines.Write(results, session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine($"Results: {folder.FinalPath}");
        if (loaded.Config.Output.Formats.Contains("html"))
            session.Output.WriteLine($"Open {Path.Combine(folder.FinalPath, IoEngine.Reporting.Html.HtmlReport.FileName)} in a "
                + "browser: charts, map, tables, contract calculator.");
        string? File(string name) => ClosingLines.FileOf(name, loaded.Config.Output);
        if (File("summary") is not null)
            session.Output.WriteLine($"Look first at {File("summary")} (one row a year) and {File("countries")} (orders, value "
                + $"added and returns by country); {File("findings")} lists what to keep in mind.");
        return ExitCode.Done;
    }
}
