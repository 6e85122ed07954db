namespace IoEngine.Accounts;

/// <summary>What made an estimated table: a file by content. Immutable.</summary>
/// <param name="File">As it was named.</param>
/// <param name="Sha256">SHA-256; of a folder, of its files' names and hashes.</param>
public sealed record EstimateInput(string File, string Sha256);

/// <summary>
/// How a table came about that nobody has published: from which inputs, and how far it is from what it was made of.
/// Immutable.
/// </summary>
public sealed record TableEstimate
{
    /// <summary>balance, nowcast or split.</summary>
    public required string Method { get; init; }

    /// <summary>What was asked for, in words: the year, the parts.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The table it was made of, then the files of targets.</summary>
    public IReadOnlyList<EstimateInput> Inputs { get; init; } = [];

    /// <summary>Distance from the prior, Σ |a| (z ln z − z + 1), in money, by block: Z, Y, V, VY.</summary>
    public IReadOnlyDictionary<string, double> Distance { get; init; } = new Dictionary<string, double>();

    /// <summary>Number of targets.</summary>
    public int Targets { get; init; }

    /// <summary>Sweeps over the matrix.</summary>
    public int Sweeps { get; init; }
}
