namespace IoEngine.Studies;

/// <summary>What a run is doing.</summary>
public enum RunStage
{
    /// <summary>Small inputs: rates, concordances, membership.</summary>
    Inputs,

    /// <summary>The orders.</summary>
    Orders,

    /// <summary>Reading and checking a table.</summary>
    Tables,

    /// <summary>Effects of a year's orders.</summary>
    Solving,

    /// <summary>Coefficients, closure and factors of a table.</summary>
    Factorising,

    /// <summary>Multipliers, and whose orders caused what.</summary>
    Attributing,

    /// <summary>Scenarios of a year.</summary>
    Scenarios,

    /// <summary>What changed since the year before.</summary>
    Decomposing,

    /// <summary>Writing the results.</summary>
    Writing,
}
