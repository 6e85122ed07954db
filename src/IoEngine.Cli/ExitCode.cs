namespace IoEngine.Cli;

/// <summary>What the process returns; documented, so that scripts may rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int InternalFault = 1;
    public const int Usage = 2;
    public const int InvalidData = 3;
    public const int Numerical = 4;
    public const int Differs = 5;
    public const int Cancelled = 130;

    /// <summary>The code for an error that the engine reports on purpose, or for the world around it.</summary>
    public static int Of(Exception fault) => fault switch
    {
        OperationCanceledException => Cancelled,
        ConfigException => Usage,
        InvalidDataFindingsException or UnknownLabelException => InvalidData,
        NumericalException => Numerical,
        IOException or UnauthorizedAccessException => Usage,
        _ => InternalFault,
    };
}
