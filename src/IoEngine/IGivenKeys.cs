namespace IoEngine;

/// <summary>A section of the configuration to which it matters which keys the document has, whatever their values.</summary>
internal interface IGivenKeys
{
    /// <summary>The keys that the document has.</summary>
    IReadOnlyCollection<string> Given { get; }

    /// <summary>Called once, with the names as in the file.</summary>
    void SetGiven(IReadOnlyCollection<string> keys);
}
