namespace IoEngine.Numerics;

/// <summary>(I − A) has no inverse to working precision, or is so badly scaled that its solution could not be trusted.</summary>
public sealed class SingularSystemException : NumericalException
{
    /// <summary>Creates the error.</summary>
    public SingularSystemException(string message, int index, double reciprocalCondition)
        : base(message)
    {
        Index = index;
        ReciprocalCondition = reciprocalCondition;
    }

    /// <summary>The index that is concerned most.</summary>
    public int Index { get; }

    /// <summary>1 / (‖I − A‖ ‖(I − A)⁻¹‖), estimated; 0 if a pivot was zero.</summary>
    public double ReciprocalCondition { get; }
}

/// <summary>
/// ρ(A) ≥ 1: (I − A)⁻¹ is not the sum of the powers of A, and a solution, if there is one, does not mean what it should.
/// </summary>
public sealed class SpectralRadiusException : NumericalException
{
    /// <summary>Creates the error.</summary>
    public SpectralRadiusException(string message, int index, SpectralRadius radius)
        : base(message)
    {
        Index = index;
        Radius = radius;
    }

    /// <summary>The index that contributes most to the dominant eigenvalue.</summary>
    public int Index { get; }

    /// <summary>The eigenvalue's size.</summary>
    public SpectralRadius Radius { get; }
}

/// <summary>An iteration did not reach the residual that was asked for.</summary>
public sealed class NotConvergedException : NumericalException
{
    /// <summary>Creates the error.</summary>
    public NotConvergedException(string message, int steps, double scaledResidual)
        : base(message)
    {
        Steps = steps;
        ScaledResidual = scaledResidual;
    }

    /// <summary>Steps done.</summary>
    public int Steps { get; }

    /// <summary>The residual reached.</summary>
    public double ScaledResidual { get; }
}
