using System.Text;

namespace IoEngine;

/// <summary>How serious a <see cref="Finding"/> is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>The run goes on, but the reader of the results should know.</summary>
    Warning,

    /// <summary>The input can't be used.</summary>
    Error,
}

/// <summary>One thing noticed about an input: what, where, found, expected, and what to do about it. Immutable.</summary>
/// <param name="Code">Stable code, such as <c>TABLE-ROW-BALANCE</c>; meant for filters and tests.</param>
/// <param name="Severity">Error: unusable. Warning: usable, with a doubt. Info: for the record.</param>
/// <param name="Place">File and line, sheet and cell, or the labels of the cell.</param>
/// <param name="Message">One sentence that says what is the matter.</param>
/// <param name="Found">The value found, as text; empty where there is none.</param>
/// <param name="Expected">What was expected instead.</param>
/// <param name="Tolerance">The tolerance that was applied; empty where there is none.</param>
/// <param name="Cure">What the user can do.</param>
public sealed record Finding(
    string Code,
    Severity Severity,
    string Place,
    string Message,
    string Found = "",
    string Expected = "",
    string Tolerance = "",
    string Cure = "")
{
    /// <summary>An error: the input can't be used.</summary>
    public static Finding Error(string code, string place, string message, string found = "", string expected = "",
        string cure = "", string tolerance = "") => new(code, Severity.Error, place, message, found, expected, tolerance, cure);

    /// <summary>A warning: the run goes on.</summary>
    public static Finding Warning(string code, string place, string message, string found = "", string expected = "",
        string cure = "", string tolerance = "") => new(code, Severity.Warning, place, message, found, expected, tolerance, cure);

    /// <summary>A note for the record.</summary>
    public static Finding Info(string code, string place, string message, string found = "", string expected = "",
        string cure = "", string tolerance = "") => new(code, Severity.Info, place, message, found, expected, tolerance, cure);

    /// <summary>One readable line: place, message, found, expected, cure.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Severity.ToString().ToLowerInvariant()).Append(' ').Append(Code).Append(" at ").Append(Place).Append(": ")
            .Append(Message);
        Sentence(" Found: ", Found);
        Sentence(" Expected: ", Expected);
        Sentence(" Tolerance: ", Tolerance);
        if (Cure.Length > 0) text.Append(" Cure: ").Append(Cure);
        return text.ToString();

        // Messages of the system end with a full stop of their own.
        void Sentence(string label, string value)
        {
            if (value.Length > 0) text.Append(label).Append(value.EndsWith('.') ? value[..^1] : value).Append('.');
        }
    }

    /// <summary>A headline and then every error, one a line; warnings and notes are counted.</summary>
    internal static string List(string headline, IReadOnlyList<Finding> findings)
    {
        var errors = findings.Where(f => f.Severity == Severity.Error).ToList();
        var text = new StringBuilder(headline).Append(errors.Count == 1 ? ": " : $" ({errors.Count} errors):\n");
        text.AppendJoin('\n', errors.Take(50));
        if (errors.Count > 50) text.Append($"\n… and {errors.Count - 50} more.");
        return text.ToString();
    }
}
