using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace IoEngine.Cli;

/// <summary>Log lines to the error stream that the verb was given, so that tests and pipes see the same.</summary>
internal sealed class WriterSink(TextWriter writer, string template) : ILogEventSink
{
    /// <summary>Property of events that the stream has been told already.</summary>
    public const string FileOnly = "FileOnly";

    private readonly MessageTemplateTextFormatter formatter = new(template, System.Globalization.CultureInfo.InvariantCulture);
    private readonly Lock gate = new();

    public void Emit(LogEvent logEvent)
    {
        if (logEvent.Properties.ContainsKey(FileOnly)) return;
        lock (gate) formatter.Format(logEvent, writer);
    }
}
