using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace IoEngine.Cli;

/// <summary>Log lines to the error stream that the verb was given, so that tests and pipes see the same.</summary>
internal sealed class WriterSink(TextWriter writer, string template) : ILogEventSink
{
    private readonly MessageTemplateTextFormatter formatter = new(template, System.Globalization.CultureInfo.InvariantCulture);
    private readonly Lock gate = new();

    public void Emit(LogEvent logEvent)
    {
        lock (gate) formatter.Format(logEvent, writer);
    }
}
