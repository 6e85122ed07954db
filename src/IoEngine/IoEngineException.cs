namespace IoEngine;

/// <summary>
/// Root of every error that the engine reports on purpose. Anything else that escapes is a fault of the engine.
/// </summary>
/// <remarks>Argument errors for misuse of the library (null, negative counts) stay <see cref="ArgumentException"/>s.</remarks>
public abstract class IoEngineException : Exception
{
    private protected IoEngineException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>The configuration or the command line asks for something that does not exist or contradicts itself.</summary>
public sealed class ConfigException : IoEngineException
{
    /// <summary>All faults found in the configuration, each with its place.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Creates the error from every fault found; the message lists them all.</summary>
    public ConfigException(IReadOnlyList<Finding> findings)
        : base(Finding.List(Headline(findings), findings)) => Findings = findings;

    // Results, outputs and questions are no options of a configuration.
    private static string Headline(IReadOnlyList<Finding> findings)
    {
        string[] others = ["RESULTS-", "EXPLAIN-", "OUTPUT-", "COMPARE-", "MAP-", "LOG-", "SECTOR-LIST-"];
        return findings.Count > 0
            && findings.All(f => others.Any(o => f.Code.StartsWith(o, StringComparison.Ordinal))
                && !f.Place.Contains("$.", StringComparison.Ordinal))
            ? "This can't be done" : "The configuration can't be used";
    }
}

/// <summary>Input data can't be used: every fault found is listed with place, found, expected and cure.</summary>
public sealed class InvalidDataFindingsException : IoEngineException
{
    /// <summary>All findings, warnings included, in the order they were met.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Creates the error from every fault found; the message lists the errors among them.</summary>
    public InvalidDataFindingsException(string what, IReadOnlyList<Finding> findings)
        : base(Finding.List(what, findings)) => Findings = findings;

    /// <summary>Creates the error from a single finding.</summary>
    public InvalidDataFindingsException(string what, Finding finding)
        : this(what, [finding])
    {
    }
}

/// <summary>A label (region, sector, row, column) is asked for that the axis does not have.</summary>
public sealed class UnknownLabelException : IoEngineException
{
    /// <summary>The label that was asked for.</summary>
    public string Label { get; }

    /// <summary>
    /// Creates the error; <paramref name="axis"/> names where it was looked for and <paramref name="known"/> some that exist.
    /// </summary>
    public UnknownLabelException(string label, string axis, IEnumerable<string> known)
        : base($"'{label}' is not among the {axis}. Known: {string.Join(", ", known.Take(12))}"
            + (known.Skip(12).Any() ? ", …" : ".")) => Label = label;
}

/// <summary>A computation can't give a trustworthy number: singular, non-productive, not converged.</summary>
public class NumericalException : IoEngineException
{
    /// <summary>Creates the error with a message that names the industry or region concerned where one is known.</summary>
    public NumericalException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
