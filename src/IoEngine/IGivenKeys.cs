namespace IoEngine;

/// <summary>A section of the configuration to which it matters which keys the document has, whatever their values.</summary>
internal interface IGivenKeys
{
    /// <summary>The keys that the document has, as in the file; set once, when the section is read.</summary>
    IReadOnlyCollection<string> Given { get; init; }
}
