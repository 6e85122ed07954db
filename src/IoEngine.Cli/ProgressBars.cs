using System.Diagnostics;
using System.Globalization;
using IoEngine.Runs;
using IoEngine.Studies;
using Spectre.Console;

namespace IoEngine.Cli;

/// <summary>
/// A run on a terminal: a bar a phase (orders, years, files), with the stage of the year, the rate, and what is read ahead.
/// </summary>
internal sealed class ProgressBars(ProgressContext context)
{
    private ProgressTask? task;
    private Stopwatch clock = Stopwatch.StartNew();
    private string phase = "";
    private string stage = "";
    private int done;
    private int? ahead;
    private bool solving;

    public static Progress On(IAnsiConsole console) => console.Progress().AutoClear(true).HideCompleted(true)
        .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(),
            new TaskDescriptionColumn());

    public void Report(RunProgress p)
    {
        var now = p.Total == 0 ? p.Message : p.Year is null ? "files" : "years";
        if (now != phase) Begin(now, p.Total);

        // The next table is read while the year before is solved: that does not move the bar.
        if (p.Stage == RunStage.Tables && p.Done > done && solving)
        {
            ahead = p.Year;
        }
        else
        {
            if (p.Done != done) ahead = null;
            solving = p.Stage != RunStage.Tables;
            (done, stage) = (p.Done, p.Message);
            task!.Value = Math.Max(task.Value, p.Done + p.Within);
        }

        task!.Description = Markup.Escape(
            stage + (ahead is { } year ? string.Create(CultureInfo.InvariantCulture, $", reading {year} ahead") : "")
                + Rate(now));
    }

    private void Begin(string now, int total)
    {
        task?.StopTask();
        (phase, done, ahead, clock) = (now, 0, null, Stopwatch.StartNew());
        task = context.AddTask(Markup.Escape(now), maxValue: Math.Max(1, total));
        task.IsIndeterminate = total == 0;
    }

    private string Rate(string now) => now == "years" && done > 0
        ? string.Create(CultureInfo.InvariantCulture, $" ({clock.Elapsed.TotalSeconds / done:F1} s a year)") : "";
}
