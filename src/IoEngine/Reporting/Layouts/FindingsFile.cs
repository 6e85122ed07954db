namespace IoEngine.Reporting.Layouts;

/// <summary><c>findings</c>: everything noticed.</summary>
internal static class FindingsFile
{
    public static ResultLayout<Finding> Layout { get; } = new ResultLayout<Finding>("findings", "Everything noticed.")
        .Text("code", "stable name of the kind of finding", f => f.Code)
        .Text("severity", "`warning` or `info`", f => f.Severity.ToString().ToLowerInvariant())
        .Text("place", "file and line, year, option, or labels of a cell", f => f.Place)
        .Text("message", "what is the matter", f => f.Message)
        .Text("found", "what was found", f => f.Found)
        .Text("expected", "what was expected instead", f => f.Expected)
        .Text("tolerance", "the tolerance that was applied", f => f.Tolerance)
        .Text("cure", "what can be done", f => f.Cure);
}
