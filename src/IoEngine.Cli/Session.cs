using System.CommandLine;
using System.Globalization;
using IoEngine.Runs;
using IoEngine.Studies;
using Serilog;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;
using Spectre.Console;

namespace IoEngine.Cli;

/// <summary>One invocation's log, progress and output.</summary>
internal sealed class Session : IDisposable
{
    /// <summary>Property of events that the error stream has been told already.</summary>
    private const string FileOnly = "FileOnly";

    private const string ConsoleTemplate = "{Message:lj}{NewLine}";
    private const string FileTemplate = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";
    private readonly Lazy<Logger> logger;
    private readonly TextWriter error;
    private string? logFile;
    private bool logEnded;

    private Session(string? logFile, TextWriter output, TextWriter error, bool quiet, bool verbose)
    {
        this.logFile = logFile is null ? null : Path.GetFullPath(logFile);
        this.error = error;
        logger = new Lazy<Logger>(Logger);
        Output = output;
        Quiet = quiet;
        Verbose = verbose;
    }

    /// <summary>Where results go.</summary>
    public TextWriter Output { get; }

    /// <summary>Nothing but errors on the error stream.</summary>
    public bool Quiet { get; }

    /// <summary>Every finding.</summary>
    public bool Verbose { get; }

    public static Session Open(ParseResult result, CommonOptions common, TextWriter output, TextWriter error) =>
        new(result.GetValue(common.Log), output, error, result.GetValue(common.Quiet), result.GetValue(common.Verbose));

    /// <summary>
    /// Refuses a log inside a folder that appears as a whole: the folder that takes its place would not have it.
    /// </summary>
    /// <param name="folders">What the verb writes.</param>
    /// <exception cref="ConfigException">The log is inside; nothing has been written to it yet.</exception>
    public void KeepLogOutOf(params string[] folders)
    {
        var full = folders.Select(f => Path.TrimEndingDirectorySeparator(Path.GetFullPath(f)) + Path.DirectorySeparatorChar)
            .FirstOrDefault(f => logFile?.StartsWith(f, StringComparison.Ordinal) == true);
        if (full is null)
        {
            OpenLog();
            return;
        }

        var found = logFile!;
        logFile = null;
        throw new ConfigException(
            [Finding.Error("LOG-IN-OUTPUT", "--log",
                "The log would be lost: its folder is replaced as a whole by what is written.", found,
                $"a file outside {full}", "Choose another file for the log.")]);
    }

    /// <summary>Makes sure that the log can be written, before the work begins.</summary>
    /// <exception cref="ConfigException">It can't.</exception>
    public void OpenLog()
    {
        if (logFile is null) return;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
            using var file = new FileStream(logFile, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var found = logFile;
            logFile = null;
            throw new ConfigException([Finding.Error("LOG-UNWRITABLE", $"--log {found}", "The log can't be written.", e.Message,
                "a file that may be written", "Choose another file for the log.")]);
        }
    }

    /// <summary>A note for people who watch.</summary>
    public void Note(string message) => Log.Information("{Note:l}", message);

    /// <summary>Findings: of warnings the first of each kind, all when verbose; the log gets everything.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="file">The file that gets them; null: none does.</param>
    public void Note(IReadOnlyList<Finding> findings, string? file = null)
    {
        foreach (var kind in findings.Where(f => f.Severity != Severity.Info).GroupBy(f => f.Code))
        {
            Log.Warning("{Finding:l}",
                kind.First().ToString() + (kind.Count() > 1 && !Verbose ? $" (and {kind.Count() - 1} more like it)" : ""));
            foreach (var further in kind.Skip(1)) Log.Debug("{Finding:l}", further.ToString());
        }

        foreach (var note in findings.Where(f => f.Severity == Severity.Info)) Log.Debug("{Finding:l}", note.ToString());
        var notes = findings.Count(f => f.Severity == Severity.Info);
        if (notes > 0 && !Verbose)
            Note($"{notes} more {Plural.Noun(notes, "note")}: {(file is null ? "run" : $"see {file}, or run")} with --verbose.");
    }

    /// <summary>An error that ends the verb: the message of ours, and no stack trace unless it is our own fault.</summary>
    public void Fail(Exception fault)
    {
        var message = fault switch
        {
            OperationCanceledException => "Cancelled; nothing was written.",
            IoEngineException => fault.Message,
            IOException or UnauthorizedAccessException => fault.Message,
            _ => $"This is a fault of the engine, not of your input: {fault.GetType().Name}: {fault.Message}\n"
                + "Please report it with the configuration and the log (--log FILE --verbose).",
        };
        error.WriteLine(message);
        var ours = ExitCode.Of(fault) == ExitCode.InternalFault;
        Log.ForContext(FileOnly, true).Debug(ours ? fault : null, "Failed: {Message:l}", message.ReplaceLineEndings(" | "));
    }

    /// <summary>Does something long with a progress bar on a terminal, with plain lines elsewhere.</summary>
    public T Watch<T>(Func<IProgress<RunProgress>, T> work)
    {
        var terminal = !Quiet && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        if (!terminal) return work(new Reporter(Plain));
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return ProgressBars.On(console).Start(context =>
        {
            var bars = new ProgressBars(context);
            return work(new Reporter(p =>
            {
                bars.Report(p);
                Log.Debug("{Line:l}", Line(p));
            }));
        });
    }

    public void Dispose()
    {
        try
        {
            if (logger.IsValueCreated) logger.Value.Dispose();
        }
        catch (IOException fault)
        {
            EndLog(fault.Message);
        }
    }

    // A disk that is full ends the log, not the work.
    private void EndLog(string why)
    {
        if (Interlocked.Exchange(ref logEnded, true)) return;
        error.WriteLine(Finding.Warning("LOG-ENDED", $"--log {logFile}",
            "The log could not be written to its end; the work is not touched by it.",
            why.Split('\n')[0].Split("Exception: ")[^1], "a disk that takes it",
            "Make room, or choose another file for the log."));
    }

    private Logger Log => logger.Value;

    // Made when there is something to say, so that a verb can refuse the place of the log before.
    private Logger Logger()
    {
        var level = Quiet ? LogEventLevel.Fatal : Verbose ? LogEventLevel.Debug : LogEventLevel.Information;
        var configuration = new LoggerConfiguration().MinimumLevel.Debug().WriteTo.Logger(
            watched => watched.Filter.ByExcluding(e => e.Properties.ContainsKey(FileOnly)).WriteTo.Console(
                outputTemplate: ConsoleTemplate, formatProvider: CultureInfo.InvariantCulture,
                standardErrorFromLevel: LevelAlias.Minimum, theme: ConsoleTheme.None),
            restrictedToMinimumLevel: level);
        if (logFile is null) return configuration.CreateLogger();
        SelfLog.Enable(EndLog);
        configuration.WriteTo.File(logFile, outputTemplate: FileTemplate, formatProvider: CultureInfo.InvariantCulture);
        return configuration.CreateLogger();
    }

    // In a log a line a year and one for all files are enough; the rest is for the curious.
    private void Plain(RunProgress p)
    {
        var headline = p.Stage switch
        {
            RunStage.Solving => p.Within == 0,
            RunStage.Writing => p.Done == 0,
            _ => p.Year is null,
        };
        if (p.Stage == RunStage.Writing && headline) Log.Information("{Line:l}", $"writing {Plural.Of(p.Total, "file")}");
        Log.Write(headline && p.Stage != RunStage.Writing ? LogEventLevel.Information : LogEventLevel.Debug, "{Line:l}", Line(p));
    }

    private static string Line(RunProgress p) =>
        p.Total > 0 ? string.Create(CultureInfo.InvariantCulture, $"[{p.Done + 1}/{p.Total}] {p.Message}") : p.Message;

    // Reports in the order in which they are made, unlike Progress<T>, which posts them.
    private sealed class Reporter(Action<RunProgress> report) : IProgress<RunProgress>
    {
        private readonly Lock gate = new();

        public void Report(RunProgress value)
        {
            lock (gate) report(value);
        }
    }
}
